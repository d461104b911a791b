"""Converted models in the user's cache folder, each under its fingerprint.

::

    <cache>/models/
        seen/<digest of a path>.json     what the model files at that path digested to
        <fingerprint>/
            meta.json                    a :class:`Stored`, and the sizes of the files beside it
            tokenizer.json
            model.xml  model.bin         absent where the model cannot be converted
            compiled-*/                  what OpenVINO made of them for this processor
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from askdocs.embedding.fingerprint import Fingerprint, fingerprint
from askdocs.embedding.resolve import Located
from askdocs.errors import ModelError
from askdocs.model import ModelIdentity
from askdocs.runtime.compiled import Precision, faster_precision
from askdocs.runtime.publication import private_folder, publication

TOKENIZER = "tokenizer.json"
_META = "meta.json"
_TRIED = (8, 128)
# Texts and tokens: a batch as indexing has them.


@dataclass(frozen=True, slots=True)
class Stored:
    """A model as it lies in the cache."""

    folder: Path
    identity: ModelIdentity
    truncation: int
    """Tokens after which an input is cut: the identity's ``max_tokens`` and the passages' prompt."""
    pad_id: int
    unconverted: str | None
    """Why the model has to run in sentence-transformers; None where it is converted."""
    pooled: bool
    """Whether a vector is the mean of its tokens' own, so that those of a part make a vector of the part."""
    precision: Precision
    """The arithmetic in which this processor embeds many texts sooner."""

    def prompt(self, name: str) -> str:
        """What goes before a ``query`` or a ``passage``."""
        return dict(self.identity.prompts).get(name, "")


def prepare(located: Located, cache: Path, notify: Callable[[str], None]) -> Stored:
    """The model in the cache, converted now if it is not there yet.

    Processes that need the same model at once wait for the one that converts it.

    Args:
        located: where the model comes from.
        cache: the user's cache folder.
        notify: told, a line at a time, that a conversion takes place, or why there can be none.

    Raises:
        ModelError: the model cannot be loaded, or the cache cannot be written.
    """
    models = cache / "models"
    try:
        found = fingerprint(located, models)
        folder = models / found.text
        return read(folder, located.name) or _make_once(located, found, folder, notify)
    except OSError as error:
        raise ModelError(
            f"the model {located.name} cannot be kept in {models}: {error}",
            "Name a folder that can be written in the environment variable ASKDOCS_CACHE.",
        ) from error


def read(folder: Path, name: str) -> Stored | None:
    """The model in a folder of the cache; None where there is none, or a file of it is damaged or gone."""
    try:
        record = json.loads((folder / _META).read_bytes())
        if any((folder / file).stat().st_size != size for file, size in record["sizes"].items()):
            return None
        identity = record["identity"]
        prompts = tuple((str(key), str(text)) for key, text in identity["prompts"])
        return Stored(
            folder,
            ModelIdentity(**{**identity, "name": name, "prompts": prompts}),
            record["truncation"],
            record["pad_id"],
            record["unconverted"],
            record["pooled"],
            record["precision"],
        )
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
        return None


def discard(stored: Stored) -> None:
    """Have the model converted again when it is next prepared."""
    (stored.folder / _META).unlink(missing_ok=True)


def _make_once(located: Located, found: Fingerprint, folder: Path, notify: Callable[[str], None]) -> Stored:
    from filelock import FileLock

    private_folder(folder.parent)
    with FileLock(folder.with_suffix(".lock"), mode=0o600):
        made = read(folder, located.name)
        if made:
            return made
        notify(
            f"The converted model {located.name} in {folder} is damaged and is made again."
            if folder.exists()
            else f"Converting the model {located.name} for this machine, which happens once."
        )
        with publication(folder) as building:
            stored = _make(located, found, building, folder)
        gc.collect()
    if stored.unconverted:
        notify(f"{located.name} cannot be converted ({stored.unconverted}) and runs slowly in sentence-transformers.")
    return stored


def _make(located: Located, found: Fingerprint, building: Path, folder: Path) -> Stored:
    """Fill the folder ``building``, which will be ``folder``."""
    # Takes 4 s, and nothing that was converted before needs it.
    import numpy as np

    from askdocs.embedding import conversion

    traits, unconverted, pooled = conversion.convert(located.folder, building)
    prompts = {"query": traits.query_prompt, "passage": traits.passage_prompt}
    identity = ModelIdentity(
        name=located.name,
        weights=found.weights,
        dimensions=traits.dimensions,
        max_tokens=traits.truncation - traits.prompt_tokens,
        pooling=traits.pooling,
        prompts=tuple(sorted((name, text) for name, text in prompts.items() if text)),
    )
    precision: Precision = "f32"
    if unconverted is None:
        ones = np.ones((_TRIED[0], min(_TRIED[1], traits.truncation)), dtype=np.int64)
        precision = faster_precision(building, [ones, ones])
    stored = Stored(folder, identity, traits.truncation, traits.pad_id, unconverted, pooled, precision)
    record = asdict(stored) | {"sizes": {path.name: path.stat().st_size for path in building.iterdir()}}
    del record["folder"]
    (building / _META).write_text(json.dumps(record, indent=1), encoding="utf-8")
    return stored
