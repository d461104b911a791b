"""Markdown: CommonMark with tables and strikethrough, as its reader reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from askdocs.documents import information
from askdocs.documents.content import Content, Leaf, Piece
from askdocs.documents.leaves import leaves
from askdocs.documents.metadata import from_fields
from askdocs.documents.traced import MAX_NESTING, tokens
from askdocs.errors import DocumentError
from askdocs.model import Block
from askdocs.text import SourceMap, Span, TextBuilder


def extract(source: str, name: str) -> Content:
    """The words of a Markdown file, its blocks, and its metadata.

    Raises:
        DocumentError: it is nested deeper than can be parsed.
    """
    lines = TextBuilder(source)
    lines.copy(0, len(source))
    normal, to_file = lines.build()
    header = information.FRONT_MATTER.match(normal)
    stated = dict(information.front_matter(header["yaml"])) if header else {}
    if header:
        normal = "\n" * header.end() + normal[header.end() :]  # out of the parser's sight, offsets unmoved
    parsed = tokens(normal)
    if any(token.nesting == 1 and token.level >= MAX_NESTING - 1 for token in parsed):
        raise DocumentError(f"{name} is nested more than {MAX_NESTING} levels deep")
    found = list(leaves(parsed, normal))
    title = next((" ".join(leaf.text.split()) for leaf in found if leaf.level == 1), None)
    fields, occupied = information.information(found)
    metadata = from_fields(stated | {key: value for key, value in fields.items() if key not in stated})
    kept = [leaf for at, leaf in enumerate(found) if at not in occupied]
    text, blocks, source_map = _assemble(kept, normal, source, to_file)
    return Content(text, blocks, source_map, replace(metadata, title=metadata.title or title))


def _assemble(
    kept: Iterable[Leaf], normal: str, source: str, to_file: SourceMap
) -> tuple[str, tuple[Block, ...], SourceMap]:
    builder = TextBuilder(source)
    blocks: list[Block] = []
    end = 0

    def append(piece: Piece) -> None:
        at = to_file.source_offset(piece.start)
        if piece.inserted is None:
            builder.copy(at, to_file.source_offset(piece.end - 1) + 1)
        else:
            builder.insert(piece.inserted, at)

    for leaf in kept:
        if blocks:
            gap = "\n" if leaf.follows else "\n\n"
            # Most files have the very gap that the text is to have, and copied it adds no run to the map.
            copied = normal[end : leaf.pieces[0].start] == gap
            append(Piece(end, end + len(gap)) if copied else Piece(end, end, gap))
        start = len(builder)
        for piece in leaf.pieces:
            append(piece)
        blocks.append(Block(Span(start, len(builder)), leaf.kind))
        end = leaf.pieces[-1].end
    text, source_map = builder.build()
    return text, tuple(blocks), source_map
