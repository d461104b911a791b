from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from askdocs.chunking import chunk
from askdocs.documents import parse
from askdocs.index import Index, IndexWriter, Stamp
from askdocs.language.words import content_words, fold
from askdocs.model import ModelIdentity

DIMENSIONS = 256
Vector = NDArray[np.float32]


def vector_of(text: str) -> Vector:
    """Texts are near each other as they share words."""
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for word in map(fold, content_words(text)):
        vector[zlib.crc32(word.encode()) % DIMENSIONS] += 1
    return np.asarray(vector / max(1.0, float(np.linalg.norm(vector))), dtype=np.float32)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Callable[[Mapping[str, str]], Index]]:
    """Files, by name, to an index of them; it is closed at the end."""
    opened: list[Index] = []

    def build(files: Mapping[str, str]) -> Index:
        identity = ModelIdentity("words", "f" * 64, DIMENSIONS, 64, "mean")
        with IndexWriter.open(tmp_path / "index", identity, timeout=0) as writer:
            for name, text in files.items():
                document = parse(text.encode(), name)
                chunks = chunk(document, count_tokens=lambda texts: [2 + len(t.split()) for t in texts], max_tokens=64)
                passages = [each.passage for each in chunks]
                vectors = np.array([vector_of(each.text) for each in passages], dtype=np.float32)
                within = [np.array([vector_of(span.of(document.text)) for span in each.sentences]) for each in chunks]
                writer.put(document, Stamp(1, 1), passages, [each.sentences for each in chunks], vectors, within)
            writer.commit()
        opened.append(Index.open(tmp_path / "index"))
        return opened[-1]

    yield build
    for index in opened:
        index.close()
