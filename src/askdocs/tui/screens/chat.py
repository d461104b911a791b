"""The chat screen: the conversation, and the box for the next question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer

from askdocs.conversation import Conversation
from askdocs.tui.messages import Asked
from askdocs.tui.widgets.conversation import ConversationView
from askdocs.tui.widgets.question import QuestionBox

if TYPE_CHECKING:
    from askdocs.tui.app import ChatApp


class ChatScreen(Screen[None]):
    """Puts questions, and shows what comes back."""

    AUTO_FOCUS = "QuestionBox"

    def __init__(self) -> None:
        super().__init__()
        self.conversation = Conversation()

    @property
    def chat_app(self) -> ChatApp:
        """The app, by its own type."""
        return cast("ChatApp", self.app)

    def compose(self) -> ComposeResult:
        """Conversation and box; the filters' chips and the timeline have their places between them."""
        with Horizontal(id="panes"), Vertical(id="talk"):
            yield ConversationView()
            yield Vertical(id="timeline")
            yield Vertical(id="narrowing")
            yield QuestionBox()
        yield Footer()

    def on_asked(self, event: Asked) -> None:
        """Put a question, off the main thread."""
        self.chat_app.run_worker(self._ask(event.question), group="ask", exit_on_error=False)

    async def _ask(self, question: str) -> None:
        app = self.chat_app
        await app.ready.wait()
        if app.chat is None:
            return
        turn = await app.desk.do(app.chat.ask, question, self.conversation)
        self.conversation = replace(self.conversation, turns=(*self.conversation.turns, turn))
        await self.query_one(ConversationView).add(turn)
