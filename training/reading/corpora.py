"""What the reader is trained on: paragraphs and sentences with questions whose answers people marked."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from askdocs.language.sentences import sentences
from askdocs.text import Span

csv.field_size_limit(1 << 30)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the text that it is about, and the words in it that answer."""

    question: str
    text: int
    answer: Span


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with questions about them."""

    name: str
    texts: tuple[str, ...]
    articles: tuple[str, ...]
    """What each text is a part of."""
    questions: tuple[Asked, ...]
    made: int = 0
    """How many of the questions, the last ones, nobody asked: they were made by rule."""

    def sentences(self, text: int) -> list[Span]:
        """The sentences of a text, in its own offsets."""
        return sentences(self.texts[text], Span(0, len(self.texts[text])))


def squad(file: Path, *, by_paragraph: bool = False) -> Corpus:
    """A collection in SQuAD's format.

    Args:
        file: JSON.
        by_paragraph: whether each paragraph is an article of its own, whatever the file says.
    """
    texts, articles, asked = list[str](), list[str](), list[Asked]()
    for number, article in enumerate(json.loads(file.read_text(encoding="utf-8"))["data"]):
        for paragraph in article["paragraphs"]:
            for entry in paragraph["qas"]:
                if entry["answers"] and not entry.get("is_impossible", False):
                    spans = [Span(a["answer_start"], a["answer_start"] + len(a["text"])) for a in entry["answers"]]
                    asked.append(Asked(entry["question"].strip(), len(texts), agreed(spans, paragraph["context"])))
            articles.append(f"{file.stem} {len(texts) if by_paragraph else number}")
            texts.append(paragraph["context"])
    return Corpus(file.stem, tuple(texts), tuple(articles), tuple(asked))


def qamr(folder: Path) -> Corpus:
    """QAMR's questions (Michael et al. 2018), its development and test parts.

    They were written about single sentences, which follow each other in paragraphs of news and encyclopaedias: each
    paragraph is one text, so that the answer is looked for among all its sentences.
    """
    lines = (folder / "qamr_sents.tsv").read_text(encoding="utf-8").splitlines()
    texts, articles = list[str](), list[str]()
    places = dict[str, tuple[int, list[Span]]]()
    paragraph = ""
    for name, tokens in sorted((line.partition("\t")[::2] for line in lines), key=_in_order):
        *before, _ = name.split(":")
        if ":".join(before) != paragraph:
            paragraph = ":".join(before)
            texts.append("")
            articles.append("qamr " + ":".join(before[1:3]))
        sentence, spans = detokenised(tokens.split(" "))
        start = len(texts[-1]) + bool(texts[-1])
        texts[-1] = f"{texts[-1]} {sentence}".lstrip()
        places[name] = len(texts) - 1, [Span(start + span.start, start + span.end) for span in spans]
    asked = []
    for part in ("qamr_dev.tsv", "qamr_test.tsv"):
        with (folder / part).open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                number, tokens_at = places[row[0]]
                marked = [row[6], *(answer.partition(":")[2] for answer in row[7:])]
                spans = [span for answer in marked if (span := _joined(answer, tokens_at))]
                # One of the three who found no answer makes the question doubtful.
                if len(spans) == len(marked):
                    asked.append(Asked(row[5].strip(), number, agreed(spans, texts[number])))
    return Corpus("qamr", tuple(texts), tuple(articles), tuple(asked))


def _in_order(line: tuple[str, str]) -> tuple[str, ...]:
    """What sentences are sorted by: their collection, article, paragraph and place in it."""
    return tuple(part.rjust(12) for part in line[0].split(":"))


def agreed(spans: list[Span], text: str) -> Span:
    """The answer that shares the most characters with the others'; of equals the shortest."""

    def likeness(one: Span, other: Span) -> float:
        shared = max(0, min(one.end, other.end) - max(one.start, other.start))
        return 2 * shared / (one.end - one.start + other.end - other.start)

    spans = [_bare(span, text) for span in spans]
    return max(spans, key=lambda span: (sum(likeness(span, other) for other in spans), span.start - span.end))


def _bare(span: Span, text: str) -> Span:
    """Without the full stop or comma that a marker took along."""
    words = span.of(text)
    kept = words.strip().rstrip(".,;:!?").rstrip() or words
    start = span.start + words.find(kept)
    return Span(start, start + len(kept))


def _joined(answer: str, places: list[Span]) -> Span | None:
    """The words with these numbers, where they stand side by side."""
    numbers = [int(number) for number in answer.split()] if re.fullmatch(r"[\d ]+", answer) else []
    if not numbers or any(after - before not in (1, 2) for before, after in pairwise(numbers)):
        return None
    return Span(places[numbers[0]].start, places[numbers[-1]].end)


_MARKS = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_CLOSES = re.compile(r"[.,;:!?%)\]}”]|'|n't|'\w+")
_OPENS = ("(", "[", "{", "“", "$", "£", "€", "#")


def detokenised(tokens: list[str]) -> tuple[str, list[Span]]:
    """Tokens of the Penn Treebank as running text, and where each of them stands in it."""
    text, places = "", []
    for token in tokens:
        word = _MARKS.get(token, token)
        if text and not _CLOSES.fullmatch(word) and not text.endswith(_OPENS):
            text += " "
        places.append(Span(len(text), len(text) + len(word)))
        text += word
    return text, places
