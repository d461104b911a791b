"""Questions in other words than the text's: a content word changed for one of like meaning.

People who wrote questions about a text had it before their eyes and took its words. Who asks their documents has not.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from askdocs.embedding import Encoder
from askdocs.language.words import content_words, words

_SEEN = 3
"""Times that a word stands in questions: what is rarer is a slip or a name."""
_ALIKE = 0.62
"""The cosine of two words' vectors. Under it stand words of one field ("ducks", "hockey"), over it mostly those that
may be said for each other; now and then an opposite."""
_MOST = 4
_STEM = 4
"""Letters: a word that begins with the same ones is another form of it, and no other word."""
_EACH = 0.5


def near_words(questions: Iterable[str], encoder: Encoder) -> dict[str, list[str]]:
    """For words that stand in questions the words nearest in meaning, nearest first; names and numbers left out."""
    counted = Counter(word for question in questions for word in content_words(question))
    known = sorted(word for word, count in counted.items() if count >= _SEEN and word.isalpha() and word.islower())
    vectors = encoder.embed_passages(known)
    near: dict[str, list[str]] = {}
    for word, row in zip(known, vectors @ vectors.T, strict=True):
        best = np.argsort(-row)[: 4 * _MOST]
        others = [known[at] for at in best if row[at] >= _ALIKE and known[at][:_STEM] != word[:_STEM]]
        if others:
            near[word] = others[:_MOST]
    return near


def reworded(question: str, near: Mapping[str, Sequence[str]], draw: random.Random) -> str:
    """The question with about half of those of its words changed that have a near one, at least one if any has."""
    places = [place for place in words(question) if place.of(question) in near]
    if not places:
        return question
    sure = draw.randrange(len(places))
    for at in reversed(range(len(places))):
        if at == sure or draw.random() < _EACH:
            place = places[at]
            question = question[: place.start] + draw.choice(near[place.of(question)]) + question[place.end :]
    return question
