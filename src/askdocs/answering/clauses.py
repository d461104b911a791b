"""The clause of a sentence that answers: the reason that it gives, or what it says that a thing is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from askdocs.answering.overlap import covered
from askdocs.language.words import words
from askdocs.text import Span

_REASON = re.compile(
    r"\b(?:because(?:\sof)?|owing\sto|due\sto|thanks\sto|as\sa\sresult\sof|in\sorder\sto|so\s(?:that|as\sto)|"
    r"for\s(?:lack|want|fear)\sof|out\sof\sfear|over\s(?:fears|concerns|worries|reports|claims|allegations)\b|"
    r"on\sthe\sgrounds?\s(?:of|that)|a\smatter\sof|on\saccount\sof)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"[“\"(]?(?P<to>To\s[a-z]+\s[^,;:]+),")
_CLAUSE_END = re.compile(
    r"[;:!?—–”\"()]|\.(?=\s|$|”)|,\s(?:and|but|while|which|who|he|she|it|they|we|as|according|said)\b|,”"
)
_SAID_AFTER = re.compile(r",\s(?:\w+\s){1,4}(?:said|says|told|added|explained)\b")
_IS = re.compile(r"\s(?:is|are|was|were)\s(?P<what>(?:an?|the|one|any|some|each|every|not)\b)", re.IGNORECASE)
_IS_ANY = re.compile(r"\s(?:is|are)\s(?P<what>\w)")
_BESIDE = re.compile(r",\s(?P<what>(?:an?|the|one\sof|which\sis\san?|which\sare)\s\w)")
_MEANS = re.compile(r"\s(?:means|meant|stands\sfor|refers\sto|is\sknown\sas|is\scalled|is\sdefined\sas)\s(?P<what>\w)")
_RUN_ON = re.compile(r",\s[\w’'-]+(?:\s[\w’'-]+){0,4}?(?:,\s[\w’'-]+(?:\s[\w’'-]+){0,4}?){0,8},?\s(?:and|or)\s")
_FEWEST = 2
# Words: a shorter clause says too little.


def reason(text: str, sentence: Span) -> Span | None:
    """Why: the clause that ``because``, ``due to`` or an opening ``To …,`` begins."""
    found = _REASON.search(text, *sentence)
    if found:
        return _of_enough(text, Span(found.start(), _end(text, found.end(), sentence.end)))
    purpose = _PURPOSE.match(text, *sentence)
    return Span(*purpose.span("to")) if purpose else None


def definition(terms: Iterable[str], text: str, sentence: Span) -> Span | None:
    """What a thing is said to be: the predicate of ``X is a …``, or what stands beside it, ``X, a …,``."""
    weights = dict.fromkeys(terms, 1.0)
    for pattern in (_MEANS, _IS, _BESIDE, _IS_ANY):
        for found in pattern.finditer(text, *sentence):
            before = _clause_before(text, sentence.start, found.start())
            if _names(weights, before.of(text)):
                start = found.start("what")
                return _of_enough(text, Span(start, _end(text, start, sentence.end, run_on=True)))
    return None


def _names(terms: dict[str, float], clause: str) -> bool:
    """Whether the thing that is asked of stands at the end of a clause, whole."""
    spelled = [span.of(clause) for span in words(clause)]
    return bool(terms) and len(covered(terms, " ".join(spelled[-len(terms) - 1 :]))) == len(terms)


def _clause_before(text: str, start: int, end: int) -> Span:
    for found in re.compile(r"[;:—–,(]\s").finditer(text, start, end):
        start = found.end()
    return Span(start, end)


def _end(text: str, start: int, end: int, *, run_on: bool = False) -> int:
    """Where the clause ends that goes on from ``start``."""
    ends = [
        found.start() for found in (_CLAUSE_END.search(text, start, end), _SAID_AFTER.search(text, start, end)) if found
    ]
    comma = text.find(",", start, end)
    # A comma ends what stands beside a name, unless it is one of an enumeration's.
    if run_on and comma >= 0 and not _RUN_ON.match(text, comma, end):
        ends.append(comma)
    return min([*ends, end])


def _of_enough(text: str, span: Span) -> Span | None:
    span = span.trimmed(text)
    return span if len(words(text, span)) >= _FEWEST else None
