"""The index: a catalogue in SQLite and vectors in FAISS, tied by one commit.

Opening it and searching keywords imports neither numpy nor faiss.
"""

from __future__ import annotations

from askdocs.index.catalogue import Counts, Hit, Stamp
from askdocs.index.reader import Index
from askdocs.index.writer import IndexWriter

__all__ = ["Counts", "Hit", "Index", "IndexWriter", "Stamp"]
