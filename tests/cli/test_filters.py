"""Filters of ``ask`` and ``search``, over the sample articles."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from askdocs.index import Index

from .conftest import Askdocs

LEDGER = "seeds/01-inspection-at-herzliya.md"
WIRE = "seeds/02-ministry-visit-wire.txt"
QUESTION = "who inspected NSO?"


def found(askdocs: Askdocs, library: Path, *arguments: str | Path) -> set[str]:
    result = askdocs("--library", library, "search", "--keywords", "--top", "99", "--json", "NSO", *arguments)
    assert result.code == 0, result
    documents = result.json["documents"]
    return {documents[each["document"]]["path"].split("/")[-1][:2] for each in result.json["passages"]}


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--source", "harbour ledger"], "01"),
        (["--source", "ledger", "--source", "MERIDIAN"], "01 02"),
        (["--author", "okafor-varga"], "01"),
        (["--after", "28 July 2021"], "01 06"),
        (["--after", "2021-07-28", "--before", "2021-07-28"], "01"),
        (["--before", "July 26, 2021"], "03 04 07"),
        (["--in", "seeds/01-inspection-at-herzliya.md"], "01"),
        (["--tag", "SAUDI", "--author", "wetterlund"], "06"),
    ],
)
def test_filters_of_a_search(askdocs: Askdocs, indexed_seeds: Path, arguments: list[str], numbers: str) -> None:
    left = found(askdocs, indexed_seeds, *arguments)
    assert left <= set(numbers.split())
    assert left, arguments


@pytest.mark.parametrize(
    "arguments", [["search"], ["search", "--keywords"], ["ask", "--threshold", "0", "--top", "20"]]
)
def test_only_what_is_selected_answers(askdocs: Askdocs, indexed_seeds: Path, arguments: Sequence[str]) -> None:
    command = [*arguments, "--json", "--in", WIRE, QUESTION]
    result = askdocs("--library", indexed_seeds, *command)
    assert result.code == 0, result
    assert {each["path"] for each in result.json["documents"].values()} == {WIRE}


def test_a_batch_counts_undated_documents_once(askdocs: Askdocs, indexed_seeds: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("who inspected NSO?\nwhere are NSO's offices?\n", encoding="utf-8")
    result = askdocs("--library", indexed_seeds, "ask", "--batch", questions, "--after", "2021")
    assert result.err.count("without a date") == 1
    assert result.out.count("\n") == 2


def test_undated_documents_are_counted(askdocs: Askdocs, indexed_seeds: Path) -> None:
    for command in (["ask"], ["search"], ["search", "--keywords"]):
        result = askdocs("--library", indexed_seeds, *command, "--after", "2021", "NSO inspected")
        assert result.err == "askdocs: 3 documents without a date were left out\n", result
    one = askdocs(
        "--library", indexed_seeds, "ask", "--after", "2021", "--in", WIRE, "--in", LEDGER, "--json", QUESTION
    )
    assert one.json["undated"] == 1
    assert one.err == "askdocs: 1 document without a date was left out\n"
    assert askdocs("--library", indexed_seeds, "ask", "--json", QUESTION).json["undated"] == 0


def test_corrections_count(askdocs: Askdocs, library: Path) -> None:
    said = ["--source", "The Evening Lamp", "--author", "Ana Petrov", "--published", "1999-05", "--tag", "Ministries"]
    assert askdocs("describe", "--library", library, WIRE, *said).code == 0
    for arguments in (["--source", "lamp"], ["--author", "petrov"], ["--before", "2000"], ["--tag", "MINISTRIES"]):
        assert found(askdocs, library, *arguments) == {"02"}, arguments
    assert askdocs("--library", library, "search", "--source", "MERIDIAN", "NSO").code == 2
    named = askdocs(
        "--library", library, "search", "--json", "--top", "1", "what did the Evening Lamp say in May 1999?"
    )
    assert [each["path"] for each in named.json["documents"].values()] == [WIRE]


@pytest.mark.parametrize("where", ["library", "seeds", "elsewhere", "above"])
def test_a_path_is_of_the_working_folder_or_of_the_library(askdocs: Askdocs, library: Path, where: str) -> None:
    folder = {"library": library, "seeds": library / "seeds", "elsewhere": Path.cwd(), "above": library.parent}[where]
    os.chdir(folder)
    given: dict[str, list[Path | str]] = {
        "library": ["seeds/01-inspection-at-herzliya.md"],
        "seeds": ["01-inspection-at-herzliya.md"],
        "elsewhere": [LEDGER, library / LEDGER],
        "above": [Path(library.name) / LEDGER],
    }
    for path in given[where]:
        assert found(askdocs, library, "--in", path) == {"01"}
    assert len(found(askdocs, library, "--in", library)) > 5
    assert len(found(askdocs, library, "--in", library.parent)) > 5


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (["--after", "yesterdayish"], "'yesterdayish' is not a date", "28 July 2021"),
        (["--before", "2021-02-30"], "'2021-02-30' is not a date", "2021-07-28"),
        (["--after", "03/04/2021"], "'03/04/2021' is not a date", "2021-07-28"),
        (["--after", "2030"], "no document is of 2030 or later", "2021-07-30"),
        (["--source", "Harber Ledger"], "no document has the source 'Harber Ledger'", "There is The Harbour Ledger"),
        (["--author", " "], "the author is empty", ""),
        (["--tag", "nothing of the kind"], "no document has the tag", "There is "),
        (["--in", "nowhere.md"], "there is no file or folder nowhere.md", "askdocs documents"),
        (["--in", "askdocs.toml"], "no document of the library lies in askdocs.toml", "askdocs documents"),
        (["--source", "ledger", "--before", "2021-07-27"], "no document meets all of these filters", "Leave one"),
    ],
)
@pytest.mark.parametrize("command", [["ask"], ["search", "--keywords"]])
def test_what_cannot_be_a_filter_is_one_clear_line(
    askdocs: Askdocs, indexed_seeds: Path, command: list[str], arguments: list[str], said: str, hint: str
) -> None:
    result = askdocs("--library", indexed_seeds, *command, *arguments, QUESTION)
    assert result.code == 2, result
    assert result.out == ""
    first, *rest = result.err.splitlines()
    assert said in first
    assert hint in " ".join(rest)


def test_a_misspelled_name_is_found_and_said(askdocs: Askdocs, indexed_seeds: Path) -> None:
    right = askdocs("--library", indexed_seeds, "ask", "--json", "who is Rachel Barkai?").json
    wrong = askdocs("--library", indexed_seeds, "ask", "--json", "who is Rachel Barkia?")
    assert wrong.err == "askdocs: No document has “Barkia”; “Barkai” is looked for.\n"
    assert wrong.json["question"] == "who is Rachel Barkia?"
    assert wrong.json["answers"] == right["answers"]
    words = askdocs("--library", indexed_seeds, "search", "--keywords", "Barkia")
    assert words.code == 0
    assert "Barkai" in words.out
    assert askdocs("--library", indexed_seeds, "ask", "is there bread?").err == ""


def test_an_index_of_an_earlier_version_is_brought_up_to_date_by_asking(askdocs: Askdocs, library: Path) -> None:
    index = library / ".askdocs" / "index"
    catalogue = sqlite3.connect(next(index.glob("*.sqlite")))
    for table in ("vocabulary", "trigram_counts", "trigrams", "spellings", "spelled"):
        catalogue.execute(f"DROP TABLE {table}")
    catalogue.execute("ALTER TABLE sentences DROP COLUMN vector")
    catalogue.execute("PRAGMA user_version = 1")
    catalogue.commit()
    catalogue.close()
    untouched = shutil.copytree(library, library.with_name("copy"))
    refused = askdocs("--library", untouched, "search", "--no-sync", "--keywords", "NSO")
    assert refused.code == 5
    assert "`askdocs sync`" in refused.err
    assert askdocs("--library", library, "search", "--keywords", "NSO").code == 0
    with Index.open(index) as opened:
        assert opened.generation == 1
