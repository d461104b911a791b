"""The words of a quoted sentence that answer: the reader's or, where nothing was read, what a rule finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from askdocs.answering.candidate import Candidate
from askdocs.answering.highlight import highlight, shows
from askdocs.answering.kinds import Expectation, Kind
from askdocs.answering.lists import listed
from askdocs.answering.pronouns import PRONOUNS
from askdocs.language.mentions import MentionKind, mentions
from askdocs.model import Document
from askdocs.text import Span

_COUNTED = (Kind.WHEN, Kind.HOW_MANY, Kind.HOW_MUCH)
_WHOLE = (MentionKind.NAME, MentionKind.NUMBER, MentionKind.MONEY, MentionKind.PERCENT)
_MARGIN = 1.0
# Logits. With 1, 1.4 and 2, what is marked in the right paragraph is one person's answer for .670, .667 and .663 of the
# questions of new_wiki held out, and for .629, .632 and .634 of 900 of XQuAD's; with names and numbers left as they
# are cut, for .666 and .629.


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
    if expected.kind in _COUNTED and _only_names(expected, text, words):
        return highlight(expected, terms, text, sentence)
    if before and words.of(text).lower() in PRONOUNS:
        # `He` answers nobody: who he is stands in the sentence before.
        return candidate.words_within(before) or words
    if expected.kind is Kind.LIST:
        return listed(text, sentence, words)
    # Whether something is so, no name says.
    if not shows(expected, text, words):
        return None
    return _whole(text, words, candidate) if candidate.reading else words


def _whole(text: str, words: Span, candidate: Candidate) -> Span:
    """The words with the rest of a name or number that they cut: ``Supreme Court of India``, ``$3 million``.

    Where the reader likes the whole much less, it is left: ``50,000``, and not ``more than 50,000``.
    """
    if unicodedata.category(text[words.start - 1 : words.start] or " ") == "Sc":
        words = Span(words.start - 1, words.end)
    # Of the whole sentence, as what follows may decide: `half` is a number in `half of it`.
    found = mentions(text, candidate.sentence)
    cut = [each.span for each in found if each.kind in _WHOLE and each.span.overlaps(words)]
    whole = Span(min([words.start, *(span.start for span in cut)]), max([words.end, *(span.end for span in cut)]))
    return whole if candidate.behind(whole) <= _MARGIN else words


def _only_names(expected: Expectation, text: str, words: Span) -> bool:
    """Whether words are a name, or for a number a date, and nothing else: that says neither when nor how many."""
    kinds = (MentionKind.NAME,) if expected.kind is Kind.WHEN else (MentionKind.NAME, MentionKind.DATE)
    return any(each.kind in kinds and each.span.contains(words) for each in mentions(text, words))
