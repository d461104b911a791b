"""Files that others made: read as they are meant, or refused in one line that names the place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from askdocs.errors import UsageError
from askdocs.evaluation import chunking, sentence, squad
from askdocs.text import Span

PARAGRAPH = "Mira Solberg built the harbour in 1874."


def one_paragraph(**question: Any) -> dict[str, Any]:
    return {"data": [{"paragraphs": [{"context": PARAGRAPH, "qas": [{"question": "who?", **question}]}]}]}


def test_squad_is_read_with_its_spans_and_without_titles(tmp_path: Path) -> None:
    twice = {"text": "1874", "answer_start": 34}
    file = tmp_path / "sea.json"
    file.write_text(json.dumps(one_paragraph(answers=[twice, twice, {"text": "in 1874", "answer_start": 31}])))
    collection = squad.load(file)
    assert collection.name == "sea"
    assert collection.paragraphs == (PARAGRAPH,)
    assert collection.questions[0].answers == (Span(34, 38), Span(31, 38))
    assert collection.golds(collection.questions[0]) == ["1874", "in 1874"]


@pytest.mark.parametrize(
    "question",
    [
        {"answers": []},
        {"answers": [], "is_impossible": True, "plausible_answers": [{"text": "Mira", "answer_start": 0}]},
        {"answers": [{"text": "Mira", "answer_start": 0}], "is_impossible": True},
        {},
    ],
)
def test_a_question_may_have_no_answer(tmp_path: Path, question: dict[str, Any]) -> None:
    file = tmp_path / "sea.json"
    file.write_text(json.dumps(one_paragraph(**question)))
    assert squad.load(file).questions[0].answers == ()


SQUAD = {
    "": "sea.json is not JSON",
    "[]": "sea.json is not a JSON object",
    "[" * 100_000: "nested too deep",
    "{}": "sea.json: 'data' is missing",
    '{"data": [{}]}': "sea.json, article 1: 'paragraphs' is missing",
    '{"data": [{"paragraphs": [{"qas": []}]}]}': "article 1, paragraph 1: 'context' is missing",
    '{"data": [{"paragraphs": [{"context": "x", "qas": {}}]}]}': "paragraph 1: 'qas' must be a list, not {}",
    '{"data": [{"paragraphs": [{"context": "x", "qas": [3]}]}]}': "paragraph 1: a question is not a JSON object",
    json.dumps(one_paragraph(answers=[{"text": "Mira", "answer_start": "0"}])): "'answer_start' must be a whole number",
    json.dumps(one_paragraph(answers=[{"text": "Mira", "answer_start": True}])): "not true",
    json.dumps(one_paragraph(answers=[{"text": "Mira", "answer_start": 38}])): "does not lie in the paragraph",
    json.dumps(one_paragraph(answers=[{"text": "", "answer_start": 3}])): "is empty",
}
SENTENCES = {
    '{"question": "who?"}': "questions.jsonl, line 1: 'candidates' is missing",
    '\n{"question": "who?", "candidates": [{"text": "x", "answers": 1}]}': "line 2: 'answers' must be true",
    '{"question": "who?", "candidates": [{"text": "x", "answers": true}]}': "no question with a candidate that answers",
    "": "no question with a candidate that answers",
    "{": "questions.jsonl, line 1 is not JSON",
    "7": "questions.jsonl, line 1 is not a JSON object",
}
EXCERPT = '{"question": "who?", "corpus": "sea", "references": [{"start_index": %s, "end_index": %s}]}'
EXCERPTS = {
    EXCERPT % (0, 99): "line 1: characters 0 to 99 are none of the corpus, which has 39",
    EXCERPT % (3, 3): "characters 3 to 3",
    EXCERPT % (0.5, 3): "'start_index' must be a whole number, not 0.5",
    '{"question": "who?", "corpus": "../sea", "references": []}': "there is no corpus",
    '{"question": "who?", "corpus": "lake", "references": []}': "there is no corpus",
    '{"question": "who?", "corpus": "sea", "references": []}': "'references' is empty",
    '{"corpus": "sea", "references": [{"start_index": 0, "end_index": 3}]}': "'question' is missing",
    " ": "questions.jsonl holds no question",
}
CASES = [
    *((squad.load, "sea.json", text, said) for text, said in SQUAD.items()),
    *((sentence.load, "questions.jsonl", text, said) for text, said in SENTENCES.items()),
    *((chunking.load, "questions.jsonl", text, said) for text, said in EXCERPTS.items()),
]


@pytest.mark.parametrize(("load", "name", "text", "said"), CASES, ids=[said for *_, said in CASES])
def test_what_is_wrong_is_said_in_a_line(
    tmp_path: Path, load: Callable[[Path], object], name: str, text: str, said: str
) -> None:
    (tmp_path / "sea.md").write_text(PARAGRAPH)
    (tmp_path / name).write_text(text)
    with pytest.raises(UsageError) as raised:
        load(tmp_path if load is chunking.load else tmp_path / name)
    assert said in raised.value.message
    assert "\n" not in raised.value.message


@pytest.mark.parametrize("load", [squad.load, sentence.load])
def test_what_cannot_be_read_is_named(tmp_path: Path, load: Callable[[Path], object]) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*missing: No such file"):
        load(tmp_path / "missing")
    (tmp_path / "latin").write_bytes("é".encode("latin-1"))
    with pytest.raises(UsageError, match=r"latin is not UTF-8 text \(byte 0\)"):
        load(tmp_path / "latin")
