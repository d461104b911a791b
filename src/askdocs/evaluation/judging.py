"""A user's own questions asked of their library: which are answered right, and what went wrong with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from askdocs.evaluation.figures import Figures
from askdocs.evaluation.metrics import auroc, exact_match, f1, mean
from askdocs.evaluation.own import OwnQuestion, plain_words, within
from askdocs.index import Index
from askdocs.library.library import Library
from askdocs.library.session import Session
from askdocs.model import Answer, DocumentInfo, Evidence, Quote

QUOTES = 10
"""Quotes that are looked through for the right one, before abstention."""
PASSAGES = 50
"""Passages that are looked through for the right one, where none of the quotes is."""
_FIRST = 3


class Outcome(StrEnum):
    """What came of a question."""

    RIGHT = "right"
    """The first quote answers."""
    REFUSED = "refused"
    """Nothing was answered, and nothing should have been."""
    WRONG = "wrong"
    """The first quote does not answer, or nothing should have been answered."""
    MISSED = "missed"
    """Nothing was answered, and something should have been."""


class Reason(StrEnum):
    """What went wrong, from the first step of answering to the last."""

    NOT_IN_LIBRARY = "not_in_library"
    """The document is not in the library."""
    WORDS_NOT_FOUND = "words_not_found"
    """The words do not stand in the documents that count."""
    NOT_RETRIEVED = "not_retrieved"
    """No right passage is among those retrieved."""
    NOT_QUOTED = "not_quoted"
    """A right passage is retrieved, and no right quote is made of it."""
    RANKED_LOWER = "ranked_lower"
    """The right quote is not the first."""
    BELOW_THRESHOLD = "below_threshold"
    """The first quote is right, and was not sure enough."""
    SHOULD_REFUSE = "should_refuse"
    """Answered, where the documents do not."""


@dataclass(frozen=True, slots=True)
class Result:
    """A question, and what came of it."""

    question: OwnQuestion
    outcome: Outcome
    confidence: float
    place: int | None
    """Of the first right quote, whatever the confidence, counted from 1."""
    first: Evidence | None
    """The first quote, whatever the confidence."""
    exact: float | None
    """Exact match of the highlighted words with those expected; None where none are."""
    shared: float | None
    """Their F1."""
    reason: Reason | None = None
    passage: int | None = None
    """The place of the first right passage among those retrieved, where no right quote was made."""

    @property
    def quote(self) -> Quote | None:
        """The first quote."""
        return self.first.quote if self.first else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All questions of a file, judged."""

    threshold: float
    results: tuple[Result, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many questions have each outcome."""
        counted = Counter(result.outcome for result in self.results)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def passed(self) -> bool:
        """Whether every question came out as expected."""
        return all(result.reason is None for result in self.results)

    @property
    def figures(self) -> Figures:
        """``mrr``, ``recall3``, ``em``, ``f1`` and ``auroc``, of the quotes whatever their confidence."""
        expected = [result for result in self.results if not result.question.none]
        places = [result.place for result in expected]
        confident = [result.confidence for result in expected]
        return {
            "mrr": mean([1 / place if place else 0.0 for place in places]),
            "recall3": mean([float(place is not None and place <= _FIRST) for place in places]),
            "em": mean([result.exact for result in expected if result.exact is not None]),
            "f1": mean([result.shared for result in expected if result.shared is not None]),
            "auroc": auroc(confident, [result.confidence for result in self.results if result.question.none]),
        }


def judge(library: Library, questions: Sequence[OwnQuestion]) -> Judgement:
    """Ask every question of a library that is in step, and find out what went wrong where something did.

    Raises:
        EmptyLibrary: there is nothing to ask.
        IndexDamaged: the index must be rebuilt.
    """
    with Session(library) as session, library.open_index() as index:
        infos = index.documents()
        results = []
        for done, question in enumerate(questions, 1):
            results.append(_judge(library, session, infos, question))
            library.reporter.progress("Asked", done, len(questions))
        lost = [result.question for result in results if result.reason is Reason.NOT_RETRIEVED]
        nowhere = _words_nowhere(library, index, [question for question in lost if question.answers])
        return Judgement(
            session.ranker.threshold,
            tuple(
                replace(result, reason=Reason.WORDS_NOT_FOUND) if result.question.line in nowhere else result
                for result in results
            ),
        )


def _judge(library: Library, session: Session, infos: Sequence[DocumentInfo], question: OwnQuestion) -> Result:
    answer = session.ask(question.text, top=QUOTES, threshold=0)
    wanted = _meant(library, infos, question)
    places = _right(answer, question, wanted)
    place = places.index(True) + 1 if True in places else None
    listed = answer.status == "listed"
    answered = listed or (bool(answer.evidence) and answer.confidence >= session.ranker.threshold)
    first = answer.evidence[0] if answer.evidence else None
    words = first.text if first else ""
    result = Result(
        question,
        _outcome(question, answered, place),
        answer.confidence,
        place,
        first,
        exact_match(words, question.answers) if question.answers else None,
        f1(words, question.answers) if question.answers else None,
    )
    if result.outcome in (Outcome.RIGHT, Outcome.REFUSED):
        return result
    return _diagnosed(session, result, wanted)


def _outcome(question: OwnQuestion, answered: bool, place: int | None) -> Outcome:
    if question.none:
        return Outcome.WRONG if answered else Outcome.REFUSED
    if not answered:
        return Outcome.MISSED
    return Outcome.RIGHT if place == 1 else Outcome.WRONG


def _right(answer: Answer, question: OwnQuestion, wanted: Collection[str]) -> list[bool]:
    """Which of the quotes, or of the documents listed, are right."""
    if question.none:
        return []
    if answer.status == "listed":
        return [not question.answers and info.id in wanted for info in answer.listing]
    return [_fits(question, wanted, each.quote.document, each.quote.text) for each in answer.evidence]


def _fits(question: OwnQuestion, wanted: Collection[str], info: DocumentInfo, text: str) -> bool:
    return (not question.documents or info.id in wanted) and question.answered_by(text)


def _meant(library: Library, infos: Sequence[DocumentInfo], question: OwnQuestion) -> set[str]:
    """The ids of the documents that a question expects."""
    return {info.id for name in question.documents for info in library.meant(infos, name)}


def _diagnosed(session: Session, result: Result, wanted: Collection[str]) -> Result:
    question = result.question
    if question.none:
        return replace(result, reason=Reason.SHOULD_REFUSE)
    if question.documents and not wanted:
        return replace(result, reason=Reason.NOT_IN_LIBRARY)
    if result.place is not None:
        return replace(result, reason=Reason.BELOW_THRESHOLD if result.place == 1 else Reason.RANKED_LOWER)
    for place, found in enumerate(session.passages(question.text, top=PASSAGES), 1):
        if _fits(question, wanted, found.passage.document, found.passage.text):
            return replace(result, reason=Reason.NOT_QUOTED, passage=place)
    return replace(result, reason=Reason.NOT_RETRIEVED)


def _words_nowhere(library: Library, index: Index, questions: Collection[OwnQuestion]) -> set[int]:
    """The lines of the questions whose words stand in no document that counts; every document is read for it, once."""
    if not questions:
        return set()
    infos = index.documents()
    counting = {question.line: _meant(library, infos, question) for question in questions}
    wanted = {question.line: [plain_words(answer) for answer in question.answers] for question in questions}
    missing = set(wanted)
    for info in infos:
        there = plain_words(index.document(info.id).text)
        for line in list(missing):
            counts = not counting[line] or info.id in counting[line]
            if counts and any(within(words, there) for words in wanted[line]):
                missing.remove(line)
    return missing
