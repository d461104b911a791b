"""How a quote or a passage is cited."""

from __future__ import annotations

from askdocs.model import Passage, Quote


def citation(cited: Quote | Passage) -> str:
    """The reference as it is printed: author, title, publication and date, then where it stands.

    Only what the document says is printed.
    """
    from askdocs.citing.styles import plain

    return plain(cited.document, cited.line)
