"""The chat: what holds its screens together."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled, WorkerFailed, WorkerState

from askdocs.config import data_folder
from askdocs.errors import AskdocsError, NoLibrary
from askdocs.model import Answer
from askdocs.text import harmless
from askdocs.tui.commands import commands
from askdocs.tui.desk import Desk, opened
from askdocs.tui.keeping import Keeper
from askdocs.tui.messages import Noted, Progressed
from askdocs.tui.opening import Opening
from askdocs.tui.screens.chat import ChatScreen
from askdocs.tui.shelf import Shelf, ShelfApp, holds_any
from askdocs.tui.themes import dress, keep_choice, uncoloured

if TYPE_CHECKING:
    from askdocs.library.chat import Chat
    from askdocs.tui.screens.conversations import ConversationsScreen

_STYLES = Path(__file__).parent / "styles"
_AGAIN = 3.0
"""Seconds within which Ctrl-C must come again to leave."""


class ChatApp(ShelfApp):
    """A conversation with one library.

    Work is run as workers of the app, with ``exit_on_error=False``: what they raise becomes a message.
    """

    TITLE = "askdocs"
    CSS_PATH: ClassVar[list[str | PurePath]] = [_STYLES / "chat.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "leave", "Leave", show=False, system=True),
        Binding("f2", "documents", "Documents", show=False),
        Binding("f3", "filters", "Filters", show=False),
        Binding("f1", "help", "Help", show=False),
    ]

    def __init__(self, opening: Opening) -> None:
        super().__init__(ansi_color=uncoloured(os.environ))
        dress(self, os.environ, data_folder())
        self.opening = opening
        self.desk = Desk()
        self.keeper = Keeper(self.desk)
        self.talk = ChatScreen()
        """The chat screen, whatever screens lie on it."""
        self.chat: Chat | None = None
        self.shelf = Shelf(self)
        self.asking = asyncio.Lock()
        """Held while a question is answered: the next one must see its turn."""
        self._opened = asyncio.Event()
        self._failure: AskdocsError | None = None
        self._warned = -_AGAIN

    def get_default_screen(self) -> Screen[None]:
        """The chat itself."""
        return self.talk

    def on_mount(self) -> None:
        """Open the library once the screen stands."""
        keep_choice(self, data_folder())
        self.call_after_refresh(self.run_worker, self._open(), group="open", exit_on_error=False)

    def open_chat(self) -> Chat:
        """The library, asked in turns; called in a thread."""
        return opened(self.opening, self)

    def note(self, message: str) -> None:
        """As the library's reporter: a line to be read. From any thread."""
        self.post_message(Noted(message))

    def progress(self, stage: str, done: int, total: int) -> None:
        """As the library's reporter: how far it is. From any thread."""
        self.post_message(Progressed(stage, done, total))

    async def opened_chat(self) -> Chat:
        """The library, once it is open and has something to ask.

        Raises:
            AskdocsError: it cannot be opened.
        """
        await self._opened.wait()
        if self.chat is None:
            raise self._failure or NoLibrary("there is no library")
        return self.chat

    def references(self, answer: Answer, style: str | None) -> list[str]:
        """What is printed below each of an answer's places. It blocks."""
        from askdocs.library.references import sources

        return sources(self.chat.library, answer, style) if self.chat else []

    async def _open(self, adding: Sequence[Path] = ()) -> None:
        """Open the library, and the models behind it.

        What was imported and made up to some point stays, and is kept from being walked by the collector of cycles:
        each full collection held up a frame by 50 to 80 ms.
        """
        self.status = "opening the library …"
        is_empty = False
        gc.freeze()
        try:
            self.chat = chat = await self.desk.do(self.open_chat)
            gc.freeze()
            if adding:
                self.shelf.show(chat, adding)
            elif not await self.desk.do(holds_any, chat):
                is_empty = True  # or was never indexed: then there is something to ask once it is
                await self.shelf.follow(chat)
            await self.talk.open_kept(chat)
            self.status = ""
        except NoLibrary as error:
            self._failure, self.status = error, ""
            self.shelf.show(None)
            return
        except AskdocsError as error:
            self._failure, self.status = error, error.message  # which stays longer than the message that it makes
            raise
        finally:
            self._opened.set()
        await self.desk.do(chat.prepare)
        gc.freeze()
        if not is_empty:
            await self.shelf.follow(chat)

    async def reopen(self, opening: Opening, adding: Sequence[Path] = ()) -> None:
        """Open another library in place of this one, or of none, and add files and folders to it."""
        self.opening, self.chat, self._failure = opening, None, None
        self._opened.clear()
        await self._open(adding)

    def stop(self) -> bool:
        """Cancel what is being answered, else what is read from files; whether anything was."""
        running = [worker for worker in self.workers if worker.group == "ask" and not worker.is_finished]
        for worker in running:
            worker.cancel()
        return bool(running) or self.shelf.syncing.stop()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong in a worker."""
        if event.state is WorkerState.ERROR and event.worker.error:
            self.tell(event.worker.error)

    def tell(self, error: BaseException) -> None:
        """Show a failure: what is wrong, and what to do."""
        if isinstance(error, AskdocsError):
            told = f"{error.message}\n{error.hint or ''}"
        else:
            told = f"a fault in askdocs: {type(error).__name__}: {error}\nPlease report it."
        self.notify(harmless(told.strip()), severity="error", markup=False)

    def on_progressed(self, event: Progressed) -> None:
        """Say how far a long piece of work is."""
        over = event.done >= event.total
        self.status = "" if over else f"{event.stage} {event.done:,} of {event.total:,}"

    def on_noted(self, event: Noted) -> None:
        """Show what the library says."""
        self.notify(harmless(event.text), markup=False)

    async def action_quit(self) -> None:
        """Leave, once what was asked is kept."""
        keeping = [worker for worker in self.workers if worker.group == "keep"]
        for worker in keeping:
            with suppress(WorkerFailed, WorkerCancelled):  # which was told already
                await worker.wait()
        self.exit()

    async def action_leave(self) -> None:
        """Leave at the second time, soon after the first."""
        now = time.monotonic()
        if now - self._warned < _AGAIN:
            await self.action_quit()
            return
        self._warned = now
        self.notify("Ctrl-C again leaves askdocs.", timeout=_AGAIN)

    def on_unmount(self) -> None:
        """Begin nothing more."""
        self.shelf.close()
        self.desk.close()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action, for the command palette: Textual's own, and those of this screen and the app."""
        yield from super().get_system_commands(screen)
        yield from commands(self, screen)

    def on_conversations_screen_deleted(self, event: ConversationsScreen.Deleted) -> None:
        """Begin anew where the conversation that was deleted is the one that is open."""
        if event.number == self.talk.conversation.id:
            self.talk.action_begin()

    def action_help(self) -> None:
        """Say which keys there are."""
        from askdocs.tui.keys import by_place
        from askdocs.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(by_place(self.BINDINGS)))
