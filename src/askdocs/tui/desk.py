"""Where the chat's work is done: in threads that the terminal never waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from askdocs.tui.opening import Opening

if TYPE_CHECKING:
    from askdocs.library.chat import Chat
    from askdocs.library.library import Reporter

_T = TypeVar("_T")


class Desk:
    """Threads of its own: Textual's are waited for at the end, and a model that loads would hold up who leaves."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="askdocs")

    async def do(self, work: Callable[..., _T], *arguments: object) -> _T:
        """What a function that blocks returns or raises.

        Whoever is cancelled while waiting gets nothing; the function goes on to its end, and its result is dropped.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(*arguments))

    def close(self) -> None:
        """Begin nothing more, and wait for nothing."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def opened(opening: Opening, reporter: Reporter) -> Chat:
    """The library that is meant. It blocks: the rooms below take some tenths of a second to import.

    Raises:
        NoLibrary: there is none.
        ConfigError: its askdocs.toml is wrong.
    """
    from askdocs.library.chat import Chat
    from askdocs.library.library import Library

    return Chat(Library.samples(reporter) if opening.samples else Library.find(opening.library, reporter))
