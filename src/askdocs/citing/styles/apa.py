"""APA Style, 7th edition (apastyle.apa.org: reference examples; missing reference information).

Article titles are upright, the titles of whole works italic. Sources that readers cannot retrieve are cited in
the text alone. An agency or an organisation that publishes its own words is their author.
"""

from __future__ import annotations

from collections.abc import Iterable

from askdocs.citing.names import Name
from askdocs.citing.reference import Kind, Reference, same_source
from askdocs.citing.styles.parts import (
    Place,
    Style,
    accessed_of,
    capitalised,
    dashed,
    date_of,
    is_personal,
    is_within,
    listed,
    ordinal,
    page_range,
    passage,
    written_by,
)
from askdocs.citing.styles.runs import Runs, concat, glue, italic, quoted, roman, with_mark
from askdocs.citing.titles import CHICAGO_SMALL, title_case

_YEAR_ONLY = {Kind.BOOK, Kind.CHAPTER, Kind.REPORT, Kind.JOURNAL}


def entry(reference: Reference, place: Place) -> Runs:
    """Author. (Date). Title. Source. URL."""
    if is_personal(reference):
        return ()
    title = _title(reference)
    lead, date = heading(reference), _date(reference, place)
    text = glue([lead, date, *([title] if authors(reference) else []), *_source(reference)], ".")
    link, seen = reference.link, accessed_of(reference)
    if link and seen:
        link = f"Retrieved {seen.month_first}, from {link}"
    return concat(with_mark(text, "."), f" {link}" if link else "")


def citation(reference: Reference, place: Place) -> Runs:
    """(Petrov, 2021, p. 3)."""
    if is_personal(reference):
        who = listed([name.initials_first(" ") for name in reference.authors], "&", comma=True)
        date = date_of(reference)
        said = [who or _description(reference), "personal communication", date.month_first if date else "n.d."]
        return roman(f"({', '.join(said)})")
    spoken = f"{reference.quoted}, as cited in " if reference.quoted else ""
    names = [name.surname for name in authors(reference)]
    who_runs = roman(f"{names[0]} et al." if len(names) > 2 else listed(names, "&", comma=True))
    rest = [_year(reference, place), passage(reference)]
    return concat(f"({spoken}", glue([who_runs or _title_in_text(reference), *rest], ","), ")")


def heading(reference: Reference) -> Runs:
    """The authors, else the title."""
    return roman(_people(reference)) or _title(reference)


def authors(reference: Reference) -> tuple[Name, ...]:
    """Who stands in the author's place: authors, a book's editors, the agency of wire copy."""
    if reference.authors:
        return reference.authors
    if reference.kind is Kind.WIRE and reference.publisher:
        return (Name(literal=reference.publisher),)
    return reference.editors if reference.kind is Kind.BOOK else ()


def _people(reference: Reference) -> str:
    names = [name.initials_last(" ") for name in authors(reference)]
    role = ""
    if names and not reference.authors and reference.kind is Kind.BOOK:
        role = " (Eds.)" if len(names) > 1 else " (Ed.)"
    if len(names) > 20:
        return f"{', '.join(names[:19])}, … {names[-1]}{role}"
    if len(names) == 2:
        return f"{names[0]}, & {names[1]}{role}"
    return listed(names, "&", comma=True) + role


def _date(reference: Reference, place: Place) -> str:
    date = date_of(reference)
    if date is None or reference.kind in _YEAR_ONLY:
        return f"({_year(reference, place)})"
    return f"({date._replace(year=_year(reference, place)).year_first})"


def _year(reference: Reference, place: Place) -> str:
    date = date_of(reference)
    return f"{date.year}{place.suffix}" if date else "n.d." + (f"-{place.suffix}" if place.suffix else "")


def _title(reference: Reference) -> Runs:
    title = reference.sentence_title or reference.title
    by = f" by {reference.interviewer.initials_first(' ')}" if reference.interviewer else ""
    if title is None:
        return roman(f"[{_description(reference)}{by}]")
    runs = roman(title) if is_within(reference) else italic(title)
    if reference.kind is Kind.INTERVIEW:
        return concat(runs, f" [Interview{by}]")
    if reference.kind is Kind.REPORT and reference.issue:
        return _bracketed(runs, (*_volume(reference), f"No. {reference.issue}"))
    return _bracketed(runs, _volume(reference)) if reference.kind in {Kind.BOOK, Kind.REPORT} else runs


def _volume(reference: Reference) -> tuple[str, ...]:
    edition = f"{ordinal(reference.edition)} ed." if reference.edition else ""
    return edition, f"Vol. {reference.volume}" if reference.volume else ""


def _bracketed(runs: Runs, details: Iterable[str]) -> Runs:
    inside = ", ".join(filter(None, details))
    return concat(runs, f" ({inside})") if inside else runs


def _source(reference: Reference) -> list[Runs]:
    container = reference.container
    publisher = None if written_by(reference, reference.publisher) else roman(reference.publisher)
    match reference.kind:
        case Kind.CHAPTER:
            return [_in_book(reference), publisher or ()]
        case Kind.JOURNAL:
            number = concat(italic(reference.volume), f"({reference.issue})" if reference.issue else "")
            return [glue([italic(container), number, dashed(reference.pages) if reference.pages else None], ",")]
        case Kind.NEWSPAPER | Kind.WIRE | Kind.INTERVIEW if container:
            return [glue([italic(container), dashed(reference.pages) if reference.pages else None], ",")]
        case Kind.WIRE:
            return [publisher or ()] if reference.authors else []
        case _:
            site = None if written_by(reference, container) else roman(container)
            return [site or (), () if same_source(container, reference.publisher) else publisher or ()]


def _in_book(reference: Reference) -> Runs:
    if not reference.container:
        return ()
    people = listed([name.initials_first(" ") for name in reference.editors], "&", comma=True)
    role = f" {people} ({'Eds.' if len(reference.editors) > 1 else 'Ed.'})," if people else ""
    pages = page_range(reference.pages) if reference.pages else ""
    return concat(f"In{role} ", _bracketed(italic(reference.container), (*_volume(reference), pages)))


def _title_in_text(reference: Reference) -> Runs:
    if reference.title is None:
        return roman(f"[{_description(reference)}]")
    title = title_case(reference.title, CHICAGO_SMALL)
    return quoted(title) if is_within(reference) else italic(title)


def _description(reference: Reference) -> str:
    return capitalised(reference.kind.value)


STYLE = Style("apa", "APA Style, 7th edition", entry, citation, heading, lettered=True, ignores=("recipient",))
