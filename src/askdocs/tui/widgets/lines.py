"""Many lines, one of them chosen with the keys or the mouse; only those that are seen are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

Piece = tuple[str, str]
"""Some text, and the component class that it is drawn with."""


class Lines(ScrollView, can_focus=True):
    """A list as long as may be. Its parts are told apart by component classes; what is chosen begins with ``›``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--plain", "lines--quiet", "lines--strong", "lines--cursor"}
    DEFAULT_CSS = """
    Lines {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .lines--quiet { color: $text-muted; }
        & > .lines--strong { color: $text; text-style: bold; }
        & > .lines--cursor { text-style: bold; }
        &:focus > .lines--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "end(-1)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
    ]
    HEADER = 0
    """Lines that stay in place above the others."""

    cursor: reactive[int] = reactive(0)
    count: reactive[int] = reactive(0, layout=False)

    class Moved(Message):
        """Another line is chosen."""

        def __init__(self, lines: Lines) -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> Lines:
            """The list."""
            return self.lines

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """A line, in at most ``width`` cells."""
        raise NotImplementedError

    def head(self, width: int) -> Sequence[Piece]:
        """The header, where there is one."""
        raise NotImplementedError

    def clicked(self, times: int) -> None:
        """The chosen line was clicked, so many times in a row."""

    def head_clicked(self, x: int) -> None:
        """The header was clicked in the cell ``x``."""

    def show_lines(self, count: int, cursor: int = 0) -> None:
        """Have so many lines, with one of them chosen; they are drawn anew."""
        self.count = count
        self.virtual_size = Size(0, count + self.HEADER)
        if self.cursor == cursor:
            self.watch_cursor(cursor)
        self.cursor = cursor
        self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """Keep it on a line."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, cursor: int) -> None:
        """Keep it in sight, and say so."""
        seen = max(1, self.size.height - self.HEADER)
        if cursor < self.scroll_offset.y:
            self.scroll_to(y=cursor, animate=False, immediate=True)
        elif cursor >= self.scroll_offset.y + seen:
            self.scroll_to(y=cursor - seen + 1, animate=False, immediate=True)
        self.refresh()
        self.post_message(self.Moved(self))

    def on_resize(self) -> None:
        """Keep the chosen line in sight."""
        self.watch_cursor(self.cursor)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        if y < self.HEADER:
            return self._strip(self.head(width), width, chosen=False)
        index = y - self.HEADER + self.scroll_offset.y
        if index >= self.count:
            return Strip.blank(width, self.rich_style)
        return self._strip(self.pieces(index, width), width, chosen=index == self.cursor)

    def _strip(self, pieces: Sequence[Piece], width: int, *, chosen: bool) -> Strip:
        last = self.get_component_rich_style("lines--cursor") if chosen else self.rich_style
        segments = [
            Segment(text, last if chosen else self.get_component_rich_style(f"lines--{name}")) for text, name in pieces
        ]
        return Strip(segments).adjust_cell_length(width, last)

    def on_click(self, event: events.Click) -> None:
        """Choose a line."""
        event.stop()
        place = event.get_content_offset(self)
        if place is None:
            return
        if place.y < self.HEADER:
            self.head_clicked(place.x)
            return
        index = place.y - self.HEADER + self.scroll_offset.y
        if index < self.count:
            self.cursor = index
            self.clicked(event.chain)

    def action_move(self, by: int) -> None:
        """Choose the next line, or the one before."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """Go on by as many lines as are seen."""
        self.cursor += by * max(1, self.size.height - self.HEADER - 1)

    def action_end(self, by: int) -> None:
        """Choose the first line or the last."""
        self.cursor = 0 if by < 0 else self.count - 1
