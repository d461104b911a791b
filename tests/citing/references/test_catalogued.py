from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.citing.catalogued import catalogued, names, natural
from askdocs.citing.names import Name, name_of, parse_names
from askdocs.citing.reference import Kind, reference_of
from askdocs.model import Description, DocumentInfo

WORDS = st.text(min_size=1, max_size=9).filter(str.strip)
NAMES = st.builds(name_of, family=WORDS, given=st.none() | WORDS) | st.builds(Name, literal=WORDS)


@pytest.mark.parametrize(
    "name",
    [
        Name(literal="Forbidden Stories"),
        Name(literal="The Harbour Ledger"),
        Name(literal="李小龍"),
        name_of(family="Church", given="Alonzo"),
        name_of(family="van der Berg", given="Jan"),
        name_of(family="Humboldt", given="Alexander von"),
        name_of(family="King", given="Martin Luther", suffix="Jr."),
    ],
)
def test_a_name_comes_back_as_it_was_divided(name: Name) -> None:
    assert names([catalogued(name)]) == (name,)


@given(NAMES)
def test_no_name_loses_its_words(name: Name) -> None:
    (read,) = names([catalogued(name)])
    assert read.natural.split() == name.natural.translate(str.maketrans("{}", "()")).split()


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Ana Petrov", "Ana Petrov"),
        ("Dr. Ana Petrov", "Dr. Ana Petrov"),
        ("Petrov, Ana", "Ana Petrov"),
        ("{Forbidden Stories}", "Forbidden Stories"),
        ("{King}, {Jr.}, {Martin Luther}", "Martin Luther King Jr."),
        ("{odd", "{odd"),
    ],
)
def test_names_are_shown_as_they_are_spoken(text: str, spoken: str) -> None:
    assert natural(text) == spoken


def test_what_is_written_by_hand_is_parsed() -> None:
    assert names(["Ana Petrov and Jan Berg", "Eva Lund"]) == parse_names(["Ana Petrov", "Jan Berg", "Eva Lund"])


def test_a_reference_has_what_the_description_says() -> None:
    said = Description(
        authors=("{Forbidden Stories}",), kind="book chapter", editors=("{Church}, {Alonzo}",), publisher="Ports Inc.",
        container="Harbours", pages="3–5", place="Oslo", edition="2", volume="4", issue="1", doi="10.1/x",
        accessed="2021",
    )  # fmt: skip
    info = DocumentInfo(
        id="1", path="a.md", title="Quays", authors=("Forbidden Stories",), source="Harbours", description=said
    )
    found = reference_of(info)
    assert found.kind is Kind.CHAPTER
    assert found.authors == (Name(literal="Forbidden Stories"),)
    assert [name.natural for name in found.editors] == ["Alonzo Church"]
    assert (found.container, found.publisher, found.pages, found.place) == ("Harbours", "Ports Inc.", "3–5", "Oslo")
    assert (found.edition, found.volume, found.issue, found.doi, found.accessed) == ("2", "4", "1", "10.1/x", "2021")


def test_a_book_is_issued_by_its_source() -> None:
    info = DocumentInfo(id="1", path="a.md", source="Ports Inc.", description=Description(kind="book"))
    assert (reference_of(info).publisher, reference_of(info).container) == ("Ports Inc.", None)
