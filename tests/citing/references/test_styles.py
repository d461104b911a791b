from __future__ import annotations

import html
import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from askdocs.citing.names import parse_names
from askdocs.citing.reference import Kind, Locator, LocatorKind, Reference, reference_of
from askdocs.citing.styles import STYLES, Formatted, bibliography, format_reference, written
from askdocs.citing.styles.runs import text_of, to_html, to_markdown
from askdocs.errors import UsageError
from askdocs.model import DocumentInfo

from .strategies import TAME, WILD

PROSE = ("plain", "apa", "mla", "chicago", "chicago-author-date", "harvard", "news")


def texts(formatted: Formatted) -> list[str]:
    return [text_of(runs) for runs in (formatted.entry, formatted.citation, formatted.short) if runs]


@given(WILD)
def test_no_combination_of_fields_and_characters_fails(reference: Reference) -> None:
    for style in STYLES:
        formatted = format_reference(reference, style)
        assert formatted.text.strip()
        assert to_markdown(formatted.runs) and to_html(formatted.runs)


@given(TAME)
@example(Reference(kind=Kind.BOOK, title="Now!", edition="revised ed.", publisher="Ports Inc."))
def test_no_mark_is_doubled(reference: Reference) -> None:
    for style in PROSE:
        for text in texts(format_reference(reference, style)):
            # The plain style sets two spaces before an address.
            assert not re.search(r"\.\.|\. ,|,,|, \.|\s,|[?!]\.| {2}(?!https?:)|\(\)|\[\]|“”|\s$|^\s", text), (
                style,
                text,
            )


@given(TAME)
def test_what_is_printed_is_printed_as_given(reference: Reference) -> None:
    def bare(text: str | None) -> str:
        # Styles change the case of titles, quotation marks within others, and where a mark stands beside these.
        return re.sub(r"[“”‘’\"'.,]", "", text or "").casefold()

    plain = bare(format_reference(reference, "plain").text)
    assert all(bare(value) in plain for value in (reference.title, reference.container, reference.link, reference.path))
    for style in set(PROSE) - {"news"}:
        if reference.kind not in {Kind.MAIL, Kind.INTERVIEW}:
            assert bare(reference.title) in bare(format_reference(reference, style).text), style


@given(TAME)
def test_nothing_is_missing_that_is_given(reference: Reference) -> None:
    given_fields = {"author": reference.authors, "title": reference.title, "date": reference.published}
    for style in STYLES:
        missing = format_reference(reference, style).missing
        assert not [name for name in missing if given_fields.get(name)]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert tag != "a" or dict(attrs)["href"] is not None

    def handle_data(self, data: str) -> None:
        self.text += data


@given(WILD)
@example(Reference(title="<script>alert(1)</script>", url="javascript:alert(1)"))
@example(Reference(title="x", url='https://a.example/"><script>'))
def test_html_holds_no_markup_but_its_own(reference: Reference) -> None:
    parsed = Tags()
    parsed.feed(format_reference(reference, "html").text)
    parsed.close()
    assert set(parsed.tags) <= {"cite", "a", "i", "time"}
    assert parsed.tags.count("cite") == 1
    assert "javascript:" not in parsed.tags


def test_a_link_that_is_no_web_address_is_not_followed() -> None:
    assert "href" not in format_reference(Reference(title="x", url="javascript:alert(1)"), "html").text


@given(TAME)
def test_markdown_shows_the_characters_of_the_reference(reference: Reference) -> None:
    source = format_reference(reference, "markdown").text.removeprefix("[^1]: ")
    shown = html.unescape(re.sub(r"<[^<>]+>", "", MarkdownIt().render(source)))
    link = f" {reference.link}" if reference.link else ""
    plain = format_reference(replace(reference, path=None), "plain").text
    assert " ".join(shown.split()) == " ".join(plain.split()), link


def test_an_unknown_style_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError) as raised:
        format_reference(Reference(), "vancouver")
    assert "vancouver" in raised.value.message
    assert raised.value.hint is not None
    assert all(name in raised.value.hint for name in STYLES)


def test_the_plain_style_says_where_the_words_stand() -> None:
    info = DocumentInfo(
        id="d1",
        path="seeds/01.md",
        title="Officials swoop",
        authors=("Lena Okafor-Varga",),
        source="The Harbour Ledger",
        published="2021-07-28",
        url="https://ledger.example.org/a",
    )
    reference = reference_of(info, locator=Locator(LocatorKind.LINE, "17"))
    assert format_reference(reference, "plain").text == (
        "Lena Okafor-Varga. Officials swoop. The Harbour Ledger, 28 July 2021. seeds/01.md:17  https://ledger.example.org/a"
    )


@pytest.mark.parametrize(
    ("source", "published", "url", "path", "kind"),
    [
        ("The Harbour Ledger", "2021-07-28", "https://x.example/a", "a.md", Kind.NEWSPAPER),
        ("Reuters", "2021-07-28", None, "a.md", Kind.WIRE),
        ("Northern Wire", None, None, "a.md", Kind.WIRE),
        ("tidewatch.example.org", "2021-07-28", "https://x.example/a", "a.md", Kind.WEBPAGE),
        (None, None, "https://x.example/a", "a.md", Kind.WEBPAGE),
        (None, None, None, "a.eml", Kind.MAIL),
        (None, None, None, "notes.txt", Kind.DOCUMENT),
    ],
)
def test_a_document_becomes_the_kind_of_source_that_its_metadata_shows(
    source: str | None, published: str | None, url: str | None, path: str, kind: Kind
) -> None:
    info = DocumentInfo(id="d", path=path, source=source, published=published, url=url)
    reference = reference_of(info)
    assert reference.kind is kind
    assert (reference.publisher if kind is Kind.WIRE else reference.container) == source


def test_nothing_is_made_up_for_a_document_that_says_nothing() -> None:
    reference = reference_of(DocumentInfo(id="d", path="notes.txt"))
    said = {field.name for field in fields(reference) if getattr(reference, field.name)}
    assert said == {"kind", "path"}


def test_sentence_case_follows_the_documents_own_words() -> None:
    info = DocumentInfo(id="d", path="a.md", title="Officials Swoop on NSO", source="Ledger", published="2021-07-28")
    reference = reference_of(info, body="Nobody saw them swoop. NSO was silent.")
    assert format_reference(reference, "apa").text == "Officials swoop on NSO. (2021, July 28). Ledger."
    assert "“Officials Swoop on NSO.”" in format_reference(reference, "mla").text


def article(title: str, *authors: str, published: str | None = "2021", url: str | None = None) -> Reference:
    return Reference(
        kind=Kind.NEWSPAPER, title=title, authors=parse_names(authors), container="Ledger", published=published, url=url
    )


def test_a_list_is_in_the_order_of_names_years_and_titles() -> None:
    references = [
        article("Zebra"),
        article("B", "Ana Öberg", published="2020"),
        article("A", "Ana Öberg", published="2021"),
        article("The apple"),
        article("C", "Jan Berg"),
        article("D", "Jan Berg", "Mia Low", published="2019"),
    ]
    titles = [entry.reference.title for entry in bibliography(references, "apa")]
    assert titles == ["The apple", "C", "D", "B", "A", "Zebra"]


@pytest.mark.parametrize(
    ("style", "first", "second"),
    [("apa", "(2021a", "(2021b"), ("harvard", "(2021a)", "(2021b)"), ("chicago-author-date", "2021a.", "2021b.")],
)
def test_works_of_one_author_and_year_are_told_apart_by_letters(style: str, first: str, second: str) -> None:
    entries = bibliography([article("B", "Ana Petrov"), article("A", "Ana Petrov"), article("C", "Jan Berg")], style)
    assert [entry.reference.title for entry in entries] == ["C", "A", "B"]
    assert first in entries[1].text and second in entries[2].text
    assert "2021a" in text_of(entries[1].citation)
    assert "2021a" not in entries[0].text


def test_what_stands_in_an_unknown_authors_place_leads_the_entry() -> None:
    wire = [Reference(kind=Kind.WIRE, title=title, publisher="Northern Wire", published="2021") for title in "BA"]
    references = [*wire, article("A zebra"), article("Opera", "Ana Oz")]
    assert [entry.text[:21] for entry in bibliography(references, "apa")] == [
        "Northern Wire. (2021a",
        "Northern Wire. (2021b",
        "Oz, A. (2021). Opera.",
        "A zebra. (2021). Ledg",
    ]
    harvard = [entry.text.split(" (")[0] for entry in bibliography(references, "harvard")]
    assert harvard == ["Ledger", "Northern Wire", "Northern Wire", "Oz, A."]
    assert [entry.text[:6] for entry in bibliography(references, "mla")] == ["“A.” N", "“B.” N", "Oz, An", "“A Zeb"]


def test_works_without_a_date_are_told_apart_too() -> None:
    entries = bibliography(
        [article("B", "Ana Petrov", published=None), article("A", "Ana Petrov", published=None)], "apa"
    )
    assert [text_of(entry.citation) for entry in entries] == ["(Petrov, n.d.-a)", "(Petrov, n.d.-b)"]


def test_mla_does_not_repeat_an_author() -> None:
    entries = bibliography([article("B", "Ana Petrov"), article("A", "Ana Petrov")], "mla")
    assert [entry.text[:10] for entry in entries] == ["Petrov, An", "---. “B.” "]


def test_one_source_is_listed_once_with_all_that_is_known_of_it() -> None:
    references = [
        article("Ports", "Ana Petrov", url="https://x.example/a/"),
        replace(article("Ports and piers", "Jan Berg", url="https://x.example/a"), pages="7"),
        article("PORTS", "Petrov, Ana"),
        replace(article("Other", "Ana Petrov"), doi="10.1/AB"),
        replace(article("Another", "Ana Petrov"), doi="https://doi.org/10.1/ab"),
        article("Ports", "Ana Petrov", published="2020"),
    ]
    entries = bibliography(references, "plain")
    assert [(entry.reference.title, entry.reference.published) for entry in entries] == [
        ("Ports", "2020"),
        ("Other", "2021"),
        ("Ports", "2021"),
    ]
    assert entries[2].reference.pages == "7"


def test_what_a_style_does_not_list_is_left_out_of_the_list() -> None:
    mail = Reference(kind=Kind.MAIL, authors=parse_names(["Ana Petrov"]), published="2021-07-28")
    assert bibliography([mail], "apa") == []
    assert len(bibliography([mail], "mla")) == 1


def test_footnotes_are_numbered_in_the_lists_order() -> None:
    entries = bibliography([article("B", "Ana Petrov"), article("A", "Jan Berg")], "markdown")
    assert written(entries, "markdown").startswith("[^1]: Jan Berg. A.")
    assert "\n[^2]: Ana Petrov. B." in written(entries, "markdown")


@given(st.lists(TAME, max_size=6))
@settings(max_examples=50)
def test_a_list_holds_each_source_once_in_any_order_given(references: list[Reference]) -> None:
    for style in ("apa", "bibtex"):
        entries = bibliography(references, style)
        assert len(bibliography([entry.reference for entry in entries], style)) == len(entries)
        assert len(entries) <= len(references)
