"""What the words that answer stand for: an amount, days, a time, names, or only themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from askdocs.answering.agreement.quantities import Amount, amount
from askdocs.answering.overlap import covered
from askdocs.language.mentions import Mention, MentionKind, mentions
from askdocs.language.names import country
from askdocs.language.numbers import normalise
from askdocs.language.periods import Period, period
from askdocs.language.words import bare, fold, is_function_word, words
from askdocs.model import Evidence
from askdocs.text import Span

_NEGATIVE = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|denie[sd]|refused?|failed|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|going\sto|due|plan(?:s|ned)?|expected|scheduled|(?:is|are|was|were)\sto|until|should|set\sto)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:former|formerly|then|at\sthe\stime(?!\sof)|ex-\w+|previous|previously|predecessor|outgoing|originally|initially)\b",
    re.IGNORECASE,
)
_DIRECTED = re.compile(r"\b(?:last|next|this|early|mid|late)[\s-]$", re.IGNORECASE)
_OCLOCK = re.compile(r"(\w+)\so['’]clock", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that answer, as they can be compared."""

    text: str
    quote: str
    words: tuple[str, ...]
    """Content words, folded, adjectives of nations as their countries."""
    amount: Amount | None = None
    days: Period | None = None
    weekday: bool = False
    """Whether the days were counted from a weekday's name, which may be off by a week."""
    clock: str | None = None
    """``HH:MM``; of an hour whose half of the day is not known, ``HH:MM`` before noon and a question mark."""
    several: bool = False
    """Whether there are two amounts or dates, such as the ends of a range."""
    names: tuple[str, ...] = ()
    negative: bool = False
    former: bool = False
    """Whether the quote says that it speaks of an earlier time: ``the minister at the time``."""
    values: frozenset[str] = frozenset()
    """Of the amounts and dates in the answer, each in one form."""
    others: frozenset[str] = frozenset()
    """Of those in the rest of the quote."""
    about: float = 0.0
    """How much of what is asked the quote speaks of: its share of the question's words; 0 if they are but names."""


def read(evidence: Evidence, asked_words: tuple[str, ...]) -> Reading | None:
    """What the highlighted words say; None where none are.

    Args:
        evidence: a quote with the words that answer.
        asked_words: the question's content words.
    """
    if evidence.highlight is None:
        return None
    quote, offset = evidence.quote, evidence.quote.span.start
    text = quote.text
    span = Span(evidence.highlight.start - offset, evidence.highlight.end - offset)
    everything = mentions(text)
    found = mentions(text, span)
    days, weekday = _days(text, span, found, quote.document.published)
    before = text[max(0, span.start - 12) : span.start].rpartition(",")[2]
    return Reading(
        span.of(text),
        text,
        content(span.of(text)),
        amount(text, span, found),
        days,
        weekday,
        _clock(text, found),
        _several(found),
        tuple(mention.span.of(text) for mention in found if mention.kind is MentionKind.NAME),
        bool(_NEGATIVE.search(before + span.of(text))),
        bool(_FORMER.search(text)),
        frozenset(mention.value for mention in found if mention.value),
        frozenset(each.value for each in everything if each.value and not each.span.overlaps(span)),
        _about(text, asked_words, [each.span.of(text) for each in everything if each.kind is MentionKind.NAME]),
    )


def _several(found: list[Mention]) -> bool:
    counted = [mention.kind for mention in found if mention.kind is not MentionKind.NAME]
    return len(counted) > len(set(counted))


def _about(text: str, asked_words: tuple[str, ...], names: list[str]) -> float:
    terms = dict.fromkeys(asked_words, 1.0)
    found = covered(terms, text)
    return len(found) / len(terms) if found - covered(terms, " ".join(names)) else 0.0


def content(text: str) -> tuple[str, ...]:
    """The content words of a text, folded; an adjective of a nation as its country."""
    found = (bare(word.of(text)) for word in words(text))
    return tuple(country(fold(word)) for word in found if word.isupper() or not is_function_word(word))


def _days(text: str, span: Span, found: list[Mention], published: str | None) -> tuple[Period | None, bool]:
    """The days that the answer's date means, and whether it names them by a weekday alone."""
    mention = next((each for each in found if each.kind is MentionKind.DATE), None)
    if mention is None:
        whole = period(span.of(text), published)
        return whole, False
    directed = _DIRECTED.search(text, 0, mention.span.start)
    start = directed.start() if directed else mention.span.start
    ahead = bool(_AHEAD.search(text))
    written = text[start : mention.span.end]
    return period(written, published, ahead=ahead), mention.value is None and "day" in fold(written)


def _clock(text: str, found: list[Mention]) -> str | None:
    mention = next((each for each in found if each.kind is MentionKind.TIME), None)
    if mention is None or mention.value:
        return mention.value if mention else None
    named = _OCLOCK.search(mention.span.of(text))
    hour = normalise(named[1]) if named else None
    return f"{int(hour) % 12:02}:00?" if hour and hour.isdigit() else None
