"""The table of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from askdocs.model import DocumentInfo
from askdocs.tui.catalogue import Catalogue, Column, Row
from askdocs.tui.cells import fit, fit_end
from askdocs.tui.widgets.lines import Lines, Piece

_MARK = 2
"""Cells before each line: what shows that it is chosen."""
_DATE = 10
_SHARES = {Column.TITLE: 36, Column.AUTHOR: 20, Column.PUBLICATION: 20, Column.PATH: 24}
"""Of the width that the date leaves, in hundredths."""
_NAMES = ("Title", "Author", "Publication", "Date", "Path")


class DocumentTable(Lines):
    """Shows a catalogue by one of its columns, and what of it was searched for."""

    HEADER = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open"),
        Binding("1", "sort(0)", "Sort", key_display="1-5"),
        *(Binding(str(place + 1), f"sort({place})", _NAMES[place], show=False) for place in range(1, len(_NAMES))),
    ]

    class Opened(Message):
        """The user wants to read a document."""

        def __init__(self, info: DocumentInfo) -> None:
            super().__init__()
            self.info = info

    def __init__(self) -> None:
        super().__init__()
        self._catalogue = Catalogue()
        self.rows: list[Row] = []
        """What is shown, in its order."""
        self._column, self._descending, self._typed = Column.PATH, False, ""

    @property
    def shown(self) -> int:
        """How many documents were found."""
        return len(self.rows)

    @property
    def chosen(self) -> DocumentInfo | None:
        """The document under the cursor."""
        return self.rows[self.cursor].info if self.rows else None

    def fill(self, catalogue: Catalogue) -> None:
        """Show another catalogue; the cursor stays on its document."""
        self._catalogue = catalogue
        self._list(follow=True)

    def search(self, typed: str) -> None:
        """Show what has these words."""
        self._typed = typed
        self._list(follow=False)

    def action_sort(self, place: int) -> None:
        """Sort by a column; the second time the other way round."""
        column = Column(place)
        self._descending = column is self._column and not self._descending
        self._column = column
        self._list(follow=True)

    def action_open(self) -> None:
        """Say which document is wanted."""
        if self.chosen:
            self.post_message(self.Opened(self.chosen))

    def clicked(self, times: int) -> None:
        """Open at a double click."""
        if times == 2:
            self.action_open()

    def head_clicked(self, x: int) -> None:
        """Sort by the column that was clicked."""
        end = _MARK
        for column, width in zip(Column, _widths(self.scrollable_content_region.width), strict=True):
            end += width + 1
            if x < end:
                self.action_sort(column)
                return

    def head(self, width: int) -> Sequence[Piece]:
        """The columns’ names; the one that sorts says in which direction."""
        names = [
            fit(f"{name} {'▼' if self._descending else '▲'}" if column is self._column else name, cells)
            for column, name, cells in zip(Column, _NAMES, _widths(width), strict=True)
        ]
        return [(" " * _MARK + " ".join(names), "strong")]

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """A document."""
        cells = self.rows[index].cells
        shown = [
            (fit_end if column is Column.PATH else fit)(cell or "–", room)
            for column, cell, room in zip(Column, cells, _widths(width), strict=True)
        ]
        mark = "› " if index == self.cursor else "  "
        return [(mark + shown[0] + " ", "plain"), (" ".join(shown[1:]), "quiet")]

    def _list(self, *, follow: bool) -> None:
        before = self.chosen if follow else None
        self.rows = self._catalogue.listed(self._column, descending=self._descending, typed=self._typed)
        ids = (place for place, row in enumerate(self.rows) if before and row.info.id == before.id)
        self.show_lines(len(self.rows), next(ids, 0))


def _widths(width: int) -> tuple[int, ...]:
    """The cells of each column; between two is one."""
    free = width - _MARK - _DATE - (len(Column) - 1)
    shared = {column: max(4, free * share // 100) for column, share in _SHARES.items()}
    shared[Column.TITLE] += max(0, free - sum(shared.values()))
    return tuple(shared.get(column, _DATE) for column in Column)
