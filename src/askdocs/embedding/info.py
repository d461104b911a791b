"""What ``askdocs model`` shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from askdocs.embedding import store
from askdocs.embedding.fingerprint import fingerprint
from askdocs.embedding.resolve import Located
from askdocs.model import ModelIdentity


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model on this machine."""

    name: str
    origin: str
    """Where it was found: ``folder``, ``Hugging Face cache`` or a package's name."""
    folder: Path
    fingerprint: str
    identity: ModelIdentity | None
    """None before the first use, which is when it is converted."""
    unconverted: str | None
    """Why it runs in sentence-transformers; None where it is converted, or was never used."""
    cached_bytes: int
    """What it takes in the cache folder."""


def inspect(located: Located, cache: Path) -> ModelInfo:
    """Look at a model and at what the cache holds of it; only its digests are written.

    Raises:
        ModelError: its weights are not the published ones.
    """
    models = cache / "models"
    found = fingerprint(located, models)
    folder = models / found.text
    stored = store.read(folder, located.name)
    return ModelInfo(
        name=located.name,
        origin=located.origin,
        folder=located.folder,
        fingerprint=found.text,
        identity=stored.identity if stored else None,
        unconverted=stored.unconverted if stored else None,
        cached_bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
    )
