"""The records' tables, by version: ``PRAGMA user_version`` counts the migrations that a file has been through.

What is made by hand cannot be made again, so a migration keeps everything; one that was released is never edited.
"""

from __future__ import annotations

import sqlite3

_EXCLUSIONS = ("CREATE TABLE exclusions (path TEXT PRIMARY KEY) WITHOUT ROWID",)

MIGRATIONS = (_EXCLUSIONS,)
VERSION = len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """The version of the tables that a file has; 0 where it has none."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to :data:`VERSION`, within the transaction that is open."""
    for number, statements in enumerate(MIGRATIONS[version(connection) :], start=version(connection) + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
