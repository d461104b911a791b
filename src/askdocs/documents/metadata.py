"""What a document says of itself, from whatever words it says it in.

What it does not say, or says in a way that could be read as two things, is None: a date is never completed
with a day or a month, and a name is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of :class:`~askdocs.model.DocumentInfo` that a document can state itself."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    published: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()


_FIELDS = {
    **dict.fromkeys(("source", "publication", "site", "publisher"), "source"),
    **dict.fromkeys(("link", "url"), "url"),
    **dict.fromkeys(("date", "published"), "published"),
    **dict.fromkeys(("author", "authors", "author(s)"), "authors"),
    **dict.fromkeys(("tag", "tags", "keywords"), "tags"),
    "title": "title",
}
_UNSAID = frozenset({"", "-", "–", "—", "~", "?", "n/a", "none", "null", "unknown"})


def from_fields(stated: Mapping[str, object]) -> Metadata:
    """Metadata from fields as a file names them, in any case; of two names for one field the first counts."""
    values: dict[str, object] = {}
    for key, value in stated.items():
        name = _FIELDS.get(" ".join(key.split()).casefold())
        if name and _entries(value):
            values.setdefault(name, value)
    return Metadata(
        title=_one(values.get("title")),
        authors=authors(values.get("authors")),
        source=_one(values.get("source")),
        published=iso_date(_one(values.get("published")) or ""),
        url=_web_address(_one(values.get("url"))),
        tags=tags(values.get("tags")),
    )


def authors(value: object) -> tuple[str, ...]:
    """The authors' names: of a list each entry, of a line whatever "and", "&", commas or semicolons divide.

    Where semicolons divide, a comma belongs to the name: ``Smith, John; Doe, Jane``.
    """
    names: list[str] = []
    for entry in _entries(value):
        line = re.sub(r"^by\b:?\s*", "", entry, flags=re.IGNORECASE)
        if isinstance(value, str):
            divided = re.split(r"\s*;\s*" if ";" in line else r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", line)
            for name in divided:
                if names and re.fullmatch(r"(?:[JS]r|Ph\.?D|M\.?D)\.?|I{2,3}|IV", name):
                    names[-1] += f", {name}"
                else:
                    names.append(name)
        else:
            names.append(line)
    return _distinct(names)


def tags(value: object) -> tuple[str, ...]:
    """The tags of a list, or of a line divided by commas, or by white space where it has none."""
    entries = _entries(value)
    if isinstance(value, str):
        entries = [part for entry in entries for part in (entry.split(",") if "," in entry else entry.split())]
    return _distinct(entry.strip().removeprefix("#") for entry in entries)


def iso_date(stated: str) -> str | None:
    """The ISO 8601 date that ``stated`` names, as precisely as it does; None where it names none.

    Of a date that could be read day first or month first, such as 03/04/2021, the year is what is certain.
    """
    stated = stated.strip()
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?\Z", stated)
    if not found:
        return _read_date(stated)
    parts = [part for part in found.groups() if part]
    try:
        date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        return None
    return "-".join(parts)


def _read_date(stated: str) -> str | None:
    years = {int(year) for year in re.findall(r"(?<!\d)[12]\d{3}(?!\d)", stated)}
    if len(years) != 1 or len(stated) > 60:
        return None
    from dateutil import parser

    # The parser fills in what is missing from a default date. Whatever differs between two defaults, or between
    # reading the day first and the month first, was not said. A day must stand there as a number, or it was
    # derived from the name of a weekday.
    try:
        readings = [
            parser.parse(stated, default=default, dayfirst=day_first, ignoretz=True)
            for default in (datetime(1904, 1, 1), datetime(1908, 2, 2))
            for day_first in (False, True)
        ]
    except (ValueError, OverflowError):
        return None
    if {reading.year for reading in readings} != years:
        return None
    parts = [f"{readings[0].year:04}"]
    numbers = {int(number) for number in re.findall(r"\d+", stated)}
    if len({reading.month for reading in readings}) == 1:
        parts.append(f"{readings[0].month:02}")
        if len({reading.day for reading in readings}) == 1 and readings[0].day in numbers:
            parts.append(f"{readings[0].day:02}")
    return "-".join(parts)


def _web_address(stated: str | None) -> str | None:
    """The address in ``[article](address)``, ``<address>`` or among words; None where there is none of the web's."""
    if stated is None:
        return None
    link = re.search(r"\]\(\s*<?([^\s<>]+?)>?(?:\s+[\"'(][^\"')]*[\"')])?\s*\)\s*\Z", stated)
    address = re.search(r"https?://[^\s<>]+", link.group(1) if link else stated, re.IGNORECASE)
    return address.group() if address else None


def _one(value: object) -> str | None:
    return next(iter(_entries(value)), None)


def _entries(value: object) -> list[str]:
    """The strings of a value: itself, those of a list, or the ``name`` of a mapping; each on one line."""
    match value:
        case str():
            line = " ".join(value.split())
            return [] if line.casefold() in _UNSAID else [line]
        case list() | tuple():
            return [entry for item in value if not isinstance(item, list) for entry in _entries(item)]
        case Mapping():
            return _entries(value.get("name"))
    return []


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name.casefold() not in _UNSAID))
