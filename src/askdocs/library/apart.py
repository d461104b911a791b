"""A change of a library in a process of its own, so that whoever waits for it stays awake.

Reading, chunking and storing hold the interpreter, and embedding takes every core: a terminal that shares the process
with them is blocked for a tenth of a second now and then. The other process gives way to it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread, Timer
from typing import IO, TYPE_CHECKING, NamedTuple

from askdocs.config import Settings
from askdocs.errors import AskdocsError
from askdocs.library.library import Library, Reporter
from askdocs.model import SyncReport

if TYPE_CHECKING:
    from subprocess import Popen

    Change = Callable[[Library], SyncReport]

_MUCH = 200_000
# Bytes of documents that take about as long as another process takes to begin, .6 s.
_MODEST = "import os; getattr(os, 'nice', id)(10)"
# Before anything is imported. Windows has no such thing.
_LAST = 10.0
# Seconds that a change which was told to stop may take to leave everything as it was.


class _Note(NamedTuple):
    message: str


class _Progress(NamedTuple):
    stage: str
    done: int
    total: int


class _End(NamedTuple):
    outcome: SyncReport | AskdocsError
    settings: Settings


class _Stopped(Exception):
    """Raised in the other process when it is told to stop, or nobody is there to be told anything."""


def is_much(files: Iterable[Path]) -> bool:
    """Whether reading these files is worth a process."""
    total = 0
    for file in files:
        with suppress(OSError):  # it has just gone; the change says what that means
            total += file.stat().st_size
        if total > _MUCH:
            return True
    return False


def run(library: Library, change: Change) -> SyncReport:
    """What a change of the library did.

    Args:
        library: its reporter hears what the change says, in this thread. An exception that it raises stops the change,
            and is raised from here when that is done. Its settings are afterwards as the change left them.
        change: can be pickled.

    Raises:
        AskdocsError: the change did, or its process came to an end that it did not choose.
    """
    import subprocess  # 20 ms that asking does without

    # Not multiprocessing: it wants a stderr of this process that is a file, which it is not while Textual runs.
    # -P: what lies in the working folder is not to be imported.
    command = [sys.executable, "-P", "-c", f"{_MODEST}; from {__name__} import work; work()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin and process.stdout
        try:
            pickle.dump((library.settings, change), process.stdin)
            process.stdin.flush()
            end = _heard(process.stdout, library.reporter)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            code = process.wait()
            how = signal.Signals(-code).name if code < 0 else f"code {code}"
            raise AskdocsError(
                f"the process that changed the library ended unexpectedly ({how})",
                "What was committed is kept. `askdocs sync` goes on from there.",
            ) from error
        except BaseException:
            library.settings = _stopped(process) or library.settings
            raise
    library.settings = end.settings
    if isinstance(end.outcome, SyncReport):
        return end.outcome
    raise end.outcome


def _heard(said: IO[bytes], reporter: Reporter) -> _End:
    """How the change ended; what it says meanwhile is passed on."""
    while True:
        each = pickle.load(said)
        if isinstance(each, _End):
            return each
        if isinstance(each, _Note):
            reporter.note(*each)
        else:
            reporter.progress(*each)


def _stopped(process: Popen[bytes]) -> Settings | None:
    """Stop the change; the settings as it left them."""
    assert process.stdin and process.stdout
    process.stdin.close()
    late = Timer(_LAST, process.kill)
    late.start()
    try:
        while not isinstance(each := pickle.load(process.stdout), _End):
            pass
        return each.settings
    except (EOFError, pickle.UnpicklingError):  # it was killed
        return None
    finally:
        late.cancel()


class _Sender:
    """The reporter in the other process."""

    def __init__(self, pipe: IO[bytes], stop: Event) -> None:
        self._pipe = pipe
        self._stop = stop

    def note(self, message: str) -> None:
        self.send(_Note(message))

    def progress(self, stage: str, done: int, total: int) -> None:
        self.send(_Progress(stage, done, total))

    def send(self, said: _Note | _Progress) -> None:
        if self._stop.is_set():
            raise _Stopped
        try:
            pickle.dump(said, self._pipe)
            self._pipe.flush()
        except OSError as error:
            raise _Stopped from error


def work() -> None:
    """The other process: it does what its standard input says, and stops when that ends, whoever ended it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that has the terminal
    with os.fdopen(os.dup(1), "wb") as pipe:
        os.dup2(2, 1)  # what a library may print is none of what is said
        settings, change = pickle.load(sys.stdin.buffer)
        stop = Event()

        def wait() -> None:
            sys.stdin.buffer.read()
            stop.set()

        Thread(target=wait, daemon=True).start()
        library = Library(settings, _Sender(pipe, stop))
        outcome: SyncReport | AskdocsError
        try:
            outcome = change(library)
        except AskdocsError as error:
            outcome = error
        except _Stopped:
            outcome = AskdocsError("the change was stopped")
        with suppress(OSError):  # nobody is there any more
            pickle.dump(_End(outcome, library.settings), pipe)
            pipe.flush()
    os._exit(0)  # a thread still waits
