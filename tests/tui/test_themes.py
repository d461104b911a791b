from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.filter import NoColor
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widgets import Input

from askdocs.tui.themes import DARK, LIGHT, dress, keep_choice, suited, uncoloured

from .conftest import driven

GROUNDS = ("background", "surface", "panel", "secondary-muted", "warning-muted")
TEXTS = (
    *("text", "text-muted", "text-disabled", "foreground", "foreground-muted", "foreground-disabled"),
    *(f"text-{name}" for name in ("primary", "secondary", "accent", "warning", "error", "success")),
)
PLAIN = (*("primary", "secondary", "accent", "warning", "error", "success"), "footer-key-foreground")


def luminance(colour: Color) -> float:
    """WCAG 2.2's relative luminance."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(variables: dict[str, str], text: str, *grounds: str) -> float:
    """WCAG 2.2's contrast ratio of a text on grounds that lie over each other."""
    ground = Color.parse(variables[grounds[0]])
    for over in grounds[1:]:
        ground += Color.parse(variables[over])
    wanted = variables[text]
    share = float(wanted.removeprefix("auto ").removesuffix("%")) / 100 if wanted.startswith("auto") else None
    colour = ground + (Color.parse(wanted) if share is None else ground.get_contrast_text(share))
    one, other = sorted((luminance(ground), luminance(colour)))
    return (other + 0.05) / (one + 0.05)


def test_contrast_is_what_wcag_says() -> None:
    assert contrast({"a": "#ffffff", "b": "#000000"}, "a", "b") == pytest.approx(21)
    assert contrast({"a": "#777777", "b": "#ffffff"}, "a", "b") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_text_can_be_read(theme: Theme) -> None:
    variables = theme.to_color_system().generate()
    pairs: list[tuple[str, tuple[str, ...]]] = [(text, (ground,)) for text in TEXTS for ground in GROUNDS[:3]]
    pairs += [(text, (ground,)) for text in PLAIN for ground in GROUNDS[:3]]
    pairs += [(text, (ground,)) for text in ("text", "foreground") for ground in GROUNDS]
    pairs += [("footer-foreground", ("footer-background",)), ("footer-key-foreground", ("footer-background",))]
    for cursor in ("block-cursor", "block-cursor-blurred", "input-cursor", "input-selection"):
        pairs += [(f"{cursor}-foreground", (ground, f"{cursor}-background")) for ground in GROUNDS[:3]]
    low = {pair: round(contrast(variables, *(pair[0], *pair[1])), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize(
    ("environment", "colours", "theme"),
    [
        ({}, "truecolor", "askdocs-dark"),
        ({}, "256", "askdocs-dark"),
        ({"COLORFGBG": "15;0"}, "truecolor", "askdocs-dark"),
        ({"COLORFGBG": "0;15"}, "truecolor", "askdocs-light"),
        ({"COLORFGBG": "0;default;7"}, "256", "askdocs-light"),
        ({"COLORFGBG": "0;default"}, "256", "askdocs-dark"),
        ({}, "standard", "ansi-dark"),
        ({"COLORFGBG": "0;15"}, "standard", "ansi-light"),
        ({}, None, "ansi-dark"),
        ({"NO_COLOR": "1"}, "truecolor", "ansi-dark"),
    ],
)
def test_the_terminal_says_which_theme_it_gets(environment: dict[str, str], colours: str | None, theme: str) -> None:
    assert suited(environment, colours) == theme


class Dressed(App[None]):
    """An app that shows nothing but a box."""

    def __init__(self, folder: Path) -> None:
        super().__init__(ansi_color=uncoloured(os.environ))
        self.folder = folder
        dress(self, os.environ, folder)

    def compose(self) -> ComposeResult:
        yield Input(placeholder="words")

    def on_mount(self) -> None:
        keep_choice(self, self.folder)


def shown(folder: Path) -> str:
    return Dressed(folder).theme


def change(folder: Path, theme: str) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        pilot.app.theme = theme
        await pilot.pause()

    driven(Dressed(folder), drive)


def test_the_theme_that_was_chosen_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    assert shown(folder) == "askdocs-dark"
    assert not folder.exists(), "nothing was chosen"
    change(folder, "nord")
    assert shown(folder) == "nord"
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM")
    assert shown(folder) == "ansi-dark", "this terminal cannot show it"


@pytest.mark.parametrize("kept", [b"a theme of another version", b"\xff\xfe", b""])
def test_a_choice_that_means_nothing_is_none(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "theme").write_bytes(kept)
    assert shown(tmp_path) == "askdocs-dark"


def test_where_the_choice_cannot_be_kept_the_theme_changes_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    seen: list[str] = []

    async def drive(pilot: Pilot[Any]) -> None:
        pilot.app.theme = "askdocs-light"
        await pilot.pause()
        seen.extend([pilot.app.theme, *(note.message for note in pilot.app._notifications)])

    driven(Dressed(tmp_path / "data"), drive)
    assert seen[0] == "askdocs-light"
    assert "cannot be kept" in seen[1]


def test_without_colours_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Dressed(tmp_path)
    assert any(isinstance(each, NoColor) for each in app._filters)
