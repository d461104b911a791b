"""Where characters stand: in a document's text, in its file, on a line.

One invariant is owned here. A document's text is what a reader reads, and every character of it stands
somewhere in the decoded file; :class:`SourceMap` knows where. Offsets are counted in characters (code points)
everywhere in askdocs; bytes occur only where a file is decoded.

A text is kept in *runs*: stretches that were copied from the file without a change. A file that needed no
cleaning is one run; a link or a CRLF begins another.
"""

from __future__ import annotations

import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """Characters ``start`` up to, and without, ``end`` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def trimmed(self, text: str) -> Span:
        """The span without the white space at its two ends."""
        inner = self.of(text)
        start = self.start + len(inner) - len(inner.lstrip())
        return Span(start, max(start, self.end - (len(inner) - len(inner.rstrip()))))

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Run(NamedTuple):
    """``length`` characters at ``start`` of the text, copied from ``source`` of the decoded file."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of a text stands in the decoded file, and on which line."""

    runs: tuple[Run, ...]
    """In the text's order, without gaps: each starts where the one before ended."""
    line_starts: tuple[int, ...]
    """The offset in the decoded file at which each line begins; the first is 0."""

    def source_offset(self, offset: int) -> int:
        """Map a character of the text to its offset in the decoded file.

        ``offset`` may equal the text's length, as the end of a span does.

        Raises:
            IndexError: the text has no such character.
        """
        if not self.runs:
            if offset == 0:
                return 0
            raise IndexError(offset)
        at = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        run = self.runs[at]
        if offset < 0 or offset > run.start + run.length:
            raise IndexError(offset)
        return run.source + offset - run.start

    def source_span(self, span: Span) -> Span:
        """The narrowest span of the decoded file that holds a span of the text."""
        start = self.source_offset(span.start)
        if span.end <= span.start:
            return Span(start, start)
        return Span(start, self.source_offset(span.end - 1) + 1)

    def line(self, offset: int) -> int:
        """The line of the file, counted from 1, on which a character of the text stands."""
        return bisect_right(self.line_starts, self.source_offset(offset))

    def pack(self) -> bytes:
        """The map as bytes, for storage."""
        numbers = [len(self.runs), *(n for run in self.runs for n in run), *self.line_starts]
        return zlib.compress(struct.pack(f"<{len(numbers)}Q", *numbers), 1)

    @classmethod
    def unpack(cls, packed: bytes) -> SourceMap:
        """The inverse of :meth:`pack`.

        Raises:
            ValueError: the bytes are no packed map.
        """
        try:
            raw = zlib.decompress(packed)
            numbers = struct.unpack(f"<{len(raw) // 8}Q", raw)
            cut = 1 + 3 * numbers[0]
        except (zlib.error, struct.error, IndexError) as error:
            raise ValueError("not a source map") from error
        if cut >= len(numbers):
            raise ValueError("not a source map")
        runs = tuple(Run(*numbers[i : i + 3]) for i in range(1, cut, 3))
        return cls(runs, numbers[cut:])


class TextBuilder:
    """Copies pieces of a decoded file into a text and remembers where each character came from."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def copy(self, start: int, end: int) -> None:
        """Append characters ``start`` to ``end`` of the file; every kind of line break becomes LF."""
        at = start
        for found in _LINE_BREAK.finditer(self.source, start, end):
            if found.group() != "\n":
                self._append(self.source[at : found.start()], at)
                self._append("\n", found.start())
                at = found.end()
        self._append(self.source[at:end], at)

    def insert(self, text: str, source: int) -> None:
        """Append characters that the file has in another form, all of them standing at ``source`` in it."""
        for character in text:
            self._append(character, source)

    def build(self) -> tuple[str, SourceMap]:
        """The text, and its map."""
        starts = (0, *(found.end() for found in _LINE_BREAK.finditer(self.source)))
        return "".join(self._pieces), SourceMap(tuple(self._runs), starts)

    def _append(self, piece: str, source: int) -> None:
        if not piece:
            return
        last = self._runs[-1] if self._runs else None
        if last and last.source + last.length == source:
            self._runs[-1] = last._replace(length=last.length + len(piece))
        else:
            self._runs.append(Run(self._length, source, len(piece)))
        self._pieces.append(piece)
        self._length += len(piece)


def paragraphs(text: str, within: Span | None = None) -> Iterator[Span]:
    """The stretches between blank lines, trimmed of white space."""
    within = within or Span(0, len(text))
    start = within.start
    for gap in re.compile(r"\n[^\S\n]*\n\s*").finditer(text, within.start, within.end):
        yield from _unless_empty(Span(start, gap.start()).trimmed(text))
        start = gap.end()
    yield from _unless_empty(Span(start, within.end).trimmed(text))


def _unless_empty(span: Span) -> Iterator[Span]:
    if span.end > span.start:
        yield span


# Characters that a terminal acts on, or that reorder what stands around them: C0 and C1 controls but for
# the line feed and the tab, the bidirectional marks, embeddings, overrides and isolates, and the line and
# paragraph separators, at which some terminals break.
_COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """The text with every character that could command a terminal replaced by one that shows it was there.

    C0 controls become their Unicode control pictures (ESC becomes ``␛``), everything else U+FFFD. The
    result has the same length, so offsets into the one hold in the other.
    """
    return _COMMANDING.sub(_picture, text)


def escaped(text: str) -> str:
    r"""The text with the same characters written as ``\uXXXX``, which within JSON means them still."""
    return _COMMANDING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
