"""The members of a group that a sentence only counts, named in the sentences after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, islice, takewhile
from typing import NamedTuple

from askdocs.answering.lists import MOST
from askdocs.language.mentions import MentionKind, mentions
from askdocs.language.sentences import sentences
from askdocs.language.tenses import is_past
from askdocs.language.words import fold, is_function_word, words
from askdocs.model import BlockKind, Document
from askdocs.text import Span

_FOLLOWING = 4 * MOST
# Sentences looked at: of those that name, some name nobody new.
_REACH = 3
# Words after a number, among which is what it counts.
_PAUSE = re.compile(r"[^\w\s’'-]")
_PLURAL = re.compile(r"(?<=[sxz])es$|(?<=[cs]h)es$|(?<!s)s$")
_GOES_ON = re.compile(
    r"(?:(?:the|some|two|three)\s)?(?:others?|rest|remaining)\b|"
    r"(?:they|these|those|(?:their|its|his|her)\s\w+)\s(?:are|were|include)\b|(?:.*\b)?among\s(?:them|these|those)\b",
    re.IGNORECASE | re.DOTALL,
)


class Members(NamedTuple):
    """The sentences that name whom another counts."""

    sentences: tuple[Span, ...] = ()
    """In order."""
    all: bool = False
    """Whether all whom it counts are asked for, and not a part of them."""


def named(question: str, document: Document, counting: Span) -> Members:
    """The sentences that name those whom another counts, where they are asked for.

    News counts first and names then: ``Fourteen heads of state … : three presidents, … and one king. The presidents
    are … The king is … The other seven … ; among them are …``. Where the whole group is asked for, the first that is
    counted, its parts are named too.

    Args:
        question: which asks for a list.
        document: that the counting sentence stands in.
        counting: that sentence.

    Returns:
        Those from the same section, as long as sentence after sentence tells of what is counted; none where nothing
        is counted that is asked for.
    """
    groups = _counted(document.text, counting)
    asked = [group for group in groups if group & _spelled(question, Span(0, len(question)))]
    if not asked:
        return Members()
    whole, wanted = set().union(*groups), set().union(*(groups if groups[0] in asked else asked))
    found: list[Span] = []
    goes_on = False
    for sentence in islice(_following(document, counting), _FOLLOWING):
        told = whole & _spelled(document.text, sentence)
        if told:
            goes_on = bool(told & wanted)
        elif not _GOES_ON.match(sentence.of(document.text)):
            break
        names = [each for each in mentions(document.text, sentence) if each.kind is MentionKind.NAME]
        if goes_on and names:
            found.append(sentence)
    return Members(tuple(found), groups[0] in asked)


def _counted(text: str, sentence: Span) -> list[set[str]]:
    """The words after each number of a sentence, in order: ``prime`` and ``minister`` of ``ten prime ministers``."""
    counted: list[set[str]] = []
    for number in (each.span for each in mentions(text, sentence) if each.kind is MentionKind.NUMBER):
        group: set[str] = set()
        last = number.end
        for place in words(text, Span(number.end, sentence.end))[:_REACH]:
            word = place.of(text)
            ended = is_function_word(word) or _PAUSE.search(text[last : place.start])
            if ended or (group and is_past(word)):  # `Six witnesses came`
                break
            group.add(_singular(word))
            last = place.end
        counted += [group] if group else []
    return counted


def _spelled(text: str, part: Span) -> set[str]:
    return {_singular(place.of(text)) for place in words(text, part)}


def _singular(word: str) -> str:
    folded = fold(word)
    return folded[:-3] + "y" if folded.endswith("ies") else _PLURAL.sub("", folded)


def _following(document: Document, sentence: Span) -> Iterator[Span]:
    """The sentences after one, up to the next heading; each is cut when it is wanted, as a section may be a book."""
    own = dropwhile(lambda block: block.span.end < sentence.end, document.blocks)
    section = takewhile(lambda block: block.kind is not BlockKind.HEADING, own)
    found = (each for block in section for each in sentences(document.text, block.span))
    return (each for each in found if each.start >= sentence.end)
