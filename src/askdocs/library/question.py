"""What can be asked."""

from __future__ import annotations

from askdocs.errors import UsageError
from askdocs.index import Index
from askdocs.library.library import Library
from askdocs.retrieval import mended

LONGEST_QUESTION = 2_000
"""Characters. A longer text is no question, and most of it would be cut off by the encoder unseen."""


def usable(question: str, what: str = "question") -> str:
    """The question without white space around it.

    Raises:
        UsageError: nothing is left, or too much.
    """
    question = question.strip()
    if not question:
        raise UsageError(f"the {what} is empty", 'Ask one, for example: askdocs "who inspected NSO?"')
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"the {what} has {len(question):,} characters; {LONGEST_QUESTION:,} are the most",
            "Ask for one thing at a time.",
        )
    return question


def respelled(library: Library, index: Index, question: str, *, keywords: bool = False) -> str:
    """The question with its misspelled words mended, as far as the documents have what was meant; says which.

    A word that no document has is left alone where the model knows it: ``bread`` is not ``broad``.

    Args:
        library: which one.
        index: of the library.
        question: as it was asked.
        keywords: do without the model.
    """

    def is_word(word: str) -> bool:
        if keywords:
            return False
        alone, nothing = library.encoder.count_tokens([word, ""])
        return alone == nothing + 1

    for span, meant in sorted(mended(index, question, is_word).items(), reverse=True):
        library.reporter.note(f"No document has “{span.of(question)}”; “{meant}” is looked for.")
        question = question[: span.start] + meant + question[span.end :]
    return question
