"""The records' tables, by version: ``PRAGMA user_version`` counts the migrations that a file has been through.

What is made by hand cannot be made again, so a migration keeps everything; one that was released is never edited.
"""

from __future__ import annotations

_EXCLUSIONS = ("CREATE TABLE exclusions (path TEXT PRIMARY KEY) WITHOUT ROWID",)
# A row for each field, so that a new field needs no new table. Values are JSON: some are lists.
_CORRECTIONS = (
    """CREATE TABLE corrections (
        path TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('hand', 'import')),
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (path, origin, field)
    ) WITHOUT ROWID""",
)
# AUTOINCREMENT, so that a number that a user has noted down never means another clip. ``known`` is what was known of
# the document then (JSON), so that a clip can be cited when the file is long gone.
_CLIPS = (
    """CREATE TABLE clips (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        text TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        line INTEGER NOT NULL,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        known TEXT NOT NULL,
        note TEXT,
        tags TEXT NOT NULL,
        created TEXT NOT NULL
    )""",
)

EXCLUSIONS, CORRECTIONS, CLIPS = 1, 2, 3
"""The versions from which on a file has each of these tables."""

MIGRATIONS = (_EXCLUSIONS, _CORRECTIONS, _CLIPS)
VERSION = len(MIGRATIONS)
