from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.errors import UsageError
from askdocs.evaluation.own import OwnQuestion, holds, load

WORDS = st.lists(st.sampled_from(["the", "NSO’s", "offices", "50,000", "café", "in"]), min_size=1, max_size=6)


@pytest.mark.parametrize(
    "text",
    [
        "question,answer,document\nwho?,the Ministry,\nwhere?,,a.md\nwhen?,None,\n",
        "Question;Answer;Document;Note\r\nwho?;the Ministry;;mine\r\nwhere?;;a.md;\r\nwhen?;none;;\r\n",
        "\ufeffquestion\tanswer\tdocument\nwho?\t the Ministry\t\nwhere?\t\ta.md\nwhen?\tnone\n",
        '{"question": "who?", "answer": "the Ministry"}\n{"question": "where?", "document": "a.md"}\n'
        '{"question": " when?", "answer": "none", "note": 3}\n',
    ],
    ids=["commas", "semicolons", "tabs", "json"],
)
def test_every_format_says_the_same(tmp_path: Path, text: str) -> None:
    file = tmp_path / "questions"
    file.write_bytes(text.encode())
    first = 1 if text.startswith("{") else 2
    assert load(file) == [
        OwnQuestion(first, "who?", ("the Ministry",)),
        OwnQuestion(first + 1, "where?", (), ("a.md",)),
        OwnQuestion(first + 2, "when?"),
    ]
    assert load(file)[2].none


def test_json_may_list_several_that_will_do_and_csv_may_quote(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('\n{"question": "who?", "answer": ["Ida", "Voss"], "document": ["a.md", "b.md"]}\n')
    assert load(file) == [OwnQuestion(2, "who?", ("Ida", "Voss"), ("a.md", "b.md"))]
    file.write_text('question,answer\n"who,\nand why?","Ida, Voss"\nwhen?,"She said ""never"""\n')
    assert load(file) == [
        OwnQuestion(2, "who,\nand why?", ("Ida, Voss",)),
        OwnQuestion(4, "when?", ('She said "never"',)),
    ]


WRONG = {
    "": "neither JSON Lines nor CSV with a column 'question'",
    "who?\nwhen?\n": "neither JSON Lines nor CSV with a column 'question'",
    "question,answer\n": "holds no question",
    "question,answer\nwho?,Ida\nwhen?,\n": "line 3 does not say what is expected",
    "question,answer\n,Ida\n": "line 2 has no question",
    "question,answer\nwho?,Ida,Voss\n": "line 2 has more fields than the header",
    'question,answer\nwho?,"Ida"Voss\n': "line 2 is not CSV",
    "question,answer,document\nwho?,none,a.md\n": "line 2 expects a document, and that there is no answer",
    "question,answer\nwho?,…\n": "line 2: the answer '…' has no word",
    f"question,answer\n{'x' * 3000},Ida\n": "line 2: the question has 3,000 characters",
    '{"question": "who?"}': "line 1 does not say what is expected",
    '{"question": "who?", "answer": null}': "line 1 does not say what is expected",
    '{"question": "who?", "answer": 1874}': "line 1: 'answer' must be text, or a list of texts",
    '{"question": "who?", "answer": ["Ida", 3]}': "line 1: 'answer' must be text",
    '{"question": 3, "answer": "Ida"}': "line 1 has no question",
    '{"question": "who?", "answer": "Ida"}\nwho?': "line 2 is not JSON",
    "[]": "line 1 is not a JSON object",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=WRONG.values())
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "questions"
    file.write_text(text)
    with pytest.raises(UsageError) as raised:
        load(file)
    assert raised.value.message.startswith(str(file))
    assert said in raised.value.message


def test_words_are_looked_for_whole_whatever_their_dress() -> None:
    assert holds("NSO’s offices are in Herzliya.", "nso's Offices")
    assert holds("It took 50,000\nnumbers – in all.", "50,000 numbers in all")
    assert holds("C’est un café.", "cafe")
    assert not holds("The inspectors came.", "inspector")
    assert not holds("It took 150,000 numbers.", "50,000")
    assert holds("他住在东京。", "东京")
    assert not holds("Nothing.", "…")


def test_a_quote_may_be_a_part_of_a_longer_answer_unless_it_is_too_short_to_tell() -> None:
    assert holds("The ministry inspected NSO.", "On Wednesday the ministry inspected NSO, a company.")
    assert not holds("A company.", "On Wednesday the ministry inspected NSO, a company.")


@given(WORDS, WORDS, WORDS)
def test_what_a_text_was_made_of_stands_in_it(before: list[str], words: list[str], after: list[str]) -> None:
    text, answer = " ".join([*before, *words, *after]), " ".join(words)
    assert holds(text, answer)
    assert holds(text.upper() + "!", f"“{answer}”")
    rest = [*before, *after]
    is_part = len(rest) >= 3 and f" {' '.join(rest)} " in f" {answer} "
    assert holds(" ".join(rest), f"{answer} nowhere") is is_part
