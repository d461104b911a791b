"""Questions about paragraphs, whose answers are spans: the right paragraph, the right sentence, the right words.

Every paragraph of a file is indexed as a document, and the file's questions are asked of all of them together, with
the right paragraph given, and beside the questions of another file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from askdocs.evaluation.figures import Figures, Measured
from askdocs.evaluation.metrics import auroc, exact_match, f1, mean, reciprocal_rank
from askdocs.evaluation.plain import METHODS, Method, Plain, ranked
from askdocs.evaluation.shelf import Shelf, shelved
from askdocs.evaluation.squad import Collection, Question
from askdocs.language.sentences import sentences
from askdocs.library.library import Reporter
from askdocs.model import Answer, Evidence, Filters

SEED = 20_23
"""Draws the questions."""
_QUOTES = 3
_PASSAGES = 10
# Of those that ``search`` finds: as many as are read for a question, so that no more are here than for a user. A right
# paragraph that comes later counts as not found.


@dataclass(slots=True)
class _Tally:
    """What was seen, question by question."""

    paragraphs: list[list[bool]] = field(default_factory=list)
    """Which of the retrieved paragraphs are the right one."""
    quotes: list[list[bool]] = field(default_factory=list)
    """Which of the quotes overlap a gold span."""
    openly: list[tuple[float, float]] = field(default_factory=list)
    """Exact match and F1 of the first answer's words."""
    given: list[tuple[float, float]] = field(default_factory=list)
    """The same with the right paragraph given."""
    confidences: list[float] = field(default_factory=list)
    given_confidences: list[float] = field(default_factory=list)
    unanswerable: list[float] = field(default_factory=list)
    """Confidences given the paragraph that does not answer."""
    foreign: list[float] = field(default_factory=list)
    """Confidences of another file's questions."""


class _File:
    """The paragraphs of a file as documents."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        # A paragraph that stands in the file twice is right wherever it is found.
        first: dict[str, int] = {}
        self._same = [first.setdefault(text, place) for place, text in enumerate(collection.paragraphs)]

    @property
    def files(self) -> dict[str, str]:
        return {self.path(place): text for place, text in enumerate(self.collection.paragraphs)}

    def path(self, paragraph: int) -> str:
        return f"{paragraph:06}.txt"

    def paragraph(self, path: str) -> int:
        return self._same[int(path[:6])]

    def holds(self, path: str, asked: Question) -> bool:
        """Whether a document is the paragraph that a question was written about."""
        return self.paragraph(path) == self._same[asked.paragraph]

    def right(self, shelf: Shelf, evidence: Evidence, asked: Question) -> bool:
        """Whether a quote overlaps an answer, in the question's paragraph."""
        path, span = shelf.source(evidence.quote.document, evidence.quote.span)
        return self.holds(path, asked) and any(span.overlaps(answer) for answer in asked.answers)


def measure(
    collection: Collection, other: Collection | None, reporter: Reporter, *, most: int, compare: bool = False
) -> Measured:
    """The figures of a file; docs/quality.md says what each is.

    Args:
        collection: the file's.
        other: what the foreign questions are about; None where there is nothing else.
        reporter: told how far it is.
        most: how many questions to ask of the file, drawn by a fixed seed.
        compare: also rank paragraphs and sentences by the plain methods.
    """
    asked = collection.sample(most, SEED)
    answerable = [question for question in asked if question.answers]
    foreign = _foreign(other, len(answerable)) if other else []
    file, tally = _File(collection), _Tally()
    with shelved(file.files, reporter) as shelf:
        threshold = shelf.session.ranker.threshold
        total = len(asked) + len(foreign)
        for done, question in enumerate(asked, 1):
            _ask(file, shelf, question, tally)
            reporter.progress(f"{collection.name}: asked", done, total)
        for done, question in enumerate(foreign, len(asked) + 1):
            tally.foreign.append(_confidence(shelf.session.ask(question.text, top=1, threshold=0)))
            reporter.progress(f"{collection.name}: asked", done, total)
        plain = _plain(file, shelf, answerable) if compare and answerable else {}
    return Measured(_figures(tally, threshold), plain)


def _foreign(other: Collection, count: int) -> list[Question]:
    answerable = tuple(question for question in other.questions if question.answers)
    return replace(other, questions=answerable).sample(count, SEED)


def _ask(file: _File, shelf: Shelf, asked: Question, tally: _Tally) -> None:
    session = shelf.session
    given = _given(file.path(asked.paragraph), shelf, asked)
    if not asked.answers:
        tally.unanswerable.append(_confidence(given))
        return
    golds = file.collection.golds(asked)
    tally.given.append(_scores(given, golds))
    tally.given_confidences.append(_confidence(given))
    found = session.ask(asked.text, top=_QUOTES, threshold=0)
    tally.confidences.append(_confidence(found))
    tally.quotes.append([file.right(shelf, evidence, asked) for evidence in found.evidence])
    tally.openly.append(_scores(found, golds))
    passages = session.passages(asked.text, top=_PASSAGES)
    paragraphs = dict.fromkeys(file.paragraph(each.passage.document.path) for each in passages)
    right = file.paragraph(file.path(asked.paragraph))
    tally.paragraphs.append([paragraph == right for paragraph in paragraphs])


def _given(path: str, shelf: Shelf, asked: Question) -> Answer:
    """The answer of one document; none where it holds no text."""
    if path not in shelf.paths:
        return Answer(asked.text, "not_found", 0.0, ())
    return shelf.session.ask(asked.text, top=1, threshold=0, filters=Filters(paths=(path,)))


def _confidence(answer: Answer) -> float:
    """How sure askdocs is; a list of documents is an answer without a threshold."""
    return 1.0 if answer.status == "listed" else answer.confidence


def _scores(answer: Answer, golds: Sequence[str]) -> tuple[float, float]:
    words = answer.evidence[0].text if answer.evidence else ""
    return exact_match(words, golds), f1(words, golds)


def _first(rankings: Sequence[Sequence[bool]], count: int) -> float | None:
    """In what share of them one of the first is right."""
    return mean([float(any(each[:count])) for each in rankings])


def _figures(tally: _Tally, threshold: float) -> Figures:
    answered = [
        any(quotes[:1])
        for quotes, confidence in zip(tally.quotes, tally.confidences, strict=True)
        if confidence >= threshold
    ]
    return {
        **_ranks(tally.paragraphs),
        **_sentences(tally.quotes),
        "open_em": mean([exact for exact, _ in tally.openly]),
        "open_f1": mean([shared for _, shared in tally.openly]),
        "em": mean([exact for exact, _ in tally.given]),
        "f1": mean([shared for _, shared in tally.given]),
        "auroc_unanswerable": auroc(tally.given_confidences, tally.unanswerable),
        "auroc_foreign": auroc(tally.confidences, tally.foreign),
        "answered": len(answered) / len(tally.quotes) if tally.quotes else None,
        "right_of_answered": mean([float(right) for right in answered]),
        "foreign_refused": mean([float(confidence < threshold) for confidence in tally.foreign]),
    }


def _ranks(paragraphs: Sequence[Sequence[bool]]) -> Figures:
    return {
        "r1": _first(paragraphs, 1),
        "r5": _first(paragraphs, 5),
        "mrr": mean([reciprocal_rank(each) for each in paragraphs]),
    }


def _sentences(quotes: Sequence[Sequence[bool]]) -> Figures:
    return {"sentence1": _first(quotes, 1), "sentence3": _first(quotes, _QUOTES)}


def _plain(file: _File, shelf: Shelf, asked: Sequence[Question]) -> dict[Method, Figures]:
    """The paragraphs of the file, and all its sentences, ranked by the plain methods."""
    texts = file.collection.paragraphs
    places = [(paragraph, span) for paragraph, text in enumerate(texts) for span in sentences(text)]
    encoder = shelf.library.encoder
    whole, parts = Plain(texts, encoder), Plain([span.of(texts[paragraph]) for paragraph, span in places], encoder)
    paragraphs: dict[Method, list[list[bool]]] = {method: [] for method in METHODS}
    quotes: dict[Method, list[list[bool]]] = {method: [] for method in METHODS}
    for question in asked:
        right = [file.holds(file.path(place), question) for place in range(len(texts))]
        for method, scores in whole.scores(question.text).items():
            paragraphs[method].append([right[place] for place in ranked(scores)[:_PASSAGES]])
        for method, scores in parts.scores(question.text).items():
            first = [places[at] for at in ranked(scores)[:_QUOTES]]
            quotes[method].append(
                [
                    right[paragraph] and any(span.overlaps(gold) for gold in question.answers)
                    for paragraph, span in first
                ]
            )
    return {method: {**_ranks(paragraphs[method]), **_sentences(quotes[method])} for method in METHODS}
