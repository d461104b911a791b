"""``askdocs sync``."""

from __future__ import annotations

import click

from askdocs.cli.options import library_options
from askdocs.cli.reporting import finish
from askdocs.library.library import Library
from askdocs.library.sync import sync


@click.command("sync")
@click.option("--rebuild", is_flag=True, help="Make the whole index again.")
@library_options
def command(rebuild: bool, library: Library) -> int:
    """Bring the index in step with the files. Asking does this by itself."""
    return finish(library, sync(library, rebuild=rebuild), library.reporter)
