from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.numbers import normalise


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50,000", "50000"),
        ("more than 50,000", "50000"),
        ("seventeen", "17"),
        ("Twenty-one", "21"),
        ("about 200", "200"),
        ("55 million", "55000000"),
        ("3.2bn", "3200000000"),
        ("a dozen", "12"),
        ("half a million", "500000"),
        ("two hundred and five", "205"),
        ("three million two hundred thousand", "3200000"),
        ("12\u00a0345", "12345"),
        ("2.50", "2.5"),
        ("100", "100"),
        ("dozens", None),
        ("17 percent", None),
        ("a", None),
        ("", None),
    ],
)
def test_a_number_has_one_form_however_it_is_written(text: str, value: str | None) -> None:
    assert normalise(text) == value


@given(st.integers(0, 10**15))
def test_figures_mean_what_they_say(number: int) -> None:
    assert normalise(str(number)) == normalise(f"{number:,}") == str(number)


@given(st.text())
def test_nothing_that_is_written_makes_it_fail(text: str) -> None:
    value = normalise(text)
    assert value is None or float(value) >= 0
