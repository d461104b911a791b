"""askdocs.toml and the environment, as frozen settings.

A library is a folder with an ``askdocs.toml``. Every key is optional::

    documents = ["articles", "/home/ana/notes.md"]   # files and folders, relative to this file
    index = ".askdocs/index"                         # where the index is built
    model = "all-MiniLM-L6-v2"                       # a name, or a folder with a sentence-transformers model
    device = "cpu"                                   # "cuda" indexes with sentence-transformers on the GPU
    overlap = 0                                      # sentences that neighbouring passages share
    style = "plain"                                  # how references are printed: apa, mla, chicago, …

The environment names folders only: ``ASKDOCS_LIBRARY`` (which library), ``ASKDOCS_CACHE`` (compiled models)
and ``ASKDOCS_DATA`` (the user's own library). None of them, and no setting, ever causes a network request.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from askdocs.errors import ConfigError, UsageError

FILE_NAME = "askdocs.toml"
DEFAULT_MODEL = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A library's settings, with the folder that relative paths in them start from."""

    root: Path
    documents: tuple[str, ...] = ()
    index: str = ".askdocs/index"
    model: str = DEFAULT_MODEL
    device: Literal["cpu", "cuda"] = "cpu"
    overlap: int = 0
    style: str = "plain"

    @property
    def file(self) -> Path:
        """The askdocs.toml that these settings are read from and written to."""
        return self.root / FILE_NAME

    @property
    def index_folder(self) -> Path:
        """Where the index lies, absolute."""
        return self.root / Path(self.index).expanduser()

    @property
    def records_file(self) -> Path:
        """The user's own records: beside the library's file, so that no rebuild of the index touches them."""
        return self.root / ".askdocs" / "records.sqlite"


def load(root: Path) -> Settings:
    """Read the settings of the library at ``root``.

    Raises:
        ConfigError: the file cannot be read or parsed, or a key or a value in it is wrong. The message names
            the key and the line.
    """
    file = root / FILE_NAME
    try:
        text = file.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # tomllib names line and column, but where the file ends too early.
        reason = str(error).replace("at end of document", f"at the end, line {len(text.splitlines())}")
        raise ConfigError(f"{file} is not valid TOML: {reason}", "Correct that line and try again.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8 text (byte {error.start})", "Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"cannot read {file}: {error.strerror}") from error
    for key, value in table.items():
        _check(file, text, key, value)
    return Settings(root=root, **{**table, "documents": tuple(table.get("documents", ()))})


def _check(file: Path, text: str, key: str, value: Any) -> None:
    match key, value:
        case "documents", list() if all(isinstance(entry, str) and entry for entry in value):
            return
        case (("index" | "model" | "style"), str()) if value.strip():
            return
        case "device", ("cpu" | "cuda"):
            return
        case "overlap", int() if not isinstance(value, bool) and 0 <= value <= 10:
            return
    expected = {
        "documents": "a list of paths",
        "index": "the path of a folder",
        "model": "a model's name or folder",
        "device": '"cpu" or "cuda"',
        "overlap": "a whole number of sentences from 0 to 10",
        "style": "a citation style's name",
    }
    found = re.search(rf"^[ \t]*\[?\[?[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    where = f"{file}, line {text.count(chr(10), 0, found.start()) + 1}" if found else str(file)
    if key in expected:
        raise ConfigError(f"{where}: {key} must be {expected[key]}, not {value!r}")
    raise ConfigError(f"{where}: there is no setting {key!r}", f"The settings are {', '.join(expected)}.")


def find(explicit: Path | None, environment: Mapping[str, str], start: Path) -> Path:
    """The folder of the library to use; it need not exist yet.

    In this order: ``explicit`` (``--library``), ``ASKDOCS_LIBRARY``, the nearest folder from ``start`` upward
    with an askdocs.toml, and the user's own library in the platform's data folder.

    Raises:
        UsageError: a library was named that is a file.
    """
    named = explicit or (Path(environment["ASKDOCS_LIBRARY"]) if environment.get("ASKDOCS_LIBRARY") else None)
    if named is not None:
        named = Path.cwd() / named.expanduser()
        if named.name == FILE_NAME:
            named = named.parent
        if named.is_file():
            raise UsageError(f"{named} is a file; a library is a folder with an {FILE_NAME}")
        return named
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    return data_folder(environment)


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the user's own library lives when no other is named."""
    if environment.get("ASKDOCS_DATA"):
        return Path(environment["ASKDOCS_DATA"])
    import platformdirs

    return platformdirs.user_data_path("askdocs", appauthor=False)


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where compiled models are kept; everything in it can be made again."""
    if environment.get("ASKDOCS_CACHE"):
        return Path(environment["ASKDOCS_CACHE"])
    import platformdirs

    return platformdirs.user_cache_path("askdocs", appauthor=False)
