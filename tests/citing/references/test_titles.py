from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.citing.titles import CHICAGO_SMALL, MLA_SMALL, sentence_case, short_title, title_case

BODY = (
    "The officials came at dawn. Nobody at NSO Group, the maker of spyware, spoke. “We opened the ledger,” said"
    " Mark Post, whose mark stands on it. A group of clerks watched in Herzliya, and the case went on."
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Officials Watched Spyware Maker NSO in Herzliya", "Officials watched spyware maker NSO in Herzliya"),
        ("Clerks of NSO Group Spoke", "Clerks of NSO Group spoke"),
        ("Officials Met Mark Post", "Officials met Mark Post".replace("met", "Met")),
        ("The Case: Clerks Opened the Ledger", "The case: Clerks opened the ledger"),
        ("A Dawn? Nobody Spoke", "A dawn? Nobody spoke"),
        ("Harbours Burn", "Harbours Burn"),
        ("OFFICIALS CAME", "OFFICIALS CAME"),
        ("The officials came", "The officials came"),
        ("", ""),
    ],
)
def test_a_word_loses_its_capital_only_where_the_body_shows_it_without(title: str, expected: str) -> None:
    assert sentence_case(title, BODY) == expected


def test_without_a_body_a_title_stays_as_it_is() -> None:
    assert sentence_case("Officials Came At Dawn", None) == "Officials Came At Dawn"


@pytest.mark.parametrize(
    ("title", "mla", "chicago"),
    [
        ("the case that failed", "The Case That Failed", "The Case That Failed"),
        ("a walk between the locks", "A Walk between the Locks", "A Walk Between the Locks"),
        ("what the iPhone and example.org know", "What the iPhone and example.org Know", "="),
        ("state-owned: the end of a quay", "State-Owned: The End of a Quay", "="),
        ("harbours we look at", "Harbours We Look At", "="),
        ("what's left of the 3rd pier", "What's Left of the 3rd Pier", "="),
        ("die Lage der Häfen und das Meer", "die Lage der Häfen und das Meer", "="),
        ("la mer et les ports", "la mer et les ports", "="),
        ("港の灯 again", "港の灯 again", "="),
        ("Officials Swoop On NSO", "Officials Swoop On NSO", "="),
    ],
)
def test_main_words_are_capitalised_where_it_is_safe(title: str, mla: str, chicago: str) -> None:
    assert title_case(title, MLA_SMALL) == mla
    assert title_case(title, CHICAGO_SMALL) == (mla if chicago == "=" else chicago)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("The Case That Failed: How NSO Kept Its Licence", "Case That Failed"),
        ("Officials Swoop on Spyware Maker NSO in Herzliya", "Officials Swoop"),
        ("Who Owns It? The Sea Wall Affair", "Who Owns It"),
        ("Silt", "Silt"),
        ("The", "The"),
        ("A Yes for Riyadh", "Yes for Riyadh"),
        (":", ":"),
    ],
)
def test_a_short_title_keeps_the_first_words(title: str, short: str) -> None:
    assert short_title(title) == short


@given(st.text(), st.text())
def test_only_the_case_changes(title: str, body: str) -> None:
    assert sentence_case(title, body).casefold() == title.casefold()
    assert title_case(title, MLA_SMALL).casefold() == title.casefold()
    assert bool(short_title(title).strip()) == bool(title.strip())
