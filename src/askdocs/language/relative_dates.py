"""What a date means that only its article's own date makes whole: ``Wednesday``, ``last week``, ``in July``.

The rules are those of newswriting: a weekday is the latest one up to the day of publication, unless the verb tells of
what is to come. Where two days are as likely there is no answer: a wrong date beside a quote is worse than none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from askdocs.language.dates import dates
from askdocs.language.mentions import MentionKind, mentions
from askdocs.language.numbers import normalise
from askdocs.language.sentences import sentences
from askdocs.language.tenses import Tense, tense_at
from askdocs.language.words import lexicon
from askdocs.text import Span

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"(?:(last|next|this)\s)?({'|'.join(_WEEKDAYS)})")
_PERIOD = re.compile(r"(last|next|this)\s(week|weekend|month|year|night|evening|morning|afternoon)")
_AGO = re.compile(r"(.+?)\s(day|week|month|year)s?\sago")
_ORDINAL = re.compile(r"the\s(\d{1,2})(?:st|nd|rd|th)")
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_AROUND = re.compile(
    r"^(?:on|in|by|since|until)\s|,?\s(?<!last\s)(?<!next\s)(?<!this\s)(?:morning|afternoon|evening|night)$"
)
_LAST_WORD = re.compile(r"([\w’'-]+)\s*[“\"‘(]?$")
# Before a weekday these say that it is not that of the article's week.
_ANY_DAY = lexicon("a an the one every each any most some that following previous ash good black holy easter palm")
_DEADLINE = lexicon("by until till before")
_ROUGHLY = lexicon("about around roughly nearly almost some over than approximately least most exactly just")
_A_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_REACH = 300
# Characters before a month in which another year would be the one that it belongs to.
_MOST = {"day": 60, "week": 8, "month": 24, "year": 100}
# What is longer ago than this was hardly counted.


class Days(NamedTuple):
    """The first and the last of the days that a date can mean."""

    first: date
    last: date

    def __str__(self) -> str:
        """As it is printed: ``28 July 2021``, ``July 2021``, ``2020``, ``19–25 July 2021``."""
        first, last = self
        if first == last:
            return f"{last.day} {_month(last)}"
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            if first.month == last.month and first.year == last.year:
                return _month(last)
            if (first.month, last.month) == (1, 12) and first.year == last.year:
                return str(last.year)
        if first.year != last.year:
            return f"{first.day} {_month(first)} – {last.day} {_month(last)}"
        if first.month != last.month:
            return f"{first.day} {_MONTHS[first.month - 1]} – {last.day} {_month(last)}"
        return f"{first.day}–{last.day} {_month(last)}"


def resolve(text: str, span: Span, published: str | None) -> str | None:
    """What a date means that is relative to its article's, as it is printed; see :func:`days`."""
    found = days(text, span, published)
    return str(found) if found else None


def relative_dates(text: str, within: Span, published: str | None) -> Iterator[tuple[Span, Days]]:
    """The dates of a part of a text that the article's own makes whole, with what they mean."""
    for mention in mentions(text, within):
        found = days(text, mention.span, published) if mention.kind is MentionKind.DATE else None
        if found:
            yield mention.span, found


def days(text: str, span: Span, published: str | None) -> Days | None:
    """The days that a date relative to its article's can mean.

    Args:
        text: the article's; the words around the date tell whether it is past or to come.
        span: the date in it: ``Wednesday``, ``on the 20th``, ``earlier this month``, ``July 18``.
        published: the article's ISO 8601 date, as precise as it is known.

    Returns:
        None where the date is whole as it stands, where the article has no date or one that is not precise enough,
        within a direct quotation (whose day is not the article's), and where it is ambiguous.
    """
    today = _Published.parsed(published)
    if today is None or not span.of(text).strip():
        return None
    place = _Place(text, span)
    if place.quoted():
        return None
    value = max(dates(text, span), key=lambda found: found[0].end - found[0].start, default=(span, None))[1]
    try:
        if value is None:
            return _relative(place, today)
        return _yearless(place, value, today) if value.startswith("-") else None
    except (ValueError, OverflowError):
        return None


class _Published(NamedTuple):
    year: int
    month: int | None
    day: date | None

    @classmethod
    def parsed(cls, published: str | None) -> _Published | None:
        found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
        if not found:
            return None
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            whole = date(year or 0, month or 1, day or 1)
        except ValueError:
            return None
        return cls(whole.year, month, whole if day else None)


class _Place:
    """A date among the words around it."""

    def __init__(self, text: str, span: Span) -> None:
        self.text, self.span = text, span
        start, end = text.rfind("\n\n", 0, span.start), text.find("\n\n", span.end)
        self.paragraph = Span(start + 1, len(text) if end < 0 else end)
        around = (each for each in sentences(text, self.paragraph) if each.start <= span.start < each.end)
        self.sentence = next(around, self.paragraph)
        self.words = _AROUND.sub("", _AROUND.sub("", " ".join(span.of(text).lower().split())))
        before = _LAST_WORD.search(text, self.sentence.start, span.start)
        inside = re.match(r"(?:on|in|by|since|until)\b", span.of(text), re.IGNORECASE)
        self.before = (inside.group() if inside else before.group(1) if before else "").lower()

    def tense(self) -> Tense | None:
        """That of the verb which the date goes with."""
        return tense_at(self.text, self.sentence, self.span)

    def quoted(self) -> bool:
        """Whether the date stands within a direct quotation."""
        line = self.text[self.paragraph.start : self.span.start]
        return any(line.rfind(a) > line.rfind(b) for a, b in ("“”", "«»")) or line.count('"') % 2 == 1

    def in_another_year(self, year: int) -> bool:
        """Whether a year other than the article's is spoken of."""
        start = max(self.paragraph.start, self.span.start - _REACH)
        found = _A_YEAR.findall(self.text, start, max(self.sentence.end, self.span.end))
        return any(each != str(year) for each in found)

    def is_deadline(self) -> bool:
        """Whether something ends by the date: ``by Friday``, but not ``by Friday’s vote``."""
        return self.before in _DEADLINE and self.text[self.span.end : self.span.end + 1] not in ("’", "'")

    def names_something(self) -> bool:
        """Whether the weekday is a part of a name: ``Sunday Times``."""
        return bool(re.match(r"\s[A-Z]", self.text[self.span.end : self.span.end + 2]))


def _relative(place: _Place, today: _Published) -> Days | None:
    words = place.words
    period, ago = _PERIOD.fullmatch(words), _AGO.fullmatch(words)
    if period:
        return _near(place, period[1], period[2], today)
    if ago:
        return _ago(place, ago[1], ago[2], today)
    if today.day is None:
        return None
    if words in _DAYS:
        # "today" without a verb that places it is no day: "those who hold office today".
        placed = _DAYS[words] or place.tense() in (Tense.PAST, Tense.FUTURE)
        return _one(today.day + timedelta(days=_DAYS[words])) if placed else None
    weekday, ordinal = _WEEKDAY.fullmatch(words), _ORDINAL.fullmatch(words)
    if weekday:
        return _weekday(place, weekday[1], _WEEKDAYS.index(weekday[2]), today.day)
    return _ordinal(place, int(ordinal[1]), today.day) if ordinal else None


def _near(place: _Place, which: str, unit: str, today: _Published) -> Days | None:
    shift = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "year":
        return _year(today.year + shift)
    if unit == "month":
        return _shifted(today, shift) if today.month else None
    if today.day is None:
        return None
    if unit not in ("week", "weekend"):
        return _one(today.day + timedelta(days=shift))
    monday = today.day - timedelta(days=today.day.weekday())
    if unit == "weekend":  # which one "this weekend" is depends on the day of the week
        return Days(monday - timedelta(days=2), monday - timedelta(days=1)) if which == "last" else None
    first, last = (monday + timedelta(days=7 * shift + days) for days in (0, 6))
    if which == "this" and place.before in ("earlier", "later"):
        return Days(first, today.day) if place.before == "earlier" else Days(today.day, last)
    return Days(first, last)


def _ago(place: _Place, counted: str, unit: str, today: _Published) -> Days | None:
    if place.before in _ROUGHLY:
        return None
    number = normalise("one" if counted in ("a", "an") else counted)
    if not number or not number.isdigit() or int(number) > _MOST[unit]:
        return None
    count = int(number)
    if unit == "year":
        return _year(today.year - count)
    if unit == "month":
        return _shifted(today, -count) if today.month else None
    if today.day is None:
        return None
    if unit == "day":
        return _one(today.day - timedelta(days=count))
    monday = today.day - timedelta(days=today.day.weekday() + 7 * count)
    return Days(monday, monday + timedelta(days=6))


def _weekday(place: _Place, which: str | None, weekday: int, today: date) -> Days | None:
    if place.before in _ANY_DAY or place.names_something():
        return None
    back = (today.weekday() - weekday) % 7
    before, after = today - timedelta(days=back or 7), today + timedelta(days=7 - back)
    this_week = today + timedelta(days=weekday - today.weekday())
    if which == "this":
        return _one(this_week)
    if which:
        found = before if which == "last" else after
        return None if found == this_week else _one(found)  # "next Friday", on a Wednesday, may be either
    tense = place.tense()
    if tense is Tense.PAST and not place.is_deadline():
        return _one(today - timedelta(days=back))
    return _one(after) if tense is Tense.FUTURE and back else None


def _ordinal(place: _Place, day: int, today: date) -> Days | None:
    if re.match(r"\sof\b", place.text[place.span.end : place.span.end + 4]):
        return None
    months = [_month_of(today.year, today.month + shift) for shift in (-1, 0, 1)]
    candidates = [first.replace(day=day) for first, last in months if day <= last.day]
    return _by_tense(place, [_one(each) for each in candidates], today)


def _yearless(place: _Place, value: str, today: _Published) -> Days | None:
    month, *day = (int(part) for part in value[2:].split("-"))
    named = re.match(r"(\w+day)\b", place.words)
    if not today.month or (day and not today.day) or place.in_another_year(today.year):
        return None
    years = (today.year - 1, today.year, today.year + 1)
    if not day:
        return _bare_month(place, [_month_of(year, month) for year in years], today.year, today.month - month)
    candidates = [_one(date(year, month, day[0])) for year in years if (month, day[0]) != (2, 29) or not year % 4]
    if named and named[1] in _WEEKDAYS:
        fitting = [each for each in candidates if each.first.weekday() == _WEEKDAYS.index(named[1])]
        return fitting[0] if len(fitting) == 1 else None
    return _by_tense(place, candidates, today.day) if today.day else None


def _bare_month(place: _Place, months: list[Days], year: int, since: int) -> Days | None:
    """A month of the year before, of this one or of the next; ``since`` how many months ago that of this year was."""
    before, this, after = months
    if place.before == "last":
        return before if since <= 0 else None
    if place.before == "next":
        return after if since >= 0 else None
    if since == 0 or place.before == "this":
        return this
    tense = place.tense()
    if tense is Tense.PAST:
        return this if since > 0 else before
    if tense is Tense.FUTURE:
        return after if since > 0 else this
    return None


def _by_tense(place: _Place, candidates: list[Days], today: date) -> Days | None:
    """The latest day that is not after today, or the first after it; None where no verb tells which."""
    tense = place.tense()
    if tense is Tense.PAST:
        return max((each for each in candidates if each.first <= today), default=None)
    if tense is Tense.FUTURE:
        return min((each for each in candidates if each.first > today), default=None)
    return None


def _one(day: date) -> Days:
    return Days(day, day)


def _year(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31))


def _shifted(today: _Published, months: int) -> Days:
    return _month_of(today.year, (today.month or 1) + months)


def _month_of(year: int, month: int) -> Days:
    """A month; one beyond December or before January is of another year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"
