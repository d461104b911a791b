"""Eighty questions about the sample articles, older than the reader, in two halves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from askdocs.library.ask import ask
from askdocs.library.library import Library
from askdocs.model import Answer

QUESTIONS = [
    json.loads(line)
    for line in Path(__file__).with_name("golden").joinpath("seed_questions.jsonl").read_text("utf-8").splitlines()
]
LEAST = 0.9
"""The share of each half. `held` was set aside, and no rule may be fitted to it: docs/quality.md says how it stood."""


class Silent:
    """A reporter that shows nothing."""

    def note(self, message: str) -> None:
        """Keep quiet."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Keep quiet."""


def right(answer: Answer, expected: dict[str, Any]) -> bool:
    """Whether the answer shows a quote that was expected; or whether there is rightly none."""
    if expected["quote"] is None:
        return answer.status == "not_found"
    wanted = expected["quote"] if isinstance(expected["quote"], list) else [expected["quote"]]
    shown = [" ".join(evidence.quote.text.split()) for evidence in answer.evidence]
    return any(" ".join(quote.split()) in each for quote in wanted for each in shown)


@pytest.mark.parametrize("half", ["dev", "held"])
def test_most_questions_about_the_samples_are_answered_rightly(half: str) -> None:
    library = Library.samples(Silent())
    asked = [each for each in QUESTIONS if each["half"] == half]
    assert len(asked) >= 40
    wrong = [each["id"] for each in asked if not right(ask(library, each["question"]), each)]
    assert len(asked) - len(wrong) >= LEAST * len(asked), wrong
