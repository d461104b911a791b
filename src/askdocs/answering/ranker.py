"""How likely a sentence is to answer: a logistic regression over what speaks for it.

The weights and the threshold are fitted by training/ranker.py and read from ranker.json beside this file.
The probability is the confidence that askdocs shows.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from askdocs.answering.highlight import highlight
from askdocs.answering.kinds import Expectation
from askdocs.answering.overlap import covered, phrased, repeated, share
from askdocs.model import ScoredPassage
from askdocs.text import Span

FEATURES = (
    "sentence_cosine",
    "passage_cosine",
    "sentence_coverage",
    "exact_coverage",
    "complete",
    "phrased",
    "passage_coverage",
    "lexical",
    "expected_kind",
    "names_missing",
    "brevity",
)

_SHORT = 50
# Characters: the cosine of a sentence of a few words says little, and is often high.


@dataclass(frozen=True, slots=True)
class Ranker:
    """The fitted weights."""

    weights: tuple[float, ...]
    """One a feature, in the order of :data:`FEATURES`."""
    bias: float
    threshold: float
    """The confidence from which on an answer is shown."""

    def probability(self, features: Sequence[float]) -> float:
        """How likely a sentence with these features is to answer, 0 to 1."""
        logit = self.bias + sum(weight * value for weight, value in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-logit))


@cache
def fitted() -> Ranker:
    """The ranker that ships with askdocs."""
    table = json.loads(Path(__file__).with_name("ranker.json").read_text(encoding="utf-8"))
    return Ranker(tuple(table["weights"][name] for name in FEATURES), table["bias"], table["threshold"])


def features(
    terms: Mapping[str, float],
    expected: Expectation,
    found: ScoredPassage,
    sentence: Span,
    cosine: float,
) -> tuple[float, ...]:
    """What speaks for a sentence, in the order of :data:`FEATURES`.

    Args:
        terms: the question's content words with their inverse document frequencies.
        expected: what kinds of words would answer.
        found: the passage that the sentence stands in.
        sentence: in the document's text.
        cosine: of the sentence to the question.
    """
    passage = found.passage
    local = Span(sentence.start - passage.span.start, sentence.end - passage.span.start)
    words = local.of(passage.text)
    in_sentence = covered(terms, words)
    context = " ".join(filter(None, (passage.text, passage.heading, passage.document.title)))
    in_context = in_sentence | covered(terms, context)
    telling = {term: weight for term, weight in terms.items() if term[:1].isupper() or term[:1].isdigit()}
    kind = 0.5 if not expected.kinds else float(highlight(expected, terms, passage.text, local) is not None)
    return (
        cosine,
        found.dense or 0.0,
        share(terms, in_sentence),
        share(terms, repeated(terms, words)),
        float(len(in_sentence) == len(terms) > 1),
        phrased(terms, words),
        share(terms, in_context),
        found.lexical,
        kind,
        1 - share(telling, in_context & telling.keys()) if telling else 0.0,
        math.exp(-len(words) / _SHORT),
    )
