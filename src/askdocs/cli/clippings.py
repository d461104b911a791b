"""How clips are printed: for a reader, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from askdocs.citing.styles.runs import roman, text_of, to_markdown
from askdocs.library.notebook import Kept, State

_OPENING = ("“", '"', "„", "«")
_FILES = frozenset({"bibtex", "biblatex", "ris", "csl-json"})


def as_text(kept: Kept) -> str:
    """A clip on a few lines: its words, its reference, and what there is to say of it."""
    clip = kept.clip
    words = re.sub(r"\s*\n\s*", " ", clip.text)
    lines = [f"[{clip.number}] {words if words.startswith(_OPENING) else f'“{words}”'}", kept.reference.rstrip("\n")]
    if clip.note:
        lines.append(f"Note: {clip.note}")
    if clip.tags:
        lines.append(f"Tags: {', '.join(clip.tags)}")
    return "\n    ".join([*lines, *_warning(kept)])


def as_markdown(kept: Sequence[Kept], style: str) -> str:
    """Block quotes with their references, or in the style ``markdown`` with footnotes at the end."""
    footnotes = style == "markdown"
    parts = [part for each in kept for part in _markdown(each, style)]
    return "\n\n".join([*parts, *(text_of(each.runs) for each in kept if footnotes)])


def _markdown(kept: Kept, style: str) -> list[str]:
    clip = kept.clip
    lines = [f"> {to_markdown(roman(line))}".rstrip() for line in clip.text.split("\n")]
    parts = ["\n".join(lines)]
    if style == "markdown":
        parts = [f"{parts[0]} [^{clip.number}]"]
    elif style in _FILES:
        parts.append(f"```\n{kept.reference.rstrip()}\n```")
    elif style == "html":
        parts.append(kept.reference)
    else:
        parts.append(f"— {to_markdown(kept.runs)}")
    if clip.note:
        parts.append(to_markdown(roman(clip.note)))
    if clip.tags:
        parts.append(to_markdown(roman(f"Tags: {', '.join(clip.tags)}")))
    return parts + [f"**{to_markdown(roman(warning))}**" for warning in _warning(kept)]


def _warning(kept: Kept) -> list[str]:
    path = kept.document.path
    said = {
        State.MOVED: f"Moved: it was on line {kept.clip.line}, and is on line {kept.line} now.",
        State.CHANGED: f"Changed: these words do not stand in {path} any more.",
        State.GONE: f"Gone: {path} is not there any more.",
        State.UNREADABLE: f"Not checked: {path} cannot be read.",
    }
    return [said[kept.state]] if kept.state in said else []
