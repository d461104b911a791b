from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from askdocs.index import Index
from askdocs.model import Filters
from askdocs.retrieval import mended, retrieve, select, term_weights
from askdocs.text import Span

from .conftest import vector_of

Build = Callable[[Mapping[str, str]], Index]


def paths(
    index: Index, query: str, filters: Filters | None = None, *, dense: bool = True, limit: int = 99
) -> list[str]:
    selection = select(index.documents(), filters) if filters else None
    found = retrieve(index, query, vector_of(query) if dense else None, limit, selection)
    assert all(0 <= each.score <= 1 for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    return list(dict.fromkeys(each.passage.document.path for each in found))


def told(title: str, source: str, date: str, text: str) -> str:
    return f"---\ntitle: {title}\nsource: {source}\ndate: {date}\nauthor: Ana Petrov\n---\n\n{text}\n"


@pytest.mark.parametrize("dense", [True, False])
def test_filters_count_before_ranking(library: Build, dense: bool) -> None:
    """The one that fits worst of two hundred is found, and nothing else is."""
    loud = {f"loud/{n}.txt": "The mill burned. The mill burned down. The mill, the mill." for n in range(200)}
    index = library(loud | {"quiet/one.txt": f"A mill is named once here, {'and other things too, ' * 9} no more."})
    assert "quiet/one.txt" not in paths(index, "the mill burned", dense=dense, limit=5)
    assert paths(index, "the mill burned", Filters(paths=("quiet",)), dense=dense) == ["quiet/one.txt"]


@pytest.mark.parametrize("dense", [True, False])
def test_a_publication_and_a_month_that_are_named_are_found(library: Build, dense: bool) -> None:
    other = {
        f"{n}.md": told("A leak", "Daily Echo", "2021-07-02", "A leak of a list, the leak of July.") for n in range(80)
    }
    index = library(
        other
        | {
            "then.md": told("Numbers", "The Harbour Ledger", "2021-07-28", "Many numbers stood on that leaked list."),
            "later.md": told("Numbers", "The Harbour Ledger", "2022-01-03", "Many numbers stood on that leaked list."),
        }
    )
    question = "what did the Harbour Ledger say in July 2021 about the leak?"
    assert paths(index, question, dense=dense)[:2] == ["then.md", "later.md"]
    assert paths(index, "what did Ana Petrov write about the leaked numbers?", dense=dense)[0] in (
        "then.md",
        "later.md",
    )


def test_titles_and_headings_are_found(library: Build) -> None:
    index = library(
        {
            "a.md": "# Fourteen leaders\n\nNobody knows whose it was.\n\n## Who is on it\n\nThree kings.\n",
            "b.md": "# Herzliya\n\nNobody knows whose it was.\n\n## Afterwards\n\nThree queens.\n",
        }
    )
    assert paths(index, "fourteen leaders", dense=False) == ["a.md"]
    assert paths(index, "what came afterwards?", dense=False) == ["b.md"]


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("did Parly answer?", "Then Parly gave an answer at last.", "Parlies and parlies: an answer to parlies."),
        ("what is Banks known for?", "Mr Banks is known for it.", "A bank, banking: known bank, banked."),
        ("where is the university?", "The university is by the river.", "Universal, universe; the universal universe."),
    ],
)
def test_a_word_as_it_is_spelled_beats_another_of_its_stem(library: Build, asked: str, right: str, wrong: str) -> None:
    index = library(
        {f"{n}.txt": wrong for n in range(60)} | {"right.txt": right} | {f"x{n}.txt": "Else." for n in range(90)}
    )
    assert paths(index, asked, dense=False)[0] == "right.txt"
    assert paths(index, asked)[0] == "right.txt"


def test_a_number_is_found_as_it_is_written(library: Build) -> None:
    index = library(
        {"a.txt": "More than 50,000 numbers.", "b.txt": "More than 50 numbers of 000.", "c.txt": "5,000 more."}
    )
    assert paths(index, "50,000", dense=False) == ["a.txt"]


def test_runs_without_spaces_are_found_by_what_they_share(library: Build) -> None:
    index = library({"a.txt": "昨日、国防大臣が会社を訪問した。", "b.txt": "天気は晴れだった。"})
    assert paths(index, "国防大臣は誰ですか", dense=False) == ["a.txt"]


def spelled(index: Index, question: str, known: tuple[str, ...] = ()) -> str:
    for span, meant in sorted(mended(index, question, known.__contains__).items(), reverse=True):
        question = question[: span.start] + meant + question[span.end :]
    return question


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("who is Maccron?", "who is Macron?"),
        ("who is mcaron’s wife?", "who is macron’s wife?"),
        ("what did Netanjahu say?", "what did Netanyahu say?"),
        ("where is Herzlyia?", "where is Herzliya?"),
        ("was it the goverment?", "was it the government?"),
        ("who is Macron?", "who is Macron?"),  # it stands there
        ("who is Bacron?", "who is Bacron?"),  # another first letter
        ("who is Mac?", "who is Mac?"),  # too short to tell
        ("who is Mallan?", "who is Mallan?"),  # two letters of six
        ("which governs?", "which governs?"),  # another form of a word that is there
        ("was it bread?", "was it broad?"),
        ("is 50001 there?", "is 50001 there?"),
    ],
)
def test_a_misspelled_word_is_taken_for_one_that_is_there(library: Build, asked: str, meant: str) -> None:
    text = "Emmanuel Macron met Netanyahu of the government in Herzliya; a melon, broad, of the governor’s, 50000."
    assert spelled(library({"a.txt": text}), asked) == meant


def test_a_word_that_is_known_is_none_misspelled(library: Build) -> None:
    index = library({"a.txt": "A broad road."})
    assert mended(index, "is there bread?", lambda word: word == "bread") == {}
    assert mended(index, "is there bread?", lambda _: False) == {Span(9, 14): "broad"}


def test_of_two_words_as_near_the_more_frequent_is_meant(library: Build) -> None:
    index = library({"a.txt": "Marian came.", "b.txt": "Marion came.", "c.txt": "Marion left."})
    assert spelled(index, "did Marien come?") == "did Marion come?"


def test_terms_weigh_by_how_few_passages_have_them(library: Build) -> None:
    index = library({"a.txt": "The mill burned.", "b.txt": "The mill stood.", "c.txt": "Else."})
    weights = term_weights(index, "who burned the mill?")
    assert list(weights) == ["burned", "mill"]
    assert weights["burned"] > weights["mill"] > 0
