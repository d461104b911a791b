"""Quotes grouped by what they answer: on whole answers, and whatever is put into them."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.answering.agreement import accounts, groups
from askdocs.model import Account, DocumentInfo, Evidence, Quote
from askdocs.text import Span

from .quotes import quoted

SIGNED = [
    quoted("In the end [fifty thousand people] signed the petition.", "a"),
    quoted("The clerk counted [50,000] names of people who had signed.", "b"),
    quoted("Only [12,400 people] have signed so far.", "c", published="2021-07-28"),
]
QUESTION = "how many people signed the petition?"


def test_the_same_number_is_one_account_and_another_contradicts_it() -> None:
    assert accounts(QUESTION, SIGNED) == (
        Account("fifty thousand people", (1, 2), 2, differs=True),
        Account("12,400 people", (3,), 1, differs=True),
    )


def test_what_nothing_agrees_with_or_contradicts_is_in_no_account() -> None:
    turbines = [quoted("The park has [84 turbines].", "a"), quoted("It yields [588 megawatts].", "b")]
    assert accounts("how big is the park?", turbines) == ()


def test_two_quotes_of_one_document_are_one_source_and_do_not_contradict_each_other() -> None:
    twice = [quoted("[Fifty thousand people] signed.", "a"), quoted("The [50,000 people] who signed waited.", "a")]
    assert [account.sources for account in accounts(QUESTION, twice)] == [1]
    assert accounts(QUESTION, [SIGNED[0], quoted("Only [12,400 people] have signed so far.", "a")]) == ()


def test_a_quote_without_words_that_answer_joins_none_that_has_some() -> None:
    bare = quoted("Many people have signed the petition.", "d")
    assert accounts(QUESTION, [SIGNED[0], bare], support=lambda one, other: 0.9) == ()
    agreeing = accounts(QUESTION, [bare, quoted("People were signing it all day.", "e")], support=lambda *_: 0.9)
    assert [account.answers for account in agreeing] == [(1, 2)]


def test_a_publication_a_copy_and_a_shared_origin_count_once() -> None:
    text = "A total of [50,000 people] signed the petition against the new runway before noon on Friday."
    copied = text.replace("A total of", "In all").replace("Friday", "Friday, organisers said")
    one_paper = [quoted(SIGNED[n].quote.text.replace("50,000", "[50,000]"), "ab"[n], source="The Post") for n in (1, 1)]
    one_origin = [
        quoted("[50,000 people] signed, The Guardian reported.", "a"),
        quoted("According to the Guardian, [50,000] of the people signed.", "b"),
    ]
    for same in (one_paper, [quoted(text, "a"), quoted(copied, "b")], one_origin):
        assert [account.sources for account in accounts(QUESTION, same)] == [1]
    apart = [one_origin[0], quoted("The mayor says that [50,000] people have signed it.", "b")]
    assert [account.sources for account in accounts(QUESTION, apart)] == [2]


def test_a_publication_that_another_credits_is_its_source() -> None:
    found = [
        quoted("Yesterday [50,000 people] signed.", "a", source="The Guardian"),
        quoted("The Guardian wrote that [50,000] people had put their names to it.", "b", source="The Post"),
    ]
    assert [account.sources for account in accounts(QUESTION, found)] == [1]


def test_items_of_a_list_do_not_contradict_each_other() -> None:
    winners = [quoted("The cup was won by [Ada Norling].", "a"), quoted("[Olof Lindahl] won the cup.", "b")]
    assert [account.differs for account in accounts("who won the cup?", winners)] == [True, True]
    assert accounts("who won the cup?", winners, wants_list=True) == ()


def test_what_hardly_answers_contradicts_nothing() -> None:
    unsure = Evidence(SIGNED[2].quote, SIGNED[2].highlight, 0.3)
    assert accounts(QUESTION, [*SIGNED[:2], unsure]) == (Account("fifty thousand people", (1, 2), 2),)


def test_the_reader_joins_what_the_words_do_not_and_takes_back_a_contradiction() -> None:
    why = [quoted("It fell because [the cables had rusted].", "a"), quoted("Experts blame [corrosion] for it.", "b")]
    question = "why did the bridge fall?"
    assert accounts(question, why) == ()
    assert accounts(question, why, support=lambda *_: 0.9) == (Account("the cables had rusted", (1, 2), 2),)
    assert accounts(question, why, support=lambda *_: None) == ()
    assert accounts(QUESTION, SIGNED[1:], support=lambda *_: 0.9) == ()


@pytest.mark.parametrize(
    ("question", "one", "other", "expected"),
    [
        ("who spoke?", "[The mayor of Paris] spoke.", "[The archbishop of Paris] prayed.", 0),
        ("who spoke?", "It was [the wife of Emmanuel Macron].", "It was [Macron].", 0),
        ("where was she born?", "She was born in [Tel Aviv].", "She was born in [Herzliya, near Tel Aviv].", 0),
        ("where was she born?", "She was born in [Milan].", "She was born in [Lombardy].", 0),
        ("where was she born?", "She was born in [Paris, France].", "She was born in [Paris, Texas].", 0),
        ("which city hosts the fair?", "The fair is hosted by [Turin].", "The fair is hosted by [Torino].", 0),
        ("where is the mine?", "The mine is [north of Lyon].", "The mine is [south of Lyon].", 0),
        ("when was NSO founded?", "NSO was founded in [2010].", "In [2018] NSO ended its contract.", 0),
        ("when was NSO founded?", "NSO was founded in [2010].", "In [2010] NSO ended its contract.", 0),
        ("who is president of France?", "The president is [Ada Norling].", "The president called [Israel].", 0),
        ("who is the minister?", "[Ada Norling] is the minister.", "[Olof Lindahl] was the minister at the time.", 0),
        ("what does it cost?", "It costs [$5 million].", "It costs [€5 million].", 0),
        ("when was the war?", "The war lasted from [1914 to 1918].", "The war broke out in [1914].", 0),
        ("how many phones had traces?", "Traces were on [37] phones.", "Of [67] phones 37 had traces.", 0),
        ("how tall is it?", "It is [1.80 m] tall.", "Its height is [180 cm].", 1),
        ("how old was she?", "She was [17 years old].", "She was [seventeen].", 1),
        ("is the drug safe?", "The drug [is safe].", "The drug [is not safe].", 2),
        ("when did it burn?", "It burned on [28 July 2021].", "It burned down [on Wednesday].", 1),
        ("when did it burn?", "It burned on [27 July 2021].", "It burned down [on Wednesday].", 2),
    ],
)
def test_a_pair(question: str, one: str, other: str, expected: int) -> None:
    found = accounts(question, [quoted(one, "a"), quoted(other, "b", published="2021-07-29")])
    assert len(found) == expected
    assert all(account.differs for account in found) is (expected != 1)


ANSWERS = st.sampled_from(
    [
        *SIGNED,
        quoted("[More than 50,000 people] signed.", "d"),
        quoted("[52,300 people] signed.", "e"),
        quoted("The petition was signed by [Emmanuel Macron].", "f"),
        quoted("People signed [on Wednesday].", "g", published="2021-07-29"),
        quoted("People signed on [28 July 2021].", "h"),
        quoted("Nobody knows how many people signed.", "i"),
        quoted("[Brigitte Macron] signed the petition.", "j"),
        quoted("[Macron] signed the petition.", "k"),
    ]
)


@given(st.lists(ANSWERS, max_size=6), st.booleans())
def test_groups_are_a_partition_and_the_order_of_the_quotes_does_not_change_them(
    evidence: list[Evidence], wants_list: bool
) -> None:
    found = groups(QUESTION, evidence, wants_list=wants_list)
    assert sorted(at for group in found for at in group) == list(range(len(evidence)))
    backwards = groups(QUESTION, evidence[::-1], wants_list=wants_list)

    def texts(order: list[Evidence], parts: tuple[tuple[int, ...], ...]) -> list[list[str]]:
        return sorted(sorted(order[at].quote.text for at in group) for group in parts)

    assert texts(evidence, found) == texts(evidence[::-1], backwards)


@given(st.lists(ANSWERS, max_size=6))
def test_a_group_grouped_again_is_one_group(evidence: list[Evidence]) -> None:
    for group in groups(QUESTION, evidence):
        again = groups(QUESTION, [evidence[at] for at in group])
        assert again == (tuple(range(len(group))),)


def test_names_that_a_surname_would_join_stay_apart_in_any_order() -> None:
    macrons = [
        quoted("The fund was led by [Emmanuel Macron].", "a"),
        quoted("It was led by [Macron].", "b"),
        quoted("The fund was led by [Brigitte Macron].", "c"),
    ]
    for order in permutations(macrons):
        found = groups("who led the fund?", order)
        names = [{order[at].text for at in group} for group in found]
        assert not any({"Emmanuel Macron", "Brigitte Macron"} <= group for group in names)
        assert not any(account.differs for account in accounts("who led the fund?", order))


@given(st.text(), st.text(), st.text(), st.data())
def test_nothing_that_is_written_makes_it_fail(question: str, one: str, other: str, data: st.DataObject) -> None:
    evidence = []
    for document, text in (("a", one), ("b", other)):
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        info = DocumentInfo(
            id=document, path=document, published=data.draw(st.sampled_from([None, "2021", "2021-07-29"]))
        )
        evidence.append(Evidence(Quote(info, Span(0, len(text)), text, 1), Span(start, end), 0.5))
    for account in accounts(question, evidence):
        assert 1 <= account.sources <= len(account.answers)
