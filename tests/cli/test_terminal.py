"""Text from documents cannot command the terminal."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from askdocs.text import harmless

from .conftest import Askdocs

HOSTILE = (
    "# The \x1b]0;owned\x07lighthouse\n\n"
    "The lighthouse at Norrhavn was \x1b[31mbuilt\x1b[0m in 1887 by Astrid \u202eLindqvist\u202c, "
    "[bold red]said[/] the \x9b2Jkeeper\r\x08\x7f.\n"
)


def commanding(text: str) -> list[str]:
    return [
        character
        for character in text.replace("\n", "").replace("\t", "")
        if ord(character) < 0x20
        or 0x7F <= ord(character) < 0xA0
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ]


def test_escape_sequences_overrides_and_controls_are_shown_harmless(askdocs: Askdocs, tmp_path: Path) -> None:
    file = tmp_path / "home" / "hostile\x1b[2J.md"
    file.write_text(HOSTILE, encoding="utf-8")
    added = askdocs("--library", tmp_path / "home", "add", file)
    assert added.code == 0, added
    for arguments in (
        ["who built the lighthouse at Norrhavn?"],
        ["search", "lighthouse"],
        ["documents"],
        ["show", file],
        ["describe", file, "--title", "a \x1b[2J title"],
        ["bibliography"],
        ["bibliography", "--style", "csl-json"],
        ["clip", "add", "in 1887 by Astrid"],
        ["clip", "list"],
        ["doctor"],
        ["who won the World Cup of 2018?"],
    ):
        result = askdocs("--library", tmp_path / "home", *arguments)
        assert result.code in (0, 1), result
        assert commanding(result.out) == [], arguments
        assert commanding(result.err) == [], arguments
    shown = askdocs("--library", tmp_path / "home", "who built the lighthouse at Norrhavn?").out
    assert "␛[31mbuilt" in shown
    assert "[bold red]said[/]" in shown, "markup of a terminal library is only text"


def test_json_keeps_the_text_as_it_is_and_is_itself_harmless(askdocs: Askdocs, tmp_path: Path) -> None:
    (tmp_path / "home" / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    askdocs("--library", tmp_path / "home", "add", tmp_path / "home" / "hostile.md")
    result = askdocs("--library", tmp_path / "home", "--json", "who built the lighthouse at Norrhavn?")
    assert commanding(result.out) == []
    assert "\x1b[31mbuilt" in result.json["answers"][0]["quote"]["text"]


@given(st.text())
def test_harmless_text_has_the_same_length_and_no_commands(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert commanding(shown) == []
    assert harmless(shown) == shown
