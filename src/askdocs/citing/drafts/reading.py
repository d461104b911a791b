"""A draft's bytes to a :class:`~askdocs.citing.drafts.Draft`, whatever its format."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from askdocs.citing.drafts.draft import Draft, DraftBuilder
from askdocs.documents.decoding import decode
from askdocs.model import Block
from askdocs.text import TextBuilder, paragraphs

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".qmd", ".rmd"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_ZIP = b"PK\x03\x04"
_OPENS_HTML = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|article|p|div)\b", re.I | re.S)
_SHOWS_MARKDOWN = re.compile(r"^ {0,3}#{1,6} \S|^>[ \S]|\]\(https?:|\[\^[^\]\s]+\]|\[@[\w-]", re.MULTILINE)


class DraftFormat(StrEnum):
    """How a draft is written."""

    MARKDOWN = "Markdown"
    HTML = "HTML"
    WORD = "Word"
    PLAIN = "plain text"


def format_of(data: bytes, name: str) -> DraftFormat:
    """The format of a draft: the suffix of its name decides; without one that says (``-``, ``.txt``), its content.

    Raises:
        DocumentError: it is empty, binary, or damaged text.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".docx" or data.startswith(_ZIP):
        return DraftFormat.WORD
    source = decode(data, name)
    if suffix in _HTML or (suffix not in _MARKDOWN and _OPENS_HTML.match(source)):
        return DraftFormat.HTML
    if suffix in _MARKDOWN or _SHOWS_MARKDOWN.search(source):
        return DraftFormat.MARKDOWN
    return DraftFormat.PLAIN


def read_draft(data: bytes, name: str) -> Draft:
    """Read Markdown, HTML, a Word document or plain text: what :func:`format_of` says it is.

    Raises:
        DocumentError: it is empty, binary, or damaged.
    """
    written = format_of(data, name)
    if written is DraftFormat.WORD:
        from askdocs.citing.drafts import word

        return word.read(data, name)
    source = decode(data, name)
    if written is DraftFormat.HTML:
        from askdocs.citing.drafts import html

        return html.read(source, name)
    if written is DraftFormat.MARKDOWN:
        from askdocs.citing.drafts import markdown

        return markdown.read(source, name)
    return _plain(source, name)


def _plain(source: str, name: str) -> Draft:
    draft = DraftBuilder(TextBuilder(source))
    draft.builder.copy(0, len(source))
    text, _ = draft.builder.build()
    draft.blocks += [Block(span) for span in paragraphs(text)]
    return draft.build(name)
