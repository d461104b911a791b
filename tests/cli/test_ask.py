"""Questions of the sample articles, asked as a user asks them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from askdocs.documents import read
from askdocs.library.wording import sure

from .conftest import Askdocs

CRISP = [
    ("who inspected NSO?", ["inspected NSO Group", "raided the spyware maker NSO Group"]),
    ("where are NSO's offices?", ["NSO’s offices are in Herzliya", "its Herzliya offices"]),
    ("how many phone numbers leaked?", ["50,000"]),
    ("what was the Saudi deal worth?", ["$55 million"]),
    ("who is France's defence minister?", ["Florence Parly"]),
    ("in what year were sales to Saudi Arabia permitted?", ["2017"]),
    ("how many media outlets took part in the Pegasus Project?", ["17", "Seventeen"]),
    ("when did the court rule on the licence?", ["July 2020", "July 12, 2020"]),
]


@pytest.mark.parametrize(("question", "expected"), CRISP, ids=[question for question, _ in CRISP])
def test_the_first_quote_answers(askdocs: Askdocs, indexed_seeds: Path, question: str, expected: list[str]) -> None:
    result = askdocs("--library", indexed_seeds, "--json", question)
    assert result.code == 0, result
    first = result.json["answers"][0]["quote"]["text"]
    assert any(words in first for words in expected), first


@pytest.mark.parametrize(
    "question", ["which heads of state are on the list?", "who are the heads of state on the list?"]
)
def test_a_list_has_all_that_one_sentence_counts_and_others_name(
    askdocs: Askdocs, indexed_seeds: Path, question: str
) -> None:
    answers = askdocs("--library", indexed_seeds, "--json", question).json["answers"]
    told = " / ".join(answer["text"] or "" for answer in answers)
    for name in ("Macron of France, Barham", "Ramaphosa of South", "Mohammed VI", "Imran Khan", "Othmani", "Hariri"):
        assert name in told
    assert "Fourteen heads of state" in answers[0]["quote"]["text"]


def test_a_part_of_what_is_counted_is_named_first(askdocs: Askdocs, indexed_seeds: Path) -> None:
    answers = askdocs("--library", indexed_seeds, "--json", "which presidents are on the list?").json["answers"]
    assert "Emmanuel Macron of France" in answers[0]["text"]


def test_every_quote_is_verbatim_and_its_line_is_right(askdocs: Askdocs, indexed_seeds: Path) -> None:
    for question, _ in CRISP:
        found = askdocs("--library", indexed_seeds, "--json", question).json
        for answer in found["answers"]:
            quote = answer["quote"]
            path = found["documents"][quote["document"]]["path"]
            document = read(indexed_seeds / path, path)
            assert document.text[quote["start"] : quote["end"]] == quote["text"]
            assert quote["line"] == document.source_map.line(quote["start"])
            source_line = (indexed_seeds / path).read_text(encoding="utf-8").splitlines()[quote["line"] - 1]
            assert quote["text"][:4] in source_line
            if answer["highlight"]:
                start, end = answer["highlight"]
                assert quote["start"] <= start < end <= quote["end"]
                assert document.text[start:end] == answer["text"]


@pytest.mark.parametrize("question", ["Who won the 2018 World Cup?", "how do I bake sourdough bread", "🦊🦊🦊"])
def test_what_no_document_answers_is_not_found(askdocs: Askdocs, indexed_seeds: Path, question: str) -> None:
    result = askdocs("--library", indexed_seeds, "--json", question)
    assert result.code == 1
    assert (result.json["status"], result.json["answers"]) == ("not_found", [])
    assert all(quote["text"] for quote in result.json["near"])


def test_the_printed_answer_names_author_title_publication_date_and_line(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "where are NSO's offices?")
    assert result.code == 0
    assert "“NSO’s offices are in Herzliya" in result.out
    assert (
        "Lena Okafor-Varga. Officials swoop on spyware maker NSO in Herzliya. The Harbour Ledger, 28 July 2021. "
        "seeds/01-inspection-at-herzliya.md:16  https://harbour-ledger.example.org/" in result.out
    )
    assert result.err == ""


def test_not_found_is_said_and_the_nearest_are_labelled(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "who won the 2018 World Cup?")
    assert result.code == 1
    assert "do not answer" in result.out
    assert "not an answer" in result.out


def test_an_answer_says_how_sure_it_is(askdocs: Askdocs, indexed_seeds: Path) -> None:
    asked = ("--library", indexed_seeds, "who inspected NSO?")
    confidence = askdocs(*asked, "--json").json["confidence"]
    assert f"How sure: {sure(confidence)}\n" in askdocs(*asked).out
    assert "How sure" not in askdocs("--library", indexed_seeds, "who won the 2018 World Cup?").out


def test_top_bounds_the_answers(askdocs: Askdocs, indexed_seeds: Path) -> None:
    few = askdocs("--library", indexed_seeds, "ask", "--top", "1", "--json", "where are NSO's offices?").json
    many = askdocs("--library", indexed_seeds, "ask", "--top", "4", "--json", "where are NSO's offices?").json
    assert len(few["answers"]) == 1 < len(many["answers"]) <= 4
    assert [answer["number"] for answer in many["answers"]] == list(range(1, len(many["answers"]) + 1))


def test_the_threshold_decides(askdocs: Askdocs, indexed_seeds: Path) -> None:
    assert askdocs("--library", indexed_seeds, "--threshold", "1", "who inspected NSO?").code == 1
    assert askdocs("--library", indexed_seeds, "--threshold", "0", "who won the 2018 World Cup?").code == 0


def test_a_question_may_come_from_stdin(askdocs: Askdocs, indexed_seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"where are NSO's offices?\n")))
    assert "Herzliya" in askdocs("--library", indexed_seeds, "ask", "-").out


def test_a_batch_is_a_json_line_for_each_question(askdocs: Askdocs, indexed_seeds: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("where are NSO's offices?\n\nwho won the 2018 World Cup?\n" + "x" * 3000 + "\n")
    result = askdocs("--library", indexed_seeds, "ask", "--batch", questions)
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert [line.get("status", line.get("error", {}).get("kind")) for line in lines] == [
        "answered",
        "not_found",
        "usage",
    ]
    assert result.code == 2


def test_the_samples_are_asked_from_anywhere(askdocs: Askdocs) -> None:
    result = askdocs("--samples", "where are NSO's offices?")
    assert result.code == 0
    assert "Herzliya" in result.out
