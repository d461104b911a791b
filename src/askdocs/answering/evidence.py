"""Which sentences to quote, and how much around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from askdocs.answering.candidate import Candidate
from askdocs.answering.kinds import Expectation, expectation
from askdocs.answering.marking import marked
from askdocs.answering.overlap import covered, share
from askdocs.answering.pronouns import opens_with_pronoun
from askdocs.answering.quoting import quote
from askdocs.answering.ranker import Ranker, Read, fast_features, read_features
from askdocs.answering.reader import Reading, Readings
from askdocs.answering.telling import telling
from askdocs.answering.when import resolved
from askdocs.language.sentences import sentences
from askdocs.model import BlockKind, Document, Evidence, ScoredPassage
from askdocs.text import Span

_MOST_SENTENCES = 16
# To be weighed: those of the best passages and with the most of the question's words, or of the likeliest words.
_NEARLY = 0.1
# Scores that differ by less are a tie, and then another document comes before a second quote from one.
_LONGEST_RUN = 3


def rank(
    question: str,
    terms: Mapping[str, float],
    passages: Sequence[ScoredPassage],
    ranker: Ranker,
    least: int = 0,
) -> list[Candidate]:
    """The sentences of the passages, the likeliest to answer first, by their vectors and words.

    Args:
        question: as it was asked.
        terms: its content words with their inverse document frequencies.
        passages: best first.
        ranker: the weights.
        least: how many sentences to weigh where the usual number is smaller.
    """
    hopeful = [(_words(found, sentence), sentence, found) for sentence, found in _sentences(passages)]
    hopeful.sort(key=lambda each: -(each[2].score + each[2].sentences[each[1]] + share(terms, covered(terms, each[0]))))
    expected = expectation(question)
    weighed = [
        _Weighed(found, sentence, fast_features(terms, expected, found, sentence))
        for _, sentence, found in hopeful[: max(least, _MOST_SENTENCES)]
    ]
    return _ranked(question, expected, weighed, ranker)


def rank_read(
    question: str,
    terms: Mapping[str, float],
    passages: Sequence[ScoredPassage],
    readings: Readings,
    ranker: Ranker,
    least: int = 0,
) -> list[Candidate]:
    """The sentences of the passages, the likeliest to answer first, by what the reader makes of them.

    Args:
        question: as it was asked.
        terms: its content words with their inverse document frequencies.
        passages: best first.
        readings: of the first of them.
        ranker: the weights.
        least: how many sentences to weigh where the usual number is smaller.
    """
    expected, total = expectation(question), readings.total
    pool = read_sentences(passages, readings)[: max(least, _MOST_SENTENCES)]
    weighed = []
    for found, sentence, reading, words, first in pool:
        fast = fast_features(terms, expected, found, sentence)
        features = read_features(fast, Read(reading.answers, words, total, first))
        weighed.append(_Weighed(found, sentence, features, reading))
    return _ranked(question, expected, weighed, ranker)


class _Weighed(NamedTuple):
    """A sentence, and what speaks for it."""

    found: ScoredPassage
    sentence: Span
    features: Sequence[float]
    reading: Reading | None = None


def _ranked(question: str, expected: Expectation, weighed: Sequence[_Weighed], ranker: Ranker) -> list[Candidate]:
    spelled, read = [_words(each.found, each.sentence) for each in weighed], any(each.reading for each in weighed)
    shifts = telling(question, expected, spelled, read=read)
    candidates = [
        Candidate(each.found, each.sentence, ranker.probability(each.features, each.found.named, shift), each.reading)
        for each, shift in zip(weighed, shifts, strict=True)
    ]
    return sorted(candidates, key=lambda candidate: -candidate.score)


Sentence = tuple[ScoredPassage, Span, Reading, float, bool]
"""A sentence, its passage and its reading, the score of its likeliest words, whether they are the passage's."""


def read_sentences(passages: Sequence[ScoredPassage], readings: Readings) -> list[Sentence]:
    """The sentences of what was read, those with the likeliest words first."""
    found: list[Sentence] = []
    by_passage = dict(zip((id(passage) for passage in passages), readings.each, strict=False))
    tops: dict[int, float] = {}
    for sentence, passage in _sentences(passages[: len(readings.each)]):
        reading, start = by_passage[id(passage)], passage.passage.span.start
        best = reading.best(Span(sentence.start - start, sentence.end - start))
        if best is not None:
            tops[id(passage)] = max(tops.get(id(passage), best.score), best.score)
            found.append((passage, sentence, reading, best.score, False))
    found = [(p, s, r, score, score >= tops[id(p)]) for p, s, r, score, _ in found]
    return sorted(found, key=lambda each: -each[3])


def _sentences(passages: Sequence[ScoredPassage]) -> list[tuple[Span, ScoredPassage]]:
    """Each sentence once, in the best passage that holds it."""
    places: dict[tuple[str, Span], ScoredPassage] = {}
    for found in passages:
        for sentence in found.sentences:
            places.setdefault((found.passage.document.id, sentence), found)
    return [(sentence, found) for (_, sentence), found in places.items()]


def _words(found: ScoredPassage, sentence: Span) -> str:
    start = found.passage.span.start
    return found.passage.text[sentence.start - start : sentence.end - start]


def by_sentence(passages: Sequence[ScoredPassage], ranked: Sequence[Candidate]) -> list[ScoredPassage]:
    """The passages, those with the likeliest sentences first.

    The score becomes that sentence's; the passages without one follow, with scores below all of these.
    """
    best: dict[int, float] = {}
    for candidate in ranked:
        best.setdefault(id(candidate.found), candidate.score)
    weighed = [replace(each, score=best[id(each)]) for each in passages if id(each) in best]
    floor = min((each.score for each in weighed), default=1.0)
    rest = [replace(each, score=floor * each.score) for each in passages if id(each) not in best]
    return [*sorted(weighed, key=lambda each: -each.score), *rest]


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


def antecedent(document: Document, sentence: Span) -> Span | None:
    """The sentence before one that opens with a pronoun, whose words say who or what is meant; else None.

    It is looked for within the paragraph and in the one before, but never across a heading.
    """
    if not opens_with_pronoun(sentence.of(document.text)):
        return None
    own, above = None, None
    for block in document.blocks:
        if block.span.start > sentence.start:
            break
        own, above = block, own
    earlier = [span for span in sentences(document.text, own.span) if span.end <= sentence.start] if own else []
    if not earlier and above and above.kind is not BlockKind.HEADING:
        earlier = sentences(document.text, above.span)
    return earlier[-1] if earlier else None


def evidence(
    document: Document, expected: Expectation, terms: Iterable[str], candidate: Candidate, span: Span | None = None
) -> Evidence:
    """A candidate as evidence: quoted with what it needs to be understood, the answering words marked.

    Args:
        document: that it stands in.
        expected: what the question asks for.
        terms: the question's content words.
        candidate: the sentence.
        span: sentences around it that answer too; by default itself.
    """
    span = span or candidate.sentence
    before = antecedent(document, span)
    words = marked(expected, terms, document, candidate, before)
    day = resolved(expected, document, candidate.sentence, words)
    whole = Span(before.start, span.end) if before else span
    return Evidence(quote(document, whole), words, candidate.score, day)


def neighbours(ranked: Sequence[Candidate], document: Document) -> dict[Span, Span]:
    """For each sentence of a document the run of sentences side by side that it stands in, among those ranked.

    Source text between them may only be white space, and no run is longer than ``_LONGEST_RUN`` sentences.
    """
    own = sorted(each.sentence for each in ranked if each.found.passage.document.id == document.info.id)
    runs: list[list[Span]] = []
    for sentence in own:
        if runs and len(runs[-1]) < _LONGEST_RUN and _touch(document.text, runs[-1][-1], sentence):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return {sentence: Span(run[0].start, run[-1].end) for run in runs for sentence in run}


def _touch(text: str, one: Span, other: Span) -> bool:
    between = text[one.end : other.start]
    return one.end <= other.start and not between.strip() and "\n\n" not in between
