"""What a command says on stderr while it works."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from askdocs.errors import DocumentError
from askdocs.library.library import Library, Reporter
from askdocs.library.sync import warnings
from askdocs.model import DocumentInfo, SyncReport
from askdocs.text import harmless

if TYPE_CHECKING:
    from askdocs.citing.styles import Formatted

_EVERY = 0.1
# Seconds between two drawings of a progress line.


class TerminalReporter:
    """Notes as lines; progress as one line that is drawn over, where stderr is a terminal."""

    def __init__(self) -> None:
        self._drawn = 0
        self._last = 0.0

    def note(self, message: str) -> None:
        """Print one line."""
        self._wipe()
        click.echo(f"askdocs: {harmless(message)}", err=True)

    def progress(self, stage: str, done: int, total: int) -> None:
        """Draw how far a stage has come; the line goes when it ends."""
        if not sys.stderr.isatty():
            return
        if done >= total:
            self._wipe()
        elif time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            line = f"{stage} {done:,} of {total:,}"
            sys.stderr.write(f"\r{line:<{self._drawn}}")
            sys.stderr.flush()
            self._drawn = len(line)

    def _wipe(self) -> None:
        if self._drawn:
            sys.stderr.write(f"\r{'':<{self._drawn}}\r")
            self._drawn = 0


def note_missing(reporter: Reporter, cited: Iterable[tuple[DocumentInfo, Formatted]]) -> None:
    """Say once for each document what a manual's style would print of it and nobody said."""
    missing = {info.path: found.missing for info, found in cited if found.style != "plain"}
    for path, names in missing.items():
        if names:
            reporter.note(f"{path}: no {', no '.join(names)}")


def summary(report: SyncReport) -> str:
    """What a sync did, in one line."""
    parts = [
        f"{len(names)} {word}"
        for names, word in ((report.added, "added"), (report.updated, "updated"), (report.removed, "removed"))
        if names
    ]
    parts.append(f"{report.unchanged} unchanged")
    if report.failed:
        parts.append(f"{len(report.failed)} could not be read")
    skipped = [f"{count} {reason}" for reason, count in sorted((report.skipped or {}).items()) if count]
    return ", ".join(parts) + (f" (passed over: {', '.join(skipped)})" if skipped else "")


def finish(library: Library, report: SyncReport, reporter: Reporter) -> int:
    """Say what a sync did and to which library; the command's exit code."""
    for line in warnings(report):
        reporter.note(line)
    click.echo(f"{library.settings.root}: {summary(report)}")
    return DocumentError.exit_code if report.failed or report.missing_roots else 0
