"""What askdocs is compared with: texts ranked by their vectors alone, by BM25 alone, and by the mean of the two."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from askdocs.language.words import content_words, fold, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from askdocs.embedding import Encoder

Method = Literal["dense", "bm25", "hybrid"]
METHODS: tuple[Method, ...] = get_args(Method)

_SATURATION = 1.2
_LENGTH = 0.75


class Plain:
    """Texts to be ranked, each embedded whole and its words counted; independent of how askdocs retrieves."""

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        """Embed all of them.

        Args:
            texts: one or more; each is cut at the model's longest input.
            encoder: the model.
        """
        self._encoder = encoder
        self._vectors = encoder.embed_passages(texts)
        self._postings = _postings([Counter(_terms(text)) for text in texts])

    def scores(self, question: str) -> dict[Method, NDArray[np.float64]]:
        """How well each text fits a question, by each method: shape (texts,), higher is better.

        The hybrid is the mean of the cosine, where it is above 0, and of BM25 as a share of the best text's.
        """
        dense = (self._vectors @ self._encoder.embed_query(question)).astype(np.float64)
        lexical = np.zeros(len(dense))
        for term in {fold(word) for word in content_words(question)}:
            places, weights = self._postings.get(term, ([], []))
            lexical[places] += weights
        share = lexical / max(lexical.max(), 1e-9)
        return {"dense": dense, "bm25": lexical, "hybrid": (np.maximum(dense, 0.0) + share) / 2}


def ranked(scores: NDArray[np.float64], among: Sequence[int] | None = None) -> list[int]:
    """The places of the texts, best first; only those ``among`` these where given, and ties in their order."""
    places = np.arange(len(scores)) if among is None else np.asarray(among, dtype=np.intp)
    order: list[int] = places[np.argsort(-scores[places], kind="stable")].tolist()
    return order


def _terms(text: str) -> list[str]:
    return [fold(word.of(text)) for word in words(text)]


def _postings(counts: Sequence[Counter[str]]) -> dict[str, tuple[list[int], list[float]]]:
    """For each word the texts that have it and what it adds to their BM25.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with Lucene's +1 in the inverse
    document frequency.
    """
    lengths = [max(1, count.total()) for count in counts]
    average = sum(lengths) / len(lengths)
    frequencies = Counter(word for count in counts for word in count)
    postings: dict[str, tuple[list[int], list[float]]] = {word: ([], []) for word in frequencies}
    for place, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        pivot = _SATURATION * (1 - _LENGTH + _LENGTH * length / average)
        for word, times in count.items():
            rarity = math.log(1 + (len(counts) - frequencies[word] + 0.5) / (frequencies[word] + 0.5))
            places, weights = postings[word]
            places.append(place)
            weights.append(rarity * times * (_SATURATION + 1) / (times + pivot))
    return postings
