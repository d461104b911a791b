"""Whether a sentence that hardly answers by itself confirms an answer."""

from __future__ import annotations

import pytest

from askdocs.answering.agreement import confirms
from askdocs.language.words import content_words

from .quotes import quoted

DAY = "2021-07-29"


@pytest.mark.parametrize(
    ("question", "known", "other", "passage", "confirmed"),
    [
        (
            "how many people signed the petition?",
            "[50,000 people] signed it.",
            "The clerk counted [fifty thousand] names.",
            "The petition lay in the hall, to be signed. The clerk counted fifty thousand names.",
            True,
        ),
        (
            "how many people signed the petition?",
            "[50,000 people] signed it.",
            "The stadium was full: [50,000] came.",
            "The stadium was full: 50,000 came.",
            False,
        ),
        (
            "who is the defence minister of Israel?",
            "Israel’s defence minister, [Benny Gantz], flew out.",
            "His defence minister, [Benny Gantz], was in Paris.",
            "Israel’s government was calm. His defence minister, Benny Gantz, was in Paris.",
            True,
        ),
        (
            "who is the defence minister of Israel?",
            "Israel’s defence minister, [Benny Gantz], flew out.",
            "[Benny Gantz] was in Paris.",
            "The defence minister of Israel was not asked. Benny Gantz was in Paris.",
            False,
        ),
        (
            "when did the inspectors come to NSO?",
            "The inspectors came to NSO on [28 July 2021].",
            "Gantz met Parly on [Wednesday].",
            "The inspectors came to NSO. Gantz met Parly on Wednesday.",
            False,
        ),
        (
            "what can the program do?",
            "It is a [program that reads messages].",
            "The program [reads] what it can.",
            "The program reads what it can do.",
            False,
        ),
    ],
)
def test_what_confirms_an_answer(question: str, known: str, other: str, passage: str, confirmed: bool) -> None:
    terms = dict.fromkeys(content_words(question), 1.0)
    assert (
        confirms(question, terms, quoted(known, "a", published=DAY), quoted(other, "b", published=DAY), passage)
        is confirmed
    )
