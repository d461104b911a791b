"""Which citation style the conversation has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class StylesScreen(ModalScreen[str | None]):
    """Offers the styles; ends with the chosen one, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back")]

    def __init__(self, names: Sequence[str], current: str) -> None:
        super().__init__()
        self._names = names
        self._current = current

    def compose(self) -> ComposeResult:
        """One line each."""
        marks = ("• " if name == self._current else "  " for name in self._names)
        options = [Option(Content(mark + name), id=name) for mark, name in zip(marks, self._names, strict=True)]
        choices = OptionList(*options)
        choices.border_title = "References"
        yield choices

    def on_mount(self) -> None:
        """Begin at the style that holds now."""
        choices = self.query_one(OptionList)
        choices.highlighted = self._names.index(self._current) if self._current in self._names else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take it."""
        self.dismiss(event.option.id)
