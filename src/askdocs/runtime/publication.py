"""Folders that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def publication(target: Path) -> Iterator[Path]:
    """Fill a folder beside ``target`` that takes its place when the block ends without an exception.

    Files in it become readable by the user alone and are on the disk before the folder can be seen. A folder
    that stood at ``target`` is removed. Processes that publish to the same place at once do not harm each
    other: one folder of theirs, complete, is what stays.

    Yields:
        The folder to fill, empty and readable by the user alone.
    """
    private_folder(target.parent)
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield building
        for path in sorted(building.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
            _flush(path)
        _flush(building)
        _swap(building, target)
        _flush(target.parent)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def private_folder(folder: Path) -> None:
    """Make a folder and those above it, readable by the user alone; what exists keeps its mode."""
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def write_private(file: Path, text: str) -> None:
    """Write a file, readable by the user alone, in one step: another process sees the old or the new one."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def _swap(building: Path, target: Path) -> None:
    while True:
        try:
            building.replace(target)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        # A folder cannot replace one that holds files, so that one steps aside first.
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
        try:
            target.replace(aside)
        except FileNotFoundError:  # another process moved it first
            pass
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
