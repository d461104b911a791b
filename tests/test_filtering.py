from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.filtering import is_undated, matches
from askdocs.model import DocumentInfo, Filters

INFO = DocumentInfo(
    id="a", path="news/mill.md", source="The Record", authors=("Ana Petrov",), tags=("mill",), published="2021-07-28"
)
UNDATED = DocumentInfo(id="b", path="news/wire.txt", source="The Record")


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        (Filters(), True),
        (Filters(sources=("the record",)), True),
        (Filters(sources=("Record",)), False),
        (Filters(sources=("The Ledger", "The Record")), True),
        (Filters(authors=("Bo Lee",)), False),
        (Filters(authors=("ana petrov",), tags=("Mill",)), True),
        (Filters(authors=("Ana Petrov",), tags=("bridge",)), False),
        (Filters(paths=("news",)), True),
        (Filters(paths=("news/mill.md",)), True),
        (Filters(paths=("new",)), False),
        (Filters(after="2021"), True),
        (Filters(after="2021-07"), True),
        (Filters(after="2021-07-28", before="2021-07-28"), True),
        (Filters(after="2021-07-29"), False),
        (Filters(after="2021-08"), False),
        (Filters(before="2021-07-27"), False),
        (Filters(before="2021-06"), False),
        (Filters(before="2020"), False),
    ],
)
def test_every_filter_must_hold_and_any_of_its_values(filters: Filters, passes: bool) -> None:
    assert matches(INFO, filters) is passes


def test_a_document_of_a_year_may_be_of_any_month_of_it() -> None:
    info = DocumentInfo(id="a", path="a", published="2021")
    assert matches(info, Filters(after="2021-07", before="2021-07"))
    assert not matches(info, Filters(after="2022-01"))
    assert not matches(info, Filters(before="2020-12-31"))


def test_a_document_without_a_date_is_of_none() -> None:
    filters = Filters(after="2021", sources=("The Record",))
    assert not matches(UNDATED, filters)
    assert is_undated(UNDATED, filters)
    assert not is_undated(UNDATED, Filters(after="2021", sources=("The Ledger",)))
    assert not is_undated(UNDATED, Filters(sources=("The Record",)))
    assert not is_undated(INFO, filters)


DAYS = st.dates().map(str)


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]))
def test_a_whole_date_is_after_or_before_another(published: str, limit: str, precision: int) -> None:
    info, limit = DocumentInfo(id="a", path="a", published=published), limit[:precision]
    assert matches(info, Filters(after=limit)) is (published[:precision] >= limit)
    assert matches(info, Filters(before=limit)) is (published[:precision] <= limit)
