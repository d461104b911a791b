"""The words of a quoted sentence that answer: the reader's or, where nothing was read, what a rule finds."""

from __future__ import annotations

from collections.abc import Iterable

from askdocs.answering.candidate import Candidate
from askdocs.answering.highlight import highlight
from askdocs.answering.kinds import Expectation, Kind
from askdocs.answering.lists import enumeration
from askdocs.language.mentions import MentionKind, mentions
from askdocs.language.words import lexicon
from askdocs.model import Document
from askdocs.text import Span

PRONOUNS = lexicon("he she they it his her hers their theirs its this that these those")


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
    if before and words.of(text).lower() in PRONOUNS:
        # `He` answers nobody: who he is stands in the sentence before.
        return candidate.words_within(before) or words
    if expected.kind is Kind.LIST:
        return enumeration(text, sentence, words) or words
    if expected.kind is Kind.YES_NO and _is_name(text, words):
        # Whether something is so, no name says.
        return None
    return words


def _is_name(text: str, words: Span) -> bool:
    found = mentions(text, words)
    return len(found) == 1 and found[0].kind is MentionKind.NAME and found[0].span == words
