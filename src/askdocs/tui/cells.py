"""Text in the cells of a terminal, in which a character takes one, two or none."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size, set_cell_size

from askdocs.text import harmless


def line(text: str) -> str:
    """Text of a document or a file's name on one line, with nothing in it that a terminal acts on."""
    return harmless(" ".join(text.split()))


def fit(text: str, width: int) -> str:
    """A line in exactly so many cells: cut at its end, or filled up with spaces."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def fit_end(text: str, width: int) -> str:
    """The same, cut at its beginning: what tells paths apart is their end."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    taken, start = 1, len(text)
    while start and taken + get_character_cell_size(text[start - 1]) <= width:
        start -= 1
        taken += get_character_cell_size(text[start])
    return set_cell_size("…" + text[start:], width) if width > 0 else ""
