"""A file of records: SQLite, made with the first thing that is written to it.

Each call opens the file for one short transaction and closes it again, so the file can be copied at any time, and a
rollback journal is enough: unlike a write-ahead log it can be read where nothing can be written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from askdocs.errors import UsageError
from askdocs.migrations import migrate, version
from askdocs.records import schema

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DAMAGED = (
    "What you removed, corrected, clipped and asked is in it: restore it from a backup, or move it away to start"
    " without it."
)


class RecordsFile:
    """A file that need not exist, and its transactions."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def _rows(self, since: int, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query gives in a file that has its table, which is so since a version; nothing in any other."""
        with self._translated():
            if not self.file.exists():
                return []
            with closing(self._connect()) as connection:
                return connection.execute(query, values).fetchall() if self._version(connection) >= since else []

    @contextmanager
    def _writing(self, attached: Path | None = None) -> Iterator[sqlite3.Connection]:
        with self._translated():
            _make_private(self.file)
            with closing(self._connect()) as connection:
                if attached:
                    connection.execute("ATTACH ? AS attached", (f"{attached.absolute().as_uri()}?mode=rw",))
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON").fetchall()
                connection.execute("BEGIN IMMEDIATE")  # closing without the commit below rolls back
                self._version(connection)
                migrate(connection, schema.MIGRATIONS)
                yield connection
                connection.execute("COMMIT")

    @contextmanager
    def _erasing(self, attached: Path | None = None) -> Iterator[sqlite3.Connection]:
        """Write, and then leave nothing of what was deleted in the file.

        What SQLite moves from page to page while it writes it does not always wipe out, ``secure_delete`` or not: of
        1,400 conversations deleted from files that grew and shrank, one left words behind. ``VACUUM`` writes the file
        anew.

        Args:
            attached: another file of the same version, to be written in the same transaction as ``attached``.
        """
        with self._writing(attached) as connection:
            yield connection
        with self._translated(), closing(self._connect()) as connection:
            connection.execute("PRAGMA temp_store = MEMORY")  # no copy of it in the folder for temporary files
            connection.execute("VACUUM")

    def _connect(self) -> sqlite3.Connection:
        # To read, too, the file is opened for writing where that is allowed: only so can SQLite undo what a
        # crash left half written.
        return sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)

    def _version(self, connection: sqlite3.Connection) -> int:
        found = version(connection)
        if found > schema.VERSION:
            raise UsageError(f"{self.file} was written by a later version of askdocs", "Use that version, or upgrade.")
        return found

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UsageError(f"cannot use {self.file}: {error.strerror}") from error
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            raise UsageError(f"cannot use {self.file}: {error}", _DAMAGED if code in _DAMAGE else None) from error


def _make_private(file: Path) -> None:
    """Make the file, and the folders above it that are missing, for the user alone, whatever the umask."""
    for folder in reversed([each for each in file.parents if not each.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        os.fchmod(descriptor, 0o600)
        os.close(descriptor)
