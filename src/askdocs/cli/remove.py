"""``askdocs remove``."""

from __future__ import annotations

import click

from askdocs.cli.options import library_options
from askdocs.cli.reporting import finish
from askdocs.library.library import Library
from askdocs.library.membership import remove


@click.command("remove", epilog="Example: askdocs remove articles/draft.md")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT…")
@library_options
def command(documents: tuple[str, ...], library: Library) -> int:
    """Take documents or folders out of the library, by path or id.

    The files stay where they are. A later sync does not bring them back; `askdocs add` does.
    """
    _, report = remove(library, documents)
    return finish(library, report, library.reporter)
