"""What of each passage is read: of the first few all, of the rest the sentences around the nearest one.

A passage's nearest sentence need not be the one that answers, so the best passages are read whole. What answers from
further down mostly stands in, or beside, the sentence that brought its passage there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from askdocs.answering.overlap import covered, share
from askdocs.answering.pronouns import opens_with_pronoun
from askdocs.model import ScoredPassage
from askdocs.text import Span

TOKENS = 520
"""Read for a question, the question's own counted with each passage."""
_CHARACTERS = 2_200
# About as many, without the question's.
_WHOLE = 2
_NARROW = 240
# Characters: two or three sentences. With 300 and one passage whole no more was found.


def windows(passages: Sequence[ScoredPassage], terms: Mapping[str, float]) -> list[Span]:
    """Which part of each passage is read: whole sentences, in the passage's own text.

    Args:
        passages: best first.
        terms: the question's content words with their inverse document frequencies.
    """
    rest = len(passages) - _WHOLE
    left = _CHARACTERS - sum(len(found.passage.text) for found in passages[:_WHOLE])
    room = max(_NARROW, left // rest) if rest > 0 else 0
    return [
        Span(0, len(found.passage.text)) if place < _WHOLE else _window(found, terms, room)
        for place, found in enumerate(passages)
    ]


def _window(found: ScoredPassage, terms: Mapping[str, float], room: int) -> Span:
    """The nearest sentence, the one before its pronoun, and the nearer of their neighbours while there is room."""
    text, start = found.passage.text, found.passage.span.start
    if len(text) <= room or not found.sentences:
        return Span(0, len(text))
    own = sorted(found.sentences)
    places = [Span(each.start - start, each.end - start) for each in own]
    near = [
        found.sentences[each] + share(terms, covered(terms, place.of(text)))
        for each, place in zip(own, places, strict=True)
    ]
    first = last = max(range(len(places)), key=near.__getitem__)
    if first and opens_with_pronoun(places[first].of(text)):
        first -= 1  # who `He` is
    while True:
        wider = [
            (near[new], min(first, new), max(last, new))
            for new in (first - 1, last + 1)
            if 0 <= new < len(places) and places[max(last, new)].end - places[min(first, new)].start <= room
        ]
        if not wider:
            return Span(places[first].start, places[last].end)
        _, first, last = max(wider)
