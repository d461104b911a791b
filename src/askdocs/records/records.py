"""What is removed from a library, said of its documents, and clipped from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from askdocs.model import Description
from askdocs.records import clips, corrections, schema
from askdocs.records.clips import Clip
from askdocs.records.corrections import Correction
from askdocs.records.file import RecordsFile


class Records(RecordsFile):
    """The user's records of one library."""

    @classmethod
    def open(cls, file: Path) -> Self:
        """The records in ``file``, which need not exist.

        Raises:
            UsageError: the file is no records file, one of a later askdocs, or may not be read.
        """
        records = cls(file)
        records.exclusions()
        return records

    def exclusions(self) -> frozenset[str]:
        """The paths that are kept out of the library: a document's, or a folder's for all beneath it.

        Raises:
            UsageError: the file cannot be read.
        """
        return frozenset(path for (path,) in self._rows(schema.EXCLUSIONS, "SELECT path FROM exclusions"))

    def exclude(self, paths: Iterable[str]) -> None:
        """Keep paths out of the library.

        Raises:
            UsageError: the file cannot be written.
        """
        wanted = [(path,) for path in paths]
        if wanted:
            with self._writing() as connection:
                connection.executemany("INSERT OR IGNORE INTO exclusions (path) VALUES (?)", wanted)

    def include(self, paths: Iterable[str]) -> None:
        """Let paths that were excluded in again; others are left as they are.

        Raises:
            UsageError: the file cannot be written.
        """
        unwanted = self.exclusions().intersection(paths)
        if unwanted:
            with self._writing() as connection:
                connection.executemany("DELETE FROM exclusions WHERE path = ?", ((path,) for path in unwanted))

    def corrections(self) -> dict[str, Correction]:
        """What is said of documents in place of what their files say, by path.

        Raises:
            UsageError: the file cannot be read.
        """
        return corrections.of(self._rows(schema.CORRECTIONS, corrections.ALL))

    def describe(self, path: str, description: Description) -> None:
        """Say by hand what a document is; what was said before and is not said again stays.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            corrections.put(connection, path, "hand", description)

    def import_descriptions(self, descriptions: Mapping[str, Description]) -> None:
        """What a bibliography says of documents, by path, in place of what one said of these before.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            for path, description in descriptions.items():
                corrections.drop(connection, path, "import")
                corrections.put(connection, path, "import", description)

    def forget_description(self, path: str) -> None:
        """Take back all that was said of a document, by hand and by bibliographies.

        Raises:
            UsageError: the file cannot be written.
        """
        if path in self.corrections():
            with self._writing() as connection:
                corrections.drop(connection, path)

    def clips(self) -> list[Clip]:
        """The notebook, in the order in which it was filled.

        Raises:
            UsageError: the file cannot be read.
        """
        return [clips.of(row) for row in self._rows(schema.CLIPS, clips.ALL)]

    def clip(self, clip: Clip) -> Clip:
        """Put a clip into the notebook; returns it with its number.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            return clips.put(connection, clip)

    def unclip(self, numbers: Iterable[int]) -> None:
        """Take clips out of the notebook.

        Raises:
            UsageError: the file cannot be written.
        """
        with self._writing() as connection:
            clips.drop(connection, numbers)
