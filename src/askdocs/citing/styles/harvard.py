"""Harvard as in Cite Them Right, 12th edition (the guides of university libraries that follow it).

Four authors or more are the first and "et al."; pages on the web always carry the date on which they were seen;
a mail and an interview say with whom. Without an author an article stands under its newspaper.
"""

from __future__ import annotations

from askdocs.citing.names import Name
from askdocs.citing.reference import Kind, Reference
from askdocs.citing.styles.parts import (
    Place,
    Style,
    accessed_of,
    capitalised,
    date_of,
    is_within,
    listed,
    ordinal,
    page_range,
    passage,
)
from askdocs.citing.styles.runs import Runs, concat, glue, italic, quoted_singly, roman, with_mark

_ARTICLES = {Kind.NEWSPAPER, Kind.WIRE, Kind.JOURNAL, Kind.CHAPTER, Kind.INTERVIEW}


def entry(reference: Reference, place: Place) -> Runs:
    """Author (Year) ‘Title’, Source, day and month. Available at: URL (Accessed: date)."""
    head = concat(heading(reference), f" ({_year(reference, place)})")
    title = _title(reference) if _people(reference) or _newspaper(reference) else ()
    seen = accessed_of(reference, always=True)
    link = f"Available at: {reference.link}" if reference.link else None
    if link and seen:
        link += f" (Accessed: {seen.day_first})"
    said = glue([*_groups(reference, title), link], ".")
    return with_mark(concat(head, " ", said) if said else head, ".")


def citation(reference: Reference, place: Place) -> Runs:
    """(Petrov, 2021, p. 3)."""
    lead = _few([name.surname for name in authors(reference)]) or _newspaper(reference) or _title(reference)
    spoken = f"{reference.quoted}, quoted in " if reference.quoted else ""
    return concat(f"({spoken}", glue([lead, _year(reference, place), passage(reference)], ","), ")")


def heading(reference: Reference) -> Runs:
    """The authors, else the newspaper, else the title."""
    return _people(reference) or _newspaper(reference) or _title(reference)


def authors(reference: Reference) -> tuple[Name, ...]:
    """The authors; a book's editors; the agency of wire copy."""
    if reference.authors:
        return reference.authors
    if reference.kind is Kind.WIRE and reference.publisher:
        return (Name(literal=reference.publisher),)
    return reference.editors if reference.kind is Kind.BOOK else ()


def _people(reference: Reference) -> Runs:
    names = authors(reference)
    people = _few([name.initials_last("") for name in names])
    if names and not reference.authors and reference.kind is Kind.BOOK:
        return concat(people, _role(reference))
    return people


def _few(names: list[str]) -> Runs:
    if len(names) > 3:
        return concat(f"{names[0]} ", italic("et al."))
    return roman(listed(names, "and", comma=False))


def _role(reference: Reference) -> str:
    return " (eds)" if len(reference.editors) > 1 else " (ed.)"


def _newspaper(reference: Reference) -> Runs:
    return italic(reference.container) if reference.kind is Kind.NEWSPAPER and reference.title else ()


def _title(reference: Reference) -> Runs:
    title = reference.sentence_title or reference.title
    if title is None:
        return roman(f"[{capitalised(reference.kind.value)}]")
    return quoted_singly(title) if reference.kind in _ARTICLES or is_within(reference) else italic(title)


def _year(reference: Reference, place: Place) -> str:
    date = date_of(reference)
    return f"{date.year}{place.suffix}" if date else "no date" + (f" {place.suffix}" if place.suffix else "")


def _groups(reference: Reference, title: Runs) -> list[Runs | str | None]:
    """What is said of the source, in sentences."""
    date = date_of(reference)
    day = date.day_month if date else None
    pages = page_range(reference.pages) if reference.pages else None
    match reference.kind:
        case Kind.MAIL:
            told = f"Email to {reference.recipient.natural}" if reference.recipient else "Email"
            return [glue([told, day], ",")]
        case Kind.INTERVIEW:
            return _interview(reference, title, [day, pages])
        case Kind.CHAPTER:
            return [
                glue([title, _in_book(reference)], ","),
                *_edition(reference),
                glue([_imprint(reference), pages], ","),
            ]
        case Kind.JOURNAL:
            number = (reference.volume or "") + (f"({reference.issue})" if reference.issue else "")
            return [glue([title, italic(reference.container), number, pages], ",")]
        case Kind.BOOK | Kind.REPORT:
            return [title, *_edition(reference), _imprint(reference)]
        case Kind.WEBPAGE:
            return [title]
        case Kind.DOCUMENT if not reference.container:
            return [title, reference.publisher, day]
    where = () if _newspaper(reference) and not reference.authors else italic(reference.container)
    return [glue([title, where, day, pages], ",")]


def _interview(reference: Reference, title: Runs, when: list[str | None]) -> list[Runs | str | None]:
    who = reference.authors[0].natural if len(reference.authors) == 1 else None
    told = f"Interview with {who}" if who and reference.title else None
    by = f"Interviewed by {reference.interviewer.natural}" if reference.interviewer else None
    if by and reference.container:
        source = concat(f"{by} for ", italic(reference.container))
    else:
        source = roman(by) or italic(reference.container)
    return [title if reference.title or not by else None, told, glue([source, *when], ",")]


def _in_book(reference: Reference) -> Runs:
    people = _few([name.initials_first("") for name in reference.editors])
    role = concat(people, _role(reference), " ") if people else ()
    return concat("in ", role, italic(reference.container)) if reference.container else ()


def _edition(reference: Reference) -> list[str | None]:
    return [
        f"{ordinal(reference.edition)} edn" if reference.edition else None,
        f"Vol. {reference.volume}" if reference.volume else None,
        f"No. {reference.issue}" if reference.issue else None,
    ]


def _imprint(reference: Reference) -> str:
    return ": ".join(filter(None, (reference.place, reference.publisher)))


STYLE = Style(
    "harvard", "Harvard, Cite Them Right, 12th edition", entry, citation, heading, lettered=True, dates_every_page=True
)
