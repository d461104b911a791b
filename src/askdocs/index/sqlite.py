"""SQLite connections as the catalogue uses them, and what SQLite's errors mean to the user."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from askdocs.errors import AskdocsError, IndexDamaged, LibraryBusy, UsageError
from askdocs.index.layout import REBUILD, unwritable

_WRITE_FAULTS = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}


def reader(file: Path) -> sqlite3.Connection:
    """Open a catalogue to read it.

    Where the folder cannot be written SQLite cannot share its journal's index, and the file is opened as one that
    nobody changes. That is sound only if the journal holds nothing, since it would not be looked into.

    The connection may move between threads; one at a time may use it.
    """
    uri = f"{file.absolute().as_uri()}?mode=ro"
    journal = file.with_name(f"{file.name}-wal")
    if not os.access(file.parent, os.W_OK) and not (journal.exists() and journal.stat().st_size):
        uri += "&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def writer(file: Path) -> sqlite3.Connection:
    """Open a catalogue to write it.

    A commit must be durable when it returns (``synchronous``), because the vectors of the generation before are
    removed right after; and what is deleted is overwritten (``secure_delete``).
    """
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def checkpoint(connection: sqlite3.Connection) -> None:
    """Move the journal's pages into the catalogue and empty it, as far as readers allow without waiting."""
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("PRAGMA busy_timeout = 5000")


@contextmanager
def translated(file: Path) -> Iterator[None]:
    """Raise what an SQLite error means; errors that are the caller's own mistakes pass unchanged.

    Raises:
        IndexDamaged: the file is not a catalogue, or a part of it cannot be read.
        UsageError: the file cannot be opened or written.
        LibraryBusy: another process kept the file locked.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.NotSupportedError):
        raise
    except sqlite3.DatabaseError as error:
        raise _meaning(error, file) from error


def _meaning(error: sqlite3.DatabaseError, file: Path) -> AskdocsError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_BUSY:
        return LibraryBusy(f"{file} is locked by another process", "Try again when it is done.")
    if primary == sqlite3.SQLITE_CANTOPEN:
        return UsageError(f"cannot open {file}: {error}", "See whether you may read and write its folder.")
    if primary in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY) or code in _WRITE_FAULTS:
        return unwritable(file, str(error))
    return IndexDamaged(f"{file} is damaged: {error}", REBUILD)
