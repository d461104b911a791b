"""The machinery of benchmarks/speed.py, on tiny sizes; how fast anything is, is not tested here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SPEED = Path(__file__).parents[2] / "benchmarks" / "speed.py"


def speed(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SPEED, *arguments], capture_output=True, text=True)


def test_the_report_has_both_sides_and_the_exit_code_says_whether_the_bounds_hold() -> None:
    done = speed("--json", "--runs", "1", "--articles", "2")

    report = json.loads(done.stdout)
    assert set(report) == {"askdocs", "machine", "runs", "question", "keywords", "indexing", "bounds"}
    assert report["runs"] == 1
    question = report["question"]
    for run in (question["askdocs"], question["fast"], question["plain"], report["keywords"]["askdocs"]):
        assert set(run) == {"median_s", "least_s", "median_cpu_s", "peak_mib"}
        assert all(figure > 0 for figure in run.values())
    indexing = report["indexing"]
    assert indexing["tokens"] > indexing["passages"] > 2
    assert (
        set(indexing["askdocs"])
        == set(indexing["plain"])
        == {
            "median_s",
            "least_s",
            "tokens_per_s",
            "passages_per_s",
        }
    )
    assert set(question["warm"]) == {"read_ms", "fast_ms"}
    assert len(report["bounds"]) == 9
    failed = [each["name"] for each in report["bounds"] if not each["holds"]]
    assert done.returncode == (1 if failed else 0)
    assert [line.startswith("does not hold: ") for line in done.stderr.splitlines()] == [True] * len(failed)
    assert all(name in done.stderr for name in failed)


def test_a_number_of_runs_below_one_is_refused() -> None:
    done = speed("--runs", "0")

    assert done.returncode == 2
    assert "0 is less than 1" in done.stderr
