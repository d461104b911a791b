"""A library in conversation: asked again and again, synced meanwhile, from several threads."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock

from askdocs import config
from askdocs.conversation import Conversation, Turn
from askdocs.conversation.following import Followed, followed
from askdocs.documents import discover
from askdocs.library import apart
from askdocs.library.leaning import leaned
from askdocs.library.library import Library, Reporter
from askdocs.library.question import usable
from askdocs.library.session import Session
from askdocs.library.sync import sync, to_read
from askdocs.model import Document, DocumentInfo, SyncReport


class Chat:
    """One library, whose models are loaded once and whose index is opened again after each change.

    All methods may be called from any thread and block until they are done. Questions wait for each other; a sync
    goes on beside them.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._asking = Lock()
        self._syncing = Lock()
        self._opened = ExitStack()
        self._session: Session | None = None

    def prepare(self) -> None:
        """Load the models, so that the first question need not wait for them.

        Raises:
            ModelError: one cannot be loaded.
        """
        self.library.encoder.embed_query("ready")
        self.library.reader.prepare()

    def ask(self, asked: str, conversation: Conversation, *, literally: bool = False) -> Turn:
        """What the documents say to a question, understood after the turns before.

        Args:
            asked: as it was typed.
            conversation: with the turns before, and the filters.
            literally: understand it as it stands, whatever was said before: it was written out, or corrected.

        Raises:
            UsageError: the question is empty or too long, or no document meets the filters.
            EmptyLibrary: there is nothing to ask.
            IndexDamaged: the index must be rebuilt.
        """
        question = usable(asked)
        full = Followed(question) if literally else followed(question, conversation.turns)
        with self._asking:
            answer = leaned(self._open(), full, conversation.filters, conversation.turns)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Turn(asked=asked, meant=full.question, answer=answer, filters=conversation.filters, at=now)

    def sync(self, reporter: Reporter) -> SyncReport:
        """Bring the index in step with the files; what is asked from then on sees it.

        Args:
            reporter: told how far it is. An exception that it raises ends the sync, and the library stays as it was
                when it was last committed.
        """
        return self._changing(reporter, sync, to_read)

    def add(self, paths: Sequence[Path], reporter: Reporter) -> SyncReport:
        """Record files and folders and index them; see :func:`askdocs.library.membership.add_to`.

        Args:
            paths: on disk; ``~`` stands for the user's folder.
            reporter: as in :meth:`sync`. Paths of which nothing was indexed when it is stopped are not recorded.
        """
        from askdocs.library.membership import add_to  # with tomlkit, 30 ms that asking does without

        return self._changing(reporter, partial(add_to, paths=paths), lambda _: _files_at(paths))

    def remove(self, names: Sequence[str], reporter: Reporter) -> SyncReport:
        """Take documents or folders out; see :func:`askdocs.library.membership.remove_from`.

        Args:
            names: their paths within the library.
            reporter: as in :meth:`sync`. A removal is remembered, and one that is stopped is done by the next sync.
        """
        from askdocs.library.membership import remove_from

        return self._changing(reporter, partial(remove_from, names=names), to_read)

    def reopen(self) -> None:
        """Let go of the opened generation of the index; the next question opens the newest."""
        with self._asking:
            self._session = None
            self._opened.close()

    def documents(self) -> Sequence[DocumentInfo]:
        """What the library holds, by path.

        Raises:
            EmptyLibrary: nothing was ever indexed.
        """
        with self.library.open_index() as index:
            return index.documents()

    def document(self, document_id: str) -> Document:
        """One document, as it is indexed."""
        with self.library.open_index() as index:
            return index.document(document_id)

    def close(self) -> None:
        """Let go of everything."""
        self.reopen()

    def _open(self) -> Session:
        if self._session is None:
            self._session = self._opened.enter_context(Session(self.library))
        return self._session

    def _changing(
        self,
        reporter: Reporter,
        change: Callable[[Library], SyncReport],
        files: Callable[[Library], Iterable[Path]],
    ) -> SyncReport:
        """Change the library, as its askdocs.toml has it now: another process may have added documents meanwhile.

        Args:
            reporter: is told how far it is.
            change: what is done.
            files: those that it will read; where they are many, a process of its own reads them.
        """
        with self._syncing:
            library = self._reporting(reporter)
            if library.settings.file.is_file():
                now = config.load(library.settings.root)
                library.settings = replace(library.settings, documents=now.documents)
            try:
                report = apart.run(library, change) if apart.is_much(files(library)) else change(library)
            except BaseException:
                self.reopen()  # a long sync commits on its way
                raise
            finally:
                self.library.settings = library.settings
        if report.changed:
            self.reopen()
        return report

    def _reporting(self, reporter: Reporter) -> Library:
        """The same library, models and all, that reports elsewhere."""
        _ = self.library.encoder  # loaded before the copy, so that both have the same
        other = copy.copy(self.library)
        other.reporter = reporter
        return other


def _files_at(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if (there := path.expanduser()).exists():
            yield from discover(there).files
