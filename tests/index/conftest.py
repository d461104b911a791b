from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from askdocs.index import Stamp
from askdocs.model import Block, BlockKind, Document, DocumentInfo, ModelIdentity, Passage
from askdocs.text import Span, TextBuilder

DIMENSIONS = 8


class Item(NamedTuple):
    """The arguments of ``IndexWriter.put``."""

    document: Document
    stamp: Stamp
    passages: Sequence[Passage]
    sentences: Sequence[Sequence[Span]]
    vectors: NDArray[np.float32]
    within: Sequence[NDArray[np.float32]] | None = None


def _vector(text: str) -> NDArray[np.float32]:
    random = np.random.default_rng(zlib.crc32(text.encode()))
    vector = random.standard_normal(DIMENSIONS, dtype=np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def _item(
    path: str, *passages: str, title: str | None = None, heading: str | None = None, source: str | None = None
) -> Item:
    file = "\r\n\r\n".join(passages)
    builder = TextBuilder(file)
    builder.copy(0, len(file))
    text, source_map = builder.build()
    spans: list[Span] = []
    for passage in passages:
        start = text.index(passage, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(passage)))
    sha256 = hashlib.sha256(file.encode()).hexdigest()
    info = DocumentInfo(id=f"id of {path}", path=path, title=title, source=source, tags=("a", "b"), sha256=sha256)
    return Item(
        Document(info, text, tuple(Block(span, BlockKind.ITEM) for span in spans), source_map),
        Stamp(len(file), 1),
        [Passage(info, span, span.of(text), source_map.line(span.start), heading) for span in spans],
        [[span] for span in spans],
        np.array([_vector(passage) for passage in passages], dtype=np.float32).reshape(-1, DIMENSIONS),
    )


@pytest.fixture(scope="session")
def vector() -> Callable[[str], NDArray[np.float32]]:
    """A unit vector that a passage's text determines."""
    return _vector


@pytest.fixture(scope="session")
def item() -> Callable[..., Item]:
    """A document of the passages given, ready to be put."""
    return _item


@pytest.fixture(scope="session")
def identity() -> ModelIdentity:
    return ModelIdentity("tiny", "f" * 64, DIMENSIONS, 64, "mean", (("query", "q: "),))
