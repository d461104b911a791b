"""Candidate sentences of questions, each judged: which of them askdocs puts first.

A file holds a question a line: ``{"question": …, "candidates": [{"text": …, "answers": true}, …]}``, as TREC QA and
WikiQA can be written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from askdocs.errors import UsageError
from askdocs.evaluation.fields import field, json_lines, question_of, read_text
from askdocs.evaluation.figures import Figures, Measured
from askdocs.evaluation.metrics import average_precision, mean, reciprocal_rank
from askdocs.evaluation.plain import Method, Plain, ranked
from askdocs.evaluation.shelf import shelved
from askdocs.library.library import Reporter
from askdocs.library.session import Session
from askdocs.model import Filters

_ALL = 1_000
# Of the ranker's sentences and of the passages: more than any question has candidates.


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, and which of its candidates answer."""

    text: str
    candidates: tuple[tuple[str, bool], ...]

    @property
    def mixed(self) -> bool:
        """Whether there is something to rank: candidates that answer and others that do not."""
        return len({right for _, right in self.candidates}) == 2


def load(file: Path) -> list[Judged]:
    """The questions of a file.

    Raises:
        UsageError: it cannot be read, or is not in this format.
    """
    questions = []
    for _, where, record in json_lines(read_text(file), str(file)):
        candidates = [
            (field(each, "text", str, where), field(each, "answers", bool, where))
            for each in field(record, "candidates", list, where)
        ]
        questions.append(Judged(question_of(record, where), tuple(candidates)))
    if not any(question.mixed for question in questions):
        raise UsageError(f"{file} has no question with a candidate that answers and one that does not")
    return questions


def measure(questions: Sequence[Judged], reporter: Reporter, *, compare: bool = False) -> Measured:
    """MAP, MRR and P@1 (``map``, ``mrr``, ``p1``) over the questions that have something to rank.

    The distinct candidates of all questions are indexed together, a document each, and a question is asked of its own.
    What the ranker does not score comes after what it does, as retrieval has it; what neither finds comes last.

    Args:
        questions: of one file.
        reporter: told how far it is.
        compare: also rank by the plain methods.
    """
    # In the order of the alphabet: in many collections the right candidates stand first, and an order must not tell.
    texts = sorted({text for question in questions for text, _ in question.candidates})
    names = [f"{number:06}.txt" for number in range(len(texts))]
    asked = [question for question in questions if question.mixed]
    rankings: list[list[bool]] = []
    plain: dict[Method, list[list[bool]]] = {}
    with shelved(dict(zip(names, texts, strict=True)), reporter) as shelf:
        others = Plain(texts, shelf.library.encoder) if compare else None
        places = {text: place for place, text in enumerate(texts)}
        for done, question in enumerate(asked, 1):
            right: dict[int, list[bool]] = {}
            for text, answers in question.candidates:
                right.setdefault(places[text], []).append(answers)
            paths = [names[place] for place in right if names[place] in shelf.paths]
            found = ranking(shelf.session, question.text, paths) if paths else []
            rankings.append(labels([int(name[:6]) for name in found], right))
            if others:
                for method, scores in others.scores(question.text).items():
                    plain.setdefault(method, []).append(labels(ranked(scores, sorted(right)), right))
            reporter.progress("asked", done, len(asked))
    return Measured(figures(rankings), {method: figures(each) for method, each in plain.items()})


def ranking(session: Session, question: str, paths: Collection[str]) -> list[str]:
    """Those of some documents that the ranker or retrieval finds anything in, best first, each once."""
    filters = Filters(paths=tuple(paths))
    order = [each.found.passage.document.path for each in session.rank(question, top=_ALL, filters=filters)]
    if not set(paths) <= set(order):
        order += [each.passage.document.path for each in session.passages(question, top=_ALL, filters=filters)]
    return list(dict.fromkeys(order))


def labels(order: Sequence[int], right: Mapping[int, Sequence[bool]]) -> list[bool]:
    """Which places of a ranking of all candidates are right: ties, and what was not ranked at all, at their worst."""
    last = sorted(label for text in right if text not in order for label in right[text])
    return [label for text in order for label in sorted(right[text])] + last


def figures(rankings: Sequence[Sequence[bool]]) -> Figures:
    """The means over questions."""
    return {
        "map": mean([average_precision(each) for each in rankings]),
        "mrr": mean([reciprocal_rank(each) for each in rankings]),
        "p1": mean([float(each[0]) for each in rankings]),
    }
