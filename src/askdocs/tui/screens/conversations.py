"""The conversations screen: what was asked before, to be gone on with, renamed, deleted or exported."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from askdocs.errors import AskdocsError
from askdocs.tui.cells import line
from askdocs.tui.screens.confirm import ConfirmScreen
from askdocs.tui.screens.export import Export, ExportScreen
from askdocs.tui.widgets.headings import HeadingList

if TYPE_CHECKING:
    from askdocs.library.conversations import Conversations
    from askdocs.records import Heading


class ConversationsScreen(Screen[int | None]):
    """Lists conversations; ends with the number of the one to go on with, or None.

    Posts :class:`Deleted`, since the deleted conversation may be the one that is open.
    """

    CSS_PATH: ClassVar[PurePath] = Path(__file__).parents[1] / "styles" / "conversations.tcss"
    AUTO_FOCUS = "HeadingList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search"),
        Binding("r,f2", "rename", "Rename", key_display="r"),
        Binding("d,delete", "delete", "Delete", key_display="d"),
        Binding("e", "export", "Export"),
        Binding("escape", "back", "Back", key_display="esc"),
    ]

    class Deleted(Message):
        """A conversation is not kept any more."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, store: Conversations) -> None:
        super().__init__()
        self._store = store
        self._renamed: Heading | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom: how many there are, the search, the list with the box for a title over it."""
        yield Static(id="which")
        yield Input(placeholder="Search titles, questions and quotes", compact=True, id="search")
        with Container():
            yield HeadingList()
            yield Input(compact=True, id="title")
        yield Static(id="none")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """List what is there."""
        self.query_one("#title").display = self.query_one("#none").display = False
        self._list()

    @property
    def headings(self) -> HeadingList:
        """The list."""
        return self.query_one(HeadingList)

    def _work(self, work: Coroutine[Any, Any, None], group: str) -> None:
        # A worker of the app, which says what goes wrong in it; what was begun is finished when the screen is left.
        self.app.run_worker(self._told(work), group=group, exclusive=group == "list", exit_on_error=False)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except AskdocsError as error:
            self.notify(line(f"{error.message}. {error.hint or ''}"), severity="error", markup=False)

    def _list(self) -> None:
        self._work(self._fill(self.query_one("#search", Input).value), "list")

    async def _fill(self, typed: str) -> None:
        found = await asyncio.to_thread(_dated, self._store, typed)
        if not self.is_attached:
            return
        self.headings.fill(found)
        none = self.query_one("#none", Static)
        none.display = not found
        none.update("No conversation has these words." if typed.strip() else "Nothing that was asked here is kept yet.")
        count = f"{len(found):,} found" if typed.strip() else f"{len(found):,} kept"
        private = "  ·  private: nothing of what is asked now is kept" if self._store.private else ""
        self.query_one("#which", Static).update(Content.assemble(("Conversations", "bold"), f"  {count}{private}"))
        self.refresh_bindings()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        if event.input.id == "search":
            self._list()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found, or take the new title."""
        if event.input.id == "title":
            self._work(self._rename(event.value), "rename")
        self.headings.focus()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """A title that is left is not taken."""
        if event.input.id == "title":
            event.input.display = False

    def on_heading_list_opened(self, event: HeadingList.Opened) -> None:
        """Go on with it."""
        event.stop()
        self.dismiss(event.heading.id)

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one("#search").focus()

    def action_back(self) -> None:
        """Leave what is innermost: the box for a title, the search, the screen."""
        search = self.query_one("#search", Input)
        if not self.query_one("#title").has_focus:
            if not (search.has_focus or search.value):
                self.dismiss(None)
                return
            search.clear()
        self.headings.focus()

    def action_rename(self) -> None:
        """Write over the title where it stands."""
        self._renamed = chosen = self.headings.chosen
        if chosen:
            box = self.query_one("#title", Input)
            box.value = line(chosen.title)
            box.styles.offset = (0, self.headings.row)
            box.display = True
            box.focus()

    async def _rename(self, title: str) -> None:
        if self._renamed and title != line(self._renamed.title):
            await asyncio.to_thread(self._store.rename, self._renamed.id, title)
            self._list()

    def action_delete(self) -> None:
        """Delete the chosen conversation once that is confirmed."""
        chosen = self.headings.chosen
        if chosen:
            asked = f"Delete “{line(chosen.title)}”?"
            said = "Nothing of it stays in the file that it is kept in. The documents stay as they are."
            self.app.push_screen(ConfirmScreen(asked, said, "Delete"), partial(self._confirmed, chosen.id))

    def _confirmed(self, number: int, sure: bool | None) -> None:
        if sure:
            self._work(self._delete(number), "delete")

    async def _delete(self, number: int) -> None:
        await asyncio.to_thread(self._store.delete, number)
        self.post_message(self.Deleted(number))
        if self.is_attached:
            self._list()

    def action_export(self) -> None:
        """Ask in which format and where to, and write it."""
        chosen = self.headings.chosen
        if chosen:
            screen = ExportScreen(self._store.library, chosen.title)
            self.app.push_screen(screen, partial(self._exported, chosen.id))

    def _exported(self, number: int, export: Export | None) -> None:
        if export:
            self._work(self._export(number, export), "export")

    async def _export(self, number: int, export: Export) -> None:
        await asyncio.to_thread(_write, self._store, number, export)
        self.notify(line(f"Written to {export.path}"), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done: in a box letters are letters, and of nothing nothing can be deleted."""
        if not self.is_mounted or action not in ("search", "rename", "delete", "export"):
            return True
        if isinstance(self.focused, Input):
            return False
        return action == "search" or self.headings.chosen is not None


def _dated(store: Conversations, typed: str) -> list[tuple[Heading, str]]:
    from askdocs.library.conversations import local

    return [(heading, local(heading.asked)) for heading in store.list(typed)]


def _write(store: Conversations, number: int, export: Export) -> None:
    from askdocs.library.exporting.files import write

    write(export.path, store.export(number, export.form), replace=export.replace)
