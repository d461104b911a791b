"""References written into a draft's text, behind the quotations that they are for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from askdocs.citing.drafts import Draft
from askdocs.language.quotations import Quotation

_OURS = re.compile(r"\[\^askdocs-(\d{1,9})\]")
_ENTITY = re.compile(r"&#?\w{1,31};|<[^<>]{0,1000}>")
# What stands in the file for a single character of the draft.


@dataclass(frozen=True, slots=True)
class Note:
    """What a quotation is to be cited as."""

    quotation: Quotation
    """Of the draft's text."""
    reference: str
    """As the draft's format has it, on one line or on several."""


def with_notes(source: str, draft: Draft, notes: Sequence[Note], *, markdown: bool) -> str:
    """A draft's file with its notes.

    Args:
        source: the file's characters.
        draft: as it was read from them.
        notes: for quotations of the draft.
        markdown: write footnotes, ``[^askdocs-1]``, with their words at the end; else brackets behind the quotation.
    """
    first = max((int(found[1]) for found in _OURS.finditer(source)), default=0) + 1
    line_break = "\r\n" if "\r\n" in source else "\n"
    pieces: list[str] = []
    footnotes: list[str] = []
    at = 0
    placed = sorted(((_end(source, draft, note.quotation), note) for note in notes), key=lambda place: place[0])
    for number, (end, note) in enumerate(placed, first):
        reference = " ".join(note.reference.split())
        pieces.append(source[at:end])
        pieces.append(f"[^askdocs-{number}]" if markdown else f" [{reference}]")
        footnotes.append(f"[^askdocs-{number}]: {reference}{line_break}")
        at = end
    pieces.append(source[at:])
    if markdown and footnotes:
        pieces.append(line_break if source.endswith(("\n", "\r")) else 2 * line_break)
        pieces.append(line_break.join(footnotes))
    return "".join(pieces)


def _end(source: str, draft: Draft, quotation: Quotation) -> int:
    """Where a quotation ends in the file."""
    last = draft.source_map.source_offset(quotation.span.end - 1)
    written = _ENTITY.match(source, last) if source[last] != draft.text[quotation.span.end - 1] else None
    return written.end() if written else last + 1
