"""MLA style, 9th edition (style.mla.org: works cited, a quick guide; citing by medium).

Every source is its author and its title, then one container: its title, who else had a part in it, its version,
number, publisher, date and location. An organisation that publishes its own words is given as publisher alone.
Addresses keep their protocol, as they do where they are to be followed.
"""

from __future__ import annotations

from askdocs.citing.names import Name
from askdocs.citing.reference import Kind, Reference, same_source
from askdocs.citing.styles.parts import (
    Place,
    Style,
    accessed_of,
    capitalised,
    dashed,
    date_of,
    is_within,
    listed,
    ordinal,
    page_range,
    passage,
    written_by,
)
from askdocs.citing.styles.runs import Runs, concat, glue, italic, quoted, roman, with_mark
from askdocs.citing.titles import MLA_SMALL, short_title, title_case


def entry(reference: Reference, place: Place) -> Runs:
    """Author. Title. Container, …, date, location. Accessed date."""
    seen = accessed_of(reference)
    lead = "---" if place.repeated and authors(reference) else _people(reference)
    done = _interview(reference)
    apart = capitalised(done) if done and reference.container else None
    source = _container(reference, None if apart else done)
    seen_on = f"Accessed {seen.abbreviated}" if seen else None
    return with_mark(glue([lead, _title(reference), apart, source, seen_on], "."), ".")


def citation(reference: Reference, place: Place) -> Runs:
    """(Petrov 3)."""
    names = [name.surname for name in authors(reference)]
    who = roman(f"{names[0]} et al." if len(names) > 2 else listed(names, "and", comma=False))
    lead = who or _title_in_text(reference)
    where = passage(reference, page=dashed, paragraph="par.")
    spoken = "qtd. in " if reference.quoted else ""
    if where and where.startswith("par."):
        return concat(f"({spoken}", glue([lead, where], ","), ")")
    return concat(f"({spoken}", lead, f" {where})" if where else ")")


def heading(reference: Reference) -> Runs:
    """The authors, else the title."""
    return roman(_people(reference)) or _title(reference)


def authors(reference: Reference) -> tuple[Name, ...]:
    """Who stands first: the authors unless they are the publisher, a book's editors."""
    if written_by(reference, reference.publisher) or written_by(reference, reference.container):
        return ()
    return reference.authors or (reference.editors if reference.kind is Kind.BOOK else ())


def _people(reference: Reference) -> str | None:
    names = authors(reference)
    if not names:
        return None
    role = ""
    if not reference.authors:
        role = ", editors" if len(names) > 1 else ", editor"
    if len(names) > 2:
        return f"{names[0].inverted}, et al.{role}"
    return ", and ".join([names[0].inverted, *(name.natural for name in names[1:])]) + role


def _title(reference: Reference) -> Runs:
    if reference.title is None:
        return roman(_description(reference))
    title = title_case(reference.title, MLA_SMALL)
    return italic(title) if _is_whole(reference) else quoted(title)


def _is_whole(reference: Reference) -> bool:
    whole = {Kind.BOOK, Kind.REPORT, Kind.DOCUMENT}
    return reference.kind in whole and not is_within(reference)


def _description(reference: Reference) -> str:
    if reference.kind is Kind.MAIL:
        return f"E-mail to {reference.recipient.natural}" if reference.recipient else "E-mail"
    return capitalised(reference.kind.value)


def _container(reference: Reference, done: str | None) -> Runs:
    date = date_of(reference)
    publisher = None if same_source(reference.publisher, reference.container) else reference.publisher
    pieces = [
        italic(_container_title(reference)),
        done,
        *_contributors(reference),
        f"{ordinal(reference.edition)} ed." if reference.edition else None,
        f"vol. {reference.volume}" if reference.volume else None,
        f"no. {reference.issue}" if reference.issue else None,
        publisher,
        date.abbreviated if date else None,
        page_range(reference.pages) if reference.pages else None,
        reference.link,
    ]
    there = glue(pieces, ",")
    return concat((there[0]._replace(text=capitalised(there[0].text)), *there[1:])) if _opens_roman(there) else there


def _container_title(reference: Reference) -> str | None:
    if reference.kind is Kind.CHAPTER and reference.container:
        return title_case(reference.container, MLA_SMALL)
    return reference.container


def _interview(reference: Reference) -> str | None:
    if reference.kind is not Kind.INTERVIEW or not reference.interviewer:
        return None
    return f"{'interview' if reference.title else 'conducted'} by {reference.interviewer.natural}"


def _opens_roman(runs: Runs) -> bool:
    return bool(runs) and not runs[0].italic and not runs[0].text.startswith("http")


def _contributors(reference: Reference) -> list[str]:
    if reference.kind is Kind.MAIL and reference.title and reference.recipient:
        return [f"received by {reference.recipient.natural}"]
    if reference.editors and reference.authors:
        names = [name.natural for name in reference.editors]
        return [f"edited by {f'{names[0]} et al.' if len(names) > 2 else listed(names, 'and', comma=False)}"]
    return []


def _title_in_text(reference: Reference) -> Runs:
    if reference.title is None:
        return roman(_description(reference))
    title = short_title(title_case(reference.title, MLA_SMALL))
    return italic(title) if _is_whole(reference) else quoted(title)


STYLE = Style("mla", "MLA style, 9th edition", entry, citation, heading)
