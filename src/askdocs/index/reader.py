"""Reading an index: one generation of it, whatever is committed meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from askdocs.errors import IndexDamaged, UsageError
from askdocs.index import layout
from askdocs.index.catalogue import Catalogue, Counts, Hit, Stamp, State
from askdocs.model import Document, DocumentInfo, ModelIdentity, Passage
from askdocs.text import Span

if TYPE_CHECKING:
    from askdocs.index.vectors import Floats, Vectors


class Index:
    """One generation of an index, held until it is closed.

    Its catalogue is read in one transaction, and its vectors' file is open from the start, so that both stay what
    they were while others commit. It may move between threads; one at a time may use it.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, state: State, descriptor: int) -> None:
        self._file = layout.vectors_file(folder, state.generation)
        self._catalogue = catalogue
        self._state = state
        self._descriptor = descriptor
        self._vectors: Vectors | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the generation that is current.

        Raises:
            EmptyLibrary: nothing was ever committed to the folder.
            IndexDamaged: a file is missing, cut short, not what its name says, or of another version.
            UsageError: a file may not be read.
        """
        missing: set[str] = set()
        while True:
            try:
                return cls._open_current(folder)
            except FileNotFoundError as error:
                # A commit that ended since the names were read took the file away, and then the names have
                # changed too. A file that is missing under the same name again is gone.
                name = str(error.filename)
                if name in missing:
                    raise IndexDamaged(f"{name} is missing", layout.REBUILD) from error
                missing.add(name)
            except OSError as error:
                raise UsageError(f"cannot read {error.filename}: {error.strerror}") from error

    @classmethod
    def _open_current(cls, folder: Path) -> Self:
        file = layout.current(folder)
        file.stat()
        catalogue = Catalogue.open(file)
        try:
            state = catalogue.state()
            if layout.current(folder) != file:  # replaced while it was opened, and so perhaps removed
                raise FileNotFoundError(2, "replaced", str(file))
            return cls(folder, catalogue, state, open_vectors(folder, state))
        except BaseException:
            catalogue.close()
            raise

    def close(self) -> None:
        """Let go of the generation."""
        if self._descriptor >= 0:
            self._vectors = None
            self._catalogue.close()
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def generation(self) -> int:
        """Grows with every commit that changed what can be found."""
        return self._state.generation

    @property
    def identity(self) -> ModelIdentity:
        """The model that made the vectors."""
        return self._state.identity

    @property
    def size(self) -> int:
        """The number of passages, without counting them."""
        return self._state.vectors

    def documents(self) -> list[DocumentInfo]:
        """All documents, by path."""
        return self._catalogue.documents()

    def document(self, document_id: str) -> Document:
        """A document with its text.

        Raises:
            KeyError: there is none with that id.
        """
        return self._catalogue.document(document_id)

    def stamps(self) -> dict[str, tuple[Stamp, str]]:
        """The stamp and the content hash (sha256) of each file, by path."""
        return self._catalogue.stamps()

    def counts(self) -> Counts:
        """The number of documents, passages and sentences."""
        return self._catalogue.counts()

    def unembedded(self) -> int:
        """The number of sentences without a vector, which an earlier version indexed; reads all of them."""
        return self._catalogue.unembedded()

    def keys(self, documents: Iterable[str]) -> list[int]:
        """The keys of all passages of the documents with these ids."""
        return self._catalogue.keys(documents)

    def search_keywords(self, expression: str, limit: int, within: Sequence[int] | None = None) -> list[Hit]:
        """The passages that match an FTS5 expression, best first; a score is bm25 turned round, so above 0.

        The columns are text, title, heading and source.

        Args:
            expression: In FTS5's syntax.
            limit: How many at most.
            within: The keys of the passages that count; all, where None.

        Raises:
            UsageError: the expression is not FTS5's.
        """
        return self._catalogue.search(expression, limit, within)

    def search_vectors(self, vector: Floats, limit: int, within: Sequence[int] | None = None) -> list[Hit]:
        """The passages nearest to a vector, best first; a score is the cosine.

        Args:
            vector: Of unit length, shape (dimensions,), float32.
            limit: How many at most.
            within: The keys of the passages that count; all, where None.

        Raises:
            IndexDamaged: the vectors' file cannot be read.
        """
        return [Hit(key, score) for key, score in self._open_vectors().search(vector, limit, within)]

    def verify(self) -> None:
        """Read the whole catalogue and the vectors' head, and find nothing wrong.

        Raises:
            IndexDamaged: something is.
        """
        self._catalogue.verify()
        self._open_vectors()

    def _open_vectors(self) -> Vectors:
        if self._vectors is None:
            from askdocs.index.vectors import Vectors

            self._vectors = Vectors.read(
                self._file, self._descriptor, self.identity.dimensions, self._state.vectors, mapped=True
            )
        return self._vectors

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key, in the order of ``keys``; keys that there are none for are left out."""
        return self._catalogue.passages(keys)

    def sentences(self, keys: Iterable[int], vector: Floats | None = None) -> dict[int, dict[Span, float | None]]:
        """The sentences of passages, as spans of their document's text, and how near to a vector each is.

        Args:
            keys: Of the passages.
            vector: Of unit length, shape (dimensions,), float32.

        Returns:
            By key the sentences in their order, each with its cosine; None where no vector was given, or where the
            sentence was indexed by a version of askdocs that kept none.

        Raises:
            IndexDamaged: a sentence's vector is not of its size.
        """
        found = self._catalogue.sentences(keys)
        packed = [row for own in found.values() for _, row in own if row is not None]
        if vector is None or not packed:
            return {key: dict.fromkeys(span for span, _ in own) for key, own in found.items()}
        from askdocs.index.vectors import cosines

        if any(not isinstance(row, bytes) or len(row) != len(vector) for row in packed):
            raise IndexDamaged(f"{self._catalogue.file} holds a damaged vector of a sentence", layout.REBUILD)
        nearness = iter(cosines(vector, packed))
        return {key: {span: None if row is None else next(nearness) for span, row in own} for key, own in found.items()}

    def document_frequency(self, terms: Sequence[str], *, spelled: bool = False) -> dict[str, int]:
        """In how many passages (title, heading and source counted) each term occurs, stemmed and folded alike.

        A term of several words is a phrase. ``counts().passages`` is what an idf weight relates it to.

        Args:
            terms: Any number.
            spelled: Count only what is spelled alike but for case and accents; a term is then a single word.
        """
        return self._catalogue.document_frequency(terms, spelled=spelled)

    def owners(self, keys: Iterable[int]) -> dict[int, str]:
        """The ids of the documents that these passages are of, by key."""
        return self._catalogue.owners(keys)

    def spelled(self, word: str, within: Sequence[int] | None) -> set[int]:
        """The passages, of those with the keys ``within`` where given, in which a word stands as it is spelled.

        Case and accents do not count. A word of letters and digits alone is looked for, and not a phrase.
        """
        return self._catalogue.spelled(word, within)

    def resembling(self, word: str, edits: int) -> list[str]:
        """Words of the passages, folded, among them all that are one edit away and most that are ``edits`` away."""
        return self._catalogue.resembling(word, edits)

    def holding(self, run: str, limit: int) -> list[str]:
        """Words of the passages that share most with a folded run written without spaces, most alike first."""
        return self._catalogue.holding(run, limit)


def open_vectors(folder: Path, state: State) -> int:
    """Open the vectors that a catalogue names; returns the file's descriptor.

    Raises:
        FileNotFoundError: there is no such file.
        IndexDamaged: it has not the size that was committed.
    """
    file = layout.vectors_file(folder, state.generation)
    descriptor = os.open(file, os.O_RDONLY)
    size = os.fstat(descriptor).st_size
    if size != state.vectors_bytes:
        os.close(descriptor)
        raise IndexDamaged(f"{file} has {size:,} bytes where {state.vectors_bytes:,} were written", layout.REBUILD)
    return descriptor
