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
    assert set(report["speakers"]) == set(report["agreement"]) == set(report["dialogues"]) == {"dev", "held"}
    assert set(report["dialogues"]["held"]) == {"all", "follow-up", "new"}


def test_data_is_measured_in_the_form_that_is_promised(tmp_path: Path) -> None:
    (tmp_path / "sentence").mkdir()
    (tmp_path / "span").mkdir()
    text = "Mira Solberg built the harbour of Arven in 1874."
    candidates = [{"text": text, "answers": True}, {"text": "Fish is cheap.", "answers": False}]
    judged = {"question": "Who built the harbour?", "candidates": candidates}
    (tmp_path / "sentence" / "made.jsonl").write_text(json.dumps(judged))
    asked = {"question": "Who built the harbour?", "answers": [{"text": "Mira Solberg", "answer_start": 0}]}
    paragraphs = [{"context": text, "qas": [asked]}]
    (tmp_path / "span" / "sea.json").write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}))
    report, done = run("quality.py", "--data", str(tmp_path), "--baselines")
    assert done.returncode == 0
    assert report["tasks"]["sentence/made"] == {"map": 1, "mrr": 1, "p1": 1}
    assert report["tasks"]["span/sea"]["sentence1"] == 1
    assert report["tasks"]["span/sea"]["auroc_foreign"] is None
    assert set(report["baselines"]) == {"dense", "bm25", "hybrid"}
    assert report["baselines"]["hybrid"]["sentence/made"]["map"] == 1


def test_malformed_data_is_refused_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "span").mkdir()
    (tmp_path / "span" / "sea.json").write_text('{"data": [{"paragraphs": 3}]}')
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "quality.py", "--data", tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr == f"{tmp_path}/span/sea.json, article 1: 'paragraphs' must be a list, not 3\n"
