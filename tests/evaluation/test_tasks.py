"""The runners over collections of a few lines, indexed and asked for real."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from askdocs.errors import UsageError
from askdocs.evaluation import chunking, sentence, span, squad, tasks
from askdocs.evaluation.sentence import Judged
from askdocs.evaluation.shelf import shelved
from askdocs.evaluation.squad import Collection, Question
from askdocs.evaluation.tables import as_json, tables
from askdocs.text import Span

from .conftest import Notes

SEA = (
    "Mira Solberg built the harbour of Arven in 1874. The work took nine years.",
    "The ferry to Lund sails twice a day from the northern pier. A ticket costs four crowns.",
    "The lighthouse on Kvitholm was painted red by Jonas Brekke in 1902.",
)
FOREST = (
    "Wolves returned to the Alder valley in 1998. Ranger Ida Voss counted eleven of them.",
    "The oldest oak of the forest was planted by the monk Aldous in the twelfth century.",
)


def collection(name: str, paragraphs: tuple[str, ...], *asked: tuple[str, int, str]) -> Collection:
    """Questions about paragraphs, each with its answer's words; without any, the paragraph does not answer."""
    questions = []
    for text, paragraph, answer in asked:
        start = paragraphs[paragraph].index(answer)
        answers = (Span(start, start + len(answer)),) if answer else ()
        questions.append(Question(text, paragraph, answers))
    return Collection(name, paragraphs, tuple(questions), tuple(range(len(paragraphs))))


def as_squad(made: Collection) -> dict[str, Any]:
    def answers(question: Question) -> list[dict[str, Any]]:
        return [{"text": s.of(made.paragraphs[question.paragraph]), "answer_start": s.start} for s in question.answers]

    return {
        "data": [
            {
                "paragraphs": [
                    {
                        "context": text,
                        "qas": [
                            {"question": each.text, "answers": answers(each)}
                            for each in made.questions
                            if each.paragraph == place
                        ],
                    }
                    for place, text in enumerate(made.paragraphs)
                ]
            }
        ]
    }


ASKED_SEA = collection(
    "sea",
    SEA,
    ("Who built the harbour of Arven?", 0, "Mira Solberg"),
    ("How often does the ferry to Lund sail?", 1, "twice a day"),
    ("Who painted the lighthouse on Kvitholm?", 2, "Jonas Brekke"),
    ("Who blew up the lighthouse on Kvitholm?", 2, ""),
)
ASKED_FOREST = collection(
    "forest",
    FOREST,
    ("When did wolves return to the Alder valley?", 0, "1998"),
    ("Who planted the oldest oak of the forest?", 1, "the monk Aldous"),
)
QUESTIONS = [
    {
        "question": "Who built the harbour of Arven?",
        "candidates": [
            {"text": "Mira Solberg built the harbour of Arven.", "answers": True},
            {"text": "The ferry sails twice a day.", "answers": False},
            {"text": "The harbour of Arven is small.", "answers": False},
        ],
    },
    {"question": "Who painted it?", "candidates": [{"text": "The ferry sails twice a day.", "answers": False}]},
]
EXCERPT = "The [harbour](https://example.org/arven) of **Arven** was built by Mira Solberg."
CORPUS = f"# The coast\n\n{EXCERPT}\n\nFish is cheap.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for name in ("sentence", "span", "chunking"):
        (folder / name).mkdir(parents=True)
    (folder / "sentence" / "made.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)))
    for made in (ASKED_SEA, ASKED_FOREST):
        (folder / "span" / f"{made.name}.json").write_text(json.dumps(as_squad(made)))
    start = CORPUS.index(EXCERPT)
    asked = {
        "question": "Who built the harbour of Arven?",
        "corpus": "coast",
        "references": [{"start_index": start, "end_index": start + len(EXCERPT)}],
    }
    (folder / "chunking" / "coast.md").write_text(CORPUS)
    (folder / "chunking" / "questions.jsonl").write_text(json.dumps(asked))
    return folder


def test_a_file_of_spans_has_every_figure(notes: Notes) -> None:
    measured = span.measure(ASKED_SEA, ASKED_FOREST, notes, most=2_000, compare=True)
    found = measured.askdocs
    assert list(found) == [
        *("r1", "r5", "mrr", "sentence1", "sentence3", "open_em", "open_f1", "em", "f1"),
        *("auroc_unanswerable", "auroc_foreign", "answered", "right_of_answered", "foreign_refused"),
    ]
    assert all(value is not None and 0 <= value <= 1 for value in found.values())
    assert (found["r1"], found["r5"], found["mrr"], found["sentence1"], found["sentence3"]) == (1, 1, 1, 1, 1)
    assert found["auroc_foreign"] == 1
    assert (found["em"] or 0) <= (found["f1"] or 0)
    for figures in measured.plain.values():
        assert list(figures) == ["r1", "r5", "mrr", "sentence1", "sentence3"]
    assert measured.plain["hybrid"]["r1"] == 1


def test_a_quote_from_another_paragraph_or_beside_the_span_is_not_right(notes: Notes) -> None:
    # The harbour's builder is asked for, and the answers are said to be elsewhere.
    wrong = collection(
        "sea", SEA, ("Who built the harbour of Arven?", 1, "ferry"), ("Who built the harbour?", 0, "nine years")
    )
    found = span.measure(wrong, None, notes, most=2_000).askdocs
    assert found["sentence1"] == 0
    assert found["r1"] == 0.5
    assert found["open_em"] == 0


def test_alone_and_without_unanswerable_questions_what_needs_them_is_unknown(notes: Notes) -> None:
    found = span.measure(collection("forest", FOREST, ("When did wolves return?", 0, "1998")), None, notes, most=9)
    unknown = {name for name, value in found.askdocs.items() if value is None}
    assert unknown == {"auroc_unanswerable", "auroc_foreign", "foreign_refused"}
    assert found.plain == {}
    nothing = collection("forest", FOREST, ("Who fed the wolves?", 0, ""))
    assert set(span.measure(nothing, None, notes, most=9).askdocs.values()) == {None}


def test_a_paragraph_that_stands_in_the_file_twice_is_right_in_both_places(notes: Notes) -> None:
    twice = collection("sea", (SEA[0], SEA[1], SEA[0]), ("Who built the harbour of Arven?", 2, "Mira Solberg"))
    found = span.measure(twice, None, notes, most=9).askdocs
    assert (found["r1"], found["mrr"], found["sentence1"]) == (1, 1, 1)


def test_what_holds_no_text_is_said_and_the_others_go_on(notes: Notes) -> None:
    lone = "Mira Solberg built \ud800 the harbour."
    made = collection("sea", (" ", lone), ("Who built the harbour?", 1, "Mira Solberg"), ("And who?", 0, " "))
    found = span.measure(made, None, notes, most=9).askdocs
    assert (found["r1"], found["sentence1"]) == (0.5, 0.5)
    assert notes == ["000000.txt was skipped: 000000.txt is empty"]


def test_at_most_so_many_questions_are_asked_always_the_same(notes: Notes) -> None:
    many = collection("sea", SEA, *((f"Who built the harbour of Arven, {n}?", 0, "Mira Solberg") for n in range(9)))
    assert [each.text for each in many.sample(2, span.SEED)] == [each.text for each in many.sample(2, span.SEED)]
    span.measure(many, ASKED_FOREST, notes, most=2)
    assert notes.asked == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_every_candidate_is_ranked_and_what_nothing_finds_comes_last(notes: Notes) -> None:
    right, wrong = "The zebra sleeps.", "Mira Solberg built the harbour of Arven."
    asked = Judged("Who built the harbour of Arven?", ((right, True), (wrong, False), (wrong, False), ("", True)))
    found = sentence.measure([asked], notes, compare=True)
    # wrong, wrong, right, and the empty one that is no document.
    assert found.askdocs["mrr"] == pytest.approx(1 / 3)
    assert found.askdocs["map"] == pytest.approx((1 / 3 + 2 / 4) / 2)
    assert found.askdocs["p1"] == 0
    assert set(found.plain) == {"dense", "bm25", "hybrid"}


def test_ties_and_what_is_not_ranked_count_at_their_worst() -> None:
    right = {0: [True, False], 1: [True], 2: [False]}
    assert sentence.labels([0], right) == [False, True, False, True]
    assert sentence.labels([1, 2, 0], right) == [True, False, False, True]


def test_a_candidate_is_ranked_among_its_questions_own(notes: Notes) -> None:
    better = "Mira Solberg built the harbour of Arven in 1874."
    own = Judged("Who built the harbour of Arven?", (("Somebody built it.", True), ("Fish is cheap.", False)))
    other = Judged("When was it built?", ((better, True), ("Fish is cheap.", False)))
    assert sentence.measure([own, other], notes).askdocs["p1"] == 1


def test_a_span_of_a_document_is_found_in_its_file(notes: Notes) -> None:
    with shelved({"coast.md": CORPUS}, notes) as shelf:
        passage = shelf.session.passages("Who built the harbour?", top=1)[0].passage
        words = "The harbour of Arven was built by Mira Solberg."
        start = passage.span.start + passage.text.index(words)
        name, there = shelf.source(passage.document, Span(start, start + len(words)))
    assert (name, there.of(CORPUS)) == ("coast.md", EXCERPT)


def test_quotes_and_passages_are_compared_with_the_excerpts_in_the_files(data: Path, notes: Notes) -> None:
    measured = chunking.measure(chunking.load(data / "chunking"), notes, compare=True)
    assert set(measured) == {"quotes", "passages"}
    assert measured["quotes"].askdocs["recall"] == 1
    passages = measured["passages"].askdocs
    assert passages["recall"] == 1
    assert 0 < (passages["precision"] or 0) < 1
    assert passages["iou"] == passages["precision"]
    assert set(measured["quotes"].plain) == {"dense", "bm25", "hybrid"}


def test_a_folder_is_measured_whole_and_the_next_file_by_name_is_foreign(data: Path, notes: Notes) -> None:
    measured = tasks.measure(data, notes)
    report = as_json(measured)
    assert set(report) == {"tasks"}
    assert list(report["tasks"]) == ["sentence/made", "span/forest", "span/sea", "chunking"]
    assert set(report["tasks"]["sentence/made"]) == {"map", "mrr", "p1"}
    assert set(report["tasks"]["chunking"]) == {"quotes", "passages"}
    assert set(report["tasks"]["chunking"]["quotes"]) == {"recall", "precision", "iou"}
    assert report["tasks"]["span/forest"]["auroc_foreign"] is not None
    assert report["tasks"]["span/forest"]["auroc_unanswerable"] is None
    assert report["tasks"]["span/sea"]["auroc_foreign"] is not None
    assert notes == ["sentence/made", "span/forest", "span/sea", "chunking"]
    printed = tables(measured, "1.2")
    assert "| forest " in printed
    assert "| askdocs 1.2 |" in printed
    for table in printed.split("\n\n"):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_a_part_of_a_folder_will_do(data: Path, notes: Notes) -> None:
    for name in ("sentence/made.jsonl", "span/sea.json", "chunking/questions.jsonl"):
        (data / name).unlink()
    assert list(tasks.measure(data, notes)) == ["span/forest"]
    (data / "span" / "forest.json").unlink()
    with pytest.raises(UsageError, match="holds nothing to measure by"):
        tasks.measure(data, notes)
    with pytest.raises(UsageError, match="there is no folder"):
        tasks.measure(data / "nowhere", notes)


def test_a_fault_in_the_last_file_is_known_before_anything_is_measured(data: Path, notes: Notes) -> None:
    (data / "chunking" / "questions.jsonl").write_text("{}")
    with pytest.raises(UsageError, match="line 1: 'corpus' is missing"):
        tasks.measure(data, notes)
    assert notes == []


def test_the_made_files_say_what_they_were_made_from(data: Path) -> None:
    assert squad.load(data / "span" / "forest.json").questions == ASKED_FOREST.questions
