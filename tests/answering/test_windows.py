"""What of each passage is read."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from askdocs.answering.windows import windows
from askdocs.documents import parse
from askdocs.language.sentences import sentences
from askdocs.model import Passage, ScoredPassage
from askdocs.text import Span

LINES = ("The mill burned down in 1954.", "It was never built again.", "Nobody was hurt, the paper wrote that week.")
FILLER = "The river rose by two feet that spring and took the old bridge with it. "


def passage(text: str, nearest: int = 0, lead: str = "Before.\n\n") -> ScoredPassage:
    """A passage after other text, one of whose sentences is nearest to the question."""
    document = parse((lead + text + "\n").encode(), "mill.txt")
    whole = Span(len(lead), len(lead) + len(text))
    places = sentences(document.text, whole)
    cosines = {place: float(at == nearest % len(places)) for at, place in enumerate(places)}
    return ScoredPassage(Passage(document.info, whole, whole.of(document.text), 1), cosines, 0.5)


texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=40).map(" ".join)


@given(st.lists(st.tuples(texts, st.integers(0, 100)), max_size=10))
def test_whole_sentences_with_the_nearest_among_them_are_read(drawn: list[tuple[str, int]]) -> None:
    found = [passage(text, nearest) for text, nearest in drawn]
    parts = windows(found, {})
    assert len(parts) == len(found)
    for each, part in zip(found, parts, strict=True):
        start = each.passage.span.start
        own = [Span(place.start - start, place.end - start) for place in each.sentences]
        assert part.start in {place.start for place in own}
        assert part.end in {place.end for place in own}
        (nearest,) = (place for place, cosine in each.sentences.items() if cosine)
        assert part.start <= nearest.start - start
        assert nearest.end - start <= part.end


def test_the_best_passages_are_read_whole_and_the_others_in_part() -> None:
    found = [passage(FILLER * 20 + LINES[0] + " " + FILLER * 19 + LINES[2], 20) for _ in range(6)]
    sizes = [part.end - part.start for part in windows(found, {})]
    assert sizes[:2] == [len(each.passage.text) for each in found[:2]]
    assert max(sizes[2:]) < len(found[2].passage.text) / 4


def test_few_and_short_passages_are_read_whole() -> None:
    found = [passage(" ".join(LINES * 3)) for _ in range(4)]
    assert windows(found, {}) == [Span(0, len(each.passage.text)) for each in found]


def test_the_sentence_before_a_pronoun_is_read_too() -> None:
    text = FILLER * 10 + f"{LINES[0]} {LINES[1]} " + FILLER * 10
    *_, part = windows([passage(FILLER * 30) for _ in range(2)] + [passage(text.strip(), 11)] * 8, {})
    assert f"{LINES[0]} {LINES[1]}" in part.of(text)


def test_words_of_the_question_make_a_sentence_near() -> None:
    text = FILLER * 10 + LINES[2] + " " + FILLER * 10
    plain = passage(text.strip())
    level = replace(plain, sentences=dict.fromkeys(plain.sentences, 0.0))
    *_, part = windows([passage(FILLER * 30) for _ in range(2)] + [level] * 8, {"paper": 2.0, "hurt": 1.0})
    assert LINES[2] in part.of(text)
