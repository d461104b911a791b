"""Quotations in a whole library."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from askdocs.citing.check import Label, label
from askdocs.citing.diff import render
from askdocs.citing.lookup import lookup
from askdocs.citing.match import MatchKind
from askdocs.index import Index
from askdocs.model import Quote
from askdocs.text import Span

IndexOf = Callable[[Mapping[str, str]], Index]
GOLDEN = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "golden/matching/quotations.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: row["quotation"][:40])
def test_golden_quotations(articles: Index, row: dict[str, str | None]) -> None:
    found = lookup(articles, str(row["quotation"]), 5)
    assert label(found) == row["label"]
    for each in found:
        document = articles.document(each.quote.document.id)
        assert each.quote.span.of(document.text) == each.quote.text
        assert each.quote.line == document.source_map.line(each.quote.span.start)
    if row["document"]:
        assert found[0].quote.document.path == row["document"]
    if row["text"]:
        assert found[0].quote.text == row["text"]
    if label(found) is Label.EXACT:
        assert all(change.operation == "equal" for change in found[0].diff)


def test_differences_are_marked(articles: Index) -> None:
    found = lookup(articles, "Nobody on our street had been told that anyone came", 1)
    assert found[0].kind is MatchKind.FUZZY
    assert render(found[0].diff) == "Nobody on our [-street-] {+floor+} had been told that anyone [-came-] {+was+}"


def test_words_that_stand_leave_no_room_for_others(articles: Index) -> None:
    found = lookup(articles, "export licence", 20)
    assert len(found) > 2
    assert {each.kind for each in found} == {MatchKind.EXACT}
    assert len({each.quote.document.id for each in found}) > 1


def test_a_quotation_over_two_passages(index_of: IndexOf) -> None:
    words = [f"word{number}" for number in range(400)]
    text = " ".join(f"{word}." if number % 20 == 19 else word for number, word in enumerate(words))
    index = index_of({"a.txt": text})
    assert len(index.passages(range(1, 50))) > 3
    tokens = text.split()
    for start in range(0, 380, 7):
        quotation = " ".join(tokens[start : start + 15])
        found = lookup(index, quotation, 3)
        assert [each.quote.text for each in found] == [quotation]


def test_parts_of_words_are_said_to_be(index_of: IndexOf) -> None:
    index = index_of({"a.txt": "They visited the harbour, and the harbour master."})
    found = lookup(index, "They visit", 1)
    assert [(each.kind, each.whole) for each in found] == [(MatchKind.EXACT, False)]
    assert label(found) is Label.ALTERED
    assert render(found[0].diff) == "They [-visit-] {+visited+}"


def test_meaning_comes_last_and_is_verified(articles: Index) -> None:
    document = articles.document(articles.documents()[0].id)
    span = Span(0, 40)
    true = Quote(document.info, span, span.of(document.text), 1)
    false = Quote(document.info, span, "words that do not stand there", 1)

    def meaning(words: str, limit: int) -> list[tuple[Quote, float]]:
        assert words == "zebras gallop nightly"
        return [(false, 0.9), (true, 0.5)]

    found = lookup(articles, "zebras gallop nightly", 5, meaning)
    assert [(each.kind, each.quote) for each in found] == [(MatchKind.MEANING, true)]
    assert [each.kind for each in lookup(articles, "export licence", 50, meaning)].count(MatchKind.MEANING) == 0


@pytest.mark.parametrize("quotation", ["", "…", "“”", "[…]", '"', "NEAR(", "a OR b AND", "*", "\0", "[" * 500])
def test_no_quotation_is_an_error(articles: Index, quotation: str) -> None:
    for each in lookup(articles, quotation, 3):
        assert each.quote.text


def test_common_words_are_quick(index_of: IndexOf) -> None:
    chance = random.Random(1)
    common = ["the", "of", "and", "list", "phone", "was"]
    rare = [f"name{number}" for number in range(3000)]
    texts = {
        f"{number}.txt": " ".join(chance.choice(common if chance.random() < 0.7 else rare) for _ in range(700)) + "."
        for number in range(60)
    }
    index = index_of(texts)
    for quotation in ("the", "of the", "the list was", " ".join(texts["7.txt"].split()[300:312])):
        started = time.perf_counter()
        assert lookup(index, quotation, 5) or quotation == "the"
        assert time.perf_counter() - started < 1
