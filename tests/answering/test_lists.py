from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.answering.lists import enumeration, further, items, listed
from askdocs.language.words import lexicon
from askdocs.model import DocumentInfo, Evidence, Quote
from askdocs.text import Span

CASES = [
    # A run is what stands between the brackets.
    "The presidents are [Ana Petrov of Norway, Bo Lee of Iraq and Cy Ra of Chad].",
    "[Norway, Iraq and Chad] signed the treaty.",
    "Among them are [Ana Petrov of Norway and Bo Lee of Iraq], who resigned.",
    "Their employers include [The Guardian, Le Monde, and Haaretz].",
    "It was used against [campaigners, reporters and lawyers].",
    "[Journalists, lawyers and several heads of state] are on it.",
    "There were [three presidents, ten ministers and one king].",
    "Once inside, it can [read messages, copy photographs and switch on the lamp].",
    "In 1911, [Petrov and Lee] bought the mill.",
    "Ana Petrov made her debut, [Bo Lee and Cy Ra] scored.",
    "Mill and harbour were sold.",
    "He left the mill, and Petrov stayed.",
    "They saw Ana Petrov, the mayor, and the mill.",
    "She sells bread and says nothing.",
    "Ana Petrov resigned.",
    "and",
]


@pytest.mark.parametrize("marked", CASES)
def test_a_run_of_things_in_a_sentence(marked: str) -> None:
    sentence = marked.replace("[", "").replace("]", "")
    run = marked.partition("[")[2].partition("]")[0] or None
    text = f"Before, then and now. {sentence} After."
    found = enumeration(text, Span(22, 22 + len(sentence)))
    assert (found.of(text) if found else None) == run


def test_of_two_runs_the_one_that_has_the_known_words() -> None:
    text = "Norway, Iraq and Chad told Ana Petrov and Bo Lee so."
    whole = Span(0, len(text))
    at = text.index("Bo Lee")
    assert enumeration(text, whole, Span(at, at + 6)) == Span(text.index("Ana"), at + 6)
    assert enumeration(text, whole) == Span(0, text.index(" told"))
    assert enumeration(text, whole, Span(len(text) - 3, len(text))) is None


@pytest.mark.parametrize(
    ("sentence", "pointed", "marked"),
    [
        ("In Tunis, Sfax, Sousse and Monastir they teach it.", "Tunis, Sfax", "Tunis, Sfax, Sousse and Monastir"),
        ("They are Ana Petrov and Bo Lee.", "They are Ana", "Ana Petrov and Bo Lee"),
        ("Firms are Omnicare, Kindred Care and Lee.", "Omnicare, Kindred Care", "Omnicare, Kindred Care and Lee"),
        ("She sells old bread.", "old bread", "old bread"),
    ],
)
def test_what_is_pointed_at_in_a_list_stays_but_for_a_verb(sentence: str, pointed: str, marked: str) -> None:
    at = sentence.index(pointed)
    assert listed(sentence, Span(0, len(sentence)), Span(at, at + len(pointed))).of(sentence) == marked


@given(st.lists(st.sampled_from(sorted(lexicon("Ana Petrov and or , ; of the mills can read . ” ’s"))), max_size=30))
def test_a_run_is_a_part_of_its_sentence(drawn: list[str]) -> None:
    text = " ".join(drawn)
    whole = Span(0, len(text))
    found = enumeration(text, whole)
    assert found is None or (whole.contains(found) and len(items(found.of(text))) > 1)


def evidence(words: str, *, marked: bool = True) -> Evidence:
    info = DocumentInfo(id=words, path=words)
    span = Span(5, 5 + len(words))
    return Evidence(Quote(info, span, words, 1), span if marked else None, 0.5)


def test_a_further_quote_is_one_that_names_something_new() -> None:
    ranked = [
        evidence("Emmanuel Macron, Barham Salih and Cyril Ramaphosa"),
        evidence("President Macron"),
        evidence("the king of Morocco"),
        evidence("Salih and Imran Khan"),
        evidence("Khan"),
        evidence("a king"),
        evidence("Nothing was marked here.", marked=False),
    ]
    assert [each.text for each in further(ranked)] == [ranked[0].text, ranked[2].text, ranked[3].text]
    assert [each.text for each in further(ranked, 2)] == [ranked[0].text, ranked[2].text]
    assert further(ranked, 0) == []
    assert further([]) == []


def test_a_quote_without_marked_words_stands_where_it_is_the_best() -> None:
    first = evidence("All of them.", marked=False)
    assert further([first, evidence("Norway")]) == [first, evidence("Norway")]
