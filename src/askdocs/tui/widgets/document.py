"""The text of a document, however long, with places in it marked: only the rows in view are drawn."""

from __future__ import annotations

import asyncio
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from askdocs.model import BlockKind
from askdocs.text import Span, harmless
from askdocs.tui.messages import Found
from askdocs.tui.places import Located
from askdocs.tui.rows import rows

_BESIDE = ("  ", "▌ ")
"""What stands before each row: the quote is marked there too, for who sees no colours."""


class DocumentView(ScrollView, can_focus=True):
    """Shows one document around a quote."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "document--heading",
        "document--quote",
        "document--beside",
        "document--answer",
        "document--match",
        "document--current",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Scroll", show=False),
        Binding("down,j", "scroll_down", "Scroll", key_display="↑↓"),
        Binding("enter", "quote", "Quote", key_display="enter", tooltip="Go back to the quote"),
        Binding("slash", "screen.find", "Find", key_display="/", tooltip="Find words in the document"),
        Binding("n", "match(1)", "Next"),
        Binding("N", "match(-1)", "Previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._located: Located | None = None
        self._text = ""
        self._rows: list[Span] = []
        self._starts: list[int] = []
        self._width = 0
        self._headings: list[Span] = []
        self._matches: list[Span] = []
        self._match = 0
        self._words = ""

    def show(self, located: Located) -> None:
        """Show a document from the quote in it on, or from its beginning."""
        known = self._located is not None and self._located.document == located.document
        self._located = located
        if not known:
            self._text = harmless(located.document.text).replace("\t", " ")
            blocks = located.document.blocks
            self._headings = [block.span for block in blocks if block.kind is BlockKind.HEADING]
            self._matches, self._words = [], ""
            self._width = 0
        self._lay_out()

    def on_resize(self, _: Resize) -> None:
        """Wrap again where the width has changed."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - len(_BESIDE[0]) - 1  # no word touches the scrollbar
        if self._located is None or width < 2:
            return
        if width == self._width:
            self.action_quote()
        else:
            self.run_worker(self._wrap(width), group="wrap", exclusive=True, exit_on_error=False)

    async def _wrap(self, width: int) -> None:
        """Wrap the text in a thread: a megabyte takes longer than a frame may."""
        wrapped = await asyncio.to_thread(rows, self._text, width)
        self._rows, self._width = wrapped, width
        self._starts = [row.start for row in wrapped]
        self.virtual_size = Size(width, len(wrapped))
        self.call_after_refresh(self.action_quote)

    def action_quote(self) -> None:
        """Go to the quote, and where there is none to the beginning."""
        quote = self._located and self._located.quote
        self._go_to(quote or Span(0, 0))

    def _go_to(self, span: Span) -> None:
        top, bottom = self._row(span.start), self._row(max(span.start, span.end - 1))
        height = max(1, self.scrollable_content_region.height)
        lead = max(1, min(height // 3, height - (bottom - top + 1)))
        self.scroll_to(y=max(0, top - lead), animate=False)
        self.refresh()

    def _row(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def find(self, words: str) -> None:
        """Look for words, whatever their case; nothing ends it."""
        self.run_worker(self._find(words), group="find", exclusive=True, exit_on_error=False)

    async def _find(self, words: str) -> None:
        self._words = words
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
        self._matches = await asyncio.to_thread(_matches, pattern, self._text) if words.strip() else []
        first = self._starts[self.scroll_offset.y] if self._starts else 0
        self._match = next((at for at, span in enumerate(self._matches) if span.end > first), 0)
        self._show_match()

    def action_match(self, step: int) -> None:
        """Go to the next place where the words were found, round and round."""
        if self._matches:
            self._match = (self._match + step) % len(self._matches)
            self._show_match()

    def _show_match(self) -> None:
        if self._matches:
            self._go_to(self._matches[self._match])
        self.refresh()
        self.post_message(Found(self._words, self._match + 1 if self._matches else 0, len(self._matches)))

    def render_line(self, y: int) -> Strip:
        """One row of those in view."""
        at = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if at >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        quoted = self._located is not None and self._located.quote is not None and self._located.quote.overlaps(row)
        beside = Segment(_BESIDE[quoted], self.rich_style + self._style("beside"))
        text = Strip(self._segments(at, row)).apply_offsets(0, at)
        return Strip.join([Strip([beside]), text]).crop_extend(0, width, self.rich_style)

    def _segments(self, at: int, row: Span) -> Iterator[Segment]:
        marks = [(span, style) for span, style in self._marks(at, row) if span.overlaps(row)]
        cuts = {row.start, row.end}
        cuts.update(cut for span, _ in marks for cut in span if row.start < cut < row.end)
        edges = sorted(cuts)
        for start, end in pairwise(edges):
            style = self.rich_style
            for span, mark in marks:
                if span.start <= start and end <= span.end:
                    style += mark
            yield Segment(self._text[start:end], style)

    def _marks(self, at: int, row: Span) -> Iterator[tuple[Span, Style]]:
        """What is marked on a row, the weakest first."""
        yield from ((span, self._style("heading")) for span in _around(self._headings, row))
        if self._located and self._located.quote:
            yield self._located.quote, self._style("quote")
        if self._located and self._located.highlight:
            yield self._located.highlight, self._style("answer")
        current = self._matches[self._match] if self._matches else None
        for span in _around(self._matches, row):
            yield span, self._style("current" if span == current else "match")
        selected = self.text_selection.get_span(at) if self.text_selection else None
        if selected:
            start, end = selected
            until = row.end if end == -1 else min(row.end, row.start + end)
            yield Span(row.start + start, until), self.screen.get_component_rich_style("screen--selection")

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"document--{name}", partial=True)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected characters as they stand in the text: rows are no lines."""
        if not self._rows:
            return None
        start, end = selection.start, selection.end
        first = 0 if start is None else self._offset(start.y, start.x)
        last = len(self._text) if end is None else self._offset(end.y, end.x)
        return self._text[first:last], "\n"

    def _offset(self, y: int, x: int) -> int:
        row = self._rows[min(y, len(self._rows) - 1)]
        return min(row.end, row.start + x)

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw it."""
        self.refresh(Region(0, 0, *self.size))


def _matches(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*found.span()) for found in pattern.finditer(text)]


def _around(spans: Sequence[Span], row: Span) -> Sequence[Span]:
    """Those of some spans, in order and apart, that may stand on a row."""
    first = bisect_right(spans, row.start, key=lambda span: span.end)
    last = bisect_right(spans, row.end, key=lambda span: span.start)
    return spans[first:last]
