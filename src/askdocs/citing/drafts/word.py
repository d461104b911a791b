"""A draft from a word processor (DOCX): its paragraphs, footnotes and links.

It has no lines, so a quotation's line is its paragraph, counted from 1.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from askdocs.citing.drafts.draft import CitationKind, Draft, DraftBuilder
from askdocs.errors import DocumentError
from askdocs.model import BlockKind
from askdocs.text import TextBuilder

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LARGEST = 200 * 1024 * 1024
# Bytes of an unpacked part; more than that is no text that somebody wrote.
_BREAKS = str.maketrans("\n\r\x0b\x0c", "    ")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes, name: str) -> Draft:
    """A draft in Word's format.

    Raises:
        DocumentError: it is no such file, or a damaged one.
    """
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if any(part.file_size > _LARGEST for part in parts.infolist()):
                raise DocumentError(f"{name} unpacks to more than {_LARGEST >> 20} MB")
        document = docx.Document(io.BytesIO(data))
        notes = {note: " ".join(text.split()) for note, text in _notes(document)}
        paragraphs = [(_kind(each), list(_pieces(each, notes))) for each in document.paragraphs]
    except (OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError) as error:
        raise DocumentError(f"{name} is no Word document, or a damaged one", "Save it again as .docx.") from error
    return _draft(name, paragraphs)


Piece = tuple[str, CitationKind | None]
"""Words, or what is cited after them."""


def _draft(name: str, paragraphs: list[tuple[BlockKind, list[Piece]]]) -> Draft:
    lines = ["".join(text for text, kind in pieces if kind is None).translate(_BREAKS) for _, pieces in paragraphs]
    draft = DraftBuilder(TextBuilder("\n".join(lines)))
    at = 0
    for line, (kind, pieces) in zip(lines, paragraphs, strict=True):
        start, written = len(draft.builder), at
        for text, citation in pieces:
            if citation is None:
                draft.builder.copy(written, written + len(text))
                written += len(text)
            else:
                draft.cite(citation, text)
        draft.block(kind, start)
        at += len(line)
        draft.builder.copy(at, at + 1)
        at += 1
    return draft.build(name)


def _kind(paragraph: Paragraph) -> BlockKind:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if "Quot" in style or "Block Text" in style:
        return BlockKind.QUOTATION
    if style.startswith(("Heading", "Title")):
        return BlockKind.HEADING
    return BlockKind.ITEM if style.startswith("List") else BlockKind.PARAGRAPH


def _pieces(paragraph: Paragraph, notes: dict[tuple[str, str], str]) -> Iterator[Piece]:
    from docx.text.hyperlink import Hyperlink

    for part in paragraph.iter_inner_content():
        runs = part.runs if isinstance(part, Hyperlink) else [part]
        for run in runs:
            yield run.text, None
            for kind in ("footnote", "endnote"):
                for reference in run._r.iter(f"{_W}{kind}Reference"):
                    yield notes.get((kind, reference.get(f"{_W}id")), ""), CitationKind.FOOTNOTE
        if isinstance(part, Hyperlink) and part.url:
            yield part.url, CitationKind.LINK


def _notes(document: Document) -> Iterator[tuple[tuple[str, str], str]]:
    """The text of each footnote and endnote, by kind and number."""
    from docx.oxml.parser import parse_xml

    for part in document.part.package.iter_parts():
        kind = str(part.partname).removeprefix("/word/").removesuffix("s.xml")
        if kind in ("footnote", "endnote"):
            root: Any = parse_xml(part.blob)
            for note in root.iter(f"{_W}{kind}"):
                yield (kind, note.get(f"{_W}id")), "".join(text.text or "" for text in note.iter(f"{_W}t"))
