"""The styles that follow no manual: plain (the command line's own), a Markdown footnote, and HTML."""

from __future__ import annotations

import html
import re

from askdocs.citing.reference import Kind, LocatorKind, Reference, same_source
from askdocs.citing.styles.parts import Place, Style, capitalised, date_of, listed, passage
from askdocs.citing.styles.runs import Runs, concat, glue, italic, roman, spaced, to_html, to_markdown, with_mark


def plain(reference: Reference, place: Place) -> Runs:
    """Author. Title. Publication, 28 July 2021. seeds/article.md:17  https://… as one line."""
    return concat(_told(reference), *(f" {path}" for path in _path(reference)), *_link(reference))


def numbered(reference: Reference, place: Place) -> Runs:
    """[1]."""
    return roman(f"[{place.number}]")


def footnote(reference: Reference, place: Place) -> Runs:
    """[^1]: Author. Title. *Publication*, 28 July 2021. <https://…> as one line."""
    link = f" {reference.link}" if reference.link else ""
    return roman(f"[^{place.number}]: " + to_markdown(concat(_told(reference), link)))


def footnote_mark(reference: Reference, place: Place) -> Runs:
    """[^1]."""
    return roman(f"[^{place.number}]")


def cite(reference: Reference, place: Place) -> Runs:
    """Author. <cite>Title</cite>. <i>Publication</i>, <time>28 July 2021</time>."""
    date = date_of(reference)
    title = html.escape(reference.title or capitalised(reference.kind.value))
    if reference.link and re.match(r"https?://", reference.link):
        title = f'<a href="{html.escape(reference.link)}">{title}</a>'
    day = html.escape(date.day_first) if date else None
    if date and re.fullmatch(r"\d{4}", date.year, re.ASCII):
        day = f'<time datetime="{date.iso}">{day}</time>'
    source = ", ".join(filter(None, (to_html(_publication(reference)), day, html.escape(_passage(reference) or ""))))
    people = html.escape(_people(reference) or "")
    lead = f"{people}{'' if people.endswith('.') else '.'} " if people else ""
    stop = "" if re.search(r"[.!?…](?:</\w+>)*$", source) else "."
    return roman(f"{lead}<cite>{title}</cite>{f', {source}{stop}' if source else '.'}")


def _told(reference: Reference) -> Runs:
    date = date_of(reference)
    source = glue([_publication(reference), date.day_first if date else None, _passage(reference)], ",")
    # What has no title is named by its publication, and by what it is only where that is unknown too.
    title = reference.title or (None if source else capitalised(reference.kind.value))
    said = f"Quoted: {reference.quoted}" if reference.quoted else None
    return with_mark(glue([_people(reference), title, source, said], "."), ".")


def _people(reference: Reference) -> str | None:
    names = [name.natural for name in reference.authors]
    return f"{names[0]} et al." if len(names) > 3 else listed(names, "and", comma=False) or None


def _publication(reference: Reference) -> Runs:
    issue = f"({reference.issue})" if reference.issue else None
    numbers = (reference.volume, issue) if reference.kind is Kind.JOURNAL else ()
    publisher = None if same_source(reference.publisher, reference.container) else reference.publisher
    return glue([spaced(italic(reference.container), *numbers), publisher], ",")


def _passage(reference: Reference) -> str | None:
    return passage(reference)


def _path(reference: Reference) -> list[str]:
    locator = reference.locator
    if reference.path is None:
        return []
    line = f":{locator.value}" if locator and locator.kind is LocatorKind.LINE else ""
    return [f"{reference.path}{line}"]


def _link(reference: Reference) -> list[str]:
    # Two spaces, so that a terminal's reader tells the path from the address.
    return [f"  {reference.link}"] if reference.link else []


_NOT_PRINTED = ("retrieval date", "editor", "pages", "recipient", "interviewer")

PLAIN = Style("plain", "Plain, with where the words stand", plain, numbered, ignores=_NOT_PRINTED)
MARKDOWN = Style("markdown", "Markdown footnote", footnote, footnote_mark, ignores=_NOT_PRINTED)
HTML = Style("html", "HTML with <cite>", cite, cite, ignores=_NOT_PRINTED)
