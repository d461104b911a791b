"""The machinery of benchmarks/cite.py and quality.py, on tiny sizes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
CITE = ["cite.py", "--passages", "60", "--queries", "2", "--runs", "2"]
QUALITY = ["quality.py", "--seeds", "20", "21", "--each", "4"]


def run(*arguments: str) -> tuple[dict[str, Any], subprocess.CompletedProcess[str]]:
    done = subprocess.run(
        [sys.executable, BENCHMARKS / arguments[0], *arguments[1:], "--json"], capture_output=True, text=True
    )
    return json.loads(done.stdout), done


@pytest.mark.parametrize("arguments", [CITE, QUALITY], ids=["cite", "quality"])
def test_the_exit_code_says_whether_the_bounds_hold(arguments: list[str]) -> None:
    report, done = run(*arguments)
    failed = [each["name"] for each in report["bounds"] if not each["holds"]]
    assert done.returncode == (1 if failed else 0)
    assert [line.startswith("does not hold: ") for line in done.stderr.splitlines()] == [True] * len(failed)


def test_every_kind_is_timed_and_the_draft_is_as_long_as_it_is_said_to_be() -> None:
    report, _ = run(*CITE)
    assert report["passages"] >= 60
    assert set(report["warm_ms"]) == {"exact", "normalised", "fuzzy", "all", "95 in 100 under"}
    assert 10_000 <= report["draft"]["words"] < 10_200
    assert sum(report["draft"]["labels"].values()) == 100


def test_every_generated_quotation_and_both_halves_of_the_speakers_are_counted() -> None:
    report, _ = run(*QUALITY)
    assert [sum(labels.values()) for labels in report["quotations"]["labels"].values()] == [8, 8, 8, 8]
    assert set(report["speakers"]) == set(report["agreement"]) == {"dev", "held"}
