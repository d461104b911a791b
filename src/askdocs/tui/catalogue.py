"""The documents of a library as rows of a table: what each column shows, sorted and searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from askdocs.language.words import fold
from askdocs.model import DocumentInfo
from askdocs.tui.cells import line


class Column(IntEnum):
    """What a row shows, from left to right."""

    TITLE = 0
    AUTHOR = 1
    PUBLICATION = 2
    DATE = 3
    PATH = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A document as it is listed."""

    info: DocumentInfo
    cells: tuple[str, ...]
    """A line for each column; empty for what the document does not say."""
    words: str
    """All that is searched, folded."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Rows, and their order by each column: made once, in a thread, so that sorting and searching take no time."""

    rows: tuple[Row, ...] = ()
    orders: tuple[tuple[int, ...], ...] = ((),) * len(Column)
    """For each column the places of all rows that say it, in order, then of those that do not, by path."""
    said: tuple[int, ...] = (0,) * len(Column)
    """For each column, how many rows say it."""

    @classmethod
    def of(cls, infos: Sequence[DocumentInfo]) -> Catalogue:
        """The catalogue of some documents, which are in the order of their paths."""
        rows = tuple(_row(info) for info in infos)
        orders, said = [], []
        for column in Column:
            keys = [fold(row.cells[column]) for row in rows]
            having = [place for place, key in enumerate(keys) if key]
            having.sort(key=keys.__getitem__)
            orders.append((*having, *(place for place, key in enumerate(keys) if not key)))
            said.append(len(having))
        return cls(rows, tuple(orders), tuple(said))

    def listed(self, column: Column, *, descending: bool = False, typed: str = "") -> list[Row]:
        """The rows that have all words that were typed, by a column; those that do not say it come last."""
        order, said = self.orders[column], self.said[column]
        if descending:
            order = (*reversed(order[:said]), *order[said:])
        found = [self.rows[place] for place in order]
        for word in fold(typed).split():
            found = [row for row in found if word in row.words]
        return found


def _row(info: DocumentInfo) -> Row:
    cells = (
        line(info.title or ""),
        line(", ".join(info.authors)),
        line(info.source or ""),
        line(info.published or ""),
        line(info.path),
    )
    return Row(info, cells, fold("\n".join((*cells, *info.tags))))
