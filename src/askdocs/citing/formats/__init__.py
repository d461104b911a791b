"""Bibliography files: BibTeX, BibLaTeX, RIS and CSL-JSON, written and read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from askdocs.citing.reference import Reference
from askdocs.errors import DocumentError, UsageError


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of a bibliography file, with what a document can be found by besides the reference's own fields."""

    reference: Reference
    key: str | None
    """What the file calls the entry."""
    files: tuple[str, ...] = ()
    """The paths of attached files, as the bibliography has them."""
    line: int | None = None
    """Where the entry begins in the file, counted from 1; None where the format does not tell."""


def read_references(path: Path) -> list[Record]:
    """The entries of a ``.bib``, ``.ris`` or CSL-JSON (``.json``) file, in its order.

    Raises:
        UsageError: the name ends in something else.
        DocumentError: the file cannot be read, or breaks its format's rules; the message names the line.
    """
    suffix = path.suffix.lower()
    if suffix not in {".bib", ".ris", ".json"}:
        raise UsageError(
            f"{path} is no bibliography that askdocs reads", "Export it as .bib, .ris or CSL-JSON (.json)."
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path} is not UTF-8 text (byte {error.start})", "Export it again as UTF-8.") from error
    except OSError as error:
        raise DocumentError(f"cannot read {path}: {error.strerror}") from error
    if suffix == ".bib":
        from askdocs.citing.formats.bibtex import read
    elif suffix == ".ris":
        from askdocs.citing.formats.ris import read
    else:
        from askdocs.citing.formats.csl import read
    return read(text, str(path))
