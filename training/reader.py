"""Train the reader: one command, on a CPU or a GPU.

    python training/reader.py DATA --wordnet DIR [--device cuda]

DATA is a folder with ``span/`` (SQuADShifts, QAMR), ``sentence/`` and ``chunking/``; see README.md beside this file.
The weights go to src/askdocs/answering/reader/, with a card that says how they were made. Every draw is by SEED.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from reading.definitions import with_definitions
from reading.examples import Examples, Recipe, Texts
from reading.fit import Schedule, fit
from reading.retrieved import wrong_texts
from reading.reworded import reworded
from reading.shards import FOLDS, Source
from reading.stacked import Stacked
from reading.thesaurus import Thesaurus, dictionary
from reading.unanswerable import collect

SEED = 20_26
HELD = {"new_wiki": 0.1, "reddit": 0.03, "amazon_reviews": 0.03, "qamr": 0.0}
"""The share of the articles that is not trained on, so that training/ranker.py can fit and measure on it."""
REWORDED = 0.45
"""The share of the questions that are put in other words too, once for all passes."""
PARTS = 8
"""Shards of a pass."""
TEACHERS = 6
"""Networks that are trained first, each without one of the folds of the articles."""
TAUGHT = {
    "new_wiki": Recipe(1.4, 1.2, 0.15, 0.4, others=5, reworded=0.5, whether=0.07, defined=2.5),
    "reddit": Recipe(0.85, 1.0, 0.1, 0.4, others=5, reworded=0.5, whether=0.06),
    "amazon_reviews": Recipe(0.65, 1.0, 0.1, 0.4, others=5, reworded=0.5, whether=0.06),
    "qamr": Recipe(0.95, 0.8, 0.12, 0.45, others=5, reworded=0.5, whether=0.07, defined=2.0),
}
"""What one pass of the teachers consists of."""
LEARNED = {name: replace(recipe, wrong=2.0, others=6) for name, recipe in TAUGHT.items()}
"""The same of the network that learns from them: more texts are compared, as they are when somebody asks."""
TEACHING = Schedule(3.0e-4, 0.05, noise=0.1, tokens=12_000)
LEARNING = Schedule(3.0e-4, 0.05, noise=0.05, tokens=16_000)
TEACHERS_PASSES, PASSES = 18, 6.5
"""Passes over the questions: of the teachers, who share them, and of the network that learns from them."""
MARKED = 0.2
"""What people marked counts beside what the teachers say."""
AFRESH = 0.2
"""What the base model's own weights count beside the teachers' mean in those that the learning starts from."""
BASE = 0.05
"""What they count in the weights that ship."""
TARGET = Path(__file__).parents[1] / "src" / "askdocs" / "answering" / "reader"


@dataclass(frozen=True, slots=True)
class Prepared:
    """One corpus, ready to be drawn from."""

    examples: Examples
    held: set[int]
    """Texts that are not trained on."""


def collections(folder: Path) -> list[corpora.Corpus]:
    """What is trained on; reddit is one article of unrelated posts."""
    return [
        with_definitions(corpora.squad(folder / "new_wiki.json"), random.Random(SEED)),
        corpora.squad(folder / "reddit.json", by_paragraph=True),
        corpora.squad(folder / "amazon_reviews.json"),
        with_definitions(corpora.qamr(folder / "qamr"), random.Random(SEED)),
    ]


def prepare(data: Path, wordnet: Path, tokenizer: Tokenizer) -> tuple[dict[str, Prepared], dict[str, list[str]]]:
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
    draw, thesaurus = random.Random(SEED), Thesaurus(wordnet)
    asked = [each.question for corpus in found for each in corpus.questions]
    pages = [text for corpus in found for number, text in enumerate(corpus.texts) if number not in held[corpus.name]]
    names = collect(draw.sample(asked, 6000), draw.sample(pages, 2500))
    prepared = {}
    for corpus in found:
        numbers = list(leaks.without(corpus, questions, texts))
        print(f"{corpus.name}: {len(numbers)} of {len(corpus.questions)} questions are trained on", flush=True)
        wrong = wrong_texts(corpus, numbers, encoder)
        made = len(corpus.questions) - corpus.made
        people, rule = [n for n in numbers if n < made], [n for n in numbers if n >= made]
        some = draw.sample(people, round(REWORDED * len(people)))
        other = reworded([corpus.questions[n].question for n in some], thesaurus.others, encoder, draw)
        wordings = {number: words for number, words in zip(some, other, strict=True) if words}
        examples = Examples(Texts(corpus, tokenizer), people, wrong, names, wordings, tokenizer, rule)
        prepared[corpus.name] = Prepared(examples, held[corpus.name])
    return prepared, names


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
    parser.add_argument("--wordnet", type=dictionary, required=True, help="the folder of WordNet's dictionary files")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--share", type=float, default=1.0, help="of the passes, to train less (default 1)")
    parser.add_argument("--to", type=Path, default=TARGET, help="the folder that the weights go to")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    np.random.seed(SEED)
    base = resolve(Settings(root=Path.cwd())).folder
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    prepared, names = prepare(options.data, options.wordnet, tokenizer)
    wiki = corpora.squad(options.data / "span" / "new_wiki.json")
    held = {wiki.texts[number] for number in prepared["new_wiki"].held}
    started = time.perf_counter()
    network = trained(load_file(base / "model.safetensors"), prepared, tokenizer, options.device, options.share)
    judged = measure.Judged(network.to(options.device), tokenizer, options.device)
    found = figures(judged, options.data, held, names, 10_000)
    write_card(options.to, save(network, options.to), round((time.perf_counter() - started) / 60), found)
    print(json.dumps(found, indent=1))


def trained(
    base: dict[str, torch.Tensor], prepared: dict[str, Prepared], tokenizer: Tokenizer, device: str, share: float
) -> Network:
    """The network, taught by several.

    Args:
        base: the base model's weights.
        prepared: what is trained on.
        tokenizer: the base model's.
        device: ``cpu`` or ``cuda``.
        share: of the passes that the figures in README.md were made with.
    """
    network = Network.from_base(base)
    own = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    workers, specials = max(1, (os.cpu_count() or 1) - 1), Specials.of(tokenizer)
    examples = {name: each.examples for name, each in prepared.items()}
    counts = [max(1, round(share * passes * PARTS)) for passes in (TEACHERS_PASSES, PASSES)]
    seeds = [range(10_000 * stage, 10_000 * stage + count) for stage, count in enumerate(counts, 1)]
    teachers = Stacked([Network.from_base(base) for _ in range(TEACHERS)])
    fit(
        teachers, Source(examples, TAUGHT, PARTS).drawn(seeds[0], specials, workers), counts[0],
        without=[at % FOLDS for at in range(TEACHERS)], schedule=TEACHING, device=device, seed=SEED,
    )  # fmt: skip
    network.load_state_dict(mixed(mean([teachers.weights_of(at) for at in range(TEACHERS)]), own, AFRESH), strict=False)
    learner = Stacked([network])
    fit(
        learner, Source(examples, LEARNED, PARTS).drawn(seeds[1], specials, workers), counts[1],
        without=[None], schedule=LEARNING, device=device, seed=SEED, teachers=teachers, hard=MARKED,
    )  # fmt: skip
    network.load_state_dict(mixed(learner.weights_of(0), own, BASE), strict=False)
    return network


def mean(networks: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of several networks' weights (Wortsman et al. 2022: Model soups)."""
    return {name: torch.stack([each[name] for each in networks]).mean(0) for name in networks[0]}


def mixed(weights: dict[str, torch.Tensor], own: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Weights with some share of the base model's own in each; what the base model lacks stays."""
    return {
        name: each if name.startswith("head.") else torch.lerp(each, own[name], share) for name, each in weights.items()
    }


def save(network: Network, folder: Path) -> str:
    """Write what was trained; its sha256."""
    file = folder / "reader.safetensors"
    save_file(network.trained(), file)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_card(folder: Path, sha256: str, minutes: int, found: dict[str, dict[str, float]]) -> None:
    """Write what is to be known of the weights beside them."""
    card = {
        "name": "askdocs reader",
        "sha256": sha256,
        "base": "all-MiniLM-L6-v2, Apache-2.0; its word and position embeddings are used as they are",
        "licence": "MIT, as askdocs",
        "trained_on": {
            "SQuADShifts: new_wiki, reddit, amazon_reviews (Miller et al. 2020)": "CC BY 4.0",
            "QAMR (Michael et al. 2018)": "MIT",
            "synonyms of WordNet 3.0 (Miller 1995)": "WordNet's own, permissive",
        },
        "reads": "English, question and passage of at most 384 tokens",
        "not_for": "other languages, and judging whether what a passage says is true",
        "recipe": "training/README.md",
        "minutes": minutes,
        "figures": {name: {key: round(value, 3) for key, value in each.items()} for name, each in found.items()},
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
