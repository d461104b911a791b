"""``askdocs doctor``."""

from __future__ import annotations

import click

from askdocs import contract
from askdocs.cli import output
from askdocs.cli.options import json_option, library_options
from askdocs.library.doctor import examine
from askdocs.library.library import Library
from askdocs.text import harmless


@click.command("doctor")
@json_option
@library_options
def command(as_json: bool, library: Library) -> int:
    """Check the library: paths, files, model and index. Changes nothing."""
    checks = list(examine(library))
    if as_json:
        output.print_json(contract.doctor((check.name, check.message, check.error) for check in checks))
    else:
        click.echo(f"{library.settings.root}")
        for check in checks:
            click.echo(harmless(f"  {'ok ' if check.ok else 'BAD'}  {check.name}: {check.message}"))
            if check.error and check.error.hint:
                click.echo(harmless(f"       {check.error.hint}"))
    return max((check.error.exit_code for check in checks if check.error), default=0)
