"""Question to ranked passages: lexical, dense, and the two fused."""

from askdocs.retrieval.retriever import retrieve, term_weights

__all__ = ["retrieve", "term_weights"]
