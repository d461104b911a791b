"""Train the reader: one command, on a CPU or a GPU.

    python training/reader.py DATA [--device cuda] [--compile]

DATA is a folder with ``span/`` (SQuADShifts, QAMR), ``sentence/`` and ``chunking/``; see README.md beside this file.
The weights go to src/askdocs/answering/reader/, with a card that says how they were made. Every draw is by SEED.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from askdocs.answering.reader.encoding import Specials
from askdocs.answering.reader.network import Network
from askdocs.config import Settings
from askdocs.embedding import open_encoder
from askdocs.embedding.resolve import resolve
from reading import corpora, leaks, measure
from reading.examples import Examples, Recipe, Row, Texts, batches
from reading.fit import fit
from reading.retrieved import wrong_texts
from reading.unanswerable import collect

SEED = 20_26
RATE = 2.5e-4
TOKENS = 2_600
"""A batch's, padding counted."""
HELD = {"new_wiki": 0.1, "reddit": 0.03, "amazon_reviews": 0.03, "qamr": 0.0}
RECIPES = (
    # In each pass: how many of the questions, wrong texts, spoiled questions, sentences alone.
    {
        "new_wiki": Recipe(1.0, 1, 0.35, 0.25),
        "reddit": Recipe(0.5, 1, 0.2, 0.2),
        "amazon_reviews": Recipe(0.5, 1, 0.2, 0.2),
        "qamr": Recipe(0.5, 1, 0.35, 0.0),
    },
    {
        "new_wiki": Recipe(1.0, 1, 0.5, 0.35),
        "reddit": Recipe(0.4, 1, 0.3, 0.25),
        "amazon_reviews": Recipe(0.3, 1, 0.3, 0.25),
        "qamr": Recipe(0.5, 1, 0.45, 0.0),
    },
)
TARGET = Path(__file__).parents[1] / "src" / "askdocs" / "answering" / "reader"


@dataclass(frozen=True, slots=True)
class Prepared:
    """One corpus, ready to be drawn from."""

    examples: Examples
    held: set[int]
    """Texts that are not trained on."""
    used: int
    """Questions that are."""


def collections(folder: Path) -> list[corpora.Corpus]:
    """What is trained on; reddit is one article of unrelated posts."""
    return [
        corpora.squad(folder / "new_wiki.json"),
        corpora.squad(folder / "reddit.json", by_paragraph=True),
        corpora.squad(folder / "amazon_reviews.json"),
        corpora.qamr(folder / "qamr"),
    ]


def prepare(data: Path, tokenizer: Tokenizer) -> tuple[dict[str, Prepared], dict[str, list[str]]]:
    """The corpora without what validates, and the names that spoil questions."""
    encoder = open_encoder(Settings(root=Path.cwd()), lambda line: print(line, file=sys.stderr))
    questions, texts = leaks.validated(data)
    found = collections(data / "span")
    held = {
        corpus.name: measure.held_out(corpus, HELD[corpus.name], SEED) if HELD[corpus.name] else set()
        for corpus in found
    }
    for corpus in found:
        texts |= leaks.text_keys(corpus, held[corpus.name])
    draw = random.Random(SEED)
    asked = [each.question for corpus in found for each in corpus.questions]
    pages = [text for corpus in found for number, text in enumerate(corpus.texts) if number not in held[corpus.name]]
    names = collect(draw.sample(asked, 6000), draw.sample(pages, 2500))
    prepared = {}
    for corpus in found:
        numbers = list(leaks.without(corpus, questions, texts))
        print(f"{corpus.name}: {len(numbers)} of {len(corpus.questions)} questions are trained on", flush=True)
        wrong = wrong_texts(corpus, numbers, encoder)
        examples = Examples(Texts(corpus, tokenizer), numbers, wrong, names, tokenizer)
        prepared[corpus.name] = Prepared(examples, held[corpus.name], len(numbers))
    return prepared, names


def plan(prepared: dict[str, Prepared]) -> list[list[list[Row]]]:
    """Every batch of the training, in order."""
    draw = random.Random(SEED)
    planned: list[list[list[Row]]] = []
    for recipes in RECIPES:
        groups = [group for name, recipe in recipes.items() for group in prepared[name].examples.draw(recipe, draw)]
        made = batches(groups, TOKENS, draw)
        print(f"a pass: {len(groups)} groups, {sum(len(g) for g in groups)} examples, {len(made)} batches", flush=True)
        planned.extend(made)
    return planned


def figures(
    judged: measure.Judged, data: Path, held: set[str], names: dict[str, list[str]], most: int
) -> dict[str, dict[str, float]]:
    """What can be said of a network without the rest of askdocs."""
    span = data / "span"
    found = {
        "new_wiki, held out": measure.given(judged, span / "new_wiki.json", held, names, most),
        "xquad_en": measure.given(judged, span / "xquad_en.json", set(), names, most),
    }
    for file in sorted((data / "sentence").glob("*.jsonl")):
        found[file.stem] = measure.ranked(judged, file)
    return found


def main() -> None:
    """Prepare, fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument(
        "--compile", action="store_true", help="have torch.compile make it faster (needs a C++ compiler)"
    )
    parser.add_argument("--to", type=Path, default=TARGET, help="the folder that the weights go to")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    np.random.seed(SEED)
    base = resolve(Settings(root=Path.cwd())).folder
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    prepared, names = prepare(options.data, tokenizer)
    wiki = corpora.squad(options.data / "span" / "new_wiki.json")
    held = {wiki.texts[number] for number in prepared["new_wiki"].held}
    network = Network.from_base(load_file(base / "model.safetensors"))
    judged = measure.Judged(network, tokenizer, options.device)
    planned = plan(prepared)
    started = time.perf_counter()

    def checked(step: int) -> None:
        save(network, options.to)
        found = figures(judged, options.data, held, names, 250)
        print(json.dumps({"step": step, **found}), flush=True)

    fit(
        network, planned, Specials.of(tokenizer),
        rate=RATE, device=options.device, compiled=options.compile, checked=checked,
    )  # fmt: skip
    found = figures(judged, options.data, held, names, 10_000)
    save(network, options.to)
    report = {"minutes": round((time.perf_counter() - started) / 60), "figures": found}
    print(json.dumps(report, indent=1))


def save(network: Network, folder: Path) -> None:
    """Write what was trained."""
    save_file(network.trained(), folder / "reader.safetensors")


if __name__ == "__main__":
    main()
