"""The records' file: SQLite, made with the first thing that is written to it.

Each call opens the file for one short transaction and closes it again, so the file can be copied at any time, and a
rollback journal is enough: unlike a write-ahead log it can be read where nothing can be written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from askdocs.errors import UsageError
from askdocs.migrations import migrate, version
from askdocs.model import Description
from askdocs.records import clips, corrections, schema
from askdocs.records.clips import Clip
from askdocs.records.corrections import Correction

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DAMAGED = (
    "What you removed, corrected and clipped is in it: restore it from a backup, or move it away to start without it."
)


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
        return frozenset(path for (path,) in self._rows(schema.EXCLUSIONS, "SELECT path FROM exclusions"))

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

    def corrections(self) -> dict[str, Correction]:
        """What is said of documents in place of what their files say, by path.

        Raises:
            UsageError: the file cannot be read.
        """
        return corrections.of(self._rows(schema.CORRECTIONS, corrections.ALL))

    def describe(self, path: str, description: Description) -> None:
        """Say by hand what a document is; what was said before and is not said again stays.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            corrections.put(connection, path, "hand", description)

    def import_descriptions(self, descriptions: Mapping[str, Description]) -> None:
        """What a bibliography says of documents, by path, in place of what one said of these before.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            for path, description in descriptions.items():
                corrections.drop(connection, path, "import")
                corrections.put(connection, path, "import", description)

    def forget_description(self, path: str) -> None:
        """Take back all that was said of a document, by hand and by bibliographies.

        Raises:
            UsageError: the file cannot be written.
        """
        if path in self.corrections():
            with self._writing() as connection:
                corrections.drop(connection, path)

    def clips(self) -> list[Clip]:
        """The notebook, in the order in which it was filled.

        Raises:
            UsageError: the file cannot be read.
        """
        return [clips.of(row) for row in self._rows(schema.CLIPS, clips.ALL)]

    def clip(self, clip: Clip) -> Clip:
        """Put a clip into the notebook; returns it with its number.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            return clips.put(connection, clip)

    def unclip(self, numbers: Iterable[int]) -> None:
        """Take clips out of the notebook.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            clips.drop(connection, numbers)

    def _rows(self, since: int, query: str) -> list[tuple[Any, ...]]:
        """What a query gives in a file that has its table, which is so since a version; nothing in any other."""
        with self._translated():
            if not self.file.exists():
                return []
            with closing(self._connect()) as connection:
                return connection.execute(query).fetchall() if self._version(connection) >= since else []

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._translated():
            _make_private(self.file)
            with closing(self._connect()) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON").fetchall()
                connection.execute("BEGIN IMMEDIATE")  # closing without the commit below rolls back
                self._version(connection)
                migrate(connection, schema.MIGRATIONS)
                yield connection
                connection.execute("COMMIT")

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
