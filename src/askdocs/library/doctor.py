"""Examine a library: is everything there, readable, and in step?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from askdocs.documents import discover, read
from askdocs.errors import AskdocsError, DocumentError, DocumentsMissing
from askdocs.library.library import Library


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was examined."""

    name: str
    message: str
    error: AskdocsError | None = None
    """What is wrong, where something is."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.error is None


def examine(library: Library) -> Iterator[Check]:
    """Examine the recorded paths, every file, the model and the index; nothing is changed."""
    yield from _roots(library)
    yield _files(library)
    yield _model(library)
    yield from _index(library)


def _roots(library: Library) -> Iterator[Check]:
    for root, path in library.roots():
        if path.exists():
            yield Check("path", f"{root} is there")
        else:
            error = DocumentsMissing(f"{root} is not there", "Mount its disk, or `askdocs remove` it.")
            yield Check("path", error.message, error)


def _files(library: Library) -> Check:
    total, failures = 0, list[str]()
    for _, path in library.roots():
        for file in discover(path).files if path.exists() else ():
            total += 1
            try:
                read(file, library.name_of(file))
            except DocumentError as error:
                failures.append(error.message)
    if failures:
        message = f"{len(failures)} of {total} files cannot be read: {'; '.join(failures)}"
        return Check("files", message, DocumentError(message, "The others can be asked."))
    return Check("files", f"{total} files can be read")


def _model(library: Library) -> Check:
    try:
        identity = library.encoder.identity
    except AskdocsError as error:
        return Check("model", error.message, error)
    return Check("model", f"{identity.name}, {identity.dimensions} dimensions, {identity.max_tokens} tokens")


def _index(library: Library) -> Iterator[Check]:
    try:
        with library.open_index() as index:
            index.verify()
            counts = index.counts()
            yield Check("index", f"{counts.documents} documents, {counts.passages} passages")
            if lacking := index.unembedded():
                message = f"{lacking} sentences were indexed by a version that kept no vectors of them"
                yield Check("sentences", f"{message}; `askdocs sync --rebuild` makes them, and answers better")
            library.check_model(index)
            changed = [info.path for info in index.documents() if not _in_step(library, info.path, info.sha256)]
    except AskdocsError as error:
        yield Check("index", error.message, error)
    else:
        state = f"{len(changed)} have changed or are gone: {', '.join(changed[:5])}" if changed else "all as indexed"
        yield Check("step", state)


def _in_step(library: Library, name: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(library.path_of(name).read_bytes()).hexdigest() == sha256
    except OSError:
        return False
