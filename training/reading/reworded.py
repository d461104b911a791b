"""Questions in other words than the text's: content words changed for others of like meaning.

People who wrote questions about a text had it before their eyes and took its words. Who asks their documents has not.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from askdocs.embedding import Encoder
from askdocs.language.words import content_words, words

_EACH = 0.5
_TRIES = 3
_MEANT = 0.7
"""The cosine to the question from which on another wording mostly still asks the same."""


def reworded(
    questions: Sequence[str], others: Callable[[str], Sequence[str]], encoder: Encoder, draw: random.Random
) -> list[str | None]:
    """Each question with some of those of its words changed that others may stand for.

    Of a few ways to change it the one is taken that the encoder puts nearest to the question: it knows in which of its
    senses a word stands there.

    Args:
        questions: as people wrote them.
        others: what may stand for a word in small letters.
        encoder: the base model's.
        draw: decides which words, and which others.

    Returns:
        For each question its other wording, or None where none of its words has another, or none keeps the meaning.
    """
    tries = [sorted({_changed(question, others, draw) for _ in range(_TRIES)} - {question}) for question in questions]
    vectors = encoder.embed_passages([*questions, *(each for few in tries for each in few)])
    rest = iter(vectors[len(questions) :])
    made: list[str | None] = []
    for own, few in zip(vectors[: len(questions)], tries, strict=True):
        likeness = [float(next(rest) @ own) for _ in few]
        best = max(range(len(few)), key=likeness.__getitem__, default=None)
        made.append(few[best] if best is not None and likeness[best] >= _MEANT else None)
    return made


def _changed(question: str, others: Callable[[str], Sequence[str]], draw: random.Random) -> str:
    known = content_words(question)
    telling = [place for place in words(question) if place.of(question) in known and place.of(question).islower()]
    places = [(place, found) for place in telling if (found := others(place.of(question)))]
    if not places:
        return question
    sure = draw.randrange(len(places))
    for at in reversed(range(len(places))):
        if at == sure or draw.random() < _EACH:
            place, found = places[at]
            question = question[: place.start] + draw.choice(found) + question[place.end :]
    return question
