"""Which files of a folder are documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from askdocs.documents import discover
from askdocs.errors import DocumentError, DocumentsMissing


def plant(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text")


def names(root: Path) -> list[str]:
    return [file.relative_to(root).as_posix() for file in discover(root).files]


def test_known_types_are_found_in_path_order(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "b.MD",
        "a/z.txt",
        "a.markdown",
        "a/b/c.Text",
        "x.pdf",
        "README",
        ".env.md",
        ".git/a.md",
        ".askdocs/a.md",
    )
    found = discover(tmp_path)
    assert names(tmp_path) == ["a/b/c.Text", "a/z.txt", "a.markdown", "b.MD"]
    assert found.skipped == {"unknown type": 2, "hidden": 2}
    assert found == discover(tmp_path)


def test_a_named_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    plant(tmp_path, ".notes")
    assert discover(tmp_path / ".notes").files == (tmp_path / ".notes",)


def test_ignore_files_rule_their_folder_and_those_below(tmp_path: Path) -> None:
    plant(tmp_path, "README.md", "a/README.md", "a/keep.md", "a/b/keep.md", "drafts/x.md", "a/drafts/y.md", "n.md")
    (tmp_path / ".askignore").write_text("# ours\nREADME.md\n/drafts/\n*keep.md\n")
    (tmp_path / "a" / ".askignore").write_text("!/keep.md\r\n/README.md\r\n")
    assert names(tmp_path) == ["a/drafts/y.md", "a/keep.md", "n.md"]
    assert discover(tmp_path).skipped == {"ignored": 4}
    assert names(tmp_path / "a") == ["b/keep.md", "drafts/y.md", "keep.md"]


def test_links_are_followed_once_and_real_paths_win(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    plant(root, "real/a.md")
    plant(outside, "o.md")
    (root / "away").symlink_to(outside)
    (root / "again").symlink_to(root / "real")
    (root / "real" / "up").symlink_to(root)
    (root / "b.md").symlink_to(root / "real" / "a.md")
    (root / "gone.md").symlink_to(root / "nowhere")
    (root / "self").symlink_to(root / "self")
    assert names(root) == ["away/o.md", "b.md", "real/a.md"]
    assert discover(root).skipped == {"link loop": 3, "broken link": 1}


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert discover(tmp_path).skipped == {"unknown type": 1}
    with pytest.raises(DocumentError, match="neither a file nor a folder"):
        discover(tmp_path / "pipe.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_does_not_end_the_walk(tmp_path: Path) -> None:
    plant(tmp_path, "a/x.md", "b.md")
    (tmp_path / "a").chmod(0)
    try:
        assert names(tmp_path) == ["b.md"]
        assert discover(tmp_path).skipped == {"unreadable folder": 1}
        with pytest.raises(DocumentError, match="permission denied"):
            discover(tmp_path / "a")
    finally:
        (tmp_path / "a").chmod(0o700)


def test_a_missing_root_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(DocumentsMissing):
        discover(tmp_path / "nowhere")


def test_a_deep_tree_is_walked(tmp_path: Path) -> None:
    plant(tmp_path, "/".join(["d"] * 500) + "/x.md")
    assert len(discover(tmp_path).files) == 1
