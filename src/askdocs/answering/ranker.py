"""How likely a sentence is to answer: a logistic regression over what speaks for it.

There are two: one over what the reader says and what stands beside it, and one for when there is no reader. Their
weights and thresholds are fitted by training/ranker.py and read from ranker.json beside this file. The probability
is the confidence that askdocs shows.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from askdocs.answering.highlight import highlight
from askdocs.answering.kinds import Expectation, Kind
from askdocs.answering.overlap import covered, phrased, repeated, share
from askdocs.answering.pronouns import opens_with_pronoun
from askdocs.model import ScoredPassage
from askdocs.text import Span

FAST_FEATURES = (
    "sentence_cosine",
    "passage_cosine",
    "sentence_coverage",
    "exact_coverage",
    "complete",
    "phrased",
    "passage_coverage",
    "lexical",
    "expected_kind",
    "number_missing",
    "date_missing",
    "names_missing",
    "brevity",
)
_UNREAD = "lexical"
# Not weighed beside what the reader says, and nor are its words' logits by themselves: without either, sentences of
# paragraphs were ranked as well, and those in documents of their own better (with one and the same reader TREC QA's MRR
# was .945 and WikiQA's MAP .731, with both .937 and .724).
READ_FEATURES = (
    "passage_answers",
    "words_among_all",
    "first_of_passage",
    *(name for name in FAST_FEATURES if name != _UNREAD),
)

_SHORT = 50
# Characters: the cosine of a sentence of a few words says little, and is often high.
_SCALE = 10
# Logits run to some ten, and the other features from 0 to 1.
_NAMED = 4.5
# What it is worth that the question names the document. No collection that the weights are fitted on has
# publications or authors; so much brings a named document's sentence before another's that is as like the question.


@dataclass(frozen=True, slots=True)
class Ranker:
    """The fitted weights."""

    weights: tuple[float, ...]
    """One a feature, in the order of :data:`FAST_FEATURES` or :data:`READ_FEATURES`."""
    bias: float
    threshold: float
    """The confidence from which on an answer is shown."""

    def probability(self, features: Sequence[float], named: float = 0.0, shift: float = 0.0) -> float:
        """How likely a sentence with these features is to answer, 0 to 1.

        Args:
            features: in their order.
            named: how far the question names the document, 0 to 1.
            shift: logits that the kind of question adds; see :mod:`askdocs.answering.telling`.
        """
        logit = self.bias + sum(weight * value for weight, value in zip(self.weights, features, strict=True))
        logit += _NAMED * named + shift
        return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader says of a sentence."""

    passage: float
    """The logit of its passage's holding an answer."""
    words: float
    """The sum of the logits of the ends of its likeliest words."""
    total: float
    """What makes that sum a log-probability among the words of all passages that were read."""
    first: bool
    """Whether they are the likeliest of the passage."""


@cache
def fitted(*, fast: bool) -> Ranker:
    """The ranker that ships with askdocs; ``fast`` for when nothing was read."""
    table = json.loads(Path(__file__).with_name("ranker.json").read_text(encoding="utf-8"))
    own = table["fast" if fast else "read"]
    names = FAST_FEATURES if fast else READ_FEATURES
    return Ranker(tuple(own["weights"][name] for name in names), own["bias"], own["threshold"])


def read_features(fast: Sequence[float], read: Read) -> tuple[float, ...]:
    """In the order of :data:`READ_FEATURES`."""
    among = max(-2.0, (read.words - read.total) / _SCALE)
    kept = (value for name, value in zip(FAST_FEATURES, fast, strict=True) if name != _UNREAD)
    return (read.passage / _SCALE, among, float(read.first), *kept)


def fast_features(
    terms: Mapping[str, float], expected: Expectation, found: ScoredPassage, sentence: Span
) -> tuple[float, ...]:
    """What speaks for a sentence that was not read, in the order of :data:`FAST_FEATURES`.

    Args:
        terms: the question's content words with their inverse document frequencies.
        expected: what kinds of words would answer.
        found: the passage that the sentence stands in.
        sentence: in the document's text.
    """
    passage = found.passage
    local = Span(sentence.start - passage.span.start, sentence.end - passage.span.start)
    words = local.of(passage.text)
    shown = _antecedent(found, sentence, words) + words
    in_sentence = covered(terms, shown)
    known = passage.document
    context = " ".join(filter(None, (passage.text, passage.heading, known.title, known.source, *known.authors)))
    in_context = in_sentence | covered(terms, context)
    telling = {term: weight for term, weight in terms.items() if term[:1].isupper() or term[:1].isdigit()}
    lacking = bool(expected.kinds) and highlight(expected, terms, passage.text, local) is None
    return (
        found.sentences[sentence],
        found.dense or 0.0,
        share(terms, in_sentence),
        share(terms, repeated(terms, shown)),
        float(len(in_sentence) == len(terms) > 1),
        phrased(terms, shown),
        share(terms, in_context),
        found.lexical,
        0.5 if not expected.kinds else 1.0 - lacking,
        float(lacking and expected.kind in (Kind.HOW_MANY, Kind.HOW_MUCH)),
        float(lacking and expected.kind is Kind.WHEN),
        1 - share(telling, in_context & telling.keys()) if telling else 0.0,
        math.exp(-len(words) / _SHORT),
    )


def _antecedent(found: ScoredPassage, sentence: Span, words: str) -> str:
    """The sentence before, of the same passage, where this one opens with a pronoun: it is quoted too."""
    if not opens_with_pronoun(words):
        return ""
    start = found.passage.span.start
    before = max((each for each in found.sentences if each.end <= sentence.start), default=None)
    return found.passage.text[before.start - start : sentence.start - start] if before else ""
