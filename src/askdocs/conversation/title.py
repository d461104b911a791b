"""What a conversation is called until the user calls it something else."""

from __future__ import annotations

_LONGEST = 60


def title_of(question: str) -> str:
    """The first question of a conversation as its title: on one line, of at most 60 characters."""
    words = " ".join(question.split())
    if len(words) <= _LONGEST:
        return words
    cut = words[:_LONGEST]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut[:-1]).rstrip(" ,;:") + "…"
