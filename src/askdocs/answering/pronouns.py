"""Words that stand for what the sentence before names."""

from __future__ import annotations

import re

from askdocs.language.words import lexicon

PRONOUNS = lexicon("he she they it his her hers their theirs its this that these those")
_OPENING = re.compile(rf"[“\"‘'(]*(?:{'|'.join(sorted(PRONOUNS))})\b", re.IGNORECASE)


def opens_with_pronoun(sentence: str) -> bool:
    """Whether who or what a sentence is about stands in the one before."""
    return _OPENING.match(sentence) is not None
