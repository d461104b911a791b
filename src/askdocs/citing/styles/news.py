"""An inline attribution, as newspapers write it: "Ana Petrov of the Harbour Ledger reported on 28 July 2021".

There are no footnotes in a newspaper: the sentence names who said it, where and when. Names are given in full,
in the order in which they are spoken (the Guardian and Observer style guide; the BBC's guidance on attribution).
"""

from __future__ import annotations

from askdocs.citing.names import Name
from askdocs.citing.reference import Kind, Reference, without_article
from askdocs.citing.styles.parts import Place, Style, capitalised, date_of, listed
from askdocs.citing.styles.runs import Runs, roman

_REPORTED = {Kind.NEWSPAPER, Kind.WIRE}
_TITLED = {Kind.BOOK, Kind.REPORT, Kind.DOCUMENT, Kind.CHAPTER}


def entry(reference: Reference, place: Place) -> Runs:
    """The attribution, as the opening of a sentence."""
    who, source = _people(reference), _source(reference)
    if reference.quoted:
        words = [f"{reference.quoted}, quoted", *_carrier(reference, who, source), _when(reference)]
    elif reference.kind in _REPORTED and (who or source):
        words = [" of ".join(filter(None, (who, source))), "reported", _run_in(reference), _when(reference)]
    elif who:
        words = [who, _said(reference), _where(reference, source if source != who else None), _when(reference)]
    elif source:
        published = f"published {_named(reference)}" if reference.kind in _TITLED else "wrote"
        words = [source, published, _when(reference)]
    else:
        date = date_of(reference)
        words = [_named(reference) + (f", {date.day_first}" if date else "")]
    return roman(capitalised(" ".join(filter(None, words))))


def _people(reference: Reference) -> str | None:
    names = [_spoken(name) for name in reference.authors]
    return f"{names[0]} and others" if len(names) > 3 else listed(names, "and", comma=False) or None


def _spoken(name: Name) -> str:
    return _in_sentence(name.natural) if name.corporate else name.natural


def _in_sentence(name: str) -> str:
    """The name of a publication in running text: the Harbour Ledger."""
    bare = without_article(name)
    return name if bare == name else f"the {bare}"


def _source(reference: Reference) -> str | None:
    name = reference.publisher if reference.kind is Kind.WIRE else None
    name = name or reference.container or reference.publisher
    return _in_sentence(name) if name else None


def _run_in(reference: Reference) -> str | None:
    """The newspaper that ran an agency's copy."""
    ran = reference.kind is Kind.WIRE and reference.publisher and reference.container
    return f"in {_in_sentence(reference.container)}" if ran and reference.container else None


def _carrier(reference: Reference, who: str | None, source: str | None) -> list[str | None]:
    if who:
        return [f"by {who}", _where(reference, source)]
    return [f"in {source or _named(reference)}"]


def _said(reference: Reference) -> str:
    organisation = any(name.corporate for name in reference.authors)
    return "said" if organisation or reference.kind in {Kind.REPORT, Kind.INTERVIEW} else "wrote"


def _where(reference: Reference, source: str | None) -> str | None:
    if reference.kind in _TITLED:
        title = reference.container if reference.kind is Kind.CHAPTER else reference.title
        return f"in “{title}”" if title else f"in {_a(reference)}"
    if reference.kind in {Kind.MAIL, Kind.INTERVIEW}:
        return f"in {_a(reference)}" + (f" with {source}" if source and reference.kind is Kind.INTERVIEW else "")
    preposition = "on" if reference.kind is Kind.WEBPAGE else "in"
    return f"{preposition} {source}" if source else None


def _named(reference: Reference) -> str:
    return f"“{reference.title}”" if reference.title else _a(reference)


def _a(reference: Reference) -> str:
    kind = reference.kind.value
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _when(reference: Reference) -> str | None:
    date = date_of(reference)
    return f"{'on' if date.day else 'in'} {date.day_first}" if date else None


STYLE = Style(
    "news",
    "Inline attribution, as newspapers write it",
    entry,
    entry,
    ignores=("url", "pages", "editor", "volume", "retrieval date"),
)
