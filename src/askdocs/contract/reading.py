"""Turns back from JSON: what :mod:`askdocs.contract.conversations` writes into the records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from askdocs.contract.results import SCHEMA, Json
from askdocs.model import Account, Answer, DocumentInfo, Evidence, Filters, Quote
from askdocs.text import Span


def turn_fields(told: str) -> dict[str, Any]:
    """The fields of the turn that :func:`askdocs.contract.kept_turn` wrote, by name.

    How long the answer took, and what the user says of its documents besides, was not written.

    Raises:
        ValueError: it is no such turn.
    """
    try:
        value = json.loads(told)
        if value["schema"] != SCHEMA:
            raise ValueError(f"schema {value['schema']!r} is unknown")
        return {
            "asked": value["asked"],
            "meant": value["meant"],
            "at": value["at"],
            "filters": _filters(value["filters"]),
            "answer": _answer(value["answer"]),
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no turn of a conversation: {error!r}") from error


def filters_of(told: str) -> Filters:
    """The filters that :func:`askdocs.contract.filters` wrote.

    Raises:
        ValueError: these are no filters.
    """
    try:
        return _filters(json.loads(told))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no filters: {error!r}") from error


def _filters(told: Json) -> Filters:
    return Filters(
        after=told["after"],
        before=told["before"],
        sources=tuple(told["sources"]),
        authors=tuple(told["authors"]),
        tags=tuple(told["tags"]),
        paths=tuple(told["paths"]),
    )


def _answer(told: Json) -> Answer:
    infos = {document_id: _document(document_id, known) for document_id, known in told["documents"].items()}
    return Answer(
        question=told["question"],
        status=told["status"],
        confidence=told["confidence"],
        evidence=tuple(_evidence(each, infos) for each in told["answers"]),
        near=tuple(_quote(each, infos) for each in told["near"]),
        accounts=tuple(
            Account(text=each["text"], answers=tuple(each["answers"]), sources=each["sources"], differs=each["differs"])
            for each in told["accounts"]
        ),
        listing=tuple(infos[document_id] for document_id in told["listing"]),
        sought=told["sought"],
        undated=told["undated"],
    )


def _evidence(told: Json, infos: Mapping[str, DocumentInfo]) -> Evidence:
    highlight = told["highlight"]
    return Evidence(
        quote=_quote(told["quote"], infos),
        highlight=None if highlight is None else Span(*highlight),
        score=told["score"],
        resolved=told["resolved"],
    )


def _quote(told: Json, infos: Mapping[str, DocumentInfo]) -> Quote:
    return Quote(
        document=infos[told["document"]],
        span=Span(told["start"], told["end"]),
        text=told["text"],
        line=told["line"],
        page=told["page"],
        checked=told["checked"],
        standing=told["standing"],
    )


def _document(document_id: str, told: Json) -> DocumentInfo:
    return DocumentInfo(
        id=document_id,
        path=told["path"],
        title=told["title"],
        authors=tuple(told["authors"]),
        source=told["source"],
        published=told["published"],
        url=told["url"],
        tags=tuple(told["tags"]),
        sha256=told["sha256"],
        corrected=tuple(told["corrected"]),
    )
