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
# A number is never given again here either. ``told`` and ``filters`` are JSON; ``words`` is what is searched in,
# levelled. The key of a turn is made of when and what was asked, so that two programs that go on with one conversation
# keep the turns of both, and each once. ``libraries`` says whose conversations a file outside its library holds.
_CONVERSATIONS = (
    """CREATE TABLE conversations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        words TEXT NOT NULL,
        filters TEXT NOT NULL,
        style TEXT,
        asked TEXT NOT NULL
    )""",
    """CREATE TABLE turns (
        place INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL REFERENCES conversations (id),
        key TEXT NOT NULL,
        told TEXT NOT NULL,
        words TEXT NOT NULL,
        UNIQUE (conversation, key)
    )""",
    "CREATE TABLE libraries (root TEXT PRIMARY KEY) WITHOUT ROWID",
)

EXCLUSIONS, CORRECTIONS, CLIPS, CONVERSATIONS = 1, 2, 3, 4
"""The versions from which on a file has each of these tables."""

MIGRATIONS = (_EXCLUSIONS, _CORRECTIONS, _CLIPS, _CONVERSATIONS)
VERSION = len(MIGRATIONS)
