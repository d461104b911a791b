"""A process that is killed while conversations move to another file leaves them here or there, and never in both."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

from askdocs.records import ConversationRecords, KeptTurn

# One process for each statement of the move, killed before that statement is run; the last one gets through.
CHILD = """
    import os, shutil, signal, sys
    from pathlib import Path
    from askdocs.records import ConversationRecords

    start = Path(sys.argv[1])
    for last in range(1, 200):
        folder = start.with_name(f"killed{last}")
        folder.mkdir()
        shutil.copy(start, folder / "here.sqlite")
        child = os.fork()
        if not child:
            left = [last]
            connect = ConversationRecords._connect

            def count(statement):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

            def counted(self):
                connection = connect(self)
                connection.set_trace_callback(count)
                return connection

            ConversationRecords._connect = counted
            ConversationRecords(folder / "here.sqlite").move(folder / "there.sqlite", "/library")
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            break
    print(last)
"""


def test_a_move_that_is_killed_has_happened_or_has_not(tmp_path: Path) -> None:
    start = ConversationRecords(tmp_path / "start.sqlite")
    turns = [KeptTurn(key=str(each), asked="2026", told="x" * 5000, words="y") for each in range(20)]
    for title in ("One", "Two"):
        start.add(title, title, "{}", None, turns, None)
    script = [sys.executable, "-c", textwrap.dedent(CHILD), str(start.file)]
    killed = int(subprocess.run(script, stdout=subprocess.PIPE, text=True, check=True).stdout)
    assert killed > 10
    places = []
    for last in range(1, killed + 1):
        here, there = (
            {each.title: each.turns for each in ConversationRecords(tmp_path / f"killed{last}" / name).headings()}
            for name in ("here.sqlite", "there.sqlite")
        )
        assert sorted([here, there], key=len) == [{}, {"One": 20, "Two": 20}]
        places.append(bool(here))
    assert places == sorted(places, reverse=True), "once moved, always moved"
    assert True in places and False in places
