"""Markdown as its reader reads it."""

from __future__ import annotations

import time

import pytest

from askdocs.documents import parse
from askdocs.errors import DocumentError
from askdocs.model import BlockKind, Document


def read(source: str) -> Document:
    return parse(source.encode(), "notes/a.md")


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("An *old* **bold** ~~struck~~ `code` word", "An old bold struck code word"),
        ("***all* three** and a*b*c", "all three and abc"),
        ('Said [the paper](https://example.org/a_(b) "T") today.', "Said the paper today."),
        ("[x](y)y [z][r] <https://example.org/%41>.\n\n[r]: https://example.org", "xy z https://example.org/%41."),
        ("Before\n\n![Alt](p.png)\n\nAfter", "Before\n\nAfter"),
        ("One\n![Alt](p.png)\ntwo", "One\ntwo"),
        ("Soft\nwrapped  \nhard\\\nend", "Soft\nwrapped\nhard\nend"),
        ("R&amp;D &lt;3 2 \\* 3 \\q &nope;", "R&D <3 2 * 3 \\q &nope;"),
        ("a<br>b <em>c</em><!-- d --> e", "a\nb c e"),
        ("<div>\n<p>One <b>two</b></p><p>Three &amp; four</p>\n<!-- no -->\n</div>", "One two\nThree & four"),
        ("<script>\nlet a = 1;\n</script>\n\nRead", "Read"),
        ("# Head #\n\nUnder\n===\n\n###\n\nText", "Head\n\nUnder\n\nText"),
        ("- one\n- two\n  wrapped\n\n  more\n    1. deep\n- - last", "one\ntwo\nwrapped\n\nmore\ndeep\nlast"),
        ("- one\n\n- two\n\nAfter\n\n- new", "one\ntwo\n\nAfter\n\nnew"),
        ("> quoted\n> on\nlazily\n>\n> again", "quoted\non\nlazily\n\nagain"),
        ("```py\nif a:\n\n    b  # [c](d)\n```", "if a:\n\n    b  # [c](d)"),
        ("| a | b |\n|---|:-:|\n| *c* | `d\\|e` |\n| | f |\n| g | |\n\nend", "a | b\nc | d|e\nf\ng\n\nend"),
        ("Na\u00efve cafe\u0301\u00a0\u2014 \u65e5\u672c", "Na\u00efve cafe\u0301\u00a0\u2014 \u65e5\u672c"),
        ("a\r\nb\r\rc\\\r\nd", "a\nb\n\nc\nd"),
        ("`` a`b `` and `x\ny`", "a`b and x\ny"),
        ("One\n\n***\n\nTwo", "One\n\nTwo"),
    ],
)
def test_what_is_read(source: str, text: str) -> None:
    assert read(source).text == text


def test_blocks_say_what_they_are() -> None:
    document = read("# T\n\np\n\n- i\n\n> q\n> - qi\n\n    code\n\n|a|b|\n|-|-|\n|c|d|\n")
    assert blocks(document) == [
        ("heading", "T"),
        ("paragraph", "p"),
        ("item", "i"),
        ("quotation", "q"),
        ("item", "qi"),
        ("code", "code"),
        ("table", "a | b"),
        ("table", "c | d"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_the_file(end: str) -> None:
    lines = [
        "---",
        "title: T",
        "---",
        "# H",
        "",
        "one *two*",
        "three",
        "",
        "> - four",
        ">",
        "> |a|b|",
        "> |-|-|",
        "> |c|d|",
    ]
    document = read(end.join(lines))
    for word, line in [("H", 4), ("one", 6), ("two", 6), ("three", 7), ("four", 9), ("a |", 11), ("d", 13)]:
        assert document.source_map.line(document.text.index(word)) == line


def test_the_information_block_is_metadata_and_the_title_is_both() -> None:
    document = read(
        "# Officials swoop &amp; leave\n### \n\n## Information:\n+ Source: The Ledger\n+ Link: [article](https://example.org/a_(1)/)\n"
        "+ Date: July 28, 2021\n+ Author(s): Lena Varga and Bo Li, Jr.\n+ Mood: fair\n\n\n## Article:\n![x](y.jpg)\n\n"
        "They came.\n\n## Tags of war\n\nThey left.\n\n\n#### Tags:\n[[NSO]] [[today.]] [[NSO]] [[The Ledger]]"
    )
    assert document.text == "Officials swoop & leave\n\nThey came.\n\nTags of war\n\nThey left."
    info = document.info
    assert (info.title, info.source, info.url) == (
        "Officials swoop & leave",
        "The Ledger",
        "https://example.org/a_(1)/",
    )
    assert (info.published, info.authors) == ("2021-07-28", ("Lena Varga", "Bo Li, Jr."))
    assert info.tags == ("NSO", "today.", "The Ledger")
    assert blocks(document)[0] == (BlockKind.HEADING, "Officials swoop & leave")


def test_the_information_block_in_other_dress() -> None:
    document = read(
        "Title\n=====\n\n## INFORMATION\n- source: A\n\n* **LINK:** <https://example.org>\n"
        "\n## article\n\nText.\n\n## tags"
    )
    assert document.text == "Title\n\nText."
    assert (document.info.source, document.info.url, document.info.published) == ("A", "https://example.org", None)


@pytest.mark.parametrize(
    "source",
    [
        "# T\n\n## Information\n\nProse about it.",
        "Text first.\n\n## Information:\n+ Source: S",
        "# T\n\nText\n\n## Tags:\n\nNot [[all]] tags.",
    ],
)
def test_prose_under_such_headings_stays(source: str) -> None:
    assert len(read(source).blocks) == source.count("\n\n") + 1 + source.count("+ ")
    assert read(source).info.source is None


def test_front_matter() -> None:
    document = read(
        "---\ntitle: 'Über alles: a study'\nauthor: Ana Ruiz and B. Roy\ndate: 2021-07\npublisher: Press\nurl: https://example.org\n"
        "keywords: [a b, c, a b]\n---\n# Heading\n\nText"
    )
    info = document.info
    assert document.text == "Heading\n\nText"
    assert (info.title, info.authors, info.published) == ("Über alles: a study", ("Ana Ruiz", "B. Roy"), "2021-07")
    assert (info.source, info.url, info.tags) == ("Press", "https://example.org", ("a b", "c"))


def test_front_matter_counts_before_the_information_list() -> None:
    document = read("---\nsource: First\n---\n# T\n\n## Information:\n+ Source: Second\n+ Date: 2021\n\nText")
    assert (document.info.source, document.info.published) == ("First", "2021")


def test_broken_front_matter_is_no_text_and_no_metadata() -> None:
    document = read("---\ntitle: [a, b\nauthor: x: y\n---\nText")
    assert (document.text, document.info.title, document.info.authors) == ("Text", None, ())
    assert read("---\na: " + "[" * 5000 + "\n---\nText").text == "Text"


def test_prose_between_two_rules_is_no_front_matter() -> None:
    assert read("---\nOnce upon a time.\n\n---\nThe end.").text.startswith("Once upon a time.")


@pytest.mark.parametrize("source", ["![only](an.png)", "<!-- nothing -->", "---\ntitle: x\n---\n", "[a]: b"])
def test_a_file_without_a_word_is_refused(source: str) -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read(source)


HOSTILE = [
    "[",
    "![",
    "*a ",
    "`",
    "<",
    "<!--",
    "<a ",
    "&",
    "[a](",
    '[a](b "',
    "[a](<b",
    "[[]",
    "~~a ",
    "\\",
    "|",
    "a\n",
    "![a",
    "_*",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_is_read_in_fair_time(unit: str) -> None:
    started = time.process_time()
    assert read("x " + unit * 10_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("source", [">" * 10_000 + " a", "- " * 10_000 + "a"])
def test_nesting_beyond_use_is_refused_and_not_cut_short(source: str) -> None:
    with pytest.raises(DocumentError, match="nested"):
        read(source)


def test_nested_images_vanish() -> None:
    assert read("a " + "![x" * 2_000 + "](y)" * 2_000 + " b").text.startswith("a")


def test_a_megabyte_on_one_line_is_read_in_linear_time() -> None:
    started = time.process_time()
    document = read("word, word. " * 85_000)
    assert time.process_time() - started < 2
    assert len(document.source_map.runs) == 1
