"""What lies in an index's folder, and how a file gets there whole.

::

    current                  the name of the catalogue that is the index; replaced whole
    catalogue-<n>.sqlite     built first as generation n; a rebuild makes another beside it
    vectors-<generation>.faiss   the vectors that the catalogue's state names
    lock                     held by the one writer

Everything else in the folder is left alone. A name is never used for two contents that a reader could confuse:
generations only grow.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from askdocs.errors import EmptyLibrary, IndexDamaged, StorageError

REBUILD = "Run `askdocs sync --rebuild` to make it again from the documents."
_CATALOGUE = re.compile(r"catalogue-\d+\.sqlite")
_OURS = re.compile(r"(catalogue-(\d+)\.sqlite|vectors-(\d+)\.faiss|current)(-wal|-shm|\.tmp)?")


def lock_file(folder: Path) -> Path:
    """The file whose lock the writer holds."""
    return folder / "lock"


def catalogue_file(folder: Path, generation: int) -> Path:
    """The catalogue that a build starting at ``generation`` makes."""
    return folder / f"catalogue-{generation}.sqlite"


def vectors_file(folder: Path, generation: int) -> Path:
    """The vectors of one generation."""
    return folder / f"vectors-{generation}.faiss"


def current(folder: Path) -> Path:
    """The catalogue that is the index.

    Raises:
        EmptyLibrary: nothing was ever committed here.
        IndexDamaged: the file that names the catalogue names none.
    """
    file = folder / "current"
    try:
        name = file.read_bytes().decode("ascii", errors="replace").strip()
    except FileNotFoundError as error:
        raise EmptyLibrary(f"nothing is indexed in {folder} yet", "Add documents with `askdocs add PATH`.") from error
    if not _CATALOGUE.fullmatch(name):
        raise IndexDamaged(f"{file} does not name a catalogue", REBUILD)
    return folder / name


def set_current(catalogue: Path) -> None:
    """Make ``catalogue`` the index: from here on readers find it and not the one before."""
    replace_whole(catalogue.parent / "current", lambda stream: _write(stream, catalogue.name))


def _write(stream: BinaryIO, name: str) -> None:
    stream.write(f"{name}\n".encode("ascii"))


def next_generation(folder: Path) -> int:
    """A generation above every one that a file in the folder belongs to."""
    found = (_OURS.fullmatch(name) for name in _names(folder))
    return 1 + max((int(match[2] or match[3] or 0) for match in found if match), default=0)


def _names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def collect(folder: Path, catalogue: Path, generation: int) -> None:
    """Remove the files of every other generation, and what a crash left.

    A reader opens its catalogue and its vectors when it opens the index, and a file that was removed stays
    readable to whoever has it open. So nothing has to wait for a reader, and no reader loses its generation.
    """
    kept = {catalogue.name, vectors_file(folder, generation).name, "current"}
    for name in _names(folder):
        match = _OURS.fullmatch(name)
        if match and (match[1] not in kept or match[4] == ".tmp"):
            (folder / name).unlink(missing_ok=True)


def discard(catalogue: Path) -> None:
    """Remove a catalogue that was never committed."""
    for suffix in ("", "-wal", "-shm"):
        catalogue.with_name(catalogue.name + suffix).unlink(missing_ok=True)


def private_folder(folder: Path) -> None:
    """Make the folder, and those above it that are missing, for the user alone."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        each.chmod(0o700)
    if folder.stat().st_mode & 0o777 != 0o700:
        folder.chmod(0o700)


def private_file(file: Path) -> None:
    """Make an empty file for the user alone, whatever the umask; SQLite gives its journals the same mode."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.fchmod(descriptor, 0o600)
    os.close(descriptor)


def replace_whole(file: Path, write: Callable[[BinaryIO], None]) -> int:
    """Write a file beside ``file``, make it durable, and give it the name; returns its size in bytes.

    A crash leaves the old file or the new one. When this returns, the new one survives a power cut.
    """
    temporary = file.with_name(file.name + ".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            os.fchmod(descriptor, 0o600)
            write(stream)
            stream.flush()
            os.fsync(descriptor)
            size = stream.tell()
    except OSError:
        temporary.unlink(missing_ok=True)  # a full disk needs the room
        raise
    temporary.replace(file)
    sync_folder(file.parent)
    return size


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say which folder could not be written, and why.

    Raises:
        StorageError: the disk is full or failing, or the folder is not the user's to write.
    """
    try:
        yield
    except OSError as error:
        raise unwritable(folder, error.strerror or str(error)) from error


def unwritable(place: Path, reason: str) -> StorageError:
    """The error for a place that cannot be written."""
    return StorageError(
        f"cannot write {place}: {reason}", "What was indexed before is unchanged; mend this and run again."
    )
