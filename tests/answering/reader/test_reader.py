"""The reader that ships, run as it is run for a question."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from askdocs.answering.reader import Reader, store
from askdocs.errors import ModelError
from askdocs.text import Span

PASSAGES = [
    "The ferry to Sandvik sails twice a day. It carries cars in summer.",
    "Ada Norling bought the mill in 1931. She paid 4,000 crowns for it, which her uncle had lent her.",
    "Barley does well on wet ground.",
]


@pytest.fixture(scope="module")
def reader(cache: Path) -> Reader:
    return Reader(cache, lambda _: None)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who bought the mill?", "Ada Norling"),
        ("when was the mill bought", "1931"),
        ("How much did she pay for the mill?", "4,000 crowns"),
    ],
)
def test_it_finds_the_passage_and_the_words(reader: Reader, question: str, words: str) -> None:
    readings = reader.read(question, PASSAGES)
    answers = [reading.answers for reading in readings.each]
    assert answers.index(max(answers)) == 1
    best = readings.each[1].best(Span(0, len(PASSAGES[1])))
    assert best is not None
    assert best.span.of(PASSAGES[1]) == words


@pytest.mark.parametrize("end", ["", ";", ":", " and nobody else had", "…"])
def test_what_answers_does_so_however_it_ends(reader: Reader, end: str) -> None:
    """List items, captions and lines cut off elsewhere have no full stop."""
    passage = "Ada Norling bought the mill in 1931"
    whole, cut = reader.read("Who bought the mill?", [f"{passage}.", passage + end]).each
    assert whole.answers > 0
    assert cut.answers == pytest.approx(whole.answers, abs=1)
    best = cut.best(Span(0, len(passage)))
    assert best is not None
    assert best.span.of(passage) == "Ada Norling"


def test_a_passage_is_read_alike_alone_and_among_others(reader: Reader) -> None:
    together = reader.read("Who bought the mill?", PASSAGES).each
    for passage, reading in zip(PASSAGES, together, strict=True):
        (alone,) = reader.read("Who bought the mill?", [passage]).each
        assert alone.answers == pytest.approx(reading.answers, abs=0.1)
        assert alone.places == reading.places


def test_it_reads_no_more_than_it_may_and_never_nothing(reader: Reader) -> None:
    assert len(reader.read("Who?", PASSAGES, most_tokens=1).each) == 1
    assert len(reader.read("Who?", PASSAGES, most_tokens=10_000).each) == len(PASSAGES)
    assert reader.read("Who?", []).each == ()


def test_long_input_is_cut_and_not_refused(reader: Reader) -> None:
    (reading,) = reader.read("who " * 500, ["word " * 2_000]).each
    assert 0 < len(reading.places) < 400


def test_the_card_names_the_weights_that_ship() -> None:
    card = json.loads(store.CARD.read_text(encoding="utf-8"))
    assert hashlib.sha256(store.WEIGHTS.read_bytes()).hexdigest() == card["sha256"]


def test_a_damaged_conversion_is_made_again(reader: Reader, cache: Path, tmp_path: Path) -> None:
    folder = store.prepare(tmp_path, lambda _: None)
    (folder / "model.xml").write_text("<net", encoding="utf-8")
    told: list[str] = []
    (reading,) = Reader(tmp_path, told.append).read("Who bought the mill?", PASSAGES[1:2]).each
    assert len(told) == 1
    assert reading.answers == pytest.approx(reader.read("Who bought the mill?", PASSAGES[1:2]).each[0].answers, abs=0.1)


@pytest.mark.parametrize("content", [None, b"not what shipped"])
def test_weights_that_are_gone_or_changed_are_not_the_caches_fault(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = tmp_path / "reader.safetensors"
    if content:
        weights.write_bytes(content)
    monkeypatch.setattr(store, "WEIGHTS", weights)
    with pytest.raises(ModelError, match=re.escape(str(weights))) as caught:
        store.prepare(tmp_path / "cache", lambda _: None)
    assert caught.value.hint == "Install askdocs again."


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "reader").write_text("in the way", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be kept"):
        store.prepare(tmp_path, lambda _: None)


def test_a_disk_that_is_full_while_it_is_converted_is_named(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path; from askdocs.answering.reader import store;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20));"
        "store.prepare(Path(sys.argv[1]), print)"
    )
    run = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False)
    assert "ModelError: the reader cannot be kept in" in run.stderr
    assert not [each for each in (tmp_path / "reader").rglob("*") if each.name == store.TOKENIZER]


def test_reading_imports_nothing_of_torch(reader: Reader, cache: Path) -> None:
    reader.read("Who?", PASSAGES)  # converted by now
    script = (
        "import sys; from pathlib import Path; from askdocs.answering.reader import Reader;"
        f"Reader(Path({str(cache)!r}), print).read('Who?', ['Ada.']);"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
