"""``askdocs bibliography``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from askdocs import contract
from askdocs.citing.drafts import read_draft
from askdocs.citing.styles import style_named
from askdocs.citing.styles.runs import Run, text_of
from askdocs.cli import output
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import json_option, library_options, no_sync_option, style_option, top_option
from askdocs.cli.saving import output_option, save
from askdocs.errors import UsageError
from askdocs.library.bibliography import Bibliography, bibliography
from askdocs.library.library import Library, Reporter
from askdocs.text import harmless


@click.command("bibliography", epilog="Example: askdocs bibliography --cited-in draft.md --style apa")
@click.option("--all", "everything", is_flag=True, help="Of all documents: what is listed unless you say otherwise.")
@click.option("--cited-in", "draft", metavar="DRAFT", help="Of what a draft quotes exactly, or cites; - is stdin.")
@click.option("--query", metavar="WORDS", help="Of the documents that fit a question or keywords best.")
@top_option(10, "documents that fit a query")
@style_option
@output_option
@json_option
@no_sync_option
@library_options
def command(
    everything: bool,
    draft: str | None,
    query: str | None,
    top: int,
    style: str | None,
    file: Path | None,
    as_json: bool,
    no_sync: bool,
    library: Library,
) -> int:
    """List references: in the style's order, duplicates merged. What a document lacks is said on stderr.

    With --style bibtex, biblatex, ris or csl-json the list is a file that reference managers read.
    """
    if everything + (draft is not None) + (query is not None) > 1:
        raise UsageError("--all, --cited-in and --query exclude each other")
    if as_json and file:
        raise UsageError("--json prints to stdout; leave --output out")
    cited_in = None if draft is None else read_draft(_bytes(draft), draft)
    found = bibliography(library, cited_in=cited_in, query=query, top=top, style=style, sync=not no_sync)
    _say_what_lacks(found, library.reporter)
    if as_json:
        output.print_json(_json(found))
    elif not found.entries:
        click.echo(
            "The draft quotes or cites no document of the library." if draft else "There is no document to list."
        )
    elif file:
        save(file, found.text)
    else:
        click.echo(_shown(found))
    return 0 if found.entries else NOT_FOUND


def _bytes(draft: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if draft == "-" else Path(draft).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {draft}: {error.strerror}") from error


def _say_what_lacks(found: Bibliography, reporter: Reporter) -> None:
    lacking = [entry for entry in found.entries if entry.formatted.missing]
    for entry in lacking:
        reporter.note(f"{entry.document.path}: no {', no '.join(entry.formatted.missing)}")
    if lacking:
        reporter.note("`askdocs describe` adds what a document lacks.")
    for info in found.unlisted:
        reporter.note(f"{info.path} is left out: {found.style} lists no such source")


def _json(found: Bibliography) -> dict[str, Any]:
    entries = [
        (text_of(each.formatted.entry), text_of(each.formatted.citation), each.formatted.missing, each.document)
        for each in found.entries
    ]
    return contract.bibliography(found.style, entries)


def _shown(found: Bibliography) -> str:
    """The list as its style has it; italics show on a terminal, and click strips their codes elsewhere."""
    style = style_named(found.style)
    entries = ("".join(_run(run) for run in entry.formatted.entry) for entry in found.entries)
    before, after = style.frame
    return f"{before}{style.between.join(entries)}{after}".rstrip("\n")


def _run(run: Run) -> str:
    text = harmless(run.text)
    return f"\x1b[3m{text}\x1b[23m" if run.italic else text
