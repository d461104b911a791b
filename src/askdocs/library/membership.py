"""Which paths belong to a library: adding and removing them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import tomlkit

from askdocs import config
from askdocs.config import Settings
from askdocs.errors import ConfigError, UsageError
from askdocs.library.library import Library, Reporter
from askdocs.library.sync import sync
from askdocs.model import SyncReport


def open_or_create(root: Path, reporter: Reporter) -> Library:
    """The library at ``root``; a folder that is none becomes one.

    Raises:
        ConfigError: its askdocs.toml is wrong, or cannot be written.
    """
    if (root / config.FILE_NAME).is_file():
        return Library(config.load(root), reporter)
    settings = Settings(root=root)
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        _store(settings, ())
    except OSError as error:
        raise ConfigError(f"cannot make a library at {root}: {error.strerror}") from error
    return Library(settings, reporter)


def add(root: Path, paths: Sequence[Path], reporter: Reporter) -> tuple[Library, SyncReport]:
    """Record paths in the library at ``root`` and index what is there.

    The path is recorded and nothing is copied; a folder is followed as it grows. Adding again what was removed
    takes the removal back.

    Raises:
        UsageError: a path does not exist; nothing is recorded then.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no file or folder {path}")
    library = open_or_create(root, reporter)
    names = [_entry(library, Path(os.path.normpath(Path.cwd() / path.expanduser()))) for path in paths]
    records = library.records
    records.include(names)
    entries = list(library.settings.documents)
    covered = set(entries)
    new = [name for name in names if not _covered(name, covered)]
    if new:
        settings = _store(library.settings, [*entries, *dict.fromkeys(new)])
        library = Library(settings, reporter)
    return library, sync(library)


def remove(library: Library, wanted: Sequence[str]) -> tuple[list[str], SyncReport]:
    """Take documents or folders out of the library; the files themselves stay where they are.

    A removal is remembered, so that no sync brings the document back; adding it again does.

    Returns:
        The paths within the library that were removed, and what that did.

    Raises:
        UsageError: something wanted is neither a document nor a recorded path, or the library is the samples';
            nothing is removed then.
    """
    records = library.own_records
    names: list[str] = []
    with library.open_index() as index:
        paths = [info.path for info in index.documents()]
        for each in wanted:
            folder = _entry(library, Path(os.path.normpath(Path.cwd() / each)))
            if folder in library.settings.documents or any(path.startswith(folder + "/") for path in paths):
                names.append(folder)
            else:
                names.append(library.resolve(index, each).path)
    kept = [entry for entry in library.settings.documents if entry not in names]
    if len(kept) < len(library.settings.documents):
        library = Library(_store(library.settings, kept), library.reporter)
    records.exclude(names)
    return names, sync(library)


def _entry(library: Library, path: Path) -> str:
    return library.name_of(path) if path != library.settings.root else "."


def _covered(name: str, entries: set[str]) -> bool:
    """Whether a recorded path already leads to this one."""
    return name in entries or any(parent.as_posix() in entries for parent in Path(name).parents)


def _store(settings: Settings, documents: Sequence[str]) -> Settings:
    """Write the list of documents into askdocs.toml, leaving everything else in it as the user wrote it."""
    file = settings.file
    table = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
    table["documents"] = tomlkit.item(list(documents)).multiline(len(documents) > 1)
    _replace(file, tomlkit.dumps(table))
    return config.load(settings.root)


def _replace(file: Path, text: str) -> None:
    """Write the file so that a crash leaves the old text or the new one."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
