from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from askdocs.runtime.publication import publication, write_private


def publish(target: Path, text: str) -> None:
    with publication(target) as folder:
        (folder / "inner").mkdir()
        (folder / "one").write_text(text)
        (folder / "inner" / "two").write_text(text)


def test_a_folder_appears_whole_and_private(tmp_path: Path) -> None:
    publish(tmp_path / "new" / "target", "text")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").rglob("*")}
    assert modes == {"target": 0o700, "inner": 0o700, "one": 0o600, "two": 0o600}


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    publish(tmp_path / "target", "old")
    with pytest.raises(ZeroDivisionError), publication(tmp_path / "target") as folder:
        (folder / "one").write_text("new")
        raise ZeroDivisionError
    assert (tmp_path / "target" / "one").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_many_at_once_leave_one_of_theirs(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: publish(tmp_path / "target", f"text {number}"), range(40)))
    assert (tmp_path / "target" / "one").read_text() == (tmp_path / "target" / "inner" / "two").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    for text in ("old", "new"):
        write_private(tmp_path / "file", text)
    assert (tmp_path / "file").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
