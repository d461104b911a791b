"""The list of conversations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from askdocs.tui.cells import fit, line
from askdocs.tui.widgets.lines import Lines, Piece

if TYPE_CHECKING:
    from askdocs.records import Heading

_MARK = 2
"""Cells before each line: what shows that it is chosen."""
_WHEN = 16
_COUNT = 14


class HeadingList(Lines):
    """Shows a line for each conversation: its title, when its latest question was asked, and how many there are."""

    HEADER = 1
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open", key_display="enter")]

    class Opened(Message):
        """The user wants to go on with a conversation."""

        def __init__(self, heading: Heading) -> None:
            super().__init__()
            self.heading = heading

    def __init__(self) -> None:
        super().__init__()
        self._headings: Sequence[tuple[Heading, str]] = ()

    @property
    def chosen(self) -> Heading | None:
        """The conversation under the cursor."""
        return self._headings[self.cursor][0] if self._headings else None

    @property
    def row(self) -> int:
        """The line of the widget that the chosen conversation stands on."""
        return self.HEADER + self.cursor - self.scroll_offset.y

    def fill(self, headings: Sequence[tuple[Heading, str]]) -> None:
        """Show other conversations, each with when it was asked; the cursor stays on its own where that is there."""
        before = self.chosen
        self._headings = headings
        places = (place for place, (heading, _) in enumerate(headings) if before and heading.id == before.id)
        self.show_lines(len(headings), next(places, min(self.cursor, max(0, len(headings) - 1))))

    def action_open(self) -> None:
        """Say which conversation is wanted."""
        if self.chosen:
            self.post_message(self.Opened(self.chosen))

    def clicked(self, times: int) -> None:
        """Open at a double click."""
        if times == 2:
            self.action_open()

    def head(self, width: int) -> Sequence[Piece]:
        """The columns’ names."""
        return [(f"{'':{_MARK}}{fit('Title', _title(width))}  {'Last asked':{_WHEN}}{'Questions':>{_COUNT}}", "strong")]

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """A conversation."""
        heading, when = self._headings[index]
        mark = "› " if index == self.cursor else "  "
        title = fit(line(heading.title), _title(width))
        return [(f"{mark}{title}  ", "plain"), (f"{when:{_WHEN}}{heading.turns:>{_COUNT},}", "quiet")]


def _title(width: int) -> int:
    """The cells that are left for a title; at the end one is free."""
    return max(8, width - _MARK - 2 - _WHEN - _COUNT - 1)
