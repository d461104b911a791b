from __future__ import annotations

import pytest

from askdocs.errors import UsageError
from askdocs.model import DocumentInfo, Filters
from askdocs.retrieval import select

INFOS = [
    DocumentInfo(
        id="a", path="news/a.md", source="The Harbour Ledger", authors=("Emmanuel Macron",), tags=("Spyware",)
    ),
    DocumentInfo(id="b", path="news/b.md", source="Le Café", published="2021"),
    DocumentInfo(id="c", path="newsletter/c.md", source="NORTHWIRE", published="2021-07", tags=("C++",)),
    DocumentInfo(id="d", path="/far/d.md", published="2022-01-05", authors=("Ana Petrov", "Jo Li")),
    DocumentInfo(id="e", path="e.md", published="c. 1950"),
]


@pytest.mark.parametrize(
    ("filters", "ids", "undated"),
    [
        (Filters(sources=("ledger",)), "a", 0),
        (Filters(sources=("LE CAFE", "northwire")), "bc", 0),
        (Filters(authors=("macron",)), "a", 0),
        (Filters(authors=("macron emmanuel", "jo")), "ad", 0),
        (Filters(tags=("spyware",)), "a", 0),
        (Filters(tags=("c++",)), "c", 0),
        (Filters(paths=("news",)), "ab", 0),
        (Filters(paths=("news/b.md", "/far")), "bd", 0),
        (Filters(paths=(".",)), "abce", 0),
        (Filters(after="2021-07-28"), "bcd", 2),
        (Filters(after="2021-08"), "bd", 2),
        (Filters(after="2022"), "d", 2),
        (Filters(before="2021-06"), "b", 2),
        (Filters(before="2021"), "bc", 2),
        (Filters(before="2022-01-05", after="2021-07"), "bcd", 2),
        (Filters(after="2021", paths=("news",)), "b", 1),
        (Filters(), "abcde", 0),
    ],
)
def test_what_filters_leave(filters: Filters, ids: str, undated: int) -> None:
    found = select(INFOS, filters)
    assert ("".join(info.id for info in found.documents), found.undated) == (ids, undated)


@pytest.mark.parametrize(
    ("filters", "message", "hint"),
    [
        (
            Filters(sources=("Harber Ledger",)),
            "no document has the source 'Harber Ledger'",
            "There is The Harbour Ledger,",
        ),
        (Filters(authors=("macro",)), "the author 'macro'", "Emmanuel Macron"),
        (Filters(tags=("x", "y")), "the tag 'x' or 'y'", "There is "),
        (Filters(paths=("new",)), "no document of the library lies in new", "askdocs documents"),
        (Filters(after="2023"), "no document is of 2023 or later", "They are of 2021 to 2022-01-05."),
        (Filters(before="2020-05"), "no document is of 2020-05 or earlier", "They are of 2021 to 2022-01-05."),
        (Filters(sources=("ledger",), after="2021"), "no document meets all of these filters", "Leave one"),
    ],
)
def test_filters_that_leave_nothing_say_what_there_is(filters: Filters, message: str, hint: str) -> None:
    with pytest.raises(UsageError, match=message) as refused:
        select(INFOS, filters)
    assert hint in str(refused.value.hint)


def test_where_nothing_is_known_that_is_said() -> None:
    bare = [DocumentInfo(id="a", path="a.md")]
    for filters in (Filters(sources=("x",)), Filters(after="2021")):
        with pytest.raises(UsageError) as refused:
            select(bare, filters)
        assert "askdocs describe" in str(refused.value.hint)
