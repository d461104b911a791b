"""Quotes that the user chose to keep, and their rows in the records' file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from askdocs.model import DocumentInfo
from askdocs.text import Span

ALL = "SELECT number, text, start, end, line, known, note, tags, created, path, sha256 FROM clips ORDER BY number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A quote as it stood when it was clipped, with what the user notes on it."""

    number: int = 0
    """What the user calls it by; 0 before it is in the notebook. Never given to another."""
    text: str
    span: Span
    """In the text of the document, as it was then."""
    line: int
    document: DocumentInfo
    """As it was known then; its ``sha256`` is that of the file then."""
    note: str | None = None
    tags: tuple[str, ...] = ()
    created: str
    """An ISO 8601 time with its offset from UTC."""


def of(row: tuple[Any, ...]) -> Clip:
    """The clip in a row of :data:`ALL`."""
    number, text, start, end, line, known, note, tags, created, path, sha256 = row
    told = json.loads(known)
    told = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Clip(
        number=number,
        text=text,
        span=Span(start, end),
        line=line,
        document=DocumentInfo(path=path, sha256=sha256, **told),
        note=note,
        tags=tuple(json.loads(tags)),
        created=created,
    )


def put(connection: sqlite3.Connection, clip: Clip) -> Clip:
    """Store a clip; returns it with its number."""
    info = clip.document
    names = ("id", "title", "authors", "source", "published", "url", "tags")
    known = json.dumps({name: getattr(info, name) for name in names})
    inserted = connection.execute(
        "INSERT INTO clips (text, start, end, line, path, sha256, known, note, tags, created)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            clip.text,
            *clip.span,
            clip.line,
            info.path,
            info.sha256,
            known,
            clip.note,
            json.dumps(clip.tags),
            clip.created,
        ),
    )
    return replace(clip, number=inserted.lastrowid or 0)


def drop(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forget clips."""
    connection.executemany("DELETE FROM clips WHERE number = ?", ((number,) for number in numbers))
