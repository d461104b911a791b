"""Names as texts that a bibliography's division of them survives in: braces stand around what is not to be divided.

``{Forbidden Stories}`` is one name and no person's; ``{Church}, {Alonzo}`` and ``{King}, {Jr.}, {Martin Luther}``
give the family name, the suffix and the given names. What holds no brace was written by hand, and is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from askdocs.citing.names import Name, name_of, parse_name, parse_names

_BRACED = re.compile(r"\{([^{}]*)\}(?:, \{([^{}]*)\})?(?:, \{([^{}]*)\})?")


def catalogued(name: Name) -> str:
    """The name as such a text."""
    given = " ".join(filter(None, (name.given, name.dropping)))
    if name.literal or not name.family or not given:
        return _braced(name.natural)
    return ", ".join(_braced(part) for part in (name.surname, name.suffix, given) if part)


def names(texts: Iterable[str]) -> tuple[Name, ...]:
    """The names in such texts, and in those written by hand."""
    return tuple(name for text in texts for name in _names(text))


def natural(text: str) -> str:
    """The name in the order in which it is spoken; one that was written so stays as it was written."""
    return _names(text)[0].natural if _BRACED.fullmatch(text) else parse_name(text).natural if "," in text else text


def _names(text: str) -> tuple[Name, ...]:
    found = _BRACED.fullmatch(text)
    if not found:
        return parse_names([text])
    family, *others = (part for part in found.groups() if part is not None)
    if not others:
        return (Name(literal=family),)
    return (name_of(family=family, given=others[-1], suffix=others[0] if len(others) == 2 else None),)


def _braced(text: str) -> str:
    return "{" + text.translate({ord("{"): "(", ord("}"): ")"}) + "}"
