"""What a format's reader makes of a file on the way to a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from askdocs.documents.metadata import Metadata
from askdocs.model import Block, BlockKind
from askdocs.text import SourceMap


@dataclass(frozen=True, slots=True)
class Content:
    """A document before it has a name."""

    text: str
    blocks: tuple[Block, ...]
    source_map: SourceMap
    metadata: Metadata


class Piece(NamedTuple):
    """Characters ``start`` to ``end`` of a source, or ``inserted`` in their place."""

    start: int
    end: int
    inserted: str | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds no other: what is read of it, and where that stands in the source."""

    kind: BlockKind
    pieces: list[Piece]
    """Without white space at the two ends; never empty."""
    text: str
    """What the pieces say."""
    raw: str
    """Its Markdown, without the marker before it."""
    level: int = 0
    """Of a heading, 1 to 6."""
    follows: bool = False
    """Whether it stands on the line after the leaf before: a list item, a table row."""
