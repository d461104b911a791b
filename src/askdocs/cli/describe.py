"""``askdocs describe``."""

from __future__ import annotations

from pathlib import Path

import click

from askdocs.cli import output
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import library_options, no_sync_option
from askdocs.errors import UsageError
from askdocs.library.describe import describe, said_by_hand
from askdocs.library.importing import import_bibliography
from askdocs.library.library import Library


@click.command(
    "describe",
    epilog="""\b
Examples:
  askdocs describe notes.md --title "The raid" --author "Ana Petrov" --published 2021-07-28
  askdocs describe --import zotero.bib""",
)
@click.argument("document", required=False)
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help='Who wrote it; again for each. Braces keep an organisation\'s name whole: "{Forbidden Stories}".',
)
@click.option("--source", metavar="TEXT", help="Who published it.")
@click.option("--published", metavar="DATE", help="When: 2021-07-28, 2021-07 or 2021.")
@click.option("--url", metavar="ADDRESS", help="Where it can be read.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="What it is about; again for each.")
@click.option("--clear", is_flag=True, help="Take back all that was said of it before, imported or by hand.")
@click.option(
    "--import",
    "bibliography",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Describe documents as a .bib, .ris or CSL-JSON (.json) file does.",
)
@no_sync_option
@library_options
def command(
    document: str | None,
    title: str | None,
    authors: tuple[str, ...],
    source: str | None,
    published: str | None,
    url: str | None,
    tags: tuple[str, ...],
    clear: bool,
    bibliography: Path | None,
    no_sync: bool,
    library: Library,
) -> int:
    """Say what a document is, where its file does not or is wrong. The file stays as it is.

    DOCUMENT is an id, the beginning of one, or a path. What you say by hand counts before what a bibliography
    says, and that before what the file says.
    """
    said = said_by_hand(title=title, authors=authors, source=source, published=published, url=url, tags=tags)
    by_hand = clear or any((title, authors, source, published, url, tags))
    if bibliography is not None:
        if document is not None or by_hand:
            raise UsageError("--import takes everything from its file; leave the rest out")
        return _import(library, bibliography, sync=not no_sync)
    if document is None:
        raise UsageError("which document?", "`askdocs documents` lists them; --import FILE describes many.")
    output.print_known(describe(library, document, said, clear=clear, sync=not no_sync))
    return 0


def _import(library: Library, file: Path, *, sync: bool) -> int:
    done = import_bibliography(library, file, sync=sync)
    for line in done.unmatched:
        library.reporter.note(line)
    matched = done.entries - len(done.unmatched)
    documents = "1 document" if len(done.described) == 1 else f"{len(done.described)} documents"
    click.echo(f"{matched} of {done.entries} entries matched; {documents} described")
    return 0 if matched else NOT_FOUND
