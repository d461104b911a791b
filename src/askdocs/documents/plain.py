"""Plain text, and the bare wire copy of news agencies: paragraphs between blank lines."""

from __future__ import annotations

import re

from askdocs.documents.content import Content
from askdocs.documents.metadata import Metadata
from askdocs.model import Block, BlockKind
from askdocs.text import Span, TextBuilder, paragraphs

# An agency's sign-off on a line of its own, in capitals, and the initials of the desk below it. In any other
# writing a name after a dash is as likely to be the person who is quoted, unless the initials follow.
_DESK = r"\s*[\r\n]\s*[a-z]{1,4}(?:/[a-z]{1,4})*"
_CAPITALS = "[A-Z]{2,}(?:[ /-][A-Z]{2,}){0,2}"
_LETTERS = "[A-Za-z]{2,}(?:[ /-][A-Za-z]{2,}){0,2}"
_SIGN_OFF = re.compile(
    rf"(?:[–—―]|--?)[ \t]?(?P<dashed>{_CAPITALS}(?=(?:{_DESK})?\Z)|{_LETTERS}(?={_DESK}\Z))(?:{_DESK})?"
    rf"|\((?P<bracketed>{_CAPITALS})\)(?:{_DESK})?"
)
_LONGEST_SIGN_OFF = 120
_ENDINGS = frozenset({"END", "ENDS", "MORE", "FIN"})

_LONGEST_TITLE = 120
_NO_TITLE_END = re.compile(r"[.,:;…][\"'”’)\]]*$")
_SALUTATION = re.compile(
    r"(?:dear|hi|hello|hey|greetings|good (?:morning|afternoon|evening|day)|to whom|ladies and gentlemen)\b",
    re.IGNORECASE,
)


def extract(source: str) -> Content:
    """The words of a plain text, its paragraphs, and its title and agency where it shows them."""
    body, agency = _without_sign_off(source)
    builder = TextBuilder(source)
    builder.copy(*body)
    text, source_map = builder.build()
    spans = list(paragraphs(text))
    title = spans[0].of(text) if len(spans) > 1 and _is_title(spans[0].of(text)) else None
    blocks = [Block(span) for span in spans]
    if title:
        blocks[0] = Block(spans[0], BlockKind.HEADING)
    return Content(text, tuple(blocks), source_map, Metadata(title=title, source=agency))


def _without_sign_off(source: str) -> tuple[Span, str | None]:
    body = Span(0, len(source)).trimmed(source)
    tail = source[max(body.start, body.end - _LONGEST_SIGN_OFF) : body.end]
    for line in re.finditer(r"(?<=[\r\n])[ \t]*(?=[–—―(-])", tail):
        found = _SIGN_OFF.fullmatch(tail[line.end() :])
        if found and (agency := found["dashed"] or found["bracketed"]) not in _ENDINGS:
            return Span(body.start, body.end - len(tail) + line.start()).trimmed(source), agency
    return body, None


def _is_title(line: str) -> bool:
    """Whether a first paragraph is evidently a title: short, on one line, no sentence and no greeting."""
    return (
        len(line) <= _LONGEST_TITLE
        and "\n" not in line
        and any(character.isalpha() for character in line)
        and not _NO_TITLE_END.search(line)
        and not _SALUTATION.match(line)
    )
