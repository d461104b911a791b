"""Partial dates, as each style prints them."""

from __future__ import annotations

import re
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# MLA Handbook, 9th edition: months of more than four letters are abbreviated in the list of works cited.
_MLA_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


class Date(NamedTuple):
    """A year, and a month and a day where they are known."""

    year: str
    """Digits, or whatever stood in a date's place that is not an ISO date ("c. 1950")."""
    month: int | None = None
    day: int | None = None

    @property
    def day_first(self) -> str:
        """28 July 2021."""
        return _spaced(self.day, self._month(), self.year)

    @property
    def month_first(self) -> str:
        """July 28, 2021; without a day, July 2021."""
        return f"{self.month_day}, {self.year}" if self.day else _spaced(self._month(), self.year)

    @property
    def year_first(self) -> str:
        """2021, July 28."""
        return ", ".join(filter(None, (self.year, self.month_day)))

    @property
    def abbreviated(self) -> str:
        """28 Sept. 2021, in MLA's abbreviations."""
        return _spaced(self.day, _MLA_MONTHS[self.month - 1] if self.month else None, self.year)

    @property
    def month_day(self) -> str:
        """July 28; empty where the month is not known."""
        return _spaced(self._month(), self.day)

    @property
    def day_month(self) -> str:
        """28 July; empty where the month is not known."""
        return _spaced(self.day, self._month())

    @property
    def iso(self) -> str:
        """As precise as the date is."""
        return "-".join([self.year, *(f"{part:02}" for part in (self.month, self.day) if part)])

    def _month(self) -> str | None:
        return _MONTHS[self.month - 1] if self.month else None


def parse_date(text: str | None) -> Date | None:
    """The date that an ISO text names, as precise as it is; any other text is kept as the year.

    A month or a day that the calendar does not have ends the date before it.
    """
    if text is None:
        return None
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return Date(" ".join(text.split())) if text.strip() else None
    year, month, day = found.group(1), int(found.group(2) or 0), int(found.group(3) or 0)
    if not 1 <= month <= 12:
        return Date(year)
    return Date(year, month, day if 1 <= day <= 31 else None)


def _spaced(*parts: str | int | None) -> str:
    return " ".join(str(part) for part in parts if part)
