from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.citing.dates import Date, parse_date


@pytest.mark.parametrize(
    ("iso", "day_first", "month_first", "year_first", "abbreviated"),
    [
        ("2021-07-28", "28 July 2021", "July 28, 2021", "2021, July 28", "28 July 2021"),
        ("2021-09-01", "1 September 2021", "September 1, 2021", "2021, September 1", "1 Sept. 2021"),
        ("2021-07", "July 2021", "July 2021", "2021, July", "July 2021"),
        ("2021", "2021", "2021", "2021", "2021"),
        ("2021-07-28T10:00:00+02:00", "28 July 2021", "July 28, 2021", "2021, July 28", "28 July 2021"),
        ("c. 1950", "c. 1950", "c. 1950", "c. 1950", "c. 1950"),
    ],
)
def test_a_date_is_printed_as_precisely_as_it_is_known(
    iso: str, day_first: str, month_first: str, year_first: str, abbreviated: str
) -> None:
    date = parse_date(iso)
    assert date is not None
    assert (date.day_first, date.month_first) == (day_first, month_first)
    assert (date.year_first, date.abbreviated) == (year_first, abbreviated)


@pytest.mark.parametrize(("text", "date"), [("2021-13-01", Date("2021")), ("2021-02-40", Date("2021", 2)), (" ", None)])
def test_what_the_calendar_does_not_have_ends_the_date(text: str, date: Date | None) -> None:
    assert parse_date(text) == date


@given(st.dates())
def test_an_iso_date_is_kept(day: object) -> None:
    date = parse_date(str(day))
    assert date is not None
    assert date.iso == str(day)
