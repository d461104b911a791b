"""Everything that askdocs raises on purpose.

::

    AskdocsError                 kind             exit code
    ├── UsageError               usage                2   the question or an option is wrong
    │   ├── ConfigError          config               2   askdocs.toml or the environment is wrong
    │   ├── ModelError           model                2   a model is not there, or is not what it should be
    │   ├── LibraryBusy          busy                 2   another process is writing, and went on writing
    │   └── StorageError         storage              2   the disk is full, or may not be written
    ├── NoLibrary                no_library           3   there is no library to ask
    │   └── EmptyLibrary         empty_library        3   there is one, with nothing in it
    ├── DocumentError            document             4   a document cannot be read
    │   └── DocumentsMissing     documents_missing    4   a whole folder of documents is gone
    └── IndexDamaged             index                5   the index must be rebuilt
        ├── IndexOutdated        index                5   the index was made by an earlier version
        └── ModelMismatch        model_mismatch       5   the index was made by another model

Each carries a message (what is wrong, and where) and a hint (what to do next). A front end prints both;
``kind`` is what ``--json`` reports and is never renamed.
"""

from __future__ import annotations

from typing import ClassVar


class AskdocsError(Exception):
    """The root of the tree: a failure that its reader can act on."""

    kind: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(AskdocsError):
    """The question, a path or an option cannot be used as given."""

    kind = "usage"
    exit_code = 2


class ConfigError(UsageError):
    """A setting in askdocs.toml or in the environment is wrong."""

    kind = "config"


class ModelError(UsageError):
    """A model is not on this machine, or its files are not what they should be."""

    kind = "model"


class LibraryBusy(UsageError):
    """Another process holds the library's write lock."""

    kind = "busy"


class StorageError(UsageError):
    """The index or the records cannot be written; what was stored before is as it was."""

    kind = "storage"


class NoLibrary(AskdocsError):
    """No library was found where one was looked for."""

    kind = "no_library"
    exit_code = 3


class EmptyLibrary(NoLibrary):
    """The library is there, and holds no document that could be asked."""

    kind = "empty_library"


class DocumentError(AskdocsError):
    """A document cannot be read."""

    kind = "document"
    exit_code = 4


class DocumentsMissing(DocumentError):
    """A path that the library records is not there as a whole: an unplugged disk, perhaps."""

    kind = "documents_missing"


class IndexDamaged(AskdocsError):
    """The index on disk cannot be used and has to be rebuilt."""

    kind = "index"
    exit_code = 5


class IndexOutdated(IndexDamaged):
    """An earlier version made the index; whoever may write it can bring it up to date."""


class ModelMismatch(IndexDamaged):
    """The index holds another model's vectors, which cannot be compared with this one's."""

    kind = "model_mismatch"
