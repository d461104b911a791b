"""The words of a quoted sentence that answer: the reader's or, where nothing was read, what a rule finds."""

from __future__ import annotations

from collections.abc import Iterable

from askdocs.answering.candidate import Candidate
from askdocs.answering.highlight import highlight, shows
from askdocs.answering.kinds import Expectation, Kind
from askdocs.answering.lists import enumeration
from askdocs.answering.pronouns import PRONOUNS
from askdocs.language.mentions import MentionKind, mentions
from askdocs.model import Document
from askdocs.text import Span

_COUNTED = (Kind.WHEN, Kind.HOW_MANY, Kind.HOW_MUCH)
_NUMBERS = (MentionKind.NUMBER, MentionKind.MONEY, MentionKind.PERCENT)
_BEFORE = 24
# Characters before a number in which what belongs to it stands: `approximately US$` has seventeen.


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
    if expected.kind in _COUNTED and not _of_kind(expected, text, words, sentence):
        return highlight(expected, terms, text, sentence) or _unless_a_name(text, words)
    if before and words.of(text).lower() in PRONOUNS:
        # `He` answers nobody: who he is stands in the sentence before.
        return candidate.words_within(before) or words
    if expected.kind is Kind.LIST:
        return enumeration(text, sentence, words) or words
    # Whether something is so, no name says.
    return _whole_number(text, words) if shows(expected, text, words) else None


def _of_kind(expected: Expectation, text: str, words: Span, sentence: Span) -> bool:
    # In the whole sentence, as what follows may decide: `half` is a number in `half of it`.
    found = (mention for mention in mentions(text, sentence) if mention.kind in expected.kinds)
    return any(mention.span.overlaps(words) for mention in found)


def _whole_number(text: str, words: Span) -> Span:
    """The words with what belongs to the number that they open with: ``more than``, or the sign of a currency."""
    around = Span(max(0, words.start - _BEFORE), words.end)
    whole = (mention.span for mention in mentions(text, around) if mention.kind in _NUMBERS)
    starts = [span.start for span in whole if span.start < words.start < span.end <= words.end]
    return Span(min(starts, default=words.start), words.end)


def _unless_a_name(text: str, words: Span) -> Span | None:
    """The same words, unless they are a name and nothing else: no name says when, or how many."""
    return None if any(mention.span.contains(words) for mention in mentions(text, words)) else words
