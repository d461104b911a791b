"""Which files of a folder are documents."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from askdocs.documents.reading import MARKDOWN_SUFFIXES, PLAIN_SUFFIXES
from askdocs.errors import DocumentError, DocumentsMissing

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".askignore"
# Ours, and so nothing that a person would want to be told of.
_OWN = frozenset({IGNORE_FILE, ".askdocs"})


@dataclass(frozen=True, slots=True)
class Discovery:
    """The documents that were found, in path order, and how many other entries were passed over, by reason."""

    files: tuple[Path, ...]
    skipped: Mapping[str, int]
    """By ``hidden``, ``ignored``, ``unknown type``, ``link loop``, ``broken link``, ``unreadable folder``."""


def discover(root: Path) -> Discovery:
    """Find the documents at ``root``: itself, if it is a file, else those in the folder and below.

    An ``.askignore`` file, in the syntax of .gitignore, rules its folder and those below it. Links to folders
    are followed, once all real folders have been walked; a folder is walked once, whichever way it is reached.

    Raises:
        DocumentsMissing: there is nothing at ``root``.
        DocumentError: ``root`` is a folder that cannot be read, or no folder or file at all; or an
            ``.askignore`` file cannot be read, and what it hides would be taken in.
    """
    try:
        mode = root.stat().st_mode
    except OSError as error:
        raise DocumentsMissing(f"{root} is not there", "Is the disk it is on connected?") from error
    if stat.S_ISREG(mode):
        return Discovery((root,), {})
    if not stat.S_ISDIR(mode):
        raise DocumentError(f"{root} is neither a file nor a folder")
    try:
        os.scandir(root).close()
    except OSError as error:
        raise DocumentError(f"{root} cannot be read: {(error.strerror or str(error)).lower()}") from error
    walk = _Walk()
    walk.run(root)
    return Discovery(tuple(sorted(walk.files)), dict(walk.skipped))


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path
    rules: tuple[tuple[Path, GitIgnoreSpec], ...]
    """The ignore files that rule it, outermost first, each with the folder it lies in."""

    def ignores(self, path: Path, is_folder: bool) -> bool:
        """Whether the last rule that speaks of an entry says to pass it over."""
        for base, spec in reversed(self.rules):
            name = path.relative_to(base).as_posix() + ("/" if is_folder else "")
            verdict = spec.check_file(name).include
            if verdict is not None:
                return verdict
        return False


@dataclass(slots=True)
class _Walk:
    files: list[Path] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _folders: list[_Folder] = field(default_factory=list)
    _links: list[_Folder] = field(default_factory=list)

    def run(self, root: Path) -> None:
        self._folders.append(_Folder(root, ()))
        while self._folders or self._links:
            # Real folders first: a file that can be reached both ways goes by its own path.
            self._walk(self._folders.pop() if self._folders else self._links.pop())

    def _walk(self, folder: _Folder) -> None:
        try:
            status = folder.path.stat()
            if (status.st_dev, status.st_ino) in self._seen:
                self.skipped["link loop"] += 1
                return
            with os.scandir(folder.path) as entries:
                found = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError:
            self.skipped["unreadable folder"] += 1
            return
        self._seen.add((status.st_dev, status.st_ino))
        if any(entry.name == IGNORE_FILE for entry in found):
            folder = _Folder(folder.path, (*folder.rules, (folder.path, _rules(folder.path / IGNORE_FILE))))
        for entry in found:
            self._take(folder, entry)

    def _take(self, folder: _Folder, entry: os.DirEntry[str]) -> None:
        path = folder.path / entry.name
        if entry.name in _OWN:
            return
        if entry.name.startswith("."):
            self.skipped["hidden"] += 1
            return
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            self.skipped["link loop" if error.errno == errno.ELOOP else "broken link"] += 1
            return
        if folder.ignores(path, stat.S_ISDIR(mode)):
            self.skipped["ignored"] += 1
        elif stat.S_ISDIR(mode):
            (self._links if entry.is_symlink() else self._folders).append(_Folder(path, folder.rules))
        elif stat.S_ISREG(mode) and path.suffix.lower() in MARKDOWN_SUFFIXES | PLAIN_SUFFIXES:
            self.files.append(path)
        else:
            self.skipped["unknown type"] += 1


def _rules(file: Path) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        # File names that are not UTF-8 are decoded the same way, and so match.
        text = file.read_bytes().decode("utf-8-sig", "surrogateescape")
        return GitIgnoreSpec.from_lines(text.replace("\r\n", "\n").split("\n"))
    except OSError as error:
        raise DocumentError(f"{file} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise DocumentError(f"{file} is not a list of patterns: {error}") from error
