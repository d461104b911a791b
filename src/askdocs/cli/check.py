"""``askdocs check``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.diagnostics import NOT_FOUND
from askdocs.cli.options import json_option, library_options, no_sync_option, style_option
from askdocs.cli.report import FORMATS
from askdocs.cli.reporting import note_missing
from askdocs.errors import UsageError
from askdocs.library.check import CheckedDraft, check, write_fixed
from askdocs.library.library import Library
from askdocs.text import harmless

_EPILOG = """\b
Examples:
  askdocs check draft.md
  askdocs check drafts/*.md
  askdocs check --format html draft.docx > report.html
  askdocs check --style chicago --fix with-notes.md draft.md

It exits with 1 where a quotation is altered, misattributed or not found, and so can run before a commit.
"""


@click.command("check", epilog=_EPILOG)
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT…")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="How the report is written (default text).")
@click.option(
    "--fix",
    "target",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write a copy of the draft, with the references of its exact quotations; OUT must not be there yet.",
)
@style_option
@json_option
@no_sync_option
@library_options
def command(
    drafts: tuple[str, ...],
    form: str | None,
    target: Path | None,
    style: str | None,
    as_json: bool,
    no_sync: bool,
    library: Library,
) -> int:
    """Check the quotations of drafts: Markdown, text, DOCX or HTML; - reads one from stdin.

    Each is exact, altered, misattributed, not found or skipped. Numbers, dates and names in sentences that cite a
    document are looked up there.
    """
    if as_json and form:
        raise UsageError("--json and --format ask for two different reports", "Leave one of them out.")
    if len(drafts) > 1 and (as_json or target or form == "html"):
        raise UsageError("--json, --fix and --format html take one draft", "Check them one at a time.")
    passed = True
    for number, draft in enumerate(drafts):
        checked = check(library, _read(draft), draft, style=style, sync=not no_sync and number == 0)
        if target:
            count = write_fixed(checked, target)
            library.reporter.note(
                f"{target} is a copy of the draft with {count} reference{'' if count == 1 else 's'} more"
            )
        if len(drafts) > 1:
            click.echo(f"{'' if number == 0 else chr(10)}{harmless(draft)}")
        _print(library, checked, form, as_json)
        passed = passed and checked.report.passed
    return 0 if passed else NOT_FOUND


def _print(library: Library, checked: CheckedDraft, form: str | None, as_json: bool) -> None:
    report = checked.report
    pairs = zip(report.quotations, checked.citations, strict=True)
    note_missing(library.reporter, ((each.quote.document, cited) for each, cited in pairs if each.quote and cited))
    if as_json:
        output.print_json(contract.check(report.draft, report.quotations, report.facts, report.counts.items()))
    else:
        click.echo(FORMATS[form or "text"](checked), nl=False)


def _read(draft: str) -> bytes:
    if draft == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(draft).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {draft}: {error.strerror}", "Name a file, or - for what is piped in.") from error
