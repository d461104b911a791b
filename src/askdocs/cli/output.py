"""Results on stdout: the answer to a reader, or JSON to a program.

Every word from a document passes :func:`askdocs.text.harmless` on its way out, so that no document commands
the terminal. On a terminal, quotes are wrapped to its width and the answering words are bold; elsewhere each
quote is one line.
"""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from askdocs import contract
from askdocs.citing.catalogued import natural
from askdocs.library.wording import NEAREST, NOT_ANSWERED, account_lines, how_sure, listing_heading, marked, unchecked
from askdocs.model import Answer, Description, Document, DocumentInfo, Quote, ScoredPassage
from askdocs.text import Span, harmless

if TYPE_CHECKING:
    from askdocs.library.cite import Hit

_WIDEST = 100
# Longer lines are hard to read, however wide the terminal is.
_INDENT = "  "
_BOLD = ("\x01", "\x02")
# Stand-ins for the start and the end of bold while a text is wrapped: harmless() has removed any others.
_LABELS = {
    "title": "Title",
    "authors": "Author",
    "source": "Source",
    "published": "Date",
    "url": "Link",
    "tags": "Tags",
}


def print_json(value: Mapping[str, Any]) -> None:
    """One JSON document, on one line."""
    click.echo(contract.dumps(dict(value)))


def print_answer(answer: Answer, citations: Sequence[str]) -> None:
    """The quotes, numbered, and under them where each comes from."""
    click.echo()
    if answer.status == "not_found":
        click.echo(_INDENT + NOT_ANSWERED)
        if answer.near:
            click.echo("\n" + _INDENT + NEAREST)
    for number, evidence in enumerate(answer.evidence, 1):
        _print_quote(evidence.quote, evidence.highlight, number, evidence.resolved)
    for number, quote in enumerate(answer.near, 1):
        _print_quote(quote, None, number)
    _print_accounts(answer)
    if answer.status == "answered":
        click.echo(f"\n{_INDENT}{how_sure(answer)}")
    if citations:
        click.echo()
    for number, citation in enumerate(citations, 1):
        click.echo(_wrapped(harmless(citation), f"[{number}] ", "    "))


def print_listing(answer: Answer, lines: Sequence[str]) -> None:
    """What was looked for, and the documents, numbered; ``lines`` are what is known of each."""
    click.echo("\n" + _wrapped(harmless(listing_heading(answer))))
    if lines:
        click.echo()
    for number, known in enumerate(lines, 1):
        click.echo(_wrapped(harmless(known), f"[{number}] ", "    "))


def _print_accounts(answer: Answer) -> None:
    if not answer.accounts:
        return
    click.echo()
    for line in account_lines(answer):
        indent = line[: len(line) - len(line.lstrip())]
        click.echo(_wrapped(harmless(line.lstrip()), _INDENT + indent, _INDENT * 2 + indent))


def print_passages(passages: Sequence[ScoredPassage], citations: Sequence[str]) -> None:
    """Each passage under its reference, with its score."""
    for number, (found, citation) in enumerate(zip(passages, citations, strict=True), 1):
        click.echo(f"{'' if number == 1 else chr(10)}[{number}] {harmless(citation)}  ({found.score:.2f})")
        click.echo(_wrapped(_flat(harmless(found.passage.text))))


def print_hits(hits: Sequence[Hit]) -> None:
    """Each place with how it was found, the source's words, where they differ, whose they are, and the reference."""
    from askdocs.citing.diff import render  # which compiles patterns that no other command needs

    for number, hit in enumerate(hits, 1):
        sure = "" if hit.score == 1 else f" {hit.score:.2f}"
        click.echo(f"{'' if number == 1 else chr(10)}[{number}] {hit.kind}{sure}{unchecked(hit.quote)}")
        click.echo(_bold(_wrapped(_flat(_marked(hit.quote, hit.found.differences)))))
        if hit.found.diff:
            click.echo(_wrapped(harmless(render(hit.found.diff))))
        place = f"{hit.quote.document.path}:{hit.quote.line}"
        said = hit.speaker and f"{hit.speaker}, quoted in {hit.carrier}"
        for line in (None if place in hit.reference else place, said, *hit.reference.splitlines()):
            if line:
                click.echo(_INDENT + harmless(line))


def print_documents(infos: Sequence[DocumentInfo]) -> None:
    """A line for each document: its id, its path, and what is known of it."""
    for info in infos:
        known = [", ".join(info.authors), info.title, info.source, info.published]
        click.echo(harmless(f"{info.id}  {info.path}  {'. '.join(part for part in known if part)}".rstrip()))


def print_document(document: Document) -> None:
    """What is known of a document, and its text."""
    print_known(document.info)
    click.echo()
    click.echo(harmless(document.text))


def print_known(info: DocumentInfo) -> None:
    """What is known of a document, a line each; and what of it says something else than the file."""
    said = info.description or Description()
    known = {
        "Title": info.title,
        "Author": ", ".join(info.authors),
        "Source": info.source,
        "Date": info.published,
        "Link": info.url,
        "Tags": ", ".join(info.tags),
        "Kind": said.kind,
        "Editor": ", ".join(map(natural, said.editors)),
        "In": said.container if said.container != info.source else None,
        "Publisher": said.publisher if said.publisher != info.source else None,
        "Volume": said.volume,
        "Issue": said.issue,
        "Pages": said.pages,
        "Place": said.place,
        "Edition": said.edition,
        "DOI": said.doi,
        "Retrieved": said.accessed,
        "File": info.path,
        "Id": info.id,
    }
    corrected = {_LABELS[name] for name in info.corrected}
    for name, value in known.items():
        if value:
            click.echo(f"{name + ':':7} {harmless(value)}{' (corrected)' if name in corrected else ''}")


def _marked(quote: Quote, spans: Sequence[Span]) -> str:
    """The quote with some spans of the document's text bold."""
    text, offset = harmless(quote.text), quote.span.start
    pieces: list[str] = []
    at = 0
    for start, end in (Span(span.start - offset, span.end - offset).trimmed(text) for span in spans):
        pieces += [text[at:start], _BOLD[0], text[start:end], _BOLD[1]]
        at = end
    return "".join([*pieces, text[at:]])


def _print_quote(quote: Quote, highlight: Span | None, number: int, resolved: str | None = None) -> None:
    text = _flat(_marked(quote, [highlight] if highlight else []))
    before, after = marked(quote)
    day = f" ({resolved})" if resolved else ""
    click.echo(_bold(_wrapped(f"{before}{text}{after} [{number}]{day}{unchecked(quote)}")))


def _flat(text: str) -> str:
    """The text on one line: line breaks are the file's, not the sentence's."""
    return re.sub(r"\s*\n\s*", " ", text)


def _wrapped(text: str, first: str = _INDENT, rest: str = _INDENT) -> str:
    """The text behind its first indent; on a terminal, wrapped."""
    if not sys.stdout.isatty():
        return first + text
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _bold(text: str) -> str:
    # click strips the codes where stdout is no terminal.
    return text.replace(_BOLD[0], "\x1b[1m").replace(_BOLD[1], "\x1b[22m")
