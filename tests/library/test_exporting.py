"""Exported conversations: what the pages look like, and that nothing in a document acts in them."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from askdocs.citing.styles.runs import roman
from askdocs.cli.reporting import TerminalReporter
from askdocs.conversation import Conversation, Turn
from askdocs.errors import UsageError
from askdocs.library.exporting import FORMATS, Format, exported, html, markdown
from askdocs.library.exporting.files import suggested, write
from askdocs.library.exporting.page import Asked, Page, Quoted
from askdocs.library.library import Library
from askdocs.library.sync import sync
from askdocs.model import Account, Answer, Document, Evidence, Filters, Quote
from askdocs.text import Span, harmless

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "conversations"
SCHEMA = json.loads((ROOT / "docs" / "schema-1.json").read_text(encoding="utf-8"))

DOCUMENTS = {
    "bridge.md": "# The bridge & the mayor\n\n## Information:\n+ Source: The Record\n+ Date: July 28, 2021\n"
    "+ Author: Ana Petrov\n+ Link: https://record.example.org/bridge\n\n## Article:\nThe price of water rose.\n"
    "The mayor, Émile Durand, opened the bridge on Wednesday.\nIt cost 4 million.\n",
    "mill.md": "# The mill\n\n## Information:\n+ Source: The Ledger\n+ Date: July 30, 2021\n+ Author: Bo Lee\n\n"
    "## Article:\n“Two days before, Mayor Durand opened the bridge,” said the miller. It cost 6 million.\n",
    "wire.txt": "<script>alert(1)</script> **He** [came](javascript:alert(2)) <img src=x onerror=alert(3)>\n"
    "=====\n- `rm` ~~it~~ &lt; ![x](http://evil.example.org/x.png) & went.\n",
}


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Library:
    folder = tmp_path_factory.mktemp("exporting")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "askdocs.toml").write_text('documents = ["."]\n')
    library = Library.find(folder, TerminalReporter())
    sync(library)
    return library


def quote(document: Document, words: str) -> Quote:
    start = document.text.index(words)
    return Quote(document.info, Span(start, start + len(words)), words, document.source_map.line(start))


def evidence(document: Document, words: str, answering: str, score: float, resolved: str | None = None) -> Evidence:
    found = quote(document, words)
    start = found.span.start + words.index(answering)
    return Evidence(found, Span(start, start + len(answering)), score, resolved)


@pytest.fixture
def conversation(indexed: Library) -> Conversation:
    with indexed.open_index() as index:
        bridge, mill, wire = (index.document(info.id) for info in index.documents())
        infos = index.documents()
    opened = Answer(
        "when was the bridge opened?",
        "answered",
        0.84,
        (
            evidence(
                bridge, "The mayor, Émile Durand, opened the bridge on Wednesday.", "on Wednesday", 0.84, "28 July 2021"
            ),
            evidence(
                mill, "“Two days before, Mayor Durand opened the bridge,” said the miller.", "Two days before", 0.6
            ),
        ),
        accounts=(Account("on Wednesday", (1, 2), 2),),
    )
    cost = Answer(
        "what did it cost?",
        "answered",
        0.4,
        (
            evidence(bridge, "bridge on Wednesday.\nIt cost 4 million.", "Wednesday.\nIt cost 4 million", 0.4),
            evidence(mill, "It cost 6 million.", "6 million", 0.3),
        ),
        accounts=(Account("4 million", (1,), 1, True), Account("6 million", (2,), 1, True)),
    )
    nothing = Answer("who <b>went</b>?", "not_found", 0.1, (), near=(quote(wire, wire.text.strip()),))
    latest_first = tuple(reversed(infos[:2]))
    listing = Answer(
        "which articles mention Durand?", "listed", 1.0, (), listing=latest_first, sought="mentioning “Durand”"
    )
    only = Filters(sources=("The Record", "The Ledger"), after="2021-07")
    asked = ("when was it opened, *the bridge*?", "and what did it cost?", nothing.question, listing.question)
    turns = [
        Turn(
            asked=each,
            meant=answer.question,
            answer=answer,
            filters=only if at == 0 else Filters(),
            at=f"2026-11-0{at + 1}T09:30:00+00:00",
        )
        for at, (each, answer) in enumerate(zip(asked, (opened, cost, nothing, listing), strict=True))
    ]
    return Conversation(id=3, title="The bridge, *in full*", turns=tuple(turns), style="apa")


CASES: dict[str, tuple[Format, str | None]] = {
    "apa.md": ("markdown", None),
    "plain.md": ("markdown", "plain"),
    "ris.md": ("markdown", "ris"),
    "apa.html": ("html", None),
    "bibtex.html": ("html", "bibtex"),
    "apa.json": ("json", None),
}


@pytest.mark.parametrize("name", CASES)
def test_the_page_is_as_it_was_read_and_found_right(indexed: Library, conversation: Conversation, name: str) -> None:
    text = exported(conversation, CASES[name][0], indexed, CASES[name][1])
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("style", [None, "plain", "bibtex"])
def test_json_is_of_the_schema(indexed: Library, conversation: Conversation, style: str | None) -> None:
    told = json.loads(exported(conversation, "json", indexed, style))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(told)
    assert [turn["answer"]["status"] for turn in told["turns"]] == ["answered", "answered", "not_found", "listed"]
    assert told["turns"][0]["answer"]["answers"][0]["citation"]
    assert {each["document"] for each in told["references"]} == set(told["turns"][3]["answer"]["listing"]) | {
        each["document"] for each in told["turns"][2]["answer"]["near"]
    }


def test_words_that_do_not_stand_any_more_are_said_to_in_every_format(
    indexed: Library, conversation: Conversation, tmp_path: Path
) -> None:
    root = shutil.copytree(indexed.settings.root, tmp_path / "copy")
    library = Library.find(root, TerminalReporter())
    (root / "bridge.md").write_text(DOCUMENTS["bridge.md"].replace("opened", "closed"), encoding="utf-8")
    (root / "mill.md").unlink()
    for form in ("markdown", "html"):
        page = exported(conversation, form, library)
        assert page.count("these words do not stand in the file any more") == 1
        assert page.count("no longer checkable: the file is not there") == 2
        assert "2 sources" not in page
    told = json.loads(exported(conversation, "json", library))
    first, second = told["turns"][0]["answer"]["answers"]
    assert (first["quote"]["checked"], first["quote"]["standing"]) == (False, False)
    assert (second["quote"]["checked"], second["quote"]["standing"]) == (False, True)


def test_a_conversation_that_is_not_kept_can_be_exported(indexed: Library, conversation: Conversation) -> None:
    fresh = replace(
        conversation, id=None, title="", style=None, turns=(replace(conversation.turns[0], asked="\udcff?"),)
    )
    for form in FORMATS:
        exported(fresh, form, indexed).encode()
    assert exported(fresh, "markdown", indexed).startswith("# ??\n")
    assert exported(Conversation(), "markdown", indexed).startswith("#")


@pytest.mark.parametrize(("form", "style"), [("pdf", None), ("markdown", "vancouver")])
def test_what_cannot_be_exported_is_refused(
    indexed: Library, conversation: Conversation, form: Format, style: str | None
) -> None:
    with pytest.raises(UsageError, match="there is no"):
        exported(conversation, form, indexed, style)


# Texts that would like to be markup, or to command a terminal.
nasty = st.lists(
    st.sampled_from(
        [
            *"*_`~<>[]()!#|\\&=+-.:;\"'/ \n\t0123ax.$^{}",
            *("**", "```", "<script>", "</p>", "<b>", "-->", "&lt;", "](javascript:x)", "![", "http://a.example/<b>"),
            *("1. ", "\x1b[31m", "\x07", "\u202e", "“", "”", "é", "漢", "\u00a0", "    ", "\n\n", "\n> ", "\n---\n"),
            *("\n===\n", "[1]: x"),
        ]
    ),
    max_size=12,
).map("".join)  # fmt: skip


def page(before: str, words: str, after: str, title: str) -> Page:
    quoted = Quoted("[1]", before, words, after, f"({title})", "", roman(title))
    return Page(
        title, title, (Asked(title, title, (title,), (quoted,), (roman(title),), (title,)),), (roman(title),), ""
    )


def flat(text: str) -> str:
    """As a page has it: the terminal's commands gone, white space run together."""
    return " ".join(harmless(text).split())


def tokens(text: str) -> list[Token]:
    parsed = MarkdownIt("commonmark").parse(text)
    return [token for block in parsed for token in (block, *(block.children or ()))]


def dense(text: str) -> str:
    return re.sub(r"\s+", "", harmless(text))


def within(parsed: list[Token], element: str) -> str:
    """The text within the elements of a kind; a tag of ours is one, too."""
    found, depth = "", 0
    for token in parsed:
        kind = {"<strong>": "strong_open", "</strong>": "strong_close"}.get(token.content, token.type)
        depth += {f"{element}_open": 1, f"{element}_close": -1}.get(kind, 0)
        if depth and token.type == "text":
            found += token.content
    return dense(found)


@given(nasty, nasty, nasty, nasty)
@example("a", "$5", "b", "title")
@example("1", "*", "1", "1. x")
@example("", "=\n=", "", "=")
def test_in_markdown_a_document_is_text_and_nothing_else(before: str, words: str, after: str, title: str) -> None:
    written = markdown.written(page(before, words, after, title))
    assert harmless(written) == written
    parsed = tokens(written)
    kinds = {token.type for token in parsed}
    assert not kinds & {"image", "code_inline", "code_block", "fence", "hr", "html_block"}
    assert all(token.content in ("<strong>", "</strong>") for token in parsed if token.type == "html_inline")
    for token in parsed:
        if token.type == "link_open":  # an address that stands there as such leads where it says
            assert str(token.attrs["href"]).startswith(("http://a.example/",))
    assert within(parsed, "blockquote") == dense(f"{before}{words}{after}({title})[1]")
    assert within(parsed, "strong") == dense(words)


class Reading(HTMLParser):
    """The tags, their attributes and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@given(nasty, nasty, nasty, nasty)
def test_in_html_a_document_is_text_and_nothing_else(before: str, words: str, after: str, title: str) -> None:
    read = Reading(html.written(page(before, words, after, title)))
    shape = Reading(html.written(page("a", words and "b", "c", "d")))
    assert [tag for tag in read.tags if tag != "a"] == shape.tags
    names = {name for name, _ in shape.attributes}
    assert {name for name, _ in read.attributes} - names <= {"href", "rel"}
    assert all(str(value).startswith("http://a.example/") for name, value in read.attributes if name == "href")
    assert flat(before + words + after) in flat(read.text)
    assert "\x1b" not in read.text and "\u202e" not in read.text


def test_html_loads_nothing_and_runs_nothing(indexed: Library, conversation: Conversation) -> None:
    text = exported(conversation, "html", indexed)
    read = Reading(text)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(read.tags)
    assert {name for name, _ in read.attributes} <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "dir",
        "class",
        "href",
        "rel",
    }
    assert "url(" not in text and "@import" not in text
    assert "default-src 'none'" in text
    assert "<script>alert(1)</script>" in read.text, "a document's words are shown as they are"


def test_a_name_is_suggested_that_is_free_and_no_document(
    indexed: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)
    assert suggested(indexed, "Who — inspected *NSO*?", "html") == tmp_path / "who-inspected-nso.html"
    (tmp_path / "who-inspected-nso.html").touch()
    assert suggested(indexed, "who inspected NSO?", "html") == tmp_path / "who-inspected-nso-2.html"
    assert suggested(indexed, "../../?", "json") == tmp_path / "conversation.json"
    assert suggested(indexed, "x" * 500, "json").name == "x" * 60 + ".json"
    monkeypatch.chdir(indexed.settings.root)
    assert suggested(indexed, "where?", "markdown") == tmp_path / "home" / "where.md"


def test_a_file_is_written_over_only_where_that_was_said(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "one", replace=False)
    with pytest.raises(UsageError, match="already"):
        write(tmp_path / "a.md", "two", replace=False)
    assert (tmp_path / "a.md").read_text() == "one"
    write(tmp_path / "a.md", "three", replace=True)
    assert (tmp_path / "a.md").read_text() == "three"
    with pytest.raises(UsageError, match="cannot write"):
        write(tmp_path / "no" / "a.md", "x", replace=False)
