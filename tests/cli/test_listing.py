from __future__ import annotations

from pathlib import Path

from .conftest import Askdocs


def test_documents_are_printed_numbered_with_what_is_known_of_them(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "latest articles about macron")
    assert result.code == 0
    lines = result.out.strip().splitlines()
    assert lines[0] == "2 documents mentioning “macron”, with a date, the latest first; 3 without a date were left out:"
    assert lines[2].startswith(
        "[1] Lena Okafor-Varga. Officials swoop on spyware maker NSO in Herzliya. The Harbour Ledger, 28"
    )
    assert "seeds/01-inspection-at-herzliya.md" in lines[2]
    assert lines[3].startswith("[2] Bram Ashdown-Visser.")


def test_no_documents_says_what_was_looked_for(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "which articles mention Zanzibar")
    assert (result.code, result.out.strip()) == (1, "No document mentioning “Zanzibar”.")


def test_a_list_of_documents_as_json(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "--json", "documents tagged herzliya").json
    assert (result["status"], result["answers"], result["near"]) == ("listed", [], [])
    assert [result["documents"][key]["path"] for key in result["listing"]] == ["seeds/01-inspection-at-herzliya.md"]
    assert result["sought"] == "tagged Herzliya"


def test_the_day_of_a_relative_date_stands_beside_its_quote(askdocs: Askdocs, indexed_seeds: Path) -> None:
    question = "when did The Washington Post report on the heads of state"
    assert "ten prime ministers and one king.” [1] (20 July 2021)" in askdocs("--library", indexed_seeds, question).out
    first = askdocs("--library", indexed_seeds, "--json", question).json["answers"][0]
    assert (first["text"], first["resolved"]) == ("Tuesday", "20 July 2021")
    assert askdocs("--library", indexed_seeds, "--json", "who inspected NSO?").json["answers"][0]["resolved"] is None
