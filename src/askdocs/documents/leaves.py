"""Markdown tokens to leaves: which pieces of the source each block keeps."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from askdocs.documents.content import Leaf, Piece
from askdocs.documents.traced import Stretch
from askdocs.model import BlockKind

# What of HTML is not read: comments, scripts, styles, tags. What is not closed reaches to the end, so that a
# hostile file is scanned once.
_UNREAD_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?(?P<tag>[a-z][a-z0-9]*)[^<>]*>|<[!?][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
# Tags that words run on through; any other begins a line.
_INLINE_TAG = re.compile("a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_CELL_BORDER = " | "


def leaves(tokens: Iterable[Token], source: str) -> Iterator[Leaf]:
    """The leaves of a source, in order; a block with nothing to read, such as an image alone, makes none."""
    walk = _Walk(source)
    for token in tokens:
        words = walk.enter(token)
        if words and words.trimmed():
            yield walk.leaf(words, token)


@dataclass(slots=True)
class _Words:
    """Gathers the pieces of a leaf."""

    source: str
    pieces: list[Piece] = field(default_factory=list)
    _line_has_words: bool = False

    def copy(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._add(piece)

    def insert(self, text: str, at: int) -> None:
        self._add(Piece(at, at, text))

    def line_feed(self, piece: Piece) -> None:
        """End the line, unless nothing stands on it: an image may have been all there was."""
        if self._line_has_words:
            self.pieces.append(piece)
            self._line_has_words = False

    def say(self, piece: Piece) -> str:
        return self.source[piece.start : piece.end] if piece.inserted is None else piece.inserted

    def text(self) -> str:
        return "".join(map(self.say, self.pieces))

    def trimmed(self) -> list[Piece]:
        """The pieces without the white space at the two ends, from now on."""
        while self.pieces and not (last := self.say(self.pieces[-1])).rstrip():
            self.pieces.pop()
        if self.pieces and self.pieces[-1].inserted is None:
            self.pieces[-1] = self.pieces[-1]._replace(end=self.pieces[-1].start + len(last.rstrip()))
        lead = 0
        while lead < len(self.pieces) and not (first := self.say(self.pieces[lead])).lstrip():
            lead += 1
        del self.pieces[:lead]
        if self.pieces and self.pieces[0].inserted is None:
            self.pieces[0] = self.pieces[0]._replace(start=self.pieces[0].end - len(first.lstrip()))
        return self.pieces

    def _add(self, piece: Piece) -> None:
        said = self.say(piece)
        if said:
            self.pieces.append(piece)
            self._line_has_words = self._line_has_words or not said.isspace()


@dataclass(slots=True)
class _Walk:
    """Where the walk over the tokens stands: in which lists and quotations, in which row of a table."""

    source: str
    _containers: list[BlockKind] = field(default_factory=list)
    _heading: int = 0
    _row: _Words | None = None
    _empty_cells: int = 0
    _group: int = 0
    """Counts the tables and outermost lists."""
    _starts: bool = False
    """Whether a list item or row has begun and no leaf of it been made."""
    _last_group: int = 0
    """The group of the leaf before; 0 if it stood in none."""

    def enter(self, token: Token) -> _Words | None:
        """Take note of a token; the words of the leaf that it completes."""
        match token.type:
            case "inline" if self._row is not None:
                self._cell(self._row, token)
            case "inline":
                return _inline(token, self.source)
            case "fence" | "code_block":
                return _code(token, self.source)
            case "html_block":
                return _html(token, self.source)
            case "tr_close":
                return self._row
            case _:
                self._enter_container(token)
        return None

    def leaf(self, words: _Words, token: Token) -> Leaf:
        """Make the leaf of the words that a token completed."""
        grouped = token.type == "tr_close" or BlockKind.ITEM in self._containers
        group = self._group if grouped else 0
        follows = self._starts and 0 < group == self._last_group
        self._starts, self._last_group = False, group
        return Leaf(self._kind(token), words.pieces, words.text(), token.content, self._heading, follows)

    def _kind(self, token: Token) -> BlockKind:
        if token.type == "tr_close":
            return BlockKind.TABLE
        if token.type in ("fence", "code_block"):
            return BlockKind.CODE
        if self._heading:
            return BlockKind.HEADING
        return self._containers[-1] if self._containers else BlockKind.PARAGRAPH

    def _enter_container(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "blockquote_open":
                self._containers.append(BlockKind.QUOTATION)
            case "list_item_open":
                self._containers.append(BlockKind.ITEM)
                self._starts = True
            case "blockquote_close" | "list_item_close":
                self._containers.pop()
            case "bullet_list_open" | "ordered_list_open" if BlockKind.ITEM not in self._containers:
                self._group += 1
            case "table_open":
                self._group += 1
            case "tr_open":
                self._row, self._empty_cells, self._starts = _Words(self.source), 0, True
            case "table_close":
                self._row = None

    def _cell(self, row: _Words, token: Token) -> None:
        cell = _inline(token, self.source, in_cell=True)
        if not cell.trimmed():
            self._empty_cells += 1
            return
        if row.pieces:
            row.insert(_CELL_BORDER * (1 + self._empty_cells), cell.pieces[0].start)
        row.copy(cell.pieces)
        self._empty_cells = 0


def _inline(token: Token, source: str, *, in_cell: bool = False) -> _Words:
    """What is read of a paragraph, heading or cell: no marks, no addresses, no images, no tags."""
    stretch: Stretch = token.meta["stretch"]
    words = _Words(source)
    automatic = False
    for child in token.children or ():
        at: int = child.meta["at"]
        match child.type:
            case "text" if automatic:  # <https://…>, of which the parser may have rewritten the address
                words.copy(stretch.pieces(at + 1, stretch.content.index(">", at)))
            case "text":
                words.copy(stretch.pieces(at, at + len(child.content)))
            case "text_special" if child.info == "escape":
                end = at + len(child.markup)
                words.copy(stretch.pieces(end - len(child.content), end))
            case "text_special":
                words.insert(_on_one_line(child.content), stretch.source(at))
            case "code_inline":
                _code_span(words, stretch, at + len(child.markup), child.content)
            case "softbreak" | "hardbreak":
                feed = stretch.content.index("\n", at)
                words.line_feed(*stretch.pieces(feed, feed + 1))
            case "html_inline" if _BREAK_TAG.fullmatch(child.content):
                place = stretch.source(at)
                words.line_feed(Piece(place, place, " " if in_cell else "\n"))
        automatic = child.type == "link_open" and child.info == "auto"
    return words


def _code_span(words: _Words, stretch: Stretch, at: int, content: str) -> None:
    # The parser takes one space from either end.
    if stretch.content[at : at + len(content)].replace("\n", " ") != content:
        at += 1
    for number, line in enumerate(stretch.content[at : at + len(content)].split("\n")):
        if number:
            words.line_feed(*stretch.pieces(at - 1, at))
        words.copy(stretch.pieces(at, at + len(line)))
        at += len(line) + 1


def _code(token: Token, source: str) -> _Words:
    """Code, as it stands within its block; of its lines the blank ones are kept too."""
    stretch: Stretch = token.meta["stretch"]
    words = _Words(source)
    at = 0
    for number, line in enumerate(stretch.content.removesuffix("\n").split("\n")):
        if number:
            words.copy(stretch.pieces(at - 1, at))
        indent = len(line) - len(line.lstrip(" \t"))
        if source.startswith(line, stretch.source(at)):
            indent = 0
        else:  # a tab that was partly the block's own indentation
            words.insert(line[:indent], stretch.source(at + indent))
        words.copy(stretch.pieces(at + indent, at + len(line)))
        at += len(line) + 1
    return words


def _html(token: Token, source: str) -> _Words:
    """What stands between the tags."""
    stretch: Stretch = token.meta["stretch"]
    words = _Words(source)
    at = 0
    for unread in _UNREAD_HTML.finditer(stretch.content):
        _html_text(words, stretch, at, unread.start())
        if unread["tag"] and not _INLINE_TAG.fullmatch(unread["tag"]):
            place = stretch.source(unread.start())
            words.line_feed(Piece(place, place, "\n"))
        at = unread.end()
    _html_text(words, stretch, at, len(stretch.content))
    return words


def _html_text(words: _Words, stretch: Stretch, start: int, end: int) -> None:
    at = start
    for special in re.finditer(rf"\n|{_ENTITY.pattern}", stretch.content[start:end], re.IGNORECASE):
        here, after = start + special.start(), start + special.end()
        words.copy(stretch.pieces(at, here))
        if special.group() == "\n":
            words.line_feed(*stretch.pieces(here, after))
        else:
            words.insert(_on_one_line(html.unescape(special.group())), stretch.source(here))
        at = after
    words.copy(stretch.pieces(at, end))


def _on_one_line(character: str) -> str:
    """What an entity stands for; a line feed or carriage return would be a line end that the file has not."""
    return re.sub(r"[\r\n]", " ", character)
