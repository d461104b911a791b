"""SQuAD's format: paragraphs, questions about them, and the spans that answer.

Source: Rajpurkar et al., SQuAD (2016) and Know What You Don't Know (2018).
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

from askdocs.errors import UsageError
from askdocs.text import Span


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one paragraph."""

    text: str
    paragraph: int
    """Which one: its place in :attr:`Collection.paragraphs`."""
    answers: tuple[Span, ...]
    """Spans of the paragraph that answer; none where the paragraph does not."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The paragraphs of one file and the questions about them."""

    name: str
    paragraphs: tuple[str, ...]
    questions: tuple[Question, ...]
    articles: tuple[int, ...]
    """For each paragraph, which article of the file it is from."""

    def sample(self, most: int, seed: int) -> list[Question]:
        """At most so many of the questions, drawn by a seed."""
        if len(self.questions) <= most:
            return list(self.questions)
        return random.Random(seed).sample(self.questions, most)


def load(file: Path) -> Collection:
    """Read a file in the format of SQuAD 1.1 or 2.0; titles are optional.

    Raises:
        UsageError: the file is not in that format.
    """
    try:
        articles = json.loads(file.read_text(encoding="utf-8"))["data"]
        paragraphs, questions, origins = list[str](), list[Question](), list[int]()
        for number, article in enumerate(articles):
            for paragraph in article["paragraphs"]:
                for asked in paragraph["qas"]:
                    answers = dict.fromkeys(
                        Span(answer["answer_start"], answer["answer_start"] + len(answer["text"]))
                        for answer in asked.get("answers", ())
                    )
                    questions.append(Question(asked["question"], len(paragraphs), tuple(answers)))
                paragraphs.append(paragraph["context"])
                origins.append(number)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{file} is not in SQuAD's format: {error!r}") from error
    return Collection(file.stem, tuple(paragraphs), tuple(questions), tuple(origins))
