"""The page of a conversation in HTML: one file that loads nothing and runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from askdocs.citing.styles.runs import Runs
from askdocs.library.exporting.page import Asked, Page, Quoted
from askdocs.text import harmless

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 3rem auto; max-width: 40rem; padding: 0 1.25rem; font: 1.05rem/1.6 Georgia, serif; }}
h1 {{ font-size: 1.6rem; line-height: 1.25; }}
h2 {{ font-size: 1.2rem; line-height: 1.3; margin: 3rem 0 .25rem; }}
blockquote {{ margin: 1.5rem 0 .25rem; padding-inline-start: 1rem; border-inline-start: 3px solid #8888; }}
blockquote p {{ margin: 0; white-space: pre-line; overflow-wrap: anywhere; }}
mark {{ background: #ffd75e88; color: inherit; border-radius: 2px; font-weight: bold; }}
.told, .from {{ font-size: .9rem; opacity: .75; margin-top: 0; overflow-wrap: anywhere; }}
.from {{ padding-inline-start: calc(1rem + 3px); }}
.agreed {{ white-space: pre-line; }}
.references li {{ margin-bottom: .5rem; overflow-wrap: anywhere; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }}
@media print {{ body {{ margin: 0 auto; }} blockquote {{ break-inside: avoid; }} }}
</style>
</head>
<body>
"""
_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:)\]”’])", re.IGNORECASE)


def written(page: Page) -> str:
    """The page; what documents and questions say is no markup in it."""
    parts = [_HEAD.format(title=_text(page.title)), f'<h1 dir="auto">{_text(page.title)}</h1>', _told(page.told)]
    for number, turn in enumerate(page.turns, 1):
        parts += _turn(number, turn)
    if page.references or page.file:
        parts.append("<h2>References</h2>")
    if page.references:
        entries = "\n".join(f'<li dir="auto">{_runs(entry)}</li>' for entry in page.references)
        parts.append(f'<ul class="references">\n{entries}\n</ul>')
    if page.file:
        parts.append(f"<pre>{_text(page.file)}</pre>")
    return "\n".join([*parts, "</body>", "</html>"]) + "\n"


def _turn(number: int, turn: Asked) -> Iterator[str]:
    yield f'<h2 dir="auto">{number}. {_text(turn.question)}</h2>'
    yield _told(turn.told)
    for line in turn.opening:
        yield f"<p>{_text(line)}</p>"
    for quote in turn.quotes:
        yield _block(quote)
        yield f'<p class="from" dir="auto">{_runs(quote.source)}</p>'
    if turn.listing:
        entries = "\n".join(f'<li dir="auto">{_runs(entry)}</li>' for entry in turn.listing)
        yield f"<ol>\n{entries}\n</ol>"
    if turn.closing:
        lines = "\n".join(_text(line) for line in turn.closing)
        yield f'<p class="agreed">{lines}</p>'


def _block(quote: Quoted) -> str:
    words = f"<mark>{_text(quote.words)}</mark>" if quote.words else ""
    text = f"{_text(quote.before)}{words}{_text(quote.after)}"
    said = "".join(f" {_text(part)}" for part in (quote.day, quote.number) if part)
    warning = f"\n<p><strong>{_text(quote.warning)}</strong></p>" if quote.warning else ""
    return f'<blockquote dir="auto">\n<p>{text}{said}</p>{warning}\n</blockquote>'


def _told(text: str) -> str:
    return f'<p class="told" dir="auto">{_text(text)}</p>'


def _text(text: str) -> str:
    return escape(harmless(text))


def _runs(runs: Runs) -> str:
    return "".join(f"<i>{_linked(run.text)}</i>" if run.italic else _linked(run.text) for run in runs)


def _linked(text: str) -> str:
    pieces = _ADDRESS.split(text)
    return "".join(
        f'<a href="{_text(piece)}" rel="noopener noreferrer">{_text(piece)}</a>' if at % 2 else _text(piece)
        for at, piece in enumerate(pieces)
    )
