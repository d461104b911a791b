"""What a draft says, quotes and cites, in each format."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from askdocs.citing.drafts import CitationKind, Draft, read_draft
from askdocs.errors import DocumentError

MARKDOWN = """---
title: "A draft"
---
# On “swoops”

The company said it was *glad*: “We [welcome](https://x.example/a) their *inspection*,”
a spokesperson told reporters.[^1] Nobody “had been told” [@okafor2021, p. 3].

> The inspector is also the one
> who signed the permit.

See [the ledger][hl], which says "a raid" and “a visit” (Okafor-Varga, 2021).

```python
print("no quotation")
```

    code "again"

- an “item in
  a list” and `"code"` and \\"escaped words\\"

[^1]: Harbour Ledger, “Officials swoop”, 2021.
[hl]: https://harbour-ledger.example.org/ "no quotation"
"""


def texts(draft: Draft) -> list[str]:
    return [quoted.text for quoted in draft.quotations]


def test_markdown_is_read_without_its_markup() -> None:
    draft = read_draft(MARKDOWN.encode(), "draft.md")
    assert texts(draft) == [
        "swoops",
        "We welcome their inspection,",
        "had been told",
        "The inspector is also the one\nwho signed the permit.",
        "a raid",
        "a visit",
        "item in\n  a list",
        "escaped words",
        "Officials swoop",
    ]
    lines = MARKDOWN.splitlines()
    for quoted in draft.quotations:
        assert quoted.text.split()[0] in lines[quoted.line - 1]


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_markdown_keeps_what_is_cited_next_to_each_quotation(breaks: str) -> None:
    draft = read_draft(MARKDOWN.replace("\n", breaks).encode(), "draft.md")
    cited = {quoted.text: [(each.kind, each.text) for each in quoted.citations] for quoted in draft.quotations}
    assert (CitationKind.FOOTNOTE, "Harbour Ledger, “Officials swoop”, 2021.") in cited["We welcome their inspection,"]
    assert cited["had been told"] == [(CitationKind.KEY, "okafor2021")]
    assert cited["a visit"] == [(CitationKind.PARENTHESIS, "Okafor-Varga, 2021")]
    assert cited["a raid"] == [(CitationKind.LINK, "https://harbour-ledger.example.org/")]


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_lines_are_counted_whatever_ends_them(breaks: str) -> None:
    draft = read_draft(MARKDOWN.replace("\n", breaks).encode(), "draft.md")
    assert [quoted.line for quoted in draft.quotations] == [4, 6, 7, 9, 12, 12, 20, 21, 23]


def test_plain_text() -> None:
    draft = read_draft("He said “nothing\nwas seized”.\n\n“So it is,” she said (Petrov, 2021).".encode(), "-")
    assert [(quoted.text, quoted.line) for quoted in draft.quotations] == [("nothing\nwas seized", 1), ("So it is,", 4)]
    assert [each.text for each in draft.quotations[1].citations] == ["Petrov, 2021"]


HTML = """<!doctype html><html><head><title>"no"</title><style>p { content: "no" }</style></head><body>
<!-- "no" --><p>He said &ldquo;nothing <em>was</em>
seized&rdquo; in <a href="https://a.example/x">the paper</a>.</p>
<blockquote cite="https://b.example/"><p>The inspector signed.</p></blockquote>
<p>She <q>saw it</q>.<sup><a href="#fn1">1</a></sup> <code>"no"</code> <a title="no">and</a></p>
<ol><li id="fn1">Lena, <a href="https://c.example/">The Ledger</a></li></ol>
<script>var a = "no"; </script></body></html>"""


def test_html() -> None:
    draft = read_draft(HTML.encode(), "draft.html")
    cited = [
        (quoted.text, quoted.line, [(each.kind, each.text) for each in quoted.citations]) for quoted in draft.quotations
    ]
    assert cited == [
        ("nothing was\nseized", 2, [(CitationKind.LINK, "https://a.example/x")]),
        ("The inspector signed.", 4, [(CitationKind.LINK, "https://b.example/")]),
        ("saw it", 5, [(CitationKind.FOOTNOTE, "Lena, The Ledger https://c.example/")]),
    ]
    assert texts(read_draft(HTML.encode(), "-")) == texts(draft)


def word_file() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("A draft", 1)
    paragraph = document.add_paragraph("He said “nothing ")
    paragraph.add_run("was").bold = True
    paragraph.add_run(" seized”, (Petrov, 2021).")
    document.add_paragraph("The inspector signed.", style="Quote")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_word() -> None:
    draft = read_draft(word_file(), "draft.docx")
    assert [(quoted.text, quoted.line) for quoted in draft.quotations] == [
        ("nothing was seized", 2),
        ("The inspector signed.", 3),
    ]
    assert [each.text for each in draft.quotations[0].citations] == ["Petrov, 2021"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(encoding: str) -> None:
    draft = read_draft("Er sagte: “Nichts wurde gefunden, natürlich.” Schön!".encode(encoding), "draft.txt")
    assert texts(draft) == ["Nichts wurde gefunden, natürlich."]


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\1\2" * 50, b"PK\x03\x04 no zip", word_file()[:900]],
    ids=["nothing", "bytes", "no zip", "half a Word file"],
)
def test_what_is_no_draft_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError):
        read_draft(data, "draft.docx")


MESS = st.lists(
    st.one_of(
        st.text(max_size=3),
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "[",
                "](",
                ")",
                "[^1]",
                "[@k",
                "`",
                "```\n",
                "> ",
                "\n\n",
                "<a href='",
                ">",
                "<!--",
                "&amp;",
                "*",
                "\\",
                "- ",
                "(Petrov, 2021)",
            ]
        ),
    ),
    max_size=40,
).map(lambda parts: "x" + "".join(parts))


@given(MESS, st.sampled_from(["a.md", "a.html", "a.txt"]))
@example("x“a [^1", "a.md")
def test_no_markup_is_an_error(text: str, name: str) -> None:
    try:
        draft = read_draft(text.encode("utf-8", "replace"), name)
    except DocumentError:
        return
    for quoted in draft.quotations:
        assert 1 <= quoted.line <= len(text) + 1
        assert quoted.quotation.content.of(draft.text)


@pytest.mark.parametrize(
    "unit", ["“a ", "[", "[a](", "<!--", "<a ", "`", "> ", '"a" ', "*", "&a", "(1999 ", "[^a]:\n", "a. "]
)
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_a_long_line_of_anything_ends(unit: str, name: str) -> None:
    started = time.perf_counter()
    read_draft(("x" + unit * (100_000 // len(unit))).encode(), name)
    assert time.perf_counter() - started < 5
