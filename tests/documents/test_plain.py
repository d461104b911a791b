"""Plain text and wire copy."""

from __future__ import annotations

import pytest

from askdocs.documents import parse
from askdocs.model import BlockKind, Document

BODY = "PARIS, July 28 (Reuters) – The minister came.\n\nHe left – at once."


def read(source: str) -> Document:
    return parse(source.encode(), "wire.txt")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("sign_off", "agency"),
    [
        ("–MERIDIAN\n\nkl/ot", "MERIDIAN"),
        ("— IANS", "IANS"),
        ("-- ANI/PTI \n", "ANI/PTI"),
        ("(IANS)\n\nsan/arm\n", "IANS"),
        ("–Reuters\nab/cd/ef", "Reuters"),
    ],
)
def test_a_sign_off_is_the_source_and_no_text(sign_off: str, agency: str, end: str) -> None:
    document = read(f"{BODY}\n\n{sign_off}".replace("\n", end))
    assert (document.text, document.info.source) == (BODY, agency)
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 2


@pytest.mark.parametrize("last", ["–ENDS", "— Ana Ruiz", "– Yes, he said.", "(see above)", "He works for –IANS", "-5"])
def test_other_last_lines_stay(last: str) -> None:
    document = read(f"{BODY}\n\n{last}")
    assert document.text.endswith(last)
    assert document.info.source is None


def test_a_sign_off_alone_is_text() -> None:
    assert read("–IANS").text == "–IANS"


def test_a_title_is_a_heading_too() -> None:
    document = read("\nWho was listening?\n\nThey came.\n\nThey left.")
    assert document.info.title == "Who was listening?"
    assert document.text == "Who was listening?\n\nThey came.\n\nThey left."
    assert [block.kind.value for block in document.blocks] == ["heading", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "opening",
    [
        "They came.",
        "“They came.”",
        "Dear Ana",
        "Mr. Speaker,",
        "Good evening",
        "Note:",
        "Two\nlines",
        "x" * 121,
        "2021",
        "To wit…",
    ],
)
def test_no_title_where_there_is_evidently_none(opening: str) -> None:
    assert read(f"{opening}\n\nMore text.").info.title is None
    assert read("A title alone").info.title is None


def test_nothing_that_is_not_said_is_made_up() -> None:
    info = read(BODY).info
    assert (info.title, info.authors, info.source, info.published, info.url, info.tags) == (
        None,
        (),
        None,
        None,
        None,
        (),
    )


def test_markup_in_plain_text_is_text() -> None:
    source = "A *star*, <b> and [x](y).\nWrapped\u00a0line.\n\n\n- item &amp; \\*"
    assert read(source).text == source


def test_lines_are_those_of_the_file() -> None:
    document = read("\r\n\r\none\rtwo\nthree\r\n\r\nfour")
    assert document.text == "one\ntwo\nthree\n\nfour"
    assert [document.source_map.line(document.text.index(word)) for word in ("one", "two", "three", "four")] == [
        3,
        4,
        5,
        7,
    ]
