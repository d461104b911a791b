"""A user's own questions: what each expects, and a file of them.

JSON Lines, or CSV with a header: ``question``, and what is expected of it: the words that ``answer``, the ``document``
that does, or both; ``none`` as the answer where the documents have none.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from askdocs.errors import UsageError
from askdocs.evaluation.fields import json_lines, read_text
from askdocs.language.words import fold, words
from askdocs.library.question import usable

NONE = "none"
_FORMAT = (
    "Each row has a question, and an answer, a document, or `none` as the answer; docs/quality.md shows both formats."
)
_FEW = 3
# Words: a quote of fewer may stand in a longer answer by chance.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Scripts that put no space between words: there a word may begin anywhere.


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question and what is expected."""

    line: int
    """Of the file, counted from 1."""
    text: str
    answers: tuple[str, ...] = ()
    """Words that answer; any of them will do."""
    documents: tuple[str, ...] = ()
    """Ids or paths of documents that answer; any of them will do."""

    @property
    def none(self) -> bool:
        """Whether the documents are expected not to answer."""
        return not self.answers and not self.documents

    def answered_by(self, text: str) -> bool:
        """Whether a text has the words that are expected, where any are; see :func:`holds`."""
        return not self.answers or any(holds(text, answer) for answer in self.answers)


def holds(text: str, answer: str) -> bool:
    """Whether a text has the words of an answer in their order, or is itself a part of a longer one.

    Case, accents, punctuation and line breaks do not count.
    """
    there, wanted = plain_words(text), plain_words(answer)
    return within(wanted, there) or (len(there.split()) >= _FEW and within(there, wanted))


def plain_words(text: str) -> str:
    """The words of a text as :func:`holds` compares them, each with a space on both sides."""
    return f" {' '.join(fold(word.of(text)).replace('’', chr(39)) for word in words(text))} "


def within(part: str, whole: str) -> bool:
    """Whether words stand among others, both as :func:`plain_words` has them."""
    return bool(part.strip()) and (part.strip() if _UNSPACED.search(part) else part) in whole


def load(file: Path) -> list[OwnQuestion]:
    """The questions of a file, in its order.

    Raises:
        UsageError: the file cannot be read or holds none, or a row is wrong; the message names the line.
    """
    text = read_text(file)
    records = json_lines(text, str(file)) if text.lstrip()[:1] in ("{", "[") else _rows(text, file)
    questions = [_question(line, where, record) for line, where, record in records]
    if not questions:
        raise UsageError(f"{file} holds no question", _FORMAT)
    return questions


def _rows(text: str, file: Path) -> Iterator[tuple[int, str, dict[str, Any]]]:
    header = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count), strict=True)
    line = 1
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        if "question" not in names:
            raise UsageError(f"{file} is neither JSON Lines nor CSV with a column 'question'", _FORMAT)
        reader.fieldnames = names
        line = reader.line_num + 1
        for row in reader:
            if None in row:
                raise UsageError(
                    f"{file}, line {line} has more fields than the header", "Put a field with commas in quotes."
                )
            yield line, f"{file}, line {line}", {name: value or None for name, value in row.items()}
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{file}, line {line} is not CSV: {error}") from error


def _question(line: int, where: str, record: dict[str, Any]) -> OwnQuestion:
    text = record.get("question")
    if not isinstance(text, str) or not text.strip():
        raise UsageError(f"{where} has no question", _FORMAT)
    try:
        text = usable(text)
    except UsageError as error:
        raise UsageError(f"{where}: {error.message}", error.hint) from error
    answers, documents = _strings(record, "answer", where), _strings(record, "document", where)
    if [fold(answer) for answer in answers] == [NONE]:
        if documents:
            raise UsageError(f"{where} expects a document, and that there is no answer", _FORMAT)
        return OwnQuestion(line, text)
    if not answers and not documents:
        raise UsageError(f"{where} does not say what is expected", _FORMAT)
    for answer in answers:
        if not plain_words(answer).strip():
            raise UsageError(f"{where}: the answer {answer!r} has no word", _FORMAT)
    return OwnQuestion(line, text, answers, documents)


def _strings(record: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    """What a field says: nothing, one string, or in JSON a list of them."""
    value = record.get(name)
    values = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(each, str) for each in values):
        raise UsageError(f"{where}: {name!r} must be text, or a list of texts", _FORMAT)
    return tuple(each.strip() for each in values if each.strip())
