"""Documents on their way into the index, read, embedded and stored beside each other."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple, Self

from askdocs.index import IndexWriter, Stamp
from askdocs.library.library import Library
from askdocs.model import Document

if TYPE_CHECKING:
    from concurrent.futures import Future

    from askdocs.chunking import Chunk
    from askdocs.embedding import Vectors

_BATCH = 512
# Passages embedded together: enough for the encoder to sort by length and to keep both cores at work.
_COMMIT = 20_000
# Passages after which a long sync commits, so that stopping it loses little.
_BEAT = 0.1
# Seconds between two reports while the embedding is waited for: so soon a sync that is to stop does.
_STRAY = 1.0
# Seconds that a sync which stops waits for the batch at work. A model that is being loaded cannot be stopped, and
# touches nothing of the library.


class _Read(NamedTuple):
    document: Document
    stamp: Stamp
    chunks: list[Chunk]


class _Stopped(Exception):
    """Ends the embedding of a batch that nobody waits for any more."""


class Pipeline:
    """Documents on their way into the index: one batch is embedded, in a thread, while the next is read.

    Reading, chunking and storing are a tenth of the work and keep one core busy; embedding takes every other.
    """

    def __init__(self, library: Library, writer: IndexWriter, files: int) -> None:
        """Start with nothing.

        Args:
            library: whose encoder, settings and reporter are used.
            writer: takes the documents, and commits now and then.
            files: how many will be read.
        """
        from concurrent.futures import ThreadPoolExecutor, wait  # with logging, 10 ms that asking does without

        self._library = library
        self._writer = writer
        self._wait = wait
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._waiting: list[_Read] = []
        self._batches: deque[tuple[list[_Read], Future[tuple[Vectors, list[Vectors]]]]] = deque()
        self._uncommitted = 0
        self._taken = self._embedded = 0  # passages
        self._stopped = False
        self.read: tuple[int, int] | None = 0, files
        """How many files of how many were read; None when all were."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._stopped = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._wait([future for _, future in self._batches if not future.cancelled()], timeout=_STRAY)

    def add(self, document: Document, stamp: Stamp) -> None:
        """Take a document; a full batch goes on."""
        chunks = self._chunks(document)
        self._waiting.append(_Read(document, stamp, chunks))
        self._taken += len(chunks)
        if sum(len(each.chunks) for each in self._waiting) >= _BATCH:
            self._go_on()
            if len(self._batches) > 1:
                self._store()

    def finish(self) -> None:
        """Store all that was taken."""
        self.read = None
        if self._waiting:
            self._go_on()
        while self._batches:
            self._store()
        if self._taken:
            self._library.reporter.progress("Embedding", self._taken, self._taken)

    def _go_on(self) -> None:
        chunks = [chunk for each in self._waiting for chunk in each.chunks]
        self._batches.append((self._waiting, self._thread.submit(self._embed, chunks)))
        self._waiting = []

    def _embed(self, chunks: list[Chunk]) -> tuple[Vectors, list[Vectors]]:
        before = self._embedded

        def progress(done: int) -> None:
            if self._stopped:
                raise _Stopped
            self._embedded = before + done

        texts = [each.passage.text for each in chunks]
        return self._library.encoder.embed_parts(texts, [each.places for each in chunks], progress)

    def _store(self) -> None:
        batch, embedded = self._batches[0]
        while self._wait([embedded], timeout=_BEAT).not_done:
            stage, counts = ("Reading", self.read) if self.read else ("Embedding", (self._embedded, self._taken))
            self._library.reporter.progress(stage, *counts)
        vectors, within = embedded.result()
        start = 0
        for each in batch:
            end = start + len(each.chunks)
            passages = [chunk.passage for chunk in each.chunks]
            sentences = [chunk.sentences for chunk in each.chunks]
            self._writer.put(each.document, each.stamp, passages, sentences, vectors[start:end], within[start:end])
            start = end
        self._batches.popleft()
        self._uncommitted += start
        if self._uncommitted >= _COMMIT:
            self._writer.commit()
            self._uncommitted = 0

    def _chunks(self, document: Document) -> list[Chunk]:
        from askdocs.chunking import chunk

        encoder = self._library.encoder
        return chunk(
            document,
            count_tokens=encoder.count_tokens,
            max_tokens=encoder.identity.max_tokens,
            overlap=self._library.settings.overlap,
        )
