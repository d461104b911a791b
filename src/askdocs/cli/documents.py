"""``askdocs documents``."""

from __future__ import annotations

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.options import json_option, library_options, no_sync_option
from askdocs.library.library import Library
from askdocs.library.search import documents


@click.command("documents")
@json_option
@no_sync_option
@library_options
def command(as_json: bool, no_sync: bool, library: Library) -> int:
    """List what is in the library: id, path, author, title, publication, date."""
    infos = documents(library, sync=not no_sync)
    if as_json:
        output.print_json(contract.documents(infos))
    else:
        output.print_documents(infos)
    return 0
