from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from askdocs.answering.candidate import Candidate
from askdocs.answering.evidence import antecedent, select
from askdocs.answering.quoting import quote
from askdocs.documents import parse
from askdocs.model import DocumentInfo, Passage, ScoredPassage
from askdocs.text import Span

TEXT = """# The mill

Ada Norling runs the mill. She bought it in 1931.

It burned down in 1954.

## Later

They built it again.
"""


def sentence(words: str) -> Span:
    document = parse(TEXT.encode(), "mill.md")
    start = document.text.index(words)
    return Span(start, start + len(words))


def joined(words: str) -> str:
    document = parse(TEXT.encode(), "mill.md")
    own = sentence(words)
    before = antecedent(document, own)
    return Span(before.start if before else own.start, own.end).of(document.text)


def test_a_sentence_that_opens_with_a_pronoun_brings_the_one_before_it() -> None:
    assert joined("She bought it in 1931.") == "Ada Norling runs the mill. She bought it in 1931."


def test_also_across_a_paragraph_but_never_across_a_heading() -> None:
    assert joined("It burned down in 1954.") == "She bought it in 1931.\n\nIt burned down in 1954."
    assert joined("They built it again.") == "They built it again."


def test_a_sentence_that_needs_nothing_stands_alone() -> None:
    assert joined("Ada Norling runs the mill.") == "Ada Norling runs the mill."


@given(st.integers(0, len(parse(TEXT.encode(), "mill.md").text) - 1), st.integers(1, 30))
def test_a_quote_is_verbatim_wherever_it_is_taken(start: int, length: int) -> None:
    document = parse(TEXT.encode(), "mill.md")
    span = Span(start, min(start + length, len(document.text)))
    taken = quote(document, span)
    assert taken.text == document.text[span.start : span.end]
    assert taken.line == document.source_map.line(start)


def candidate(document: str, score: float) -> Candidate:
    info = DocumentInfo(id=document, path=document)
    passage = Passage(info, Span(0, 1), "x", 1)
    return Candidate(ScoredPassage(passage, {Span(0, 1): 0.0}, score), Span(0, 1), score)


def test_another_document_comes_first_where_scores_nearly_tie() -> None:
    ranked = [candidate("a", 0.9), candidate("a", 0.89), candidate("b", 0.85), candidate("c", 0.2)]
    assert [each.found.passage.document.id for each in select(ranked, 4)] == ["a", "b", "a", "c"]


def test_a_clearly_better_second_quote_from_one_document_keeps_its_place() -> None:
    ranked = [candidate("a", 0.9), candidate("a", 0.8), candidate("b", 0.3)]
    assert [each.found.passage.document.id for each in select(ranked, 3)] == ["a", "a", "b"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 1)), max_size=12), st.integers(0, 12))
def test_selection_takes_the_best_first_and_nothing_twice(drawn: list[tuple[str, float]], limit: int) -> None:
    ranked = sorted((candidate(*each) for each in drawn), key=lambda each: -each.score)
    chosen = select(ranked, limit)
    assert len(chosen) == min(limit, len(ranked))
    assert len({id(each) for each in chosen}) == len(chosen)
    assert not chosen or chosen[0].score == ranked[0].score
