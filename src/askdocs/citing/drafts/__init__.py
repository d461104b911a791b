"""A writer's draft: its words, its quotations, and what it cites for each of them."""

from __future__ import annotations

from askdocs.citing.drafts.draft import Citation, CitationKind, Draft, Quoted
from askdocs.citing.drafts.reading import DraftFormat, format_of, read_draft

__all__ = ["Citation", "CitationKind", "Draft", "DraftFormat", "Quoted", "format_of", "read_draft"]
