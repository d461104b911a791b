from __future__ import annotations

from pathlib import Path

import pytest

from askdocs.tui.editor import clipboard_command, editor, editor_command, hand_over


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("vim", ["vim", "+16", "/a b.md"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+16", "/a b.md"]),
        ("emacsclient -t", ["emacsclient", "-t", "+16", "/a b.md"]),
        ("code --wait", ["code", "--wait", "--goto", "/a b.md:16"]),
        ("hx", ["hx", "/a b.md:16"]),
        ("'/opt/my editor/ed' -x", ["/opt/my editor/ed", "-x", "+16", "/a b.md"]),
    ],
)
def test_the_editor_is_told_the_line(named: str, wanted: list[str]) -> None:
    assert editor_command(named, Path("/a b.md"), 16) == wanted


def test_visual_goes_before_editor_and_an_empty_one_is_none() -> None:
    assert editor({"VISUAL": "vim", "EDITOR": "ed"}) == "vim"
    assert editor({"EDITOR": "ed"}) == "ed"
    assert editor({"EDITOR": ""}) is None


def test_a_clipboard_is_used_where_its_display_and_its_tool_are(tmp_path: Path) -> None:
    for name in ("wl-copy", "xsel"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    path = {"PATH": str(tmp_path)}
    assert clipboard_command({**path, "WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}) == ["wl-copy"]
    assert clipboard_command({**path, "DISPLAY": ":0"}) == ["xsel", "--clipboard", "--input"]
    assert clipboard_command(path) is None


def test_a_tool_that_is_not_there_takes_nothing(tmp_path: Path) -> None:
    assert not hand_over([str(tmp_path / "none")], "text")
