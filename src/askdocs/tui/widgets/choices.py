"""The list of what a conversation can be narrowed down to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from askdocs.language.words import fold
from askdocs.model import Filters
from askdocs.tui.cells import fit, fit_end, line
from askdocs.tui.narrowing import NAMES, Choice
from askdocs.tui.widgets.lines import Lines, Piece

_FIELD = 12
_COUNT = 8


class ChoiceList(Lines):
    """Shows choices with how many documents have them, and marks those that are chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "choose", "Choose")]

    class Toggled(Message):
        """A choice was made, or taken back."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self._shown: list[Choice] = []
        self._filters = Filters()

    def fill(self, choices: Sequence[Choice]) -> None:
        """Show choices."""
        self._choices = choices
        self.search("")

    def search(self, typed: str) -> None:
        """Show those that have all the words."""
        self._shown = list(self._choices)
        for word in fold(typed).split():
            self._shown = [choice for choice in self._shown if word in choice.words]
        self.show_lines(len(self._shown))

    def mark(self, filters: Filters) -> None:
        """Mark what is chosen."""
        self._filters = filters
        self.refresh()

    def clicked(self, times: int) -> None:
        """Choose what is clicked."""
        self.action_choose()

    def action_choose(self) -> None:
        """Choose what is under the cursor, or no longer."""
        if self._shown:
            self.post_message(self.Toggled(self._shown[self.cursor]))

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """A choice."""
        choice = self._shown[index]
        chosen = choice.value in getattr(self._filters, choice.field)
        mark = f"{'›' if index == self.cursor else ' '} {'✓' if chosen else ' '} "
        room = width - len(mark) - _FIELD - _COUNT
        value = (fit_end if choice.field == "paths" else fit)(line(choice.value), room)
        return [
            (mark, "strong"),
            (fit(NAMES[choice.field], _FIELD), "quiet"),
            (value, "strong" if chosen else "plain"),
            (f"{choice.count:>{_COUNT - 1},} ", "quiet"),
        ]
