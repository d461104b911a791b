"""``askdocs cite``."""

from __future__ import annotations

import sys

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import json_option, library_options, no_sync_option, style_option, top_option
from askdocs.cli.reporting import note_missing
from askdocs.library.cite import cite
from askdocs.library.library import Library

_EPILOG = """\b
Examples:
  askdocs cite "a raid and a visit can look the same"
  askdocs cite --style apa "the authorities […] visited"
  pbpaste | askdocs cite -
"""


@click.command("cite", epilog=_EPILOG)
@click.argument("quotation", nargs=-1, required=True)
@top_option(5, "places")
@style_option
@json_option
@no_sync_option
@library_options
def command(
    quotation: tuple[str, ...], top: int, style: str | None, as_json: bool, no_sync: bool, library: Library
) -> int:
    """Find where remembered words stand, and print their reference; - reads them from stdin.

    The very words come first, then the same but for typography, then what is like them, with what differs. What only
    means the same is looked for where nothing else is found. [-…-] has words that only you have, {+…+} those that only
    the source has.
    """
    text = _stdin() if quotation == ("-",) else " ".join(quotation)
    hits = cite(library, text, top=top, style=style, sync=not no_sync)
    note_missing(library.reporter, ((hit.quote.document, hit.citation) for hit in hits))
    if as_json:
        output.print_json(contract.cite(text.strip(), hits))
    elif hits:
        output.print_hits(hits)
    else:
        click.echo("These words stand nowhere in your documents, nor anything like them.")
    return 0 if hits else NOT_FOUND


def _stdin() -> str:
    """What is piped in, in whatever encoding; nothing is left to the command to complain of."""
    from askdocs.documents.decoding import decode

    data = sys.stdin.buffer.read()
    return decode(data, "stdin") if data.strip() else ""
