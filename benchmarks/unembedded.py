"""An index without a model: what finds words needs none, and 100,000 passages would take an hour to embed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from askdocs.chunking import chunk
from askdocs.documents import read
from askdocs.index import IndexWriter, Stamp
from askdocs.model import ModelIdentity

_IDENTITY = ModelIdentity(name="none", weights="0" * 64, dimensions=2, max_tokens=64, pooling="mean")
_PASSAGE = 64
# Words of a passage at the most.


def index_files(folder: Path, root: Path, files: Iterable[Path]) -> int:
    """Index files of a library by their words, with vectors that say nothing; how many passages they make.

    Args:
        folder: the index's.
        root: the library's.
        files: within the library.
    """
    total = 0
    with IndexWriter.open(folder, _IDENTITY, timeout=0) as writer:
        for file in files:
            status = file.stat()
            document = read(file, file.relative_to(root).as_posix())
            chunks = chunk(
                document, count_tokens=lambda texts: [len(text.split()) for text in texts], max_tokens=_PASSAGE
            )
            vectors = np.tile(np.array([1, 0], dtype=np.float32), (len(chunks), 1))
            passages, sentences = [each.passage for each in chunks], [each.sentences for each in chunks]
            writer.put(document, Stamp(status.st_size, status.st_mtime_ns), passages, sentences, vectors)
            total += len(chunks)
        writer.commit()
    return total
