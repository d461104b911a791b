from __future__ import annotations

import pytest

from askdocs.answering.highlight import highlight, shows
from askdocs.answering.kinds import expectation
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
    ("Why did the mill close?", "The mill closed because the river froze.", "because the river froze"),
    ("Why did the mill close?", "The petition was dismissed for lack of evidence.", "for lack of evidence"),
    ("Why did the mill close?", "It closed, she said, because of the frost, but opened again.", "because of the frost"),
    ("Why test the list?", "To test the list, they turned to Amnesty.", "To test the list"),
    ("Why did the mill close?", "The mill closed on Monday.", None),
    ("what is Open Mills", "Open Mills is a group of bakers in Bergen.", "a group of bakers in Bergen"),
    ("what is Open Mills", "It was checked by Open Mills, a group of bakers, in 1931.", "a group of bakers"),
    (
        "what is Open Mills",
        "They met Open Mills, a group for bakers who were robbed, jailed or hurt.",
        "a group for bakers who were robbed, jailed or hurt",
    ),
    ("what is Open Mills", "The bridge is a work of Open Mills.", None),
    ("what does NSO mean", "NSO stands for nothing at all.", "nothing at all"),
    ("Which kings came?", "Ana of Norway, Bo of Iraq and Cy of Chad came.", "Ana of Norway, Bo of Iraq and Cy of Chad"),
    ("Which kings came?", "Only Bo came that year.", "Bo"),
    ("what did Petrov say about the mill", "“The mill is old,” Petrov said.", "The mill is old"),
    ("what did Petrov say about the mill", "Petrov called it “old”.", None),
    ("Did Petrov close the mill?", "Ana Petrov closed the mill in 1931.", None),
]


@pytest.mark.parametrize(("question", "sentence", "words"), CASES)
def test_the_answering_words(question: str, sentence: str, words: str | None) -> None:
    text = f"Before. {sentence} After."
    span = Span(8, 8 + len(sentence))
    found = highlight(expectation(question), content_words(question), text, span)
    assert (found.of(text) if found else None) == words
    assert found is None or span.contains(found)


@pytest.mark.parametrize(
    ("question", "words", "shown"),
    [
        ("Did Petrov close the mill?", "Ana Petrov", False),
        ("Did Petrov close the mill?", "the 43 boats", True),
        ("Did Petrov close the mill?", "in 1931", False),
        ("Did Petrov close the mill?", "not Petrov", True),
        ("Did Petrov close the mill?", "she didn’t", True),
        ("Did Petrov close the mill?", "Petrov closed it", True),
        ("Who closed the mill?", "Ana Petrov", True),
    ],
)
def test_a_bare_name_is_no_answer_to_yes_or_no(question: str, words: str, shown: bool) -> None:
    assert shows(expectation(question), words, Span(0, len(words))) is shown
