from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from askdocs.chunking import chunk
from askdocs.documents import parse
from askdocs.index import Index, IndexWriter, Stamp
from askdocs.model import ModelIdentity

SEEDS = Path(__file__).parents[3] / "seeds"
IDENTITY = ModelIdentity(name="none", weights="0" * 64, dimensions=2, max_tokens=128, pooling="mean")


def build(folder: Path, files: Mapping[str, bytes]) -> Index:
    """An index of files, by name; passages of at most 80 words, and vectors that say nothing."""
    with IndexWriter.open(folder, IDENTITY, timeout=0) as writer:
        for name, data in files.items():
            document = parse(data, name)
            chunks = chunk(document, count_tokens=lambda texts: [len(text.split()) for text in texts], max_tokens=80)
            vectors = np.tile(np.array([1, 0], dtype=np.float32), (len(chunks), 1))
            writer.put(
                document, Stamp(1, 1), [each.passage for each in chunks], [each.sentences for each in chunks], vectors
            )
        writer.commit()
    return Index.open(folder)


@pytest.fixture
def index_of(tmp_path: Path) -> Callable[[Mapping[str, str]], Index]:
    return lambda texts: build(tmp_path / "index", {name: text.encode() for name, text in texts.items()})


def seeds() -> Sequence[Path]:
    return sorted(path for path in SEEDS.iterdir() if path.name[0].isdigit())


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The sample articles."""
    return build(tmp_path_factory.mktemp("articles"), {path.name: path.read_bytes() for path in seeds()})


@pytest.fixture(scope="session")
def parted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, Index]:
    """Five of the articles, and the three others, which are on the same story."""
    found = seeds()
    quoted = [found[at] for at in (0, 2, 3, 5, 7)]
    others = [path for path in found if path not in quoted]
    folder = tmp_path_factory.mktemp("parted")
    return (
        build(folder / "quoted", {path.name: path.read_bytes() for path in quoted}),
        build(folder / "others", {path.name: path.read_bytes() for path in others}),
    )
