"""The notebook: quotes that are kept, found again, held against their files, and exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Askdocs, Result

ARTICLE = "seeds/01-inspection-at-herzliya.md"
WORDS = "nobody on our floor had been told that anyone was coming"
STANDS = "Nobody on our floor had been told that anyone was coming"


def clip(askdocs: Askdocs, library: Path, command: str, *arguments: str | Path) -> Result:
    return askdocs("clip", command, "--library", library, *arguments)


def test_words_are_kept_as_they_stand_in_the_source(askdocs: Askdocs, library: Path) -> None:
    added = clip(
        askdocs, library, "add", WORDS, "--note", "ring  him", "--tag", "raid", "--tag", "floor", "--tag", "raid"
    )
    assert added.code == 0, added
    assert added.out.splitlines()[0] == f"[1] “{STANDS}”"
    assert "seeds/01-inspection-at-herzliya.md:20" in added.out
    (kept,) = clip(askdocs, library, "list", "--json").json["clips"]
    assert (kept["text"], kept["note"], kept["tags"]) == (STANDS, "ring him", ["raid", "floor"])
    assert (kept["line"], kept["state"]) == (20, "unchanged")
    shown = askdocs("--library", library, "show", "--json", kept["document"]).json["text"]
    assert shown[kept["start"] : kept["end"]] == STANDS


def test_an_edited_quotation_is_kept_from_its_first_to_its_last_word(askdocs: Askdocs, library: Path) -> None:
    assert clip(askdocs, library, "add", "A raid […] can look the same").code == 0
    (kept,) = clip(askdocs, library, "list", "--json").json["clips"]
    assert kept["text"] == "A raid and a visit can look the same"


def test_words_that_stand_nowhere_are_not_kept(askdocs: Askdocs, library: Path) -> None:
    result = clip(askdocs, library, "add", "nobody on our floor was ever told that someone was coming")
    assert result.code == 1
    assert result.out.startswith("These words do not stand in your documents.\nThe nearest are in seeds/01-")
    assert clip(askdocs, library, "add", "xylophones grombul", "--from", ARTICLE).code == 1
    assert clip(askdocs, library, "list").code == 1


def test_a_document_can_be_named(askdocs: Askdocs, library: Path) -> None:
    text = (library / ARTICLE).read_text(encoding="utf-8")
    (library / "seeds" / "copy.md").write_text(text, encoding="utf-8")
    assert "seeds/copy.md:20" in clip(askdocs, library, "add", WORDS, "--from", "copy.md").out
    both = clip(askdocs, library, "add", WORDS)
    assert "the same words stand in seeds/" in both.err
    begin = askdocs("--library", library, "show", "--json", ARTICLE).json["text"].index(STANDS)
    named = clip(askdocs, library, "add", "--from", ARTICLE, "--start", str(begin), "--end", str(begin + 6))
    assert named.out.startswith("[3] “Nobody”")


def test_each_listing_says_what_became_of_the_words(askdocs: Askdocs, library: Path) -> None:
    clip(askdocs, library, "add", WORDS)
    file = library / ARTICLE
    text = file.read_text(encoding="utf-8")
    for changed, state, line, said in (
        (text + "\nMore.\n", "unchanged", 20, ""),
        (text.replace("Teams from", "First.\n\nTeams from"), "moved", 22, "was on line 20, and is on line 22 now"),
        (text.replace("Nobody on our", "No one on our"), "changed", None, "Changed: these words do not stand"),
        ("", "unreadable", None, "Not checked"),
        (None, "gone", None, f"Gone: {ARTICLE} is not there any more"),
        (text, "unchanged", 20, ""),
    ):
        if changed is None:
            file.unlink()
        else:
            file.write_text(changed, encoding="utf-8")
        for synced in (False, True):
            if synced:
                askdocs("--library", library, "sync")
            (kept,) = clip(askdocs, library, "list", "--json").json["clips"]
            assert (kept["state"], kept["line"]) == (state, line)
            listed = clip(askdocs, library, "list").out
            assert said in listed
            assert "Lena Okafor-Varga. Officials swoop on spyware maker NSO" in listed
    askdocs("--library", library, "sync", "--rebuild")
    askdocs("--library", library, "remove", ARTICLE)
    assert clip(askdocs, library, "list", "--json").json["clips"][0]["state"] == "unchanged"


def test_clips_are_found_by_tag_and_by_words_and_taken_out_by_number(askdocs: Askdocs, library: Path) -> None:
    clip(askdocs, library, "add", WORDS, "--note", "Ring Milo", "--tag", "Raid")
    clip(askdocs, library, "add", "a raid and a visit can look the same")

    def numbers(*arguments: str) -> list[int]:
        return [each["number"] for each in clip(askdocs, library, *arguments, "--json").json["clips"]]

    assert numbers("list", "--tag", "raid") == [1]
    assert numbers("search", "RING", "floor") == [1]
    assert numbers("search", "harbour ledger") == [1, 2]
    assert clip(askdocs, library, "search", "grombul").out == "No clip has these words.\n"
    assert clip(askdocs, library, "remove", "1", "9").code == 2
    assert clip(askdocs, library, "remove", "1").out == "Removed [1].\n"
    assert numbers("list") == [2]
    assert askdocs("--library", library, "clip").out == clip(askdocs, library, "list").out


def test_a_correction_holds_for_clips_too(askdocs: Askdocs, library: Path) -> None:
    clip(askdocs, library, "add", WORDS)
    askdocs("--library", library, "describe", ARTICLE, "--author", "Ana Petrov")
    assert "Ana Petrov. Officials swoop" in clip(askdocs, library, "list").out
    (library / ARTICLE).unlink()
    assert "Ana Petrov. Officials swoop" in clip(askdocs, library, "list").out


def test_an_export_has_quotes_and_references(askdocs: Askdocs, library: Path) -> None:
    clip(askdocs, library, "add", WORDS, "--note", "*ring* him", "--tag", "raid")
    apa = clip(askdocs, library, "export", "--style", "apa").out
    assert apa.startswith(f"> {STANDS}\n\n— Okafor-Varga, L. (2021, July 28). Officials swoop on spyware maker NSO in")
    assert "*The Harbour Ledger*" in apa
    assert r"\*ring\* him" in apa
    notes = clip(askdocs, library, "export", "--style", "markdown").out
    assert notes.startswith(f"> {STANDS} [^1]\n")
    assert "\n\n[^1]: Lena Okafor-Varga. " in notes
    assert "```\n@article{" in clip(askdocs, library, "export", "--style", "bibtex").out
    text = clip(askdocs, library, "export", "--format", "text", "--output", library / "clips.txt")
    assert (text.code, text.out) == (0, "")
    assert (library / "clips.txt").read_text(encoding="utf-8") == clip(askdocs, library, "list").out
    exported = clip(askdocs, library, "export", "--format", "json").json
    assert exported == clip(askdocs, library, "list", "--json").json


def test_an_export_of_nothing_writes_nothing(askdocs: Askdocs, library: Path) -> None:
    result = clip(askdocs, library, "export", "--output", library / "clips.md")
    assert result.code == 1
    assert "the notebook is empty" in result.err
    assert not (library / "clips.md").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "no words to clip"),
        (["add", "…"], "no words to clip"),
        (["add", WORDS, "--tag", " "], "the tag is empty"),
        (["add", WORDS, "--note", ""], "the note is empty"),
        (["add", WORDS, "--note", "\udcff"], "not valid Unicode"),
        (["add", WORDS, "--from", "nothing.md"], "nothing.md"),
        (["add", "--start", "3"], "--start and --end go together"),
        (["add", "--from", ARTICLE, "--start", "3", "--end", "3"], "no words from 3 to 3"),
        (["add", "--from", ARTICLE, "--start", "-3", "--end", "3"], "no words from -3 to 3"),
        (["add", "--from", ARTICLE, "--start", "0", "--end", "99999999"], "no words from 0 to 99999999"),
        (["add", "--samples", WORDS], "sample articles"),
        (["list", "--style", "vancouver"], "vancouver"),
        (["remove", "1"], "there is no clip 1"),
        (["remove", "one"], "one"),
    ],
)
def test_what_cannot_be_clipped_is_refused(askdocs: Askdocs, library: Path, arguments: list[str], said: str) -> None:
    result = clip(askdocs, library, *arguments)
    assert result.code == 2, result
    assert said in result.err
    assert not (library / ".askdocs" / "records.sqlite").exists()
