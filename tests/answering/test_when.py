from __future__ import annotations

from dataclasses import replace

import pytest

from askdocs.answering.kinds import expectation
from askdocs.answering.when import resolved
from askdocs.documents import parse
from askdocs.text import Span

CASES = [
    ("when was it opened", "It was opened on Wednesday.", "Wednesday", "28 July 2021"),
    ("when was it opened", "It was opened on Wednesday.", None, "28 July 2021"),
    ("when was it opened", "It was opened on Wednesday.", "on Wednesday", "28 July 2021"),
    ("when was it opened", "It was opened last week.", "opened last week", "19–25 July 2021"),
    ("when was it opened", "It was opened on 3 May 1931.", "3 May 1931", None),
    ("when was it opened", "It opened on Monday and closed on Tuesday.", None, None),
    ("when was it opened", "It opened on Monday and closed on Tuesday.", "Tuesday", "27 July 2021"),
    ("what day did they choose", "They chose Wednesday.", "Wednesday", "28 July 2021"),
    ("what did they choose", "They chose Wednesday.", "Wednesday", "28 July 2021"),
    ("what happened", "It was opened on Wednesday.", "It was opened on Wednesday", None),
    ("who opened it", "The mayor opened it on Wednesday.", None, None),
]


@pytest.mark.parametrize(("question", "sentence", "words", "day"), CASES)
def test_the_day_is_shown_where_a_date_answers(
    question: str, sentence: str, words: str | None, day: str | None
) -> None:
    document = parse(f"Before.\n\n{sentence}\n".encode(), "mill.txt")
    dated = replace(document, info=replace(document.info, published="2021-07-28"))
    start = document.text.index(sentence)
    at = document.text.index(words) if words else 0
    highlight = Span(at, at + len(words)) if words else None
    span = Span(start, start + len(sentence))
    assert resolved(expectation(question), dated, span, highlight) == day
    assert resolved(expectation(question), document, span, highlight) is None
