"""The Chicago Manual of Style, 18th edition: author-date (its citation quick guide).

Entries are those of the bibliography with the year behind the author and not said again in the date.
"""

from __future__ import annotations

from askdocs.citing.reference import Reference
from askdocs.citing.styles.chicago import described, few, heading, lead_authors, list_entry, owner_of, title_of
from askdocs.citing.styles.parts import Place, Style, dashed, date_of, is_personal, passage
from askdocs.citing.styles.runs import Runs, concat, glue, roman


def entry(reference: Reference, place: Place) -> Runs:
    """Author. Year. “Title.” Source, month and day. URL."""
    return () if is_personal(reference) else list_entry(reference, year=_year(reference, place))


def citation(reference: Reference, place: Place) -> Runs:
    """(Petrov 2021, 3)."""
    if is_personal(reference):
        date = date_of(reference)
        who = few([name.natural for name in reference.authors])
        return concat("(", glue([who, described(reference), date.month_first if date else "n.d."], ","), ")")
    spoken = f"{reference.quoted}, quoted in " if reference.quoted else ""
    lead = roman(few([name.surname for name in lead_authors(reference)])) or owner_of(reference) or title_of(reference)
    head = concat(lead or roman(reference.kind.value), " ", _year(reference, place))
    return concat(f"({spoken}", glue([head, passage(reference, page=dashed)], ","), ")")


def _year(reference: Reference, place: Place) -> str:
    date = date_of(reference)
    return f"{date.year}{place.suffix}" if date else "n.d." + (f"-{place.suffix}" if place.suffix else "")


STYLE = Style(
    "chicago-author-date", "Chicago Manual of Style, 18th edition, author-date", entry, citation, heading, lettered=True
)
