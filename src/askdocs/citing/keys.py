"""Short names for entries: family name, year and the first telling word of the title."""

from __future__ import annotations

import hashlib
import re

from askdocs.citing.dates import parse_date
from askdocs.citing.names import sort_key
from askdocs.citing.reference import Reference, without_article
from askdocs.citing.titles import MLA_SMALL


def key_of(reference: Reference) -> str:
    """``petrov2021officials``: ASCII letters and digits, the same for the same metadata.

    What has no Latin letters at all is told by a digest of its title and authors.
    """
    names = reference.authors or reference.editors
    who = names[0].surname if names else reference.container or reference.publisher or ""
    date = parse_date(reference.published)
    words = [_ascii(word) for word in sort_key(reference.title or "").split() if word not in MLA_SMALL]
    word = next(filter(None, words), "")
    key = _ascii(without_article(sort_key(who))) + _ascii(date.year if date else "") + word
    if re.search("[a-z]", key):
        return key
    told = "\n".join([reference.title or "", *(name.natural for name in names), reference.link or ""])
    return f"ref{key}{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:8]}"


def unique(keys: list[str]) -> list[str]:
    """The keys, those that occur before followed by ``-2``, ``-3`` and so on."""
    seen: dict[str, int] = {}
    taken: list[str] = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        taken.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return taken


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", sort_key(text))
