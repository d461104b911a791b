"""The part of a text that is most like a quotation.

rapidfuzz's partial ratio finds it, in a window of the quotation's length; its two ends are then set where the
quotation's first and last words align with the text's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from askdocs.citing.editing import Gap, Pattern
from askdocs.text import Span

_LEAST = 0.5
# Unrelated English sentences share that much of their letters in order.
_LONG = 1000
# Characters from which a quotation is looked for by its two ends: a window of 5,000 takes 0.7 s to place.
_EDGE = 10
# Words that are aligned at either end.
_LONGEST_WORD = 40
_WORD = re.compile(r"\w+(?:'\w+)*")


@dataclass(frozen=True, slots=True)
class Approximation:
    """Windows of a normalised text that are like a quotation's segments."""

    places: dict[int, Span]
    """By the segment's number, in order; without those that nothing is like."""
    letters: float
    """The share of letters that they have in common with it in the same order, 0 to 1."""


def approximate(pattern: Pattern, text: str) -> Approximation | None:
    """The part of a normalised text that is most like the quotation; its ends are not set yet.

    Returns:
        None where nothing in the text shares half of the quotation's letters in their order.
    """
    if not pattern.segments or not text:
        return None
    lengths = [len(segment.text) for segment in pattern.segments]
    anchor = lengths.index(max(lengths))
    found = {anchor: _place(pattern.segments[anchor].text, text, Span(0, len(text)))}
    for at in range(anchor + 1, len(lengths)):
        begin = found[at - 1].end
        reach = begin + lengths[at] + Gap.OMISSION.value
        found[at] = _place(pattern.segments[at].text, text, Span(begin, min(len(text), reach)))
    for at in range(anchor - 1, -1, -1):
        end = found[at + 1].start
        reach = end - lengths[at] - Gap.OMISSION.value
        found[at] = _place(pattern.segments[at].text, text, Span(max(0, reach), end))
    scores = {at: similarity(pattern.segments[at].text, span.of(text)) for at, span in found.items()}
    letters = sum(scores[at] * lengths[at] for at in scores) / sum(lengths)
    kept = {at: found[at] for at in sorted(found) if scores[at] >= _LEAST}
    return Approximation(kept, letters) if kept and letters >= _LEAST else None


def with_ends(pattern: Pattern, found: Approximation, text: str) -> list[Span]:
    """The places of the segments, each from where its first words stand to where its last ones do."""
    placed: list[Span] = []
    for at, window in found.places.items():
        span = _ends(pattern.segments[at].text, text, window)
        start = max(span.start, placed[-1].end if placed else 0)
        placed.append(Span(start, span.end) if start < span.end else window)
    return placed


def _place(needle: str, text: str, within: Span) -> Span:
    """The window of a text that is most like ``needle``."""
    if len(needle) <= _LONG:
        return _window(needle, text, within)
    head = _window(needle[: _LONG // 2], text, within)
    reach = min(within.end, head.start + len(needle) * 3 // 2)
    return Span(head.start, _window(needle[-_LONG // 2 :], text, Span(head.start, reach)).end)


def similarity(one: str, other: str) -> float:
    """The share of the two that is common to both in the same order, 0 to 1; in words where they are long."""
    from rapidfuzz.distance import Indel

    if max(len(one), len(other)) > 20 * _LONG:
        return Indel.normalized_similarity(one.split(), other.split())
    return Indel.normalized_similarity(one, other)


def _window(needle: str, text: str, within: Span) -> Span:
    from rapidfuzz.fuzz import partial_ratio_alignment

    if within.end - within.start <= len(needle):
        return Span(within.start, max(within.start, within.end))
    found = partial_ratio_alignment(needle, within.of(text))
    if found is None:  # only where a least score is asked for
        return within
    return Span(within.start + found.dest_start, within.start + found.dest_end)


def _ends(needle: str, text: str, window: Span) -> Span:
    words = _WORD.findall(needle)
    if not words or window.end <= window.start:
        return window
    window = _to_words(text, window)
    margin = max(20, len(" ".join(words[:_EDGE])), len(" ".join(words[-_EDGE:])))
    around = Span(max(0, window.start - margin), min(len(text), window.end + margin))
    head = _words(text, Span(around.start, min(around.end, window.start + 2 * margin)))
    tail = _words(text, Span(max(around.start, window.end - 2 * margin), around.end))[::-1]
    first = _aligned_start(words[:_EDGE], [span.of(text) for span in head])
    last = _aligned_start(words[: -_EDGE - 1 : -1], [span.of(text) for span in tail])
    start = window.start if first is None else head[first].start
    end = window.end if last is None else tail[last].end
    return Span(start, end) if start < end else window


def _to_words(text: str, window: Span) -> Span:
    """The window, with the rest of the words that it cuts."""
    start, end = window
    while window.start - _LONGEST_WORD < start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < min(len(text), window.end + _LONGEST_WORD) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _words(text: str, within: Span) -> list[Span]:
    """The words that stand as a whole in a part of a text."""
    spans = (Span(*found.span()) for found in _WORD.finditer(text, within.start, within.end))
    return [
        span
        for span in spans
        if not (span.start == within.start > 0 and text[span.start - 1].isalnum())
        and not (span.end == within.end < len(text) and text[span.end].isalnum())
    ]


def _aligned_start(needle: list[str], words: list[str]) -> int | None:
    """Where in ``words`` the best alignment with the whole of ``needle`` begins.

    Sellers' algorithm (1980), on words: the edit distance to any part of the other sequence. A word replaced
    costs as much as one left out or put in, and less where the two are alike.

    Returns:
        None where more words would have to be changed than stay.
    """
    costs, starts = [0.0] * (len(words) + 1), list(range(len(words) + 1))
    for word in needle:
        above, began = costs, starts
        costs, starts = [above[0] + 1], [began[0]]
        for at, other in enumerate(words):
            cost, start = above[at] + _unlikeness(word, other), began[at]
            if above[at + 1] + 1 < cost:  # the word is not in the other sequence
                cost, start = above[at + 1] + 1, began[at + 1]
            if costs[at] + 1 < cost:
                cost, start = costs[at] + 1, starts[at]
            costs.append(cost)
            starts.append(start)
    best = min(range(len(costs)), key=costs.__getitem__)
    return starts[best] if costs[best] <= len(needle) / 2 and starts[best] < len(words) else None


def _unlikeness(word: str, other: str) -> float:
    if word == other:
        return 0.0
    return 1.0 - similarity(word, other) if word[0] == other[0] else 1.0
