"""Completing paths over real folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from askdocs.tui.completion import Completion, complete, meant, unquoted


@pytest.fixture
def start(tmp_path: Path) -> Path:
    for name in ("My articles", "My letters", "notes", ".hidden", "日本"):
        (tmp_path / name).mkdir()
    for name in ("notes.md", "notes/one.md", "My articles/Über uns.md", "bad\nname.md", "red\x1b[31m.md"):
        (tmp_path / name).touch()
    with os.fdopen(os.open(os.fsencode(tmp_path) + b"/caf\xe9.md", os.O_CREAT | os.O_WRONLY), "w"):
        pass
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "text", "names"),
    [
        ("My", "My ", ("My articles/", "My letters/")),
        ("My a", "My articles/", ()),
        ("My articles/", "My articles/Über uns.md", ()),
        ("note", "notes", ("notes.md", "notes/")),
        ("notes/o", "notes/one.md", ()),
        (".h", ".hidden/", ()),
        ("日", "日本/", ()),
        ("nothing", "nothing", ()),
        ("no/such/place", "no/such/place", ()),
        ("bad", "bad", ()),
        ("red", "red", ()),
        ("caf", "caf", ()),
        ("", "", ("My articles/", "My letters/", "notes.md", "notes/", "日本/")),
    ],
)
def test_a_path_goes_on_as_far_as_it_is_clear(start: Path, typed: str, text: str, names: tuple[str, ...]) -> None:
    assert complete(typed, start) == Completion(text, names)
    whole = complete(f"{start}/{typed}", Path("/"))
    assert whole == Completion(f"{start}/{text}", names)


def test_the_users_folder(start: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(start))
    assert complete("~", Path("/")) == Completion("~/")
    assert complete("~/My a", Path("/")) == Completion("~/My articles/")
    assert complete("~nobody-of-this-name", Path("/")) == Completion("~nobody-of-this-name")
    assert meant("~/My articles/ ", Path("/")) == start / "My articles"


def test_quotes_around_a_path_are_none_of_it(start: Path) -> None:
    assert unquoted("'/a b/c'") == "/a b/c"
    assert unquoted('"/a b/c" ') == "/a b/c"
    assert unquoted("it's") == "it's"
    assert meant("'My articles'", start) == start / "My articles"
    assert meant("../x/./y", start) == start.parent / "x" / "y"
