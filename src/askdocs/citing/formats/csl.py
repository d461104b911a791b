"""CSL-JSON, as its schema lists it (citation-style-language/schema, csl-data.json)."""

from __future__ import annotations

import json
import re
from typing import Any

from askdocs.citing.dates import parse_date
from askdocs.citing.formats import Record
from askdocs.citing.keys import key_of
from askdocs.citing.names import Name
from askdocs.citing.reference import Kind, Reference
from askdocs.citing.styles.parts import Place, Style
from askdocs.citing.styles.runs import Runs, roman
from askdocs.errors import DocumentError

_TYPES = {
    Kind.NEWSPAPER: "article-newspaper",
    Kind.WIRE: "article-newspaper",
    Kind.WEBPAGE: "webpage",
    Kind.BOOK: "book",
    Kind.CHAPTER: "chapter",
    Kind.REPORT: "report",
    Kind.JOURNAL: "article-journal",
    Kind.MAIL: "personal_communication",
    Kind.INTERVIEW: "interview",
    Kind.DOCUMENT: "document",
}
_KINDS = {name: kind for kind, name in _TYPES.items()} | {
    "article-newspaper": Kind.NEWSPAPER,
    "article-magazine": Kind.NEWSPAPER,
    "post-weblog": Kind.WEBPAGE,
    "post": Kind.WEBPAGE,
    "entry-encyclopedia": Kind.CHAPTER,
    "entry-dictionary": Kind.CHAPTER,
    "paper-conference": Kind.CHAPTER,
    "thesis": Kind.REPORT,
}
# The schema's variables for the reference's fields.
_TEXTS = {
    "title": "title",
    "container": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "pages": "page",
    "edition": "edition",
    "url": "URL",
    "doi": "DOI",
}

_HINT = "Export the file again as CSL-JSON."


def entry(reference: Reference, place: Place) -> Runs:
    """One object of a CSL-JSON array."""
    item: dict[str, Any] = {"id": place.key or key_of(reference), "type": _TYPES[reference.kind]}
    if reference.kind is Kind.WIRE:
        item["genre"] = reference.kind.value
    item |= {variable: value for field, variable in _TEXTS.items() if (value := getattr(reference, field))}
    if reference.issue:
        item["number" if reference.kind is Kind.REPORT else "issue"] = reference.issue
    people = {
        "author": reference.authors,
        "editor": reference.editors,
        "recipient": (reference.recipient,),
        "interviewer": (reference.interviewer,),
    }
    item |= {variable: [_name(name) for name in names if name] for variable, names in people.items() if any(names)}
    for variable, text in (("issued", reference.published), ("accessed", reference.accessed)):
        if text:
            item[variable] = _date(text)
    return roman(json.dumps(item, ensure_ascii=False, indent=2))


def _name(name: Name) -> dict[str, str]:
    parts = {
        "literal": name.literal,
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropping,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _date(text: str) -> dict[str, Any]:
    date = parse_date(text)
    if date is None or not re.fullmatch(r"\d{4}", date.year, re.ASCII):
        return {"literal": text}
    return {"date-parts": [[int(date.year), *(part for part in (date.month, date.day) if part)]]}


def read(text: str, where: str) -> list[Record]:
    """The items of a CSL-JSON array, or of the ``items`` of an object."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(f"{where}, line {error.lineno}: {error.msg}", _HINT) from error
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{where}: a number too long, or lists nested too deeply", _HINT) from error
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise DocumentError(f"{where} is no CSL-JSON: a list of items is expected", _HINT)
    return [_record(item) for item in items]


def _record(item: dict[str, Any]) -> Record:
    fields: dict[str, Any] = {field: _text(item.get(variable)) for field, variable in _TEXTS.items()}
    told = item.get("genre") == Kind.WIRE.value
    kind = Kind.WIRE if told else _KINDS.get(str(item.get("type")), Kind.DOCUMENT)
    reference = Reference(
        kind=kind,
        **fields,
        issue=_text(item.get("issue")) or _text(item.get("number")),
        authors=_names(item.get("author")),
        editors=_names(item.get("editor")),
        recipient=next(iter(_names(item.get("recipient"))), None),
        interviewer=next(iter(_names(item.get("interviewer"))), None),
        published=_iso(item.get("issued")),
        accessed=_iso(item.get("accessed")),
    )
    return Record(reference, _text(item.get("id")))


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def _names(value: Any) -> tuple[Name, ...]:
    people = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    names = (
        Name(
            literal=_text(item.get("literal")),
            family=_text(item.get("family")),
            given=_text(item.get("given")),
            particle=_text(item.get("non-dropping-particle")),
            dropping=_text(item.get("dropping-particle")),
            suffix=_text(item.get("suffix")),
        )
        for item in people
    )
    return tuple(name for name in names if name.natural)


def _iso(value: Any) -> str | None:
    """A date variable as an ISO text; a text that is no date stays what it is."""
    if not isinstance(value, dict):
        return _text(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [int(part) for part in map(str, parts[0]) if re.fullmatch(r"\d{1,4}", part, re.ASCII)]
        if numbers:
            return "-".join([f"{numbers[0]:04}", *(f"{part:02}" for part in numbers[1:3])])
    return _text(value.get("literal")) or _text(value.get("raw"))


STYLE = Style("csl-json", "CSL-JSON", entry, entry, between=",\n", frame=("[\n", "\n]"))
