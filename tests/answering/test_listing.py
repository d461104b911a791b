from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.answering.listing import Known, Listing, is_named, listing
from askdocs.language.words import lexicon

GOLDEN = Path(__file__).parents[1] / "golden" / "listing_questions.jsonl"
KNOWN = Known(
    authors=("Lena Okafor-Varga", "Bram Ashdown-Visser", "Idris Calloway-Nunn", "Josephine Tarrant-Bell"),
    sources=("The Harbour Ledger", "The Lowland Courier", "The Statute Post", "The Gantry Standard", "Inkwell Monitor"),
    tags=("NSO", "Pegasus", "Journalism"),
)


def fits(found: Listing | None, wanted: dict[str, object] | None) -> bool:
    if found is None or wanted is None:
        return found is None and wanted is None
    whose = wanted.get("by") or wanted.get("from")
    return (
        list(found.about) == wanted.get("about", [])
        and bool(found.by or found.source) == bool(whose)
        and (not whose or any(is_named(str(whose), name) for name in (*found.by, *found.source)))
        and [tag.lower() for tag in found.tags] == ([wanted["tag"]] if "tag" in wanted else [])
        and (found.after, found.before, found.order) == (wanted.get("after"), wanted.get("before"), wanted.get("first"))
    )


@pytest.mark.parametrize("half", ["dev", "held"])
def test_questions_about_documents_and_about_what_they_say(half: str) -> None:
    rows = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    cases = [(row["question"], row["wanted"], listing(row["question"], KNOWN)) for row in rows if row["half"] == half]
    wrong = [case for case in cases if not fits(case[2], case[1])]
    found = [case for case in cases if case[2]]
    precision = f"precision {sum(case[1] is not None for case in found)}/{len(found)}"
    sys.stdout.write(f"{half}: {len(cases) - len(wrong)} of {len(cases)} right, {precision}")
    assert not wrong
    assert len([case for case in cases if case[1] is None]) >= 15


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("what did the harbour ledger publish", Listing(source=("The Harbour Ledger",))),
        ("what did the record publish", None),
        ("articles by Jane Doe", Listing(by=("Jane Doe",))),
        ("documents from the ministry", None),
        ("which documents are from the ministry", Listing(source=("the ministry",))),
        ("articles about attacks by Morocco", Listing(about=("attacks by Morocco",))),
        ("articles about Macron by okafor-varga", Listing(about=("Macron",), by=("Lena Okafor-Varga",))),
        ("articles from Inkwell Monitor in 2021", Listing(source=("Inkwell Monitor",), after="2021", before="2021")),
        ("articles between May 2020 and 28 july 2021", Listing(after="2020-05", before="2021-07-28")),
        ("articles after june 2021", Listing(after="2021-07-01")),
        ("articles after 2020", Listing(after="2021-01-01")),
        ("articles before 1 march 2021", Listing(before="2021-02-28")),
        ("documents until 2020", Listing(before="2020")),
        ("the latest articles", Listing(order="latest")),
        ("latest article", Listing(order="latest", one=True)),
        ("documents on the table", None),
        ("which documents are on the table", Listing(about=("the table",))),
        ("which of my files mention Amnesty", Listing(about=("Amnesty",), literal=True)),
        ("articles mentioning “export licence” and NSO", Listing(about=("export licence", "NSO"), literal=True)),
        ("what is in my library", Listing()),
        ("what is in my soup", None),
        ("articles", None),
        ("", None),
    ],
)
def test_what_a_question_asks_for(question: str, wanted: Listing | None) -> None:
    assert listing(question, KNOWN) == wanted


WORDS = lexicon(
    "which articles documents mention by from in about The Harbour Ledger 2021 July latest tagged NSO my did publish"
)


@given(st.text(max_size=40) | st.lists(st.sampled_from(sorted(WORDS)), max_size=9).map(" ".join))
def test_anything_can_be_asked(question: str) -> None:
    found = listing(question, KNOWN)
    assert found is None or all(value.strip() for value in (*found.about, *found.by, *found.source, *found.tags))
