"""``askdocs show``."""

from __future__ import annotations

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.options import json_option, library_options, no_sync_option
from askdocs.library.library import Library
from askdocs.library.search import show


@click.command("show", epilog="Example: askdocs show articles/inspection.md")
@click.argument("document")
@json_option
@no_sync_option
@library_options
def command(document: str, as_json: bool, no_sync: bool, library: Library) -> int:
    """Print a document as it was read: what is known of it, and its text.

    DOCUMENT is an id, the beginning of one, or a path.
    """
    found = show(library, document, sync=not no_sync)
    if as_json:
        output.print_json(contract.show(found))
    else:
        output.print_document(found)
    return 0
