"""What a question asks for: its kind, and the kinds of words that would answer it.

Questions come as people type them: without a question mark, in lower case, with a word too few or a space too many.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from askdocs.answering.listing import listing
from askdocs.language.mentions import MentionKind
from askdocs.language.tenses import is_past
from askdocs.language.words import is_function_word, lexicon


class Kind(StrEnum):
    """What a question asks for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    WHY = "why"
    HOW = "how"
    WHAT_IS = "what is"
    """What a thing is: a definition."""
    YES_NO = "yes/no"
    LIST = "list"
    """All of several: ``which heads of state``, ``who are the``."""
    SAID = "said"
    """What somebody says of something."""
    DOCUMENTS = "documents"
    """The documents themselves; see :mod:`askdocs.answering.listing`."""
    WHAT = "what"
    """Anything else that is asked in a sentence."""
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a question asks for, and the kinds of mention that could answer, best first."""

    kinds: tuple[MentionKind, ...] = ()
    """None where the question asks for something else."""
    place: bool = False
    """Whether the words would say where: a name after a preposition of place."""
    verb: str | None = None
    """What is asked who did it: the verb that the answering words would be the subject of."""
    kind: Kind = Kind.WHAT
    speaker: str | None = None
    """Of :attr:`Kind.SAID`: who is asked what they say, as the question names them."""
    topic: str | None = None
    """Of :attr:`Kind.SAID` and :attr:`Kind.WHAT_IS`: what it is said of, or what is to be defined."""


_WHEN = (MentionKind.DATE, MentionKind.TIME)
_COUNT = (MentionKind.NUMBER, MentionKind.PERCENT)
_SHARE = (MentionKind.PERCENT, MentionKind.NUMBER)
_SUM = (MentionKind.MONEY, MentionKind.PERCENT, MentionKind.NUMBER)
_NAME = (MentionKind.NAME,)

_POLITE = re.compile(
    r"(?:(?:hi|hey|hello|ok|okay|so|and|but|well|please|pls)\b[,\s]*|(?:can|could|would|will)\syou\s(?:please\s)?"
    r"(?=tell|explain|list|name|say|show|give|describe|define)|do\syou\sknow\s(?=wh|how|if)|"
    r"i\s(?:want|need|would\slike|['’]?d\slike)\sto\sknow\s|(?:please\s)?tell\sme\s(?=wh|how|if)|"
    r"i\swonder\s|any\sidea\s)+"
)
_GLUED = re.compile(r"\b(how)(many|much|long|often|far|old)\b|\b(what|who|where|when|why|how)['’]?(is|s)\b")

_SAYS = (
    r"(?:say|says|said|saying|tell|told|think|thinks|thought|claim|claimed|argue|argued|reply|replied|respond|responded|"
    r"answer|answered|comment|commented|state|stated|write|written|report|reported|suggest|suggested|call|called|"
    r"conclude|concluded|recommend|recommended|warn|warned|promise|promised|add|announce|announced|explain|explained|"
    r"believe|believed|demand|demanded|insist|insisted|predict|predicted|admit|admitted|deny|denied)"
)
_ON = r"(?:about|on|of|to|regarding|concerning|in|for)"
_SAID = tuple(
    re.compile(pattern)
    for pattern in (
        rf"what\s(?:else\s)?(?:did|does|do|has|have|had)\s(?P<speaker>.+?)\s{_SAYS}\b(?P<rest>.*)",
        r"what\s(?:is|are|was|were)\s(?P<speaker>.+?)\s(?:saying|telling|claiming|arguing)\b(?P<rest>.*)",
        r"what\s(?P<speaker>(?!(?:is|was|are|were|happened)\b).+?)\s(?:said|says|told|thinks|thought)\b(?P<rest>.*)",
        rf"what\s(?:was|is)\s{_SAYS}\sby\s(?P<speaker>.+?)(?P<rest>\s{_ON}\s.*)?",
        r"how\s(?:did|does|do|has|have)\s(?P<speaker>.+?)\s(?:react|respond|repl(?:y|i))(?:ed)?\b(?P<rest>.*)",
        r"what\s(?:is|was|are|were)\s(?P<speaker>his|her|their|its|your|\S.*?(?=['’]))(?:['’]s?)?\s(?:\w+\s)?(?:reaction|"
        r"response|reply|answer|opinion|view|position|comment|statement|stance|verdict|take)s?\b(?P<rest>.*)",
        rf"(?:quotes?|quotations?|comments?|statements?|remarks)\s(?:by|from|of)\s(?P<speaker>.+?)(?P<rest>\s{_ON}\s.*)?",
    )
)
_OPENS = r"(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could)\b"
_SOURCED = re.compile(
    rf"(?:according\sto\s(?P<to>[^,]+?)|in\s(?P<of>[^,]+?)['’]s?\s(?:view|opinion|words)),?\s(?P<rest>{_OPENS}.+)"
)
_FRONTED = re.compile(rf"(?:in|on|at|after|before|during|since|as|for|of)\s[^,]+,\s(?={_OPENS})")
_TOPIC = re.compile(r"(?:.*?\s)?(?:about|on|regarding|concerning|to|of)\s+(?P<topic>.+)")

_AUXILIARY = re.compile(
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|must|might|may)(?:n['’]t|nt)?\s"
    r"(?!\d)\S"
)
_WHETHER = re.compile(r"(?:if|whether)\s(?!.*\b(?:who|what|which|when|where|why|how)\b)")
_EITHER = re.compile(r"\sor\s(?!not\b)")

_OF_SEVERAL = re.compile(
    r"(?:which|what)\sof\s(?:the|these|those|my|his|her|its|their)\s(?:\w+\s)+?(?:are|were|have|did|do)\b"
)
_PEOPLE = lexicon("people men women children media criteria phenomena police mice feet teeth")
_SINGULAR = lexicon(
    "this his its is was has does as us yes plus bus gas news series species means basis crisis analysis thesis "
    "process princess boss class loss access business address congress progress status virus bonus campus census "
    "always perhaps physics politics mathematics economics across"
)
_VERBS = lexicon(
    "happens causes makes gives goes comes says takes keeps leads needs gets drives becomes remains looks works "
    "means follows explains stands stops starts ends does counts matters lies falls turns belongs"
)
_AFTER_A_VERB = lexicon("a an the to his her its their this that it him them you me us when if")
_AFTER_PLURAL = lexicon("of are were have had do did can could will would should may might must that who whose")
_LISTS = re.compile(
    r"(?:(?:please\s)?(?:list|name|enumerate)\s(?:all\s|me\s|some\s|the\s|every\s|\d|\w+s\b)|(?:give|show)\sme\s(?:a\slist|all|the\snames)"
    r"|(?:a\s)?list\sof\s|who\s(?:are|were)\b|who\selse\b|what\s(?:are|were)\s(?:the|some|all|his|her|its|their|examples)\b"
    r"|which\s(?:ones|are|were)\b|what\sare\sexamples\b)"
)
_IN_FRONT = re.compile(r"(?:in|on|at|from|to|by|with|of|for|under|through|among|during|into)\s(?=(?:which|what)\s)")

_DEFINITION = re.compile(
    r"(?:what\s(?:is|are|was|were)\s(?:meant\sby\s|the\s(?:meaning|definition)\sof\s)?(?P<topic>.+)"
    r"|(?:define|definition\sof|meaning\sof|the\s(?:meaning|definition)\sof)\s(?P<defined>.+)"
    r"|what\s(?:does|do|did)\s(?P<named>.+)\s(?:mean|stand\sfor)|what\s(?P<called>.+)\s(?:means|stands\sfor))"
)
_RELATED = re.compile(
    r"\s(?:of|for|in|at|on|between|behind|to|from|by|with|about|like|made|called|known|used|found|worth|being|going|\w{3,}ed)"
    r"\b|['’]s?\s|\b(?:the|his|her|its|their|your|my|our)\s(?:name|price|cost|\w+est|most|number|amount|capital|colou?r|"
    r"reason|cause|difference|population|age|size|purpose|result|outcome|point|problem|weather|time|date)\b"
)
# What "what is" may go on with besides a thing to be defined; "the" only before a name.
_OTHERWISE = re.compile(
    r"(?:in|on|at|off|out|up|under|behind|above|it|he|she|they|this|that|these|those|there|i|you|we|one|some|any|all|most|"
    r"my|your|his|her|its|our|their|not|wrong|going|\w+ly|\w+ing)\b|(?:.*\s)?\w+ing$"
)
_COMMANDS = re.compile(
    r"(?:tell\sme|name|state|identify|explain|describe|summari[sz]e|compare|show|give|find|discuss|outline)\s"
)

# In order: the first that is found in the question decides.
_RULES: tuple[tuple[str, Expectation], ...] = (
    (r"\bhow long ago\b", Expectation(_WHEN, kind=Kind.WHEN)),
    (r"\bhow come\b|\bhow(?:'s| is) it (?:possible )?that\b", Expectation(kind=Kind.WHY)),
    (r"\bhow (?:many|old|long|often|far|tall|big|large|high|deep|fast|heavy|wide|young|frequently)\b"
     r"|^(?:(?:what|which|give|tell|find|state|show)(?: me)? (?:(?:is|was|are|were) )?)?(?:the )?(?:\w+ )?number of\b"
     r"(?!.*\b(?:who|when|where|why)\b)",
     Expectation(_COUNT, kind=Kind.HOW_MANY)),
    (r"\b(?:what|which) (?:percentage|share|proportion)\b", Expectation(_SHARE, kind=Kind.HOW_MANY)),
    (r"\bhow (?:much|expensive)\b|\b(?:what|which) (?:is |was |were |are )?(?:the )?(?:total )?(?:price|sum|amount|"
     r"cost|fee|fine)\b|\bwhat\b.*\b(?:worth|cost|costs)\b", Expectation(_SUM, kind=Kind.HOW_MUCH)),
    (r"\bwhy\b|\b(?:for )?(?:what|which) (?:was |is |were |are )?(?:the )?(?:main )?reasons?\b"
     r"|^what (?:caused|causes|led to|made|makes|prompted|motivated|triggered)\b|\bbecause of what\b"
     r"|\bwhat (?:was|is) the cause\b", Expectation(kind=Kind.WHY)),
    (r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|time|century|decade|week|season)\b|\b(?:what|which) "
     r"(?:is|was) the date\b", Expectation(_WHEN, kind=Kind.WHEN)),
    (r"\bwhere\b|\b(?:what|which) (?:city|country|town|place|state|village|region|street|continent|island|location)\b",
     Expectation(_NAME, place=True, kind=Kind.WHERE)),
    (r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman|minister|president|people)\b",
     Expectation(_NAME, kind=Kind.WHO)),
    (r"\b(?:by|in) (?:what|which) (?:means|ways?|manner|method)\b|\bhow\b", Expectation(kind=Kind.HOW)),
    (r"\b(?:what|which) (?:(?:is|was) the name\b|company|agency|organi[sz]ation|newspaper|group|bank|university|team|"
     r"king|queen|judge|party|court|ministry|school|firm|charity|museum|river|ship)\b", Expectation(_NAME)),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), expectation) for pattern, expectation in _RULES)
_ASKS = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b")
_AGENT = re.compile(r"(?:who|what)\s+(?:has\s+|have\s+|had\s+)?(\w+)\b(?=.*\w)")


def expectation(question: str) -> Expectation:
    """What the words of a question ask for."""
    if listing(question):
        return Expectation(kind=Kind.DOCUMENTS)
    asked = _plain(question)
    sourced = _SOURCED.fullmatch(asked)
    if not sourced:
        return _said(asked, question) or _asked(asked, question)
    within, speaker = _asked(sourced["rest"], question), _original(sourced["to"] or sourced["of"], question)
    return replace(within, kind=Kind.SAID if within.kind is Kind.WHAT else within.kind, speaker=speaker)


def _asked(asked: str, question: str) -> Expectation:
    return _yes_no(asked) or _several(asked) or _defined(asked, question) or _by_word(asked)


def _plain(question: str) -> str:
    """The question in lower case, without what is said for politeness, and with its spaces where they belong."""
    asked = " ".join(question.lower().split()).strip(" ?!.")
    for opening in (_POLITE, _FRONTED):
        found = opening.match(asked)
        asked = asked[found.end() :] if found else asked
    return _GLUED.sub(lambda found: " ".join(filter(None, found.groups())).replace(" s", " is"), asked)


def _original(words: str, question: str) -> str:
    """Words of the question with the capitals that they have in it."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), question, re.IGNORECASE)
    return " ".join(found.group().split()) if found else words


def _said(asked: str, question: str) -> Expectation | None:
    found = next((found for pattern in _SAID if (found := pattern.fullmatch(asked))), None)
    if not found:
        return None
    speaker = found["speaker"].strip(" ,")
    rest = _TOPIC.fullmatch(found["rest"] or "")
    topic = rest["topic"] if rest else (found["rest"] or "").strip() or None
    return Expectation(
        kind=Kind.SAID, speaker=_original(speaker, question), topic=_original(topic, question) if topic else None
    )


def _yes_no(asked: str) -> Expectation | None:
    """A question that yes or no would answer; "is it rising or falling" is none."""
    if not (_AUXILIARY.match(asked) or _WHETHER.match(asked)):
        return None
    return Expectation(kind=Kind.WHAT if _EITHER.search(asked) else Kind.YES_NO)


def _several(asked: str) -> Expectation | None:
    """A question for all of several things; the words that answer are of the kind that one of them would be."""
    bare = _IN_FRONT.sub("", asked, count=1)
    if not (_LISTS.match(bare) or _is_plural(bare)):
        return None
    singular = re.sub(r"\b(\w+?)(?:ies|s)\b", lambda found: found[1] + ("y" if found[0].endswith("ies") else ""), bare)
    one = _by_word(singular)
    return (
        replace(one, kind=Kind.LIST, verb=None)
        if one.kind in (Kind.WHO, Kind.WHEN, Kind.WHERE)
        else Expectation(one.kinds if one.kind is Kind.WHAT else (), kind=Kind.LIST)
    )


def _is_plural(asked: str) -> bool:
    """Whether ``which`` or ``what`` is followed by a noun in the plural, with at most two words before it."""
    found = re.match(r"(?:which|what)\s(?!of\b)(.+)", asked)
    spelled = found[1].split() if found else []
    for at, word in enumerate(spelled[:3]):
        if word in _PEOPLE:
            return True
        if word in _SINGULAR | _VERBS or is_function_word(word):
            return False
        if word.endswith("s") and not word.endswith(("ss", "'s", "’s")):
            # "which agency handles applications": after a noun, an s may be a verb's.
            after = spelled[at + 1] if at + 1 < len(spelled) else "of"
            if at == 0:  # "what causes the fire"
                return asked.startswith("which") or after not in _AFTER_A_VERB
            return after in _AFTER_PLURAL or is_past(after)
    return bool(_OF_SEVERAL.match(asked))


def _defined(asked: str, question: str) -> Expectation | None:
    found = _DEFINITION.fullmatch(asked)
    if not found:
        return None
    topic = next(group for group in found.groups() if group)
    plain = found["topic"] is None or "meant by" in asked or "the meaning of" in asked or "the definition of" in asked
    if not plain and (
        _OTHERWISE.match(topic)
        or _RELATED.search(topic)
        or len(topic.split()) > 6
        or _by_word(asked).kind is not Kind.WHAT
    ):
        return None
    topic = _original(topic, question)
    if not plain and topic.startswith("the ") and topic == topic.lower():
        return None
    return Expectation(kind=Kind.WHAT_IS, topic=topic)


def _by_word(asked: str) -> Expectation:
    # The first word that asks decides: "what happens when" does not ask for a date.
    first, *others = [*_ASKS.finditer(asked), None]
    asked = asked[: others[0].start()] if first and others[0] else asked
    expected = next((expected for pattern, expected in _COMPILED if pattern.search(asked)), None)
    if expected is None:
        known = _ASKS.search(asked) or _COMMANDS.match(asked)
        return Expectation(kind=Kind.WHAT if known else Kind.KEYWORDS)
    agent = _AGENT.match(asked) if expected.kind is Kind.WHO else None
    return replace(expected, verb=agent[1]) if agent and not is_function_word(agent[1]) else expected
