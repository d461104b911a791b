"""Wrong texts that the retriever itself ranks high."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from askdocs.embedding import Encoder
from reading.corpora import Corpus
from reading.leaks import key

_MOST = 10
_BLOCK = 512


def wrong_texts(corpus: Corpus, numbers: Sequence[int], encoder: Encoder) -> dict[int, list[int]]:
    """For each question the texts of its corpus, but for its own, that rank highest and do not hold the answer.

    The rank is the mean of the encoder's cosine and of TF-IDF's, as askdocs ranks passages by both.

    Args:
        corpus: at most some ten thousand texts.
        numbers: the questions.
        encoder: embeds texts and questions.
    """
    asked = [corpus.questions[number] for number in numbers]
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit(corpus.texts)
    sparse = words.transform(corpus.texts).T.tocsr()
    dense = encoder.embed_passages(list(corpus.texts)).T
    plain = [f" {key(text)} " for text in corpus.texts]
    found: dict[int, list[int]] = {}
    for start in range(0, len(asked), _BLOCK):
        block = asked[start : start + _BLOCK]
        texts = [each.question for each in block]
        scores = encoder.embed_passages(texts) @ dense + (words.transform(texts) @ sparse).toarray()
        best = np.argsort(-scores, axis=1)[:, : 2 * _MOST]
        for at, each in enumerate(block):
            answer = f" {key(each.answer.of(corpus.texts[each.text]))} "
            kept = [int(text) for text in best[at] if text != each.text and answer not in plain[text]]
            found[numbers[start + at]] = kept[:_MOST]
    return found
