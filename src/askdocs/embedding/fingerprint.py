"""What a model's files are, without reading 90 MB at each start."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

from askdocs.embedding.resolve import Located, describing_files, weight_files
from askdocs.errors import ModelError
from askdocs.runtime.publication import private_folder, write_private

_VERSION = 3
"""Of what the store keeps: raise it when the conversion, or a file of the result, changes."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests of a model's files."""

    weights: str
    """sha256 of the weights file, or of all of them one after another."""
    text: str
    """sha256 over the weights, the files that describe the model, and the versions of what converts it."""


def fingerprint(located: Located, models: Path) -> Fingerprint:
    """Digest a model's files, or look up what they digested to while their sizes and times are unchanged.

    Args:
        located: the model.
        models: the folder in which what was found is remembered.

    Raises:
        ModelError: the weights are not the published ones.
    """
    stamp = [
        [str(path.relative_to(located.folder)), status.st_size, status.st_mtime_ns]
        for path in (*weight_files(located.folder), *describing_files(located.folder))
        for status in [path.stat()]
    ]
    memory = models / "seen" / f"{_sha256(str(located.folder))[:32]}.json"
    weights, description = _recall(memory, stamp) or _digest(located.folder, memory, stamp)
    if located.expected_weights not in (None, weights):
        raise ModelError(
            f"the weights of {located.name} in {located.folder} are not the published ones (sha256 {weights[:12]}…)",
            "Install the package again, or name another model in askdocs.toml.",
        )
    return Fingerprint(weights, _sha256(f"{weights} {description} {openvino_version()} {_VERSION}")[:32])


def _recall(memory: Path, stamp: list[list[object]]) -> tuple[str, str] | None:
    try:
        record = json.loads(memory.read_bytes())
        return (record["weights"], record["description"]) if record["stamp"] == stamp else None
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def _digest(folder: Path, memory: Path, stamp: list[list[object]]) -> tuple[str, str]:
    weights, description = hashlib.sha256(), hashlib.sha256()
    for path in weight_files(folder):
        with path.open("rb") as stream:
            while piece := stream.read(1 << 20):
                weights.update(piece)
    for path in describing_files(folder):
        description.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        description.update(path.read_bytes())
    found = weights.hexdigest(), description.hexdigest()
    private_folder(memory.parent)
    write_private(memory, json.dumps({"weights": found[0], "description": found[1], "stamp": stamp}))
    return found


def openvino_version() -> str:
    """As the installation's records name it; importlib.metadata would take 25 ms to say the same."""
    found = importlib.util.find_spec("openvino")
    if found is None or found.origin is None:
        raise ModelError("openvino is not installed", "Install askdocs again.")
    site = Path(found.origin).parents[1]
    return next((path.stem for path in site.glob("openvino-[0-9]*.dist-info")), "unknown")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
