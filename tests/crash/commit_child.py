"""Commits to copies of an index and is killed each time one step later; says how each attempt ended.

Run as ``commit_child.py BUILT COPIES KIND``. It imports FAISS once and forks an attempt each. A step of the
commit is a call of one of the functions of ``os`` below, or an SQL statement; those that FTS5 makes of one are
not counted.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from askdocs.index import IndexWriter, Stamp
from askdocs.index.vectors import Vectors
from askdocs.model import Block, Document, DocumentInfo, ModelIdentity, Passage
from askdocs.text import Run, SourceMap, Span

IDENTITY = ModelIdentity("tiny", "f" * 64, 4, 64, "mean")
AXES = {"old": 0, "new": 1, "kept": 2, "next": 3}


def put(writer: IndexWriter, path: str, word: str) -> None:
    """Put a document of one word, whose vector is that word's axis."""
    info = DocumentInfo(id=path, path=path, sha256=word)
    span = Span(0, len(word))
    document = Document(info, word, (Block(span),), SourceMap((Run(0, 0, len(word)),), (0,)))
    vector = np.eye(4, dtype=np.float32)[[AXES[word]]]
    writer.put(document, Stamp(len(word), 1), [Passage(info, span, word, 1)], [[span]], vector)


class Steps:
    """Kills this process when it is about to take its ``last`` step."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.taken = 0
        self.counting = False

    def take(self) -> None:
        self.taken += self.counting
        if self.counting and self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*values: Any, **named: Any) -> Any:
            self.take()
            return function(*values, **named)

        return stepping


def attempt(folder: Path, kind: str, last: int) -> None:
    """Replace one document, by a commit of its own or by a rebuild."""
    steps = Steps(last)
    for name in ("open", "fdopen", "fchmod", "fsync", "replace", "unlink"):
        setattr(os, name, steps.counted(getattr(os, name)))
    connect = sqlite3.connect

    def traced(*values: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*values, **named)
        connection.set_trace_callback(lambda statement: None if statement.startswith("--") else steps.take())
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]
    with IndexWriter.open(folder, IDENTITY, rebuild=kind == "rebuild", timeout=0) as writer:
        put(writer, "changing.md", "new")
        if kind == "rebuild":
            put(writer, "kept.md", "kept")
        steps.counting = True
        writer.commit()


def main() -> None:
    """Attempt with one step more each time, until one attempt ends by itself."""
    built, copies, kind = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    Vectors.empty(4)  # imports FAISS
    for last in range(1, 1000):
        folder = copies / f"{last:03}"
        if built.exists():
            shutil.copytree(built, folder)
        child = os.fork()
        if child == 0:
            attempt(folder, kind, last)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        ended = "killed" if os.WIFSIGNALED(status) else str(os.waitstatus_to_exitcode(status))
        sys.stdout.write(f"{folder.name} {ended}\n")
        sys.stdout.flush()
        if ended != "killed":
            break


if __name__ == "__main__":
    main()
