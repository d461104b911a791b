"""``askdocs add``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from askdocs import config
from askdocs.cli.reporting import TerminalReporter, finish
from askdocs.library.membership import add


@click.command("add", epilog="Example: askdocs add ~/articles notes.md")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--library", "own", type=click.Path(path_type=Path), metavar="PATH", help="The library to add to.")
@click.pass_obj
def command(outer: Path | None, paths: tuple[Path, ...], own: Path | None) -> int:
    """Add files and folders to the library, and index them.

    The paths are recorded and nothing is copied: a folder is followed as it grows and changes. Where there is
    no library yet, this makes it.
    """
    reporter = TerminalReporter()
    root = config.find(own or outer, os.environ, Path.cwd())
    library, report = add(root, paths, reporter)
    return finish(library, report, reporter)
