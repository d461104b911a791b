from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.citing.reference import Kind, Reference, reference_of
from askdocs.errors import UsageError
from askdocs.library.corrections import corrected
from askdocs.library.describe import is_address, is_date, said_by_hand
from askdocs.library.importing import description_of
from askdocs.model import Description, DocumentInfo
from askdocs.records import Correction

FILE = DocumentInfo(
    id="1", path="a.md", title="Ports", authors=("Ana Petrov",), source="The Ledger", published="2021-07-28"
)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_day_is_a_date_as_far_as_it_is_written(day: object, length: int) -> None:
    assert is_date(str(day)[:length])


@pytest.mark.parametrize(
    "text",
    ["", "21", "2021-7", "2021-13", "2021-00", "2021-02-29", "0000", "2021-07-28T10", "２０２１", "2021-07-", "x"],
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [("https://a.example/b?c#d", True), ("HTTP://a", True), ("ftp://a", False), ("https://a b", False)],
)
def test_addresses_are_those_of_the_web(text: str, known: bool) -> None:
    assert is_address(text) is known


def test_the_hand_counts_before_the_bibliography_and_that_before_the_file() -> None:
    said = Correction(
        hand=Description(title="By hand"),
        imported=Description(title="Imported", authors=("{Berg}, {Jan}",), container="Gazette", volume="7"),
    )
    found = corrected(FILE, said)
    assert (found.title, found.authors, found.source, found.published) == (
        "By hand", ("Jan Berg",), "Gazette", "2021-07-28",
    )  # fmt: skip
    assert found.corrected == ("title", "authors", "source")
    assert reference_of(found).volume == "7"
    assert corrected(FILE, None) is FILE


@pytest.mark.parametrize(
    ("imported", "kept"),
    [("2021", "2021-07-28"), ("2021-07", "2021-07-28"), ("2020", "2020"), ("2021-07-29", "2021-07-29")],
)
def test_a_bibliographys_date_counts_unless_it_is_the_files_and_less_precise(imported: str, kept: str) -> None:
    assert corrected(FILE, Correction(imported=Description(published=imported))).published == kept
    assert corrected(FILE, Correction(hand=Description(published=imported))).published == imported


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        (Reference(kind=Kind.JOURNAL, volume="3"), "journal article"),
        (Reference(kind=Kind.JOURNAL, container="The Ledger"), None),
        (Reference(kind=Kind.DOCUMENT), None),
        (Reference(kind=Kind.BOOK), "book"),
    ],
)
def test_a_kind_that_tells_nothing_is_left_to_what_else_is_known(reference: Reference, kind: str | None) -> None:
    assert description_of(reference).kind == kind


def test_dates_and_addresses_that_are_none_are_not_imported() -> None:
    said = description_of(Reference(published="c. 1950", accessed="yesterday", url="file:///a.pdf", title="Ports"))
    assert said == Description(title="Ports")


def test_a_book_has_its_publisher_for_a_source() -> None:
    said = description_of(Reference(kind=Kind.BOOK, publisher="Ports Inc."))
    found = corrected(FILE, Correction(imported=said))
    assert found.source == "Ports Inc."
    assert (reference_of(found).publisher, reference_of(found).container) == ("Ports Inc.", None)


def test_white_space_is_run_together() -> None:
    said = said_by_hand(
        title=" The\n raid ", authors=["Ana  Petrov"], tags=["a  b"], url=" https://a ", published=" 2021 "
    )
    assert said == Description(
        title="The raid", authors=("Ana Petrov",), tags=("a b",), url="https://a", published="2021"
    )
    with pytest.raises(UsageError, match="the author is empty"):
        said_by_hand(authors=[" "])
