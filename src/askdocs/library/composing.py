"""Ranked sentences to the quotes of an answer, each held against its file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from askdocs.answering.candidate import Candidate
from askdocs.answering.evidence import evidence, neighbours, select
from askdocs.answering.kinds import Expectation, Kind, expectation
from askdocs.answering.lists import further
from askdocs.answering.naming import named
from askdocs.answering.overlap import covered, phrased, share
from askdocs.answering.quoting import quote
from askdocs.index import Index
from askdocs.language.mentions import mentions
from askdocs.language.words import content_words
from askdocs.library.library import Library
from askdocs.library.verify import Verifier
from askdocs.model import Document, Evidence, Quote
from askdocs.text import Span

_NEAR = 3
_FURTHER = 0.2
# How likely a further quote must be, as a share of the first: what is much less likely only distracts from it.
_SAID, _ON_TOPIC, _HOPELESS = 2.7, 3.0, 0.03
# By how much the odds of a sentence rise that the one asked about says, and once more where all words of what they are
# asked about stand in its passage or over it; and from which score on it is looked at.


class Composer:
    """Quotes from one generation of the index; each document and each file is read once."""

    def __init__(self, library: Library, index: Index) -> None:
        self._verifier, self.documents = Verifier(library), _Documents(index)

    def quotes(
        self, question: str, terms: Mapping[str, float], ranked: Sequence[Candidate], least: float, top: int
    ) -> list[tuple[Evidence, Candidate]]:
        """The quotes that answer, best first, each with the sentence that it was made for.

        Sentences side by side that all answer make one quote. Where it is asked what somebody says, what they say
        themselves comes first; a list names something new with each quote. Where there is room, quotes of other
        documents follow that confirm the answer.

        Args:
            question: as it is meant.
            terms: its content words with their inverse document frequencies.
            ranked: the sentences, the likeliest to answer first.
            least: the least score that is an answer.
            top: how many quotes at the most.
        """
        expected = expectation(question)
        speaker = expected.speaker if expected.kind is Kind.SAID else None
        if speaker:
            said = self._said(speaker, [each for each in ranked if each.score >= min(_HOPELESS, least)])
            topic = content_words(expected.topic or "")
            ranked = _raised(ranked, said, topic)
        if ranked and ranked[0].score >= least:
            least = max(least, _FURTHER * ranked[0].score)
        answering = [candidate for candidate in ranked if candidate.score >= least]
        naming = self._naming(question, terms, answering, ranked) if expected.kind is Kind.LIST else []
        taken = {_place(candidate) for candidate in naming}
        answering = [candidate for candidate in answering if _place(candidate) not in taken]
        if speaker:
            answering = self._telling(said, topic, answering)
        found: list[tuple[Evidence, Candidate]] = []
        for candidate in [*naming, *select(answering, len(answering))]:
            document = self.documents[candidate.found.passage.document.id]
            span = candidate.sentence if candidate in naming else neighbours(answering, document)[candidate.sentence]
            verified = self._verifier.evidence(evidence(document, expected, terms, candidate, span), document)
            if verified and not any(_same(verified.quote, other.quote) for other, _ in found):
                found.append((verified, candidate))
            if len(found) == top and expected.kind is not Kind.LIST:
                return found
        if expected.kind is Kind.LIST:
            return _listed(found, top)
        rest = [candidate for candidate in ranked if candidate.score < least]
        return [*found, *islice(self._confirming(question, expected, terms, found, rest), top - len(found))]

    def _naming(
        self, question: str, terms: Mapping[str, float], answering: Sequence[Candidate], ranked: Sequence[Candidate]
    ) -> list[Candidate]:
        """A sentence that counts what is to be listed, and those that name it; empty where there are none.

        It comes first, or last where it counts others too.
        """
        for counting in ranked if answering else ():
            document = self.documents[counting.found.passage.document.id]
            if counting not in answering and len(covered(terms, counting.sentence.of(document.text))) < len(terms):
                continue
            members = named(question, document, counting.sentence)
            if members.sentences:
                known = {_place(candidate): candidate for candidate in ranked}
                # What the reader points at where they are counted is no name.
                first = replace(counting, score=max(counting.score, answering[0].score), reading=None)
                fresh = (replace(first, sentence=sentence) for sentence in members.sentences)
                naming = [replace(known.get(_place(each), each), score=first.score) for each in fresh]
                return [first, *naming] if members.all else [*naming, first]
        return []

    def _confirming(
        self,
        question: str,
        expected: Expectation,
        terms: Mapping[str, float],
        found: Sequence[tuple[Evidence, Candidate]],
        rest: Iterable[Candidate],
    ) -> Iterator[tuple[Evidence, Candidate]]:
        """Of sentences that hardly answer by themselves those that give the best quote's answer, one a document."""
        known = found[0][0] if found else None
        if known is None or known.highlight is None:
            return
        values = {mention.value for mention in mentions(known.text)} - {None}
        words = dict.fromkeys(content_words(known.text), 1.0)
        quoted = {each.quote.document.id for each, _ in found}
        for candidate in rest:
            passage = candidate.found.passage
            document = self.documents[passage.document.id]
            said = candidate.words.of(document.text) if candidate.words else ""
            if document.info.id in quoted or not (
                covered(words, said) or any(mention.value in values for mention in mentions(said))
            ):
                continue
            from askdocs.answering.agreement import confirms  # 30 ms that most questions do not need

            span = neighbours([candidate], document)[candidate.sentence]
            made = evidence(document, expected, terms, candidate, span)
            if confirms(question, terms, known, made, _context(candidate)):
                verified = self._verifier.evidence(made, document)
                if verified:
                    quoted.add(document.info.id)
                    yield verified, candidate

    def _said(self, speaker: str, ranked: Sequence[Candidate]) -> set[tuple[str, Span]]:
        """Which of the sentences somebody says, by document and span."""
        from askdocs.library.speaking import said_by  # 7 ms that other questions do not need

        sentences: dict[str, list[Span]] = {}
        for candidate in ranked:
            sentences.setdefault(candidate.found.passage.document.id, []).append(candidate.sentence)
        return {
            (document_id, sentence)
            for document_id, own in sentences.items()
            for sentence, is_said in zip(own, said_by(speaker, self.documents[document_id], own), strict=True)
            if is_said
        }

    def _telling(
        self, said: Collection[tuple[str, Span]], topic: Sequence[str], answering: Sequence[Candidate]
    ) -> list[Candidate]:
        """The same, those first that are said, and of these those with the most of the topic's words."""
        weights = dict.fromkeys(topic, 1.0)
        orders: list[tuple[bool, float, int]] = []
        for at, candidate in enumerate(answering):
            is_said = _place(candidate) in said
            words = candidate.sentence.of(self.documents[candidate.found.passage.document.id].text)
            told = share(weights, covered(weights, words)) + phrased(weights, words) if is_said else 0.0
            orders.append((not is_said, -told, at))
        return [answering[at] for *_, at in sorted(orders)]

    def near(self, ranked: Sequence[Candidate]) -> list[Quote]:
        """The sentences that come nearest to an answer."""
        near: list[Quote] = []
        for candidate in select(ranked, _NEAR):
            document = self.documents[candidate.found.passage.document.id]
            checked = self._verifier.quote(quote(document, candidate.sentence), document)
            near.extend([checked] if checked else [])
        return near


def _raised(ranked: Sequence[Candidate], said: Collection[tuple[str, Span]], topic: Sequence[str]) -> list[Candidate]:
    """The sentences, those likelier that are said: what such a sentence answers is seldom in its own words."""
    raised, weights = [], dict.fromkeys(topic, 1.0)
    for candidate in ranked:
        if _place(candidate) in said and _HOPELESS < candidate.score < 1:
            odds = _SAID * candidate.score / (1 - candidate.score)
            if topic and len(covered(weights, _context(candidate))) == len(weights):
                odds *= _ON_TOPIC
            candidate = replace(candidate, score=odds / (1 + odds))
        raised.append(candidate)
    return sorted(raised, key=lambda candidate: -candidate.score)


def _context(candidate: Candidate) -> str:
    passage = candidate.found.passage
    return " ".join(filter(None, (passage.text, passage.heading, passage.document.title)))


def _place(candidate: Candidate) -> tuple[str, Span]:
    return candidate.found.passage.document.id, candidate.sentence


def _listed(found: Sequence[tuple[Evidence, Candidate]], top: int) -> list[tuple[Evidence, Candidate]]:
    kept = further([each for each, _ in found], top)
    return [(each, candidate) for each, candidate in found if any(each is other for other in kept)]


def _same(one: Quote, other: Quote) -> bool:
    """Whether a quote says again what another has: joined with its neighbour, a sentence may come twice."""
    return one.document.id == other.document.id and one.span.overlaps(other.span)


class _Documents(dict[str, Document]):
    """Documents by id, each read from the index once."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, document_id: str) -> Document:
        self[document_id] = document = self._index.document(document_id)
        return document
