"""Whether a question has one right answer only, so that two different ones contradict each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from askdocs.language.words import content_words, lexicon

_AMOUNT = re.compile(
    r"\bhow\s(?:many|much|old|long|far|tall|big|large|high|heavy|deep|wide|fast|cold|hot|effective|often|likely)\b"
    r"|\b(?:what|which)\b.*\b(?:rate|share|percentage|proportion|price|cost|costs|sum|amount|number|fine|size|length|"
    r"height|weight|worth|age|population|salary|turnover|profit|revenue|toll|score|temperature)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\bwhen\s(?:did|was|were|will|is|has|had|does)\b|\b(?:what|which)\s(?:year|date|day|month|time|century)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\bwhere\s(?:was|were|is|are|did|will|does)\b|\b(?:what|which)\s(?:city|country|town|place|state|village)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\bwho(?:['’]s|\sis|\swas|\swill\sbe)?\b", re.IGNORECASE)
_ONE_OF_A_KIND = re.compile(
    r"\bwho(?:['’]s|\s(?:is|was|will\sbe))\s(?:the|\w+['’]s?|\w+\s\w+['’]s?)\b"  # who is France's president
    r"|\b(?:what|which)\s(?:team|club|company|firm|country|city|party|newspaper|person|man|woman|ministry|agency|"
    r"organi[sz]ation|player|artist|author|university|bank)\b",
    re.IGNORECASE,
)
_BY_ONE = lexicon(
    "won win wins invented discovered discovers painted wrote composed founded built designed directed led leads heads "
    "headed commanded commands owns owned bought buys succeed succeeds succeeded replaced replaces elected appointed "
    "holds held chairs chaired runs ran governs governed killed shot coached coaches captained created ordered "
    "edited edits invent discover paint write compose found build design direct lead head command own buy replace"
)
_YES_NO = re.compile(
    r"\s*(?:and\s|but\s)?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may|might)"
    r"(?:n['’]t)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what kind the one right answer is; nothing is asked for where the question may have several."""

    words: tuple[str, ...]
    """The question's content words."""
    amount: bool = False
    date: bool = False
    place: bool = False
    name: bool = False
    person: bool = False
    """Whether the name is asked for with ``who``."""
    yes_no: bool = False


def asked(question: str, *, wants_list: bool = False) -> Asked:
    """What a question asks for that there is one of.

    ``who condemned the attack`` may have many answers, ``who won`` and ``which team`` have one. A question that wants
    a list has none that another contradicts.
    """
    words = tuple(content_words(question))
    if wants_list:
        return Asked(words)
    who = bool(_WHO.search(question))
    return Asked(
        words,
        amount=bool(_AMOUNT.search(question)),
        date=bool(_DATE.search(question)),
        place=bool(_PLACE.search(question)),
        name=bool(_ONE_OF_A_KIND.search(question)) or (who and any(word.lower() in _BY_ONE for word in words)),
        person=who,
        yes_no=bool(_YES_NO.match(question)),
    )
