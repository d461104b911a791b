"""Whether one quote gives the answer that another does, by what the reader makes of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from askdocs.answering.candidate import Candidate
from askdocs.model import Evidence
from askdocs.text import Span


def support(found: Sequence[tuple[Evidence, Candidate]], one: int, other: int) -> float | None:
    """How likely, beside the words that it takes for the answer, the reader finds another quote's words in a passage.

    Args:
        found: the quotes of an answer, each with the sentence that it was made for.
        one: the place of the quote whose passage is looked at.
        other: the place of the quote whose words are looked for.

    Returns:
        1 where they are the likeliest there; 0 where they do not stand there; None where nothing was read.
    """
    candidate, words = found[one][1], found[other][0].text.casefold()
    reading, passage = candidate.reading, candidate.found.passage
    if reading is None:
        return None
    text = passage.text.casefold()
    best = reading.best(Span(0, len(passage.text)))
    start = text.find(words) if len(text) == len(passage.text) else -1
    if best is None or start < 0:
        return 0.0
    return math.exp(min(0.0, reading.score(Span(start, start + len(words))) - best.score))
