"""What the user and bibliographies say of documents is shown and cited, and outlives every sync."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Askdocs, Result

WIRE = "seeds/02-ministry-visit-wire.txt"
ARTICLE = "seeds/01-inspection-at-herzliya.md"
ARTICLE_URL = "https://harbour-ledger.example.org/2021/07/28/officials-swoop-on-nso/"
QUESTION = "where are NSO's offices?"


def known(askdocs: Askdocs, library: Path, path: str) -> Any:
    listed = askdocs("--library", library, "documents", "--json").json["documents"].values()
    return next(each for each in listed if each["path"] == path)


def describe(askdocs: Askdocs, library: Path, *arguments: str | Path) -> Result:
    return askdocs("describe", "--library", library, *arguments)


def test_a_correction_is_shown_as_one_everywhere(askdocs: Askdocs, library: Path) -> None:
    done = describe(askdocs, library, WIRE, "--title", "The visit", "--author", "Ana Petrov", "--published", "2021-07")
    assert done.code == 0, done
    assert "Title:  The visit (corrected)" in done.out
    assert "Source: MERIDIAN\n" in done.out
    for again in ([], ["sync"], ["sync", "--rebuild"]):
        assert not again or askdocs("--library", library, *again).code == 0
        found = known(askdocs, library, WIRE)
        assert (found["title"], found["authors"], found["published"]) == ("The visit", ["Ana Petrov"], "2021-07")
        assert sorted(found["corrected"]) == ["authors", "published", "title"]
    shown = askdocs("--library", library, "show", WIRE)
    assert "Author: Ana Petrov (corrected)" in shown.out
    assert askdocs("--library", library, "show", "--json", WIRE).json["title"] == "The visit"
    assert "Ana Petrov. The visit. MERIDIAN" in askdocs("--library", library, "search", "--keywords", "arranged").out
    answered = askdocs("--library", library, "--top", "9", "was the visit arranged beforehand?")
    assert "Ana Petrov. The visit. MERIDIAN" in answered.out


def test_a_file_that_changed_since_is_corrected_too(askdocs: Askdocs, library: Path) -> None:
    describe(askdocs, library, ARTICLE, "--title", "The raid")
    file = library / ARTICLE
    file.write_text(file.read_text(encoding="utf-8") + "\nA new end.\n", encoding="utf-8")
    answered = askdocs("--library", library, "ask", "--no-sync", "--json", QUESTION)
    assert {"The raid"} <= {each["title"] for each in answered.json["documents"].values()}


def test_what_was_said_stays_until_it_is_cleared(askdocs: Askdocs, library: Path) -> None:
    describe(askdocs, library, WIRE, "--title", "The visit", "--tag", "a", "--tag", "b")
    again = describe(askdocs, library, WIRE, "--title", "A visit").out
    assert "Title:  A visit (corrected)" in again
    assert "Tags:   a, b (corrected)" in again
    cleared = describe(askdocs, library, WIRE, "--clear", "--source", "Wire")
    assert "Source: Wire (corrected)" in cleared.out
    assert "Title:" not in cleared.out
    assert "corrected" not in describe(askdocs, library, WIRE, "--clear").out


def test_what_the_file_says_too_is_no_correction(askdocs: Askdocs, library: Path) -> None:
    assert "corrected" not in describe(askdocs, library, WIRE, "--source", "MERIDIAN").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([WIRE], "nothing is said"),
        ([], "which document"),
        (["nothing.md", "--title", "x"], "nothing.md"),
        ([WIRE, "--published", "2021-02-30"], "'2021-02-30' is not a date"),
        ([WIRE, "--published", "July 2021"], "'July 2021' is not a date"),
        ([WIRE, "--published", "20210728"], "is not a date"),
        ([WIRE, "--url", "example.org"], "not a web address"),
        ([WIRE, "--title", " "], "the title is empty"),
        ([WIRE, "--import", "x.bib"], "--import takes everything"),
        (["--import", "x.bib", "--clear"], "--import takes everything"),
        (["--import", "x.doc"], "x.doc"),
        (["--samples", "01-inspection-at-herzliya.md", "--title", "x"], "sample articles"),
    ],
)
def test_what_cannot_be_said_is_refused(askdocs: Askdocs, library: Path, arguments: list[str], said: str) -> None:
    result = describe(askdocs, library, *arguments)
    assert result.code == 2, result
    assert said in result.err
    assert result.out == ""
    assert not (library / ".askdocs" / "records.sqlite").exists()


BIBTEX = f"""
@article{{byurl, title={{Officials {{Swoop}}}}, author={{Okafor-Varga, Lena and {{Forbidden Stories}}}},
  journal={{The Ledger of Harbours}}, year={{2021}}, month=jul, url={{{ARTICLE_URL.replace("https://", "http://www.")}}}}}
@misc{{byfile, title={{A visit}}, author={{Petrov, Ana}},
  file={{Full Text:SEEDS/02-ministry-visit-wire.txt:text/plain}}}}
@article{{bytitle, title={{Seventeen Newsrooms and a Secret They Kept For Months}}, doi={{10.1000/182}},
  journal={{Inkwell Monitor}}, volume={{7}}, pages={{3--5}}}}
@book{{none, title={{A yes for nobody}}, author={{Berg, Jan}}}}
@book{{year, title={{Fourteen leaders, one list: what the leaked numbers show}}, year={{1999}}}}
"""


def test_a_bibliography_completes_what_files_lack(askdocs: Askdocs, library: Path) -> None:
    (library / "zotero.bib").write_text(BIBTEX.replace("SEEDS", "seeds"), encoding="utf-8")
    describe(askdocs, library, WIRE, "--title", "By hand")
    done = describe(askdocs, library, "--import", library / "zotero.bib")
    assert done.code == 0, done
    assert done.out == "3 of 5 entries matched; 3 documents described\n"
    first, second = done.err.splitlines()
    assert first.startswith("askdocs: line 8, none, A yes for nobody: ")
    assert "03-fourteen-leaders-one-list.md, which is of 2021-07-24, not 1999" in second
    article = known(askdocs, library, ARTICLE)
    assert (article["title"], article["source"]) == ("Officials Swoop", "The Ledger of Harbours")
    assert article["authors"] == ["Lena Okafor-Varga", "Forbidden Stories"]
    assert article["published"] == "2021-07-28", "the file knows the day"
    wire = known(askdocs, library, WIRE)
    assert (wire["title"], wire["authors"]) == ("By hand", ["Ana Petrov"])
    shown = askdocs("--library", library, "show", "seeds/07-seventeen-newsrooms.txt").out
    assert "DOI:    10.1000/182\n" in shown
    assert "Pages:  3–5\n" in shown


def test_a_second_import_takes_the_place_of_the_first_and_matches_by_its_doi(askdocs: Askdocs, library: Path) -> None:
    file = library / "export.ris"
    ris = (
        "TY  - JOUR\nTI  - Seventeen newsrooms and a secret they kept for months\nVL  - 7\nDO  - 10.1000/182\nER  - \n"
    )
    file.write_text(ris)
    assert describe(askdocs, library, "--import", file).code == 0
    file.write_text("TY  - JOUR\nTI  - Newsrooms\nPY  - 2020\nDO  - https://doi.org/10.1000/182\nER  - \n")
    assert describe(askdocs, library, "--import", file).code == 0
    shown = askdocs("--library", library, "show", "seeds/07-seventeen-newsrooms.txt").out
    assert "Title:  Newsrooms (corrected)" in shown
    assert "Date:   2020 (corrected)" in shown
    assert "Volume:" not in shown


def test_an_import_without_a_match_says_so(askdocs: Askdocs, library: Path) -> None:
    (library / "items.json").write_text('[{"id": "a", "type": "book", "title": "Nothing"}]')
    done = describe(askdocs, library, "--import", library / "items.json")
    assert done.code == 1
    assert done.out == "0 of 1 entries matched; 0 documents described\n"
    assert done.err == "askdocs: entry 1, a, Nothing: no document has its file, DOI, address or title\n"


def test_a_title_of_several_documents_is_not_guessed(askdocs: Askdocs, library: Path) -> None:
    for path in (ARTICLE, WIRE):
        describe(askdocs, library, path, "--title", "A raid")
    (library / "items.json").write_text('[{"id": "a", "type": "book", "title": "A Raid"}]')
    done = describe(askdocs, library, "--import", library / "items.json")
    assert done.code == 1
    assert "its title fits 2 documents" in done.err
