"""A quotation in one text: word for word, but for its typography, or about so.

The three are tried in this order, the first that holds is the answer, and every answer is a span of the raw
text. What editors put in or leave out (:mod:`askdocs.citing.editing`) is not taken for a difference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from askdocs.citing.editing import Pattern, Segment, parse
from askdocs.citing.fuzzy import approximate, with_ends
from askdocs.citing.likeness import likeness
from askdocs.citing.normalise import Normalised, normalise
from askdocs.text import Span

_MAX_OCCURRENCES = 20_000
# Of one segment: with more than that ("a" in a text without spaces) the first ones have to do.

LEAST = 0.4
# Below this likeness nothing is worth showing as like the quotation.


class MatchKind(StrEnum):
    """How a quotation agrees with a text."""

    EXACT = "exact"
    """Character for character, but for what an editor left out or put in."""
    NORMALISED = "normalised"
    """But for typography."""
    FUZZY = "fuzzy"
    """In part."""
    MEANING = "meaning"
    """In what it says; :func:`find` never gives this."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands in a text."""

    kind: MatchKind
    span: Span
    """From its first to its last character in the raw text, with what was left out in between."""
    score: float
    """0 to 1: 1 where only typography differs, else :func:`~askdocs.citing.likeness.likeness`."""
    segments: tuple[Span, ...]
    """In the raw text: one, or more where the quotation leaves something out."""
    whole: bool = True
    """False where it begins or ends within a word: ``visit`` in ``visited``."""


class Source:
    """A text, or a part of it, that is searched for many quotations."""

    def __init__(self, text: str, within: Span | None = None) -> None:
        self.text = text
        self.within = within or Span(0, len(text))

    @cached_property
    def normalised(self) -> Normalised:
        """The searched part, as quotations are compared; offsets are the text's."""
        return normalise(self.text, self.within)


def find(quotation: str, text: str, within: Span | None = None) -> Match | None:
    """Where a quotation stands in a text, or in a part of it.

    Args:
        quotation: what was between the marks; white space around it is passed over.
        text: raw, as in :attr:`askdocs.model.Document.text`.
        within: only there.

    Returns:
        None where nothing in the text is like it, or the quotation is empty.
    """
    return match(parse(quotation), Source(text, within))


def match(pattern: Pattern, source: Source) -> Match | None:
    """As :func:`find`, for a quotation and a text that are used more than once."""
    return match_words(pattern, source) or match_about(pattern, source)


def match_words(pattern: Pattern, source: Source) -> Match | None:
    """Where the quotation's words stand, in their order and without any others: exact or normalised."""
    if not pattern.raw:
        return None
    fallback: Match | None = None
    for search in (_verbatim, _levelled, _edited):
        found = search(pattern, source)
        if found and found.whole:
            return found
        fallback = fallback or found
    return fallback


def match_about(pattern: Pattern, source: Source) -> Match | None:
    """The part of the source that the quotation was most likely taken from, if anything is like it."""
    text = source.normalised.text
    found = approximate(pattern, text)
    if found is None:
        return None
    windows = [_raw(source, *place) for place in found.places.values()]
    (begin, stop), reach = source.within, len(pattern.raw)
    around = source.text[max(begin, windows[0].start - reach) : min(stop, windows[-1].end + reach)]
    score = likeness(pattern.literal, around, found.letters)
    if score < LEAST:
        return None
    segments = tuple(_raw(source, *place) for place in with_ends(pattern, found, text))
    return Match(MatchKind.FUZZY, _hull(segments), score, segments)


def _verbatim(pattern: Pattern, source: Source) -> Match | None:
    text, (begin, stop) = source.text, source.within

    def span(at: int) -> Span:
        return Span(at, at + len(pattern.raw))

    positions = _occurrences(pattern.raw, text, begin, stop)
    return _first_whole(positions, span, text, MatchKind.EXACT)


def _levelled(pattern: Pattern, source: Source) -> Match | None:
    if not pattern.text:
        return None

    def span(at: int) -> Span:
        return _raw(source, at, at + len(pattern.text))

    text = source.normalised.text
    return _first_whole(_occurrences(pattern.text, text, 0, len(text)), span, source.text, MatchKind.NORMALISED)


def _first_whole(positions: Iterator[int], span: Callable[[int], Span], text: str, kind: MatchKind) -> Match | None:
    first: Span | None = None
    for at in positions:
        found = span(at)
        if not (_within_word(text, found.start) or _within_word(text, found.end)):
            return Match(kind, found, 1.0, (found,))
        first = first or found
    return Match(kind, first, 1.0, (first,), whole=False) if first else None


@dataclass(frozen=True, slots=True)
class _Step:
    """A segment's occurrence in the normalised text that the segments before it lead up to."""

    start: int
    end: int
    before: _Step | None


def _edited(pattern: Pattern, source: Source) -> Match | None:
    """The segments one after the other, each as soon after the one before as its gap asks.

    Whether a gap is admissible depends on its length, and a shorter one always is where a longer one is; so
    it is enough to try each occurrence of a segment with the nearest one of the segment before.
    """
    if not pattern.segments or not pattern.edited:
        return None
    text = source.normalised.text
    steps: list[_Step] = []
    for number, segment in enumerate(pattern.segments):
        places = _segment_occurrences(segment, source)
        if number == 0:
            steps = [_Step(start, end, None) for start, end in places]
        else:
            steps = list(_reachable(places, steps, segment, text))
    if not steps:
        return None
    chain = min((_chain(step) for step in steps), key=lambda chain: chain[-1].end - chain[0].start)
    return _edited_match(pattern, source, chain)


def _reachable(places: list[Span], steps: list[_Step], segment: Segment, text: str) -> Iterator[_Step]:
    ends = [step.end for step in steps]
    for start, end in places:
        at = bisect_right(ends, start) - 1
        if at >= 0 and segment.before and segment.before.admits(text, ends[at], start):
            yield _Step(start, end, steps[at])


def _chain(step: _Step | None) -> list[_Step]:
    chain: list[_Step] = []
    while step:
        chain.append(step)
        step = step.before
    return chain[::-1]


def _edited_match(pattern: Pattern, source: Source, chain: list[_Step]) -> Match:
    spans = [_raw(source, step.start, step.end) for step in chain]
    verbatim = all(span.of(source.text) == segment.raw for span, segment in zip(spans, pattern.segments, strict=True))
    if pattern.segments[0].joined_left:
        spans[0] = whole_words(source.text, spans[0], right=False)
    if pattern.segments[-1].joined_right:
        spans[-1] = whole_words(source.text, spans[-1], left=False)
    return Match(MatchKind.EXACT if verbatim else MatchKind.NORMALISED, _hull(spans), 1.0, tuple(spans))


def _segment_occurrences(segment: Segment, source: Source) -> list[Span]:
    """Where a segment stands in the normalised text, beginning and ending with a word unless it is joined."""
    text = source.normalised.text
    places = []
    for at in _occurrences(segment.text, text, 0, len(text)):
        raw = _raw(source, at, at + len(segment.text))
        left = segment.joined_left or not _within_word(source.text, raw.start)
        right = segment.joined_right or not _within_word(source.text, raw.end)
        if left and right:
            places.append(Span(at, at + len(segment.text)))
    return places


def _occurrences(needle: str, text: str, begin: int, stop: int) -> Iterator[int]:
    at = text.find(needle, begin, stop)
    for _ in range(_MAX_OCCURRENCES):
        if at < 0:
            return
        yield at
        at = text.find(needle, at + 1, stop)


def _raw(source: Source, start: int, end: int) -> Span:
    return source.normalised.raw(start, end).trimmed(source.text)


def _hull(spans: tuple[Span, ...] | list[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end)


def whole_words(text: str, span: Span, *, left: bool = True, right: bool = True) -> Span:
    """The span, with the rest of the words that it begins and ends in."""
    start, end = span
    while left and start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while right and end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _within_word(text: str, at: int) -> bool:
    """Whether a word goes on at ``at``, in a script that has spaces between words."""
    return 0 < at < len(text) and _lettered(text[at - 1]) and _lettered(text[at])


def _lettered(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()
