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


def convert(source: Path, folder: Path) -> tuple[Traits, str | None]:
    """Convert the model in ``source`` into files in ``folder``.

    Returns:
        The model's traits, and why it could not be converted, which is None where it was.

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
        _compare(model, traits, trial)
        for file in trial.glob("model.*"):
            file.replace(folder / file.name)
    except ConversionFailed as error:
        return traits, str(error)
    finally:
        shutil.rmtree(trial)
    return traits, None


def _compare(model: Original, traits: Traits, folder: Path) -> None:
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
