"""Bytes to documents: one file a format, and the walk that finds the files."""

from __future__ import annotations

from askdocs.documents.discovery import Discovery, discover
from askdocs.documents.reading import document_id, parse, read

__all__ = ["Discovery", "discover", "document_id", "parse", "read"]
