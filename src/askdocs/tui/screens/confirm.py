"""Asking once more before something is lost."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option


class ConfirmScreen(ModalScreen[bool]):
    """Gives True where it shall be done."""

    CSS_PATH: ClassVar[PurePath] = Path(__file__).parents[1] / "styles" / "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("n,escape", "dismiss(False)", "No", key_display="n"),
    ]

    def __init__(self, asked: str, said: str, does: str) -> None:
        """Ask.

        Args:
            asked: the question.
            said: what will come of it.
            does: what is done, in a word.
        """
        super().__init__()
        self._asked, self._said, self._does = asked, said, does

    def compose(self) -> ComposeResult:
        """The question, what will come of it, and the two answers; the one that loses nothing comes first."""
        with Vertical():
            yield Static(Content(self._asked), id="asked")
            yield Static(Content(self._said))
            yield OptionList(Option(Content("Keep it")), Option(Content(f"{self._does} it")))
            yield Footer(show_command_palette=False, compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer."""
        event.stop()
        self.dismiss(event.option_index == 1)
