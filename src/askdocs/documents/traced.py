"""Markdown-it with positions: which characters of a Markdown source its reader reads, and where they stand.

Markdown-it's block tokens know their lines, and its inline tokens nothing but their block. Here the rules
that make a block are wrapped, so that each block remembers where its lines begin in the source, whatever
markers of quotations and lists stand before them; and the inline state remembers at which character it made
each token. Nothing is searched for afterwards, and so nothing can be found in the wrong place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, Literal

from markdown_it import MarkdownIt, helpers, rules_block
from markdown_it.common.utils import mdTrim
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from askdocs.documents.content import Piece

MAX_NESTING = 60
"""Quotations and list items within each other; what lies deeper is not parsed."""

# Characters that may be looked at for the ends of link labels, in one document. An opening bracket without a
# closing one costs a look at the rest of its paragraph: 20,000 of them take 3 s, 1,000,000 would take hours. This
# many characters take 2 s, and no paragraph that was written to be read comes near; after them a bracket is text.
_BRACKET_BUDGET = 100_000_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block's content, and where its characters stand in the source."""

    content: str
    starts: list[int]
    """Where, in the content, its verbatim runs begin: at each line, for one."""
    sources: list[int]
    """Where the same runs begin in the source."""

    def source(self, at: int) -> int:
        """The source offset of a character of the content."""
        run = bisect_right(self.starts, at) - 1
        return self.sources[run] + at - self.starts[run]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The content from ``start`` to ``end``, as pieces of the source."""
        run = bisect_right(self.starts, start) - 1
        while start < end:
            stop = min(end, self.starts[run + 1]) if run + 1 < len(self.starts) else end
            source = self.sources[run] + start - self.starts[run]
            yield Piece(source, source + stop - start)
            start, run = stop, run + 1


_NOTHING = Stretch("", [0], [0])
_PIPE = re.compile(r"(?<!\\)\|")


def tokens(source: str) -> list[Token]:
    """The block tokens of a source with LF line ends.

    Each with content carries a :class:`Stretch` as ``meta["stretch"]``, and each of its children, as
    ``meta["at"]``, the offset in that content at which it begins.
    """
    return _parser().parse(source, {"brackets": _BRACKET_BUDGET})


@cache
def _parser() -> MarkdownIt:
    return _Parser()


class _Parser(MarkdownIt):
    def __init__(self) -> None:
        super().__init__("zero")
        self.helpers: Any = SimpleNamespace(
            parseLinkLabel=_link_label,
            parseLinkDestination=helpers.parseLinkDestination,
            parseLinkTitle=helpers.parseLinkTitle,
        )
        self.inline = _Inline()
        self.configure("commonmark", options_update={"maxNesting": MAX_NESTING})
        self.enable(["table", "strikethrough"])
        self.inline.ruler2.disable("fragments_join")  # it would join tokens from different places
        self.core.ruler.disable("text_join")
        self.core.ruler.at("inline", _trace_inlines)
        for name, (rule, terminates) in _LEAF_RULES.items():
            self.block.ruler.at(name, _traced(rule), {"alt": terminates})


# -- blocks ----------------------------------------------------------------------------------------------

_BlockRule = Callable[[StateBlock, int, int, bool], bool]

# The rules that make blocks with content, and the blocks that each of them may cut short.
_LEAF_RULES: dict[str, tuple[_BlockRule, list[str]]] = {
    "table": (rules_block.table, ["paragraph", "reference"]),
    "code": (rules_block.code, []),
    "fence": (rules_block.fence, ["paragraph", "reference", "blockquote", "list"]),
    "html_block": (rules_block.html_block, ["paragraph", "reference", "blockquote"]),
    "heading": (rules_block.heading, ["paragraph", "reference", "blockquote"]),
    "lheading": (rules_block.lheading, []),
    "paragraph": (rules_block.paragraph, []),
}


def _traced(rule: _BlockRule) -> _BlockRule:
    def traced(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        made = rule(state, start, end, silent)
        if made and not silent:
            _trace_blocks(state, state.tokens[before:])
        return made

    return traced


def _trace_blocks(state: StateBlock, made: list[Token]) -> None:
    cells: Iterator[Stretch] = iter(())
    for token in made:
        if token.type == "tr_open":
            cells = _cells(state, token)
        elif token.type == "inline" and made[0].type == "table_open":
            token.meta["stretch"] = next(cells, _NOTHING)
        elif token.type == "inline":
            marker = made[0].markup if made[0].markup.startswith("#") else ""
            token.meta["stretch"] = _prose(state, token, len(marker))
        elif token.type in ("fence", "code_block", "html_block"):
            token.meta["stretch"] = _verbatim(state, token)


def _prose(state: StateBlock, token: Token, marker: int) -> Stretch:
    """A paragraph or heading: its lines stand where the text of the source's lines begins."""
    first, end = _lines(token)
    while first + 1 < end and not mdTrim(state.src[state.bMarks[first] : state.eMarks[first]]):
        first += 1  # the parser trims a line of other white space than spaces and tabs
    starts, sources, at = [], [], 0
    for number, line in enumerate(token.content.split("\n"), first):
        source = state.bMarks[number] + state.tShift[number]
        indent = len(line) - len(line.lstrip(" \t"))
        starts.append(at)
        sources.append(source - indent if number > first else state.src.index(line, source + marker))
        at += len(line) + 1
    return Stretch(token.content, starts, sources)


def _verbatim(state: StateBlock, token: Token) -> Stretch:
    """Code or HTML: its lines end where the source's lines end, whatever indentation was taken away."""
    first, _ = _lines(token)
    starts, sources, at = [], [], 0
    for number, line in enumerate(token.content.removesuffix("\n").split("\n"), first):
        starts.append(at)
        sources.append(state.eMarks[number] - len(line))
        at += len(line) + 1
    return Stretch(token.content, starts, sources)


def _cells(state: StateBlock, row: Token) -> Iterator[Stretch]:
    """The cells of a table row, between pipes without a backslash before them."""
    line, _ = _lines(row)
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    while end > start and not mdTrim(state.src[end - 1]):
        end -= 1
    bounds = [start - 1, *(pipe.start() for pipe in _PIPE.finditer(state.src, start, end)), end]
    if bounds[1] == start:
        del bounds[0]
    for left, right in pairwise(bounds):
        yield _cell(state.src, left + 1, right)


def _cell(source: str, start: int, end: int) -> Stretch:
    while start < end and not mdTrim(source[start]):
        start += 1
    while end > start and not mdTrim(source[end - 1]):
        end -= 1
    starts, sources, parts, at = [0], [start], [], start
    for escaped in re.finditer(r"\\(?=\|)", source[start:end]):
        parts.append(source[at : start + escaped.start()])
        at = start + escaped.end()
        starts.append(starts[-1] + len(parts[-1]))
        sources.append(at)
    parts.append(source[at:end])
    return Stretch("".join(parts), starts, sources)


def _lines(token: Token) -> tuple[int, int]:
    """The lines of a token's content: from, up to."""
    if token.map is None:
        raise ValueError(f"a {token.type} without lines")
    first, end = token.map
    return (first + 1, end) if token.type == "fence" else (first, end)


# -- inline ----------------------------------------------------------------------------------------------


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Nothing: only an image's description is parsed by this way, and it is not kept."""
        return tokens


class _Tracing(StateInline):
    """Notes at which character of the content each token begins."""

    _pending_at = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["at"] = self._pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token


def _trace_inlines(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = _trace_inline(state, token)


def _trace_inline(core: StateCore, token: Token) -> list[Token]:
    state = _Tracing(token.content, core.md, core.env, [])
    core.md.inline.tokenize(state)
    at = 0
    for child in state.tokens:
        # The markers of one run, as in ***, are several tokens that were made at its first character.
        at = child.meta["at"] = max(at, child.meta["at"])
        if child.type == "text":
            at += len(child.content)
    for rule in core.md.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def _link_label(state: StateInline, start: int, disableNested: bool = False) -> int:
    if state.env["brackets"] <= 0:
        return -1
    end = helpers.parseLinkLabel(state, start, disableNested)
    state.env["brackets"] -= (state.posMax if end < 0 else end) - start
    return end
