"""The day that a date in a quote means by its article's own."""

from __future__ import annotations

from askdocs.answering.kinds import Expectation, Kind
from askdocs.language.relative_dates import relative_dates
from askdocs.language.words import is_function_word, words
from askdocs.model import Document
from askdocs.text import Span


def resolved(expected: Expectation, document: Document, sentence: Span, highlight: Span | None) -> str | None:
    """What the answering date means, as it is printed: ``28 July 2021`` for ``Wednesday``.

    Args:
        expected: what the question asks for: when, or something else that a date answers.
        document: which is quoted; without a date of its own it makes none whole.
        sentence: that answers; searched where no words of it are marked and the question asks when.
        highlight: the words that answer.

    Returns:
        None where the words are no such date, are several, or may mean more than one day.
    """
    if highlight is None and expected.kind is not Kind.WHEN:
        return None
    within = highlight or sentence
    found = list(relative_dates(document.text, within, document.info.published))
    if len(found) != 1:
        return None
    date, days = found[0]
    around = (word.of(document.text) for word in words(document.text, within) if not date.contains(word))
    return str(days) if expected.kind is Kind.WHEN or all(map(is_function_word, around)) else None
