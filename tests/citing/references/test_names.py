from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.citing.names import Name, initials, name_of, parse_name, parse_names

PARTS = ("given", "particle", "family", "suffix")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ana Petrov", ("Ana", None, "Petrov", None)),
        ("Petrov, Ana", ("Ana", None, "Petrov", None)),
        ("Ludwig van Beethoven", ("Ludwig", "van", "Beethoven", None)),
        ("van Beethoven, Ludwig", ("Ludwig", "van", "Beethoven", None)),
        ("Ursula von der Leyen", ("Ursula", "von der", "Leyen", None)),
        ("Jean de La Fontaine", ("Jean", "de", "La Fontaine", None)),
        ("Martin Luther King Jr.", ("Martin Luther", None, "King", "Jr.")),
        ("Martin Luther King, Jr.", ("Martin Luther", None, "King", "Jr.")),
        ("King, Martin Luther, Jr.", ("Martin Luther", None, "King", "Jr.")),
        ("King, Jr., Martin Luther", ("Martin Luther", None, "King", "Jr.")),
        ("Walter Finch III", ("Walter", None, "Finch", "III")),
        ("J. R. R. Tolkien", ("J. R. R.", None, "Tolkien", None)),
        ("Conor O’Neill", ("Conor", None, "O’Neill", None)),
        ("Conor O'Neill", ("Conor", None, "O'Neill", None)),
        ("Lena Okafor-Varga", ("Lena", None, "Okafor-Varga", None)),
        ("María José García Márquez", ("María José", None, "García Márquez", None)),
        ("José Ortega y Gasset", ("José", None, "Ortega y Gasset", None)),
        ("Dr. Ana Petrov", ("Ana", None, "Petrov", None)),
        ("  Ana\n Petrov ", ("Ana", None, "Petrov", None)),
    ],
)
def test_a_person_is_taken_apart(text: str, parts: tuple[str | None, ...]) -> None:
    name = parse_name(text)
    assert tuple(getattr(name, part) for part in PARTS) == parts
    assert name.literal is None


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Defence",
        "Reuters",
        "Associated Press",
        "The Harbour Ledger",
        "Doctors Without Borders",
        "Smith & Sons",
        "newsdesk@ledger.example.org",
        "王小明",
        "محمد علي",
        "Иван Петров",
        "Νίκος Παπάς",
        "山田 太郎",
        "Cher",
        "Tern Press, Bergen, Norway",
        "?",
    ],
)
def test_any_other_name_is_left_as_it_stands(text: str) -> None:
    assert parse_name(text) == Name(literal=text)


def test_an_organisation_is_told_from_a_name_in_another_script() -> None:
    assert parse_name("Ministry of Defence").corporate
    assert not parse_name("王小明").corporate
    assert not parse_name("Ana Petrov").corporate


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["Idris Calloway-Nunn and Sanna Wetterlund"], 2),
        (["Ana Petrov; Jan Berg & Mia Low"], 3),
        (["Ministry of Health and Care"], 1),
        (["Johnson and Johnson"], 1),
        (["", "  ", "Ana Petrov"], 1),
        (["Petrov, Ana", "Berg, Jan"], 2),
    ],
)
def test_one_field_may_name_several_persons(texts: list[str], count: int) -> None:
    assert len(parse_names(texts)) == count


@pytest.mark.parametrize(
    ("given", "spaced", "close"),
    [
        ("John Ronald Reuel", "J. R. R.", "J.R.R."),
        ("J.R.R.", "J. R. R.", "J.R.R."),
        ("Jean-Pierre", "J.-P.", "J.-P."),
        ("Jo-ann", "J.", "J."),
        ("Élodie", "É.", "É."),
        ("E\u0301lodie", "E\u0301.", "E\u0301."),
    ],
)
def test_initials(given: str, spaced: str, close: str) -> None:
    assert initials(given, " ") == spaced
    assert initials(given, "") == close


def test_a_dropped_particle_goes_behind_the_given_name() -> None:
    name = name_of(family="Humboldt", given="Alexander von")
    assert (name.natural, name.inverted) == ("Alexander von Humboldt", "Humboldt, Alexander von")
    assert (name.surname, name.initials_last(" ")) == ("Humboldt", "Humboldt, A. von")


@pytest.mark.parametrize("text", ["Petrov, Ana", "van der Berg, Jan", "King, Martin Luther, Jr.", "Reuters"])
def test_family_name_first_is_read_back_as_it_is_written(text: str) -> None:
    assert parse_name(text).inverted == text
    assert parse_name(parse_name(text).natural) == parse_name(text)


@given(st.text(min_size=1))
def test_nothing_is_invented(text: str) -> None:
    name = parse_name(text)
    written = set("".join(text.split()))
    assert set("".join(name.natural.split())) <= written
    assert set("".join(name.inverted.split())) <= written | {","}
    name.initials_last(" ")
    name.initials_first("")
