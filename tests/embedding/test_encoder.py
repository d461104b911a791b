from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st

from askdocs.config import Settings
from askdocs.embedding import Encoder, describe, open_encoder
from askdocs.errors import ModelError
from askdocs.text import Span

WORDS = [
    *(
        "the",
        "ministry",
        "said",
        "inspection",
        "of",
        "and",
        "a",
        "in",
        "to",
        "is",
        "journalist",
        "2021-07-28",
        "e-mail",
    ),
    *(
        "naïve",
        "Müller",
        "don’t",
        "“quoted”",
        "…",
        "antidisestablishmentarianism",
        "🙂",
        "👩‍👩‍👧",
        "数学",
        "דין",
        "وزارة",
    ),
    *("x=y**2", "{}", "</p>", "\tdef f():", "\n\n", "\u00a0"),
]
CODE = 'def f(x: int) -> str:\n    return f"{x!r}"  # ok\n'
EDGES = ["", " ", "\n\n", "\u200b", ".", "🙂", "a", "[SEP]", CODE * 30, "x" * 5000, "A\u0301 e\u0301", "\x00\x07"]


def varied(count: int, longest: int) -> list[str]:
    """Texts of 1 to ``longest`` words, the short ones more often, and the edge cases."""
    chance = random.Random(7)
    lengths = [longest, *(round(longest ** chance.random()) for _ in range(count - len(EDGES) - 1))]
    return [" ".join(chance.choices(WORDS, k=length)) for length in lengths] + EDGES


def original(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def cosines(one: Any, other: Any) -> Any:
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return np.sum(one * other, axis=1) / lengths


def test_default_model_agrees_with_sentence_transformers(default_encoder: Encoder, tmp_path: Path) -> None:
    texts = varied(200, 400)
    progress: list[int] = []
    ours = default_encoder.embed_passages(texts, progress.append)
    own = original(describe(Settings(root=tmp_path)).folder).encode(texts, show_progress_bar=False)
    assert ours.shape == (200, 384)
    assert ours.dtype == np.float32
    assert cosines(ours, own).min() > 0.999
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert progress == sorted(progress)
    assert progress[-1] == 200


def test_a_vector_does_not_depend_on_its_company(default_encoder: Encoder) -> None:
    texts = varied(100, 60)
    together = default_encoder.embed_passages(texts)
    alone = np.stack([default_encoder.embed_query(text) for text in texts])
    few = default_encoder.embed_passages(texts[:5])
    assert cosines(together, alone).min() > 0.999
    assert cosines(together[:5], few).min() > 0.999


def test_a_part_is_the_mean_of_its_tokens_within_the_text(default_encoder: Encoder, tmp_path: Path) -> None:
    texts = ["The mill burned down. It was never built again.", "  Ada Norling bought it.", "long " * 400 + "The end."]
    parts = [[Span(0, 21), Span(22, 47)], [Span(2, 24), Span(0, 2)], [Span(2000, 2008), Span(0, 9)]]
    vectors, within = default_encoder.embed_parts(texts, parts)
    assert cosines(vectors, default_encoder.embed_passages(texts)).min() > 0.999
    model = original(describe(Settings(root=tmp_path)).folder)
    states = model.encode(texts, output_value="token_embeddings")
    places = [model.tokenizer(text, return_offsets_mapping=True, truncation=True)["offset_mapping"] for text in texts]
    for number, part in ((0, 0), (0, 1), (1, 0), (2, 1)):
        span = parts[number][part]
        inside = [at for at, (a, b) in enumerate(places[number]) if b > a and span.start <= a < span.end]
        mean = np.asarray(states[number].cpu())[inside].mean(0)
        assert cosines(within[number][part][None], mean[None]).min() > 0.999
    # Of white space, and of what is beyond the longest input, nothing is left to embed.
    assert np.allclose(within[1][1], vectors[1], atol=0.01)
    assert np.allclose(within[2][0], vectors[2], atol=0.01)


@hypothesis.given(st.lists(st.integers(1, 12), min_size=1, max_size=80))
@hypothesis.settings(max_examples=10, deadline=None)
def test_parts_do_not_depend_on_what_else_is_embedded(default_encoder: Encoder, counts: list[int]) -> None:
    texts = [" ".join([f"Sentence {number} is here."] * count) for number, count in enumerate(counts)]
    parts = [[Span(0, len(text) // 2), Span(len(text) // 2, len(text))] for text in texts]
    _, together = default_encoder.embed_parts(texts, parts)
    place = len(texts) // 2
    _, alone = default_encoder.embed_parts([texts[place]], [parts[place]])
    assert cosines(together[place], alone[0]).min() > 0.999
    assert [len(each) for each in together] == [2] * len(texts)


def test_no_texts(default_encoder: Encoder) -> None:
    assert default_encoder.embed_passages([]).shape == (0, 384)
    assert default_encoder.count_tokens([]) == []
    assert default_encoder.embed_parts(["A mill."], [[]])[1][0].shape == (0, 384)
    assert default_encoder.embed_parts([], [])[1] == []


def test_tokens_are_counted_beyond_the_longest_input(default_encoder: Encoder) -> None:
    assert default_encoder.count_tokens(["", "two words", "word " * 1000]) == [2, 4, 1002]
    assert default_encoder.identity.max_tokens == 256


def test_another_architecture_with_pooling_dense_layer_and_prompts(models: SimpleNamespace, tmp_path: Path) -> None:
    notes: list[str] = []
    encoder = open_encoder(Settings(root=tmp_path, model=str(models.cls)), notes.append)
    identity = encoder.identity
    assert (identity.name, identity.dimensions, identity.pooling) == ("cls", 16, "cls")
    assert identity.prompts == (("passage", "text: "), ("query", "query: "))
    assert identity.max_tokens == 48 - len("text:"), "the prompt takes its share of the longest input"
    assert len(notes) == 1, "no word of a fallback"

    texts = varied(80, 20)
    own = original(models.cls)
    passages, queries = encoder.embed_passages(texts), np.stack([encoder.embed_query(text) for text in texts])
    assert cosines(passages, own.encode(texts, prompt="text: ")).min() > 0.999
    assert cosines(queries, own.encode(texts, prompt="query: ")).min() > 0.999
    assert cosines(passages, queries).min() < 0.95, "the prompts make a difference"
    assert np.quantile(passages @ passages.T, 0.1) < 0.9, "the texts make a difference"
    # Its vectors are not the means of its tokens', so a part is embedded by itself.
    whole = [[Span(0, len(text)), Span(0, 5)] for text in texts]
    told: list[int] = []
    vectors, within = encoder.embed_parts(texts, whole, told.append)
    assert told == sorted(told)
    assert told[-1] == len(texts), "the parts are counted in, and what is told is how many texts are done"
    assert told[0] < len(texts) / 2
    assert cosines(vectors, passages).min() > 0.999
    assert cosines(np.stack([own[0] for own in within]), passages).min() > 0.999
    assert cosines(within[3][1][None], encoder.embed_passages([texts[3][:5]])).min() > 0.999


@pytest.mark.parametrize(
    ("name", "reason", "prompt"), [("without_prompt", "leaves the prompt out", "find this: "), ("static", "reads", "")]
)
def test_what_cannot_be_converted_runs_in_sentence_transformers(
    models: SimpleNamespace, tmp_path: Path, name: str, reason: str, prompt: str
) -> None:
    notes: list[str] = []
    settings = Settings(root=tmp_path, model=str(getattr(models, name)))
    encoder = open_encoder(settings, notes.append)
    texts = varied(20, 20)[:8]
    own = original(getattr(models, name))
    assert cosines(encoder.embed_passages(texts), own.encode(texts, prompt="")).min() > 0.9999
    assert cosines(encoder.embed_query("who")[None], own.encode(["who"], prompt=prompt)).min() > 0.9999
    assert encoder.count_tokens(["ab"]) == [4]
    assert len(notes) == 2
    assert reason in notes[1]
    assert reason in (describe(settings).unconverted or "")


def test_a_gpu_that_is_not_there(models: SimpleNamespace, tmp_path: Path) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("this machine has one")
    encoder = open_encoder(Settings(root=tmp_path, model=str(models.cls), device="cuda"), lambda _: None)
    assert encoder.embed_query("who").shape == (16,)
    with pytest.raises(ModelError, match="no CUDA device") as caught:
        encoder.embed_passages(["text"] * 100)
    assert 'device = "cpu"' in (caught.value.hint or "")
