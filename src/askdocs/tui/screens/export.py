"""In which format a conversation is exported, and where to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from askdocs.errors import UsageError
from askdocs.tui.cells import line

if TYPE_CHECKING:
    from askdocs.library.exporting import Format
    from askdocs.library.library import Library

_OFFERED: tuple[tuple[Format, str], ...] = (
    ("markdown", "Markdown, for a text editor or a note"),
    ("html", "HTML, a page to read or print"),
    ("json", "JSON, for programs"),
)


@dataclass(frozen=True, slots=True)
class Export:
    """What was chosen."""

    form: Format
    path: Path
    replace: bool
    """Whether the file that is there is to be written over: the user was asked."""


class ExportScreen(ModalScreen[Export | None]):
    """Gives what to write and where; None to write nothing."""

    CSS_PATH: ClassVar[PurePath] = Path(__file__).parents[1] / "styles" / "export.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next", key_display="tab"),
        Binding("escape", "dismiss(None)", "Back", key_display="esc"),
    ]

    def __init__(self, library: Library, title: str) -> None:
        super().__init__()
        self._library, self._title = library, title
        self._suggested = ""
        self._asked: Path | None = None

    def compose(self) -> ComposeResult:
        """The formats, the file's name, and what there is to say of it."""
        with Vertical():
            yield Static(Content(f"Export “{line(self._title)}”"), id="asked")
            yield OptionList(*(Option(Content(label), id=form) for form, label in _OFFERED))
            yield Input(compact=True, select_on_focus=False, id="path")
            yield Static(id="said")
            yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Name the box."""
        self.query_one("#path").border_title = "File"

    @property
    def form(self) -> Format:
        """The format under the cursor."""
        return _OFFERED[self.query_one(OptionList).highlighted or 0][0]

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Suggest a name that fits the format, unless the user typed one."""
        self.run_worker(self._suggest(), exclusive=True)

    async def _suggest(self) -> None:
        from askdocs.library.exporting.files import suggested

        path = await asyncio.to_thread(suggested, self._library, self._title, self.form)
        box = self.query_one("#path", Input)
        if box.value == self._suggested:
            box.value = self._suggested = str(path)
            box.action_end()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the name."""
        event.stop()
        self.query_one("#path").focus()

    def on_input_changed(self, _: Input.Changed) -> None:
        """Another name is asked about again."""
        self._asked = None
        self._say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the name; where there is a file already, only when it is given twice."""
        event.stop()
        self.run_worker(self._take(event.value), exclusive=True)

    async def _take(self, text: str) -> None:
        from askdocs.library.exporting.files import typed

        try:
            path = await asyncio.to_thread(typed, text, Path.cwd())
        except UsageError as error:
            self._say(f"{error.message}. {error.hint or ''}")
            return
        there = await asyncio.to_thread(path.exists)
        if there and path != self._asked:
            self._asked = path
            self._say("There is a file of this name already. Enter once more writes over it.")
            return
        self.dismiss(Export(self.form, path, there))

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.update(Content(line(text)))
        said.display = bool(text)
