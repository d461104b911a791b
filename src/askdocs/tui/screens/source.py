"""The source on a screen of its own, where there is no room for it beside the conversation."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Footer

from askdocs.tui.places import Located, Place
from askdocs.tui.screens.reading import ReadingScreen
from askdocs.tui.widgets.source import SourcePane

WIDE = 100
"""Columns from which on the source stands beside the conversation."""


class SourceScreen(ReadingScreen):
    """Shows one place; leaves by itself once there is room beside the conversation."""

    AUTO_FOCUS = "DocumentView"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Back"),
    ]

    def __init__(self, located: Located, style: str | None) -> None:
        super().__init__()
        self._located = located
        self._style = style

    @property
    def place(self) -> Place | None:
        """What is shown."""
        return self._located.place

    @property
    def style(self) -> str | None:
        """The conversation's."""
        return self._style

    def compose(self) -> ComposeResult:
        """The pane, and the keys."""
        pane = SourcePane()
        pane.border_title = Content(" Source · keys ")
        yield pane
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the place."""
        self.query_one(SourcePane).show(self._located)

    def on_resize(self, event: Resize) -> None:
        """Make way for the pane beside the conversation."""
        if event.size.width >= WIDE and self.app.screen is self:
            self.dismiss()

    def action_find(self) -> None:
        """Find words."""
        self.query_one(SourcePane).find()

    def action_back(self) -> None:
        """End finding, else go back to the conversation."""
        if not self.query_one(SourcePane).leave_finding():
            self.dismiss()
