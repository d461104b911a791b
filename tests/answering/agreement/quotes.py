"""Quotes for the tests of agreement."""

from __future__ import annotations

from askdocs.model import DocumentInfo, Evidence, Quote
from askdocs.text import Span


def quoted(text: str, document: str = "a", *, source: str | None = None, published: str | None = None) -> Evidence:
    """A quote; the answering words stand between ``[`` and ``]``, which it has not."""
    start, end = text.find("["), text.find("]") - 1
    words = text.replace("[", "").replace("]", "")
    info = DocumentInfo(id=document, path=f"{document}.md", source=source, published=published)
    highlight = Span(start, end) if 0 <= start < end else None
    return Evidence(Quote(info, Span(0, len(words)), words, 1), highlight, 0.9)
