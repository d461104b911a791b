"""The records' file: SQLite, made with the first thing that is written to it.

Each call opens the file for one short transaction and closes it again, so the file can be copied at any time, and a
rollback journal is enough: unlike a write-ahead log it can be read where nothing can be written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from askdocs.errors import UsageError
from askdocs.records import schema

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DAMAGED = "Your exclusions are in it: restore it from a backup, or move it away to start without them."


class Records:
    """The user's records of one library."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def open(cls, file: Path) -> Self:
        """The records in ``file``, which need not exist.

        Raises:
            UsageError: the file is no records file, one of a later askdocs, or may not be read.
        """
        records = cls(file)
        records.exclusions()
        return records

    def exclusions(self) -> frozenset[str]:
        """The paths that are kept out of the library: a document's, or a folder's for all beneath it.

        Raises:
            UsageError: the file cannot be read.
        """
        with self._translated():
            if not self.file.exists():
                return frozenset()
            with closing(self._connect()) as connection:
                if not self._version(connection):
                    return frozenset()
                return frozenset(path for (path,) in connection.execute("SELECT path FROM exclusions"))

    def exclude(self, paths: Iterable[str]) -> None:
        """Keep paths out of the library.

        Raises:
            UsageError: the file cannot be written.
        """
        wanted = [(path,) for path in paths]
        if wanted:
            with self._writing() as connection:
                connection.executemany("INSERT OR IGNORE INTO exclusions (path) VALUES (?)", wanted)

    def include(self, paths: Iterable[str]) -> None:
        """Let paths that were excluded in again; others are left as they are.

        Raises:
            UsageError: the file cannot be written.
        """
        unwanted = self.exclusions().intersection(paths)
        if unwanted:
            with self._writing() as connection:
                connection.executemany("DELETE FROM exclusions WHERE path = ?", ((path,) for path in unwanted))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._translated():
            _make_private(self.file)
            with closing(self._connect()) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON").fetchall()
                connection.execute("BEGIN IMMEDIATE")  # closing without the commit below rolls back
                self._version(connection)
                schema.migrate(connection)
                yield connection
                connection.execute("COMMIT")

    def _connect(self) -> sqlite3.Connection:
        # To read, too, the file is opened for writing where that is allowed: only so can SQLite undo what a
        # crash left half written.
        return sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)

    def _version(self, connection: sqlite3.Connection) -> int:
        found = schema.version(connection)
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
