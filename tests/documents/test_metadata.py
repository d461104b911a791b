"""Dates, names, tags and addresses, as files write them."""

from __future__ import annotations

import re
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from askdocs.documents.metadata import authors, from_fields, iso_date, tags


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("July 28, 2021", "2021-07-28"),
        ("28 July 2021", "2021-07-28"),
        ("Wednesday, July 28th, 2021", "2021-07-28"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("2021-07-28", "2021-07-28"),
        ("2021-07-28T23:30:00-05:00", "2021-07-28"),
        ("2021-07-28 10:00", "2021-07-28"),
        ("July 28, 2021 3 pm IST", "2021-07-28"),
        ("2021/07/28", "2021-07-28"),
        ("28/07/2021", "2021-07-28"),
        ("07/28/2021", "2021-07-28"),
        ("05/05/2021", "2021-05-05"),
        ("03/04/2021", "2021"),
        ("July 2021", "2021-07"),
        ("2021-07", "2021-07"),
        ("Wednesday July 2021", "2021-07"),
        ("2021", "2021"),
        ("2021-13-01", None),
        ("2021-02-30", None),
        ("July 28", None),
        ("Wednesday", None),
        ("28/07/21", None),
        ("yesterday", None),
        ("10:30", None),
        ("", None),
        ("between 2020 and 2021", None),
    ],
)
def test_a_date_is_as_precise_as_it_was_stated(stated: str, iso: str | None) -> None:
    assert iso_date(stated) == iso


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_any_full_date_is_read_whole(day: date) -> None:
    for form in ("%B %d, %Y", "%d %b %Y", "%Y-%m-%d", "%A, %d %B %Y"):
        assert iso_date(day.strftime(form)) == day.isoformat()


@given(
    st.lists(st.sampled_from([*"0123456789/-., :T", "2021", "July", "Wed", "pm", "th", "Z", "+"]), max_size=8).map(
        "".join
    )
)
@settings(max_examples=400, deadline=None)
def test_no_date_is_completed(stated: str) -> None:
    iso = iso_date(stated)
    assert iso is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", iso)
    if iso:
        digits = {int(number) for number in re.findall(r"\d+", stated)}
        year, *rest = iso.split("-")
        assert year in stated
        assert len(rest) < 2 or int(rest[1]) in digits


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Idris Calloway-Nunn and Sanna Wetterlund", ("Idris Calloway-Nunn", "Sanna Wetterlund")),
        ("By Ana Ruiz, B. Roy, and C. Li", ("Ana Ruiz", "B. Roy", "C. Li")),
        ("Ana & Bo", ("Ana", "Bo")),
        ("John Smith, Jr. and Jane Doe, PhD", ("John Smith, Jr.", "Jane Doe, PhD")),
        ("Smith, John; Doe, Jane", ("Smith, John", "Doe, Jane")),
        ("Byron Alexander Sand", ("Byron Alexander Sand",)),
        (["Ruiz, Ana", {"name": "Bo"}, "Bo", None], ("Ruiz, Ana", "Bo")),
        ("N/A", ()),
        (None, ()),
    ],
)
def test_authors(stated: object, names: tuple[str, ...]) -> None:
    assert authors(stated) == names


def test_tags() -> None:
    assert tags("a b, c, a b") == ("a b", "c")
    assert tags("#a b. a") == ("a", "b.")
    assert tags(["today.", "a, b"]) == ("today.", "a, b")
    assert tags(None) == ()


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ("[article](https://example.org/a_(b)/)", "https://example.org/a_(b)/"),
        ('[a](<https://example.org> "T")', "https://example.org"),
        ("https://example.org/x?y=1&z", "https://example.org/x?y=1&z"),
        ("<https://example.org>", "https://example.org"),
        ("[a](javascript:alert(1))", None),
        ("see the paper", None),
    ],
)
def test_addresses(stated: str, url: str | None) -> None:
    assert from_fields({"Link": stated}).url == url


def test_fields_go_by_many_names_and_the_unsaid_stays_unsaid() -> None:
    metadata = from_fields({" PUBLICATION ": "none", "Publisher": "The\n Ledger", "Mood": "fair", "title": None})
    assert (metadata.source, metadata.title) == ("The Ledger", None)
