"""The documents that the chat is about: kept in step with their files, and shown."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import App
from textual.reactive import reactive

from askdocs.errors import AskdocsError, EmptyLibrary
from askdocs.tui.messages import DocumentChosen, FilesChanged, Noted, PathsAdded, PlaceOpened
from askdocs.tui.opening import Opening
from askdocs.tui.places import Place
from askdocs.tui.syncing import Progress, Stopped, Syncing
from askdocs.tui.telling import told, unread
from askdocs.tui.watching import Watcher

if TYPE_CHECKING:
    from askdocs.library.chat import Chat
    from askdocs.library.library import Reporter
    from askdocs.model import SyncReport
    from askdocs.tui.desk import Desk
    from askdocs.tui.screens.chat import ChatScreen

_SAID = 6.0
"""Seconds that a line of what came of a sync stays."""


class Shelf:
    """What the app does about the documents of one library, or of none."""

    def __init__(self, app: ShelfApp) -> None:
        self.syncing = Syncing(app, app.desk)
        self._app = app
        self._watcher: Watcher | None = None
        self._is_due = False
        self._shown = ""
        self._failed: frozenset[str] = frozenset()
        self.failure: AskdocsError | None = None
        """Why the last sync failed; None where it did not."""

    async def follow(self, chat: Chat) -> None:
        """Watch a library’s files from now on, and bring it in step with them; where it holds nothing, show that."""
        app = self._app
        if self._watcher:
            self._watcher.stop()
        else:
            self.syncing.heard.subscribe(app, self._hear, immediate=True)
        self._watcher = Watcher(
            chat.library, lambda: app.post_message(FilesChanged()), lambda line: app.post_message(Noted(line))
        )
        self._watcher.start()
        await self.bring_in_step(chat)
        if not await app.desk.do(holds_any, chat):
            self.show(chat)

    async def bring_in_step(self, chat: Chat) -> None:
        """Read what has changed on disk, and say in a line what that did; of several that wait, one is enough.

        Raises:
            AskdocsError: it failed, and not for the reason for which the one before did.
        """
        if self._is_due:
            return

        def sync(reporter: Reporter) -> SyncReport:
            self._is_due = False  # what changes from here on, this one may miss
            return chat.sync(reporter)

        self._is_due = True
        try:
            report = await self.syncing.run(sync)
        except Stopped:
            self._say("Stopped. The library is as it was last committed.")
            return
        except AskdocsError as error:
            known, self.failure = self.failure, error
            if known and known.message == error.message:
                return
            raise
        finally:
            self._is_due = False
        self.failure = None
        failed = frozenset(failure.path for failure in report.failed)
        lines = (told(report), unread(len(failed)) if failed - self._failed else "")
        self._failed = failed
        self._say("; ".join(filter(None, lines)))

    def show(self, chat: Chat | None, adding: Sequence[Path] = ()) -> None:
        """Show the documents, and add some."""
        from askdocs.tui.screens.documents import DocumentsScreen

        now = self._app.screen
        screen = now if isinstance(now, DocumentsScreen) else DocumentsScreen(chat, self.syncing)
        if screen is not now:
            self._app.push_screen(screen)
        if chat and adding:
            screen.add(chat, adding)

    def close(self) -> None:
        """Stop all that goes on; nothing is waited for."""
        self.syncing.close()
        if self._watcher:
            self._watcher.stop()

    def _hear(self, progress: Progress) -> None:
        """Show below the conversation how far it is; a look at the files that finds nothing is not worth a word."""
        if progress.total:
            self._shown = f"{progress.text} · Escape stops it"
            self._app.status = self._shown
        elif not progress.running:
            self._forget(self._shown)

    def _say(self, what: str) -> None:
        """Show a line there for a while."""
        if what:
            self._app.status = what
            self._app.set_timer(_SAID, lambda: self._forget(what))

    def _forget(self, what: str) -> None:
        if self._app.status == what:
            self._app.status = ""


def holds_any(chat: Chat) -> bool:
    """Whether a library holds a document. It blocks."""
    try:
        return bool(chat.documents())
    except EmptyLibrary:
        return False


def make_library(opening: Opening, reporter: Reporter) -> None:
    """Make the library that is meant, or the user’s own, where there is none yet. It blocks.

    Raises:
        ConfigError: it cannot be written.
    """
    from askdocs import config
    from askdocs.library.membership import open_or_create

    open_or_create(config.find(opening.library, os.environ, Path.cwd()), reporter)


class ShelfApp(App[None]):
    """What an app does with what its documents screen and its watcher say."""

    status: reactive[str] = reactive("")
    """What is going on, in a few words; empty where nothing is."""
    opening: Opening
    desk: Desk
    shelf: Shelf
    chat: Chat | None
    talk: ChatScreen

    async def reopen(self, opening: Opening, adding: Sequence[Path] = ()) -> None:
        """Open another library in place of this one, or of none, and add files and folders to it."""
        raise NotImplementedError

    def on_samples_wanted(self) -> None:
        """Ask the sample articles instead."""
        self.pop_screen()
        self.run_worker(self.reopen(replace(self.opening, samples=True)), group="open", exit_on_error=False)

    def on_paths_added(self, event: PathsAdded) -> None:
        """Make a library of the user’s own, with these in it."""
        self.run_worker(self._begin(event.paths), group="open", exit_on_error=False)

    async def _begin(self, paths: Sequence[Path]) -> None:
        opening = replace(self.opening, samples=False)
        await self.desk.do(make_library, opening, self)
        await self.reopen(opening, paths)

    @work(group="sync", exit_on_error=False)  # no coroutine is made for a worker that the end of the chat comes before
    async def on_files_changed(self) -> None:
        """Read them again."""
        if self.chat:
            await self.shelf.bring_in_step(self.chat)

    def on_document_chosen(self, event: DocumentChosen) -> None:
        """Read it where sources are read."""
        self.pop_screen()
        self.talk.post_message(PlaceOpened(Place(document=event.document)))

    def action_documents(self) -> None:
        """Show what is in the library."""
        self.shelf.show(self.chat)

    def action_filters(self) -> None:
        """Narrow down which documents may answer."""
        if self.chat and self.screen is self.talk:
            self.run_worker(self._filter(self.chat), group="filters", exclusive=True, exit_on_error=False)

    async def _filter(self, chat: Chat) -> None:
        from askdocs.tui.screens.filters import FiltersScreen

        infos = await self.desk.do(chat.documents)
        self.push_screen(FiltersScreen(infos, self.talk.conversation.filters), self.talk.narrow)
