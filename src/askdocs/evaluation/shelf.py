"""A library made for an evaluation: real files, added and asked as a user's are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from askdocs.config import Settings
from askdocs.index import Index
from askdocs.library.library import Library, Reporter
from askdocs.library.session import Session
from askdocs.library.sync import sync, warnings
from askdocs.model import Document, DocumentInfo
from askdocs.text import Span


class Shelf:
    """A library that is held open, and its documents."""

    def __init__(self, library: Library, session: Session, index: Index) -> None:
        self.library = library
        self.session = session
        self.paths = frozenset(info.path for info in index.documents())
        self._index = index
        self._documents: dict[str, Document] = {}

    def source(self, info: DocumentInfo, span: Span) -> tuple[str, Span]:
        """The file that a document was read from, and where in its characters a span of the document stands."""
        if info.id not in self._documents:
            self._documents[info.id] = self._index.document(info.id)
        return info.path, self._documents[info.id].source_map.source_span(span)


class _Indexing:
    """Passes on what is said while texts are indexed; how hundreds of questions were read is nobody's to follow."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self.over = False

    def note(self, message: str) -> None:
        if not self.over:
            self._reporter.note(message)

    def progress(self, stage: str, done: int, total: int) -> None:
        if not self.over:
            self._reporter.progress(stage, done, total)


@contextmanager
def shelved(files: Mapping[str, str], reporter: Reporter) -> Iterator[Shelf]:
    """Write texts to files, index them, and hold the library open; all of it goes in the end.

    Args:
        files: texts by file name; a lone surrogate, which no file can hold, becomes a question mark.
        reporter: told how far it is, and which of the files hold nothing that can be read.

    Raises:
        EmptyLibrary: none of them does.
    """
    with tempfile.TemporaryDirectory(prefix="askdocs-evaluation-") as temporary:
        texts = Path(temporary, "texts")
        texts.mkdir()
        for name, text in files.items():
            (texts / name).write_bytes(text.encode("utf-8", "replace"))
        indexing = _Indexing(reporter)
        library = Library(Settings(root=texts, documents=(".",), index=str(Path(temporary, "index"))), indexing)
        for line in warnings(sync(library)):
            reporter.note(line)
        indexing.over = True
        with Session(library) as session, library.open_index() as index:
            yield Shelf(library, session, index)
