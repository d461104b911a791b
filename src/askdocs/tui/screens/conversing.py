"""The conversation of the chat screen: what is asked, answered, kept, and printed in which style."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var

from askdocs.conversation import Conversation, Turn
from askdocs.errors import AskdocsError, EmptyLibrary
from askdocs.model import Filters
from askdocs.tui.messages import Asked
from askdocs.tui.places import cites
from askdocs.tui.screens.reading import ReadingScreen
from askdocs.tui.widgets.chips import Chips
from askdocs.tui.widgets.conversation import ConversationView
from askdocs.tui.widgets.question import QuestionBox
from askdocs.tui.widgets.timeline import Timeline
from askdocs.tui.widgets.turn import TurnView

if TYPE_CHECKING:
    from askdocs.library.chat import Chat

_WAITING = "waiting for the library …"
_READING = "reading …"
_CANCELLED = "cancelled"
_FAULT = "not answered: something went wrong"


class Answered(Message):
    """A turn is to be shown in its place."""

    def __init__(self, view: TurnView, turn: Turn, references: Sequence[str]) -> None:
        super().__init__()
        self.view = view
        self.turn = turn
        self.references = references


class ConversingScreen(ReadingScreen):
    """Puts questions, and shows what comes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "style", "Style", tooltip="Choose the style of the references"),
        Binding("e", "edit", "Edit", tooltip="Take the question back into the box", show=False),
        Binding("ctrl+n", "begin", "New conversation", show=False),
        Binding("f4", "conversations", "Conversations", show=False, tooltip="Go back to an earlier conversation"),
    ]

    conversation: var[Conversation] = var(Conversation(), init=False)

    @property
    def talk(self) -> ConversationView:
        """The conversation's turns."""
        return self.query_one(ConversationView)

    @property
    def style(self) -> str | None:
        """The conversation's."""
        return self.conversation.style

    def watch_conversation(self, conversation: Conversation) -> None:
        """Show its filters."""
        self.query_one(Chips).filters = conversation.filters

    def narrow(self, filters: Filters | None) -> None:
        """Let other documents answer from now on; None changes nothing."""
        if filters is not None:
            self.conversation = replace(self.conversation, filters=filters)
            if self.conversation.turns:
                self.keep()

    def on_chips_removed(self, event: Chips.Removed) -> None:
        """Do without one of the filters."""
        self.narrow(event.filters)

    def on_asked(self, event: Asked) -> None:
        """Put a question, off the main thread."""
        self.chat_app.run_worker(self._ask(event), group="ask", exit_on_error=False)

    async def _ask(self, event: Asked) -> None:
        app = self.chat_app
        view = await self.talk.begin(event.question)
        try:
            view.say(_WAITING)
            chat = await app.opened_chat()
            async with app.asking:
                view.say(_READING)
                ask = partial(chat.ask, literally=event.literally)
                turn = await app.desk.do(ask, event.question, self.conversation)
                references = await app.desk.do(app.references, turn.answer, self.style)
                # Nothing is awaited from here on: what is cancelled leaves no trace, and what is answered is shown.
                self.conversation = replace(self.conversation, turns=(*self.conversation.turns, turn))
                self.post_message(Answered(view, turn, references))
        except AskdocsError as error:
            # A library that cannot be synced is empty for that reason, and adding documents to it would not help.
            behind = (isinstance(error, EmptyLibrary) and app.shelf.failure) or error
            view.end("\n".join(filter(None, (f"{behind.message}.", behind.hint))))
        except asyncio.CancelledError:
            view.end(_CANCELLED)
            raise
        except Exception:
            view.end(_FAULT)
            raise

    async def on_answered(self, event: Answered) -> None:
        """Show a turn, and keep it; not where another conversation was opened meanwhile."""
        if event.turn not in self.conversation.turns:
            return
        await event.view.show(event.turn, event.references)
        self.show_dates()
        self.talk.finish(event.view)
        self.keep()

    def keep(self) -> None:
        """Keep the conversation as it is."""
        self.chat_app.run_worker(self._keep(), group="keep", exit_on_error=False)

    async def _keep(self) -> None:
        keeper = self.chat_app.keeper
        async with keeper.writing:
            conversation = self.conversation
            kept = await keeper.keep(conversation)
            if self.conversation.id == conversation.id:  # another was not opened meanwhile
                self.conversation = replace(self.conversation, id=kept.id, title=kept.title)

    async def resume(self, conversation: Conversation) -> None:
        """Show a conversation, to go on with it; what is being asked right now is asked in it."""
        self.conversation = conversation
        await self.talk.clear()
        self.query_one(QuestionBox).remember_earlier([turn.asked for turn in conversation.turns])
        view: TurnView | None = None
        for turn in conversation.turns:
            references = await self.chat_app.desk.do(self.chat_app.references, turn.answer, self.style)
            view = await self.talk.begin(turn.asked, earlier=True)
            await view.show(turn, references)
        self.show_dates()
        if view:
            self.talk.finish(view)

    def show_dates(self) -> None:
        """Show when the documents cited in the conversation were published."""
        cited = {place.document.id: place.document for turn in self.conversation.turns for place in cites(turn.answer)}
        self.query_one(Timeline).infos = tuple(cited.values())

    async def open_kept(self, chat: Chat) -> None:
        """Open a library's conversations, and go on with the latest where that is wanted."""
        keeper, opening = self.chat_app.keeper, self.chat_app.opening
        try:
            await keeper.open(chat, private=opening.private)
            conversation = await keeper.recall() if opening.resume else None
        except AskdocsError as error:  # there is a library to ask all the same
            self.chat_app.tell(error)
            return
        if conversation is not None:
            await self.resume(conversation)
        elif opening.resume:
            self.notify("There is no conversation yet to go on with.")

    def action_conversations(self) -> None:
        """Show earlier conversations."""
        from askdocs.tui.screens.conversations import ConversationsScreen

        if self.chat_app.keeper.store is not None:
            self.app.push_screen(ConversationsScreen(self.chat_app.keeper.store), self.recall)

    def recall(self, number: int | None) -> None:
        """Go on with a conversation that was kept; None is none."""
        if number is not None and number != self.conversation.id:
            self.chat_app.run_worker(self._recall(number), group="resume", exclusive=True, exit_on_error=False)

    async def _recall(self, number: int) -> None:
        found = await self.chat_app.keeper.recall(number)
        if found is not None:
            self.call_later(self.open_conversation, found)

    def open_conversation(self, conversation: Conversation) -> None:
        """Leave this conversation for another, with what is being asked in it."""
        self.chat_app.stop()
        for view in self.talk.turns:
            view.pending = False
        self.chat_app.run_worker(self.resume(conversation), group="resume", exclusive=True, exit_on_error=False)

    def action_edit(self) -> None:
        """Take the current turn's question back into the box, as it was asked in full."""
        current: TurnView | None = self.talk.current
        if current:
            self.query_one(QuestionBox).edit(current.turn.meant if current.turn else current.asked)

    def action_begin(self) -> None:
        """Begin another conversation; the filters and the style stay."""
        self.open_conversation(replace(self.conversation, id=None, title="", turns=()))

    def action_style(self) -> None:
        """Choose the style of the references."""
        from askdocs.citing.styles import STYLES
        from askdocs.tui.screens.styles import StylesScreen

        chat = self.chat_app.chat
        if chat:
            current = self.style or chat.library.settings.style
            self.app.push_screen(StylesScreen(list(STYLES), current), self._take_style)

    def _take_style(self, style: str | None) -> None:
        if style and style != self.style:
            self.conversation = replace(self.conversation, style=style)
            self.chat_app.run_worker(self._refer(style), group="style", exclusive=True, exit_on_error=False)

    async def _refer(self, style: str) -> None:
        """Print all references in another style, the latest first."""
        self.keep()
        for view in reversed(self.talk.turns):
            if view.turn:
                view.refer(await self.chat_app.desk.do(self.chat_app.references, view.turn.answer, style))
