"""The chat screen: the conversation, the source beside it, and the box for the next question."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus, Resize
from textual.widgets import Footer

from askdocs.tui.messages import PlaceChosen, PlaceOpened
from askdocs.tui.places import Located, Place, located
from askdocs.tui.screens.conversing import ConversingScreen
from askdocs.tui.screens.source import WIDE, SourceScreen
from askdocs.tui.widgets.chips import Chips
from askdocs.tui.widgets.conversation import ConversationView
from askdocs.tui.widgets.question import QuestionBox
from askdocs.tui.widgets.source import SourcePane
from askdocs.tui.widgets.status import Status
from askdocs.tui.widgets.timeline import Timeline


class ChatScreen(ConversingScreen):
    """Lays out conversation, box and source, and moves the focus between them."""

    AUTO_FOCUS = "QuestionBox"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it of instances
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012 - the same
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "back", "Back", key_display="esc", show=False, tooltip="Cancel what is running, else go back"
        ),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("tab", "other", "Ask"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._located: Located | None = None

    def compose(self) -> ComposeResult:
        """Conversation, timeline, filters and box on the left; the source on the right."""
        with Horizontal(id="panes"):
            with Vertical(id="talk"):
                yield ConversationView()
                with Vertical(id="timeline"):
                    yield Timeline()
                with Vertical(id="narrowing"):
                    yield Chips()
                yield QuestionBox()
            yield SourcePane()
        yield Status()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Name the panes."""
        self._name_panes()

    @property
    def place(self) -> Place | None:
        """The chosen quote's."""
        return self.talk.place if self.is_mounted else None

    def _name_panes(self) -> None:
        """Say in each pane's title what it is, and in that of the one with the focus what keys do there."""
        box, talk, source = self.query_one(QuestionBox), self.talk, self.query_one(SourcePane)
        for pane, name, mode in ((box, "Question", "typing"), (talk, "Answer", "keys"), (source, "Source", "keys")):
            pane.border_title = Content(
                f" {name} · {mode} " if pane.has_focus_within or pane.has_focus else f" {name} "
            )

    def on_descendant_focus(self, _: DescendantFocus) -> None:
        """Another pane has the focus."""
        self._name_panes()

    def on_descendant_blur(self, _: DescendantBlur) -> None:
        """Another pane has the focus, or none."""
        self._name_panes()

    def on_place_chosen(self, event: PlaceChosen) -> None:
        """Show it beside the conversation, where there is room."""
        self.refresh_bindings()
        self.query_one(Timeline).chosen = event.place.document.id
        self.chat_app.run_worker(self._locate(event.place), group="source", exclusive=True, exit_on_error=False)

    async def _locate(self, place: Place) -> Located | None:
        chat = self.chat_app.chat
        if chat is None:
            return None
        if self._located is None or self._located.place != place:
            self._located = await self.chat_app.desk.do(located, chat, place)
            self.query_one(SourcePane).show(self._located)
        return self._located

    def on_place_opened(self, event: PlaceOpened) -> None:
        """Read it: beside the conversation, or on a screen of its own."""
        self.chat_app.run_worker(self._open(event.place), group="source", exclusive=True, exit_on_error=False)

    async def _open(self, place: Place) -> None:
        found = await self._locate(place)
        if found is None:
            return
        if self.size.width >= WIDE:
            self.query_one(SourcePane).document.focus()
        else:
            self.app.push_screen(SourceScreen(found, self.style))

    def on_resize(self, event: Resize) -> None:
        """Take the source to a screen of its own where it was being read and has no room any more."""
        read = self.app.screen is self and self.query_one(SourcePane).has_focus_within
        if event.size.width < WIDE and read and self._located:
            self.talk.focus()
            self.app.push_screen(SourceScreen(self._located, self.style))

    def action_find(self) -> None:
        """Find words in the source."""
        if self.size.width >= WIDE:
            self.query_one(SourcePane).find()
        elif self.place:
            self.talk.action_open()

    def action_back(self) -> None:
        """Cancel what is running; else leave finding, the source, the answer, the box: whichever has the focus."""
        source = self.query_one(SourcePane)
        if self.chat_app.stop():
            return
        if source.has_focus_within:
            if not source.leave_finding():
                self.talk.focus()
        elif self.talk.has_focus:
            self.query_one(QuestionBox).focus()
        else:
            self.talk.focus()

    def action_other(self) -> None:
        """Go from the box to the answer, and from everywhere else to the box."""
        box = self.query_one(QuestionBox)
        (self.talk if box.has_focus else box).focus()
