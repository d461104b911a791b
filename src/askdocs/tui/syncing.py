"""The one change of the library that is under way, whoever began it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.signal import Signal

from askdocs.tui.desk import Desk
from askdocs.tui.messages import Noted

if TYPE_CHECKING:
    from askdocs.library.library import Reporter
    from askdocs.model import SyncReport

_EVERY = 0.05
# Seconds between two reports: more than that nobody sees, and each wakes the main thread.


class Stopped(Exception):
    """Raised by the reporter of a change that the user stopped."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a change of the library is."""

    stage: str = ""
    """Empty while nothing is under way."""
    done: int = 0
    total: int = 0
    stopping: bool = False

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return bool(self.stage)

    @property
    def text(self) -> str:
        """How far it is, in words."""
        if self.stopping or not self.total:
            return f"{'Stopping' if self.stopping else self.stage} …"
        return f"{self.stage}: {self.done:,} of {self.total:,}"


class Syncing:
    """Runs changes of the library one after another, off the main thread, and can stop them."""

    def __init__(self, app: App[Any], desk: Desk) -> None:
        self.desk = desk
        self._app = app
        self._turn = asyncio.Lock()
        self._stops: set[Event] = set()
        self.progress = Progress()
        self.report: SyncReport | None = None
        """What the last change did that came to its end."""
        self.heard: Signal[Progress] = Signal(app, "syncing")
        """Published on the main thread whenever :attr:`progress` is another."""

    async def run(self, change: Callable[[Reporter], SyncReport]) -> SyncReport:
        """What a change did; it begins when those before it have ended.

        Args:
            change: blocks, and tells its reporter how far it is.

        Raises:
            Stopped: the user stopped it; what was committed before stays.
            AskdocsError: it failed.
        """
        stop = Event()
        self._stops.add(stop)
        try:
            async with self._turn:
                if stop.is_set():
                    raise Stopped
                self._tell(Progress("Looking at the files"))
                try:
                    self.report = await self.desk.do(change, _Ears(self, stop))
                    return self.report
                finally:
                    self._tell(Progress())
        finally:
            self._stops.discard(stop)
            stop.set()  # whoever waits for it may have been cancelled, and nobody wants it any more

    def stop(self) -> bool:
        """Stop what is under way and what waits for it.

        Returns:
            Whether there was anything to stop: a look at the files that finds nothing to do is over in a moment, and
            whoever wants to leave should not be held up by it.
        """
        progress = self.progress
        if not progress.total:
            return False
        self.close()
        self._tell(Progress(progress.stage, progress.done, progress.total, stopping=True))
        return True

    def close(self) -> None:
        """Stop everything, whatever it is."""
        for stop in self._stops:
            stop.set()

    def hear(self, stage: str, done: int, total: int) -> None:
        """How far the change is; on the main thread."""
        if self.progress.running and not self.progress.stopping:
            self._tell(Progress(stage, done, total))

    def note(self, message: str) -> None:
        """Pass on what the change says, from its thread."""
        self._app.post_message(Noted(message))

    def _tell(self, progress: Progress) -> None:
        self.progress = progress
        self.heard.publish(progress)


class _Ears:
    """The reporter of one change, called in its thread."""

    def __init__(self, syncing: Syncing, stop: Event) -> None:
        self._syncing = syncing
        self._stop = stop
        self._loop = asyncio.get_running_loop()
        self._last = 0.0

    def note(self, message: str) -> None:
        self._check()
        self._syncing.note(message)

    def progress(self, stage: str, done: int, total: int) -> None:
        self._check()
        now = time.monotonic()
        if now - self._last >= _EVERY or done >= total:
            self._last = now
            with suppress(RuntimeError):  # the app was left, and its loop is closed
                self._loop.call_soon_threadsafe(self._syncing.hear, stage, done, total)

    def _check(self) -> None:
        if self._stop.is_set():
            raise Stopped
