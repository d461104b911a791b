"""Question to ranked passages: filters, lexical, dense, the two fused, and what a question names."""

from askdocs.retrieval.filtering import Selection, select
from askdocs.retrieval.retriever import retrieve, term_weights
from askdocs.retrieval.spelling import mended

__all__ = ["Selection", "mended", "retrieve", "select", "term_weights"]
