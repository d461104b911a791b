from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.names import same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gantz", "Benny Gantz"),
        ("Defence Minister Benny Gantz", "Mr. Gantz"),
        ("J. Holm", "Jan Holm"),
        ("van der Berg", "Ludwig van der Berg"),
        ("Sinead O'Brien", "Sinéad O’Brien’s"),
        ("NSO", "NSO Group"),
        ("UN", "United Nations"),
        ("U.N.", "United Nations"),
        ("OLW", "Open Licence Watch"),
        ("HARBOUR Software", "Harbour Software Ltd"),
    ],
)
def test_names_of_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Benny", "Benny Gantz"),
        ("K. Holm", "Jan Holm"),
        ("Jan Holm", "Anna Holm"),
        ("Group", "NSO Group"),
        ("Ministry", "Defence Ministry"),
        ("Un", "United Nations"),
        ("", "Gantz"),
        ("?", "!"),
    ],
)
def test_names_of_others(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


@given(st.text(), st.text())
def test_sameness_has_no_direction(one: str, other: str) -> None:
    assert same(one, other) == same(other, one)
