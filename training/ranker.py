"""Fit how sentences are ranked and when an answer is shown, with the reader and without, and print how well.

    python training/ranker.py DATA --wordnet DIR

DATA and DIR are the folders that training/reader.py takes. The questions are those about texts that the reader was not
trained on. The collections named in TRAIN are fitted on; the others in the folder are only measured. The result is
written to src/askdocs/answering/ranker.json. Every draw is by SEED.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from askdocs.answering.evidence import read_sentences
from askdocs.answering.kinds import expectation
from askdocs.answering.ranker import (
    FAST_FEATURES,
    READ_FEATURES,
    Ranker,
    Read,
    fast_features,
    read_features,
)
from askdocs.answering.reader import Reader
from askdocs.answering.windows import TOKENS, windows
from askdocs.config import Settings, cache_folder
from askdocs.embedding import Encoder, open_encoder
from askdocs.evaluation.corpus import build, number_of
from askdocs.evaluation.squad import Collection, Question, load
from askdocs.index import Index
from askdocs.retrieval import Selection, retrieve, term_weights
from reader import HELD
from reader import SEED as READERS_SEED
from reading import corpora, measure
from reading.reworded import reworded
from reading.thesaurus import Thesaurus, dictionary
from reading.unanswerable import collect, spoil

SEED = 20_21
REFUSED = 0.87
GIVEN_WEIGHT = 0.3
"""Of a sentence where the paragraph is given, right or spoiled, beside one that had to be found. With .1, .3 and 1, the
AUROC on XQuAD's spoiled questions is .827, .837 and .851, and that on another collection's .989, .986 and .980."""
TRAIN = ("new_wiki", "reddit", "amazon_reviews")
QUESTIONS = {"new_wiki": 400, "reddit": 150, "amazon_reviews": 150}
OTHERS = 250
"""Of a collection that is only measured, and of foreign and spoiled questions at the most so many."""
PARAGRAPHS = 650
PASSAGES = 10
SENTENCES = 16
TARGET = Path(__file__).parents[1] / "src" / "askdocs" / "answering" / "ranker.json"
OWN, REWORDED, FOREIGN, GIVEN, SPOILED = "own", "reworded", "foreign", "given", "spoiled"


@dataclass(frozen=True, slots=True)
class Pool:
    """One question's candidate sentences."""

    kind: str
    rows: dict[str, np.ndarray]
    """For ``fast`` and ``read``: features, shape (sentences, features)."""
    labels: dict[str, np.ndarray]
    """The same: whether each sentence answers, shape (sentences,)."""


class Asker:
    """Asks one collection, and labels the sentences that could answer."""

    def __init__(self, index: Index, encoder: Encoder, reader: Reader) -> None:
        self._index, self._encoder, self._reader = index, encoder, reader

    def pool(self, asked: Question, kind: str, within: Container[int] = ()) -> Pool:
        """Candidates for a question; ``within`` leaves only these paragraphs to be found."""
        vector = self._encoder.embed_query(asked.text)
        infos = self._index.documents()
        chosen = Selection(tuple(each for each in infos if number_of(each.path) in within)) if within else None
        found = retrieve(self._index, asked.text, vector, PASSAGES, chosen)
        terms, expected = term_weights(self._index, asked.text), expectation(asked.text)
        texts = [each.passage.text for each in found]
        read = self._reader.read(asked.text, texts, TOKENS, windows(found, terms))
        total = read.total
        sentences = read_sentences(found, read)[:SENTENCES]
        plain = [fast_features(terms, expected, passage, sentence) for passage, sentence, *_ in sentences]
        answered = kind in (OWN, REWORDED, GIVEN)
        labels = [
            answered
            and number_of(passage.passage.document.path) == asked.paragraph
            and any(sentence.overlaps(answer) for answer in asked.answers)
            for passage, sentence, *_ in sentences
        ]
        rows = [
            (row, read_features(row, Read(reading.answers, words, total, first)))
            for row, (_, _, reading, words, first) in zip(plain, sentences, strict=True)
        ]
        fast = np.array([row for row, _ in rows]).reshape(-1, len(FAST_FEATURES))
        read_rows = np.array([row for _, row in rows]).reshape(-1, len(READ_FEATURES))
        truth = np.array(labels, dtype=bool)
        return Pool(kind, {"fast": fast, "read": read_rows}, {"fast": truth, "read": truth})


def subset(collection: Collection, held: set[int] | None) -> Collection:
    """So many paragraphs, and the questions about those that the reader was not trained on (all where None)."""
    order = sorted(range(len(collection.paragraphs)), key=lambda at: held is not None and at not in held)
    rest = order[len(held or ()) :]
    random.Random(SEED).shuffle(rest)
    kept = [*order[: len(held or ())], *rest][:PARAGRAPHS]
    new = {old: place for place, old in enumerate(kept)}
    questions = tuple(
        Question(asked.text, new[asked.paragraph], asked.answers)
        for asked in collection.questions
        if asked.paragraph in new and asked.answers and (held is None or asked.paragraph in held)
    )
    paragraphs = tuple(collection.paragraphs[old] for old in kept)
    return Collection(collection.name, paragraphs, questions, tuple(collection.articles[old] for old in kept))


def held_out(file: Path) -> set[int] | None:
    """The paragraphs of a file that the reader was not trained on; None where it was trained on none."""
    if file.stem not in HELD:
        return None
    return measure.held_out(corpora.squad(file, by_paragraph=file.stem == "reddit"), HELD[file.stem], READERS_SEED)


def pools(
    collection: Collection, other: Collection, encoder: Encoder, reader: Reader, thesaurus: Thesaurus
) -> list[Pool]:
    """Candidates for questions about the collection, also in other words, given the paragraph, spoiled, and foreign."""
    draw = random.Random(SEED)
    names = collect([asked.text for asked in collection.questions], list(collection.paragraphs))
    with tempfile.TemporaryDirectory() as folder, build(Path(folder), collection.paragraphs, encoder) as index:
        asker = Asker(index, encoder, reader)
        own = collection.sample(QUESTIONS.get(collection.name, OTHERS), SEED)
        found = [asker.pool(each, OWN) for each in own]
        wordings = reworded([each.text for each in own], thesaurus.others, encoder, random.Random(SEED))
        for each, words in zip(own, wordings, strict=True):
            if words:
                found.append(asker.pool(replace(each, text=words), REWORDED))
        found += [asker.pool(each, FOREIGN) for each in other.sample(len(own), SEED)[:OTHERS]]
        for each in own[:OTHERS]:
            found.append(asker.pool(each, GIVEN, {each.paragraph}))
            made = spoil(each.text, collection.paragraphs[each.paragraph], names, draw)
            if made:
                found.append(asker.pool(replace(each, text=made), SPOILED, {each.paragraph}))
    print(f"{collection.name}: {len(found)} questions asked", file=sys.stderr, flush=True)
    return found


def best(ranker: Ranker, candidates: Pool, which: str) -> tuple[float, bool, bool]:
    """The confidence, whether the first sentence answers, and whether one of the first three does."""
    rows, labels = candidates.rows[which], candidates.labels[which]
    if not len(rows):
        return 0.0, False, False
    scores = np.array([ranker.probability(row) for row in rows.tolist()])
    order = np.argsort(-scores, kind="stable")
    return float(scores[order[0]]), bool(labels[order[0]]), bool(labels[order[:3]].any())


def fit(training: dict[str, list[Pool]], which: str) -> Ranker:
    """Logistic regression over all sentences, then the lowest threshold that refuses enough.

    An answer where there is none costs more trust than a silence: in every collection at least the share REFUSED
    of the questions about another must stay below the threshold.
    """
    pooled = [candidates for each in training.values() for candidates in each]
    rows = np.concatenate([p.rows[which] for p in pooled])
    labels = np.concatenate([p.labels[which] for p in pooled])
    weights = np.concatenate(
        [np.full(len(p.rows[which]), 1.0 if p.kind in (OWN, REWORDED, FOREIGN) else GIVEN_WEIGHT) for p in pooled]
    )
    regression = LogisticRegression(C=10.0, max_iter=2000).fit(rows, labels, sample_weight=weights)
    ranker = Ranker(tuple(map(float, regression.coef_[0])), float(regression.intercept_[0]), 0.0)
    foreign = [[best(ranker, p, which)[0] for p in each if p.kind == FOREIGN] for each in training.values()]
    threshold = max(float(np.quantile(confidences, REFUSED)) for confidences in foreign)
    return Ranker(ranker.weights, ranker.bias, math.ceil(threshold * 100) / 100)


def report(name: str, ranker: Ranker, measured: list[Pool], which: str) -> None:
    """Print one collection's line."""
    by_kind = {
        kind: [best(ranker, p, which) for p in measured if p.kind == kind]
        for kind in (OWN, REWORDED, FOREIGN, GIVEN, SPOILED)
    }
    own, foreign = by_kind[OWN], by_kind[FOREIGN]
    confidences = [confidence for confidence, _, _ in own]
    answered = [first for confidence, first, _ in own if confidence >= ranker.threshold]
    refused = np.mean([confidence < ranker.threshold for confidence, _, _ in foreign])
    print(
        f"{which} {name:24} first {np.mean([f for _, f, _ in own]):.3f}  three {np.mean([t for _, _, t in own]):.3f}  "
        f"reworded: first {np.mean([f for _, f, _ in by_kind[REWORDED]]):.3f}  "
        f"AUROC {_auroc(confidences, [c for c, _, _ in foreign]):.3f}  answered {len(answered) / len(own):.3f}  "
        f"right of answered {np.mean(answered):.3f}  foreign refused {refused:.3f}  "
        f"given: first {np.mean([f for _, f, _ in by_kind[GIVEN]]):.3f}  "
        f"AUROC spoiled {_auroc([c for c, _, _ in by_kind[GIVEN]], [c for c, _, _ in by_kind[SPOILED]]):.3f}"
    )


def _auroc(own: Sequence[float], other: Sequence[float]) -> float:
    return float(roc_auc_score([1] * len(own) + [0] * len(other), [*own, *other]))


def curve(ranker: Ranker, measured: Sequence[Pool], which: str) -> None:
    """Print, for some thresholds, how much is answered, how much of that is right, and how much foreign is refused."""
    own = [best(ranker, p, which) for p in measured if p.kind == OWN]
    foreign = [best(ranker, p, which)[0] for p in measured if p.kind == FOREIGN]
    for threshold in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        answered = [first for confidence, first, _ in own if confidence >= threshold]
        refused = np.mean([confidence < threshold for confidence in foreign])
        right = np.mean(answered) if answered else math.nan
        shown = len(answered) / len(own)
        print(f"{which} from {threshold:.2f}: answered {shown:.3f}  right {right:.3f}  refused {refused:.3f}")


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--wordnet", type=dictionary, required=True, help="the folder of WordNet's dictionary files")
    options = parser.parse_args()
    folder, thesaurus = options.data / "span", Thesaurus(options.wordnet)
    notify: Callable[[str], None] = lambda line: print(line, file=sys.stderr)  # noqa: E731
    encoder, reader = open_encoder(Settings(root=Path.cwd()), notify), Reader(cache_folder(), notify)
    collections = {file.stem: subset(load(file), held_out(file)) for file in sorted(folder.glob("*.json"))}
    names = list(collections)
    measured = {
        name: pools(collections[name], collections[names[(place + 1) % len(names)]], encoder, reader, thesaurus)
        for place, name in enumerate(names)
    }
    publish(measured)


def publish(measured: dict[str, list[Pool]]) -> None:
    """Fit both rankers, print how well they do, and write them."""
    names = list(measured)
    table = {}
    for which, features in (("fast", FAST_FEATURES), ("read", READ_FEATURES)):
        ranker = fit({name: measured[name] for name in TRAIN}, which)
        for name in names:
            report(name + ("" if name in TRAIN else " (unseen)"), ranker, measured[name], which)
        curve(ranker, [each for name in TRAIN for each in measured[name]], which)
        weights = {name: round(weight, 4) for name, weight in zip(features, ranker.weights, strict=True)}
        table[which] = {"weights": weights, "bias": round(ranker.bias, 4), "threshold": ranker.threshold}
    TARGET.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
