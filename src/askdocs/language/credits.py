"""Whom a text credits with what it says: the newspaper that reported it, the ministry that put out a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from askdocs.language.names import names
from askdocs.language.speech import Role, speech_verb
from askdocs.language.words import fold, lexicon, words
from askdocs.text import Span

_VOUCHING = lexicon("puts put estimates estimated shows show counts counted calculated published obtained revealed")
# Verbs that do not report speech, but make whoever stands before them the origin of a figure.
_SHARED = lexicon(
    "police army military navy coastguard ministry government prefecture company club firm union council court church "
    "commission department agency authority authorities bank university hospital airline operator prosecutors "
    "officials palace party institute office board inspectorate coalition embassy parliament"
)
# Those of whom an article has one, so that two articles that credit "the ministry" credit the same.
_ACCORDING = re.compile(
    r"\b(?:according\sto|as\sreported\s(?:by|in)|as\stold\sto|cited\sby|citing|quoted\sby|quoting|figures\sfrom|"
    r"data\sfrom|(?:a|the)\s(?:statement|report|study|interview|survey)\s(?:from|by|in|with|to))\s"
    r"(?:an?\s(?:\w+\s)?(?:statement|report|study|interview|survey)\s(?:from|by|in|with|to)\s)?",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"\b(?:(?:the|its|his|her|their)\s(?:\w+\s)?)?(\w+)(?:\shas|\shave|\shad|\salso|\slater)?\s$")
_NOUN_AFTER = re.compile(r"\s?(?:the|its|his|her|their)?\s?(?:\w+\s)?(\w+)")
_NEAR_BEFORE = re.compile(r"(?:,[^,.]{0,60},)?(?:\s(?:has|have|had|also|later|first))?\s?$")
_NEAR_AFTER = re.compile(r"\s?(?:to\s)?(?:the\s)?(?:\w+\s){0,3}$")


def credited(text: str, besides: Span | None = None) -> frozenset[str]:
    """Whom a text credits: names as they are written, and what is one of its kind (``ministry``, ``police``).

    Found are the subjects of verbs of speech (``The Guardian reported``, ``said the ministry``), whom something was
    told (``told Reuters``), and who follows ``according to`` and its like. A person without a name is nobody.

    Args:
        text: a sentence or several.
        besides: a part of it in which no credit is looked for: the words that answer a question.
    """
    named = [span for span in names(text) if besides is None or not span.overlaps(besides)]
    found = set[str]()
    for word in words(text):
        spelled = word.of(text)
        verb = speech_verb(spelled)
        if (verb is not None and verb.role is Role.REPORTS) or fold(spelled) in _VOUCHING:
            found.update(_before(text, word, named))
            found.update(_after(text, word.end, named))
    for match in _ACCORDING.finditer(text):
        found.update(_after(text, match.end(), named))
    return frozenset(found)


def _before(text: str, verb: Span, named: list[Span]) -> Iterator[str]:
    for span in named:
        if span.end <= verb.start and _NEAR_BEFORE.fullmatch(text, span.end, verb.start):
            yield span.of(text)
    noun = _NOUN_BEFORE.search(text, 0, verb.start)
    if noun and fold(noun[1]) in _SHARED:
        yield fold(noun[1])


def _after(text: str, at: int, named: list[Span]) -> Iterator[str]:
    for span in named:
        if span.start >= at and _NEAR_AFTER.fullmatch(text, at, span.start):
            yield span.of(text)
    noun = _NOUN_AFTER.match(text, at)
    if noun and fold(noun[1]) in _SHARED:
        yield fold(noun[1])
