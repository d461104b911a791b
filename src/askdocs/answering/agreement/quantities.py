"""Numbers, sums of money and measures as a text gives them: rounded, vague, in some unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from askdocs.language.measures import measure, rate
from askdocs.language.mentions import Mention, MentionKind
from askdocs.language.words import fold, is_function_word, lexicon, words
from askdocs.text import Span

_ABOVE = re.compile(r"\b(?:more\sthan|over|at\sleast|upwards\sof|above)\s*$", re.IGNORECASE)
_BELOW = re.compile(
    r"\b(?:nearly|almost|under|less\sthan|fewer\sthan|up\sto|at\smost|just\sunder|close\sto|below)\s*$", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|some|an?\sestimated|circa)\s*$", re.IGNORECASE)
_VAGUE = {
    "dozens": (24, 199), "hundreds": (200, 1999), "thousands": (2000, 99_999), "tens of thousands": (20_000, 199_999),
    "hundreds of thousands": (200_000, 1_999_999), "millions": (2 * 10**6, 10**9),
}  # fmt: skip
_FRACTIONS = {
    "half": 50.0, "a third": 33.3, "one third": 33.3, "two thirds": 66.7, "a quarter": 25.0, "one quarter": 25.0,
    "three quarters": 75.0, "a fifth": 20.0, "one fifth": 20.0, "two fifths": 40.0, "three fifths": 60.0,
    "four fifths": 80.0, "a tenth": 10.0, "one tenth": 10.0,
}  # fmt: skip
_HALF = re.compile(r"half\san?\b", re.IGNORECASE)
_STOP = re.compile(r"[.,;:!?()“”\"]|[–—]")
_NOUN_BEFORE = re.compile(r"(\w+)\sof\s(?:(?:about|some|around|nearly|almost)\s)?$")
_LIGHT = lexicon("other total known new some further")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, a sum or a measure."""

    low: Decimal
    high: Decimal
    """The same as ``low`` where the text names a number; in units of :attr:`kind`."""
    kind: str
    """``count``, ``percent``, a currency, or what is measured; with ``per week`` where it is a rate."""
    size: Decimal
    """How many of :attr:`kind`'s units its own unit has."""
    step: Decimal
    """The unit of its last place that is not zero: 1000 for 38,000."""
    bound: str
    """``above``, ``below``, ``about``, or empty where the text says that it is exact."""
    nouns: tuple[str, ...]
    """Of a count: the words that say of what."""


def amount(text: str, span: Span, found: Sequence[Mention]) -> Amount | None:
    """The first amount in an answer; None where it has none.

    Args:
        text: the quote.
        span: where in it the answer stands.
        found: what the answer mentions.
    """
    half = _HALF.match(text, span.start)
    unit = measure(text, half.end()) if half else None
    if unit:
        return _measured(Decimal("0.5"), Decimal("0.5"), unit.kind, unit.size, "")
    fraction = _FRACTIONS.get(re.sub(r"^(?:about|nearly|almost|around)\s", "", fold(span.of(text))).replace("-", " "))
    if fraction:
        return _measured(Decimal(str(fraction)), Decimal(5), "percent", Decimal(1), "about")
    kinds = (MentionKind.MONEY, MentionKind.PERCENT, MentionKind.NUMBER)
    mention = next((each for each in found if each.kind in kinds), None)
    if mention is None:
        return None
    if mention.value is None:
        low, high = _VAGUE.get(fold(mention.span.of(text)), (0, 0))
        return Amount(
            Decimal(low), Decimal(high), "count", Decimal(1), Decimal(0), "vague", _nouns(text, span, mention.span)
        )
    return _figure(text, span, mention, mention.value)


def _figure(text: str, span: Span, mention: Mention, value: str) -> Amount:
    currency, _, figure = value.rpartition(" ")
    number, end = Decimal(figure), mention.span.end
    bound = _bound(text, mention.span)
    if mention.kind is MentionKind.MONEY:
        return _measured(number, _step(number), currency + rate(text, end), Decimal(1), bound)
    if mention.kind is MentionKind.PERCENT:
        return _measured(number, _step(number), "percent", Decimal(1), bound)
    unit = measure(text, end)
    if unit:
        return _measured(number, _step(number), unit.kind, unit.size, bound)
    nouns = _nouns(text, span, mention.span)
    return Amount(number, number, "count" + rate(text, end), Decimal(1), _step(number), bound, nouns)


def _measured(number: Decimal, step: Decimal, kind: str, size: Decimal, bound: str) -> Amount:
    return Amount(number * size, number * size, kind, size, step * size, bound, ())


def _step(number: Decimal) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _bound(text: str, mention: Span) -> str:
    """Which way the number is rounded; the words that say so may stand in the mention or before it."""
    inner = re.match(r"\D*(?=\d|[$€£¥₹])|(?:[a-z]+\s){1,2}(?=\w+)", mention.of(text))
    prefix = text[max(0, mention.start - 16) : mention.start] + (inner[0] if inner else "")
    for name, pattern in (("above", _ABOVE), ("below", _BELOW), ("about", _ABOUT)):
        if pattern.search(prefix):
            return name
    return "about" if re.match(r"(?:about|around|some|roughly)\s", mention.of(text), re.IGNORECASE) else ""


def _nouns(text: str, answer: Span, mention: Span) -> tuple[str, ...]:
    """What is counted: up to three content words after the number, or the one before its ``of``.

    Where the answer goes on after the number, it says itself what is counted.
    """
    stop = _STOP.search(text, mention.end)
    end = stop.start() if stop else len(text)
    if words(text, Span(mention.end, max(mention.end, answer.end))):
        end = min(end, answer.end)
    found = list[str]()
    for word in (place.of(text) for place in words(text, Span(mention.end, end))):
        if is_function_word(word) and fold(word) != "of":
            break
        if fold(word) != "of" and fold(word) not in _LIGHT:
            found.append(fold(word))
    before = _NOUN_BEFORE.search(text, 0, mention.start)
    return tuple(found[:3]) or ((fold(before[1]),) if before else ())
