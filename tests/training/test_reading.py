"""What the reader is trained on, made from small data."""

from __future__ import annotations

import json
import random
from argparse import ArgumentTypeError
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from askdocs.answering.reader.encoding import Specials
from askdocs.embedding import Encoder
from askdocs.language.words import words
from askdocs.text import Span
from reading import corpora, leaks
from reading.definitions import with_definitions
from reading.examples import Examples, Recipe, Texts, ended, shortened, typed
from reading.reworded import reworded
from reading.shards import FOLDS, Source, fold
from reading.thesaurus import Thesaurus, dictionary
from reading.unanswerable import collect, spoil
from reading.whether import whether

TOKENS = ["He", "said", ",", "``", "The", "Mill", "-LRB-", "at", "Sandvik", "-RRB-", "is", "n't", "John", "'s", "."]


def test_tokens_become_running_text_and_keep_their_places() -> None:
    text, places = corpora.detokenised(TOKENS)
    assert text == "He said, “The Mill (at Sandvik) isn't John's."
    assert [place.of(text) for place in places][3:6] == ["“", "The", "Mill"]
    assert all(before.end <= after.start for before, after in pairwise(places))


@given(st.lists(st.sampled_from(["a", "mill", ",", ".", "-LRB-", "-RRB-", "``", "''", "$", "5"]), max_size=12))
def test_every_token_stands_where_it_is_said_to(tokens: list[str]) -> None:
    text, places = corpora.detokenised(tokens)
    assert [place.of(text) for place in places] == [corpora.detokenised([token])[0] for token in tokens]


def squad(folder: Path, contexts: list[str], name: str = "made") -> corpora.Corpus:
    paragraphs = [
        {"context": text, "qas": [{"question": f"What is {n}?", "answers": [{"answer_start": 0, "text": text[:9]}]}]}
        for n, text in enumerate(contexts)
    ]
    file = folder / f"{name}.json"
    file.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    return corpora.squad(file)


def test_qamrs_sentences_become_paragraphs_and_its_answers_keep_their_places(tmp_path: Path) -> None:
    name = "Wiki1k:wikinews:{}:{}:{}".format
    sentences = {
        name(7, 0, 10): "It burned down in 1954 .",
        name(7, 0, 9): "Ada Norling ran the mill .",
        name(7, 2, 0): "Nobody was hurt .",
        name(12, 0, 0): "The Guild lent the money .",
    }
    lines = "".join(f"{key}\t{tokens}\n" for key, tokens in sentences.items())
    (tmp_path / "qamr_sents.tsv").write_text(lines, encoding="utf-8")
    rows = [
        (name(7, 0, 10), "When did it burn down?", "4", "60:4", "93:4"),
        (name(7, 0, 9), "Who ran the mill?", "0 1", "60:0 1", "93:1"),
        (name(12, 0, 0), "What was lent?", "3 4", "60:4", "93:Invalid"),  # one of the three found no answer
    ]
    for file, part in (("qamr_dev.tsv", rows[:1]), ("qamr_test.tsv", rows[1:])):
        made = "".join("\t".join((key, "", "", "", "", *rest)) + "\n" for key, *rest in part)
        (tmp_path / file).write_text(made, encoding="utf-8")
    corpus = corpora.qamr(tmp_path)
    assert corpus.texts == (
        "Ada Norling ran the mill. It burned down in 1954.",
        "Nobody was hurt.",
        "The Guild lent the money.",
    )
    assert corpus.articles == ("qamr wikinews:7", "qamr wikinews:7", "qamr wikinews:12")
    told = [(asked.question, asked.text, asked.answer.of(corpus.texts[asked.text])) for asked in corpus.questions]
    assert told == [("When did it burn down?", 0, "1954"), ("Who ran the mill?", 0, "Ada Norling")]


def test_what_is_measured_on_is_left_out(tmp_path: Path) -> None:
    shared = "The mill at Sandvik burned down in the winter of 1954."
    corpus = squad(
        tmp_path, [f"It stood long. {shared.upper()}", "Barley does well on wet ground, they say.", "Three."]
    )
    assert list(leaks.without(corpus, set(), leaks.keys(shared))) == [1, 2]
    assert list(leaks.without(corpus, {leaks.key("what is 2")}, set())) == [0, 1]


def test_the_answer_that_most_agree_on_is_taken() -> None:
    text = "The old mill at Sandvik burned."
    spans = [Span(0, 12), Span(4, 12), Span(4, 12), Span(0, 31)]
    assert corpora.agreed(spans, text).of(text) == "old mill"
    assert corpora.agreed([Span(24, 31)], text).of(text) == "burned"


@pytest.mark.parametrize("seed", range(40))
def test_a_spoiled_question_is_another_question(seed: int) -> None:
    passage = "Ada Norling bought the first mill in 1931 for 4,000 crowns. Ivar Lund sold it in 1954."
    names = collect(["Who repaired the northern lighthouse?"], ["Bergen had 300 ships in 1887.", "Olga Berg left."])
    question = "When did Ada Norling buy the first mill?"
    made = spoil(question, passage, names, random.Random(seed))
    assert made is not None
    assert made != question


@given(st.integers(0, 10_000))
def test_a_typed_question_keeps_its_content(seed: int) -> None:
    made = typed("Who bought the old mill?", random.Random(seed))
    assert {"bought", "old", "mill"} <= set(made.rstrip("?").split())


@given(st.integers(0, 10_000))
def test_a_shortened_question_lacks_one_content_word_at_the_most(seed: int) -> None:
    question = "Who bought the old mill in Sandvik?"
    made = shortened(question, random.Random(seed))
    assert made == question or len(words(made)) == len(words(question)) - 1
    assert {"Who", "the", "in"} <= set(made.split())


def test_a_reworded_question_has_other_words_in_place_of_some(default_encoder: Encoder) -> None:
    others = {"buy": ["purchase", "beach"], "movie": ["film"]}
    asked = ["Who did buy the movie that Ada sold?", "Who sold it?"]
    kept = Counter[str]()
    for seed in range(8):
        made, none = reworded(asked, lambda word: others.get(word, []), default_encoder, random.Random(seed))
        assert none is None
        assert made is not None
        kept += Counter(new for old, new in zip(asked[0].split(), made.split(), strict=True) if old != new)
    assert kept.keys() <= {"purchase", "beach", "film"}
    # Of the senses that were tried the one that the question means is taken.
    assert kept["purchase"] > kept["beach"]


WORDNET = {
    "data.noun": "00000010 18 n 02 king 0 male_monarch 0 001 @ 00000020 n 0000 | a ruler\n"
    "00000020 18 n 03 sovereign 0 monarch 0 crowned_head 0 001 ~ 00000010 n 0000 | a nation's ruler\n",
    "index.noun": "king n 1 1 @ 1 1 00000010\nmonarch n 1 1 ~ 1 1 00000020\nsovereign n 1 1 ~ 1 1 00000020\n",
    "data.verb": "00000010 41 v 04 establish 0 set_up 0 found 0 plant 1 000 | set up or found\n",
    "index.verb": "establish v 1 0 1 1 00000010\nfound v 1 0 1 1 00000010\nset_up v 1 0 1 1 00000010\n",
    "verb.exc": "setting set\n",
    "cntlist.rev": "establish%2:41:00:: 1 9\nset_up%2:41:00:: 1 4\nfound%2:41:00:: 1 3\n"
    "monarch%1:18:00:: 1 5\nsovereign%1:18:00:: 1 2\nking%1:18:00:: 1 9\n",
}


def wordnet(folder: Path) -> Thesaurus:
    for kind in ("noun", "verb", "adj", "adv"):
        for name in (f"data.{kind}", f"index.{kind}", f"{kind}.exc"):
            (folder / name).write_text(f"  1 the licence\n{WORDNET.get(name, '')}", encoding="utf-8")
    (folder / "cntlist.rev").write_text(WORDNET["cntlist.rev"], encoding="utf-8")
    return Thesaurus(folder)


def test_a_folder_without_the_dictionary_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ArgumentTypeError, match=r"cntlist\.rev"):
        dictionary(str(tmp_path))
    wordnet(tmp_path)
    assert dictionary(str(tmp_path)) == tmp_path
    (tmp_path / "verb.exc").unlink()
    with pytest.raises(ArgumentTypeError, match=r"verb\.exc"):
        dictionary(str(tmp_path))


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("found", ["establish", "set up"]),
        ("founded", ["established", "set up"]),
        ("establishing", ["setting up", "founding"]),
        ("king", ["sovereign", "monarch"]),
        ("monarch", ["sovereign"]),
        ("kings", ["sovereigns", "monarchs"]),
        ("mill", []),
    ],
)
def test_synonyms_and_wider_nouns_come_in_the_words_own_form(tmp_path: Path, word: str, others: list[str]) -> None:
    assert wordnet(tmp_path).others(word) == others


@pytest.mark.parametrize(
    ("question", "answer", "made"),
    [
        ("When was the club founded?", "1899", "Was the club founded in 1899?"),
        ("Who was an opponent of the dam?", "Ada Berg", "Was Ada Berg an opponent of the dam?"),
        ("How many ships did Bergen have in 1887?", "300", "Did Bergen have in 1887 300 ships?"),
        ("Why did the mill close?", "because of the flood", "Did the mill close because of the flood?"),
        ("what did she buy", "the mill.", "Did she buy the mill?"),
        ("Who bought the mill?", "Ada Berg", None),
        ("Who was it?", "a man whom nobody in the whole of the town had ever seen", None),
    ],
)
def test_it_is_asked_whether_an_answer_is_right(question: str, answer: str, made: str | None) -> None:
    assert whether(question, answer) == made


def test_what_a_sentence_says_its_subject_is_is_asked_for(tmp_path: Path) -> None:
    texts = [
        "A truss is a frame of struts, and it is light.",
        "It is a mill.",
        "Ada Berg was a Norwegian poet. She left.",
    ]
    corpus = with_definitions(squad(tmp_path, texts), random.Random(1))
    made = corpus.questions[-corpus.made :]
    assert [asked.answer.of(corpus.texts[asked.text]) for asked in made] == ["a frame of struts", "a Norwegian poet"]
    assert ["truss" in made[0].question, "Ada Berg" in made[1].question] == [True, True]
    assert len(corpus.questions) == len(texts) + 2


def mills(folder: Path, tokenizer: Tokenizer) -> Examples:
    """Questions about mills, each with all other texts to be shown as wrong."""
    rest = "It stood by the river for many years. Nobody knows who built it. Barley was ground there."
    texts = [f"Mill {n} was bought by Ada. {rest} Ivar sold mill {n} in 19{n}, when it rained." for n in range(30, 60)]
    corpus = squad(folder, [*texts, *(f"The lighthouse {n} was repaired by Olga." for n in range(30))])
    others = {n: [m for m in range(len(corpus.texts)) if m != n] for n in range(len(corpus.texts))}
    return Examples(Texts(corpus, tokenizer), range(len(corpus.texts)), others, {}, {}, tokenizer)


@pytest.mark.parametrize("alone", [0.0, 1.0])
def test_how_a_text_ends_does_not_tell_whether_it_answers(
    tmp_path: Path, default_encoder: Encoder, alone: float
) -> None:
    tokenizer = default_encoder.tokenizer
    examples, draw = mills(tmp_path, tokenizer), random.Random(3)
    stop = tokenizer.token_to_id(".")
    ((numbers, _),) = examples.by_fold(lambda _: 0, 1)
    recipe = Recipe(1.0, 1.0, 0.0, alone)
    rows = [row for _ in range(20) for group in examples.draw(numbers, [], recipe, draw) for row in group]
    right, wrong = ([row[1][-1] == stop for row in rows if (row[2] >= 0) is answers] for answers in (True, False))
    assert min(len(right), len(wrong)) > 500
    assert 0.7 < sum(right) / len(right) < 0.95
    assert sum(wrong) / len(wrong) == pytest.approx(sum(right) / len(right), abs=0.06)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40), st.integers(0, 10_000), st.data())
def test_the_end_of_a_text_goes_but_never_its_answer(text: list[int], seed: int, data: st.DataObject) -> None:
    last = data.draw(st.integers(-1, len(text) - 1))
    row = ([1], text, min(last, 0), last)
    question, kept, first, end = ended(row, random.Random(seed))
    assert (question, first, end) == (row[0], row[2], row[3])
    assert kept == text[: len(kept)]
    assert last < len(kept)


def test_a_shard_holds_its_part_of_a_pass_with_each_groups_fold(tmp_path: Path, default_encoder: Encoder) -> None:
    tokenizer = default_encoder.tokenizer
    examples, specials = mills(tmp_path, tokenizer), Specials.of(tokenizer)
    source = Source({"made": examples}, {"made": Recipe(2.0, 1.0, 0.0, 0.0)}, 4)
    shard = source.shard(5, specials)
    folds = [len(numbers) for numbers, _ in examples.by_fold(fold, FOLDS)]
    assert [int((shard.folds == part).sum()) for part in range(FOLDS)] == [round(2 * size / 4) for size in folds]
    assert sum(folds) == 60
    again, other = source.shard(5, specials), source.shard(6, specials)
    assert shard.ids.tolist() == again.ids.tolist() != other.ids.tolist()
