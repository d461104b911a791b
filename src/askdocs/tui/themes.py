"""How the chat looks: a dark and a light theme of its own beside Textual's, and which one a terminal gets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="askdocs-dark",
    dark=True,
    background="#14171c",
    surface="#1b1f26",
    panel="#252b34",
    foreground="#e6e4dd",
    primary="#82b4e0",
    secondary="#a9b4c2",
    accent="#e3b55c",
    warning="#e3b55c",
    error="#f19a8e",
    success="#93cb8d",
    variables={
        "text-muted": "auto 68%",
        "text-disabled": "auto 56%",
        "foreground-muted": "#a8a9a6",
        "foreground-disabled": "#95979a",
        "border-blurred": "#3a424e",
        "secondary-muted": "#3f3a29",
        "scrollbar": "#3a424e",
        "scrollbar-background": "#14171c",
        "input-selection-background": "#82b4e059",
        "footer-key-foreground": "#e3b55c",
    },
)
LIGHT = Theme(
    name="askdocs-light",
    dark=False,
    background="#fbf9f4",
    surface="#f3f0e8",
    panel="#e9e5da",
    foreground="#23262b",
    primary="#1e5c94",
    secondary="#525c69",
    accent="#7d5000",
    warning="#7d5000",
    error="#a02d26",
    success="#2b6431",
    variables={
        "text-muted": "auto 70%",
        "text-disabled": "auto 63%",
        "foreground-muted": "#585b60",
        "foreground-disabled": "#62656a",
        "border-blurred": "#c9c4b6",
        "secondary-muted": "#f4e6c1",
        "scrollbar": "#c9c4b6",
        "scrollbar-background": "#fbf9f4",
        "input-selection-background": "#1e5c9440",
        "footer-key-foreground": "#1e5c94",
    },
)

_FILE = "theme"
_LIGHT_GROUNDS = {"7", *map(str, range(9, 16))}
# What COLORFGBG calls the light ones of a terminal's sixteen colours, as backgrounds.


def suited(environment: Mapping[str, str], colours: str | None) -> str:
    """The name of the theme for a terminal.

    Where it has sixteen colours, or none are wanted (NO_COLOR), that is Textual's theme of the terminal's own colours:
    ours, brought to the nearest of sixteen, could not be told apart.

    Args:
        environment: of the process. COLORFGBG (``15;0``, foreground and background) is set by some terminals.
        colours: rich's name of what the terminal can show: ``truecolor``, ``256``, ``standard``, or None.
    """
    light = environment.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_GROUNDS
    if "NO_COLOR" in environment or colours not in ("truecolor", "256"):
        return "ansi-light" if light else "ansi-dark"
    return (LIGHT if light else DARK).name


def uncoloured(environment: Mapping[str, str]) -> bool | None:
    """What an app is told of native colours: with these alone, NO_COLOR leaves no colour at all, and not greys."""
    return True if "NO_COLOR" in environment else None


def dress(app: App[None], environment: Mapping[str, str], folder: Path) -> None:
    """Give an app our themes, and show the one that was chosen last, else the one that suits the terminal.

    Args:
        app: not yet running.
        environment: of the process.
        folder: where the choice is kept.
    """
    for theme in (DARK, LIGHT):
        app.register_theme(theme)
    chosen = _kept(folder)
    fit = suited(environment, app.console.color_system)
    app.theme = chosen if chosen in app.available_themes and not fit.startswith("ansi") else fit


def keep_choice(app: App[None], folder: Path) -> None:
    """From now on, keep the theme that the user changes to.

    Args:
        app: which runs.
        folder: where the choice is kept; made where it is not there.
    """

    def keep(theme: Theme) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / _FILE).write_text(f"{theme.name}\n", encoding="utf-8")
        except OSError as error:
            app.notify(f"the choice cannot be kept in {folder}: {error.strerror}", severity="warning", markup=False)

    app.theme_changed_signal.subscribe(app, keep)


def _kept(folder: Path) -> str | None:
    try:
        return (folder / _FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None  # nothing was chosen, or it cannot be read: then it is chosen anew
