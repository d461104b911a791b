"""Remembered words, looked up in the sample articles."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from askdocs.documents import read

from .conftest import Askdocs

RAID = "A raid and a visit can look the same from the pavement"


@pytest.mark.parametrize(
    ("words", "kind", "quote"),
    [
        (RAID, "exact", RAID),
        (f"“{RAID}”", "exact", RAID),
        ("a RAID and a visit\ncan look the same", "normalised", "A raid and a visit can look the same"),
        ("in its own account the officials 'visited'", "normalised", "In its own account the officials “visited”"),
        ("nso picked a milder word... the officials", "normalised", None),
        ("State bodies had gone in […] allegations”", "exact", None),
        ("[Their] reporters worked from a leaked list", "exact", "reporters worked from a leaked list"),
        ("A raid and a visit may look the same from the pavements", "fuzzy", RAID),
        (
            "the officials came without warning, said people living next door",
            "meaning",
            "Neighbours said that the officials arrived unannounced.",
        ),
    ],
)
def test_each_kind_of_hit(askdocs: Askdocs, indexed_seeds: Path, words: str, kind: str, quote: str | None) -> None:
    result = askdocs("--library", indexed_seeds, "cite", "--json", words)
    assert result.code == 0, result
    first = result.json["hits"][0]
    assert first["kind"] == kind
    assert quote is None or first["quote"]["text"] == quote
    assert (first["score"] == 1) == (kind in ("exact", "normalised"))


def test_every_hit_stands_in_its_file(askdocs: Askdocs, indexed_seeds: Path) -> None:
    for words in (RAID, "export licence", "sales to the kingdom of Saudi Arabia", "a list of fifty thousand numbers"):
        found = askdocs("--library", indexed_seeds, "cite", "--json", words).json
        for hit in found["hits"]:
            path = found["documents"][hit["quote"]["document"]]["path"]
            document = read(indexed_seeds / path, path)
            assert document.text[hit["quote"]["start"] : hit["quote"]["end"]] == hit["quote"]["text"]
            assert document.source_map.line(hit["quote"]["start"]) == hit["quote"]["line"]


def test_the_printed_hit_has_differences_place_speaker_and_reference(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "cite", "we welcome there inspection")
    assert result.code == 0
    assert result.err == ""
    lines = [line.strip() for line in result.out.splitlines()]
    assert lines[0].startswith("[1] fuzzy 0.")
    assert lines[1] == "We welcome their inspection"
    assert lines[2] == "we welcome [-there-] {+their+} inspection"
    assert lines[3] == "a spokesperson, quoted in Okafor-Varga (2021)"
    assert "Quoted: a spokesperson. seeds/01-inspection-at-herzliya.md:22" in lines[4]


def test_a_manual_s_style_has_the_place_on_a_line_and_says_what_is_missing(
    askdocs: Askdocs, indexed_seeds: Path
) -> None:
    result = askdocs("--library", indexed_seeds, "cite", "--style", "apa", "Appointments are kept in a diary")
    assert "  seeds/02-ministry-visit-wire.txt:9\n" in result.out
    assert "n.d." in result.out
    assert "seeds/02-ministry-visit-wire.txt: no author" in result.err
    assert askdocs("--library", indexed_seeds, "cite", "--style", "nonsense", RAID).code == 2


def test_the_author_s_own_words_have_no_speaker(askdocs: Askdocs, indexed_seeds: Path) -> None:
    found = askdocs("--library", indexed_seeds, "cite", "--json", "NSO picked a milder word").json
    assert found["hits"][0]["speaker"] is None
    assert "Quoted" not in found["hits"][0]["reference"]


def test_nothing_like_it_is_said_and_exits_with_1(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "cite", "the zebra baked sourdough bread yesterday")
    assert result.code == 1
    assert "nowhere in your documents" in result.out


@pytest.mark.parametrize("words", ["", "  ", "“”", "…", "raid", "a", "\udcff", "x " * 6000])
def test_what_is_no_quotation_is_one_clear_line(askdocs: Askdocs, indexed_seeds: Path, words: str) -> None:
    result = askdocs("--library", indexed_seeds, "cite", words)
    assert result.code == 2, result
    assert result.err.startswith("askdocs: ")
    assert len(result.err.splitlines()) == 2


@pytest.mark.parametrize("words", ["a \udcff raid and a visit", "NEAR(a b) OR *", "[" * 300 + " a b", "\x1b[2J a b"])
def test_odd_words_are_no_fault(askdocs: Askdocs, indexed_seeds: Path, words: str) -> None:
    result = askdocs("--library", indexed_seeds, "cite", words)
    assert result.code in (0, 1, 2), result
    assert "\x1b" not in result.out + result.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_dash_reads_the_words_from_stdin(
    askdocs: Askdocs, indexed_seeds: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    words = "In its own account the officials “visited”, and it was glad to have them."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode(encoding))))
    result = askdocs("--library", indexed_seeds, "cite", "--json", "-")
    assert result.json["hits"][0]["kind"] == "exact"


def test_a_changed_file_is_read_again_and_a_vanished_one_is_marked(askdocs: Askdocs, library: Path) -> None:
    file = library / "seeds" / "01-inspection-at-herzliya.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("## Article:", "## Article:\n\nOne more paragraph.\n"), encoding="utf-8")
    moved = askdocs("--library", library, "cite", "--no-sync", "--json", RAID)
    assert moved.json["hits"][0]["quote"]["line"] == 27
    file.write_text(text.replace("pavement", "road"), encoding="utf-8")
    assert askdocs("--library", library, "cite", "--no-sync", RAID).code == 1
    file.unlink()
    gone = askdocs("--library", library, "cite", "--no-sync", RAID)
    assert "no longer checkable" in gone.out
