"""``askdocs search``."""

from __future__ import annotations

from typing import Any

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import (
    filter_options,
    json_option,
    library_options,
    no_sync_option,
    style_option,
    top_option,
)
from askdocs.library.library import Library
from askdocs.library.narrowing import filters
from askdocs.library.references import citation
from askdocs.library.search import search

_EXAMPLES = """\b
Examples:
  askdocs search --keywords "export licence"
  askdocs search --source "Harbour Ledger" --after 2021-07 "export licence"
"""


@click.command("search", epilog=_EXAMPLES)
@click.argument("query", nargs=-1, required=True)
@click.option("--keywords", is_flag=True, help="Rank by words alone (BM25); loads no model.")
@top_option(5, "passages")
@filter_options
@style_option
@json_option
@no_sync_option
@library_options
def command(
    query: tuple[str, ...],
    keywords: bool,
    top: int,
    style: str | None,
    as_json: bool,
    no_sync: bool,
    library: Library,
    **typed: Any,
) -> int:
    """Find the passages that fit a query best."""
    text = " ".join(query)
    found = search(library, text, top=top, keywords=keywords, filters=filters(library, **typed), sync=not no_sync)
    if as_json:
        output.print_json(contract.search(text, found))
    elif found:
        output.print_passages(found, [citation(library, each.passage, style) for each in found])
    else:
        click.echo("No passage has any of these words.")
    return 0 if found else NOT_FOUND
