"""The documents screen: what is in the library, what comes in and what goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from askdocs.errors import AskdocsError, EmptyLibrary
from askdocs.tui import telling
from askdocs.tui.catalogue import Catalogue
from askdocs.tui.cells import line
from askdocs.tui.messages import DocumentChosen, PathsAdded, SamplesWanted
from askdocs.tui.screens.removal import RemovalScreen
from askdocs.tui.syncing import Progress, Stopped, Syncing
from askdocs.tui.widgets.adding import AddLine
from askdocs.tui.widgets.detail import Detail, Empty
from askdocs.tui.widgets.progress import Problems, SyncLine
from askdocs.tui.widgets.table import DocumentTable

if TYPE_CHECKING:
    from askdocs.library.chat import Chat
    from askdocs.library.library import Reporter
    from askdocs.model import SyncReport


class DocumentsScreen(Screen[None]):
    """Lists documents, and changes which there are.

    Posts :class:`DocumentChosen`; without a library of the user's, :class:`PathsAdded` (to be answered with
    :meth:`add`) and :class:`SamplesWanted`.
    """

    CSS_PATH: ClassVar[PurePath] = Path(__file__).parents[1] / "styles" / "documents.tcss"
    AUTO_FOCUS = ""  # the table has it once there is something in it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("d,delete", "remove", "Take out"),
        Binding("s", "sync", "Sync"),
        Binding("t", "samples", "Try the samples"),
        Binding("slash", "search", "Search"),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self, chat: Chat | None, syncing: Syncing) -> None:
        """Show a library.

        Args:
            chat: of the library; None where there is none.
            syncing: what changes libraries.
        """
        super().__init__()
        self.chat = chat
        self._syncing = syncing
        self._catalogue = Catalogue()

    def compose(self) -> ComposeResult:
        """From top to bottom: which library, the search, the table, what stands in it, what happens."""
        yield Static(id="which")
        yield Input(
            placeholder="Search titles, authors, publications, dates, tags and paths", compact=True, id="search"
        )
        yield DocumentTable()
        yield Empty()
        yield Detail()
        yield Problems()
        yield AddLine(self._syncing.desk)
        yield SyncLine()
        yield Footer()

    def on_mount(self) -> None:
        """List what is there, and look whether the files are as they were."""
        self.query_one(AddLine).display = self.query_one(Problems).display = False
        self._syncing.heard.subscribe(self, self._hear)
        self._hear(self._syncing.progress)
        if self.chat and not self._syncing.progress.running:
            self._run(self.chat.sync)

    def add(self, chat: Chat, paths: Sequence[Path]) -> None:
        """Add paths to a library, which is the one that is shown from now on."""
        self.chat = chat
        self._run(lambda reporter: chat.add(paths, reporter))

    def action_add(self) -> None:
        """Ask for a path."""
        self.query_one(Problems).display = False  # in 24 lines there is no room for both
        self.query_one(AddLine).open()
        self.refresh_bindings()

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one("#search").focus()

    def action_sync(self) -> None:
        """Look at the files again."""
        if self.chat:
            self._run(self.chat.sync)

    def action_samples(self) -> None:
        """Ask the samples."""
        self.post_message(SamplesWanted())

    def action_remove(self) -> None:
        """Take the chosen document out, or a folder that it lies in, once that is confirmed."""
        info = self.query_one(DocumentTable).chosen
        if info:
            paths = [row.info.path for row in self._catalogue.rows]
            self.app.push_screen(RemovalScreen(info, paths), self._remove)

    def _remove(self, name: str | None) -> None:
        chat = self.chat
        if chat and name is not None:
            self._run(lambda reporter: chat.remove([name], reporter))

    def action_back(self) -> None:
        """Leave what is innermost: the line for a path, the search, a change that is under way, the screen."""
        adding, search = self.query_one(AddLine), self.query_one("#search", Input)
        if adding.display:
            self._close_line()
        elif search.has_focus or search.value:
            search.clear()
        elif self._syncing.stop():
            return
        else:
            self.dismiss()
            return
        self.query_one(DocumentTable).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done: with no document there is nothing to search or take out."""
        if not self.is_mounted:
            return True
        typing = self.query_one(AddLine).display
        offered = {
            "add": not typing,
            "remove": bool(self._catalogue.rows),
            "search": bool(self._catalogue.rows) and not typing,
            "sync": self.chat is not None,
            "samples": not self._catalogue.rows and not typing,
        }
        return offered.get(action, True)

    def _close_line(self) -> None:
        self.query_one(AddLine).display = False
        self.query_one(Problems).display = self.query_one(Problems).any
        self.refresh_bindings()

    def on_add_line_wanted(self, event: AddLine.Wanted) -> None:
        """Add a path that is there."""
        event.stop()
        self._close_line()
        self.query_one(DocumentTable).focus()
        if self.chat and self.chat.library.settings.file.is_file():
            self.add(self.chat, [event.path])
        else:
            self.post_message(PathsAdded([event.path]))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        if event.input.id == "search":
            self.query_one(DocumentTable).search(event.value)
            self._tell_count()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        self.query_one(DocumentTable).focus()

    def on_document_table_opened(self, event: DocumentTable.Opened) -> None:
        """Say which document is to be read."""
        event.stop()
        self.post_message(DocumentChosen(event.info))

    def on_lines_moved(self) -> None:
        """Show the chosen document whole."""
        self.query_one(Detail).show(self.query_one(DocumentTable).chosen)

    def _hear(self, progress: Progress) -> None:
        self.query_one(SyncLine).hear(progress)
        if not progress.running:
            report = self._syncing.report
            self._problems(telling.problems(report) if report else ())
            self.run_worker(self._list(), group="list", exclusive=True, exit_on_error=False)

    def _problems(self, lines: Sequence[str]) -> None:
        problems = self.query_one(Problems)
        problems.show(lines)
        problems.display = problems.any and not self.query_one(AddLine).display

    def _run(self, change: Callable[[Reporter], SyncReport]) -> None:
        # A worker of the app: what is under way goes on when the screen is left.
        self.app.run_worker(self._change(change), group="sync", exit_on_error=False)

    async def _change(self, change: Callable[[Reporter], SyncReport]) -> None:
        wrong: Sequence[str] = ()
        try:
            report = await self._syncing.run(change)
        except Stopped:
            said = "Stopped. The library is as it was last committed."
        except AskdocsError as error:
            said, wrong = "Not done.", [line(f"{error.message}. {error.hint or ''}")]
        else:
            parts = (telling.told(report) or "Nothing has changed", telling.passed_over(report))
            said = "; ".join(part for part in parts if part) + "."
        if self.is_attached:
            self.query_one(SyncLine).say(said)
            if wrong:
                self._problems(wrong)

    async def _list(self) -> None:
        chat = self.chat
        self._catalogue = await self._syncing.desk.do(catalogue, chat) if chat else Catalogue()
        if not self.is_attached:
            return
        empty = not self._catalogue.rows
        table = self.query_one(DocumentTable)
        for widget in (self.query_one("#search"), self.query_one(Detail), table):
            widget.display = not empty
        self.query_one(Empty).display = empty
        table.fill(self._catalogue)
        if empty and table.has_focus:
            self.set_focus(None)
        elif self.focused is None:
            table.focus()
        self._tell_count()
        self.refresh_bindings()

    def _tell_count(self) -> None:
        shown, there = self.query_one(DocumentTable).shown, len(self._catalogue.rows)
        count = telling.documents(there) if shown == there else f"{shown:,} of {telling.documents(there)}"
        where = _shown(self.chat.library.settings.root) if self.chat else "no library yet"
        self.query_one("#which", Static).update(Content.assemble(("Documents", "bold"), f"  {count} · {where}"))


def catalogue(chat: Chat) -> Catalogue:
    """What a library holds; it blocks."""
    try:
        return Catalogue.of(chat.documents())
    except EmptyLibrary:
        return Catalogue()


def _shown(folder: Path) -> str:
    home = Path.home()
    return line(f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder))
