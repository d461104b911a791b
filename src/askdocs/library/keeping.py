"""Where the conversations of a library are kept."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from askdocs import config
from askdocs.library.library import Library

_CHECKOUT = (".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", ".fslckout", "CVS")
"""What version control leaves in the folder that it watches. In a worktree or a submodule of git it is a file."""
_SERVED = ("public_html",)
"""Folders that web servers publish by their name."""


def is_published(folder: Path) -> bool:
    """Whether what lies in a folder is likely to be published: it, or one above it, is a checkout or is served."""
    above = (folder, *folder.parents)
    return any(each.name in _SERVED or any((each / mark).exists() for mark in _CHECKOUT) for each in above)


def private_file(library: Library) -> Path:
    """The file in the user's data folder for conversations that cannot be kept in the library's own records."""
    root = library.settings.root.resolve()
    name = sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return config.data_folder() / "conversations" / f"{name}.sqlite"


def conversations_file(library: Library) -> Path:
    """The file that the conversations of a library are kept in.

    It is the library's own records, but in a folder that is likely to be published, and for the samples, which have no
    records. Conversations that were kept in the data folder once stay there, whatever becomes of the library's.
    """
    private = private_file(library)
    own = library.settings.file.is_file() and not is_published(library.settings.root.resolve())
    return library.settings.records_file if own and not private.exists() else private
