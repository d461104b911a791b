"""Train the reader: one command, on a CPU or a GPU.

    python training/reader.py DATA --wordnet DIR [--device cuda]

DATA is a folder with ``span/`` (SQuADShifts, QAMR), ``sentence/`` and ``chunking/``; see README.md beside this file.
The weights go to src/askdocs/answering/reader/, with a card that says how they were made. Every draw is by SEED.
"""

from __future__ import annotations

import argparse
import hashlib
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
from reading.definitions import with_definitions
from reading.examples import Examples, Recipe, Row, Texts, batches
from reading.fit import Schedule, fit
from reading.retrieved import wrong_texts
from reading.reworded import reworded
from reading.thesaurus import Thesaurus, dictionary
from reading.unanswerable import collect

SEED = 20_26
TOKENS = 2_600
"""A batch's, padding counted."""
HELD = {"new_wiki": 0.1, "reddit": 0.03, "amazon_reviews": 0.03, "qamr": 0.0}
"""The share of the articles that is not trained on, so that training/ranker.py can fit and measure on it."""
REWORDED = 0.45
"""The share of the questions that are put in other words too, once for all legs."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the training, with an optimizer of its own."""

    recipes: dict[str, Recipe]
    """For each corpus how many of its questions, wrong texts, spoiled questions, and sentences alone."""
    schedule: Schedule
    share: float
    """What its last weights count in the mean that ships."""
    afresh: float = 0.0
    """What the base model's own weights count in those that it starts from, beside the leg's before."""


LEGS = (
    Leg(
        {
            "new_wiki": Recipe(0.85, 1, 0.35, 0.25),
            "reddit": Recipe(0.42, 1, 0.2, 0.2),
            "amazon_reviews": Recipe(0.42, 1, 0.2, 0.2),
            "qamr": Recipe(0.42, 1, 0.35, 0.0),
        },
        Schedule(2.5e-4, 0.12, 0.53),
        0.0,
    ),
    Leg(
        {
            "new_wiki": Recipe(0.48, 1, 0.5, 0.35),
            "reddit": Recipe(0.19, 1, 0.3, 0.25),
            "amazon_reviews": Recipe(0.14, 1, 0.3, 0.25),
            "qamr": Recipe(0.24, 1, 0.45, 0.0),
        },
        Schedule(1.5e-4, 0.06, 0.0),
        0.0104,
    ),
    Leg(
        {
            "new_wiki": Recipe(0.95, 1, 0.25, 0.33, others=5, defined=3),
            "reddit": Recipe(0.65, 1, 0.2, 0.3, others=4),
            "amazon_reviews": Recipe(0.5, 1, 0.2, 0.3, others=4),
            "qamr": Recipe(0.75, 1, 0.25, 0.0, others=4, defined=3),
        },
        Schedule(2.0e-4, 0.04, 0.0),
        0.0139,
    ),
    Leg(
        {
            "new_wiki": Recipe(1.0, 0.5, 0.2, 0.3, others=4, reworded=0.45, defined=2),
            "reddit": Recipe(1.0, 0.4, 0.12, 0.3, others=4, reworded=0.45),
            "amazon_reviews": Recipe(0.8, 0.4, 0.12, 0.3, others=4, reworded=0.45),
            "qamr": Recipe(1.0, 0.5, 0.15, 0.0, others=4, reworded=0.45, defined=2),
        },
        Schedule(1.6e-4, 0.02, 0.0, stays=0.6),
        0.045,
    ),
    Leg(
        {
            "new_wiki": Recipe(1.0, 0.5, 0.15, 0.27, others=4, reworded=0.7, whether=0.12, defined=2),
            "reddit": Recipe(1.0, 0.4, 0.1, 0.27, others=4, reworded=0.7, whether=0.1),
            "amazon_reviews": Recipe(0.8, 0.4, 0.1, 0.27, others=4, reworded=0.7, whether=0.08),
            "qamr": Recipe(1.0, 0.5, 0.12, 0.0, others=4, reworded=0.7, whether=0.1, defined=2),
        },
        Schedule(1.6e-4, 0.03, 0.0, stays=0.6),
        0.104,
    ),
    Leg(
        {
            "new_wiki": Recipe(1.0, 0.9, 0.15, 0.27, others=4, reworded=0.6, whether=0.1, defined=2),
            "reddit": Recipe(1.0, 0.8, 0.1, 0.25, others=4, reworded=0.6, whether=0.08),
            "amazon_reviews": Recipe(0.8, 0.8, 0.1, 0.25, others=4, reworded=0.6, whether=0.08),
            "qamr": Recipe(1.0, 0.7, 0.12, 0.0, others=4, reworded=0.6, whether=0.1, defined=2),
        },
        Schedule(1.6e-4, 0.03, 0.0, stays=0.5),
        0.2722,
    ),
    Leg(
        {
            "new_wiki": Recipe(1.0, 0.8, 0.2, 0.25, others=4, reworded=0.5, whether=0.08, defined=2),
            "reddit": Recipe(1.0, 0.7, 0.1, 0.25, others=4, reworded=0.5, whether=0.06),
            "amazon_reviews": Recipe(0.8, 0.7, 0.1, 0.25, others=4, reworded=0.5, whether=0.06),
            "qamr": Recipe(1.0, 0.5, 0.15, 0.2, others=4, reworded=0.5, whether=0.08, defined=2),
        },
        Schedule(2.0e-4, 0.03, 0.0, stays=0.4, noise=0.1),
        0.0825,
        afresh=0.45,
    ),
    Leg(
        {
            "new_wiki": Recipe(0.2, 0.9, 0.1, 0.6, others=4, reworded=0.5, whether=0.06),
            "reddit": Recipe(0.15, 0.8, 0.1, 0.6, others=4, reworded=0.5, whether=0.06),
            "amazon_reviews": Recipe(0.12, 0.8, 0.1, 0.6, others=4, reworded=0.5, whether=0.06),
            "qamr": Recipe(0.22, 0.7, 0.1, 0.7, others=4, reworded=0.5, whether=0.06, defined=1),
        },
        Schedule(1.0e-4, 0.08, 0.0, stays=0.1, noise=0.05),
        0.0825,
    ),
    Leg(
        {
            "new_wiki": Recipe(1.0, 0.8, 0.15, 0.42, others=5, reworded=0.5, whether=0.07, defined=2),
            "reddit": Recipe(0.85, 0.7, 0.1, 0.4, others=5, reworded=0.5, whether=0.06),
            "amazon_reviews": Recipe(0.65, 0.7, 0.1, 0.4, others=5, reworded=0.5, whether=0.06),
            "qamr": Recipe(0.95, 0.5, 0.12, 0.45, others=5, reworded=0.5, whether=0.07, defined=2),
        },
        Schedule(2.0e-4, 0.04, 0.0, stays=0.4, noise=0.1),
        0.34,
        afresh=0.4,
    ),
)
BASE = 0.0495
"""What the base model's own weights count in that mean, beside the legs' shares."""
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
        prepared[corpus.name] = Prepared(examples, held[corpus.name], len(numbers))
    return prepared, names


def plan(leg: Leg, prepared: dict[str, Prepared], draw: random.Random) -> list[list[list[Row]]]:
    """The batches of a leg, in order."""
    groups = [group for name, recipe in leg.recipes.items() for group in prepared[name].examples.draw(recipe, draw)]
    planned = batches(groups, TOKENS, draw)
    print(f"{len(groups)} groups, {sum(map(len, groups))} examples, {len(planned)} batches", flush=True)
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
    parser.add_argument("--wordnet", type=dictionary, required=True, help="the folder of WordNet's dictionary files")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
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
    network = Network.from_base(load_file(base / "model.safetensors"))
    judged = measure.Judged(network, tokenizer, options.device)
    started, draw = time.perf_counter(), random.Random(SEED)
    # The base model has no head: what the network begins with is noise.
    own = {name: tensor.clone() for name, tensor in network.state_dict().items() if not name.startswith("head.")}
    mean = {name: BASE * tensor for name, tensor in own.items()}

    def checked(step: int) -> None:
        save(network, options.to)
        found = figures(judged, options.data, held, names, 250)
        print(json.dumps({"step": step, **found}), flush=True)

    for leg in LEGS:
        network.load_state_dict(mixed(network.state_dict(), own, leg.afresh))
        fit(
            network, plan(leg, prepared, draw), Specials.of(tokenizer),
            schedule=leg.schedule, device=options.device, checked=checked,
        )  # fmt: skip
        for name, tensor in network.state_dict().items():
            mean[name] = mean.get(name, 0) + leg.share / (1 if name in own else 1 - BASE) * tensor.cpu()
    network.load_state_dict(mean)
    found = figures(judged, options.data, held, names, 10_000)
    write_card(options.to, save(network, options.to), round((time.perf_counter() - started) / 60), found)
    print(json.dumps(found, indent=1))


def mixed(weights: dict[str, torch.Tensor], own: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Weights with some share of the base model's own in each; what the base model lacks stays."""
    return {name: torch.lerp(each.cpu(), own[name], share) if name in own else each for name, each in weights.items()}


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
