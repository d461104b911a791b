"""A writer's draft: its words, its quotations, and what it cites for each of them."""

from __future__ import annotations

from askdocs.citing.drafts.draft import Citation, CitationKind, Draft, Quoted
from askdocs.citing.drafts.reading import read_draft

__all__ = ["Citation", "CitationKind", "Draft", "Quoted", "read_draft"]
