from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.periods import period


@pytest.mark.parametrize(
    ("text", "published", "first", "last"),
    [
        ("28 July 2021", None, "2021-07-28", "2021-07-28"),
        ("2021-07", None, "2021-07-01", "2021-07-31"),
        ("1887", None, "1887-01-01", "1887-12-31"),
        ("Wednesday", "2021-07-29", "2021-07-28", "2021-07-28"),
        ("last month", "2020-01-11", "2019-12-01", "2019-12-31"),
        ("two years ago", "2020-01-11", "2018-01-01", "2018-12-31"),
        ("early January 2020", None, "2020-01-01", "2020-01-16"),
        ("next March", "2017-12-04", "2018-03-01", "2018-03-31"),
        ("last March", "2017-12-04", "2017-03-01", "2017-03-31"),
        ("18 May", "2019-04-02", "2018-05-18", "2018-05-18"),
        ("the 1990s", None, "1990-01-01", "1999-12-31"),
        ("the 19th century", None, "1801-01-01", "1900-12-31"),
    ],
)
def test_a_date_is_the_days_that_it_means(text: str, published: str | None, first: str, last: str) -> None:
    found = period(text, published)
    assert found is not None
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert not found.loose


def test_what_is_to_come_is_counted_forwards() -> None:
    assert period("Wednesday", "2021-07-29", ahead=True) == (date(2021, 8, 4), date(2021, 8, 4), False)
    assert period("May", "2021-07-29", ahead=True) == (date(2022, 5, 1), date(2022, 5, 31), False)


@pytest.mark.parametrize(
    ("text", "published"),
    [("Wednesday", None), ("Wednesday", "2021"), ("May", None), ("soon", "2021-07-29"), ("", None)],
)
def test_what_cannot_be_counted_from_anything_is_no_period(text: str, published: str | None) -> None:
    assert period(text, published) is None


def test_a_season_is_somewhere_in_its_year() -> None:
    found = period("the summer of 1996", None)
    assert found is not None
    assert found.loose
    assert (found.first.year, found.last.year) == (1996, 1996)


@given(st.text(), st.sampled_from([None, "2021-07-29", "0001-01-01", "9999-12-31", "x"]), st.booleans())
def test_nothing_that_is_written_makes_it_fail(text: str, published: str | None, ahead: bool) -> None:
    found = period(text, published, ahead=ahead)
    assert found is None or found.first <= found.last


@given(st.sampled_from(["last year", "next week", "May", "29 February", "ten years ago"]), st.dates())
def test_any_day_can_be_counted_from(text: str, published: date) -> None:
    found = period(text, published.isoformat())
    assert found is None or found.first <= found.last
