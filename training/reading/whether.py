"""Questions that ask whether something is so, made from those that ask for it.

People who write questions about a text hardly ever ask so.
"""

from __future__ import annotations

import re

_AUXILIARY = r"(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|must)"
_ASKS_FOR = re.compile(
    rf"(?P<wh>when|where|who|whom|why|what|which|how (?:many|much)|in (?:what|which))\b(?P<kind>(?: [\w'’-]+){{0,3}}?) "
    rf"(?P<aux>{_AUXILIARY}) (?P<rest>.+)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:in|on|at|by|near|from|to|since|during|after|before|between|because|around|until)\b", re.IGNORECASE
)
_ENDS_OPEN = re.compile(r"\b(?:in|on|at|by|to|of|for|from|with|about|like)$", re.IGNORECASE)
_DO = ("do", "does", "did")
_LONGEST = 8
"""Words of an answer: a longer one makes no question that anybody would ask."""


def whether(question: str, answer: str) -> str | None:
    """Whether the answer is right, as somebody would ask it: of *When was it built?*, *Was it built in 1899?*.

    None where the question has none of the forms that this can be made from.
    """
    asked = _ASKS_FOR.fullmatch(question.strip().rstrip("? "))
    answer = answer.strip(" .,;:\"'()")
    if not asked or not answer or len(answer.split()) > _LONGEST:
        return None
    wh, kind, aux, rest = (asked[name].strip() for name in ("wh", "kind", "aux", "rest"))
    if wh.lower().startswith("how"):
        answer = f"{answer} {kind}".strip() if kind.split(" ")[0] not in answer else answer
    elif wh.lower() in ("when", "where", "in what", "in which") and not _LEADS.match(answer):
        answer = f"in {answer}"
    elif wh.lower() == "why" and not _LEADS.match(answer):
        answer = f"because of {answer}"
    if wh.lower() in ("who", "what", "which") and aux.lower() not in _DO and not _ENDS_OPEN.search(rest):
        return f"{aux.capitalize()} {answer} {rest}?"
    return f"{aux.capitalize()} {rest} {answer}?"
