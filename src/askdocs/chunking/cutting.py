"""Cutting a sentence that is too long for the encoder, at the places where it hurts least."""

from __future__ import annotations

import re
import unicodedata

from askdocs.text import Span

_CLAUSE = re.compile(r"[,;:)\]—–](?=\s)|[、，；：]")
_SPACE = re.compile(r"\s+(?=\S)")
_JOINER = "\u200d"


def cut(text: str, span: Span, pieces: int) -> list[Span]:
    """A span in about as many pieces of like length, in order and without white space at their ends.

    Each cut is at the clause's end nearest to where equal pieces would meet, else at white space, else between
    two characters: never within one that a reader sees, such as a letter with its accents or an emoji of several
    code points, unless that is longer than half a piece.
    """
    length = (span.end - span.start) / pieces
    found = []
    start = span.start
    for piece in range(1, pieces):
        ideal = span.start + round(piece * length)
        reach = max(1, round(length / 2))
        at = _place(text, start, Span(max(start + 1, ideal - reach), min(span.end - 1, ideal + reach)), ideal)
        found.append(Span(start, at).trimmed(text))
        start = at
    found.append(Span(start, span.end).trimmed(text))
    return [piece for piece in found if piece.end > piece.start]


def _place(text: str, start: int, window: Span, ideal: int) -> int:
    """The best place for a cut in the window, for a piece that begins at ``start``."""
    if window.end <= window.start:
        return max(start, min(ideal, window.end))
    for boundary in (_CLAUSE, _SPACE):
        places = [found.end() for found in boundary.finditer(text, *window)]
        if places:
            return min(places, key=lambda place: abs(place - ideal))
    within = _within_characters(text, start, window.end)
    places = [place for place in range(*window) if place not in within]
    return min(places, key=lambda place: abs(place - ideal)) if places else ideal


def _within_characters(text: str, start: int, end: int) -> set[int]:
    """The places between ``start`` and ``end`` that lie within a character as a reader sees it.

    The parts of Unicode's extended grapheme clusters (UAX 29) that occur in running text: combining marks,
    joined emoji, skin tones, flags, and the vowels and finals of Korean syllables.
    """
    within = set()
    flags = 0
    for place in range(start, end):
        character = text[place]
        flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        if place > start and (_extends(character) or text[place - 1] == _JOINER or (flag and flags % 2)):
            within.add(place)
        flags = flags + 1 if flag else 0
    return within


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character in (_JOINER, "\n")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or "\u1160" <= character <= "\u11ff"
    )
