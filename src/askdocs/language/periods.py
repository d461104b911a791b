"""The days that a date in an article can mean: one, or a month, a year, a decade of them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from askdocs.language.dates import dates, resolve
from askdocs.language.numbers import normalise

_WEEKDAY = re.compile(
    r"(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s(?:morning|afternoon|evening|night))?", re.IGNORECASE
)
_NEAR = re.compile(r"(?:(last|next|this)\s)?(week|weekend|month|year|decade|century)$", re.IGNORECASE)
_AGO = re.compile(r"(.+)\s(week|month|year|decade)s?\s(?:ago|earlier)$", re.IGNORECASE)
_PART = re.compile(r"\b(early|mid|late)\b", re.IGNORECASE)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|fall|winter|about|around|circa)\b", re.IGNORECASE)
_DECADE = re.compile(r"\b(1\d|20)(\d)0s\b")
_CENTURY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)[\s-]century\b(?!\sbc)", re.IGNORECASE)
_FIGURES = re.compile(r"(?:1\d|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")  # that a date it is, the one who asks knows
_LATER = re.compile(r"\bnext\b", re.IGNORECASE)
_BEFORE = re.compile(r"\blast\b", re.IGNORECASE)


class Period(NamedTuple):
    """The first and the last day; ``loose`` where the text does not bound them sharply, as a season does not."""

    first: date
    last: date
    loose: bool = False

    def contains(self, other: Period) -> bool:
        """Whether every day of the other is one of this."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


def period(text: str, published: str | None, *, ahead: bool = False) -> Period | None:
    """The days that a date means.

    Args:
        text: a date as it is written, with a ``last`` or ``next`` before it: ``28 July 2021``, ``late May``,
            ``Wednesday``, ``last month``, ``two years ago``, ``the 1990s``.
        published: the article's ISO 8601 date, from which a relative date, and one without a year, is counted.
        ahead: whether the text speaks of what is to come: then ``Wednesday`` and ``May`` are the next ones.

    Returns:
        None where the text is no date, or a relative one with nothing to count from.
    """
    words = " ".join(text.split())
    inside = f"in {words}"  # where "May" is a month
    value = next((value for span, value in dates(inside) if value and span.end == len(inside)), None)
    value = words if _FIGURES.fullmatch(words) else value
    today = _day(published)
    try:
        if value and not value.startswith("-"):
            return _part(words, _absolute(value))
        if value:
            return _part(words, _yearless(value, words, today, ahead=ahead)) if today else None
        return _relative(words, published, ahead=ahead)
    except (ValueError, OverflowError):
        return None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _absolute(value: str) -> Period:
    parts = [int(part) for part in value.split("-")]
    year, month, day = parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    first, last = day or 1, day or monthrange(year, month)[1]
    return Period(date(year, month, first), date(year, month, last))


def _yearless(value: str, words: str, today: date, *, ahead: bool) -> Period:
    """``--07-28`` and ``--07``: the latest that has begun, or with ``ahead`` the first that has not ended."""
    years = [today.year + shift for shift in (-1, 0, 1)]
    found = [_absolute(f"{year}{value[1:]}") for year in years]
    if _LATER.search(words):
        return next(each for each in found if each.first > today)
    if _BEFORE.search(words):
        return next(each for each in reversed(found) if each.last < today)
    if ahead:
        return next(each for each in found if each.last >= today)
    return next(each for each in reversed(found) if each.first <= today)


def _relative(words: str, published: str | None, *, ahead: bool) -> Period | None:
    decade, century = _DECADE.search(words), _CENTURY.search(words)
    if decade:
        first = int(decade[1] + decade[2] + "0")
        return Period(date(first, 1, 1), date(first + 9, 12, 31), loose=bool(_PART.search(words)))
    if century:
        last = int(century[1]) * 100
        return Period(date(last - 99, 1, 1), date(last, 12, 31), loose=bool(_PART.search(words)))
    today = _day(published)
    resolved = _day(resolve(words, published))
    if resolved and today:
        soon = ahead and _WEEKDAY.fullmatch(words) and resolved < today
        resolved += timedelta(days=7 if soon else 0)
        return Period(resolved, resolved)
    return _counted(words.lower(), today) if today else None


def _counted(words: str, today: date) -> Period | None:
    """``last month``, ``two years ago``: a whole month or year, or about that week."""
    near, ago = _NEAR.search(words), _AGO.search(words)
    if near:
        back, unit = {"last": 1, "next": -1}.get(near[1] or "this", 0), near[2]
    elif ago:
        count = normalise(re.sub(r"^(?:an?|about an?)$", "one", ago[1]))
        if not count or not count.isdigit():
            return None
        back, unit = int(count), ago[2]
    else:
        return None
    if unit in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return Period(monday, monday + timedelta(days=6), loose=ago is not None)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - back
        return _absolute(f"{months // 12:04}-{months % 12 + 1:02}")
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    return Period(date(today.year - back * years, 1, 1), date(today.year - back * years, 12, 31), loose=years > 1)


def _part(words: str, whole: Period) -> Period:
    """The early, middle or late part of a month or year; a season of a year is somewhere in it."""
    part = _PART.search(words)
    length = (whole.last - whole.first).days + 1
    if part and length > 1:
        start, end = {"early": (0.0, 0.5), "mid": (0.25, 0.75), "late": (0.5, 1.0)}[part[1].lower()]
        first = whole.first + timedelta(days=round(length * start))
        return Period(first, whole.first + timedelta(days=max(round(length * start), round(length * end) - 1)))
    return Period(whole.first, whole.last, loose=bool(_SEASON.search(words)))
