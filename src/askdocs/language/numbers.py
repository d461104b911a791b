"""Numbers, sums of money and percentages in English prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from askdocs.language.words import lexicon
from askdocs.text import Span

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: at for at, word in enumerate(_UNITS)} | {word: 20 + 10 * at for at, word in enumerate(_TENS)}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip

# Atomic, so that 50 is not found in 50,000th.
_DIGITS = r"(?>(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})++|\d+)(?:\.\d+)?)(?!\.?\d|,\d)"
_SCALE = r"(?:dozen|hundred|thousand|million|billion|trillion)\b"
_SIMPLE = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(reversed(_UNITS))})\b"
_SPELLED = (
    rf"(?:{_SIMPLE}(?:\sand\sa\shalf\b)?|(?:half[\s-])?an?(?=[\s-]{_SCALE}))"
    rf"(?:(?:[\s-]{_SCALE}){{1,3}}(?:(?:\sand)?\s{_SIMPLE}(?:[\s-]{_SCALE}){{0,3}}){{0,4}})?"
)
_FIGURES = rf"{_DIGITS}(?:[\s-]{_SCALE}|\s?(?:bn|tn)\b|k\b)?"
_AMOUNT = rf"(?:{_FIGURES}|\b{_SPELLED})"
_ABOUT = (
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|over|under|some|up\sto|upwards\sof|"
    r"(?:more|less|fewer)\sthan|at\s(?:least|most))\s)?"
)
_FREE = r"(?<![\w.,$€£¥₹₩₪₽])(?<!\w[-/])"  # not within a word, a longer number or a code such as F-16
_NUMBER = re.compile(rf"{_FREE}{_ABOUT}(?P<amount>{_AMOUNT})(?![\w%])(?!-\d)", re.IGNORECASE)
_PART = "(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
# A half "of" something, so that neither a second half nor a third man is one.
_VAGUE = re.compile(
    r"\b(?:(?:(?:tens|hundreds)\sof\s)?thousands|dozens|hundreds|millions|billions)\b"
    rf"|{_ABOUT}\b(?:(?<!-)half(?=\s(?:of|the|its|his|her|their|our|all)\b)|(?:an?|one)[\s-]{_PART}(?=\sof\b)"
    rf"|(?:two|three|four|five|seven|nine)[\s-]{_PART}s\b)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"{_FREE}{_ABOUT}(?P<amount>{_AMOUNT})(?:\s?%|[\s-](?:percent|per\scent|percentage\spoints?)\b)", re.IGNORECASE
)

_SYMBOLS = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "NZ$": "NZD", "S$": "SGD", "$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₽": "RUB",
}  # fmt: skip
_NAMED = {
    "dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "shekel": "ILS", "rupee": "INR", "rouble": "RUB",
    "ruble": "RUB", "pound sterling": "GBP", "pound": "GBP",
}  # fmt: skip
_CODES = "USD|EUR|GBP|JPY|CHF|CNY|INR|ILS|CAD|AUD|SEK|NOK|DKK|PLN|RUB|KRW"
_SYMBOL = "|".join(re.escape(symbol) for symbol in _SYMBOLS)
_MONEY = re.compile(
    rf"(?<![\w.,]){_ABOUT}(?:"
    rf"(?P<before>{_SYMBOL}|\b(?:{_CODES})\s)\s?(?P<sum>{_DIGITS}(?:[\s-]{_SCALE}|\s?(?:bn|tn|mn?)\b|k\b)?)(?![\w%])"
    rf"|(?P<amount>{_AMOUNT})[\s-]?(?P<after>(?:US\s)?dollars?|euros?|yen|yuan|shekels?|rupees?|rou?bles?|"
    rf"pounds?\ssterling|pounds?|€|(?:{_CODES}))(?!\w))",
    re.IGNORECASE,
)
# "one" that counts nothing.
_PRONOUN = re.compile(r"(?:^|\W)(?:no|any|some|every|each|this|that|which|the|only|an?|of)\s$", re.IGNORECASE)
_AFTER_ONE = re.compile(r"\s(?:of|another|who|that|which|day|can|must|should|might)\b", re.IGNORECASE)
_WEIGHT = lexicon("pound pounds")


def normalise(text: str) -> str | None:
    """A number in figures or words as a decimal: ``50000`` of ``more than 50,000``, ``17`` of ``seventeen``.

    Returns:
        None where the text is no number, or names one only vaguely, such as ``dozens``.
    """
    found = _NUMBER.fullmatch(text.strip())
    return _value(found["amount"]) if found else None


def numbers(text: str, within: Span | None = None) -> Iterator[tuple[Span, str | None]]:
    """The counts in a text with their values; None for a vague one such as ``dozens``, and for a share of something."""
    within = within or Span(0, len(text))
    for found in _NUMBER.finditer(text, *within):
        if not _is_pronoun(text, Span(*found.span("amount"))):
            yield Span(*found.span()), _value(found["amount"])
    for found in _VAGUE.finditer(text, *within):
        yield Span(*found.span()), None


def percentages(text: str, within: Span | None = None) -> Iterator[tuple[Span, str | None]]:
    """The percentages in a text, each with its number."""
    for found in _PERCENT.finditer(text, *(within or Span(0, len(text)))):
        yield Span(*found.span()), _value(found["amount"])


def sums(text: str, within: Span | None = None) -> Iterator[tuple[Span, str | None]]:
    """The sums of money in a text, each with its currency's ISO 4217 code and its number: ``USD 55000000``.

    A dollar is taken for that of the United States where nothing says otherwise, and pounds for money only
    where there are thousands of them.
    """
    for found in _MONEY.finditer(text, *(within or Span(0, len(text)))):
        amount = Decimal(_value(found["sum"] or found["amount"]))
        unit = (found["before"] or found["after"]).strip()
        if unit.lower() in _WEIGHT and amount < 1000:
            continue
        yield Span(*found.span()), f"{_currency(unit)} {_plain(amount)}"


def _currency(unit: str) -> str:
    if unit.upper() in _SYMBOLS:
        return _SYMBOLS[unit.upper()]
    name = re.sub(r"^us\s|(?<=[a-z]{3})s$|s(?=\ssterling)", "", unit.lower())
    return _NAMED.get(re.sub(r"\s+", " ", name), unit.upper())


def _is_pronoun(text: str, amount: Span) -> bool:
    if amount.of(text).lower() != "one":
        return False
    return bool(_PRONOUN.search(text[max(0, amount.start - 8) : amount.start]) or _AFTER_ONE.match(text, amount.end))


def _value(amount: str) -> str:
    """The decimal that an amount stands for."""
    total, group = Decimal(0), Decimal(0)
    for part in re.findall(r"\d[\d.,\u00a0\u202f\u2009]*|[a-z]+", amount.lower()):
        if part[0].isdigit():
            group += Decimal(re.sub(r"[,\u00a0\u202f\u2009]", "", part).rstrip("."))
        elif part == "half":
            group += Decimal("0.5")
        elif part in _SMALL:
            group += _SMALL[part]
        elif part in _SCALES:
            group = (group or Decimal(1)) * _SCALES[part]
            if _SCALES[part] >= 1000:
                total, group = total + group, Decimal(0)
    return _plain(total + group)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
