from __future__ import annotations

import re

import pytest

from askdocs.language.measures import Measure, measure
from askdocs.language.numbers import normalise


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("57 kilometres long", "length", 57_000),
        ("312-metre tower", "length", 312),
        ("5 m deep", "length", 5),
        ("6 feet", "length", 1.8288),
        ("3 inches", "length", 0.0762),
        ("2 tonnes of diesel", "mass", 2000),
        ("19-year-old man", "time", 19 * 31_556_952),
        ("3 centuries", "time", 3 * 3_155_695_200),
        ("600 square miles", "area", 600 * 2_589_988),
        ("60 km/h", "speed", 60),
        ("60 miles an hour", "speed", 60 * 1.609344),
        ("4.2 light years", "length", 4.2 * 9_460_730_472_580_800),
        ("90 litres a day", "volume per day", 90),
    ],
)
def test_a_unit_is_told_however_it_is_written(text: str, kind: str, amount: float) -> None:
    number = re.match(r"[\d.]+", text)
    assert number
    found = measure(text, number.end())
    assert found is not None
    assert found.kind == kind
    assert float(found.size) * float(normalise(number[0]) or "nan") == pytest.approx(amount)


@pytest.mark.parametrize("text", ["5 people", "5", "5 M", "5 mice", "5 G", "5 🦊"])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert measure(text, 1) is None


def test_one_unit_has_one_size() -> None:
    assert measure("5 kilograms", 1) == measure("5 kg", 1) == measure("5-kilo", 1)
    assert isinstance(measure("5 kg", 1), Measure)
