"""The words of a sentence that answer, found by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable

from askdocs.answering.expectation import Expectation
from askdocs.answering.overlap import covered
from askdocs.language.mentions import Mention, mentions
from askdocs.language.words import words
from askdocs.text import Span

_BEFORE_A_PLACE = re.compile(r"\b(?:in|near|at|from|to|outside|of|around)\s+(?:the\s+)?$", re.IGNORECASE)


def highlight(expected: Expectation, terms: Iterable[str], text: str, sentence: Span) -> Span | None:
    """The mention of the expected kind that stands nearest to the question's own words.

    Args:
        expected: what kinds of words would answer.
        terms: the question's content words.
        text: the document's text.
        sentence: where in it to look.

    Returns:
        None where nothing of an expected kind stands there but what the question itself says.
    """
    weights = dict.fromkeys(terms, 1.0)
    anchors = [word for word in words(sentence.of(text)) if covered(weights, word.of(sentence.of(text)))]
    found = [
        mention
        for mention in mentions(text, sentence)
        if mention.kind in expected.kinds and not _repeats(weights, mention.span.of(text))
    ]
    if expected.place:
        found = [mention for mention in found if _BEFORE_A_PLACE.search(text, sentence.start, mention.span.start)]
    if not found:
        return None

    def distance(mention: Mention) -> tuple[int, int]:
        start = mention.span.start - sentence.start
        near = min((abs(anchor.start - start) for anchor in anchors), default=start)
        return expected.kinds.index(mention.kind), near

    return min(found, key=distance).span


def _repeats(terms: dict[str, float], mention: str) -> bool:
    """Whether a mention says nothing that the question has not said."""
    return all(covered(terms, word.of(mention)) for word in words(mention))
