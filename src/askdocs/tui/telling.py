"""What a change of the library did, in words."""

from __future__ import annotations

from collections.abc import Sequence

from askdocs.model import SyncReport
from askdocs.tui.cells import line

_SHOWN = 100
"""Files that are named one by one: more than that nobody reads."""


def documents(count: int) -> str:
    """So many documents."""
    return f"{count:,} document{'' if count == 1 else 's'}"


def told(report: SyncReport) -> str:
    """What was added, updated and removed, in one line; empty where nothing was."""
    changes = ((report.added, "added"), (report.updated, "updated"), (report.removed, "removed"))
    parts = [f"{len(names):,} {word}" for names, word in changes if names]
    if not parts:
        return ""
    first = len(next(names for names, _ in changes if names))
    parts[0] = parts[0].replace(" ", f" document{'' if first == 1 else 's'} ", 1)
    return ", ".join(parts)


def unread(count: int) -> str:
    """That files could not be read, and where that is said in full."""
    return f"{count:,} file{'' if count == 1 else 's'} could not be read (F2 says why)"


def passed_over(report: SyncReport) -> str:
    """Which files were no documents, in one line; empty where there were none."""
    counts = [f"{count:,} {reason}" for reason, count in sorted((report.skipped or {}).items()) if count]
    return f"passed over: {', '.join(counts)}" if counts else ""


def problems(report: SyncReport) -> Sequence[str]:
    """What went wrong with which file, and what to do, a paragraph each."""
    lines = [
        line(f"{root} is not there. What was indexed from it is kept; its quotes cannot be checked until it is back.")
        for root in report.missing_roots
    ]
    lines += [
        line(f"{failure.reason}. {failure.hint or 'It is read again when it is mended.'}")
        for failure in report.failed[:_SHOWN]
    ]
    if len(report.failed) > _SHOWN:
        lines.append(f"{len(report.failed) - _SHOWN:,} more could not be read; `askdocs doctor` names them.")
    return lines
