"""The files that conversations are exported to."""

from __future__ import annotations

import os
import re
from pathlib import Path

from askdocs.errors import UsageError
from askdocs.library.exporting import FORMATS, Format
from askdocs.library.library import Library

_LONGEST = 60
"""Characters of a name, without its ending."""


def suggested(library: Library, title: str, form: Format) -> Path:
    """A path that nothing is at: named by the title, in the working folder.

    Where that folder is one of the library's documents, in the user's own folder: an export is no document to ask.
    """
    folder = Path.cwd()
    if any(folder.is_relative_to(root) for _, root in library.roots()):
        folder = Path.home()
    words = re.sub(r"[\W_]+", "-", title.casefold()).strip("-")[:_LONGEST].strip("-") or "conversation"
    path = folder / (words + FORMATS[form])
    number = 2
    while path.exists():
        path = folder / f"{words}-{number}{FORMATS[form]}"
        number += 1
    return path


def write(path: Path, text: str, *, replace: bool) -> None:
    """Write an export.

    Args:
        path: of the file.
        text: with a line end at its end.
        replace: whether a file that is there may be written over.

    Raises:
        UsageError: there is a file of that name, or it cannot be written.
    """
    try:
        with path.open("w" if replace else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"there is a file {path} already", "Nothing was written.") from error
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def typed(text: str, folder: Path) -> Path:
    """The path that a user typed, relative to a folder.

    Raises:
        UsageError: it is empty, or names a folder.
    """
    if not text.strip():
        raise UsageError("the name of the file is empty")
    path = Path(os.path.normpath(folder / Path(text.strip()).expanduser()))
    if path.is_dir():
        raise UsageError(f"{path} is a folder", "Give the name of a file in it.")
    return path
