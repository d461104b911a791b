"""Which sentences somebody says: for a question of what they said, those come first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from askdocs.citing.speakers import Speaker, statements
from askdocs.language.names import same
from askdocs.language.words import content_words, fold
from askdocs.model import Document
from askdocs.text import Span

_BEFORE, _AFTER = 3_000, 1_000
# Characters read around a sentence: a pronoun stands for nobody further back, and to read a whole book takes seconds.


def said_by(speaker: str, document: Document, sentences: Sequence[Span]) -> list[bool]:
    """Whether somebody says each of these sentences, in quotation marks or reported: ``Gantz said that …``.

    Takes some milliseconds a sentence where the document names them, and none where it does not.

    Args:
        speaker: as a question names them: a name, a surname, ``the ministry``.
        document: that the sentences are of.
        sentences: in its text.
    """
    wanted = frozenset(map(fold, content_words(speaker)))
    found: dict[tuple[int, int], list[tuple[Span, Speaker]]] = {}
    result = []
    for sentence in sentences:
        first, last = _blocks(document, sentence)
        around = Span(document.blocks[first].span.start, document.blocks[last - 1].span.end)
        if not wanted or not any(word in fold(around.of(document.text)) for word in wanted):
            result.append(False)
            continue
        if (first, last) not in found:
            found[first, last] = statements(replace(document, blocks=document.blocks[first:last]))
        said = (each for span, each in found[first, last] if span.overlaps(sentence))
        result.append(any(_is(speaker, wanted, each) for each in said))
    return result


def _blocks(document: Document, sentence: Span) -> tuple[int, int]:
    """The blocks around a sentence: the first, and the one after the last."""
    first = bisect_left(document.blocks, sentence.start - _BEFORE, key=lambda block: block.span.end)
    return first, bisect_right(document.blocks, sentence.end + _AFTER, key=lambda block: block.span.start)


def _is(speaker: str, wanted: frozenset[str], found: Speaker) -> bool:
    described = {*map(fold, content_words(f"{found.name} {found.description or ''}"))}
    return same(speaker, found.name) or wanted <= described
