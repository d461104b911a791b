"""SQuAD's format: paragraphs, questions about them, and the spans that answer.

Source: Rajpurkar et al., SQuAD (2016) and Know What You Don't Know (2018).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from askdocs.errors import UsageError
from askdocs.evaluation.fields import field, parsed, question_of, read_text
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

    def golds(self, question: Question) -> list[str]:
        """The words of a question's answers."""
        return [answer.of(self.paragraphs[question.paragraph]) for answer in question.answers]

    def sample(self, most: int, seed: int) -> list[Question]:
        """At most so many of the questions, drawn by a seed."""
        if len(self.questions) <= most:
            return list(self.questions)
        return random.Random(seed).sample(self.questions, most)


def load(file: Path) -> Collection:
    """Read a file in the format of SQuAD 1.1 or 2.0; titles are optional.

    Raises:
        UsageError: the file cannot be read, or is not in that format.
    """
    paragraphs, questions, origins = list[str](), list[Question](), list[int]()
    for number, article in enumerate(field(parsed(read_text(file), str(file)), "data", list, str(file)), 1):
        name = f"{file}, article {number}"
        for place, paragraph in enumerate(field(article, "paragraphs", list, name), 1):
            where = f"{name}, paragraph {place}"
            context = field(paragraph, "context", str, where)
            for asked in field(paragraph, "qas", list, where):
                answers = _answers(asked, context, where)
                questions.append(Question(question_of(asked, where), len(paragraphs), answers))
            paragraphs.append(context)
            origins.append(number - 1)
    return Collection(file.stem, tuple(paragraphs), tuple(questions), tuple(origins))


def _answers(asked: object, context: str, where: str) -> tuple[Span, ...]:
    """The distinct spans that answer; SQuAD 2.0 may list some for a question that it calls impossible."""
    if not isinstance(asked, dict):
        raise UsageError(f"{where}: a question is not a JSON object")
    if asked.get("is_impossible") is True or "answers" not in asked:
        return ()
    spans = []
    for answer in field(asked, "answers", list, where):
        start, text = field(answer, "answer_start", int, where), field(answer, "text", str, where)
        if not 0 <= start < start + len(text) <= len(context):
            raise UsageError(f"{where}: the answer {text!r} at {start} is empty, or does not lie in the paragraph")
        spans.append(Span(start, start + len(text)))
    return tuple(dict.fromkeys(spans))
