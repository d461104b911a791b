"""The reader's weights, which come with askdocs, and their converted form in the user's cache folder.

::

    <cache>/reader/<digest>/
        tokenizer.json  specials.json
        model.xml  model.bin
        precision            the arithmetic in which this processor runs it sooner
        compiled-*/          what OpenVINO made of them for this processor
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from askdocs.config import DEFAULT_MODEL, Settings
from askdocs.embedding.fingerprint import openvino_version
from askdocs.embedding.resolve import resolve
from askdocs.errors import ModelError
from askdocs.runtime.compiled import MODEL_FILE, WEIGHTS_FILE, Precision, faster_precision
from askdocs.runtime.publication import private_folder, publication

HERE = Path(__file__).parent
WEIGHTS = HERE / "reader.safetensors"
CARD = HERE / "card.json"
TOKENIZER = "tokenizer.json"
SPECIALS = "specials.json"
_PRECISION = "precision"
_TRIED = (6, 150)
# Passages and tokens: about what is read for a question.
_VERSION = 1
"""Of what is kept: raise it when the conversion or the network changes."""


def prepare(cache: Path, notify: Callable[[str], None]) -> Path:
    """The folder with the converted reader, converted now if it is not there yet.

    Args:
        cache: the user's cache folder.
        notify: told, in one line, that a conversion takes place.

    Raises:
        ModelError: the weights or the base model are not there or not what they should be, or the cache cannot be
            written.
    """
    expected = str(json.loads(CARD.read_text(encoding="utf-8"))["sha256"])
    made_by = f"{expected} {openvino_version()} {_VERSION}"
    folder = cache / "reader" / hashlib.sha256(made_by.encode()).hexdigest()[:32]
    try:
        return folder if _complete(folder) else _make_once(folder, expected, notify)
    except OSError as error:
        raise ModelError(
            f"the reader cannot be kept in {folder.parent}: {error}",
            "Name a folder that can be written in the environment variable ASKDOCS_CACHE, or ask with --fast.",
        ) from error


def precision(folder: Path) -> Precision:
    """The arithmetic in which this processor runs the reader in a prepared folder sooner."""
    return "f32" if (folder / _PRECISION).read_text(encoding="utf-8") == "f32" else "bf16"


def discard(folder: Path) -> None:
    """Have the reader converted again when it is next prepared."""
    (folder / MODEL_FILE).unlink(missing_ok=True)


def _complete(folder: Path) -> bool:
    return all((folder / name).is_file() for name in (TOKENIZER, SPECIALS, MODEL_FILE, WEIGHTS_FILE, _PRECISION))


def _make_once(folder: Path, expected: str, notify: Callable[[str], None]) -> Path:
    from filelock import FileLock

    private_folder(folder.parent)
    with FileLock(folder.with_suffix(".lock"), mode=0o600):
        if not _complete(folder):
            notify("Converting the reader for this machine, which happens once.")
            _check(expected)
            # Takes seconds, and nothing that was converted before needs it.
            from askdocs.answering.reader.conversion import convert

            base = resolve(Settings(root=HERE, model=DEFAULT_MODEL), {})
            with publication(folder) as building:
                convert(base, WEIGHTS, building)
                ids = np.ones(_TRIED, dtype=np.int64)
                faster = faster_precision(building, [ids, ids, ids])
                (building / _PRECISION).write_text(faster, encoding="utf-8")
    return folder


def _check(expected: str) -> None:
    """Refuse weights that are gone or not those that shipped."""
    try:
        found = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    except OSError as error:
        message = f"cannot read the reader's weights {WEIGHTS}: {error.strerror}"
        raise ModelError(message, "Install askdocs again.") from error
    if found != expected:
        raise ModelError(f"the reader's weights in {WEIGHTS} are damaged", "Install askdocs again.")
