"""BibTeX and BibLaTeX. Written here, with our own escaping; read with bibtexparser 2.

Every value stands in braces on one line. Addresses and DOIs are written as they are, as the programs that
typeset them expect; only what would end or break a field is percent-encoded there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from askdocs.citing.dates import Date, parse_date
from askdocs.citing.formats import Record
from askdocs.citing.keys import key_of
from askdocs.citing.names import Name, name_of, parse_name
from askdocs.citing.reference import Kind, Reference
from askdocs.citing.styles.parts import Place, Style, dashed
from askdocs.citing.styles.runs import Runs, roman
from askdocs.errors import DocumentError

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
# What TeX's fonts run together to another sign: dashes, quotation marks, inverted marks.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)")
_TYPES = {
    Kind.NEWSPAPER: "article",
    Kind.WIRE: "article",
    Kind.WEBPAGE: "misc",
    Kind.BOOK: "book",
    Kind.CHAPTER: "incollection",
    Kind.REPORT: "techreport",
    Kind.JOURNAL: "article",
    Kind.MAIL: "misc",
    Kind.INTERVIEW: "misc",
    Kind.DOCUMENT: "misc",
}
_BIBLATEX_TYPES = _TYPES | {Kind.WEBPAGE: "online", Kind.REPORT: "report"}
_SUBTYPES = {
    Kind.NEWSPAPER: "newspaper",
    Kind.WIRE: "wire",
    Kind.MAIL: "email",
    Kind.INTERVIEW: "interview",
    Kind.WEBPAGE: "webpage",
}
_KINDS = {
    "article": Kind.JOURNAL,
    "online": Kind.WEBPAGE,
    "electronic": Kind.WEBPAGE,
    "www": Kind.WEBPAGE,
    "book": Kind.BOOK,
    "mvbook": Kind.BOOK,
    "collection": Kind.BOOK,
    "proceedings": Kind.BOOK,
    "incollection": Kind.CHAPTER,
    "inbook": Kind.CHAPTER,
    "inproceedings": Kind.CHAPTER,
    "conference": Kind.CHAPTER,
    "report": Kind.REPORT,
    "techreport": Kind.REPORT,
    "thesis": Kind.REPORT,
    "phdthesis": Kind.REPORT,
    "mastersthesis": Kind.REPORT,
}


def bibtex_entry(reference: Reference, place: Place) -> Runs:
    """One entry for BibTeX."""
    kind = _TYPES[reference.kind]
    date = parse_date(reference.published)
    fields = _fields(reference, "journal" if kind == "article" else "howpublished", "address")
    if date:
        fields["year"] = _escaped(date.year)
        fields["day"] = str(date.day) if date.day else None
    month = f"  month = {_MONTHS[date.month - 1]},\n" if date and date.month else ""
    return _written(kind, reference, place, fields, month)


def biblatex_entry(reference: Reference, place: Place) -> Runs:
    """One entry for BibLaTeX."""
    kind = _BIBLATEX_TYPES[reference.kind]
    fields = _fields(reference, "journaltitle" if kind == "article" else "organization", "location")
    fields["date"] = _escaped(reference.published)
    return _written(kind, reference, place, fields, "")


def _fields(reference: Reference, container: str, place: str) -> dict[str, str | None]:
    container = "booktitle" if reference.kind is Kind.CHAPTER else container
    publisher = "institution" if reference.kind is Kind.REPORT else "publisher"
    return {
        "author": " and ".join(_person(name) for name in reference.authors),
        "editor": " and ".join(_person(name) for name in reference.editors),
        "title": _title(reference.title) if reference.title else None,
        container: _escaped(reference.container),
        publisher: _escaped(reference.publisher),
        place: _escaped(reference.place),
        "entrysubtype": _SUBTYPES.get(reference.kind),
        "volume": _escaped(reference.volume),
        "number": _escaped(reference.issue),
        "pages": _pages(reference.pages),
        "edition": _escaped(reference.edition),
        "doi": _verbatim(reference.doi),
        "url": _verbatim(reference.url),
        "urldate": _escaped(reference.accessed),
    }


def _written(kind: str, reference: Reference, place: Place, fields: Mapping[str, str | None], month: str) -> Runs:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return roman(f"@{kind}{{{place.key or key_of(reference)},\n{lines}{month}}}\n")


def _escaped(text: str | None) -> str | None:
    if text is None:
        return None
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], _LIGATURE.sub("\x00", text)).replace("\x00", "{}")


def _title(title: str) -> str:
    """Words with capitals after their first letter are kept from the styles that print titles in lower case."""
    words = re.split(r"(\s+)", title)
    return "".join(f"{{{_escaped(w)}}}" if any(c.isupper() for c in w[1:]) else _escaped(w) or "" for w in words)


def _pages(pages: str | None) -> str | None:
    return (_escaped(dashed(pages)) or "").replace("–", "--") if pages else None


def _verbatim(text: str | None) -> str | None:
    return re.sub(r"[\\{}]", lambda found: f"%{ord(found.group()):02X}", text) if text else None


def _person(name: Name) -> str:
    if name.literal or not name.family:
        return f"{{{_escaped(name.natural)}}}"
    given = " ".join(filter(None, (name.given, name.dropping)))
    parts = [name.surname, *([name.suffix] if name.suffix else []), given]
    return ", ".join(_part(part) for part in parts if part) if given else f"{{{_escaped(name.natural)}}}"


def _part(part: str) -> str:
    """A part of a name; one that would be taken for more than that stands in braces."""
    return f"{{{_escaped(part)}}}" if re.search(r",|\band\b", part, re.IGNORECASE) else _escaped(part) or ""


def read(text: str, where: str) -> list[Record]:
    """The entries of a BibTeX or BibLaTeX file."""
    import logging

    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares.names import SeparateCoAuthors

    # Its warnings say again what the errors below say.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text, append_middleware=[SeparateCoAuthors()])
    for block in library.failed_blocks:
        raise DocumentError(f"{where}, line {_line(block)}: {_fault(block)}", "Correct the entry that begins there.")
    decode = _decoder()
    return [_record(entry, decode) for entry in library.entries]


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _fault(block: Block) -> str:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    if isinstance(block, DuplicateBlockKeyBlock):
        return f"the key {block.key!r} is used before"
    if isinstance(block, DuplicateFieldKeyBlock):
        return f"a field is given twice: {', '.join(sorted(block.duplicate_keys))}"
    return "this is no BibTeX entry"


def _decoder() -> Callable[[str], str]:
    """From LaTeX to the text that it prints."""
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

    latex = LatexNodes2Text(math_mode="verbatim", keep_comments=True)

    def decode(text: str) -> str:
        held = _UNKNOWN.sub(lambda found: _STAND_INS[found.group(1)], text)
        shown = str(latex.latex_to_text(held)).translate(_HELD)
        return " ".join(shown.split())

    return decode


# Commands that pylatexenc drops, or gives a modifier letter for.
_UNKNOWN = re.compile(r"\\(textasciicircum|textbraceleft|textbraceright)(?:\{\}|\s*)")
_STAND_INS = {"textasciicircum": "\x01", "textbraceleft": "\x02", "textbraceright": "\x03"}
_HELD = str.maketrans("\x01\x02\x03", "^{}")


def _record(entry: Entry, decode: Callable[[str], str]) -> Record:
    raw = {key.lower(): field.value for key, field in entry.fields_dict.items()}

    def value(*keys: str) -> str | None:
        return next((text for key in keys if key in raw and (text := decode(str(raw[key])))), None)

    def verbatim(key: str) -> str | None:
        return re.sub(r"\\([_%&#~])", r"\1", str(raw[key]).strip()) or None if key in raw else None

    reference = Reference(
        kind=_kind(entry.entry_type.lower(), value("entrysubtype")),
        title=value("title"),
        authors=_people(raw.get("author"), decode),
        editors=_people(raw.get("editor"), decode),
        container=value("journaltitle", "journal", "booktitle", "maintitle", "organization", "howpublished"),
        publisher=value("publisher", "institution", "school"),
        place=value("location", "address"),
        published=_iso(value("date"), value("year"), value("month"), value("day")),
        volume=value("volume"),
        issue=value("number", "issue"),
        pages=dashed(pages) if (pages := value("pages")) else None,
        edition=value("edition"),
        doi=verbatim("doi"),
        url=verbatim("url"),
        accessed=value("urldate"),
    )
    return Record(reference, entry.key, _files(value("file")), _line(entry))


def _kind(entry_type: str, subtype: str | None) -> Kind:
    named = {name: kind for kind, name in _SUBTYPES.items()} | {"magazine": Kind.NEWSPAPER}
    return named.get(subtype or "") or _KINDS.get(entry_type, Kind.DOCUMENT)


def _people(value: object, decode: Callable[[str], str]) -> tuple[Name, ...]:
    texts = [str(text) for text in value] if isinstance(value, list) else []
    return tuple(_name(text, decode) for text in texts if decode(text))


def _name(text: str, decode: Callable[[str], str]) -> Name:
    if re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", text.strip()):
        return Name(literal=decode(text))
    parts = [decode(part) for part in re.split(r",(?![^{]*\})", text)]
    if len(parts) == 1 or len(parts) > 3 or not all(parts):
        return parse_name(decode(text)) if len(parts) == 1 else Name(literal=decode(text))
    return name_of(family=parts[0], given=parts[-1], suffix=parts[1] if len(parts) == 3 else None)


def _iso(date: str | None, year: str | None, month: str | None, day: str | None) -> str | None:
    if date or not (year and month and re.fullmatch(r"\d{4}", year, re.ASCII)):
        return date or year
    name = month.strip().lower()[:3]
    number = _MONTHS.index(name) + 1 if name in _MONTHS else int(name) if name.isascii() and name.isdigit() else None
    if number is None or not 1 <= number <= 12:
        return year
    known = Date(year, number, int(day) if day and re.fullmatch(r"\d{1,2}", day, re.ASCII) else None)
    return known.iso


def _files(value: str | None) -> tuple[str, ...]:
    """The paths in a ``file`` field, which reference managers write as ``description:path:type; …``."""
    parts = [part.strip() for part in (value or "").split(";")]
    found = [(part, re.fullmatch(r"[^:]*:(.+):[^:/]*/?[^:/]*", part)) for part in parts if part]
    return tuple(match.group(1) if match else part for part, match in found)


BIBTEX = Style("bibtex", "BibTeX", bibtex_entry, bibtex_entry)
BIBLATEX = Style("biblatex", "BibLaTeX", biblatex_entry, biblatex_entry)
