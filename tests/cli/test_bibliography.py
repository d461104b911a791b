"""Lists of references: of a library, a draft and a query, in any style."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from askdocs.citing.formats import read_references
from askdocs.citing.styles import STYLES

from .conftest import Askdocs

ARTICLE = "seeds/01-inspection-at-herzliya.md"
WIRE = "seeds/02-ministry-visit-wire.txt"
DRAFT = """# A draft

One neighbour said: “Nobody on our floor had been told that anyone was coming.”

The company was “never visited by anyone at all in those days”, another said; [here is more](ADDRESS).
"""


@pytest.mark.parametrize("style", STYLES)
def test_every_document_is_listed_once_in_any_style(askdocs: Askdocs, indexed_seeds: Path, style: str) -> None:
    done = askdocs("bibliography", "--library", indexed_seeds, "--style", style)
    assert done.code == 0, done
    for source in ("Harbour Ledger", "MERIDIAN", "Statute Post", "Inkwell Monitor"):
        assert done.out.count(source) == 1
    assert "\x1b" not in done.out
    assert "02-ministry-visit-wire.txt: no author, no title" in done.err


def test_what_lacks_is_said_in_a_line_for_each_document(askdocs: Askdocs, indexed_seeds: Path) -> None:
    lines = askdocs("bibliography", "--library", indexed_seeds, "--style", "apa").err.splitlines()
    assert lines[0] == "askdocs: seeds/04-how-nso-kept-its-licence.md: no author"
    assert lines[-1] == "askdocs: `askdocs describe` adds what a document lacks."
    assert len(lines) == 5


def test_the_list_is_in_order_and_copies_are_merged(askdocs: Askdocs, library: Path) -> None:
    shutil.copy(library / ARTICLE, library / "seeds" / "copy.md")
    found = askdocs("bibliography", "--library", library, "--style", "apa").out.splitlines()
    assert len(found) == 8
    names = [line.split(",")[0] for line in found if "MERIDIAN" not in line and "WIRE" not in line]
    assert [name for name in names if " " not in name] == [
        "Ashdown-Visser",
        "Calloway-Nunn",
        "Okafor-Varga",
        "Tarrant-Bell",
    ]


@pytest.mark.parametrize(("style", "name"), [("bibtex", "a.bib"), ("ris", "a.ris"), ("csl-json", "a.json")])
def test_a_file_of_references_is_read_back(askdocs: Askdocs, library: Path, style: str, name: str) -> None:
    file = library / name
    done = askdocs("bibliography", "--library", library, "--style", style, "--output", file)
    assert (done.code, done.out) == (0, "")
    titles = {record.reference.title for record in read_references(file)}
    assert len(titles) == 6, "three have no title"
    assert "Officials swoop on spyware maker NSO in Herzliya" in titles
    again = askdocs("describe", "--library", library, "--import", file)
    assert "5 of 8 entries matched" in again.out


@pytest.mark.parametrize("by_stdin", [False, True])
def test_of_a_draft_come_what_it_quotes_exactly_and_what_it_cites(
    askdocs: Askdocs, indexed_seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_stdin: bool
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        DRAFT.replace("ADDRESS", "https://inkwell-monitor.example.org/features/seventeen-newsrooms"), encoding="utf-8"
    )
    with draft.open(encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        name = "-" if by_stdin else draft
        found = askdocs("bibliography", "--library", indexed_seeds, "--cited-in", name, "--json").json
    paths = [found["documents"][entry["document"]]["path"] for entry in found["entries"]]
    assert paths == [ARTICLE, "seeds/07-seventeen-newsrooms.txt"]


def test_a_draft_that_quotes_nothing_gives_no_list(askdocs: Askdocs, indexed_seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("Nobody is quoted here.\n")
    done = askdocs("bibliography", "--library", indexed_seeds, "--cited-in", tmp_path / "draft.md")
    assert (done.code, done.err) == (1, "")
    assert "quotes or cites no document" in done.out


def test_of_a_query_come_the_documents_that_fit_it(askdocs: Askdocs, indexed_seeds: Path) -> None:
    done = askdocs(
        "bibliography",
        "--library",
        indexed_seeds,
        "--query",
        "which court ruled on NSO's export licence?",
        "--top",
        "1",
    )
    assert done.out.startswith("The case that failed: how NSO kept its export licence.")
    assert len(done.out.splitlines()) == 1


def test_what_a_style_does_not_list_is_said(askdocs: Askdocs, library: Path) -> None:
    (library / "a.ris").write_text(
        "TY  - PCOMM\nTI  - A letter\nM3  - email\nL1  - seeds/02-ministry-visit-wire.txt\nER  - \n"
    )
    assert askdocs("describe", "--library", library, "--import", library / "a.ris").code == 0
    done = askdocs("bibliography", "--library", library, "--style", "apa")
    assert f"askdocs: {WIRE} is left out: apa lists no such source\n" in done.err
    assert "A letter" not in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--all", "--query", "x"], "exclude each other"),
        (["--cited-in", "nothing.md"], "nothing.md"),
        (["--style", "vancouver"], "vancouver"),
        (["--query", " "], "empty"),
        (["--json", "--output", "x"], "--json prints to stdout"),
        (["--output", "/nowhere/x.bib"], "/nowhere/x.bib"),
    ],
)
def test_what_cannot_be_listed_is_refused(
    askdocs: Askdocs, indexed_seeds: Path, arguments: list[str], said: str
) -> None:
    done = askdocs("bibliography", "--library", indexed_seeds, *arguments)
    assert done.code == 2
    assert said in done.err + done.out


def test_titles_are_in_italics_on_a_terminal(indexed_seeds: Path) -> None:
    master, terminal = pty.openpty()
    command = [sys.executable, "-m", "askdocs", "bibliography", "--library", str(indexed_seeds), "--style", "mla"]
    done = subprocess.run(command, stdout=terminal, stderr=subprocess.DEVNULL, check=False)
    os.close(terminal)
    assert done.returncode == 0
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "\x1b[3mThe Harbour Ledger\x1b[23m" in shown
