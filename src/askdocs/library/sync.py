"""Bring the index in step with the files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from askdocs.documents import discover, read
from askdocs.errors import DocumentError, EmptyLibrary, IndexOutdated, LibraryBusy, StorageError
from askdocs.index import Index, IndexWriter, Stamp
from askdocs.library.library import Library
from askdocs.library.pipeline import Pipeline
from askdocs.model import Failure, SyncReport

_WAIT = 60
# Seconds to wait for another process that writes; a commit of 100,000 passages takes fewer.
_NAMED = 3
_STATS = 1000
# Files whose stamps are compared between two reports.


@dataclass(slots=True)
class _Plan:
    """The difference between the files and the index, from a stat of each."""

    fresh: list[tuple[str, Path, Stamp]] = field(default_factory=list)
    """New, or of another size or time than when they were read."""
    gone: list[str] = field(default_factory=list)
    unchanged: int = 0
    missing_roots: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def sync(library: Library, *, rebuild: bool = False, wait: bool = True) -> SyncReport:
    """Read what is new, read again what changed, forget what is gone, and commit.

    A file that cannot be read is reported, and what was indexed of it stays. Where a recorded path is missing
    as a whole, its documents stay too: an unplugged disk is not a deletion.

    The library's reporter is told how far this is, several times a second and from the calling thread. An exception
    that it raises stops the sync, within about a second, and the library stays as it was last committed.

    Args:
        library: which one.
        rebuild: make the whole index again, whatever it holds now.
        wait: for another process that writes; otherwise leave the work to it.

    Raises:
        LibraryBusy: another process is writing.
        ModelMismatch: another model made the index; only ``rebuild`` can change that.
    """
    indexed = {} if rebuild else _stamps(library, _WAIT if wait else 0)
    plan = _compare(library, indexed)
    if not plan.fresh and not plan.gone and not rebuild:
        return _report(plan, [], [], [])
    with _writer(library, rebuild=rebuild, wait=wait) as writer:
        if not rebuild:
            # Another process may have written since the comparison; what it did need not be done again.
            indexed = writer.stamps()
            plan = _compare(library, indexed)
        failures, changed = _write(library, writer, plan, indexed)
    added = [name for name in changed if name not in indexed]
    updated = [name for name in changed if name in indexed]
    return _report(plan, added, updated, failures)


def to_read(library: Library) -> list[Path]:
    """The files that :func:`sync` would read now.

    Raises:
        IndexDamaged: the index cannot be read.
    """
    indexed: Mapping[str, tuple[Stamp, str]] = {}
    with suppress(EmptyLibrary, IndexOutdated), Index.open(library.settings.index_folder) as index:
        indexed = index.stamps()
    return [file for _, file, _ in _compare(library, indexed).fresh]


def in_step(library: Library) -> SyncReport | None:
    """:func:`sync` as asking does it first: without waiting, and content with what is committed.

    Returns:
        None where the library cannot be written or another process is writing.
    """
    if not _writable(library.settings.index_folder):
        return None
    try:
        report = sync(library, wait=False)
    except LibraryBusy:
        library.reporter.note("Another process is updating the library; answering from what is indexed so far.")
        return None
    except StorageError as error:
        library.reporter.note(f"The index could not be updated ({error.message}); answering from what it holds.")
        return None
    for line in warnings(report):
        library.reporter.note(line)
    return report


def warnings(report: SyncReport) -> list[str]:
    """What went wrong in a sync, a line each; of many files that could not be read, the first few."""
    lines = [f"{failure.path} was skipped: {failure.reason}" for failure in report.failed[:_NAMED]]
    if len(report.failed) > _NAMED:
        lines.append(f"{len(report.failed) - _NAMED} more were skipped; `askdocs doctor` names them.")
    lines += [
        f"{root} is not there. What was indexed from it is kept; its quotes cannot be checked."
        for root in report.missing_roots
    ]
    return lines


def _stamps(library: Library, timeout: float) -> Mapping[str, tuple[Stamp, str]]:
    """What is indexed; an index of an earlier version is brought up to date first."""
    folder = library.settings.index_folder
    with suppress(EmptyLibrary):
        try:
            index = Index.open(folder)
        except IndexOutdated:
            IndexWriter.upgrade(folder, timeout=timeout)
            index = Index.open(folder)
        with index:
            return index.stamps()
    return {}


def _writer(library: Library, *, rebuild: bool, wait: bool) -> IndexWriter:
    """The one writer; the reporter hears of each second that another process is waited for."""
    folder, identity = library.settings.index_folder, library.encoder.identity
    for second in range(1, _WAIT if wait else 0):
        with suppress(LibraryBusy):
            return IndexWriter.open(folder, identity, rebuild=rebuild, timeout=1)
        library.reporter.progress("Waiting for another askdocs", second, _WAIT)
    return IndexWriter.open(folder, identity, rebuild=rebuild, timeout=1 if wait else 0)


def _writable(folder: Path) -> bool:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return os.access(existing, os.W_OK)


def _compare(library: Library, indexed: Mapping[str, tuple[Stamp, str]]) -> _Plan:
    plan = _Plan()
    seen: set[str] = set()
    excluded = library.records.exclusions()
    missing: list[str] = []
    for root, path in library.roots():
        if not path.exists():
            plan.missing_roots.append(root)
            missing.append(library.name_of(path))
            continue
        found = discover(path)
        plan.skipped.update(found.skipped)
        for count, file in enumerate(found.files, 1):
            if count % _STATS == 0:
                library.reporter.progress("Comparing", count, len(found.files))
            name = library.name_of(file)
            if name in seen:
                continue
            if under(name, excluded):
                plan.skipped["removed"] += 1
                continue
            seen.add(name)
            _compare_one(plan, name, file, indexed)
    plan.gone = [name for name in indexed if name not in seen and not under(name, missing)]
    return plan


def _compare_one(plan: _Plan, name: str, file: Path, indexed: Mapping[str, tuple[Stamp, str]]) -> None:
    try:
        status = file.stat()
    except OSError:
        # It vanished between listing and reading; reading it says so, in the same words as any other failure.
        plan.fresh.append((name, file, Stamp(0, 0)))
        return
    stamp = Stamp(status.st_size, status.st_mtime_ns)
    if name in indexed and indexed[name][0] == stamp:
        plan.unchanged += 1
    else:
        plan.fresh.append((name, file, stamp))


def under(name: str, folders: Collection[str]) -> bool:
    """Whether a document is one of these, or lies in a folder that is."""
    return name in folders or any(parent.as_posix() in folders for parent in PurePosixPath(name).parents)


def _write(
    library: Library, writer: IndexWriter, plan: _Plan, indexed: Mapping[str, tuple[Stamp, str]]
) -> tuple[list[Failure], list[str]]:
    progress = library.reporter.progress
    for done, name in enumerate(plan.gone, 1):
        writer.remove(name)
        progress("Removing", done, len(plan.gone))
    failures: list[Failure] = []
    changed: list[str] = []
    with Pipeline(library, writer, len(plan.fresh)) as pipeline:
        for done, (name, file, stamp) in enumerate(plan.fresh, 1):
            try:
                document = read(file, name)
            except DocumentError as error:
                failures.append(Failure(name, error.message, error.hint))
            else:
                if name in indexed and indexed[name][1] == document.info.sha256:
                    writer.touch(name, stamp)
                    plan.unchanged += 1
                else:
                    changed.append(name)
                    pipeline.add(document, stamp)
            pipeline.read = done, len(plan.fresh)
            progress("Reading", *pipeline.read)
        pipeline.finish()
    writer.commit()
    return failures, changed


def _report(plan: _Plan, added: list[str], updated: list[str], failed: list[Failure]) -> SyncReport:
    return SyncReport(
        added=tuple(added),
        updated=tuple(updated),
        removed=tuple(plan.gone),
        unchanged=plan.unchanged,
        failed=tuple(failed),
        missing_roots=tuple(plan.missing_roots),
        skipped=dict(plan.skipped),
    )
