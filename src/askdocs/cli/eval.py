"""``askdocs eval``."""

from __future__ import annotations

from pathlib import Path

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import json_option, library_options, no_sync_option
from askdocs.evaluation import own, report
from askdocs.evaluation.judging import judge
from askdocs.library.library import Library
from askdocs.library.sync import in_step

_EPILOG = """\b
A row has a question, and what is expected of it: the words that answer, the document that does, or none:
  question,answer,document
  who inspected NSO?,Defence Ministry,
  where are NSO's offices?,,01-inspection-at-herzliya.md
  who won the 2018 World Cup?,none,

\b
JSON Lines may list several that will do:
  {"question": "who inspected NSO?", "answer": ["Defence Ministry", "inspectors"]}

It exits with 1 where a question is wrong or missed.
"""


@click.command("eval", epilog=_EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@no_sync_option
@library_options
def command(file: Path, as_json: bool, no_sync: bool, library: Library) -> int:
    """Ask your own questions of FILE, and see which are answered right and what went wrong with the others.

    FILE is CSV with a header, or JSON Lines.
    """
    questions = own.load(file)
    if not no_sync:
        in_step(library)
    judged = judge(library, questions)
    if as_json:
        problems = [(result, report.problem(result, judged.threshold)) for result in judged.results]
        output.print_json(
            contract.evaluation(str(file), judged.threshold, judged.counts.items(), judged.figures, problems)
        )
    else:
        click.echo(report.text(str(file), judged), nl=False)
    return 0 if judged.passed else NOT_FOUND
