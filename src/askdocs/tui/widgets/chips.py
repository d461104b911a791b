"""The filters of a conversation, each as a chip that can be taken away."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from askdocs.model import Filters
from askdocs.tui.cells import line
from askdocs.tui.narrowing import Field, parts, said, without


class Chip(Static, can_focus=True):
    """One value of a filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete,backspace,enter", "remove", "Remove", key_display="x"),
        Binding("left", "app.focus_previous", "Before", show=False),
        Binding("right", "app.focus_next", "After", show=False),
    ]

    class Removed(Message):
        """The user no longer wants it."""

        def __init__(self, field: Field, value: str) -> None:
            super().__init__()
            self.field: Field = field
            self.value = value

    def __init__(self, field: Field, value: str) -> None:
        super().__init__(Content(f"{line(said(field, value))} ×"))
        self._field, self._value = field, value

    def action_remove(self) -> None:
        """Say that it is to go."""
        self.post_message(self.Removed(self._field, self._value))

    def on_click(self, event: events.Click) -> None:
        """The same with the mouse."""
        event.stop()
        self.action_remove()


class Chips(HorizontalScroll, can_focus=False):
    """Shows filters on one line, and takes none where there are none."""

    DEFAULT_CSS = """
    Chips {
        height: 1;
        scrollbar-size-horizontal: 0;
        display: none;

        &.-any {
            display: block;
        }

        Chip {
            width: auto;
            max-width: 40;
            height: 1;
            margin-right: 1;
            padding: 0 1;
            background: $panel;
            color: $foreground;
            text-wrap: nowrap;
            text-overflow: ellipsis;

            &:hover {
                background: $primary 30%;
            }

            &:focus {
                color: $block-cursor-foreground;
                background: $block-cursor-background;
                text-style: $block-cursor-text-style;
            }
        }
    }
    """

    filters: reactive[Filters] = reactive(Filters, recompose=True)

    class Removed(Message):
        """One of the filters was taken away."""

        def __init__(self, filters: Filters) -> None:
            super().__init__()
            self.filters = filters
            """Those that stay."""

    def compose(self) -> ComposeResult:
        """A chip for each value."""
        for field, value in parts(self.filters):
            yield Chip(field, value)

    async def recompose(self) -> None:
        """Keep the focus where it was among the chips."""
        at = next((place for place, chip in enumerate(self.query(Chip)) if chip.has_focus), None)
        await super().recompose()
        chips = self.query(Chip)
        if at is not None and chips:
            chips[min(at, len(chips) - 1)].focus()

    def watch_filters(self, filters: Filters) -> None:
        """Take a line, or none."""
        self.set_class(filters != Filters(), "-any")

    def on_chip_removed(self, event: Chip.Removed) -> None:
        """Say which filters stay."""
        event.stop()
        self.post_message(self.Removed(without(self.filters, event.field, event.value)))
