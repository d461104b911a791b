"""An index over texts that are no files: what the runners ask."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from askdocs.chunking import Chunk, chunk
from askdocs.documents import parse
from askdocs.embedding import Encoder
from askdocs.index import Index, IndexWriter, Stamp

_PASSAGES = 2_000
# Embedded at a time: enough to sort by length, few enough to hold.


def build(folder: Path, texts: Sequence[str], encoder: Encoder) -> Index:
    """Index each text as a document named by its place, as plain text, and open the result.

    Args:
        folder: an empty one, for the index.
        texts: one a document.
        encoder: the model.
    """
    with IndexWriter.open(folder, encoder.identity, timeout=0) as writer:
        waiting: list[tuple[int, list[Chunk]]] = []
        parsed = [parse(text.encode(), f"{number}.txt") for number, text in enumerate(texts)]
        for number, document in enumerate(parsed):
            chunks = chunk(document, count_tokens=encoder.count_tokens, max_tokens=encoder.identity.max_tokens)
            waiting.append((number, chunks))
            if sum(len(chunks) for _, chunks in waiting) >= _PASSAGES or number == len(parsed) - 1:
                every = [each for _, chunks in waiting for each in chunks]
                vectors, within = encoder.embed_parts(
                    [each.passage.text for each in every], [each.places for each in every]
                )
                start = 0
                for which, chunks in waiting:
                    end = start + len(chunks)
                    writer.put(
                        parsed[which],
                        Stamp(len(texts[which]), time.time_ns()),
                        [each.passage for each in chunks],
                        [each.sentences for each in chunks],
                        vectors[start:end],
                        within[start:end],
                    )
                    start = end
                waiting = []
        writer.commit()
    return Index.open(folder)


def number_of(path: str) -> int:
    """Which text a document of such an index was."""
    return int(Path(path).stem)
