"""How good a network is on questions that it was not trained on."""

from __future__ import annotations

import json
import random
import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import average_precision_score, roc_auc_score
from tokenizers import Tokenizer

from askdocs.answering.reader.encoding import Specials, assemble, padded
from askdocs.answering.reader.network import Network
from reading.corpora import Corpus
from reading.examples import Row
from reading.unanswerable import spoil

_ROWS = 32
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """A network, and what it takes to run it."""

    network: Network
    tokenizer: Tokenizer
    device: str

    def logits(self, rows: Sequence[Row]) -> list[np.ndarray]:
        """For each row the logits of its text's tokens and, before them, of the first one; shape (1 + tokens, 3)."""
        order = sorted(range(len(rows)), key=lambda at: len(rows[at][0]) + len(rows[at][1]))
        found: list[np.ndarray] = [np.empty(0)] * len(rows)
        specials = Specials.of(self.tokenizer)
        self.network.eval()
        with torch.no_grad():
            for start in range(0, len(order), _ROWS):
                places = order[start : start + _ROWS]
                laid = [assemble(rows[at][0], rows[at][1], specials) for at in places]
                parts = [ids for ids, _ in laid], [[1] * len(ids) for ids, _ in laid], [marks for _, marks in laid]
                values = self.network(*(torch.from_numpy(padded(part)).to(self.device) for part in parts))
                values = values.float().cpu().numpy()
                for at, value in zip(places, values, strict=True):
                    offset = len(rows[at][0]) + 2
                    found[at] = np.concatenate([value[:1], value[offset : offset + len(rows[at][1])]])
        self.network.train()
        return found


def span(values: np.ndarray) -> tuple[int, int, float]:
    """The best answer's first and last token, and the sum of their logits."""
    scores = values[1:, 0][:, None] + values[1:, 1][None, :]
    scores = np.where(
        np.triu(np.ones_like(scores), 0) * (1 - np.triu(np.ones_like(scores), _LONGEST)) > 0, scores, -1e9
    )
    first, last = divmod(int(np.argmax(scores)), scores.shape[1])
    return first, last, float(scores[first, last])


def plain(text: str) -> list[str]:
    """A text's words as answers are compared: without case, punctuation and articles."""
    bare = "".join(character for character in text.lower() if character not in string.punctuation)
    return re.sub(r"\b(?:a|an|the)\b", " ", bare).split()


def matched(one: str, other: str) -> tuple[float, float]:
    """Whether two answers are the same, and the F1 of their words."""
    ours, theirs = plain(one), plain(other)
    shared = sum((Counter(ours) & Counter(theirs)).values())
    f1 = 2 * shared / (len(ours) + len(theirs)) if shared else float(ours == theirs)
    return float(ours == theirs), f1


def given(judged: Judged, file: Path, texts: set[str], names: dict[str, list[str]], most: int) -> dict[str, float]:
    """EM and F1 where the right paragraph is given, and the AUROC of answerable against spoiled questions.

    Args:
        judged: the network.
        file: in SQuAD's format.
        texts: the paragraphs to be asked about; empty for all of them.
        names: what spoils questions.
        most: questions at the most, of a fixed draw.
    """
    tokenizer = judged.tokenizer
    data = json.loads(file.read_text(encoding="utf-8"))["data"]
    asked = [
        (paragraph["context"], entry["question"], [answer["text"] for answer in entry["answers"]])
        for article in data for paragraph in article["paragraphs"] for entry in paragraph["qas"]
        if entry["answers"] and (not texts or paragraph["context"] in texts)
    ]  # fmt: skip
    draw = random.Random(7)
    asked = draw.sample(asked, min(most, len(asked)))
    rows, pages, spoiled = [], [], []
    for context, question, _ in asked:
        page = tokenizer.encode(context, add_special_tokens=False)
        pages.append(page)
        rows.append((tokenizer.encode(question, add_special_tokens=False).ids, page.ids[:430], -1, -1))
        made = spoil(question, context, names, draw)
        if made:
            spoiled.append((tokenizer.encode(made, add_special_tokens=False).ids, page.ids[:430], -1, -1))
    values = judged.logits(rows)
    marks = []
    for (context, _, answers), page, value in zip(asked, pages, values, strict=True):
        first, last, _ = span(value)
        words = context[page.offsets[first][0] : page.offsets[last][1]]
        marks.append([max(pair) for pair in zip(*(matched(words, answer) for answer in answers), strict=True)])
    own = [float(value[0, 2]) for value in values]
    other = [float(value[0, 2]) for value in judged.logits(spoiled)]
    em, f1 = np.mean(marks, axis=0)
    auroc = roc_auc_score([1] * len(own) + [0] * len(other), own + other)
    return {"em": float(em), "f1": float(f1), "auroc_spoiled": float(auroc)}


def ranked(judged: Judged, file: Path) -> dict[str, float]:
    """MAP and MRR of ranking a question's candidate sentences, by the reader alone."""
    maps, mrrs, tokenizer = [], [], judged.tokenizer
    for line in file.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        truth = [candidate["answers"] for candidate in entry["candidates"]]
        if not any(truth) or all(truth):
            continue
        question = tokenizer.encode(entry["question"], add_special_tokens=False).ids
        rows = [
            (question, tokenizer.encode(candidate["text"], add_special_tokens=False).ids[:300] or [0], -1, -1)
            for candidate in entry["candidates"]
        ]
        scores = [float(value[0, 2]) for value in judged.logits(rows)]
        maps.append(average_precision_score(truth, scores))
        order = np.argsort(-np.array(scores), kind="stable")
        mrrs.append(1 / (1 + next(at for at, place in enumerate(order) if truth[place])))
    return {"map": float(np.mean(maps)), "mrr": float(np.mean(mrrs))}


def held_out(corpus: Corpus, share: float, seed: int) -> set[int]:
    """The texts of some of a corpus's articles, drawn by a seed."""
    articles = sorted(set(corpus.articles))
    kept = set(random.Random(seed).sample(articles, max(1, round(share * len(articles)))))
    return {number for number, article in enumerate(corpus.articles) if article in kept}
