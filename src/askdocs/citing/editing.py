"""What editors do to a quotation: leave words out, put words in brackets, change a word's form.

``the authorities […] visited`` leaves out, ``[the company’s] offices`` replaces or explains, ``T[he]`` and
``visit[ed]`` change a word's letters, and ``[sic]`` adds. None of these alters what the source says, so a
quotation is compared in the segments between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from askdocs.citing.normalise import normalise

_MARK = re.compile(
    r"""
      (?P<omission>[\[(]\s*(?:…|\.(?:\s?\.){2,})\s*[\])] | …[.…]* | \.(?:[^\S\n]?\.){2,})
    | \[(?P<words>[^\[\]]{1,200})\]
    """,
    re.VERBOSE,
)
_REMARK = re.compile(
    r"\s?\[\s*(?:sic\b[^\[\]]{0,20}|[^\[\]]{0,20}\b(?:emphasis|italics?|translation)\b[^\[\]]{0,30})\]", re.IGNORECASE
)
_WORD = re.compile(r"[\w']{0,30}")
_STOPS = ".,;: \t\n\u00a0"
_MOST_SEGMENTS = 64
# With more marks than that it is no editor's quotation, and every segment is looked for by itself.


class Gap(Enum):
    """What may stand in the source between two segments, with the most characters that it may have."""

    OMISSION = 1500
    """Up to several sentences."""
    BRACKET = 90
    """Up to eight words, where the quotation has an editor's."""
    LETTERS = 30
    """The rest of the word that a segment ends in, or begins with."""

    def admits(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]``, of a normalised source, may stand there."""
        if end - start > self.value:
            return False
        between = text[start:end]
        if self is Gap.LETTERS:
            return bool(_WORD.fullmatch(between.strip()))
        return self is Gap.OMISSION or len(between.split()) <= 8


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that the quotation claims to have from its source."""

    raw: str
    text: str
    """Normalised."""
    before: Gap | None
    """What may stand between this segment and the one before; for the first, what the quotation opens with."""
    joined_left: bool = False
    """It may begin within a word: ``he`` in ``[T]he``."""
    joined_right: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A quotation, read as an editor would."""

    raw: str
    """Trimmed of white space."""
    text: str
    """Normalised as a whole: a source may have brackets and ellipses of its own."""
    segments: tuple[Segment, ...]

    @property
    def edited(self) -> bool:
        """Whether an editor's hand shows: there is more or other to it than one whole segment."""
        return len(self.segments) != 1 or self.segments[0].text != self.text

    @property
    def literal(self) -> str:
        """The words claimed, without what editors left out or put in."""
        return " ".join(segment.raw for segment in self.segments)


def parse(quotation: str) -> Pattern:
    """Read a quotation, with the editors' marks in it."""
    raw = quotation.strip()
    edited = _REMARK.sub("", raw)
    segments: list[Segment] = []
    gap: Gap | None = None
    at, joined_left = 0, False
    for found in (*_MARK.finditer(edited), None):
        start, end = found.span() if found else (len(edited), len(edited))
        lettered = found is not None and found["words"] is not None
        joined_right = lettered and edited[:start][-1:].isalnum()
        piece = edited[at:start].strip(_STOPS if gap is Gap.OMISSION else None)
        piece = piece.rstrip(None if lettered else _STOPS)
        text = normalise(piece).text.strip()
        if text:
            segments.append(Segment(piece, text, gap, joined_left, joined_right))
            gap = None
        joined_left = lettered and edited[end : end + 1].isalnum()
        if found:
            kind = Gap.OMISSION if not lettered else Gap.LETTERS if joined_left or joined_right else Gap.BRACKET
            gap = max(gap or kind, kind, key=lambda gap: gap.value)
        at = end
    text = normalise(raw).text.strip()
    if len(segments) > _MOST_SEGMENTS:
        segments = [Segment(raw, text, None)]
    return Pattern(raw, text, tuple(segments))
