"""A user's own questions of the sample articles, judged."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from .conftest import Askdocs

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schema-1.json").read_text(encoding="utf-8"))

QUESTIONS = [
    ("where are NSO's offices?", "Herzliya", ""),
    ("where are NSO's offices?", "", "01-inspection-at-herzliya.md"),
    ("Who won the 2018 World Cup?", "none", ""),
    ("where are NSO's offices?", "Brussels and Paris", ""),
    ("where are NSO's offices?", "", "no-such-file.md"),
    ("where are NSO's offices?", "none", ""),
    ("Who won the 2018 World Cup?", "Herzliya", ""),
]
OUTCOMES = ["right", "right", "refused", "wrong", "wrong", "wrong", "missed"]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("question", "answer", "document"), *QUESTIONS])
    return file


def test_each_question_has_an_outcome_and_each_miss_a_reason(
    askdocs: Askdocs, indexed_seeds: Path, questions: Path
) -> None:
    result = askdocs("--library", indexed_seeds, "eval", "--json", questions)
    assert result.code == 1, result
    found = result.json
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert [each["outcome"] for each in found["questions"]] == OUTCOMES
    assert [each["line"] for each in found["questions"]] == [2, 3, 4, 5, 6, 7, 8]
    assert found["counts"] == {"right": 2, "refused": 1, "wrong": 3, "missed": 1}
    kinds = [each["problem"] and each["problem"]["kind"] for each in found["questions"]]
    assert kinds[:6] == [None, None, None, "words_not_found", "not_in_library", "should_refuse"]
    assert kinds[6] in ("not_retrieved", "not_quoted", "ranked_lower")
    first = found["questions"][0]
    assert first["place"] == 1
    assert "Herzliya" in first["quote"]["text"]
    assert first["quote"]["document"] in found["documents"]
    assert 0 < found["figures"]["mrr"] <= found["figures"]["recall3"]


def test_the_report_says_what_went_wrong_and_what_to_do(askdocs: Askdocs, indexed_seeds: Path, questions: Path) -> None:
    result = askdocs("--library", indexed_seeds, "eval", questions)
    assert result.code == 1
    assert result.err == ""
    lines = result.out.splitlines()
    assert lines[0] == f"7 questions of {questions}"
    assert [line.split() for line in lines[2:6]] == [
        ["right", "2"],
        ["refused", "rightly", "1"],
        ["wrong", "3"],
        ["missed", "1"],
    ]
    assert "line 5: wrong: where are NSO's offices?" in lines
    assert "  expected  “Brussels and Paris”" in lines
    assert "  These words do not stand in any document." in lines
    assert "  The library has no document no-such-file.md." in lines
    assert "  expected  no answer" in lines
    assert "line 8: missed: Who won the 2018 World Cup?" in lines


def outcome(askdocs: Askdocs, library: Path, tmp_path: Path, **question: Any) -> dict[str, Any]:
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(question))
    result = askdocs("eval", "--library", library, "--no-sync", "--json", file)
    found: dict[str, Any] = result.json["questions"][0]
    assert result.code == (1 if found["problem"] else 0)
    return found


def made(askdocs: Askdocs, tmp_path: Path, **texts: str) -> Path:
    folder = tmp_path / "made"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    (folder / "askdocs.toml").write_text('documents = ["."]\n')
    assert askdocs("--library", folder, "sync").code == 0
    return folder


def test_a_right_quote_that_is_not_the_first_is_named_with_its_place(askdocs: Askdocs, tmp_path: Path) -> None:
    library = made(
        askdocs,
        tmp_path,
        one="Mira Solberg built the harbour of Arven in the year 1874.",
        two="The harbour of Arven was built by forty masons.",
    )
    found = outcome(askdocs, library, tmp_path, question="Who built the harbour of Arven?", document="two.txt")
    assert (found["outcome"], found["problem"]["kind"]) == ("wrong", "ranked_lower")
    assert found["place"] > 1
    assert f"place {found['place']}" in found["problem"]["message"]


def test_a_right_quote_that_is_not_sure_enough_says_by_how_much(askdocs: Askdocs, tmp_path: Path) -> None:
    library = made(askdocs, tmp_path, one="Jonas Brekke painted it red.")
    found = outcome(askdocs, library, tmp_path, question="Who won the 2018 World Cup?", answer="Jonas Brekke")
    assert (found["outcome"], found["place"], found["problem"]["kind"]) == ("missed", 1, "below_threshold")
    assert f"{found['confidence']:.2f}" in found["problem"]["message"]


def test_a_right_passage_that_is_not_quoted_is_named_with_its_place(askdocs: Askdocs, tmp_path: Path) -> None:
    others = {f"t{n}": f"The harbour of Arven number {n} was built by Mira Solberg." for n in range(20)}
    library = made(askdocs, tmp_path, zebra="A zebra sleeps in Arven.", **others)
    found = outcome(askdocs, library, tmp_path, question="Who built the harbour of Arven?", answer="zebra sleeps")
    assert found["problem"]["kind"] == "not_quoted"
    assert found["place"] is None
    assert re.search(r"retrieved at place (1[1-9]|2[01]),", found["problem"]["message"])


def test_a_right_passage_that_is_not_retrieved_stands_in_the_library(askdocs: Askdocs, tmp_path: Path) -> None:
    others = {f"t{n}": f"The harbour of Arven number {n} was built by Mira Solberg." for n in range(60)}
    library = made(askdocs, tmp_path, zebra="A zebra sleeps.", **others)
    asked = {"question": "Who built the harbour of Arven?", "answer": "zebra sleeps"}
    assert outcome(askdocs, library, tmp_path, **asked)["problem"]["kind"] == "not_retrieved"
    assert outcome(askdocs, library, tmp_path, **asked, document="t1.txt")["problem"]["kind"] == "words_not_found"


def test_when_all_is_right_it_exits_with_0(askdocs: Askdocs, indexed_seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "where are NSO\'s offices?", "answer": ["nowhere", "Herzliya"]}\n')
    result = askdocs("--library", indexed_seeds, "eval", file)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("1 question of ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("question,answer\nwho?,\n", "line 2 does not say what is expected"),
        (None, "cannot read"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    askdocs: Askdocs, indexed_seeds: Path, tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "questions.csv"
    if text is not None:
        file.write_text(text)
    result = askdocs("--library", indexed_seeds, "eval", file)
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err


def test_an_empty_library_is_said_to_be_empty(askdocs: Askdocs, tmp_path: Path, questions: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "askdocs.toml").write_text("documents = []\n")
    assert askdocs("--library", tmp_path / "empty", "eval", questions).code == 3


def test_no_document_commands_the_terminal(askdocs: Askdocs, tmp_path: Path) -> None:
    library = made(askdocs, tmp_path, one="Mira Solberg \x1b[31m built the harbour of Arven.")
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"question": "Who built the harbour of Arven?", "answer": "none"}))
    result = askdocs("--library", library, "eval", file)
    assert "␛[31m" in result.out
    assert "\x1b" not in result.out
