"""Whether English words tell of what has happened or of what is to come, as far as their verbs show it."""

from __future__ import annotations

import re
from enum import StrEnum

from askdocs.text import Span


class Tense(StrEnum):
    """When something happens, seen from the day of writing."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"
    """Either: ``would``, ``could``, ``was to``."""


_IRREGULAR = (
    "was|were|had|did|said|told|went|came|made|took|gave|got|found|left|met|held|saw|began|won|lost|led|sent|spent|built|"
    "bought|brought|caught|thought|wrote|spoke|broke|chose|fell|flew|grew|knew|ran|rose|sat|sold|stood|struck|taught|"
    "threw|drew|became|kept|paid|felt|heard|shot|sought|fought|swore|stole|woke|wore|hid|bit|fled|dealt|meant|understood|"
    "withdrew|overthrew|underwent|been"
)
_FUTURE = (
    r"(?:will|won['’]t|shall)\b|['’]ll\b|\b(?:is|are|am)\s(?:also\s|still\s|not\s)?(?:to|due|set|going|scheduled|expected|"
    r"planning|planned|slated|hoping|likely)\b|\b(?:plans?|intends?|expects?|hopes?)\sto\b"
)
_OPEN = (
    r"(?:would|could|might|should|may|can|must|cannot)\b|\b(?:was|were)\s(?:also\s|not\s)?"
    r"(?:to|due|set|going|scheduled)\b"
)
_VERB = re.compile(
    # What follows "will" belongs to it: "will have been published" tells of the future.
    rf"\b(?:(?P<future>{_FUTURE})|(?P<open>{_OPEN}))(?:\s(?:not|be|have|been|also|to|\w+ly))*(?:\s\w+)?"
    rf"|\b(?P<past>(?!(?:need|indeed|speed|feed|seed|breed|hundred|sacred|embed)\b)(?:{_IRREGULAR}|\w{{2,}}ed))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:—–()]\s|\b(?:and|but|who|which|that|when|while|as|after|before|because|where|if|although|though)\b",
    re.IGNORECASE,
)


def tense_at(text: str, sentence: Span, span: Span) -> Tense | None:
    """The tense of the verb that a stretch of a sentence goes with; None where no verb shows one.

    It is the last verb before the stretch in its clause, else the first after it there, else the same in the sentence.
    """
    cuts = list(_CLAUSE.finditer(text, *sentence))
    start = max((cut.end() for cut in cuts if cut.end() <= span.start), default=sentence.start)
    end = min((cut.start() for cut in cuts if cut.start() >= span.end), default=sentence.end)
    return _nearest(text, Span(start, end), span) or _nearest(text, sentence, span)


def is_past(word: str) -> bool:
    """Whether a word has the form of a verb in the past: ``took``, ``resigned``."""
    found = _VERB.fullmatch(word)
    return found is not None and found.lastgroup == "past"


def _nearest(text: str, within: Span, span: Span) -> Tense | None:
    verbs = list(_VERB.finditer(text, *within))
    before = [verb for verb in verbs if verb.start() < span.start]
    after = [verb for verb in verbs if verb.start() >= span.end]
    verb = before[-1] if before else after[0] if after else None
    return Tense(str(verb.lastgroup)) if verb else None
