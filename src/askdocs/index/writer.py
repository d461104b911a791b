"""Writing an index: everything between opening and committing happens at once or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Self

from askdocs.errors import EmptyLibrary, IndexDamaged, LibraryBusy, ModelMismatch
from askdocs.index import layout
from askdocs.index.catalogue import Stamp, State
from askdocs.index.reader import open_vectors
from askdocs.index.writable import WritableCatalogue
from askdocs.model import Document, ModelIdentity, Passage
from askdocs.text import Span

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from askdocs.index.vectors import Floats, Vectors


class IndexWriter:
    """The one writer of an index.

    Catalogue changes wait in a transaction, vectors in memory. The commit makes the vectors' new file durable
    first and then commits the transaction that names its generation, so a crash leaves what was or what is. Where
    the catalogue itself is new (the first one, or a rebuild's), a third step makes it the current one.
    """

    def __init__(
        self, folder: Path, lock: BaseFileLock, catalogue: WritableCatalogue, state: State, *, fresh: bool
    ) -> None:
        """``fresh``: the catalogue is new, and nothing names it yet."""
        self._folder = folder
        self._lock = lock
        self._catalogue = catalogue
        self._state = state
        self._fresh = fresh
        self._changed = fresh
        self._forgetting = False
        self._removed: set[int] = set()
        self._added: dict[str, tuple[list[int], Floats]] = {}

    @classmethod
    def open(cls, folder: Path, identity: ModelIdentity, *, rebuild: bool = False, timeout: float) -> Self:
        """Take the lock and start a transaction on the current catalogue, or on a new one.

        Args:
            folder: Made if need be, for the user alone.
            identity: The model that makes the vectors.
            rebuild: Start from nothing; what is current stays so, and may be damaged, until the commit.
            timeout: Seconds to wait for another writer.

        Raises:
            LibraryBusy: another writer went on longer than that.
            ModelMismatch: the index was made by another model.
            IndexDamaged: the index cannot be added to.
            StorageError: the folder cannot be written.
        """
        with layout.writing(folder):
            layout.private_folder(folder)
            lock = _lock(folder, timeout)
            try:
                return cls._open_locked(folder, lock, identity, rebuild)
            except BaseException:
                lock.release()
                raise

    @classmethod
    def upgrade(cls, folder: Path, *, timeout: float) -> None:
        """Bring the tables of the current catalogue up to date; what they hold, and the vectors, stay.

        Args:
            folder: Of an index that an earlier version made.
            timeout: Seconds to wait for another writer.

        Raises:
            LibraryBusy: another writer went on longer than that.
            IndexDamaged: the catalogue cannot be read.
            StorageError: the folder cannot be written.
        """
        with (
            layout.writing(folder),
            _lock(folder, timeout),
            closing(WritableCatalogue.open(layout.current(folder))) as catalogue,
        ):
            catalogue.commit()

    @classmethod
    def _open_locked(cls, folder: Path, lock: BaseFileLock, identity: ModelIdentity, rebuild: bool) -> Self:
        try:
            file = None if rebuild else layout.current(folder)
        except EmptyLibrary:
            file = None
        return cls._on_new(folder, lock, identity) if file is None else cls._on_current(file, lock, identity)

    @classmethod
    def _on_current(cls, file: Path, lock: BaseFileLock, identity: ModelIdentity) -> Self:
        try:
            file.stat()
            catalogue = WritableCatalogue.open(file)
            try:
                state = catalogue.state()
                _same_model(state.identity, identity)
                os.close(open_vectors(file.parent, state))  # better now than after hours of embedding
            except BaseException:
                catalogue.close()
                raise
        except FileNotFoundError as error:
            raise IndexDamaged(f"{error.filename} is missing", layout.REBUILD) from error
        return cls(file.parent, lock, catalogue, state, fresh=False)

    @classmethod
    def _on_new(cls, folder: Path, lock: BaseFileLock, identity: ModelIdentity) -> Self:
        generation = layout.next_generation(folder)
        file = layout.catalogue_file(folder, generation)
        layout.private_file(file)
        try:
            catalogue = WritableCatalogue.open(file)
        except BaseException:
            layout.discard(file)
            raise
        return cls(folder, lock, catalogue, State(generation - 1, 0, 0, identity), fresh=True)

    def close(self) -> None:
        """Give up what was not committed, and the lock."""
        self._catalogue.close()
        try:
            if self._fresh:
                layout.discard(self._catalogue.file)
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stamps(self) -> dict[str, tuple[Stamp, str]]:
        """The stamp and the content hash (sha256) of each file, by path."""
        return self._catalogue.stamps()

    def put(
        self,
        document: Document,
        stamp: Stamp,
        passages: Sequence[Passage],
        sentences: Sequence[Sequence[Span]],
        vectors: Floats,
        within: Sequence[Floats] | None = None,
    ) -> None:
        """Add a document, or replace the one with its id.

        Args:
            document: Read whole.
            stamp: Of its file, taken before the file was read.
            passages: Of the document.
            sentences: Those of each passage.
            vectors: Of unit length, shape (passages, dimensions), float32.
            within: Of each passage's sentences, shape (sentences, dimensions); None where there are none.

        Raises:
            ValueError: there is not one list of sentences and one vector a passage, or one vector a sentence.
        """
        from askdocs.index.vectors import matrix, packed

        rows = matrix(vectors, len(passages), self._state.identity.dimensions)
        if len(sentences) != len(passages):
            raise ValueError(f"{len(sentences)} lists of sentences for {len(passages)} passages")
        before = self._catalogue.path_of(document.info.id)
        if before is not None:
            self.remove(before)
        known: list[list[tuple[Span, bytes | None]]] = [[(span, None) for span in spans] for spans in sentences]
        if within is not None:
            rest = [matrix(own, len(spans), rows.shape[1]) for own, spans in zip(within, sentences, strict=True)]
            known = [list(zip(spans, packed(own), strict=True)) for spans, own in zip(sentences, rest, strict=True)]
        self._added[document.info.path] = self._catalogue.insert(document, stamp, passages, known), rows
        self._changed = True

    def touch(self, path: str, stamp: Stamp) -> None:
        """Note a new stamp for a file whose bytes are the same.

        Raises:
            KeyError: no document has that path.
        """
        self._catalogue.set_stamp(path, stamp)

    def remove(self, path: str) -> None:
        """Take a document out: its text, its rows of the full-text table and its vectors.

        Raises:
            KeyError: no document has that path.
        """
        keys = self._catalogue.delete(path)
        if self._added.pop(path, None) is None:
            self._removed.update(keys)
        self._changed = self._forgetting = True

    def commit(self) -> int:
        """Make it so, and remove the files of generations before; returns the generation.

        The generation stays the same, and its vectors' file untouched, where nothing was put or removed. More
        may be put and committed afterwards.

        Raises:
            IndexDamaged: the vectors so far cannot be read.
            StorageError: the disk is full or failing.
        """
        with layout.writing(self._folder):
            if self._changed:
                self._state = self._next_state()
            self._catalogue.commit()
            if self._fresh:
                layout.set_current(self._catalogue.file)
                self._fresh = False
            layout.collect(self._folder, self._catalogue.file, self._state.generation)
        self._changed = self._forgetting = False
        self._removed.clear()
        self._added.clear()
        self._catalogue.begin()
        return self._state.generation

    def _next_state(self) -> State:
        if self._forgetting:
            self._catalogue.forget_words()
        vectors = self._committed_vectors()
        vectors.remove(sorted(self._removed))
        for keys, rows in self._added.values():
            vectors.add(keys, rows)
        generation = self._state.generation + 1
        size = layout.replace_whole(layout.vectors_file(self._folder, generation), vectors.write)
        state = State(generation, self._catalogue.counts().passages, size, self._state.identity)
        self._catalogue.set_state(state)
        return state

    def _committed_vectors(self) -> Vectors:
        from askdocs.index.vectors import Vectors

        dimensions = self._state.identity.dimensions
        if self._fresh:
            return Vectors.empty(dimensions)
        descriptor = open_vectors(self._folder, self._state)
        try:
            file = layout.vectors_file(self._folder, self._state.generation)
            return Vectors.read(file, descriptor, dimensions, self._state.vectors, mapped=False)
        finally:
            os.close(descriptor)


def _lock(folder: Path, timeout: float) -> BaseFileLock:
    """The lock of the one writer, taken."""
    from filelock import FileLock, Timeout

    lock = FileLock(layout.lock_file(folder), mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise LibraryBusy(f"another askdocs is writing {folder}", "Try again when it is done.") from error
    return lock


def _same_model(found: ModelIdentity, wanted: ModelIdentity) -> None:
    if found != wanted:
        raise ModelMismatch(
            f"the index was made by the model {found.name} ({found.weights[:12]}), "
            f"and this is {wanted.name} ({wanted.weights[:12]})",
            layout.REBUILD,
        )
