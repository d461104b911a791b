"""Results as JSON: the one place that knows schema 1.

Fields are only ever added to schema 1. docs/json.md describes it for its readers, and
docs/schema-1.json for their programs.
"""

from __future__ import annotations

from askdocs.contract.conversations import conversation, conversations, filters, kept_turn
from askdocs.contract.evaluation import evaluation
from askdocs.contract.quotations import check, cite
from askdocs.contract.reading import filters_of, turn_fields
from askdocs.contract.results import (
    SCHEMA,
    Json,
    answer,
    doctor,
    document,
    documents,
    dumps,
    error,
    quote,
    search,
    show,
)
from askdocs.contract.writing import bibliography, clips

__all__ = [
    "SCHEMA",
    "Json",
    "answer",
    "bibliography",
    "check",
    "cite",
    "clips",
    "conversation",
    "conversations",
    "doctor",
    "document",
    "documents",
    "dumps",
    "error",
    "evaluation",
    "filters",
    "filters_of",
    "kept_turn",
    "quote",
    "search",
    "show",
    "turn_fields",
]
