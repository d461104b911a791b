"""What the user and bibliographies say of documents, in place of what the files say: here, and nowhere else.

Whatever leaves the index or a file through the library passes here, so that it is shown and cited alike everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from askdocs.citing.catalogued import natural
from askdocs.citing.reference import ISSUED
from askdocs.index import Index
from askdocs.model import Description, Document, DocumentInfo, Passage
from askdocs.records import Correction


def corrected(info: DocumentInfo, correction: Correction | None) -> DocumentInfo:
    """What is known of a document: what the user says, else what a bibliography does, else what the file does.

    Args:
        info: as the file has it.
        correction: of that document, if there is one.
    """
    if correction is None:
        return info
    said = correction.hand.or_else(_fitting(correction.imported, info))
    told: dict[str, Any] = {
        "title": said.title,
        "authors": tuple(map(natural, said.authors)),
        "source": said.source or (said.publisher if said.kind in ISSUED else said.container),
        "published": said.published,
        "url": said.url,
        "tags": said.tags,
    }
    changed = {name: value for name, value in told.items() if value and value != getattr(info, name)}
    return replace(info, description=said, corrected=tuple(changed), **changed)


def _fitting(imported: Description, info: DocumentInfo) -> Description:
    """Without a date that is the file's own, only less precise: many bibliographies keep no days."""
    if imported.published and (info.published or "").startswith(imported.published):
        return replace(imported, published=None)
    return imported


class CorrectedIndex(Index):
    """An index whose documents are as they were corrected."""

    corrections: Mapping[str, Correction]

    @classmethod
    def opened(cls, folder: Path, corrections: Mapping[str, Correction]) -> CorrectedIndex:
        """As :meth:`Index.open`, with the corrections by path."""
        index = cls.open(folder)
        index.corrections = corrections
        return index

    def documents(self) -> list[DocumentInfo]:
        """All documents, by path; of many, they are read once, and a session's questions need not wait for it."""
        return list(self._infos)

    @cached_property
    def _infos(self) -> tuple[DocumentInfo, ...]:
        return tuple(self._corrected(info) for info in super().documents())

    def document(self, document_id: str) -> Document:
        """A document with its text."""
        document = super().document(document_id)
        return replace(document, info=self._corrected(document.info))

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key, in the order of ``keys``."""
        found = super().passages(keys)
        for key, passage in found.items():
            if passage.document.path in self.corrections:
                found[key] = replace(passage, document=self._corrected(passage.document))
        return found

    def _corrected(self, info: DocumentInfo) -> DocumentInfo:
        return corrected(info, self.corrections.get(info.path))
