"""A draft in Markdown: what its reader reads, and the links, footnotes and keys in it.

Not a full parser: blocks are told by how their lines begin, which is enough to tell prose from code and from
block quotations. Every pattern is bounded, so that a line of a megabyte takes no longer than so many lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from askdocs.citing.drafts.draft import CitationKind, Draft, DraftBuilder
from askdocs.model import BlockKind
from askdocs.text import Span, TextBuilder

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|(?<=.)$)")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_QUOTATION = re.compile(r" {0,3}(?:> ?)+")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_ITEM = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]+")
_INDENTED = re.compile(r"(?: {4}|\t)")
_RULE = re.compile(r" {0,3}(?:[-*_=][ \t]*){2,}$")
_FOOTNOTE = re.compile(
    r"^ {0,3}\[\^(?P<id>[^\]\s]{1,60})\]:[ \t]*(?P<text>[^\n]*(?:\n[ \t]*[^\s\[][^\n]*){0,20})", re.MULTILINE
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<id>[^\]\n^]{1,100})\]:[ \t]*<?(?P<url>[^\s<>]{1,1000})>?(?:[ \t]+[\"'(][^\n]{0,200})?[ \t\r]*$",
    re.MULTILINE,
)
_FRONT_MATTER = re.compile(r"---[ \t\r]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t\r]*(?:\n|$)")

_MARKERS = (
    (BlockKind.HEADING, _HEADING),
    (BlockKind.PARAGRAPH, re.compile(r" {0,3}\[\^[^\]\s]{1,60}\]:[ \t]*")),
    (BlockKind.ITEM, _ITEM),
)

_LABEL = r"(?:[^\[\]\\]|\\.|\[[^\[\]]{0,100}\]){0,300}"
_INLINE = re.compile(
    rf"""
      \\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<ticks>`{{1,3}})(?!`)(?P<code>[^`]{{1,300}})(?P=ticks)(?!`)
    | (?P<dropped>!\[{_LABEL}\]\([^()\n]{{0,1000}}\) | <!--[^>]{{0,500}}--> )
    | \[\^(?P<footnote>[^\]\s]{{1,60}})\]
    | \^\[(?P<note>{_LABEL})\]
    | \[(?P<keys>[^\[\]\n@]{{0,60}}-?@[^\[\]\n]{{1,200}})\]
    | \[(?P<label>{_LABEL})\](?:
        \(\s{{0,3}}<?(?P<url>(?:[^()\s<>]|\([^()\s]{{0,200}}\)){{0,1000}})>?(?:\s{{1,3}}["'(][^"')]{{0,200}}["')])?\s{{0,3}}\)
      | \[(?P<id>[^\[\]]{{0,100}})\] )
    | <(?P<address>https?://[^<>\s]{{1,1000}})>
    | (?P<bare>https?://[^\s<>"“”]{{1,1000}}[^\s<>"“”.,;:!?)'’])
    | (?<![\w@/])@(?P<key>[A-Za-z][\w:.#$%&+?/-]{{2,60}}\w)
    | <(?P<tag>/?[a-zA-Z][\w-]{{0,20}})(?P<attributes>[^<>]{{0,1000}})>
    | &(?P<entity>\#\d{{1,7}}|\#[xX][\da-fA-F]{{1,6}}|[a-zA-Z]\w{{1,30}});
    | (?P<emphasis>\*{{1,3}}(?=\S)|(?<=\S)\*{{1,3}}|(?<!\w)_{{1,3}}(?=\S)|(?<=\S)_{{1,3}}(?!\w)|~~)
    """,
    re.VERBOSE,
)
_KEY = re.compile(r"@([\w][\w:.#$%&+?/-]*\w|\w)")
_QUOTES = re.compile('["“”«»„]')
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    kind: BlockKind
    parts: list[Span]
    """Of the source, without the markers before its lines."""

    def go_on(self, start: int, end: int, marker: int) -> None:
        """Add a line."""
        if marker or not self.parts:
            self.parts.append(Span(start + marker, end))
        else:  # with its line break, so that a link may go on
            self.parts[-1] = Span(self.parts[-1].start, end)


def read(source: str, name: str) -> Draft:
    """A draft in Markdown."""
    return _Reader(source).read(name)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.draft = DraftBuilder(TextBuilder(source))
        self.footnotes = {found["id"]: found["text"] for found in _FOOTNOTE.finditer(source)}
        self.addresses = {found["id"].casefold(): found["url"] for found in _DEFINITION.finditer(source)}

    def read(self, name: str) -> Draft:
        for block in _blocks(self.source):
            if len(self.draft.builder):
                self.draft.builder.insert("\n\n", block.parts[0].start)
            start = len(self.draft.builder)
            for number, part in enumerate(block.parts):
                if number:
                    self.draft.builder.insert("\n", part.start)
                self._write(part)
            self.draft.block(block.kind, start)
        return self.draft.build(name)

    def _write(self, within: Span) -> None:
        at = within.start
        for found in _INLINE.finditer(self.source, *within):
            self.draft.builder.copy(at, found.start())
            self._read(found)
            at = found.end()
        self.draft.builder.copy(at, within.end)

    def _read(self, found: re.Match[str]) -> None:
        match found.lastgroup:
            case "escaped":
                self.draft.builder.copy(*found.span("escaped"))
            case "code":
                if not _QUOTES.search(found["code"]):  # marks in code are no quotation
                    self.draft.builder.copy(*found.span("code"))
            case "entity":
                self.draft.builder.insert(html.unescape(found.group()), found.start())
            case "url" | "id":
                self._link(found)
            case "keys" | "key":
                self._keys(found)
            case kind:
                self._cite(kind, found)

    def _cite(self, kind: str | None, found: re.Match[str]) -> None:
        if kind in ("address", "bare"):
            self.draft.cite(CitationKind.LINK, found[kind])
        elif kind in ("footnote", "note"):
            note = self.footnotes.get(found["footnote"], "") if kind == "footnote" else found["note"]
            self.draft.cite(CitationKind.FOOTNOTE, note)
        elif kind == "attributes" and found["tag"].lower() == "a" and (href := _HREF.search(found["attributes"])):
            self.draft.cite(CitationKind.LINK, html.unescape(href[1]))

    def _keys(self, found: re.Match[str]) -> None:
        if found["key"]:  # in the prose: "@petrov2021 says"
            self.draft.builder.copy(*found.span())
        for key in _KEY.finditer(found.group()):
            self.draft.cite(CitationKind.KEY, key[1])

    def _link(self, found: re.Match[str]) -> None:
        self._write(Span(*found.span("label")))
        address = (
            found["url"] if found["id"] is None else self.addresses.get((found["id"] or found["label"]).casefold())
        )
        self.draft.cite(CitationKind.LINK, address or "")


def _blocks(source: str) -> Iterator[_Block]:
    """The blocks that are prose."""
    front = _FRONT_MATTER.match(source)
    block: _Block | None = None
    fence: str | None = None
    in_list = False
    for found in _LINE.finditer(source, front.end() if front else 0):
        line = found[1]
        opened = _FENCE.match(line)
        if opened and (fence is None or opened["fence"].startswith(fence)):
            fence = opened["fence"] if fence is None else None
        if opened or fence:
            kind, marker, begins = None, 0, False
        else:
            kind, marker, begins = _kind(line, block.kind if block else None, in_list)
        if block and (kind is None or begins):
            yield block
            block = None
        if kind is not None:
            block = block or _Block(kind, [])
            block.go_on(found.start(), found.end(1), marker)
            in_list = kind is BlockKind.ITEM or (in_list and line[:1].isspace())
    if block:
        yield block


def _kind(line: str, above: BlockKind | None, in_list: bool) -> tuple[BlockKind | None, int, bool]:
    """What a line belongs to, how long its marker is, and whether it begins a block."""
    if not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
        return None, 0, True
    if marker := _QUOTATION.match(line):
        return BlockKind.QUOTATION, marker.end(), above is not BlockKind.QUOTATION
    for kind, pattern in _MARKERS:
        if marker := pattern.match(line):
            return kind, marker.end(), True
    if above in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION):
        return above, 0, False
    if _INDENTED.match(line) and not in_list:
        return None, 0, True  # code
    return BlockKind.PARAGRAPH, 0, True
