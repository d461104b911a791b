"""What a kept turn says comes back as it was."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs import contract
from askdocs.conversation import Turn
from askdocs.model import Account, Answer, DocumentInfo, Evidence, Filters, Quote
from askdocs.text import Span

# Whatever a terminal can bring and a document can hold: controls, and half of a pair that Unicode does not have.
texts = st.text(st.characters(exclude_categories=()), max_size=20)
numbers = st.integers(0, 10**9)
spans = st.builds(Span, numbers, numbers)
shares = st.floats(0, 1)


def every(kind: type[Any], *, without: frozenset[str] = frozenset(), **strategies: st.SearchStrategy[Any]) -> Any:
    """Values of a dataclass in which every field varies: one that is new must be kept, or named here."""
    assert set(strategies) == {field.name for field in fields(kind)} - without
    return st.builds(kind, **strategies)


def many(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


filters = every(
    Filters,
    after=st.none() | texts,
    before=st.none() | texts,
    sources=many(texts),
    authors=many(texts),
    tags=many(texts),
    paths=many(texts),
)
infos = every(
    DocumentInfo,
    without=frozenset({"description"}),
    id=texts,
    path=texts,
    title=st.none() | texts,
    authors=many(texts),
    source=st.none() | texts,
    published=st.none() | texts,
    url=st.none() | texts,
    tags=many(texts),
    sha256=texts,
    corrected=many(texts),
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    # An id means one document in one answer.
    known = st.sampled_from(draw(st.lists(infos, min_size=1, max_size=3, unique_by=lambda info: info.id)))
    quotes = every(
        Quote,
        document=known,
        span=spans,
        text=texts,
        line=numbers,
        page=st.none() | numbers,
        checked=st.booleans(),
        standing=st.booleans(),
    )
    evidence = every(Evidence, quote=quotes, highlight=st.none() | spans, score=shares, resolved=st.none() | texts)
    accounts = every(Account, text=texts, answers=many(numbers), sources=numbers, differs=st.booleans())
    answer: Answer = draw(
        every(
            Answer,
            without=frozenset({"timing_ms"}),
            question=texts,
            status=st.sampled_from(["answered", "not_found", "listed"]),
            confidence=shares,
            evidence=many(evidence),
            near=many(quotes),
            accounts=many(accounts),
            listing=many(known),
            sought=texts,
            undated=numbers,
        )
    )
    return answer


turns = every(Turn, asked=texts, meant=texts, answer=answers(), filters=filters, at=texts)


@given(turns)
def test_a_turn_comes_back_as_it_was(turn: Turn) -> None:
    told = json.dumps(contract.kept_turn(turn))
    assert Turn(**contract.turn_fields(told)) == turn


@given(turns)
def test_how_long_it_took_is_not_kept(turn: Turn) -> None:
    timed = replace(turn, answer=replace(turn.answer, timing_ms={"total": 3.5}))
    assert Turn(**contract.turn_fields(json.dumps(contract.kept_turn(timed)))).answer.timing_ms is None


@given(filters)
def test_filters_come_back_as_they_were(wanted: Filters) -> None:
    assert contract.filters_of(json.dumps(contract.filters(wanted))) == wanted


TURN = contract.kept_turn(
    Turn(asked="who?", meant="who?", answer=Answer("who?", "not_found", 0.1, ()), filters=Filters(), at="2026")
)


def test_a_field_that_a_later_version_adds_is_passed_over() -> None:
    assert contract.turn_fields(json.dumps({**TURN, "mood": "calm"}))["asked"] == "who?"


@pytest.mark.parametrize(
    "told",
    [
        "",
        "[]",
        "null",
        "{}",
        json.dumps({**TURN, "schema": 2}),
        json.dumps({name: value for name, value in TURN.items() if name != "answer"}),
        json.dumps({**TURN, "filters": None}),
        json.dumps({**TURN, "answer": {**TURN["answer"], "listing": ["unknown"]}}),
        json.dumps({**TURN, "answer": {**TURN["answer"], "near": [3]}}),
        json.dumps({**TURN, "answer": {**TURN["answer"], "documents": []}}),
    ],
)
def test_what_is_no_turn_is_refused(told: str) -> None:
    with pytest.raises(ValueError):
        contract.turn_fields(told)
