"""Fit the sentence ranker's weights and the threshold of abstention, and print how well they do.

    python training/ranker.py DATA

DATA holds collections in SQuAD's format. Those named in TRAIN are fitted on; the others in the folder only
measured. The result is written to src/askdocs/answering/ranker.json. Every draw is by SEED.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from askdocs.answering.kinds import expectation
from askdocs.answering.ranker import FEATURES, Ranker, features
from askdocs.config import Settings
from askdocs.embedding import Encoder, open_encoder
from askdocs.evaluation.corpus import build, number_of
from askdocs.evaluation.squad import Collection, Question, load
from askdocs.index import Index
from askdocs.model import ScoredPassage
from askdocs.retrieval import retrieve, term_weights

SEED = 20_21
REFUSED = 0.85
TRAIN = ("new_wiki", "reddit", "amazon_reviews")
PARAGRAPHS = 500
QUESTIONS = 400
PASSAGES = 8
WIDE = 150
SMALL = 12
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
    kept = order[:most]
    paragraphs = tuple(collection.paragraphs[old] for old in kept)
    return Collection(collection.name, paragraphs, questions, tuple(collection.articles[old] for old in kept))


def alone(found: list[ScoredPassage]) -> list[ScoredPassage]:
    """The first passages as they would be found if there were no others: BM25 is a share of the best of these."""
    top = max((each.lexical for each in found), default=0.0) or 1.0
    return [replace(each, lexical=each.lexical / top) for each in found[:PASSAGES]]


def pool(
    index: Index, encoder: Encoder, known: Known, asked: Question, *, foreign: bool, within: Container[int] = ()
) -> Pool:
    """Retrieve for a question and label every sentence.

    ``known`` keeps the sentences' vectors for the next; ``within`` leaves only these paragraphs to be found.
    """
    vector = encoder.embed_query(asked.text)
    terms = term_weights(index, asked.text)
    expected = expectation(asked.text)
    found = retrieve(index, asked.text, vector, WIDE if within else PASSAGES)
    if within:
        found = alone([each for each in found if number_of(each.passage.document.path) in within])
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


def neighbours(collection: Collection, paragraph: int) -> frozenset[int]:
    """Up to SMALL paragraphs of the same article: a library in which everything is about one thing."""
    article = collection.articles[paragraph]
    same = [place for place, other in enumerate(collection.articles) if other == article and place != paragraph]
    return frozenset([paragraph, *same[: SMALL - 1]])


def pools(collection: Collection, other: Collection, encoder: Encoder) -> tuple[list[Pool], list[Pool]]:
    """Candidates for questions about the collection and for as many about another; and for the former in small."""
    with tempfile.TemporaryDirectory() as folder, build(Path(folder), collection.paragraphs, encoder) as index:
        known: Known = {}
        asked = collection.sample(QUESTIONS, SEED)
        own = [pool(index, encoder, known, each, foreign=False) for each in asked]
        foreign = [pool(index, encoder, known, each, foreign=True) for each in other.sample(QUESTIONS, SEED)]
        small = [
            pool(index, encoder, known, each, foreign=False, within=neighbours(collection, each.paragraph))
            for each in asked
        ]
        return own + foreign, small


def best(ranker: Ranker, candidates: Pool) -> tuple[float, bool, bool]:
    """The confidence, whether the first sentence answers, and whether one of the first three does."""
    if not len(candidates.rows):
        return 0.0, False, False
    scores = np.array([ranker.probability(row) for row in candidates.rows.tolist()])
    order = np.argsort(-scores, kind="stable")
    return float(scores[order[0]]), bool(candidates.labels[order[0]]), bool(candidates.labels[order[:3]].any())


def fit(training: dict[str, list[Pool]], small: list[Pool]) -> Ranker:
    """Logistic regression over all sentences, then the lowest threshold that refuses enough.

    An answer where there is none costs more trust than a silence: in every collection at least the share REFUSED
    of the questions about another must stay below the threshold.
    """
    pooled = [candidates for each in training.values() for candidates in each] + small
    rows, labels = np.concatenate([p.rows for p in pooled]), np.concatenate([p.labels for p in pooled])
    regression = LogisticRegression(C=1.0, max_iter=1000).fit(rows, labels)
    ranker = Ranker(tuple(map(float, regression.coef_[0])), float(regression.intercept_[0]), 0.0)
    foreign = [[best(ranker, candidates)[0] for candidates in each if candidates.foreign] for each in training.values()]
    threshold = max(float(np.quantile(confidences, REFUSED)) for confidences in foreign)
    return Ranker(ranker.weights, ranker.bias, math.ceil(threshold * 100) / 100)


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
    ranker = fit({name: measured[name][0] for name in TRAIN}, [each for name in TRAIN for each in measured[name][1]])
    for name in names:
        report(name + ("" if name in TRAIN else " (unseen)"), ranker, measured[name][0])
        right = np.mean([best(ranker, candidates)[1] for candidates in measured[name][1]])
        print(f"{'':16} first, where all is about one thing: {right:.3f}")
    weights = {name: round(weight, 4) for name, weight in zip(FEATURES, ranker.weights, strict=True)}
    table = {"weights": weights, "bias": round(ranker.bias, 4), "threshold": ranker.threshold}
    TARGET.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(table))


if __name__ == "__main__":
    main()
