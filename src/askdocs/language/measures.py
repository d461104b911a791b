"""Units of measurement in English prose, so that half a tonne and 500 kilograms are one amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# What is measured: each unit's names, and how many of the base unit it holds.
_UNITS = {
    "length": {
        "millimetre millimeter mm": "0.001", "centimetre centimeter cm": "0.01", "metre meter m": "1",
        "kilometre kilometer km": "1000", "inch inche": "0.0254", "foot feet ft": "0.3048", "yard": "0.9144",
        "mile": "1609.344", "light-year": "9460730472580800",
    },
    "mass": {
        "milligram mg": "0.000001", "gram gramme g": "0.001", "kilo kilogram kilogramme kg": "1",
        "tonne ton metric-ton": "1000", "ounce oz": "0.0283495", "pound lb": "0.453592",
    },
    "time": {
        "second": "1", "minute": "60", "hour": "3600", "day": "86400", "night": "86400", "week": "604800",
        "month": "2629746", "year": "31556952", "decade": "315569520", "century centurie": "3155695200",
    },
    "area": {
        "square-metre square-meter": "1", "hectare ha": "10000", "acre": "4046.856",
        "square-kilometre square-kilometer square-km": "1000000", "square-mile": "2589988",
    },
    "volume": {"litre liter": "1", "gallon": "3.785", "barrel": "158.987", "cubic-metre cubic-meter": "1000"},
    "power": {"watt": "1", "kilowatt kW": "1000", "megawatt MW": "1000000", "gigawatt GW": "1000000000"},
    "temperature": {"degree degrees-celsius degrees-centigrade °C": "1"},
    "degrees Fahrenheit": {"degrees-fahrenheit °F": "1"},
    "speed": {
        "kilometres-an-hour kilometers-an-hour kilometres-per-hour kilometers-per-hour km/h kph": "1",
        "miles-an-hour miles-per-hour mph": "1.609344", "knot": "1.852",
    },
}  # fmt: skip
_BY_NAME = {
    name: (kind, Decimal(size))
    for kind, units in _UNITS.items()
    for names, size in units.items()
    for name in names.split()
}
_WORDS = re.compile(r"[\s-]?([A-Za-z°/]+)(?:[\s-]([A-Za-z/]+))?(?:[\s-]([A-Za-z/]+))?")
_RATE = re.compile(
    r"\s(?:an?|per|each|every)\s(second|minute|hour|day|week|month|year|person|head|share)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, such as ``length`` or ``mass per day``, and how many of its base unit the unit holds."""

    kind: str
    size: Decimal


def measure(text: str, at: int) -> Measure | None:
    """The unit that follows an amount; None where no unit does.

    Args:
        text: an English text.
        at: where the amount ends.
    """
    found = _WORDS.match(text, at)
    for count in (3, 2, 1) if found else ():
        if found and found[count]:
            name = "-".join(found.group(*range(1, count + 1))) if count > 1 else found[1]
            unit = _BY_NAME.get(name) or (len(name) > 2 and (_BY_NAME.get(name.lower()) or _BY_NAME.get(_one(name))))
            if unit:
                return Measure(unit[0] + rate(text, found.end(count)), unit[1])
    return None


def _one(name: str) -> str:
    return name.lower().removesuffix("s")


def rate(text: str, at: int) -> str:
    """Per what an amount that ends at a place is meant: `` per week``; empty where it is an amount as such."""
    found = _RATE.match(text, at)
    return f" per {found[1].lower()}" if found else ""
