from __future__ import annotations

import pytest

from askdocs.model import DocumentInfo
from askdocs.retrieval.naming import named

LEDGER = DocumentInfo(id="ledger", path="a", source="The Harbour Ledger", published="2021-07-28")
LATER = DocumentInfo(id="later", path="b", source="The Harbour Ledger", published="2022-01")
TIME = DocumentInfo(id="time", path="c", source="Time", authors=("Lena Okafor-Varga", "Jo Li"), published="2021")
TITLED = DocumentInfo(id="titled", path="d", title="A yes for Riyadh: the deal", corrected=("title",))
BARE = DocumentInfo(id="bare", path="e", title="A yes for Riyadh: the deal")
ALL = [LEDGER, LATER, TIME, TITLED, BARE]


@pytest.mark.parametrize(
    ("question", "best_first"),
    [
        ("what did the Harbour Ledger say in July 2021 about it?", ["ledger", "later"]),
        ("what did the harbour ledger say about it?", ["later", "ledger"]),
        ("a ledger of the harbour", []),
        ("What does Time write?", ["time"]),
        ("what time is it?", []),
        ("who is quoted by Lena Okafor-Varga?", ["time"]),
        ("what did okafor-varga write?", ["time"]),
        ("did Li write it?", []),
        ("what happened on 28 July?", ["ledger"]),
        ("what happened on 28 July 2021?", ["ledger"]),
        ("what happened in July 2021?", ["ledger"]),
        ("what happened in 2021?", ["ledger", "time"]),
        ("was the deal a yes for Riyadh?", ["titled"]),
        ("was there a deal?", []),
    ],
)
def test_the_documents_that_a_question_names(question: str, best_first: list[str]) -> None:
    found = named(question, ALL)
    assert sorted(found, key=lambda each: (-found[each], each)) == best_first
    assert all(0 < share < 1 for share in found.values())


def test_a_date_says_more_beside_a_publication() -> None:
    alone = named("what happened in July 2021?", ALL)["ledger"]
    published = named("what did the Harbour Ledger say?", ALL)["ledger"]
    both = named("what did the Harbour Ledger say in July 2021?", ALL)["ledger"]
    assert alone < published < both
    assert both - published > alone * (1 - published)
