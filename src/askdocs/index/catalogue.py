"""The catalogue: documents, texts, passages, sentences and the full-text table, in SQLite.

Reading it; :class:`~askdocs.index.writable.WritableCatalogue` writes. Neither knows of vectors.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

from askdocs.errors import IndexDamaged, IndexOutdated, UsageError
from askdocs.index import schema, spellings, sqlite
from askdocs.index.layout import REBUILD
from askdocs.migrations import version
from askdocs.model import Block, BlockKind, Document, DocumentInfo, ModelIdentity, Passage
from askdocs.text import SourceMap, Span

_INFO = "d.id, d.path, d.title, d.authors, d.source, d.published, d.url, d.tags, d.sha256"


_WITHIN = "+rowid IN (SELECT value FROM json_each(?))"


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
            IndexOutdated: it is of an earlier version.
            IndexDamaged: it is no catalogue, or one of a later version.
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

    def unembedded(self) -> int:
        """The number of sentences without a vector, which an earlier version indexed."""
        count: int = self._rows("SELECT count(*) FROM sentences WHERE vector IS NULL")[0][0]
        return count

    def verify(self) -> None:
        """Read all pages and find nothing wrong.

        Raises:
            IndexDamaged: SQLite does.
        """
        found = [row[0] for row in self._rows("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise IndexDamaged(f"{self.file} is damaged: {found[0]}", REBUILD)

    def search(self, expression: str, limit: int, within: Sequence[int] | None = None) -> list[Hit]:
        """The passages that match an FTS5 expression, by bm25; of those with the keys ``within``, where given.

        Raises:
            UsageError: the expression is not FTS5's.
        """
        # Ordered by rank alone: only so does FTS5 sort by itself. The + keeps it from running once for each key.
        if within is None:
            query = "SELECT rowid, -rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
            return [Hit(*row) for row in self._match(query, expression, limit)]
        query = f"SELECT rowid, -rank FROM words WHERE words MATCH ? AND {_WITHIN} ORDER BY rank LIMIT ?"
        return [Hit(*row) for row in self._match(query, expression, json.dumps(list(within)), limit)]

    def document_frequency(self, terms: Iterable[str], *, spelled: bool = False) -> dict[str, int]:
        """In how many passages each term occurs, as the full-text table stems and folds it.

        With ``spelled``, terms are single words, and only those count that are spelled alike but for case and accents.
        """
        table = "spelled" if spelled else "words"
        query = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"
        return {term: self._match(query, _phrase(term))[0][0] for term in terms}

    def spelled(self, word: str, within: Sequence[int] | None) -> set[int]:
        """The passages, or those of them, in which a word stands, spelled alike but for case and accents."""
        query = "SELECT rowid FROM spelled WHERE spelled MATCH ?"
        if within is None:
            return {key for (key,) in self._match(query, _phrase(word))}
        return {key for (key,) in self._match(f"{query} AND {_WITHIN}", _phrase(word), json.dumps(list(within)))}

    def resembling(self, word: str, edits: int) -> list[str]:
        """Words of the passages that could be this one with at most so many letters changed; see :mod:`spellings`."""
        return spellings.resembling(self._rows, word, edits)

    def holding(self, run: str, limit: int) -> list[str]:
        """Words of the passages that share most with a run of characters written without spaces."""
        return spellings.holding(self._rows, run, limit)

    def keys(self, documents: Iterable[str]) -> list[int]:
        """The keys of all passages of the documents with these ids."""
        query = (
            "SELECT p.key FROM passages p JOIN documents d ON d.row = p.document "
            "WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY p.key"
        )
        return [key for (key,) in self._rows(query, (json.dumps(list(documents)),))]

    def owners(self, keys: Iterable[int]) -> dict[int, str]:
        """The ids of the documents that these passages are of, by key."""
        query = (
            "SELECT p.key, d.id FROM passages p JOIN documents d ON d.row = p.document "
            "WHERE p.key IN (SELECT value FROM json_each(?))"
        )
        return dict(self._rows(query, (json.dumps(list(keys)),)))

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

    def sentences(self, keys: Iterable[int]) -> dict[int, list[tuple[Span, bytes | None]]]:
        """The sentences of passages, as spans of their document's text, with their packed vectors."""
        found: dict[int, list[tuple[Span, bytes | None]]] = {key: [] for key in keys}
        rows = self._rows(
            "SELECT passage, start, stop, vector FROM sentences WHERE passage IN (SELECT value FROM json_each(?)) "
            "ORDER BY passage, start, stop",
            (json.dumps(list(found)),),
        )
        for key, start, end, vector in rows:
            found[key].append((Span(start, end), vector))
        return found

    def _check_version(self, oldest: int) -> None:
        with sqlite.translated(self.file):
            found = version(self._connection)
        if 0 < found < oldest:
            raise IndexOutdated(
                f"{self.file} was made by an earlier version of askdocs", "`askdocs sync` brings it up to date."
            )
        if not oldest <= found <= schema.VERSION:
            raise IndexDamaged(f"{self.file} was made by another version of askdocs (its tables are {found})", REBUILD)

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with sqlite.translated(self.file):
            return self._connection.execute(query, values).fetchall()

    def _match(self, query: str, expression: str, *values: int | str) -> list[tuple[Any, ...]]:
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


def _phrase(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _info(row: Sequence[Any]) -> DocumentInfo:
    document_id, path, title, authors, source, published, url, tags, sha256 = row
    return DocumentInfo(
        id=document_id,
        path=path,
        title=title,
        authors=_listed(authors),
        source=source,
        published=published,
        url=url,
        tags=_listed(tags),
        sha256=sha256,
    )


@lru_cache(
    maxsize=4096
)  # many documents have the same authors, or none; parsing took a third of the time of listing 12,000
def _listed(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))
