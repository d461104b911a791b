"""The catalogue within a writing transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from askdocs.index import schema, spellings, sqlite
from askdocs.index.catalogue import Catalogue, Stamp, State
from askdocs.migrations import migrate
from askdocs.model import Document, DocumentInfo, Passage
from askdocs.text import Span


class WritableCatalogue(Catalogue):
    """A catalogue within a writing transaction."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        super().__init__(file, connection)
        self._deleted: set[str] = set()

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open a catalogue to write it; one of an earlier version is brought up to date, an empty one set up.

        Raises:
            IndexDamaged: it is no catalogue, or one of a later version.
            StorageError: it cannot be written.
        """
        with sqlite.translated(file):
            catalogue = cls(file, sqlite.writer(file))
        try:
            catalogue.begin()
            catalogue._check_version(oldest=0)
            with sqlite.translated(file):
                migrate(catalogue._connection, schema.MIGRATIONS)
        except BaseException:
            catalogue.close()
            raise
        return catalogue

    def begin(self) -> None:
        """Start the transaction that :meth:`commit` ends."""
        self._execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make everything since :meth:`begin` durable, in the catalogue's own file as far as readers allow."""
        self._execute("COMMIT")
        with sqlite.translated(self.file):
            sqlite.checkpoint(self._connection)

    def forget_words(self) -> None:
        """Rewrite the full-text tables without the words of deleted passages.

        FTS5 only marks them as deleted until it happens to merge its segments. Takes 1 s with 100,000 passages.
        """
        self._execute(spellings.PRUNE, (spellings.listed(self._deleted),))
        self._deleted.clear()
        for table in ("words", "spelled", "trigrams"):
            self._execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")

    def set_state(self, state: State) -> None:
        """Name the generation and its model."""
        self._execute(
            "INSERT OR REPLACE INTO state (one, generation, vectors, vectors_bytes, model) VALUES (1, ?, ?, ?, ?)",
            (*state[:3], json.dumps(asdict(state.identity))),
        )

    def insert(
        self,
        document: Document,
        stamp: Stamp,
        passages: Sequence[Passage],
        sentences: Sequence[Sequence[tuple[Span, bytes | None]]],
    ) -> list[int]:
        """Add a document, with each passage's sentences and their packed vectors; returns its passages' keys."""
        info = document.info
        row = self._execute(
            "INSERT INTO documents (id, path, title, authors, source, published, url, tags, sha256, size, mtime_ns) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(info.id, info.path, info.title, json.dumps(info.authors), info.source, info.published),
                *(info.url, json.dumps(info.tags), info.sha256, *stamp),
            ),
        ).lastrowid
        blocks = json.dumps([(*block.span, block.kind) for block in document.blocks])
        self._execute(
            "INSERT INTO texts (document, text, blocks, source_map) VALUES (?, ?, ?, ?)",
            (row, document.text, blocks, document.source_map.pack()),
        )
        first = self._rows("SELECT coalesce(max(key), 0) + 1 FROM passages")[0][0]
        keys = list(range(first, first + len(passages)))
        self._execute_many(
            "INSERT INTO passages (key, document, start, stop, line, heading) VALUES (?, ?, ?, ?, ?, ?)",
            ((key, row, *each.span, each.line, each.heading) for key, each in zip(keys, passages, strict=True)),
        )
        self._execute_many(
            "INSERT INTO sentences (passage, start, stop, vector) VALUES (?, ?, ?, ?)",
            ((key, *span, vector) for key, own in zip(keys, sentences, strict=True) for span, vector in own),
        )
        rows = [
            (key, *_indexed(info, each.span.of(document.text), each.heading))
            for key, each in zip(keys, passages, strict=True)
        ]
        for table in ("words", "spelled"):
            self._execute_many(
                f"INSERT INTO {table} (rowid, text, title, heading, source) VALUES (?, ?, ?, ?, ?)", rows
            )
        self._execute(spellings.ADD, (spellings.listed(_words(rows)),))
        return keys

    def delete(self, path: str) -> list[int]:
        """Take a document out, with everything that was made of it; returns the keys its passages had.

        Raises:
            KeyError: no document has that path.
        """
        rows = self._rows("SELECT row FROM documents WHERE path = ?", (path,))
        if not rows:
            raise KeyError(path)
        keys = [key for (key,) in self._rows("SELECT key FROM passages WHERE document = ?", rows[0])]
        indexed = [
            (key, *_indexed(each.document, each.text, each.heading)) for key, each in self.passages(keys).items()
        ]
        for table in ("words", "spelled"):
            self._execute_many(
                f"INSERT INTO {table} ({table}, rowid, text, title, heading, source) VALUES ('delete', ?, ?, ?, ?, ?)",
                indexed,
            )
        self._deleted |= _words(indexed)
        self._execute("DELETE FROM documents WHERE row = ?", rows[0])
        return keys

    def path_of(self, document_id: str) -> str | None:
        """The path of the document with that id, if it is here."""
        rows = self._rows("SELECT path FROM documents WHERE id = ?", (document_id,))
        return rows[0][0] if rows else None

    def set_stamp(self, path: str, stamp: Stamp) -> None:
        """Note what the file system says of a file whose content is the same.

        Raises:
            KeyError: no document has that path.
        """
        cursor = self._execute("UPDATE documents SET size = ?, mtime_ns = ? WHERE path = ?", (*stamp, path))
        if not cursor.rowcount:
            raise KeyError(path)

    def _execute_many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with sqlite.translated(self.file):
            self._connection.executemany(statement, rows)


def _indexed(info: DocumentInfo, text: str, heading: str | None) -> tuple[str, str, str, str]:
    """What the full-text table indexes of a passage: the same when it is added and when it is deleted."""
    return text, info.title or "", heading or "", info.source or ""


def _words(rows: Iterable[tuple[int | str, ...]]) -> set[str]:
    """The words of what :func:`_indexed` gives."""
    return spellings.words_of(field for row in rows for field in row if isinstance(field, str))
