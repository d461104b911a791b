"""The catalogue: documents, texts, passages, sentences and the full-text table, in SQLite.

:class:`Catalogue` reads; :class:`WritableCatalogue` also writes. Neither knows of vectors.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple, Self

from askdocs.errors import IndexDamaged, UsageError
from askdocs.index import schema, sqlite
from askdocs.index.layout import REBUILD
from askdocs.migrations import migrate, version
from askdocs.model import Block, BlockKind, Document, DocumentInfo, ModelIdentity, Passage
from askdocs.text import SourceMap, Span

_INFO = "d.id, d.path, d.title, d.authors, d.source, d.published, d.url, d.tags, d.sha256"


class Stamp(NamedTuple):
    """What the file system said of a file when it was read."""

    size: int
    """Bytes."""
    mtime_ns: int
    """Nanoseconds since the epoch."""


class Hit(NamedTuple):
    """A passage that a search found."""

    key: int
    """Of the passage, within the generation that was searched."""
    score: float
    """Higher is better; comparable within one search."""


class Counts(NamedTuple):
    """How much an index holds."""

    documents: int
    passages: int
    sentences: int


class State(NamedTuple):
    """Which vectors belong to the catalogue, and which model made them."""

    generation: int
    vectors: int
    """How many there are: one a passage."""
    vectors_bytes: int
    """The size of their file."""
    identity: ModelIdentity


class Catalogue:
    """One snapshot of a catalogue."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self.file = file
        self._connection = connection

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open a catalogue to read it, and hold on to what it says now.

        Raises:
            IndexDamaged: it is no catalogue, or one of another version.
        """
        with sqlite.translated(file):
            catalogue = cls(file, sqlite.reader(file))
        try:
            catalogue._execute("BEGIN")
            catalogue._check_version(oldest=schema.VERSION)
        except BaseException:
            catalogue.close()
            raise
        return catalogue

    def close(self) -> None:
        """Let go of the snapshot; a transaction that is open is rolled back."""
        self._connection.close()

    def state(self) -> State:
        """The generation and its model."""
        rows = self._rows("SELECT generation, vectors, vectors_bytes, model FROM state")
        if not rows:
            raise IndexDamaged(f"{self.file} does not say which generation it is", REBUILD)
        generation, vectors, size, model = rows[0]
        fields = json.loads(model)
        prompts = tuple((name, text) for name, text in fields.pop("prompts"))
        return State(generation, vectors, size, ModelIdentity(**fields, prompts=prompts))

    def documents(self) -> list[DocumentInfo]:
        """All documents, by path."""
        return [_info(row) for row in self._rows(f"SELECT {_INFO} FROM documents d ORDER BY d.path")]

    def document(self, document_id: str) -> Document:
        """A document with its text.

        Raises:
            KeyError: there is none with that id.
        """
        rows = self._rows(
            f"SELECT t.text, t.blocks, t.source_map, {_INFO} FROM documents d "
            "JOIN texts t ON t.document = d.row WHERE d.id = ?",
            (document_id,),
        )
        if not rows:
            raise KeyError(document_id)
        text, blocks, source_map, *info = rows[0]
        try:
            unpacked = SourceMap.unpack(source_map)
            laid_out = tuple(Block(Span(start, end), BlockKind(kind)) for start, end, kind in json.loads(blocks))
        except ValueError as error:
            raise IndexDamaged(f"{self.file} is damaged: {document_id} cannot be unpacked", REBUILD) from error
        return Document(_info(info), text, laid_out, unpacked)

    def stamps(self) -> dict[str, tuple[Stamp, str]]:
        """The stamp and the content hash of each file, by path."""
        rows = self._rows("SELECT path, size, mtime_ns, sha256 FROM documents")
        return {path: (Stamp(size, mtime_ns), sha256) for path, size, mtime_ns, sha256 in rows}

    def counts(self) -> Counts:
        """The number of documents, passages and sentences."""
        tables = ("documents", "passages", "sentences")
        return Counts(*(self._rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables))

    def verify(self) -> None:
        """Read all pages and find nothing wrong.

        Raises:
            IndexDamaged: SQLite does.
        """
        found = [row[0] for row in self._rows("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise IndexDamaged(f"{self.file} is damaged: {found[0]}", REBUILD)

    def search(self, expression: str, limit: int) -> list[Hit]:
        """The passages that match an FTS5 expression, by bm25.

        Raises:
            UsageError: the expression is not FTS5's.
        """
        # Ordered by rank alone: only so does FTS5 sort by itself.
        rows = self._match(
            "SELECT rowid, -rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", expression, limit
        )
        return [Hit(key, score) for key, score in rows]

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many passages each term occurs, as the full-text table stems and folds it."""
        quoted = {term: '"{}"'.format(term.replace('"', '""')) for term in terms}
        query = "SELECT count(*) FROM words WHERE words MATCH ?"
        return {term: self._match(query, phrase)[0][0] for term, phrase in quoted.items()}

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key; keys that there are none for are left out."""
        rows = self._rows(
            f"SELECT p.key, p.document, p.start, p.stop, p.line, p.heading, {_INFO} FROM passages p "
            "JOIN documents d ON d.row = p.document WHERE p.key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        texts = dict(
            self._rows(
                "SELECT document, text FROM texts WHERE document IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted({row[1] for row in rows})),),
            )
        )
        infos = {row[1]: _info(row[6:]) for row in rows}
        found = {}
        for key, document, start, end, line, heading, *_ in rows:
            span = Span(start, end)
            found[key] = Passage(infos[document], span, span.of(texts[document]), line, heading)
        return {key: found[key] for key in keys if key in found}

    def sentences(self, key: int) -> list[Span]:
        """The sentences of a passage, as spans of its document's text."""
        rows = self._rows("SELECT start, stop FROM sentences WHERE passage = ? ORDER BY start, stop", (key,))
        return [Span(start, end) for start, end in rows]

    def _check_version(self, oldest: int) -> None:
        with sqlite.translated(self.file):
            found = version(self._connection)
        if not oldest <= found <= schema.VERSION:
            raise IndexDamaged(f"{self.file} was made by another version of askdocs (its tables are {found})", REBUILD)

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with sqlite.translated(self.file):
            return self._connection.execute(query, values).fetchall()

    def _match(self, query: str, expression: str, *values: int) -> list[tuple[Any, ...]]:
        try:
            with sqlite.translated(self.file):
                return self._connection.execute(query, (expression, *values)).fetchall()
        except IndexDamaged as error:
            if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
                raise UsageError(f"not a search expression: {expression}") from error
            raise

    def _execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        with sqlite.translated(self.file):
            return self._connection.execute(statement, values)


class WritableCatalogue(Catalogue):
    """A catalogue within a writing transaction."""

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
        """Rewrite the full-text table without the words of deleted passages.

        FTS5 only marks them as deleted until it happens to merge its segments. Takes 1 s with 100,000 passages.
        """
        self._execute("INSERT INTO words (words) VALUES ('optimize')")

    def set_state(self, state: State) -> None:
        """Name the generation and its model."""
        self._execute(
            "INSERT OR REPLACE INTO state (one, generation, vectors, vectors_bytes, model) VALUES (1, ?, ?, ?, ?)",
            (*state[:3], json.dumps(asdict(state.identity))),
        )

    def insert(
        self, document: Document, stamp: Stamp, passages: Sequence[Passage], sentences: Sequence[Sequence[Span]]
    ) -> list[int]:
        """Add a document; returns its passages' keys."""
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
            "INSERT INTO sentences (passage, start, stop) VALUES (?, ?, ?)",
            ((key, *span) for key, spans in zip(keys, sentences, strict=True) for span in spans),
        )
        self._execute_many(
            "INSERT INTO words (rowid, text, title, heading, source) VALUES (?, ?, ?, ?, ?)",
            (
                (key, *_indexed(info, each.span.of(document.text), each.heading))
                for key, each in zip(keys, passages, strict=True)
            ),
        )
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
        self._execute_many(
            "INSERT INTO words (words, rowid, text, title, heading, source) VALUES ('delete', ?, ?, ?, ?, ?)",
            ((key, *_indexed(each.document, each.text, each.heading)) for key, each in self.passages(keys).items()),
        )
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

    def _execute_many(self, statement: str, rows: Iterator[tuple[Any, ...]]) -> None:
        with sqlite.translated(self.file):
            self._connection.executemany(statement, rows)


def _indexed(info: DocumentInfo, text: str, heading: str | None) -> tuple[str, str, str, str]:
    """What the full-text table indexes of a passage: the same when it is added and when it is deleted."""
    return text, info.title or "", heading or "", info.source or ""


def _info(row: Sequence[Any]) -> DocumentInfo:
    document_id, path, title, authors, source, published, url, tags, sha256 = row
    return DocumentInfo(
        id=document_id,
        path=path,
        title=title,
        authors=tuple(json.loads(authors)),
        source=source,
        published=published,
        url=url,
        tags=tuple(json.loads(tags)),
        sha256=sha256,
    )
