"""Asking once more before a document is taken out of the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePath, PurePosixPath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from askdocs.model import DocumentInfo
from askdocs.tui.cells import line
from askdocs.tui.telling import documents

_FOLDERS = 3


class RemovalScreen(ModalScreen[str | None]):
    """Gives the path within the library of what is to go, a document's or a folder's; None to keep it."""

    CSS_PATH: ClassVar[PurePath] = Path(__file__).parents[1] / "styles" / "removal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Take out", priority=True),
        Binding("escape", "dismiss(None)", "Keep"),
    ]

    def __init__(self, info: DocumentInfo, paths: Iterable[str]) -> None:
        """Ask.

        Args:
            info: the document in question.
            paths: of all documents, for the folders that it lies in.
        """
        super().__init__()
        self._info = info
        self._names = [info.path, *(folder for folder, _ in folders(info.path, paths))]
        self._labels = [
            f"this document: {info.path}",
            *(f"the folder {folder}: {documents(count)}" for folder, count in folders(info.path, paths)),
        ]

    def compose(self) -> ComposeResult:
        """What is asked, what becomes of the file, and what may be chosen."""
        with Vertical():
            yield Static(Content(f"Take “{line(self._info.title or self._info.path)}” out of the library?"), id="asked")
            yield OptionList(*(Option(Content(line(label))) for label in self._labels))
            yield Static(
                Content(
                    "The file itself stays where it is; it is only not asked any more. No sync brings it back, and "
                    "adding it again does."
                )
            )
            yield Footer()

    def action_choose(self) -> None:
        """Say what is to go."""
        chosen = self.query_one(OptionList).highlighted
        self.dismiss(self._names[chosen or 0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The same with the mouse."""
        event.stop()
        self.dismiss(self._names[event.option_index])


def folders(path: str, paths: Iterable[str]) -> list[tuple[str, int]]:
    """The folders that a document lies in together with others, the nearest first, with how many documents each has."""
    above = [folder.as_posix() for folder in PurePosixPath(path).parents if folder.as_posix() not in (".", "/")]
    counts = Counter(folder for each in paths for folder in above if each.startswith(f"{folder}/"))
    found: dict[int, str] = {}
    for folder in above:
        if counts[folder] > 1:
            found.setdefault(counts[folder], folder)
    return [(folder, count) for count, folder in found.items()][:_FOLDERS]
