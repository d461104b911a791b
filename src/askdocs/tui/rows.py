"""A long text as rows of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import get_character_cell_size

from askdocs.text import Span


def rows(text: str, width: int) -> list[Span]:
    """The spans that stand on each row when a text is wrapped at white space, in its order.

    A word that is wider than a row is broken. White space at which a row ends is in no span. A megabyte of English
    takes about 50 ms.

    Args:
        text: with LF line ends; every other character is taken for one that is printed.
        width: cells of a row, at least 2.
    """
    # The first branch stops before white space or the line's end; the second breaks a word that is too long.
    fitting = re.compile(rf"(.{{1,{width}}})(?:[^\S\n]+|$)|.{{1,{width}}}")
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if not line:
            found.append(Span(start, start))
        elif line.isascii() or all(get_character_cell_size(character) == 1 for character in set(line)):
            found.extend(
                Span(start + piece.start(), start + piece.end(1 if piece.lastindex else 0))
                for piece in fitting.finditer(line)
            )
        else:
            found.extend(Span(start + row.start, start + row.end) for row in _of_wide(line, width))
        start += len(line) + 1
    return found


def _of_wide(line: str, width: int) -> Iterator[Span]:
    """The rows of a line in which some characters take two cells or none."""
    start = used = 0
    space = -1  # the last white space of the row so far
    at = 0
    while at < len(line):
        cells = get_character_cell_size(line[at])
        if line[at].isspace():
            space = at
        if used + cells > width and at > start:
            end = space if space > start else at
            yield Span(start, end)
            start = end
            while start < len(line) and line[start].isspace():
                start += 1
            at, used, space = start, 0, -1
            continue
        used += cells
        at += 1
    if start < len(line):
        yield Span(start, len(line))
