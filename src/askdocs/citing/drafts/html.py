"""A draft in HTML: what its reader reads, and the links and notes in it.

Tags are told one by one, without a tree, so that each character keeps its place in the file and any markup,
however damaged, is read in time linear in its length.
"""

from __future__ import annotations

import html
import re

from askdocs.citing.drafts.draft import CitationKind, Draft, DraftBuilder
from askdocs.model import BlockKind
from askdocs.text import TextBuilder

_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]{0,30})(?P<attributes>[^<>]{0,4000})>"
    r"|&(?P<entity>#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,30});"
    r"|(?P<comment><!--)|<[!?][^<>]{0,1000}>"
)
_ATTRIBUTE = r"\b{}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_HREF, _ID, _CITE = (re.compile(_ATTRIBUTE.format(name), re.IGNORECASE) for name in ("href", "id", "cite"))
_BLOCKS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.ITEM),
    **dict.fromkeys(("p", "div", "article", "section", "aside", "td", "th", "tr", "figcaption", "body", "main"), None),
    **dict.fromkeys(("ul", "ol", "dl", "table", "header", "footer", "html", "hr"), None),
    "blockquote": BlockKind.QUOTATION,
    "pre": BlockKind.CODE,
}
_UNREAD = frozenset({"script", "style", "head", "code", "template", "textarea", "svg", "pre", "kbd", "samp"})
_NOTE = re.compile(r"<(?P<tag>li|p|div|aside|span)\b[^<>]{0,1000}\bid\s*=\s*[\"']?(?P<id>[\w:.-]{1,60})[^<>]{0,1000}>")
_MARKUP = re.compile(r"<[^<>]{0,4000}>")
_LONGEST_NOTE = 2000


def read(source: str, name: str) -> Draft:
    """A draft in HTML."""
    return _Reader(source).read(name)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.draft = DraftBuilder(TextBuilder(source))
        self.start = 0
        self.kinds: list[tuple[str, BlockKind]] = []
        """The open elements that say what their text is."""
        self.link: str | None = None
        self.notes = {found["id"]: found for found in _NOTE.finditer(source)}

    def read(self, name: str) -> Draft:
        at = 0
        while found := _TOKEN.search(self.source, at):
            self.draft.builder.copy(at, found.start())
            at = found.end()
            if found["comment"]:
                end = self.source.find("-->", at)
                at = end + 3 if end >= 0 else len(self.source)
            elif found["entity"]:
                self.draft.builder.insert(html.unescape(found.group()), found.start())
            elif found["tag"]:
                at = self._tag(found, found["tag"].lower())
        self.draft.builder.copy(at, len(self.source))
        self._break(len(self.source))
        return self.draft.build(name)

    def _tag(self, found: re.Match[str], tag: str) -> int:
        """Read a tag; returns where to read on."""
        if tag in _UNREAD and not found["end"]:
            closing = re.compile(rf"</{tag}\s{{0,9}}>", re.IGNORECASE).search(self.source, found.end())
            return closing.end() if closing else found.end()
        if tag in _BLOCKS:
            self._block(found, tag)
        elif tag == "br":
            self.draft.builder.insert("\n", found.start())
        elif tag == "q":
            self.draft.builder.insert("”" if found["end"] else "“", found.start())
        elif tag == "a":
            self._link(found)
        return found.end()

    def _block(self, found: re.Match[str], tag: str) -> None:
        self._break(found.start())
        kind = _BLOCKS[tag]
        if kind and not found["end"]:
            self.kinds.append((tag, kind))
            if address := _value(_CITE, found["attributes"]):
                self.draft.cite(CitationKind.LINK, address)
        elif kind and any(open_tag == tag for open_tag, _ in self.kinds):
            while self.kinds.pop()[0] != tag:
                pass

    def _break(self, source: int) -> None:
        """End the block that is being written."""
        quoted = any(kind is BlockKind.QUOTATION for _, kind in self.kinds)
        kind = self.kinds[-1][1] if self.kinds else BlockKind.PARAGRAPH
        self.draft.block(BlockKind.QUOTATION if quoted else kind, self.start)
        if len(self.draft.builder) > self.start:
            self.draft.builder.insert("\n\n", min(source, len(self.source) - 1))
        self.start = len(self.draft.builder)

    def _link(self, found: re.Match[str]) -> None:
        """Cite an address where its link ends; a link to a note is the note."""
        if not found["end"]:
            self.link = _value(_HREF, found["attributes"])
            return
        if self.link and self.link.startswith("#"):
            self.draft.cite(CitationKind.FOOTNOTE, self._note(self.link[1:]))
        elif self.link:
            self.draft.cite(CitationKind.LINK, self.link)
        self.link = None

    def _note(self, name: str) -> str:
        found = self.notes.get(name)
        if found is None:
            return ""
        end = self.source.find(f"</{found['tag']}", found.end(), found.end() + _LONGEST_NOTE)
        inside = self.source[found.end() : end if end >= 0 else found.end()]
        addresses = " ".join(_value(_HREF, tag) or "" for tag in _MARKUP.findall(inside))
        return " ".join(html.unescape(_MARKUP.sub(" ", inside) + " " + addresses).split())


def _value(pattern: re.Pattern[str], attributes: str) -> str | None:
    found = pattern.search(attributes)
    return html.unescape(found[1] or found[2] or found[3] or "") if found else None
