"""``askdocs "…"`` and ``askdocs ask``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TextIO

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import (
    fast_option,
    filter_options,
    json_option,
    library_options,
    no_sync_option,
    style_option,
)
from askdocs.errors import UsageError
from askdocs.library.ask import ask, asker
from askdocs.library.library import Library
from askdocs.library.narrowing import filters
from askdocs.library.references import citation, sources
from askdocs.library.wording import left_out
from askdocs.model import Answer

_EXAMPLES = """\b
Examples:
  askdocs ask "who inspected NSO?"
  askdocs ask --source "Harbour Ledger" --after "July 2021" "who inspected NSO?"
  askdocs ask --author okafor --tag spyware --in articles/2021 "who inspected NSO?"
"""


@click.command("ask", epilog=_EXAMPLES)
@click.argument("question", nargs=-1)
@click.option(
    "--batch", type=click.File(encoding="utf-8"), metavar="FILE", help="Ask each line of FILE; print JSON lines."
)
@click.option("--threshold", type=click.FloatRange(0, 1), metavar="P", help="The least confidence that is an answer.")
@fast_option
@click.option(
    "--top", type=click.IntRange(1, 100), metavar="N", help="At most N quotes.  [default: 3, and 8 of a list]"
)
@filter_options
@style_option
@json_option
@no_sync_option
@library_options
def command(
    question: tuple[str, ...],
    batch: TextIO | None,
    threshold: float | None,
    fast: bool,
    top: int | None,
    style: str | None,
    as_json: bool,
    no_sync: bool,
    library: Library,
    **typed: Any,
) -> int:
    """Ask the documents a question; - reads it from stdin.

    The answer is a list of quotes, each verbatim and checked against its file, with the answering words in bold.
    """
    if batch and question:
        raise UsageError("--batch asks the lines of a file; leave the question out")
    wanted = filters(library, **typed)
    if batch:
        asking = asker(library, top=top, threshold=threshold, filters=wanted, fast=fast, sync=not no_sync)
        return _batch(library, batch, asking, style)
    text = sys.stdin.read() if question == ("-",) else " ".join(question)
    answer = ask(library, text, top=top, threshold=threshold, filters=wanted, fast=fast, sync=not no_sync)
    if answer.undated:
        library.reporter.note(left_out(answer.undated))
    if as_json:
        output.print_json(contract.answer(answer, _citations(library, answer, style)))
    elif answer.status == "listed":
        output.print_listing(answer, sources(library, answer, style))
    else:
        output.print_answer(answer, sources(library, answer, style))
    return _code(answer)


def _code(answer: Answer) -> int:
    """0 where there is an answer, or a document to list."""
    return 0 if answer.evidence or answer.listing else NOT_FOUND


def _batch(
    library: Library, lines: TextIO, asking: AbstractContextManager[Callable[[str], Answer]], style: str | None
) -> int:
    """Answer each line; a question that cannot be asked is a line too, and the rest go on."""
    worst, told = 0, 0
    with asking as answers:
        for asked in filter(str.strip, lines):
            try:
                answer = answers(asked)
            except UsageError as error:
                output.print_json({**contract.error(error), "question": asked.strip()})
                worst = max(worst, error.exit_code)
            else:
                if answer.undated > told:  # the filters are the same for all, so once will do
                    library.reporter.note(left_out(answer.undated))
                    told = answer.undated
                output.print_json(contract.answer(answer, _citations(library, answer, style)))
                worst = max(worst, _code(answer))
    return worst


def _citations(library: Library, answer: Answer, style: str | None) -> list[str]:
    return [citation(library, evidence.quote, style) for evidence in answer.evidence]
