"""What is said of documents, by hand or by a bibliography, and its rows in the records' file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from askdocs.model import Description

ALL = "SELECT path, origin, field, value FROM corrections"

_NOTHING = Description()
_FIELDS = frozenset(field.name for field in fields(Description))


@dataclass(frozen=True, slots=True)
class Correction:
    """What is said of one document. What the user says counts before what a bibliography does."""

    hand: Description = _NOTHING
    imported: Description = _NOTHING


def of(rows: Iterable[tuple[Any, ...]]) -> dict[str, Correction]:
    """The corrections that the rows of :data:`ALL` hold, by path."""
    said: dict[str, dict[str, dict[str, Any]]] = {}
    for path, origin, field, value in rows:
        if field in _FIELDS:
            read = json.loads(value)
            said.setdefault(path, {}).setdefault(origin, {})[field] = tuple(read) if isinstance(read, list) else read
    return {
        path: Correction(Description(**each.get("hand", {})), Description(**each.get("import", {})))
        for path, each in said.items()
    }


def put(connection: sqlite3.Connection, path: str, origin: Literal["hand", "import"], description: Description) -> None:
    """Store what a description says; fields of which it says nothing stay as they are."""
    rows = [(path, origin, field, json.dumps(value)) for field, value in asdict(description).items() if value]
    connection.executemany("INSERT OR REPLACE INTO corrections (path, origin, field, value) VALUES (?, ?, ?, ?)", rows)


def drop(connection: sqlite3.Connection, path: str, origin: Literal["import"] | None = None) -> None:
    """Forget what is said of a document, by all or by bibliographies alone."""
    connection.execute("DELETE FROM corrections WHERE path = ? AND origin = coalesce(?, origin)", (path, origin))
