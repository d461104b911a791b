"""A user's own questions, judged, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from askdocs.contract.results import SCHEMA, Json, by_id, quote
from askdocs.model import Evidence


class Question(Protocol):
    """A question and what is expected."""

    @property
    def line(self) -> int:
        """Of the file."""

    @property
    def text(self) -> str:
        """As it is asked."""

    @property
    def answers(self) -> Sequence[str]:
        """Words that answer."""

    @property
    def documents(self) -> Sequence[str]:
        """Documents that do."""


class Judged(Protocol):
    """What came of a question."""

    @property
    def question(self) -> Question:
        """Which one."""

    @property
    def outcome(self) -> str:
        """``right``, ``refused``, ``wrong`` or ``missed``."""

    @property
    def confidence(self) -> float:
        """Of the first quote."""

    @property
    def place(self) -> int | None:
        """Of the first right quote."""

    @property
    def first(self) -> Evidence | None:
        """The first quote."""


Problem = tuple[str, str, str]
"""What went wrong: its kind, a message, and what to do."""


def evaluation(
    name: str,
    threshold: float,
    counts: Iterable[tuple[str, int]],
    figures: Mapping[str, float | None],
    results: Sequence[tuple[Judged, Problem | None]],
) -> Json:
    """The questions of a file, and what came of each."""
    return {
        "schema": SCHEMA,
        "file": name,
        "threshold": threshold,
        "counts": dict(counts),
        "figures": dict(figures),
        "questions": [_question(judged, problem) for judged, problem in results],
        "documents": by_id(judged.first.quote.document for judged, _ in results if judged.first),
    }


def _question(judged: Judged, problem: Problem | None) -> Json:
    asked, first = judged.question, judged.first
    return {
        "line": asked.line,
        "question": asked.text,
        "expected": {"answers": list(asked.answers), "documents": list(asked.documents)},
        "outcome": judged.outcome,
        "confidence": judged.confidence,
        "place": judged.place,
        "text": first.text if first else None,
        "quote": quote(first.quote) if first else None,
        "problem": dict(zip(("kind", "message", "hint"), problem, strict=True)) if problem else None,
    }
