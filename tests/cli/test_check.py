"""A draft, checked against the sample articles."""

from __future__ import annotations

import html
import io
import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from .conftest import Askdocs

DRAFT = Path(__file__).parents[1] / "golden" / "drafts" / "draft.md"
RAID = "“A raid and a visit can look the same from the pavement,” said Ilse Torvaldsen."
HOSTILE = (
    "“A raid and a visit can look \x1b[2J<b>alike</b> from the pavement,” she said.\n\n"
    "“*Nothing* [like](javascript:x) `it` was <script>alert(1)</script> ever \u202esaid anywhere,” he said."
)


def test_each_label_with_its_line_and_speaker(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "check", "--json", DRAFT)
    assert result.code == 1
    report = result.json
    assert [(found["line"], found["label"], found["speaker"]) for found in report["quotations"]] == [
        (7, "exact", "Ilse Torvaldsen"),
        (9, "exact", "a spokesperson"),
        (11, "exact", "Oskar Brandvold"),
        (14, "exact", "The Ministry of Defence"),
        (16, "altered", "Ilse Torvaldsen"),
        (18, "misattributed", "Oskar Brandvold"),
        (20, "misattributed", "Milo Katzenbach"),
        (23, "not_found", None),
        (25, "skipped", None),
        (28, "not_found", None),
        (28, "exact", "Oskar Brandvold"),
    ]
    assert report["counts"] == {"exact": 5, "altered": 1, "misattributed": 2, "not_found": 2, "skipped": 1}
    facts = {fact["text"]: fact["found"] for fact in report["facts"] if fact["line"] == 25}
    assert facts == {"60,000": False, "17": True, "July 2020": True}


def test_the_report_says_where_it_stands_what_differs_and_counts_on_its_last_line(
    askdocs: Askdocs, indexed_seeds: Path
) -> None:
    out = askdocs("--library", indexed_seeds, "check", DRAFT).out
    assert "The inspector is also the one who [-issued-] {+signed+} the permit" in out
    assert "stands in seeds/02-ministry-visit-wire.txt:9, said by Oskar Brandvold" in out
    assert "the draft names The Statute Post" in out
    assert out.splitlines()[-1] == (
        "11 quotations: 5 exact, 1 altered, 2 misattributed, 2 not found, 1 skipped; 3 of 7 facts differ"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (RAID, 0),
        ("Nothing is quoted here.", 0),
        ("A so-called “raid”.", 0),
        ("“A raid and a visit can look alike from the pavement,” she said.", 1),
        (f"{RAID[:-1]} (Petrov, 2021).", 1),
        ("“They all went home with the cat and the dog,” he said.", 1),
    ],
)
def test_the_exit_code_is_for_hooks(askdocs: Askdocs, indexed_seeds: Path, text: str, code: int) -> None:
    Path("draft.txt").write_text(text, encoding="utf-8")
    assert askdocs("--library", indexed_seeds, "check", "draft.txt").code == code


class Parsed(HTMLParser):
    """The tags of a page, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_an_html_report_is_escaped_and_needs_nothing_else(askdocs: Askdocs, indexed_seeds: Path) -> None:
    Path("hostile.txt").write_text(HOSTILE, encoding="utf-8")
    result = askdocs("--library", indexed_seeds, "check", "--format", "html", "hostile.txt")
    page = Parsed(result.out)
    assert result.code == 1
    assert page.tags == {"html", "head", "meta", "title", "style", "body", "h1", "p", "ol", "li", "span", "q", "br"} | {
        "ins",
        "del",
        "i",
    }
    assert page.addresses == []
    assert "<script>alert(1)</script>" in page.words
    assert html.escape("<script>") in result.out
    assert "\x1b" not in result.out and "\u202e" not in result.out


def test_a_markdown_report_has_no_markup_of_the_draft_s(askdocs: Askdocs, indexed_seeds: Path) -> None:
    from markdown_it import MarkdownIt

    Path("hostile.txt").write_text(HOSTILE, encoding="utf-8")
    report = askdocs("--library", indexed_seeds, "check", "--format", "markdown", "hostile.txt").out
    page = Parsed(MarkdownIt("commonmark").render(report))
    assert page.tags <= {"h1", "p", "ul", "li", "strong", "em", "a"}
    assert all(address.startswith("https://harbour-ledger.example.org/") for address in page.addresses)
    assert "*Nothing* [like](javascript:x) `it` was <script>alert(1)</script>" in page.words


def test_fix_writes_footnotes_into_a_copy_and_does_so_once(askdocs: Askdocs, indexed_seeds: Path) -> None:
    before = DRAFT.read_bytes()
    result = askdocs("--library", indexed_seeds, "check", "--fix", "fixed.md", DRAFT)
    assert DRAFT.read_bytes() == before
    assert "3 references more" in result.err
    fixed = Path("fixed.md").read_text(encoding="utf-8")
    assert '"we welcome their inspection"[^askdocs-1].' in fixed
    assert "decides to tell us.[^askdocs-2]" in fixed
    assert "‘appointments are kept in a diary’[^askdocs-3] by a man" in fixed
    assert "[^askdocs-1]: Lena Okafor-Varga. Officials swoop" in fixed
    assert fixed.startswith(before.decode()[:60])
    again = askdocs("--library", indexed_seeds, "check", "--json", "--fix", "again.md", "fixed.md")
    labels = askdocs("--library", indexed_seeds, "check", "--json", DRAFT).json["counts"]
    assert again.json["counts"] == labels
    assert "“A raid and a visit" in Path("again.md").read_text(encoding="utf-8")


def test_fix_writes_brackets_into_plain_text_and_keeps_its_line_ends(askdocs: Askdocs, indexed_seeds: Path) -> None:
    Path("draft.txt").write_bytes(f"First.\r\n\r\n{RAID}\r\n".encode("utf-16"))
    assert askdocs("--library", indexed_seeds, "check", "--style", "harvard", "--fix", "out.txt", "draft.txt").code == 0
    fixed = Path("out.txt").read_bytes().decode()
    assert fixed.startswith("First.\r\n\r\n“A raid and a visit can look the same from the pavement,” [")
    assert "Okafor-Varga" in fixed
    assert fixed.endswith("] said Ilse Torvaldsen.\r\n")


def test_fix_after_an_entity(askdocs: Askdocs, indexed_seeds: Path) -> None:
    Path("draft.md").write_text("# A\n\nShe said &ldquo;a raid and a visit can look the same&rdquo; twice.\n")
    askdocs("--library", indexed_seeds, "check", "--fix", "out.md", "draft.md")
    assert "the same&rdquo;[^askdocs-1] twice" in Path("out.md").read_text(encoding="utf-8")


def test_fix_refuses_what_is_there_and_what_it_cannot_write(askdocs: Askdocs, indexed_seeds: Path) -> None:
    Path("draft.md").write_text(RAID, encoding="utf-8")
    Path("draft.html").write_text(f"<p>{RAID}</p>", encoding="utf-8")
    for draft, target in (("draft.md", "draft.md"), ("draft.html", "new.html"), ("draft.md", "no/such/folder.md")):
        result = askdocs("--library", indexed_seeds, "check", "--fix", target, draft)
        assert result.code == 2, result
        assert result.err.startswith("askdocs: ")
    assert Path("draft.md").read_text(encoding="utf-8") == RAID
    assert not Path("new.html").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["draft.md", "draft.txt", "draft.html"])
def test_any_encoding(askdocs: Askdocs, indexed_seeds: Path, encoding: str, name: str) -> None:
    text = f"<p>{RAID} Schön!</p>" if name.endswith("html") else f"{RAID} Schön!"
    Path(name).write_bytes(text.encode(encoding))
    result = askdocs("--library", indexed_seeds, "check", "--json", name)
    assert (result.code, [found["label"] for found in result.json["quotations"]]) == (0, ["exact"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", 4),
        (b"\0\1\2\3" * 100, 4),
        (b"PK\x03\x04 not a document", 4),
        ("“Never closed, he said.\n\n‘Nor this.\n\n«Nor that".encode(), 0),
        ("”Closed before it opens“ and 'so' on\"".encode(), None),
        ("“a ‘b “c ‘d “e ‘f “g ‘h “i ‘j” k’ l” m’".encode(), None),
        ("> > > “nested block\n> > quotation”\n".encode(), None),
    ],
)
def test_damaged_drafts_are_a_clear_report_or_one_clear_line(
    askdocs: Askdocs, indexed_seeds: Path, data: bytes, code: int | None
) -> None:
    Path("draft").write_bytes(data)
    result = askdocs("--library", indexed_seeds, "check", "draft")
    assert result.code in ((0, 1) if code is None else (code,)), result
    if code == 4:
        assert result.err.startswith("askdocs: ")
        assert len(result.err.splitlines()) <= 2
    else:
        assert "quotation" in result.out.splitlines()[-1]


def test_a_draft_that_is_not_there_and_two_reports_are_wrong_usage(askdocs: Askdocs, indexed_seeds: Path) -> None:
    for arguments in (["nothing.md"], ["."], ["--json", "--format", "html", str(DRAFT)], ["--format", "pdf", "x"]):
        assert askdocs("--library", indexed_seeds, "check", *arguments).code == 2


def test_a_dash_reads_the_draft_from_stdin(
    askdocs: Askdocs, indexed_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DRAFT.read_bytes())))
    piped = askdocs("--library", indexed_seeds, "check", "--json", "-").json
    named = askdocs("--library", indexed_seeds, "check", "--json", DRAFT).json
    assert {**piped, "draft": None} == {**named, "draft": None}


def test_words_that_the_file_has_no_more_are_not_found(askdocs: Askdocs, library: Path) -> None:
    file = library / "seeds" / "01-inspection-at-herzliya.md"
    file.write_text(file.read_text(encoding="utf-8").replace("pavement", "road"), encoding="utf-8")
    Path("draft.txt").write_text(RAID, encoding="utf-8")
    result = askdocs("--library", library, "check", "--no-sync", "--json", "draft.txt")
    (found,) = result.json["quotations"]
    assert (result.code, found["label"], found["match"]) == (1, "not_found", None)
    assert "changed" in found["note"]


@pytest.mark.parametrize("unit", ["“a b ", "'so' ", "“They went home,” ", "“A raid and a visit” "])
def test_a_megabyte_on_one_line_ends(indexed_seeds: Path, tmp_path: Path, unit: str) -> None:
    draft = tmp_path / "long.md"
    # Whatever it is made of, it has at most some thousand quotations to look up.
    filler = "words without any end " * 20 if unit.endswith(("” ", "' ")) else ""
    draft.write_text((unit + filler) * (1_000_000 // len((unit + filler).encode())), encoding="utf-8")
    command = [sys.executable, "-m", "askdocs", "--library", str(indexed_seeds), "check", "--json", str(draft)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert json.loads(done.stdout)["schema"] == 1


def test_several_drafts_are_checked_as_a_hook_names_them(askdocs: Askdocs, indexed_seeds: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text("“Nobody on our floor had been told that anyone was coming,” he said.\n", encoding="utf-8")
    bad.write_text("“Never before has a heron been made mayor of a harbour town,” he said.\n", encoding="utf-8")
    assert askdocs("--library", indexed_seeds, "check", good, good).code == 0
    result = askdocs("--library", indexed_seeds, "check", good, bad)
    assert result.code == 1
    assert "good.md" in result.out
    assert "bad.md" in result.out
    assert askdocs("--library", indexed_seeds, "check", "--json", good, bad).code == 2
