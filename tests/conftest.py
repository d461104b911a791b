from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from askdocs.config import DEFAULT_MODEL, Settings
from askdocs.embedding import Encoder, open_encoder


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One cache for the whole session, so that the real model is converted once; and an empty model hub."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ASKDOCS_CACHE", str(folder))
        environment.setenv("HF_HOME", str(tmp_path_factory.mktemp("hub")))
        environment.delenv("HF_HUB_CACHE", raising=False)
        yield folder


@pytest.fixture(scope="session")
def default_encoder(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    encoder = open_encoder(Settings(root=tmp_path_factory.mktemp("library"), model=DEFAULT_MODEL), lambda _: None)
    assert encoder.identity.dimensions == 384
    return encoder
