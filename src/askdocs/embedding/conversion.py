"""A sentence-transformers model, turned into files that run without it, and compared with itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from askdocs.embedding import batches
from askdocs.embedding.sbert import Original, Traits
from askdocs.embedding.store import TOKENIZER
from askdocs.runtime.compiled import CompiledModel
from askdocs.runtime.convert import ConversionFailed

_AGREEMENT = 0.999
# The least cosine between the two forms of a model. bf16 arithmetic costs 0.00003.
_PROBES = (
    "Who?",
    "The ministry said on Tuesday that it had inspected the company’s offices.",
    "“It was raining,” she said. " * 12,
    "def f(x):\n\treturn x ** 2  # naïve – 数学 🙂",
    "word " * 600,
)
# Short and long, alone and padded, cut off and not; a trace that took a length for a constant shows on them.


def convert(source: Path, folder: Path) -> tuple[Traits, str | None, bool]:
    """Convert the model in ``source`` into files in ``folder``.

    Returns:
        The model's traits, why it could not be converted, which is None where it was, and whether its vectors are the
        means of their tokens' own.

    Raises:
        ModelError: the model cannot be loaded, or its tokenizer cannot be run without it.
    """
    model = Original(source)
    traits = model.traits()
    model.tokenizer.save(str(folder / TOKENIZER), pretty=False)
    trial = folder / "trial"
    trial.mkdir()
    try:
        model.convert(trial)
        pooled = _compare(model, traits, trial)
        for file in trial.glob("model.*"):
            file.replace(folder / file.name)
    except ConversionFailed as error:
        return traits, str(error), False
    finally:
        shutil.rmtree(trial)
    return traits, None, pooled


def _compare(model: Original, traits: Traits, folder: Path) -> bool:
    """Hold the two forms against each other; whether the vectors are the means of their tokens' own."""
    compiled = CompiledModel.load(folder)
    for query, prompt in ((True, traits.query_prompt), (False, traits.passage_prompt)):
        own = model.embed(_PROBES, prompt, query=query, done=lambda _: None)
        texts = [prompt + text for text in _PROBES]
        ours = batches.embed(compiled, model.tokenizer, texts, traits.pad_id, lambda _: None)
        if own.shape != ours.shape:
            raise ConversionFailed("its vectors change in size")
        cosine = float(np.min(np.sum(own * ours, axis=1)))
        if not cosine >= _AGREEMENT:  # also where it is no number
            raise ConversionFailed(f"its vectors change: cosine {cosine:.4f}")
    if compiled.outputs < 2:
        return False
    rows = [np.array([model.tokenizer.encode(text).ids]) for text in texts]
    means = [tokens[0].mean(0) for _, tokens in compiled.run_batches(([row, np.ones_like(row)] for row in rows), 2)]
    if means[0].shape != own[0].shape:
        return False
    cosines = [vector @ mean / np.linalg.norm(mean) for vector, mean in zip(own, means, strict=True)]
    return bool(np.min(cosines) >= _AGREEMENT)
