"""Noticing while the chat is open that documents change on disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from askdocs.documents.discovery import IGNORE_FILE
from askdocs.documents.reading import MARKDOWN_SUFFIXES, PLAIN_SUFFIXES

if TYPE_CHECKING:
    from watchfiles import Change

    from askdocs.library.library import Library

_TOGETHER, _QUIET = 2_000, 300
# Milliseconds: changes that follow each other within the second are told together, after the first at the latest.
_LOOK = 1_000
# Milliseconds between two looks at single files, and whether folders have come or gone.
_CHEAP, _POLL = 2_000, 3_000
# Files of a folder that may be looked at one by one, every so many milliseconds, where the system tells of no changes.
_SUFFIXES = MARKDOWN_SUFFIXES | PLAIN_SUFFIXES
_REMOTE = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs", "davfs", "fuse.rclone")


class Watcher:
    """Watches a library's files and folders in a thread of its own.

    The thread is none of Textual's or the desk's: it ends only when it is stopped, and nobody waits for it.
    """

    def __init__(self, library: Library, changed: Callable[[], object], told: Callable[[str], object]) -> None:
        """Watch nothing yet.

        Args:
            library: its paths are read anew at each look, and so may change.
            changed: called in the thread when files changed, came or went, and whenever watching begins, for what
                changed before; it should not block.
            told: called in the thread with a line to be read.
        """
        self._library = library
        self._changed = changed
        self._told = told
        self._left = Event()
        self._seen: dict[Path, object] = {}
        self._begins = True
        self._thread = Thread(target=self._run, name="watching", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End soon; nothing is waited for."""
        self._left.set()

    def join(self) -> None:
        """Wait until it has ended, some tenths of a second after :meth:`stop`."""
        self._thread.join()

    def is_set(self) -> bool:
        """Whether to stop; watchfiles asks it over and over, from when it watches."""
        if self._begins:
            self._begins = False
            self._changed()
        return self._left.is_set()

    def _run(self) -> None:
        folders = self._look()
        deaf = failed = False
        while not self._left.is_set():
            if not folders or failed:
                self.is_set()
                self._left.wait(_LOOK / 1000)
                folders = self._look()
                continue
            polling = (deaf or any(is_remote(folder) for folder in folders)) and is_small(folders)
            try:
                folders = self._watch(folders, polling=polling)
            except FileNotFoundError:
                folders = self._look()  # one went between the look and the watching
            except OSError as error:  # such as more folders than the system watches
                failed, deaf = deaf or not is_small(folders), True
                if failed:
                    reason = error.strerror or error
                    self._told(f"Changes in folders are not noticed by themselves here ({reason}); a sync finds them.")

    def _watch(self, folders: list[Path], *, polling: bool) -> list[Path]:
        """Watch folders until there are others, or it is over; gives those."""
        from watchfiles import watch

        now, self._begins = folders, True
        for changes in watch(
            *folders,
            watch_filter=Relevant(tuple(folders), self._library.settings.index_folder),
            debounce=_TOGETHER,
            step=_QUIET,
            stop_event=self,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=polling,
            poll_delay_ms=_POLL,
            ignore_permission_denied=True,
        ):
            if changes:
                self._changed()
            now = self._look()
            if now != folders:
                break
        return now

    def _look(self) -> list[Path]:
        """The folders that are there; says what else changed: single files, the library's own, and what is missing."""
        paths = [path for _, path in self._library.roots()]
        seen = {path: _stamp(path) for path in [*paths, self._library.settings.file]}
        before, self._seen = self._seen, seen
        if any(path in before and before[path] != stamp for path, stamp in seen.items()):
            self._changed()
        for path in paths:
            if seen[path] is None and before.get(path) is not None:
                self._told(f"{path} is not there. What was indexed from it is kept; its quotes cannot be checked.")
        return [path for path in paths if seen[path] == "folder"]


@dataclass(frozen=True, slots=True)
class Relevant:
    """Which changes are of documents: not those of hidden files, of the index, or of files of other kinds."""

    folders: tuple[Path, ...]
    index: Path

    def __call__(self, change: Change, changed: str) -> bool:
        """Whether a change in one of the folders counts."""
        path = Path(changed)
        if path.is_relative_to(self.index):
            return False
        below = next((path.relative_to(folder) for folder in self.folders if path.is_relative_to(folder)), path)
        if any(part.startswith(".") for part in below.parts):
            return path.name == IGNORE_FILE
        # What was deleted may have been a folder with a dot in its name.
        return path.suffix.lower() in _SUFFIXES or change.name == "deleted" or path.is_dir()


def is_remote(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Whether a folder lies on another machine, whose changes the system does not tell of."""
    try:
        fields = [line.split(" ") for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return False  # not Linux
    places = {each[1].replace("\\040", " "): each[2] for each in fields if len(each) > 2}
    kind = next((places[str(place)] for place in (folder, *folder.parents) if str(place) in places), "")
    return kind.startswith(_REMOTE)


def is_small(folders: Iterable[Path]) -> bool:
    """Whether there are few enough files to be looked at one by one."""
    count = 0
    for folder in folders:
        for _, inner, files in os.walk(folder):
            count += len(inner) + len(files)
            if count > _CHEAP:
                return False
    return True


def _stamp(path: Path) -> object:
    """What changes when a single file does; ``folder`` for a folder, None for nothing."""
    try:
        status = path.stat()
    except OSError:
        return None
    return "folder" if path.is_dir() else (status.st_mtime_ns, status.st_size, status.st_ino)
