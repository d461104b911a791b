"""Which paths belong to a library: adding and removing them."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import tomlkit

from askdocs import config
from askdocs.config import Settings
from askdocs.errors import ConfigError, EmptyLibrary, UsageError
from askdocs.library.library import Library, Reporter
from askdocs.library.sync import sync, under
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
    """:func:`add_to` the library at ``root``, which is made where there is none.

    Raises:
        ConfigError: its askdocs.toml is wrong, or cannot be written.
        UsageError: a path does not exist; nothing is recorded then.
    """
    _check_there(paths)
    library = open_or_create(root, reporter)
    return library, add_to(library, paths)


def add_to(library: Library, paths: Sequence[Path]) -> SyncReport:
    """Record paths in a library and index what is there.

    The path is recorded and nothing is copied; a folder is followed as it grows. Adding again what was removed
    takes the removal back. Where the sync is stopped or fails, what nothing was indexed of is not recorded.

    Raises:
        UsageError: a path does not exist, or lies in a folder that was removed from one that is recorded, or the
            library is the samples'; nothing is recorded then.
    """
    _check_there(paths)
    records = library.own_records
    names = [_entry(library, Path(os.path.normpath(Path.cwd() / path.expanduser()))) for path in paths]
    entries, excluded = library.settings.documents, records.exclusions()
    readmitted = [*names, *_readmitted(names, entries, excluded)]
    records.include(readmitted)
    new = [name for name in dict.fromkeys(names) if not under(name, entries)]
    _record(library, [*entries, *new])
    try:
        return sync(library)
    except BaseException:
        indexed = _indexed(library)
        empty = [name for name in names if not any(under(path, (name,)) for path in indexed)]
        records.exclude(excluded.intersection(empty))
        _record(library, [entry for entry in library.settings.documents if entry in entries or entry not in empty])
        raise


def remove(library: Library, wanted: Sequence[str]) -> tuple[list[str], SyncReport]:
    """Take documents or folders out of the library; the files themselves stay where they are.

    A removal is remembered, so that no sync brings the document back; adding it again does.

    Args:
        library: which one.
        wanted: as a user types them: paths on disk, paths within the library, ids or beginnings of ids.

    Returns:
        The paths within the library that were removed, and what that did.

    Raises:
        UsageError: something wanted is neither a document nor a recorded path, or the library is the samples';
            nothing is removed then.
    """
    _ = library.own_records
    names: list[str] = []
    with library.open_index() as index:
        paths = [info.path for info in index.documents()]
        for each in wanted:
            folder = _entry(library, Path(os.path.normpath(Path.cwd() / each)))
            if folder in library.settings.documents or any(path.startswith(folder + "/") for path in paths):
                names.append(folder)
            else:
                names.append(library.resolve(index, each).path)
    return names, remove_from(library, names)


def remove_from(library: Library, names: Sequence[str]) -> SyncReport:
    """:func:`remove` documents or folders that are given as paths within the library.

    Raises:
        UsageError: the library is the samples'.
    """
    records = library.own_records
    _record(library, [entry for entry in library.settings.documents if entry not in names])
    records.exclude(names)
    return sync(library)


def _check_there(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.expanduser().exists():
            raise UsageError(f"there is no file or folder {path}")


def _readmitted(names: Sequence[str], entries: Sequence[str], excluded: Collection[str]) -> list[str]:
    """The removed folders in which added paths lie: their removal has nothing left to keep out.

    Raises:
        UsageError: it has, since the folder lies in one that is recorded.
    """
    folders = [folder for folder in excluded if any(under(name, (folder,)) and name != folder for name in names)]
    for folder in folders:
        if under(folder, entries):
            raise UsageError(f"the folder {folder} was removed from the library as a whole", f"Add {folder} again.")
    return folders


def _indexed(library: Library) -> list[str]:
    with suppress(EmptyLibrary), library.open_index() as index:
        return [info.path for info in index.documents()]
    return []


def _entry(library: Library, path: Path) -> str:
    return library.name_of(path) if path != library.settings.root else "."


def _record(library: Library, documents: Sequence[str]) -> None:
    """Write the list of documents into askdocs.toml, leaving everything else in it as the user wrote it."""
    if tuple(documents) != library.settings.documents:
        _store(library.settings, documents)
        library.settings = replace(library.settings, documents=tuple(documents))


def _store(settings: Settings, documents: Sequence[str]) -> None:
    file = settings.file
    table = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
    table["documents"] = tomlkit.item(list(documents)).multiline(len(documents) > 1)
    _replace(file, tomlkit.dumps(table))


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
