from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askdocs.language.quotations import Mark, Quotation, every, quotations
from askdocs.model import Block, BlockKind
from askdocs.text import Span, paragraphs


def contents(text: str) -> list[str]:
    return [quotation.content.of(text) for quotation in every(quotations(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("‘I don’t know,’ she said.", ["I don’t know,"]),
        ("'I don't know,' she said.", ["I don't know,"]),
        ("„Hallo“, sagte er. „Nein”, dit il.", ["Hallo", "Nein"]),
        ("„Er rief ‚nein‘ laut.“", ["Er rief ‚nein‘ laut.", "nein"]),
        ("« Bonjour », dit-il.", ["Bonjour"]),
        ("»Ja«, sagt er. »Nej», sa han.", ["Ja", "Nej"]),
        ("‹un› ›zwei‹", ["un", "zwei"]),
        ("”Hej”, sa han.", ["Hej"]),
        ("他说：「你好『世界』」。", ["你好『世界』", "世界"]),
        ('他说"你好"了', ["你好"]),
        ("“She told me ‘go’ and I’d go,” he said.", ["She told me ‘go’ and I’d go,", "go"]),
        ("\"It is 'over',\" he said.", ["It is 'over',", "over"]),
        ("“a “b” c”", ["a “b” c", "b"]),
        ('"Yes,"she said', ["Yes,"]),
        ('said:"Yes"', ["Yes"]),
        ("The “visit”—as they call it—was “brief”.", ["visit", "brief"]),
        ("“Fine.”1 He left.", ["Fine."]),
        ("“We welcome,” he said, “their inspection.”", ["We welcome,", "their inspection."]),
    ],
)
def test_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's the dogs' dinner, the boys’ toys, rock 'n' roll, the '90s.", []),
        ("A 5\" pipe, a 6' man of 6'2\".", []),
        ('"A 5" pipe bursts," he said.', ['A 5" pipe bursts,']),
        ("'We took the boys' toys,' he said.", ["We took the boys' toys,"]),
        ("‘We took the boys’ toys,’ he said.", ["We took the boys’ toys,"]),
        ("‘the dogs’ and ‘the cats’", ["the dogs", "the cats"]),
        ("5′ 6″", []),
    ],
)
def test_apostrophes_feet_and_inches_are_no_marks(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“never closed", []),
        ("never opened”", []),
        ("“unclosed. “whole,” he said", ["whole,"]),
        ('He said "this is. "And another," she said.', ["And another,"]),
        ("“one\n\ntwo”", []),
        ('“” "" «»', []),
    ],
)
def test_unbalanced_marks_are_dropped(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


def test_a_quotation_over_several_paragraphs_is_one_with_a_part_for_each() -> None:
    text = "She said: “One ‘little’ bird.\n\n“Two birds.\n\n“Three,” and left. “Four.”"
    first, second = quotations(text)
    assert [part.of(text) for part in first.parts] == ["One ‘little’ bird.", "Two birds.", "Three,"]
    assert first.span.of(text) == text[10 : text.index(" and left")]
    assert first.content == Span(first.parts[0].start, first.parts[-1].end)
    assert [inner.content.of(text) for inner in first.inner] == ["little"]
    assert second.parts == (second.content,)


def test_a_mark_forgotten_in_mid_sentence_does_not_run_on() -> None:
    text = "He called it “a mess\n\n“It is,” she said."
    assert contents(text) == ["It is,"]


def test_a_block_quotation_is_one_without_its_marks_and_its_signature() -> None:
    text = "She wrote:\n\n“No ‘ship’ was lost.”\n— Ana Petrov\n\nA block “with” marks.\n\nprint('x')"
    spans = list(paragraphs(text))
    kinds = [BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.QUOTATION, BlockKind.CODE]
    blocks = [Block(span, kind) for span, kind in zip(spans, kinds, strict=True)]
    whole, other = quotations(text, blocks)
    assert whole.mark is other.mark is Mark.BLOCK
    assert whole.span == spans[1]
    assert whole.content.of(text) == "No ‘ship’ was lost."
    assert [inner.content.of(text) for inner in whole.inner] == ["ship"]
    assert other.content == spans[2]
    assert [inner.content.of(text) for inner in other.inner] == ["with"]


def test_a_quotation_does_not_run_from_a_paragraph_into_a_heading() -> None:
    text = "“One.\n\n“Two.”"
    first, second = paragraphs(text)
    assert len(quotations(text, [Block(first), Block(second)])[0].parts) == 2
    assert len(quotations(text, [Block(first), Block(second, BlockKind.HEADING)])[0].parts) == 1


def within(outer: Span, found: tuple[Quotation, ...] | list[Quotation]) -> None:
    at = outer.start
    for quotation in found:
        assert at <= quotation.span.start and quotation.span.end <= outer.end
        at = quotation.span.end
        assert quotation.span.contains(quotation.content)
        assert quotation.parts[0].start == quotation.content.start
        assert quotation.parts[-1].end == quotation.content.end
        assert all(part.end > part.start for part in quotation.parts)
        within(quotation.span, quotation.inner)


marked = st.text(alphabet="ab.s 5\n\"'“”‘’„‚«»‹›「」『』", max_size=60)


@given(marked | st.text())
def test_any_text_yields_ordered_and_nested_spans(text: str) -> None:
    within(Span(0, len(text)), quotations(text))
    kinds = [BlockKind.QUOTATION, BlockKind.PARAGRAPH, BlockKind.ITEM]
    blocks = [Block(span, kinds[i % 3]) for i, span in enumerate(paragraphs(text))]
    within(Span(0, len(text)), quotations(text, blocks))


@given(
    st.lists(st.text(alphabet="abc ,", min_size=1).filter(str.strip), max_size=6), st.sampled_from(["“”", "«»", '""'])
)
def test_balanced_marks_are_all_found(words: list[str], pair: str) -> None:
    text = " said ".join(pair[0] + word.strip() + pair[1] for word in words)
    assert contents(text) == [word.strip() for word in words]


@pytest.mark.parametrize("pattern", ["“ ", '"a ', "'a' ", "“a” ", "«", '5" ', "dogs’ ", "“a ‘b’ c” "])
def test_the_time_taken_grows_with_the_length_of_the_line(pattern: str) -> None:
    def seconds(length: int) -> float:
        text = pattern * (length // len(pattern))
        start = time.process_time()
        quotations(text)
        return time.process_time() - start

    # Eight times the length: what grew with its square would take 64 times as long.
    assert min(seconds(40_000) for _ in range(3)) < 48 * max(0.01, min(seconds(5_000) for _ in range(3)))
