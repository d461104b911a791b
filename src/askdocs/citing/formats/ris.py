"""RIS, as reference managers exchange it. Written here, read with rispy."""

from __future__ import annotations

import re
from typing import Any

from askdocs.citing.dates import Date, parse_date
from askdocs.citing.formats import Record
from askdocs.citing.keys import key_of
from askdocs.citing.names import Name, name_of, parse_name
from askdocs.citing.reference import Kind, Reference
from askdocs.citing.styles.parts import Place, Style
from askdocs.citing.styles.runs import Runs, roman
from askdocs.errors import DocumentError

_TYPES = {
    Kind.NEWSPAPER: "NEWS",
    Kind.WIRE: "NEWS",
    Kind.WEBPAGE: "ELEC",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.REPORT: "RPRT",
    Kind.JOURNAL: "JOUR",
    Kind.MAIL: "PCOMM",
    Kind.INTERVIEW: "PCOMM",
    Kind.DOCUMENT: "GEN",
}
_KINDS = {
    "NEWS": Kind.NEWSPAPER,
    "MGZN": Kind.NEWSPAPER,
    "ELEC": Kind.WEBPAGE,
    "BLOG": Kind.WEBPAGE,
    "WEB": Kind.WEBPAGE,
    "BOOK": Kind.BOOK,
    "EBOOK": Kind.BOOK,
    "EDBOOK": Kind.BOOK,
    "CHAP": Kind.CHAPTER,
    "ECHAP": Kind.CHAPTER,
    "CONF": Kind.CHAPTER,
    "CPAPER": Kind.CHAPTER,
    "RPRT": Kind.REPORT,
    "THES": Kind.REPORT,
    "JOUR": Kind.JOURNAL,
    "EJOUR": Kind.JOURNAL,
    "PCOMM": Kind.MAIL,
    "ICOMM": Kind.MAIL,
}


def entry(reference: Reference, place: Place) -> Runs:
    """One record, from TY to ER."""
    lines = [("TY", _TYPES[reference.kind]), ("ID", place.key or key_of(reference)), ("M3", reference.kind.value)]
    lines += [("AU", name.inverted) for name in reference.authors]
    lines += [("A2", name.inverted) for name in reference.editors]
    first, last = _ends(reference.pages)
    published = parse_date(reference.published)
    accessed = parse_date(reference.accessed)
    fields = {
        "TI": reference.title,
        "T2": reference.container,
        "PB": reference.publisher,
        "CY": reference.place,
        "PY": published.year if published else None,
        "DA": _slashed(published) if published else None,
        "VL": reference.volume,
        "IS": reference.issue,
        "SP": first,
        "EP": last,
        "ET": reference.edition,
        "DO": reference.doi,
        "UR": reference.url,
        "Y2": _slashed(accessed) if accessed else None,
    }
    lines += [(tag, value) for tag, value in fields.items() if value]
    return roman("".join(f"{tag}  - {value}\n" for tag, value in lines) + "ER  - \n")


def _ends(pages: str | None) -> tuple[str | None, str | None]:
    found = re.fullmatch(r"(\w+)\s*[-–]{1,2}\s*(\w+)", pages or "")
    return (found.group(1), found.group(2)) if found else (pages, None)


def _slashed(date: Date) -> str:
    return date.iso.replace("-", "/") if date.month else date.year


def read(text: str, where: str) -> list[Record]:
    """The records of a RIS file."""
    import rispy  # type: ignore[import-untyped]

    text = re.sub(r"\r\n?", "\n", text)
    starts = _starts(text, where)
    found = rispy.loads(text)
    return [_record(fields, line) for fields, line in zip(found, starts, strict=True)]


def _starts(text: str, where: str) -> list[int]:
    """The line on which each record begins; a record without an end would be passed over in silence."""
    starts: list[int] = []
    opened: int | None = None
    for line, content in enumerate(text.split("\n"), start=1):
        tag = content[:5] if content[2:5] == "  -" else ""
        if tag == "ER  -" and opened is not None:
            starts.append(opened)
            opened = None
        elif tag == "TY  -" and opened is not None:
            break
        elif content.startswith("TY"):
            opened = line
    if opened is not None:
        raise DocumentError(
            f"{where}, line {opened}: the record has no ER line at its end", "Export the file again as RIS."
        )
    if not starts:
        raise DocumentError(f"{where} has no RIS record: none begins with TY", "Export the file again as RIS.")
    return starts


def _record(fields: dict[str, Any], line: int) -> Record:
    start, end = _one(fields, "start_page"), _one(fields, "end_page")
    reference = Reference(
        kind=_kind(fields),
        title=_one(fields, "title", "primary_title"),
        authors=_names(fields, "authors", "first_authors"),
        editors=_names(fields, "secondary_authors"),
        container=_one(fields, "secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        publisher=_one(fields, "publisher"),
        place=_one(fields, "place_published"),
        published=_iso(_one(fields, "date", "publication_year", "year")),
        volume=_one(fields, "volume"),
        issue=_one(fields, "number"),
        pages=f"{start}–{end}" if start and end and start != end else start,
        edition=_one(fields, "edition"),
        doi=_one(fields, "doi"),
        url=_one(fields, "urls"),
        accessed=_iso(_one(fields, "access_date")),
    )
    files = [*fields.get("file_attachments1", "").splitlines(), *fields.get("file_attachments2", "").splitlines()]
    return Record(reference, _one(fields, "id"), tuple(files), line)


def _kind(fields: dict[str, Any]) -> Kind:
    said = _one(fields, "type_of_work")
    if said in set(Kind):
        return Kind(said)
    return _KINDS.get(fields["type_of_reference"], Kind.DOCUMENT)


def _one(fields: dict[str, Any], *keys: str) -> str | None:
    for key in keys:
        value = fields.get(key)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str) and first.strip():
            return " ".join(first.split())
    return None


def _names(fields: dict[str, Any], *keys: str) -> tuple[Name, ...]:
    texts: list[str] = next((fields[key] for key in keys if fields.get(key)), [])
    return tuple(_name(" ".join(text.split())) for text in texts if text.strip())


def _name(text: str) -> Name:
    """RIS writes persons family name first; a name without a comma is a whole."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in {2, 3} or not all(parts):
        return parse_name(text) if "," not in text else Name(literal=text)
    return name_of(family=parts[0], given=parts[1], suffix=parts[2] if len(parts) == 3 else None)


def _iso(text: str | None) -> str | None:
    found = re.match(r"(\d{4})(?:/(\d{1,2}))?(?:/(\d{1,2}))?(?:/|$)", text or "")
    if not found:
        return text
    return "-".join([found.group(1), *(f"{int(part):02}" for part in found.groups()[1:] if part)])


STYLE = Style("ris", "RIS", entry, entry)
