"""SQLite tables that grow from version to version, counted in ``PRAGMA user_version``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def version(connection: sqlite3.Connection) -> int:
    """The version of the tables that a file has; 0 where it has none."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]]) -> None:
    """Bring a file to the last of the migrations, within the transaction that is open."""
    for number, statements in enumerate(migrations[version(connection) :], start=version(connection) + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
