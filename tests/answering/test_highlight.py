from __future__ import annotations

import pytest

from askdocs.answering.expectation import expectation
from askdocs.answering.highlight import highlight
from askdocs.language.words import content_words
from askdocs.text import Span

CASES = [
    (
        "Who inspected the mill?",
        "Officers of the Harbour Board inspected the mill on Monday.",
        "Officers of the Harbour Board",
    ),
    ("Who inspected the mill?", "The mill was inspected by Ada Norling on Monday.", "Ada Norling"),
    ("Who inspected the mill?", "They welcomed the inspection of the mill.", None),
    ("Who owns the mill?", "On Monday it owns nothing.", None),
    (
        "Who is Norway's fisheries minister?",
        "He met the Norwegian fisheries minister, Ivar Lund, in Bergen.",
        "Ivar Lund",
    ),
    ("When was the bridge opened?", "The bridge was opened on 3 May 1931 by the king.", "3 May 1931"),
    ("How many boats were lost?", "In 1887 the storm took 43 boats.", "43"),
    ("How much did the bridge cost?", "The bridge cost $2 million in 1931.", "$2 million"),
    ("Where is the museum?", "The museum is in Sandvik, near the harbour.", "Sandvik"),
    ("Where is the museum?", "The museum sent its boats to Sandvik.", None),
    ("Why did the mill close?", "The mill closed because the river froze.", None),
]


@pytest.mark.parametrize(("question", "sentence", "words"), CASES)
def test_the_answering_words(question: str, sentence: str, words: str | None) -> None:
    text = f"Before. {sentence} After."
    span = Span(8, 8 + len(sentence))
    found = highlight(expectation(question), content_words(question), text, span)
    assert (found.of(text) if found else None) == words
    assert found is None or span.contains(found)
