"""What can be asked."""

from __future__ import annotations

from askdocs.errors import UsageError

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
