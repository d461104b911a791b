"""Dates and times of day in English prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from askdocs.language.numbers import normalise
from askdocs.language.words import lexicon
from askdocs.text import Span

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = rf"(?:{'|'.join(day.title() for day in _WEEKDAYS)})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?![:.,]\d)"
_YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\w]|[,.:]\d)"
_OF_DAY = r"(?:,?\s(?:morning|afternoon|evening|night))?"
_VAGUELY = r"(?:\b(?:early|late|mid|spring|summer|autumn|fall|winter)(?:[\s-](?:of\s|in\s)?)){0,2}"
_PERIOD = (
    "week|weekend|month|year|decade|century|spring|summer|autumn|fall|winter|quarter|morning|afternoon|evening|night"
)
_COUNT = "\\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a\\sfew"

_WRITTEN = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{_WEEKDAY},?\s)?{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?",  # Wednesday, July 28, 2021
        rf"\b(?:{_WEEKDAY},?\s)?(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}(?!\w)(?:,?\s{_YEAR})?",  # the 28th of July
        rf"(?i:{_VAGUELY})\b{_MONTH},?\s(?:of\s)?{_YEAR}",  # late July 2021
        r"(?<![\w-])(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])",
    )
]
_LONE = [re.compile(rf"(?i:{_VAGUELY})\b{_MONTH}(?!\w)"), re.compile(rf"(?i:{_VAGUELY})(?<![\w.,/-]){_YEAR}(?!-\d)")]
_RELATIVE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:(?:last|next|this)\s)?{_WEEKDAY}\b{_OF_DAY}",
        rf"\b(?:last|next|this|the\s(?:past|previous|following))\s(?:{_PERIOD})\b",
        rf"\b(?:today|tonight|yesterday|tomorrow)\b{_OF_DAY}",
        rf"\b(?:{_COUNT})\s(?:days?|weeks?|months?|years?|decades?|hours?|minutes?)\s(?:ago|earlier|later)\b",
        # Of a month that was named before; "the 20th anniversary" is none.
        r"(?<=\b[oO]n\s)the\s\d{1,2}(?:st|nd|rd|th)\b(?=[^\w\s-]|\s*$|\s(?:and|but|at|after|when|that|the|in|by|with|to)\b)",
        r"\b(?:the\s)?(?:(?:early|late|mid)[\s-])?(?:1\d|20)\d0s\b",
        r"\b(?:the\s)?(?:(?:early|late|mid)[\s-])?\d{1,2}(?:st|nd|rd|th)(?:[\s-]|\s(?:and|to|or)\s\d{1,2}(?:st|nd|rd|th)\s)"
        r"(?:century|centuries)\b(?:\s(?:bce?|ad|ce)\b)?",
        r"(?<![\w.,])(?:(?:about|around|circa|c\.)\s)?(?:ad\s\d{1,4}|\d{1,3}(?:,?\d{3})?\s(?:bce?|ad|ce))(?!\w)",
        r"(?<![\w./])\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\w/]|\.\d)",  # which of the two is the day, nothing says
    )
]
_TIME = [
    re.compile(
        r"(?<![\w.:])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])(?:\.\s?m\.|m\b)", re.IGNORECASE
    ),
    re.compile(r"(?<![\w.:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\w:])"),
    re.compile(
        r"\b(?P<named>noon|midday|midnight|\w{1,6}\so['’]clock|(?:half|quarter)\s(?:past|to)\s\w{1,6})\b", re.IGNORECASE
    ),
]
_NAMED_TIMES = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}

_BEFORE_A_DATE = lexicon(
    "in since by from until till before after during of circa through between last next this and to for of as the a "
    "early late mid spring summer autumn fall winter"
)
_BEFORE_A_YEAR = lexicon("in since until till during circa")
_NOT_BEFORE_A_YEAR = lexicon("than about around nearly almost roughly approximately some least most over under no")
_COUNTED = re.compile(r"\s(?:(?:[a-z]+\s)?(?:people|men|women|children)|[a-z]{3,}s)\b")


def dates(text: str, within: Span | None = None) -> Iterator[tuple[Span, str | None]]:
    """The dates in a text; where one is absolute, with its value, as precise as the text is.

    A value is an ISO 8601 date (``2021-07-28``, ``2021-07``, ``2021``), without a year in the form that
    ISO 8601:2000 had for it (``--07-28``, ``--07``). ``last week``, ``Wednesday`` and ``the 1990s`` have none. The
    dates may overlap: ``July 2021`` is found in ``28 July 2021`` too.
    """
    within = within or Span(0, len(text))
    for pattern in _WRITTEN:
        for found in pattern.finditer(text, *within):
            yield Span(*found.span()), _iso(found)
    for pattern in _LONE:
        for found in pattern.finditer(text, *within):
            if _is_date(text, found):
                yield Span(*found.span()), _iso(found)
    for pattern in _RELATIVE:
        for found in pattern.finditer(text, *within):
            yield Span(*found.span()), None


def times(text: str, within: Span | None = None) -> Iterator[tuple[Span, str | None]]:
    """The times of day in a text, each as ``HH:MM`` where its half of the day is known."""
    within = within or Span(0, len(text))
    for pattern in _TIME:
        for found in pattern.finditer(text, *within):
            yield Span(*found.span()), _clock(found)


def resolve(text: str, published: str | None) -> str | None:
    """The day that a date means in an article of a given day.

    Args:
        text: a date as it is written: ``28 July 2021``, ``on Wednesday``, ``yesterday``, ``two days ago``.
        published: the article's ISO 8601 date.

    Returns:
        An ISO 8601 date. A weekday is the latest one that is not after the article's day, with ``last`` the latest
        before it and with ``next`` the first after it. None where the text means no single day, and where a
        relative date has no article's day, in full, to start from.
    """
    words = re.sub(r"^on\s|[,\s]+(?:morning|afternoon|evening|night)$", "", text.strip(), flags=re.IGNORECASE)
    for pattern in _WRITTEN:
        found = pattern.fullmatch(words)
        if found and found.groupdict().get("day") and found["year"]:
            return _iso(found)
    today = _full(published)
    offset = _offset(words.lower(), today) if today else None
    try:
        return None if today is None or offset is None else (today + timedelta(days=offset)).isoformat()
    except OverflowError:
        return None


def _offset(words: str, today: date) -> int | None:
    """How many days after today the words mean."""
    if words in ("today", "tonight", "this"):  # "this" is what is left of "this morning"
        return 0
    if words in ("yesterday", "tomorrow"):
        return 1 if words == "tomorrow" else -1
    ago = re.fullmatch(r"(.+)\sdays?\sago", words)
    if ago:
        count = normalise(re.sub(r"^an?$", "one", ago[1]))
        return -int(count) if count and count.isdigit() and len(count) < 7 else None
    weekday = re.fullmatch(rf"(?:(last|next)\s)?({'|'.join(_WEEKDAYS)})", words)
    if not weekday:
        return None
    back = (today.weekday() - _WEEKDAYS.index(weekday[2])) % 7
    if weekday[1] == "next":
        return 7 - back
    return -(back or 7) if weekday[1] == "last" else -back


def _full(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _is_date(text: str, found: re.Match[str]) -> bool:
    """Whether a month or a year that stands alone is one: not ``may``, and no count of people."""
    before = text[max(0, found.start() - 20) : found.start()].split()
    word = before[-1].strip("(“\"'").lower() if before else ""
    alone = found.start() == found.start("month" if "month" in found.groupdict() else "year")
    if "month" in found.groupdict():
        return (
            not alone or word in _BEFORE_A_DATE or found["month"] not in ("March", "May", "August", "Mar", "Jan", "Dec")
        )
    if not alone or word in _BEFORE_A_YEAR:
        return True
    if word == "the" and found["year"] >= "1900":  # the 2010 games
        return True
    if word in _NOT_BEFORE_A_YEAR or _COUNTED.match(text, found.end()):
        return False
    return found["year"] >= "1900" or word in _BEFORE_A_DATE


def _iso(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    if month and not month.isdigit():
        month = f"{_MONTHS.index(month[:3].lower()) // 3 + 1:02}"
    try:
        if month and day:
            date(int(year or 2000), int(month), int(day))  # a leap year, lest 29 February be none
    except ValueError:
        return None
    tail = "".join(f"-{part.zfill(2)}" for part in (month, day) if part)
    return f"{year}{tail}" if year else f"-{tail}"


def _clock(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    if "named" in parts:
        return _NAMED_TIMES.get(parts["named"].lower())
    hour, minute = int(parts["hour"]), parts["minute"] or "00"
    if "half" not in parts:
        return f"{hour:02}:{minute}"
    if not 1 <= hour <= 12:
        return None
    return f"{hour % 12 + (12 if parts['half'].lower() == 'p' else 0):02}:{minute}"
