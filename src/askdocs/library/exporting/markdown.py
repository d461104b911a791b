"""The page of a conversation in Markdown (CommonMark)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from askdocs.citing.styles.runs import Runs, roman, to_markdown
from askdocs.library.exporting.page import Asked, Page, Quoted
from askdocs.text import harmless


def written(page: Page) -> str:
    """The page; what documents and questions say is no markup in it."""
    parts = [f"# {_plain(page.title)}", f"*{_plain(page.told)}*"]
    for number, turn in enumerate(page.turns, 1):
        parts += _turn(number, turn)
    if page.references or page.file:
        parts.append("## References")
    parts += [_runs(reference) for reference in page.references]
    if page.file:
        parts.append(_fenced(harmless(page.file)))
    return "\n\n".join(parts) + "\n"


def _turn(number: int, turn: Asked) -> Iterator[str]:
    yield f"## {number}. {_plain(turn.question)}"
    yield f"*{_plain(turn.told)}*"
    yield from map(_plain, turn.opening)
    for quote in turn.quotes:
        yield _block(quote)
        yield f"— {_runs(quote.source)}"
    if turn.listing:
        yield "\n".join(f"{at}. {_runs(entry)}" for at, entry in enumerate(turn.listing, 1))
    if turn.closing:
        yield "  \n".join(_plain(line) for line in turn.closing)


def _block(quote: Quoted) -> str:
    """A block quote, its answering words strong: line by line, since emphasis ends with its paragraph."""
    before, words, after = (harmless(piece) for piece in (quote.before, quote.words, quote.after))
    start, end, at = len(before), len(before) + len(words), 0
    lines = []
    for line in (before + words + after).split("\n"):
        cut = [min(max(place - at, 0), len(line)) for place in (start, end)]
        lines.append(_strong(line, *cut))
        at += len(line) + 1
    said = [part for part in (quote.day, quote.number) if part]
    lines[-1] = " ".join([lines[-1], *map(_plain, said)])
    if quote.warning:
        lines += ["", f"**{_plain(quote.warning)}**"]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _strong(line: str, start: int, end: int) -> str:
    words = line[start:end]
    inner = words.strip()
    if not inner:
        return _plain(line)
    start += len(words) - len(words.lstrip())
    end = start + len(inner)
    first, inner, last = map(_inline, (line[:start].lstrip(), inner, line[end:].rstrip()))
    # Asterisks open and close by what stands on both sides of them; where they would not, a tag does.
    opens = _is_word(inner[0]) or not first or not _is_word(first[-1])
    closes = _is_word(inner[-1]) or not last or not _is_word(last[0])
    marks = ("**", "**") if opens and closes else ("<strong>", "</strong>")
    return f"{first}{marks[0]}{inner}{marks[1]}{last}"


def _is_word(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character)[0] not in "PS"


def _inline(text: str) -> str:
    return to_markdown(roman(text)) if text else ""


def _plain(text: str) -> str:
    """On one line, and without any markup of its own."""
    return to_markdown(roman(harmless(" ".join(text.split())))) if text.strip() else ""


def _runs(runs: Runs) -> str:
    flat = [run._replace(text=harmless(re.sub(r"\s*\n\s*", " ", run.text))) for run in runs]
    # Four spaces at the start would make code of it.
    first = [run._replace(text=run.text.lstrip()) for run in flat[:1]]
    return to_markdown((*first, *flat[1:]))


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
