"""The words of a quoted sentence that answer: the reader's or, where nothing was read, what a rule finds."""

from __future__ import annotations

from collections.abc import Iterable

from askdocs.answering.candidate import Candidate
from askdocs.answering.highlight import highlight, shows
from askdocs.answering.kinds import Expectation, Kind
from askdocs.answering.lists import enumeration
from askdocs.answering.pronouns import PRONOUNS
from askdocs.language.mentions import Mention, MentionKind, mentions
from askdocs.model import Document
from askdocs.text import Span

_COUNTED = (Kind.WHEN, Kind.HOW_MANY, Kind.HOW_MUCH)
_NUMBERS = (MentionKind.NUMBER, MentionKind.MONEY, MentionKind.PERCENT)


def marked(
    expected: Expectation, terms: Iterable[str], document: Document, candidate: Candidate, before: Span | None
) -> Span | None:
    """The words to be marked, in the document's text.

    Args:
        expected: what the question asks for.
        terms: its content words.
        document: that is quoted.
        candidate: the sentence that answers.
        before: the sentence before it, where that is quoted too because this one opens with a pronoun.

    Returns:
        None where no words can be singled out.
    """
    text, sentence = document.text, candidate.sentence
    words = candidate.words if candidate.reading else highlight(expected, terms, text, sentence)
    if words is None:
        return None
    # Of the whole sentence, as what follows may decide: `half` is a number in `half of it`.
    found = mentions(text, sentence)
    if expected.kind in _COUNTED and not any(
        each.kind in expected.kinds and each.span.overlaps(words) for each in found
    ):
        return highlight(expected, terms, text, sentence) or _unless_a_name(text, words)
    if before and words.of(text).lower() in PRONOUNS:
        # `He` answers nobody: who he is stands in the sentence before.
        return candidate.words_within(before) or words
    if expected.kind is Kind.LIST:
        return enumeration(text, sentence, words) or words
    # Whether something is so, no name says.
    return _whole_number(words, found) if shows(expected, text, words) else None


def _whole_number(words: Span, found: list[Mention]) -> Span:
    """The words with what belongs to the number that they open with: ``more than``, or the sign of a currency."""
    numbers = (mention.span for mention in found if mention.kind in _NUMBERS)
    start = next((number.start for number in numbers if number.start < words.start < number.end), words.start)
    return Span(start, words.end)


def _unless_a_name(text: str, words: Span) -> Span | None:
    """The same words, unless they are a name and nothing else: no name says when, or how many."""
    return None if any(mention.span.contains(words) for mention in mentions(text, words)) else words
