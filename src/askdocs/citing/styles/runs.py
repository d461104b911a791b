"""Text with italics, and the joining of its pieces without doubled punctuation."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text, in italics or not."""

    text: str
    italic: bool = False


Runs = tuple[Run, ...]
"""A printed text. Neighbouring runs differ, and none is empty."""

_CLOSING = "”’\"'»"


def roman(text: str | None) -> Runs:
    """Upright text; nothing for None."""
    return (Run(text),) if text else ()


def italic(text: str | None) -> Runs:
    """Italic text; nothing for None."""
    return (Run(text, True),) if text else ()


def text_of(runs: Runs) -> str:
    """The characters alone."""
    return "".join(run.text for run in runs)


def concat(*parts: Runs | str) -> Runs:
    """The parts one after the other; a string is upright text."""
    merged: list[Run] = []
    for run in (run for part in parts for run in (roman(part) if isinstance(part, str) else part)):
        if merged and merged[-1].italic == run.italic:
            merged[-1] = Run(merged[-1].text + run.text, run.italic)
        else:
            merged.append(run)
    return tuple(merged)


def spaced(*parts: Runs | str | None) -> Runs:
    """The parts that are there, with a space between them."""
    joined: Runs = ()
    for part in parts:
        if part:
            joined = concat(joined, " ", part) if joined else concat(part)
    return joined


def quoted(text: str) -> Runs:
    """Within double quotation marks; double marks inside become single ones."""
    inner = re.sub(r"[“\"]([^“”\"]*)[”\"]", r"‘\1’", text)
    return roman(f"“{inner}”")


def quoted_singly(text: str) -> Runs:
    """Within single quotation marks, as British styles have it."""
    return roman(f"‘{text}’")


def glue(pieces: Iterable[Runs | str | None], mark: str) -> Runs:
    """The pieces that are there, with ``mark`` and a space between them."""
    joined: Runs = ()
    for piece in pieces:
        if piece:
            joined = concat(with_mark(joined, mark), " ", piece) if joined else concat(piece)
    return joined


def with_mark(runs: Runs, mark: str) -> Runs:
    """The text followed by a stop or a comma, within a closing double quotation mark.

    A full stop is left out after a stop, a question mark or an exclamation mark; a comma only after a comma.
    """
    if not runs:
        return ()
    *front, last = runs
    body = last.text.rstrip("”")
    if last.text.endswith('"') and last.text.count('"') % 2 == 0:
        body = last.text[:-1]
    # “… ‘no’” takes the mark inside both, an apostrophe at the end of a title does not.
    if body != last.text and body.endswith("’") and body.count("‘") >= body.count("’"):
        body = body[:-1]
    if not body or _ends_with(body, mark):
        return runs
    if body == last.text:
        return concat(runs, mark)
    return (*front, Run(body + mark + last.text[len(body) :], last.italic))


def to_markdown(runs: Runs) -> str:
    """The text as Markdown: italics between asterisks, and nothing else acting as markup."""
    text = "".join(_emphasis(_escaped(run.text)) if run.italic else _escaped(run.text) for run in runs)
    # A number or a dash at the start would open a list.
    return re.sub(r"^(\d{1,9})(?=[.)])|^(?=[-+=])", r"\1\\", text)


def to_html(runs: Runs) -> str:
    """The text as HTML: italics in ``<i>``, everything else escaped."""
    return "".join(f"<i>{html.escape(run.text)}</i>" if run.italic else html.escape(run.text) for run in runs)


def _ends_with(text: str, mark: str) -> bool:
    bare = text.rstrip(_CLOSING) or text
    if mark == ".":
        return bare.endswith((".", "?", "!", "…", "。", "？", "！"))
    return text.endswith(mark)


def _emphasis(text: str) -> str:
    inner = text.strip()
    return text.replace(inner, f"*{inner}*", 1) if inner else text


def _escaped(text: str) -> str:
    # Addresses are links of their own in angle brackets, where nothing acts as markup.
    pieces = re.split(r"(https?://[^\s<>]*[^\s<>.,;:)\]”’])", text)
    return "".join(f"<{piece}>" if at % 2 else _MARKUP.sub(r"\\\1", piece) for at, piece in enumerate(pieces))


_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
