"""Results that go to a file instead of stdout."""

from __future__ import annotations

from pathlib import Path

import click

from askdocs.errors import UsageError

output_option = click.option(
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to FILE, not to stdout.",
)


def save(file: Path, text: str) -> None:
    """Write a text as UTF-8, with a line end at its end.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        file.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from error
