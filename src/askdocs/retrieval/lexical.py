"""A question as a full-text query."""

from __future__ import annotations

from askdocs.language.words import content_words

_MAX_TERMS = 64
# A question is a sentence; someone who pastes a chapter is served by its first words, and FTS5's parser,
# which recurses, is spared the rest.


def expression(query: str) -> str | None:
    """The FTS5 expression that finds any of the query's content words.

    Each word is quoted, so that nothing in it is taken for FTS5's syntax.

    Returns:
        None where the query has no word to look for.
    """
    terms = list(dict.fromkeys(content_words(query)))[:_MAX_TERMS]
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in terms) or None
