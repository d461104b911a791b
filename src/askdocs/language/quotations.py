"""Where quotations stand in a text: by their marks, or as block quotations.

A paragraph is read once, from left to right, with a stack of the quotations that are open. What decides is the
mark and its two neighbours: an apostrophe, a foot or an inch is no quotation mark.

What cannot be told is decided so:

* A quotation that is never closed is dropped; whole ones that opened after it are kept.
* Straight marks do not nest in their own kind: one that can only open, while another is open, drops the other.
* A quotation goes on in the next paragraph only if its own paragraph ends as a sentence does and the next one
  begins with the same mark.
* Nesting deeper than eight marks is damage, not writing: the outermost open one is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from askdocs.model import Block, BlockKind
from askdocs.text import Span, paragraphs


class Mark(StrEnum):
    """The kind of marks around a quotation; ``BLOCK`` is set off by its layout."""

    STRAIGHT_DOUBLE = "straight double"
    STRAIGHT_SINGLE = "straight single"
    CURLY_DOUBLE = "curly double"
    CURLY_SINGLE = "curly single"
    LOW_DOUBLE = "low double"
    LOW_SINGLE = "low single"
    GUILLEMETS = "guillemets"
    SINGLE_GUILLEMETS = "single guillemets"
    REVERSED_GUILLEMETS = "reversed guillemets"
    REVERSED_SINGLE_GUILLEMETS = "reversed single guillemets"
    CORNER = "corner brackets"
    WHITE_CORNER = "white corner brackets"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, as spans of the text that it was found in."""

    span: Span
    """With its marks."""
    content: Span
    """Between the marks, without white space at the ends; over several paragraphs, the marks that open them too."""
    parts: tuple[Span, ...]
    """What is quoted, a span for each paragraph; one alone equals ``content``."""
    mark: Mark
    inner: tuple[Quotation, ...] = ()
    """Quotations within this one, in the text's order."""


def quotations(text: str, blocks: Sequence[Block] | None = None) -> list[Quotation]:
    """Every outermost quotation of a text, in the order in which they open.

    Args:
        text: Any text; nothing in it is an error. The time taken is linear in its length.
        blocks: How the text is laid out, as in :class:`~askdocs.model.Document`; code is passed over. Without
            it, paragraphs are what stands between blank lines, and there are no block quotations.
    """
    if blocks is None:
        blocks = [Block(span) for span in paragraphs(text)]
    found: list[Quotation] = []
    open_above: _Open | None = None
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.CODE:
            continue
        if block.kind is BlockKind.QUOTATION:
            found.append(_set_off(text, block.span))
            continue
        scan = _Scan(text, block.span, open_above)
        scan.run()
        follower = blocks[at + 1] if at + 1 < len(blocks) and _flows(block, blocks[at + 1]) else None
        open_above = scan.leave(follower.span if follower else None)
        found += scan.done
    return sorted(found, key=lambda quotation: quotation.span)


def _flows(block: Block, follower: Block) -> bool:
    return block.kind is follower.kind and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)


_SIGNATURE = re.compile(r"\n\s*(?:[—–―]|--)\s*\S[^\n]{0,99}\Z")


def _set_off(text: str, span: Span) -> Quotation:
    """A block quotation; marks around the whole of it and a signing line below it are not what is quoted."""
    signature = _SIGNATURE.search(text, span.start, span.end)
    content = Span(span.start, signature.start() if signature else span.end).trimmed(text)
    scan = _Scan(text, content, None)
    scan.run()
    scan.leave(None)
    inner = tuple(sorted(scan.done, key=lambda quotation: quotation.span))
    if len(inner) == 1 and inner[0].span == content:
        return Quotation(span, inner[0].content, inner[0].parts, Mark.BLOCK, inner[0].inner)
    return Quotation(span, content, (content,), Mark.BLOCK, inner)


# Which mark opens which kind of quotation, and which marks may close it. Some languages close with another's
# opening mark („so“, »so«), and some open and close with the same one (”so”).
_OPENS = {
    '"': Mark.STRAIGHT_DOUBLE,
    "'": Mark.STRAIGHT_SINGLE,
    "“": Mark.CURLY_DOUBLE,
    "”": Mark.CURLY_DOUBLE,
    "‘": Mark.CURLY_SINGLE,
    "’": Mark.CURLY_SINGLE,
    "„": Mark.LOW_DOUBLE,
    "‚": Mark.LOW_SINGLE,
    "«": Mark.GUILLEMETS,
    "»": Mark.REVERSED_GUILLEMETS,
    "‹": Mark.SINGLE_GUILLEMETS,
    "›": Mark.REVERSED_SINGLE_GUILLEMETS,
    "「": Mark.CORNER,
    "『": Mark.WHITE_CORNER,
}
_CLOSES = {
    '"': (Mark.STRAIGHT_DOUBLE, Mark.LOW_DOUBLE),
    "'": (Mark.STRAIGHT_SINGLE,),
    "“": (Mark.LOW_DOUBLE, Mark.CURLY_DOUBLE),
    "”": (Mark.CURLY_DOUBLE, Mark.LOW_DOUBLE),
    "‘": (Mark.LOW_SINGLE, Mark.CURLY_SINGLE),
    "’": (Mark.CURLY_SINGLE, Mark.LOW_SINGLE),
    "«": (Mark.REVERSED_GUILLEMETS,),
    "»": (Mark.GUILLEMETS, Mark.REVERSED_GUILLEMETS),
    "‹": (Mark.REVERSED_SINGLE_GUILLEMETS,),
    "›": (Mark.SINGLE_GUILLEMETS, Mark.REVERSED_SINGLE_GUILLEMETS),
    "」": (Mark.CORNER,),
    "』": (Mark.WHITE_CORNER,),
}
_ANY_MARK = re.compile("[" + "".join({*_OPENS, *_CLOSES}) + "]")
_BRACKETS = frozenset("「」『』")
_SINGLES = frozenset("'‘’")
_LEADING = frozenset("([{<—–-/|*_=~¿¡") | frozenset(_OPENS)
_TRAILING = frozenset(".,;:!?)]}>—–-/|*_=~…") | frozenset(_CLOSES)
_SENTENCE_ENDS = tuple(".!?…:—–,;")
_ELISION = re.compile(
    r"(?:\d\ds?|tis|twas|twere|twill|til|till|em|cause|cos|coz|bout|round|neath|gainst|n|nuff|cuz|er|im|ave|e)\b",
    re.IGNORECASE,
)
# Words that lose their last letters in speech; plurals and names in -s take a bare apostrophe too.
_BARE_APOSTROPHE = re.compile(r"(?:[sxz]|in|\bo|\bol|\ban|\bth|\bwi)\Z", re.IGNORECASE)
_DEEPEST = 8
_IDEOGRAPHS = "\u2e80"  # from here on, scripts that put no space between words


@dataclass(slots=True)
class _Open:
    start: int
    mark: Mark
    children: list[Quotation] = field(default_factory=list)
    parts: list[Span] = field(default_factory=list)
    part_start: int = 0


class _Side(StrEnum):
    OPENING = "opening"
    CLOSING = "closing"
    EITHER = "either"
    NONE = "none"


class _Scan:
    """One paragraph, with what was left open by the one before it."""

    def __init__(self, text: str, within: Span, going_on: _Open | None) -> None:
        self.text = text
        self.within = within
        self.done: list[Quotation] = []
        self.stack: list[_Open] = []
        self.start = within.start
        if going_on is not None:
            going_on.part_start = self.start = within.start + 1
            self.stack.append(going_on)

    def run(self) -> None:
        """Read the paragraph; whole quotations go to ``done``."""
        marks = [
            (found.start(), side)
            for found in _ANY_MARK.finditer(self.text, self.start, self.within.end)
            if (side := self._side(found.start())) is not _Side.NONE
        ]
        following: dict[str, tuple[int, _Side]] = {}
        ahead: list[tuple[int, _Side] | None] = []
        for at, side in reversed(marks):
            single = self.text[at] in _SINGLES
            kind = "'" if single else self.text[at]
            ahead.append(following.get(kind))
            if not (single and side is _Side.CLOSING and self.text[at - 1].isalnum()):
                following[kind] = (at, side)
        for (at, side), later in zip(marks, reversed(ahead), strict=True):
            self._read(at, side, later)

    def leave(self, follower: Span | None) -> _Open | None:
        """End the paragraph; the quotation that the next one carries on, if there is one."""
        going_on = None
        ends = self.text[self.within.start : self.within.end].endswith(_SENTENCE_ENDS)
        if follower is not None and ends:
            mark = _OPENS.get(self.text[follower.start])
            going_on = next((entry for entry in reversed(self.stack) if entry.mark is mark), None)
        for entry in self.stack:
            if entry is going_on:
                entry.parts.append(Span(entry.part_start, self.within.end).trimmed(self.text))
            else:
                self.done += entry.children
        self.stack = []
        return going_on

    def _neighbours(self, at: int) -> tuple[str, str]:
        before = self.text[at - 1] if at > self.within.start else ""
        after = self.text[at + 1] if at + 1 < self.within.end else ""
        return before, after

    def _side(self, at: int) -> _Side:
        """What the mark's neighbours let it be."""
        before, after = self._neighbours(at)
        mark = self.text[at]
        if mark in _BRACKETS:
            return _Side.OPENING if mark in _OPENS else _Side.CLOSING
        if mark in _SINGLES and before.isalnum() and after.isalnum():
            return _Side.NONE
        free_before = not before or before.isspace() or before in _LEADING or before >= _IDEOGRAPHS
        free_after = not after or after.isspace() or after in _TRAILING or after >= _IDEOGRAPHS
        if mark in _SINGLES and free_before and _ELISION.match(self.text, at + 1, min(self.within.end, at + 8)):
            return _Side.NONE
        if free_before and free_after:
            return _Side.EITHER
        if free_before or free_after:
            return _Side.OPENING if free_before else _Side.CLOSING
        return _Side.NONE if before.isalnum() and after.isalpha() else _Side.EITHER

    def _read(self, at: int, side: _Side, later: tuple[int, _Side] | None) -> None:
        mark = self.text[at]
        opener = self._opener(mark)
        if opener is not None and side is not _Side.OPENING and not (mark in "“‘" and side is _Side.EITHER):
            if not self._is_unit_or_apostrophe(at, later):
                self._close(opener, at)
        elif (
            opener is not None
            and mark in "»›"
            and self.stack[opener].mark
            in (
                Mark.GUILLEMETS,
                Mark.SINGLE_GUILLEMETS,
            )
        ):
            self._close(opener, at)
        elif mark in _OPENS and self._may_open(at, side):
            if opener is not None and mark in "\"'":
                self._drop(opener)
            self._open(at)

    def _may_open(self, at: int, side: _Side) -> bool:
        mark = self.text[at]
        if mark in "«‹":
            return True
        if mark == "’" and any(entry.mark is Mark.CURLY_SINGLE for entry in self.stack):
            return False
        before = self._neighbours(at)[0]
        return side is _Side.OPENING or (side is _Side.EITHER and not (before.isalnum() and before < _IDEOGRAPHS))

    def _opener(self, mark: str) -> int | None:
        """The place in the stack of what this mark could close."""
        closable = _CLOSES.get(mark, ())
        for place in range(len(self.stack) - 1, -1, -1):
            if self.stack[place].mark in closable:
                return place
        return None

    def _is_unit_or_apostrophe(self, at: int, later: tuple[int, _Side] | None) -> bool:
        """Whether a mark that could close is read as inches, feet or an apostrophe.

        It is if words follow it and the next mark of its kind can only close: that one ends what is open.
        """
        mark, (before, after) = self.text[at], self._neighbours(at)
        if later is None or later[1] is not _Side.CLOSING or not after.isspace():
            return False
        if mark in "\"'" and before.isdigit():
            return True
        if mark not in "'’" or not _BARE_APOSTROPHE.search(self.text[max(self.within.start, at - 4) : at]):
            return False
        return self.text[at + 1 : at + 3].strip()[:1].islower()

    def _open(self, at: int) -> None:
        if len(self.stack) == _DEEPEST:
            self.done += self.stack.pop(0).children
        self.stack.append(_Open(at, _OPENS[self.text[at]], part_start=at + 1))

    def _close(self, place: int, at: int) -> None:
        for entry in self.stack[place + 1 :]:
            self.stack[place].children += entry.children
        entry = self.stack[place]
        del self.stack[place:]
        siblings = self.stack[-1].children if self.stack else self.done
        last = Span(entry.part_start, at).trimmed(self.text)
        parts = (*entry.parts, last) if last.end > last.start else tuple(entry.parts)
        if not parts:
            siblings += entry.children
            return
        content = Span(parts[0].start, parts[-1].end)
        siblings.append(Quotation(Span(entry.start, at + 1), content, parts, entry.mark, tuple(entry.children)))

    def _drop(self, place: int) -> None:
        entry = self.stack.pop(place)
        (self.stack[place - 1].children if place else self.done).extend(entry.children)


def every(found: Sequence[Quotation]) -> Iterator[Quotation]:
    """The quotations and all those within them, each before its inner ones."""
    for quotation in found:
        yield quotation
        yield from every(quotation.inner)
