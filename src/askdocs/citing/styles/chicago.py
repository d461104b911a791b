"""The Chicago Manual of Style, 18th edition: notes and bibliography (its citation quick guide).

As that edition rules: no place of publication, no page range for a chapter, up to two names in a note and six
in the bibliography, no initial "The" in the name of a newspaper. Mail and unpublished interviews are cited in
notes alone. The author-date system shares the entries and differs in where the year stands.
"""

from __future__ import annotations

from askdocs.citing.names import Name
from askdocs.citing.reference import Kind, Reference, same_source, without_article
from askdocs.citing.styles.parts import (
    Place,
    Style,
    accessed_of,
    capitalised,
    dashed,
    date_of,
    is_personal,
    listed,
    ordinal,
    passage,
)
from askdocs.citing.styles.runs import Runs, concat, glue, italic, quoted, roman, spaced, with_mark
from askdocs.citing.titles import CHICAGO_SMALL, short_title, title_case

_WHOLE = {Kind.BOOK, Kind.REPORT}


def entry(reference: Reference, place: Place) -> Runs:
    """Author. “Title.” Source, date. URL."""
    return () if is_personal(reference) else list_entry(reference, year=None)


def note(reference: Reference, place: Place) -> Runs:
    """Author, “Title,” Source, date, page, URL."""
    names = [] if _by_owner(reference) else [name.natural for name in lead_authors(reference)]
    people = few(names) + _role(reference) if names else None
    head = [people, _title_in_note(reference, bool(people))]
    where = passage(reference, page=dashed)
    if reference.kind in _WHOLE or reference.kind is Kind.CHAPTER:
        head = [concat(glue([*head, *_volume(reference)], ","), f" ({_imprint(reference)})"), where]
    elif reference.kind is Kind.JOURNAL:
        head.append(_journal(reference, where))
    else:
        head += [described(reference), *_article(reference), _day(reference), where]
    spoken = f"{reference.quoted}, quoted in " if reference.quoted else ""
    return with_mark(_opened(concat(spoken, glue([*head, reference.link], ","))), ".")


def short_note(reference: Reference, place: Place) -> Runs:
    """Petrov, “Short Title,” 3."""
    names = [] if _by_owner(reference) else [name.surname for name in lead_authors(reference)]
    if reference.title:
        title = _titled(reference, short_title(title_case(reference.title, CHICAGO_SMALL)))
    else:
        title = roman(reference.kind.value)
    return with_mark(_opened(glue([few(names), title, passage(reference, page=dashed)], ",")), ".")


def list_entry(reference: Reference, *, year: str | None) -> Runs:
    """The entry of a bibliography; with a year behind the author, of a list of references."""
    lead = list_of(reference) or _owner(reference)
    title = title_of(reference) or roman(capitalised(described(reference) or reference.kind.value))
    seen = accessed_of(reference)
    pieces = [
        *([lead, year, title] if lead else [title, year]),
        *_source(reference, lead, dated=year is None),
        f"Accessed {seen.month_first}" if seen else None,
        reference.link,
    ]
    return with_mark(glue(pieces, "."), ".")


def heading(reference: Reference) -> Runs:
    """The authors, else who stands in their place, else the title."""
    return list_of(reference) or _owner(reference) or title_of(reference)


def lead_authors(reference: Reference) -> tuple[Name, ...]:
    """The authors; a book's editors; the agency of wire copy."""
    if reference.authors:
        return reference.authors
    if reference.kind is Kind.WIRE and reference.publisher:
        return (Name(literal=reference.publisher),)
    return reference.editors if reference.kind in _WHOLE else ()


def few(names: list[str]) -> str:
    """Up to two names, else the first and "et al."."""
    return f"{names[0]} et al." if len(names) > 2 else listed(names, "and", comma=False)


def list_of(reference: Reference) -> Runs:
    """The names of an entry: six at most, else the first three."""
    names = lead_authors(reference)
    if not names:
        return ()
    written = [names[0].inverted, *(name.natural for name in names[1:])]
    if len(written) == 2:
        people = f"{written[0]}, and {written[1]}"
    else:
        people = f"{', '.join(written[:3])}, et al." if len(written) > 6 else listed(written, "and", comma=True)
    return roman(people + _role(reference))


def title_of(reference: Reference) -> Runs:
    """In italics for a whole work, else in quotation marks; nothing where there is none."""
    return _titled(reference, title_case(reference.title, CHICAGO_SMALL)) if reference.title else ()


def container_of(reference: Reference) -> Runs:
    """Where it appeared: periodicals without their "The"; sites are upright."""
    if reference.container is None or reference.kind is Kind.WEBPAGE:
        return roman(reference.container)
    if reference.kind is Kind.CHAPTER:
        return italic(title_case(reference.container, CHICAGO_SMALL))
    return italic(without_article(reference.container))


def owner_of(reference: Reference) -> Runs:
    """Who stands in an unknown author's place: the newspaper, or the owner of a page."""
    return () if list_of(reference) else _owner(reference)


def described(reference: Reference) -> str | None:
    """What a mail or an interview is: "interview by Jan Berg"."""
    if reference.kind is Kind.MAIL:
        return f"email to {reference.recipient.natural}" if reference.recipient else "email"
    if reference.kind is Kind.INTERVIEW:
        return f"interview by {reference.interviewer.natural}" if reference.interviewer else "interview"
    return None


def _titled(reference: Reference, title: str) -> Runs:
    return italic(title) if reference.kind in _WHOLE else quoted(title)


def _title_in_note(reference: Reference, has_people: bool) -> Runs:
    """The title; where there is none, what it is, unless that is said of mail and interviews anyway."""
    if reference.title or described(reference):
        return title_of(reference)
    return roman(reference.kind.value)


def _opened(runs: Runs) -> Runs:
    return (runs[0]._replace(text=capitalised(runs[0].text)), *runs[1:]) if runs else ()


def _role(reference: Reference) -> str:
    if reference.authors or reference.kind not in _WHOLE:
        return ""
    return ", eds." if len(reference.editors) > 1 else ", ed."


def _by_owner(reference: Reference) -> bool:
    """Whether an organisation wrote it, which a note to a page names behind the title."""
    return reference.kind is Kind.WEBPAGE and any(name.corporate for name in reference.authors)


def _owner(reference: Reference) -> Runs:
    if reference.title is None:
        return ()
    if reference.kind is Kind.NEWSPAPER:
        return container_of(reference)
    return roman(reference.publisher or reference.container) if reference.kind is Kind.WEBPAGE else ()


def _day(reference: Reference) -> str:
    date, seen = date_of(reference), accessed_of(reference)
    return date.month_first if date else f"accessed {seen.month_first}" if seen else "n.d."


def _imprint(reference: Reference) -> str:
    date = date_of(reference)
    return ", ".join(filter(None, (reference.publisher, date.year if date else "n.d.")))


def _article(reference: Reference) -> list[Runs]:
    """Where an article or a page appeared, and who is behind that."""
    names = [name.natural for name in reference.authors]
    owner = few(names) if _by_owner(reference) else reference.publisher
    if (reference.kind is Kind.WIRE and not reference.authors) or same_source(owner, reference.container):
        owner = None
    return [container_of(reference), roman(owner)]


def _volume(reference: Reference) -> list[Runs | str | None]:
    editors = [name.natural for name in reference.editors] if _has_editors_apart(reference) else []
    inside = reference.kind is Kind.CHAPTER and reference.container
    return [
        concat("in ", container_of(reference)) if inside else None,
        f"ed. {few(editors)}" if editors else None,
        *_numbers(reference),
    ]


def _numbers(reference: Reference) -> list[str | None]:
    return [
        f"{ordinal(reference.edition)} ed." if reference.edition else None,
        f"vol. {reference.volume}" if reference.volume else None,
        f"no. {reference.issue}" if reference.issue else None,
    ]


def _has_editors_apart(reference: Reference) -> bool:
    return bool(reference.editors) and (bool(reference.authors) or reference.kind is Kind.CHAPTER)


def _journal(reference: Reference, where: str | None, *, dated: bool = True) -> Runs:
    """Journal 12, no. 3 (2021): 45; without the date in brackets, Journal 12 (3): 45."""
    name = spaced(container_of(reference), reference.volume)
    if dated:
        date = date_of(reference)
        issue = glue([name, f"no. {reference.issue}" if reference.issue else None], ",")
        told = spaced(issue, f"({date.year if date else 'n.d.'})")
    else:
        told = spaced(name, f"({reference.issue})" if reference.issue else None)
    return glue([told, where], ":")


def _source(reference: Reference, lead: Runs, *, dated: bool) -> list[Runs | str | None]:
    """What follows the title: where it appeared, who published it and, unless the year is said before, when."""
    date = date_of(reference)
    year = (date.year if date else "n.d.") if dated else None
    if reference.kind is Kind.JOURNAL:
        return [_journal(reference, dashed(reference.pages) if reference.pages else None, dated=dated)]
    if reference.kind in _WHOLE or reference.kind is Kind.CHAPTER:
        imprint = glue([reference.publisher, year], ",")
        return [*_book(reference), imprint]
    day = (date.month_first if dated else date.month_day) if date else None
    if dated and not date and not accessed_of(reference):
        day = "n.d."
    first = {run.text for run in lead}
    places = [place for place in _article(reference) if place and place[0].text not in first]
    if any(name.corporate for name in lead_authors(reference)):
        places = [place for place in places if not same_source(place[0].text, lead[0].text)]
    about = capitalised(described(reference) or "") if reference.title else None
    if reference.kind is Kind.WEBPAGE:
        return [*places, capitalised(day) if day else None]
    return [about, glue([*places, day if places or not day else capitalised(day)], ",")]


def _book(reference: Reference) -> list[Runs | str | None]:
    """In Book, edited by Jan Berg. 2nd ed."""
    editors = [name.natural for name in reference.editors] if _has_editors_apart(reference) else []
    edited = f"edited by {listed(editors, 'and', comma=True)}" if editors else None
    numbers = [capitalised(number) for number in _numbers(reference) if number]
    if reference.kind is Kind.CHAPTER and reference.container:
        return [glue([concat("In ", container_of(reference)), edited], ","), *numbers]
    return [capitalised(edited) if edited else None, *numbers]


STYLE = Style("chicago", "Chicago Manual of Style, 18th edition, notes", entry, note, heading, short=short_note)
