"""A part of a document as a quote."""

from __future__ import annotations

from askdocs.model import Document, Quote
from askdocs.text import Span


def quote(document: Document, span: Span) -> Quote:
    """The span as a quote, verbatim."""
    return Quote(document.info, span, span.of(document.text), document.source_map.line(span.start))
