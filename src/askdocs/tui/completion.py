"""Completing a path as a shell does."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from askdocs.text import harmless


@dataclass(frozen=True, slots=True)
class Completion:
    """What a typed path may go on to."""

    text: str
    """As far as all that it may mean agree; what was typed, where that is not further."""
    names: tuple[str, ...] = ()
    """The entries of the folder that it may mean, in order, folders with a ``/``; none where it means one alone."""


def complete(typed: str, start: Path) -> Completion:
    """Complete a path with what is on disk.

    Hidden entries count where a dot is typed. Names that are no valid text, or that a terminal would act on, cannot be
    typed, and are left out. It reads the folder, and may take as long as its disk does.

    Args:
        typed: absolute, from ``~``, or relative to ``start``; spaces need no quotes, and quotes around it all are taken
            away.
        start: the folder that a relative path begins in.
    """
    typed = unquoted(typed)
    if typed.startswith("~") and "/" not in typed:
        return Completion(f"{typed}/") if _expanded(typed) != typed else Completion(typed)
    folder, _, stem = typed.rpartition("/")
    shown = f"{folder}/" if "/" in typed else ""
    names = sorted(_names(start / _expanded(shown), stem))
    if not names:
        return Completion(typed)
    return Completion(shown + _common(names[0], names[-1]), () if len(names) == 1 else tuple(names))


def unquoted(typed: str) -> str:
    """A path without the quotes that a file manager or a habit puts around it."""
    bare = typed.strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"" else typed.lstrip()


def meant(typed: str, start: Path) -> Path:
    """The path that was typed, absolute."""
    return Path(os.path.normpath(start / _expanded(unquoted(typed).rstrip())))


def _common(one: str, other: str) -> str:
    """What two texts begin with; of the first and the last of a sorted list, what all begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))]


def _expanded(typed: str) -> str:
    return os.path.expanduser(typed)  # noqa: PTH111  # of a user who is not there it says so by doing nothing


def _names(folder: Path, stem: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry in entries
                if entry.name.startswith(stem) and (stem or entry.name[0] != ".") and _typeable(entry.name)
            ]
    except OSError:
        return []  # nothing there can be named


def _typeable(name: str) -> bool:
    return harmless(name) == name and "\n" not in name and name.encode("utf-8", "ignore").decode() == name
