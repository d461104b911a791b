"""Adding, removing, syncing, listing and showing, as a user does them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import Askdocs

ARTICLE = "# The lighthouse at Norrhavn\n\nThe lighthouse at Norrhavn was built in 1887 by Astrid Lindqvist.\n"


def test_the_first_add_makes_the_users_own_library(askdocs: Askdocs, tmp_path: Path) -> None:
    (tmp_path / "home" / "article.md").write_text(ARTICLE)
    added = askdocs("add", "article.md")
    assert added.code == 0, added
    assert str(tmp_path / "data") in added.out
    assert "1 added" in added.out
    assert not list((tmp_path / "data").glob("*.md")), "nothing is copied"
    answer = askdocs("who built the lighthouse at Norrhavn?")
    assert answer.code == 0
    assert "Astrid Lindqvist" in answer.out


def test_add_makes_a_library_of_a_folder_that_is_none(askdocs: Askdocs, tmp_path: Path) -> None:
    (tmp_path / "home" / "article.md").write_text(ARTICLE)
    assert askdocs("--library", tmp_path / "new", "add", "article.md").code == 0
    assert (tmp_path / "new" / "askdocs.toml").is_file()
    assert askdocs("--library", tmp_path / "new", "documents", "--json").json["documents"]


def test_a_folder_is_followed_as_it_grows_and_changes(askdocs: Askdocs, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "articles"
    folder.mkdir()
    (folder / "one.md").write_text(ARTICLE)
    askdocs("--library", tmp_path / "home", "add", folder)
    (folder / "two.md").write_text("# Bridges\n\nThe bridge at Sandvik was opened by Ingrid Moller in 1931.\n")
    assert "Ingrid Moller" in askdocs("who opened the bridge at Sandvik?").out
    (folder / "two.md").write_text("# Bridges\n\nThe bridge at Sandvik was opened by Karin Holm in 1931.\n")
    changed = askdocs("who opened the bridge at Sandvik?").out
    assert "Karin Holm" in changed
    assert "Ingrid Moller" not in changed
    (folder / "two.md").unlink()
    assert len(askdocs("documents", "--json").json["documents"]) == 1


def test_the_nearest_library_upward_is_used(askdocs: Askdocs, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library / "seeds")
    assert "Herzliya" in askdocs("where are NSO's offices?").out


def test_what_was_removed_stays_out_until_it_is_added_again(askdocs: Askdocs, library: Path) -> None:
    name = "seeds/01-inspection-at-herzliya.md"
    removed = askdocs("--library", library, "remove", library / name)
    assert removed.code == 0, removed
    assert "1 removed" in removed.out
    assert (library / name).exists(), "the file itself stays"
    for again in ("sync", "documents"):
        assert askdocs("--library", library, again).code == 0
        listed = askdocs("--library", library, "documents", "--json").json["documents"].values()
        assert name not in {document["path"] for document in listed}
    assert "1 added" in askdocs("--library", library, "add", library / name).out


def test_remove_takes_an_id_a_path_or_a_folder(askdocs: Askdocs, library: Path) -> None:
    listed = askdocs("--library", library, "documents", "--json").json["documents"]
    first = next(iter(listed))
    assert "1 removed" in askdocs("--library", library, "remove", first).out
    assert "7 removed" in askdocs("--library", library, "remove", library / "seeds").out
    assert askdocs("--library", library, "remove", "nothing-like-it").code == 2


def test_show_prints_what_was_read(askdocs: Askdocs, indexed_seeds: Path) -> None:
    result = askdocs("--library", indexed_seeds, "show", "01-inspection-at-herzliya.md")
    assert result.code == 0
    assert "Author: Lena Okafor-Varga" in result.out
    assert "https://harbour-ledger.example.org/2021/07/28/officials-swoop-on-nso/" in result.out
    assert "## Information" not in result.out
    found = askdocs("--library", indexed_seeds, "show", "01-inspection-at-herzliya.md", "--json").json
    assert found["published"] == "2021-07-28"
    assert found["text"].startswith("Officials swoop on spyware maker NSO in Herzliya")
    assert askdocs("--library", indexed_seeds, "show", found["id"][:6], "--json").json["id"] == found["id"]


def test_search_finds_passages_with_and_without_the_model(askdocs: Askdocs, indexed_seeds: Path) -> None:
    for extra in ([], ["--keywords"]):
        found = askdocs("--library", indexed_seeds, "search", "--json", "--top", "2", *extra, "export licence").json
        assert len(found["passages"]) == 2
        assert "licence" in found["passages"][0]["text"]
        assert found["passages"][0]["score"] >= found["passages"][1]["score"]
    assert askdocs("--library", indexed_seeds, "search", "--keywords", "xylophone").code == 1


def test_rebuild_makes_the_index_again(askdocs: Askdocs, library: Path) -> None:
    assert "8 added" in askdocs("--library", library, "sync", "--rebuild").out
    assert "8 unchanged" in askdocs("--library", library, "sync").out


def test_a_touched_file_is_not_indexed_again(askdocs: Askdocs, library: Path) -> None:
    for file in (library / "seeds").glob("0*"):
        os.utime(file)
    assert "8 unchanged" in askdocs("--library", library, "sync").out


def test_the_doctor_finds_a_healthy_library_healthy(askdocs: Askdocs, library: Path) -> None:
    result = askdocs("--library", library, "doctor", "--json")
    assert result.code == 0, result
    assert all(check["ok"] for check in result.json["checks"])


def test_sentences_without_vectors_are_answered_from_and_counted_by_the_doctor(askdocs: Askdocs, library: Path) -> None:
    catalogue = next((library / ".askdocs").rglob("catalogue-*.sqlite"))
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute("UPDATE sentences SET vector = NULL")  # as an earlier version left them
    answer = askdocs("--library", library, "--json", "who inspected NSO?").json
    assert "inspected NSO Group" in answer["answers"][0]["quote"]["text"]
    result = askdocs("--library", library, "doctor")
    assert result.code == 0
    assert "`askdocs sync --rebuild`" in result.out
    assert askdocs("--library", library, "sync", "--rebuild").code == 0
    assert "--rebuild" not in askdocs("--library", library, "doctor").out


def test_without_a_command_the_help_is_shown(askdocs: Askdocs) -> None:
    result = askdocs()
    assert result.code == 0
    assert "Examples" in result.out
    assert "\b" not in result.out


def test_a_word_that_is_no_command_gets_a_suggestion(askdocs: Askdocs) -> None:
    result = askdocs("serach")
    assert result.code == 2
    assert "Did you mean `askdocs search`?" in result.err
    assert "askdocs ask lighthouse" in askdocs("lighthouse").err


def test_nothing_is_removed_from_the_samples(askdocs: Askdocs) -> None:
    assert askdocs("--samples", "who inspected NSO?").code == 0
    assert askdocs("remove", "--samples", "01-inspection-at-herzliya.md").code == 2
    assert len(askdocs("documents", "--samples", "--json").json["documents"]) == 8
