"""Which sentences to quote, and how much around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from askdocs.answering.highlight import highlight
from askdocs.answering.kinds import expectation
from askdocs.answering.overlap import covered, share
from askdocs.answering.ranker import Ranker, features
from askdocs.answering.when import resolved
from askdocs.language.sentences import sentences
from askdocs.model import BlockKind, Document, Evidence, Quote, ScoredPassage
from askdocs.text import Span

if TYPE_CHECKING:
    from askdocs.embedding import Vectors

_MOST_SENTENCES = 16
# To be embedded: those of the best passages and with the most of the question's words. See docs/quality.md.
_NEARLY = 0.1
# Scores that differ by less are a tie, and then another document comes before a second quote from one.
_OPENS_WITH_PRONOUN = re.compile(
    r"[“\"‘'(]*(?:he|she|they|it|his|her|hers|their|theirs|its|this|that|these|those)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage and how likely it is to answer."""

    found: ScoredPassage
    sentence: Span
    score: float


def rank(
    question: str,
    terms: Mapping[str, float],
    passages: Sequence[ScoredPassage],
    vector: Vectors,
    embed: Callable[[Sequence[str]], Vectors],
    ranker: Ranker,
) -> list[Candidate]:
    """The sentences of the passages, the likeliest to answer first.

    Args:
        question: as it was asked.
        terms: its content words with their inverse document frequencies.
        passages: best first.
        vector: the embedded question, shape (dimensions,).
        embed: texts to vectors of length 1, shape (texts, dimensions).
        ranker: the weights.
    """
    places: dict[tuple[str, Span], ScoredPassage] = {}
    for found in passages:
        for sentence in found.sentences:
            places.setdefault((found.passage.document.id, sentence), found)
    hopeful = [(_words(found, sentence), sentence, found) for (_, sentence), found in places.items()]
    hopeful.sort(key=lambda each: -(each[2].score + share(terms, covered(terms, each[0]))))
    pool = hopeful[:_MOST_SENTENCES]
    if not pool:
        return []
    cosines = (embed([words for words, _, _ in pool]) @ vector).tolist()
    expected = expectation(question)
    candidates = [
        Candidate(found, sentence, ranker.probability(features(terms, expected, found, sentence, cosine)))
        for (_, sentence, found), cosine in zip(pool, cosines, strict=True)
    ]
    return sorted(candidates, key=lambda candidate: -candidate.score)


def _words(found: ScoredPassage, sentence: Span) -> str:
    start = found.passage.span.start
    return found.passage.text[sentence.start - start : sentence.end - start]


def select(ranked: Sequence[Candidate], limit: int) -> list[Candidate]:
    """At most ``limit`` candidates, another document before a second one from the same where scores nearly tie."""
    rest, chosen = list(ranked), list[Candidate]()
    while rest and len(chosen) < limit:
        seen = {candidate.found.passage.document.id for candidate in chosen}
        tied = [candidate for candidate in rest if candidate.score >= rest[0].score - _NEARLY]
        fresh = (candidate for candidate in tied if candidate.found.passage.document.id not in seen)
        pick = next(fresh, rest[0])
        rest.remove(pick)
        chosen.append(pick)
    return chosen


def quote(document: Document, span: Span) -> Quote:
    """The span as a quote, verbatim."""
    return Quote(document.info, span, span.of(document.text), document.source_map.line(span.start))


def with_antecedent(document: Document, sentence: Span) -> Span:
    """The sentence, joined with the one before it where it opens with a pronoun.

    Sentences are joined within a paragraph and across paragraphs, but never across a heading.
    """
    if not _OPENS_WITH_PRONOUN.match(sentence.of(document.text)):
        return sentence
    own, above = None, None
    for block in document.blocks:
        if block.span.start > sentence.start:
            break
        own, above = block, own
    earlier = [span for span in sentences(document.text, own.span) if span.end <= sentence.start] if own else []
    if not earlier and above and above.kind is not BlockKind.HEADING:
        earlier = sentences(document.text, above.span)
    return Span(earlier[-1].start, sentence.end) if earlier else sentence


def evidence(document: Document, question: str, terms: Mapping[str, float], candidate: Candidate) -> Evidence:
    """A candidate as evidence: quoted with what it needs to be understood, the answering words marked."""
    span = with_antecedent(document, candidate.sentence)
    expected = expectation(question)
    words = highlight(expected, terms, document.text, candidate.sentence)
    day = resolved(expected, document, candidate.sentence, words)
    return Evidence(quote(document, span), words, candidate.score, day)
