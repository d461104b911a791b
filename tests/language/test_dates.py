from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.dates import resolve

WEDNESDAY = "2021-07-28"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wednesday", "2021-07-28"),
        ("on Wednesday", "2021-07-28"),
        ("on Tuesday", "2021-07-27"),
        ("Thursday morning", "2021-07-22"),
        ("last Wednesday", "2021-07-21"),
        ("next Tuesday", "2021-08-03"),
        ("next Wednesday", "2021-08-04"),
        ("today", "2021-07-28"),
        ("this morning", "2021-07-28"),
        ("yesterday", "2021-07-27"),
        ("Yesterday evening", "2021-07-27"),
        ("tomorrow", "2021-07-29"),
        ("ten days ago", "2021-07-18"),
        ("a day ago", "2021-07-27"),
        ("July 18, 2021", "2021-07-18"),
        ("18 July 2021", "2021-07-18"),
        ("last week", None),
        ("this Friday", None),
        ("two weeks ago", None),
        ("July 2021", None),
        ("July 18", None),
        ("in 2017", None),
        ("", None),
    ],
)
def test_a_date_means_a_day_in_an_article_of_a_day(text: str, day: str | None) -> None:
    assert resolve(text, WEDNESDAY) == day


@pytest.mark.parametrize("published", [None, "2021", "2021-07", "soon"])
def test_a_relative_date_needs_a_whole_day_to_start_from(published: str | None) -> None:
    assert resolve("yesterday", published) is None
    assert resolve("18 July 2021", published) == "2021-07-18"


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_days_beyond_the_calendar_are_no_days(published: str) -> None:
    assert None in (resolve("yesterday", published), resolve("tomorrow", published))
    assert resolve("999999 days ago", "2021-07-28") is None


@given(st.text(), st.one_of(st.none(), st.dates().map(str)))
def test_nothing_that_is_written_makes_it_fail(text: str, published: str | None) -> None:
    assert resolve(text, published) is None or published is not None
