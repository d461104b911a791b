"""Text as it compares in quotations: what typography and typesetting add is levelled, words are kept.

Two texts that differ only in the shape of quotation marks, dashes, ellipses, in case, hyphenation,
ligatures, width forms, composed or decomposed accents and white space have the same normalised form.
Diacritics are kept: ``résumé`` is not ``resume``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from askdocs.text import Span

_MARKS = "\"'`´‘’‚‛“”„‟′″‵‶‹›«»〝〞〟＂＇"
_OPENING = "«‹"
_CLOSING = "»›"
_DASHES = "\\-‐‑‒–—―−﹘﹣－⸺⸻"
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ELLIPSIS = r"(?:…|\.(?:[^\S\n]?\.){2,})"
# Also the vowels and final consonants of decomposed Hangul. A cluster is cut at 30, as Unicode's stream-safe
# format does: normalising it takes time quadratic in its length.
_COMBINING = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093c\u094d"
    "\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]"
)

# Possessive quantifiers keep this linear: a long stretch of spaces is walked once, not once a character.
_PLAIN = r"!\#$%&()*+,/0-9:;<=>?@A-Z\[\]^_a-z{|}~"
# Nothing special begins with these but a letter and its accent. To ask that first takes a third of the time.
_SPECIAL = re.compile(
    rf"""
    (?=[^{_PLAIN}]|.{_COMBINING})
    (?:
      \n[^\S\n]*+\n\s*+(?P<continued>[{_MARKS}]++)   # marks that reopen a quotation in its next paragraph
    | \s*+(?:
        (?P<dash>[{_DASHES}]++)[\s{_INVISIBLE}]*+
      | (?P<ellipsis>{_ELLIPSIS}[.…]*+)\s*+
      | (?P<closing>[{_CLOSING}])
      )
    | \s++(?P<stop>[,;:!?])
    | (?P<opening>[{_OPENING}])\s*+
    | (?P<mark>[{_MARKS}]++)
    | (?P<gap>(?:[^\S\x20]|[{_INVISIBLE}]|\x20(?=[\s{_INVISIBLE}]))[\s{_INVISIBLE}]*+)
    | (?P<letters>[\x21-\x7e]?{_COMBINING}++|[^\x00-\x7f\s{_INVISIBLE}{_MARKS}…{_DASHES}]++)
    )
    """,
    re.VERBOSE,
)


_CLUSTER = re.compile(f".{_COMBINING}{{0,30}}+", re.DOTALL)
_HIDDEN = re.compile(f"[{_INVISIBLE}]*")


class _Run(NamedTuple):
    """Characters from ``start`` of the normalised text, and the raw characters that they stand for."""

    start: int
    raw: Span
    copied: bool
    """One for one; else every character of the run stands for the whole of ``raw``."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text, with where each of its characters stands in the raw one."""

    text: str
    offsets: tuple[_Run, ...]

    def raw(self, start: int, end: int) -> Span:
        """The raw characters for the normalised ones ``start`` up to, and without, ``end``.

        Raises:
            IndexError: there is no such character, or the stretch is empty.
        """
        if not 0 <= start < end <= len(self.text):
            raise IndexError((start, end))
        return Span(self._raw(start).start, self._raw(end - 1).end)

    def _raw(self, at: int) -> Span:
        run = self.offsets[bisect_right(self.offsets, at, key=lambda run: run.start) - 1]
        if not run.copied:
            return run.raw
        start = run.raw.start + at - run.start
        return Span(start, start + 1)


def normalise(text: str, within: Span | None = None) -> Normalised:
    """The text, or the part ``within`` it, in the form in which quotations are compared.

    Takes time linear in the text: about 0.1 s for a million characters.

    Returns:
        Offsets are of ``text``, also where only a part of it was normalised.
    """
    begin, stop = within or (0, len(text))
    writer = _Writer()
    at = begin
    for found in _SPECIAL.finditer(text, begin, stop):
        start, end = found.span()
        writer.copy(text[at:start].lower(), at)
        if found.lastgroup == "letters":
            _write_letters(writer, found.group(), start)
        else:
            # Before a digit a dash is a sign or a range.
            number = end < stop and text[end].isdigit()
            writer.replace(_replacement(found, number), Span(start, end))
        at = end
    writer.copy(text[at:stop].lower(), at)
    return Normalised("".join(writer.pieces), tuple(writer.runs))


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.runs: list[_Run] = []
        self._length = 0

    def copy(self, piece: str, raw: int) -> None:
        self._add(piece, Span(raw, raw + len(piece)), True)

    def replace(self, piece: str, raw: Span) -> None:
        self._add(piece, raw, False)

    def _add(self, piece: str, raw: Span, copied: bool) -> None:
        if piece:
            self.runs.append(_Run(self._length, raw, copied))
            self.pieces.append(piece)
            self._length += len(piece)


def _write_letters(writer: _Writer, letters: str, start: int) -> None:
    """Write letters outside ASCII: at one go where each of them stays one character."""
    if unicodedata.is_normalized("NFKC", letters):
        folded = letters.casefold()
        if len(folded) == len(letters) and unicodedata.is_normalized("NFKC", folded):
            writer.copy(folded, start)
            return
    for found in _CLUSTER.finditer(letters):
        writer.replace(_folded(found.group()), Span(start + found.start(), start + found.end()))


def _replacement(found: re.Match[str], before_digit: bool) -> str:
    match found.lastgroup:
        case "gap":
            return "" if _HIDDEN.fullmatch(found.group()) else " "
        case "continued":
            return " "
        case "dash":
            # Hyphenation differs by line and by house, and a dash has spaces or not.
            return "-" if before_digit else ""
        case "ellipsis":
            return "..."
        case "stop":
            return found.group("stop")
    return "'"  # of any shape: editors turn the marks within a quotation from double to single


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
