"""Documents to passages and sentences, as spans of characters."""

from askdocs.chunking.passages import Chunk, chunk

__all__ = ["Chunk", "chunk"]
