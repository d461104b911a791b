"""The values of :mod:`askdocs.model` as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from askdocs.errors import AskdocsError
from askdocs.model import Answer, Document, DocumentInfo, Quote, ScoredPassage
from askdocs.text import Span, escaped

SCHEMA = 1

Json = dict[str, Any]


def dumps(value: Json) -> str:
    """The JSON on one line, as readable as may be: only what could command a terminal is escaped."""
    return escaped(json.dumps(value, ensure_ascii=False))


def answer(value: Answer, citations: Sequence[str]) -> Json:
    """An answer; ``citations`` are the printed references, one for each piece of evidence."""
    return {"schema": SCHEMA, **answered(value, citations)}


def answered(value: Answer, citations: Sequence[str]) -> Json:
    """The same within another document."""
    quotes = [*(evidence.quote for evidence in value.evidence), *value.near]
    return {
        "question": value.question,
        "status": value.status,
        "confidence": value.confidence,
        "answers": [
            {
                "number": number,
                "text": evidence.text,
                "highlight": list(evidence.highlight) if evidence.highlight else None,
                "score": evidence.score,
                "resolved": evidence.resolved,
                "citation": citation,
                "quote": quote(evidence.quote),
            }
            for number, (evidence, citation) in enumerate(zip(value.evidence, citations, strict=True), 1)
        ],
        "accounts": [
            {
                "text": account.text,
                "answers": list(account.answers),
                "sources": account.sources,
                "differs": account.differs,
            }
            for account in value.accounts
        ],
        "near": [quote(near) for near in value.near],
        "undated": value.undated,
        "listing": [info.id for info in value.listing],
        "sought": value.sought,
        "documents": by_id([*(found.document for found in quotes), *value.listing]),
        "timing_ms": dict(value.timing_ms or {}),
    }


def quote(value: Quote) -> Json:
    """A quote: ``start`` and ``end`` index the document's text, as ``show`` gives it."""
    return {
        "text": value.text,
        **_offsets(value.span),
        "document": value.document.id,
        "line": value.line,
        "page": value.page,
        "checked": value.checked,
        "standing": value.standing,
    }


def search(query: str, passages: Sequence[ScoredPassage]) -> Json:
    """The result of a search."""
    return {
        "schema": SCHEMA,
        "query": query,
        "passages": [
            {
                "text": found.passage.text,
                **_offsets(found.passage.span),
                "document": found.passage.document.id,
                "line": found.passage.line,
                "page": None,
                "score": found.score,
            }
            for found in passages
        ],
        "documents": by_id(found.passage.document for found in passages),
    }


def documents(infos: Iterable[DocumentInfo]) -> Json:
    """The list of a library's documents."""
    return {"schema": SCHEMA, "documents": by_id(infos)}


def show(value: Document) -> Json:
    """One document, with the text that every ``start`` and ``end`` indexes."""
    return {"schema": SCHEMA, "id": value.info.id, **document(value.info), "text": value.text}


def document(info: DocumentInfo) -> Json:
    """What is known of a document besides its words."""
    return {
        "path": info.path,
        "title": info.title,
        "authors": list(info.authors),
        "source": info.source,
        "published": info.published,
        "url": info.url,
        "tags": list(info.tags),
        "sha256": info.sha256,
        "corrected": list(info.corrected),
    }


def doctor(checks: Iterable[tuple[str, str, AskdocsError | None]]) -> Json:
    """The checks of a library: what was examined, what was found, and the error where something is wrong."""
    return {
        "schema": SCHEMA,
        "checks": [
            {
                "name": name,
                "ok": wrong is None,
                "message": message,
                "kind": wrong.kind if wrong else None,
                "hint": wrong.hint if wrong else None,
            }
            for name, message, wrong in checks
        ],
    }


def error(value: AskdocsError) -> Json:
    """A failure, in place of the result."""
    return {"schema": SCHEMA, "error": {"kind": value.kind, "message": value.message, "hint": value.hint}}


def _offsets(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def by_id(infos: Iterable[DocumentInfo]) -> Json:
    """What is known of documents, by their ids."""
    return {info.id: document(info) for info in infos}
