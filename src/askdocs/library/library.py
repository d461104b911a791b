"""A library: a folder with an askdocs.toml, the documents it names, and the index built from them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from askdocs import config
from askdocs.config import Settings
from askdocs.errors import ModelMismatch, NoLibrary, UsageError
from askdocs.index import Index
from askdocs.library.corrections import CorrectedIndex
from askdocs.model import DocumentInfo
from askdocs.records import Records
from askdocs.runtime.once import loaded_once

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from askdocs.answering.reader import Reader
    from askdocs.embedding import Encoder


class Reporter(Protocol):
    """Where a use case says what it is doing; a front end shows it."""

    def note(self, message: str) -> None:
        """Say one line that the user should read."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Say how far a stage has come; ``done == total`` ends it."""


class Library:
    """The settings, and what they lead to: files, records, index and encoder."""

    def __init__(self, settings: Settings, reporter: Reporter) -> None:
        self.settings = settings
        self.reporter = reporter

    @classmethod
    def find(cls, explicit: Path | None, reporter: Reporter, environment: Mapping[str, str] = os.environ) -> Library:
        """The library that a command is about; see :func:`askdocs.config.find`.

        Raises:
            NoLibrary: there is none at that place.
            ConfigError: its askdocs.toml is wrong.
        """
        root = config.find(explicit, environment, Path.cwd())
        if not (root / config.FILE_NAME).is_file():
            raise NoLibrary(
                f"there is no library at {root}",
                '`askdocs add PATH…` makes one of your documents; `askdocs --samples "…"` asks the sample articles.',
            )
        return cls(config.load(root), reporter)

    @classmethod
    def samples(cls, reporter: Reporter) -> Library:
        """The sample articles that come with askdocs, indexed in the user's cache folder."""
        from askdocs import __version__

        package = Path(__file__).parents[1]
        # The wheel carries the samples inside the package; a checkout has them at its top.
        folder = next(path for path in (package / "samples", package.parents[1] / "seeds") if path.is_dir())
        home = config.cache_folder() / f"samples-{__version__}"
        return cls(Settings(root=folder, documents=(".",), index=str(home)), reporter)

    def path_of(self, name: str) -> Path:
        """Where the document with this path within the library lies on disk."""
        return self.settings.root / name

    def name_of(self, path: Path) -> str:
        """The path within the library of a file on disk: relative where it can be, with ``/``."""
        root = self.settings.root
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()

    def roots(self) -> list[tuple[str, Path]]:
        """The files and folders that the settings name, each as it stands there and absolute."""
        root = self.settings.root
        return [(name, Path(os.path.normpath(root / Path(name).expanduser()))) for name in self.settings.documents]

    @property
    def records(self) -> Records:
        """What the user made by hand."""
        return Records.open(self.settings.records_file)

    @property
    def own_records(self) -> Records:
        """The same, to be written to.

        Raises:
            UsageError: this is no library of the user's, but the samples.
        """
        if not self.settings.file.is_file():
            raise UsageError(
                "nothing can be noted on the sample articles", "`askdocs add PATH…` makes a library of your own."
            )
        return self.records

    @loaded_once
    def encoder(self) -> Encoder:
        """The model that the settings name."""
        from askdocs.embedding import open_encoder

        return open_encoder(self.settings, self.reporter.note)

    @loaded_once
    def reader(self) -> Reader:
        """What finds the answering words; it comes with askdocs."""
        from askdocs.answering.reader import Reader

        return Reader(config.cache_folder(), self.reporter.note, self._readers_tokenizer)

    def _readers_tokenizer(self) -> Tokenizer | None:
        """The encoder's, where it is the model that the reader was trained from."""
        from askdocs.embedding.resolve import PACKAGED_WEIGHTS

        return self.encoder.tokenizer if self.encoder.identity.weights == PACKAGED_WEIGHTS else None

    def open_index(self) -> Index:
        """The committed index, with its documents as they were corrected.

        Raises:
            EmptyLibrary: nothing was ever indexed.
            IndexDamaged: it cannot be read.
        """
        return CorrectedIndex.opened(self.settings.index_folder, self.records.corrections())

    def check_model(self, index: Index) -> None:
        """Refuse vectors that another model made.

        Raises:
            ModelMismatch: with the command that rebuilds.
        """
        if index.identity != self.encoder.identity:
            raise ModelMismatch(
                f"the index was made by {index.identity.name}, and the settings name {self.encoder.identity.name}"
                if index.identity.name != self.encoder.identity.name
                else f"the index was made by another version of {index.identity.name}",
                "`askdocs sync --rebuild` makes it again.",
            )

    def resolve(self, index: Index, wanted: str) -> DocumentInfo:
        """The document that a user means by an id, the beginning of one, or a path.

        Raises:
            UsageError: none is meant, or several are.
        """
        found = self.meant(index.documents(), wanted)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(info.path for info in found[:5])
            raise UsageError(f"{wanted!r} may mean {len(found)} documents: {names}", "Give more of the path or the id.")
        raise UsageError(f"there is no document {wanted!r} in the library", "`askdocs documents` lists them.")

    def meant(self, infos: Sequence[DocumentInfo], wanted: str) -> list[DocumentInfo]:
        """Those of some documents that a user may mean by an id, the beginning of one, or a path."""
        here = self.name_of(Path(os.path.normpath(Path.cwd() / wanted)))
        exact = [info for info in infos if wanted in (info.id, info.path) or here == info.path]
        return exact or [info for info in infos if info.id.startswith(wanted) or info.path.endswith("/" + wanted)]
