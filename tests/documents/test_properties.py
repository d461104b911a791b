"""What holds for every document, whatever its bytes."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import example, given, settings

from askdocs.documents import parse
from askdocs.errors import DocumentError
from askdocs.model import BlockKind, Document

FRAGMENTS = [
    *("a", "b c", "é", "e\u0301", "👩‍👩‍👧", "日本", "שלום", "\u00a0", "\u200b", "\u2028", "\x0c", "\x1b", "\ufeff"),
    *(" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "\\\n", "  \n", "\\\r\n"),
    *("*", "**", "***", "_", "~~", "`", "``", "```\n", "~~~\n", "\\", "\\*", "\\|", "&amp;", "&nbsp;", "&#10;", "&x;"),
    *(
        "[",
        "]",
        "](u)",
        "![",
        "[a][b]",
        "[b]: u\n",
        "<",
        ">",
        "<https://é.org/%41>",
        "<br>",
        "<i>",
        "</i>",
        "<!-- c -->",
    ),
    *(
        "<div>\n",
        "</div>",
        "<p>x</p>",
        "# ",
        "## ",
        "#",
        "---\n",
        "===\n",
        "- ",
        "+ ",
        "1. ",
        "> ",
        ">",
        "|",
        "|-|-|\n",
    ),
    *(
        "a|b\n-|-\n",
        "c|\\|d\n",
        "## Information:\n",
        "+ Source: S\n",
        "## Article:\n",
        "#### Tags:\n",
        "[[T]]",
        "– IANS\n",
    ),
]
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40).map("".join)


def read(source: str, name: str) -> Document | None:
    try:
        return parse(source.encode("utf-8"), name)
    except DocumentError:
        return None


def check(document: Document, source: str) -> None:
    source = source.removeprefix("\ufeff")
    text, where = document.text, document.source_map
    offsets = [where.source_offset(at) for at in range(len(text))]
    assert offsets == sorted(offsets)
    assert "\r" not in text
    end = 0
    for block in document.blocks:
        start, stop = block.span
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        assert end == 0 or "\n" in text[end:start]
        if block.kind is not BlockKind.CODE:
            assert all(line.strip() for line in text[start:stop].split("\n"))
        for at in range(start, stop):
            copied = source[offsets[at]]
            if text[at] == "\n":
                assert copied in "\r\n<"
            elif text[at] != copied:
                assert copied == "&" or block.kind in (BlockKind.TABLE, BlockKind.CODE)
                assert copied == "&" or text[at] in " \t|"
        end = stop
    assert not text[end:].strip()


@given(MARKDOWN)
@example("\u00a0\nfoo")
@example("\x0c\nfoo **b**")
@example(">\ta\n>\t\tb")
@example("- \t\tcode")
@example("1.  \tx\n\n\t\t\ty")
@settings(max_examples=400, deadline=None)
def test_every_character_of_markdown_stands_where_the_map_says(source: str) -> None:
    document = read(source, "a.md")
    if document:
        check(document, source)
        assert document == read(source, "a.md")


@given(MARKDOWN)
@settings(max_examples=200, deadline=None)
def test_every_character_of_plain_text_stands_where_the_map_says(source: str) -> None:
    source = "Plain. " + source
    document = read(source, "a.txt")
    if document:
        check(document, source)


@given(st.binary(max_size=200), st.sampled_from(["a.md", "a.txt"]))
@example(b"\xff\xfe", "a.txt")
@example(b"\xff\xfea", "a.txt")
@example(b"\xff\xfe\x00\xd8", "a.md")
@example(b"---\na: !!timestamp x\n---\nb", "a.md")
@settings(max_examples=400, deadline=None)
def test_no_bytes_raise_anything_but_a_document_error(data: bytes, name: str) -> None:
    try:
        assert parse(data, name).text
    except DocumentError as error:
        assert error.message.startswith(name)
        assert "\n" not in error.message


YAML = st.lists(
    st.sampled_from(
        [*"abc:-[]{}&*!|>'\"#%@`, \n", "title: ", "date: ", "2021-07-28", "tags: ", "- ", "  ", "!!int ", "<<: "]
    ),
    max_size=30,
).map("".join)


@given(YAML)
@settings(max_examples=300, deadline=None)
def test_no_front_matter_keeps_a_document_from_being_read(yaml: str) -> None:
    source = f"---\ntitle: {yaml}\n---\nThe text.\n"
    document = parse(source.encode(), "a.md")
    assert document.text.endswith("The text.")
    check(document, source)
