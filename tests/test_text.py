"""Characters, lines and offsets: what every room relies on."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from askdocs.text import SourceMap, Span, TextBuilder, harmless, paragraphs

PIECES = [
    *("a", "é", "e\u0301", "👩‍👩‍👧", "日", "ש", "\u00a0", "\u2028", "\x85", "\x0c", "\x1b", " ", "\t"),
    *("\n", "\r\n", "\r", "\n\n", "\n \n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
Steps = list[tuple[int, int, str]]


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, Steps]:
    """A source, and what of it to copy, from and to, after what was inserted."""
    source = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    cuts = [cut for cut in cuts if source[cut - 1 : cut + 1] != "\r\n"]
    inserted = st.sampled_from(["", "&", "\n\n", " | "])
    return source, [(start, end, draw(inserted)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


def build(source: str, steps: Steps) -> tuple[str, SourceMap, list[int | None]]:
    """The text and its map, and for each character where it was copied from: None if it was inserted."""
    builder = TextBuilder(source)
    origins: list[int | None] = []
    for start, end, inserted in steps:
        builder.insert(inserted, start)
        origins += [None] * len(inserted)
        builder.copy(start, end)
        origins += [at for at in range(start, end) if source[at] != "\n" or at == start or source[at - 1] != "\r"]
    text, source_map = builder.build()
    assert len(text) == len(origins) == len(builder)
    return text, source_map, origins


@given(edits())
@example(("a&b", [(0, 1, ""), (1, 3, "&")]))
def test_a_copied_character_stands_where_the_map_says(edited: tuple[str, Steps]) -> None:
    source, steps = edited
    text, source_map, origins = build(source, steps)
    assert "\r" not in text
    for at, origin in enumerate(origins):
        if origin is not None:
            assert source_map.source_offset(at) == origin
            assert text[at] == source[origin] or (text[at], source[origin]) == ("\n", "\r")


@given(edits())
def test_an_inserted_character_stands_where_it_was_inserted(edited: tuple[str, Steps]) -> None:
    source, steps = edited
    builder = TextBuilder(source)
    for start, end, inserted in steps:
        before = len(builder)
        builder.insert(inserted, start)
        builder.copy(start, end)
        _, source_map = builder.build()
        assert [source_map.source_offset(before + at) for at in range(len(inserted))] == [start] * len(inserted)


@given(edits())
def test_lines_are_those_of_the_file(edited: tuple[str, Steps]) -> None:
    source, steps = edited
    _, source_map, origins = build(source, steps)
    for at, origin in enumerate(origins):
        if origin is not None:
            before = source[:origin].replace("\r\n", "\n").replace("\r", "\n")
            assert source_map.line(at) == before.count("\n") + 1


@given(edits(), st.data())
def test_a_source_span_holds_what_its_text_was_copied_from(edited: tuple[str, Steps], data: st.DataObject) -> None:
    source, steps = edited
    text, source_map, origins = build(source, steps)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = source_map.source_span(Span(start, end))
    assert 0 <= span.start <= span.end
    for origin in origins[start:end]:
        assert origin is None or span.start <= origin < span.end


@given(edits())
def test_a_map_survives_storage(edited: tuple[str, Steps]) -> None:
    _, source_map, _ = build(*edited)
    assert SourceMap.unpack(source_map.pack()) == source_map


@given(st.one_of(st.binary(max_size=60), edits().map(lambda edited: build(*edited)[1].pack()[:-3])))
@example(b"x\x9c\x03\x00\x00\x00\x00\x01")  # nothing, compressed
@example(SourceMap((), (0,)).pack()[:-1])
@example(bytes.fromhex("789c636080000000080001"))  # eight zero bytes, compressed: no lines
def test_what_is_no_packed_map_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="not a source map"):
        SourceMap.unpack(packed)


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    builder = TextBuilder("abc")
    builder.copy(0, 3)
    _, source_map = builder.build()
    assert source_map.source_offset(3) == 3
    with pytest.raises(IndexError):
        source_map.source_offset(offset)
    with pytest.raises(IndexError):
        SourceMap((), (0,)).source_offset(offset)


def test_an_untouched_file_is_one_run() -> None:
    builder = TextBuilder("one\ntwo\n")
    builder.copy(0, 4)
    builder.copy(4, 8)
    text, source_map = builder.build()
    assert (text, len(source_map.runs)) == ("one\ntwo\n", 1)


@given(TEXTS, st.data())
def test_paragraphs_are_what_stands_between_blank_lines(text: str, data: st.DataObject) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for span in paragraphs(text, Span(start, end)):
        assert not text[at : span.start].strip()
        assert span == span.trimmed(text)
        assert span.start < span.end
        assert all(line.strip() for line in span.of(text).split("\n"))
        at = span.end
    assert not text[at:end].strip()


@given(TEXTS, st.data())
def test_trimming_takes_only_white_space(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    trimmed = span.trimmed(text)
    assert trimmed.of(text) == span.of(text).strip()
    assert span.contains(trimmed)
    assert trimmed.overlaps(span) == bool(trimmed.of(text))


@given(st.text())
@example("\x1b[31mred\x1b[0m\r\x07\x9b")
@example("abc\u202edef\u2066\u2028\u200f")
def test_nothing_harmless_commands_a_terminal(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert harmless(shown) == shown
    for before, after in zip(text, shown, strict=True):
        assert after in "\n\t" or after.isprintable() or (after == before and ord(before) > 0x9F)
        assert after == before or not before.isprintable()


def test_the_escape_character_is_shown() -> None:
    assert harmless("\x1b[1m\x7f\x9b\n\tא") == "␛[1m␡\ufffd\n\tא"
