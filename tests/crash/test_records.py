"""A process that is killed while it writes the records leaves them as they were."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

from askdocs.records import Records

# A cache of one page makes SQLite write to the file before the commit, so that there is something to undo.
CHILD = """
    import os, signal, sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM exclusions")
    connection.executemany("INSERT INTO exclusions VALUES (?)", ((f"{n}.md",) for n in range(50_000)))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_half_written_records_are_undone_by_the_next_who_reads(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    Records.open(file).exclude(["a.md", "b.md"])
    before = file.read_bytes()
    child = subprocess.run([sys.executable, "-c", textwrap.dedent(CHILD), str(file)], check=False)
    assert child.returncode == -9
    assert file.read_bytes() != before
    assert Records.open(file).exclusions() == {"a.md", "b.md"}
    assert [each.name for each in tmp_path.iterdir()] == ["records.sqlite"]
