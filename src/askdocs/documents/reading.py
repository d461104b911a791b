"""A file to a :class:`~askdocs.model.Document`, whatever its format."""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
from dataclasses import asdict
from pathlib import Path, PurePath

from askdocs.documents import plain
from askdocs.documents.decoding import decode
from askdocs.documents.information import FRONT_MATTER
from askdocs.errors import DocumentError
from askdocs.model import Document, DocumentInfo

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
PLAIN_SUFFIXES = frozenset({".txt", ".text"})

# A heading on the first line that is not blank: what tells Markdown under another name.
_OPENING = 1 << 15
_OPENING_HEADING = re.compile(r"\s*^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)


def read(path: Path, name: str) -> Document:
    """Read the file at ``path``, which the library knows as ``name``.

    Raises:
        DocumentError: it is gone, may not be read, or is nothing that :func:`parse` can read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise DocumentError(f"{_shown(name)} is not a file")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(f"{_shown(name)} is no longer there") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DocumentError(f"{_shown(name)} cannot be read: {reason}", "Check who may read the file.") from error
    return parse(data, name)


def parse(data: bytes, name: str) -> Document:
    """Read a document from a file's bytes; its format is told by its suffix and its content.

    Raises:
        DocumentError: the bytes are no text, hold nothing to read, or are nested beyond all use; or the name
            cannot be written as Unicode.
    """
    if _shown(name) != name:
        raise DocumentError(f"{_shown(name)} has a name that is not valid Unicode", "Rename the file.")
    source = decode(data, name)
    if _is_markdown(source, name):
        from askdocs.documents import markdown

        content = markdown.extract(source, name)
    else:
        content = plain.extract(source)
    if not content.text:
        raise DocumentError(f"{name} holds no text")
    info = DocumentInfo(
        id=document_id(name), path=name, sha256=hashlib.sha256(data).hexdigest(), **asdict(content.metadata)
    )
    return Document(info, content.text, content.blocks, content.source_map)


def document_id(name: str) -> str:
    """Ten hexadecimal digits that stand for a path within the library, however its accents are encoded."""
    normal = unicodedata.normalize("NFC", PurePath(name).as_posix())
    return hashlib.sha256(normal.encode("utf-8", "surrogateescape")).hexdigest()[:10]


def _is_markdown(source: str, name: str) -> bool:
    if PurePath(name).suffix.lower() in MARKDOWN_SUFFIXES:
        return True
    opening = source[:_OPENING].replace("\r\n", "\n").replace("\r", "\n")
    return bool(FRONT_MATTER.match(opening) or _OPENING_HEADING.match(opening))


def _shown(name: str) -> str:
    """The name as it can be printed: bytes of a file name that are not UTF-8 are spelt out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
