"""Fit the sentence ranker's weights and the threshold of abstention, and print how well they do.

    python training/ranker.py DATA

DATA holds collections in SQuAD's format. Those named in TRAIN are fitted on; the others in the folder only
measured. The result is written to src/askdocs/answering/ranker.json. Every draw is by SEED.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from askdocs.answering.expectation import expectation
from askdocs.answering.ranker import FEATURES, Ranker, features
from askdocs.config import Settings
from askdocs.embedding import Encoder, open_encoder
from askdocs.evaluation.corpus import build, number_of
from askdocs.evaluation.squad import Collection, Question, load
from askdocs.index import Index
from askdocs.retrieval import retrieve, term_weights

SEED = 20_21
TRAIN = ("new_wiki", "reddit", "amazon_reviews")
PARAGRAPHS = 500
QUESTIONS = 400
PASSAGES = 8
Known = dict[str, np.ndarray]
TARGET = Path(__file__).parents[1] / "src" / "askdocs" / "answering" / "ranker.json"


@dataclass(frozen=True, slots=True)
class Pool:
    """One question's candidate sentences."""

    rows: np.ndarray
    """Features, shape (sentences, features)."""
    labels: np.ndarray
    """Whether each sentence answers, shape (sentences,)."""
    foreign: bool


def subset(collection: Collection, most: int) -> Collection:
    """The first so many paragraphs of a shuffle, and the questions about them."""
    order = list(range(len(collection.paragraphs)))
    random.Random(SEED).shuffle(order)
    new = {old: place for place, old in enumerate(order[:most])}
    questions = tuple(
        Question(asked.text, new[asked.paragraph], asked.answers)
        for asked in collection.questions
        if asked.paragraph in new and asked.answers
    )
    return Collection(collection.name, tuple(collection.paragraphs[old] for old in order[:most]), questions)


def pool(index: Index, encoder: Encoder, known: Known, asked: Question, *, foreign: bool) -> Pool:
    """Retrieve for a question and label every sentence; ``known`` keeps the sentences' vectors for the next."""
    vector = encoder.embed_query(asked.text)
    terms = term_weights(index, asked.text)
    expected = expectation(asked.text)
    found = retrieve(index, asked.text, vector, PASSAGES)
    places = [(passage, sentence) for passage in found for sentence in passage.sentences]
    texts = [
        passage.passage.text[sentence.start - passage.passage.span.start : sentence.end - passage.passage.span.start]
        for passage, sentence in places
    ]
    fresh = [text for text in dict.fromkeys(texts) if text not in known]
    known.update(zip(fresh, encoder.embed_passages(fresh), strict=True))
    cosines = [known[text] @ vector for text in texts]
    rows = [
        features(terms, expected, passage, sentence, float(cosine))
        for (passage, sentence), cosine in zip(places, cosines, strict=True)
    ]
    labels = [
        not foreign
        and number_of(passage.passage.document.path) == asked.paragraph
        and any(sentence.overlaps(answer) for answer in asked.answers)
        for passage, sentence in places
    ]
    return Pool(np.array(rows).reshape(-1, len(FEATURES)), np.array(labels, dtype=bool), foreign)


def pools(collection: Collection, other: Collection, encoder: Encoder) -> list[Pool]:
    """Candidates for questions about the collection, and for as many about another."""
    with tempfile.TemporaryDirectory() as folder, build(Path(folder), collection.paragraphs, encoder) as index:
        known: Known = {}
        own = [pool(index, encoder, known, asked, foreign=False) for asked in collection.sample(QUESTIONS, SEED)]
        return own + [pool(index, encoder, known, asked, foreign=True) for asked in other.sample(QUESTIONS, SEED)]


def best(ranker: Ranker, candidates: Pool) -> tuple[float, bool, bool]:
    """The confidence, whether the first sentence answers, and whether one of the first three does."""
    if not len(candidates.rows):
        return 0.0, False, False
    scores = np.array([ranker.probability(row) for row in candidates.rows.tolist()])
    order = np.argsort(-scores, kind="stable")
    return float(scores[order[0]]), bool(candidates.labels[order[0]]), bool(candidates.labels[order[:3]].any())


def fit(training: dict[str, list[Pool]]) -> Ranker:
    """Logistic regression over all sentences, then the threshold that treats both kinds of question alike.

    The threshold has the highest mean, over the collections, of the lesser of two shares: questions about the
    collection that are answered, and questions about another that are refused.
    """
    pooled = [candidates for each in training.values() for candidates in each]
    rows, labels = np.concatenate([p.rows for p in pooled]), np.concatenate([p.labels for p in pooled])
    regression = LogisticRegression(C=1.0, max_iter=1000).fit(rows, labels)
    ranker = Ranker(tuple(map(float, regression.coef_[0])), float(regression.intercept_[0]), 0.0)
    steps = np.linspace(0.01, 0.5, 50)
    handled = np.zeros(len(steps))
    for each in training.values():
        own = np.array([best(ranker, candidates)[0] for candidates in each if not candidates.foreign])
        foreign = np.array([best(ranker, candidates)[0] for candidates in each if candidates.foreign])
        handled += [min(np.mean(own >= step), np.mean(foreign < step)) for step in steps]
    return Ranker(ranker.weights, ranker.bias, round(float(steps[int(np.argmax(handled))]), 2))


def report(name: str, ranker: Ranker, measured: list[Pool]) -> None:
    """Print one collection's line."""
    own = [best(ranker, candidates) for candidates in measured if not candidates.foreign]
    foreign = [best(ranker, candidates)[0] for candidates in measured if candidates.foreign]
    confidences = [confidence for confidence, _, _ in own]
    auroc = roc_auc_score([1] * len(own) + [0] * len(foreign), confidences + foreign)
    answered = [first for confidence, first, _ in own if confidence >= ranker.threshold]
    refused = np.mean([confidence < ranker.threshold for confidence in foreign])
    print(
        f"{name:16} first {np.mean([f for _, f, _ in own]):.3f}  first three {np.mean([t for _, _, t in own]):.3f}  "
        f"AUROC {auroc:.3f}  answered {len(answered) / len(own):.3f}  right of answered {np.mean(answered):.3f}  "
        f"foreign refused {refused:.3f}"
    )


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    folder = parser.parse_args().data
    collections = {file.stem: subset(load(file), PARAGRAPHS) for file in sorted(folder.glob("*.json"))}
    encoder = open_encoder(Settings(root=Path.cwd()), lambda line: print(line, file=sys.stderr))
    names = list(collections)
    measured = {
        name: pools(collections[name], collections[names[(place + 1) % len(names)]], encoder)
        for place, name in enumerate(names)
    }
    ranker = fit({name: measured[name] for name in TRAIN})
    for name in names:
        report(name + ("" if name in TRAIN else " (unseen)"), ranker, measured[name])
    weights = {name: round(weight, 4) for name, weight in zip(FEATURES, ranker.weights, strict=True)}
    table = {"weights": weights, "bias": round(ranker.bias, 4), "threshold": ranker.threshold}
    TARGET.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(table))


if __name__ == "__main__":
    main()
