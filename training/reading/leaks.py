"""What must not be trained on: whatever the validation data holds too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from askdocs.language.sentences import sentences
from askdocs.text import Span
from reading.corpora import Corpus

_TELLING = 6
# Words: a shorter sentence ("He agreed.") stands in texts that have nothing to do with each other.


def key(text: str) -> str:
    """A text as it is compared: its words in small letters."""
    return " ".join(re.findall(r"\w+", text.lower()))


def keys(text: str) -> set[str]:
    """Those of its sentences that tell it from other texts."""
    found = {key(span.of(text)) for span in sentences(text, Span(0, len(text)))} | {key(text)}
    return {each for each in found if each.count(" ") + 1 >= _TELLING}


def validated(data: Path) -> tuple[set[str], set[str]]:
    """The questions and the sentences of all that only validates, in a folder of evaluation data."""
    questions, texts = set[str](), set[str]()
    for file in (data / "sentence").glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            questions.add(key(entry["question"]))
            texts.update(*(keys(candidate["text"]) for candidate in entry["candidates"]))
    for article in json.loads((data / "span" / "xquad_en.json").read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            questions.update(key(entry["question"]) for entry in paragraph["qas"])
            texts |= keys(paragraph["context"])
    for line in (data / "chunking" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        questions.add(key(json.loads(line)["question"]))
    for file in (data / "chunking").glob("*.md"):
        texts |= keys(file.read_text(encoding="utf-8"))
    return questions, texts


def without(corpus: Corpus, questions: set[str], texts: set[str]) -> Iterator[int]:
    """The numbers of a corpus's questions that share neither question nor sentence with these."""
    shared = {number for number, text in enumerate(corpus.texts) if keys(text) & texts}
    for number, asked in enumerate(corpus.questions):
        if asked.text not in shared and key(asked.question) not in questions:
            yield number


def text_keys(corpus: Corpus, numbers: Iterable[int]) -> set[str]:
    """The sentences of some texts of a corpus."""
    return set().union(*(keys(corpus.texts[number]) for number in numbers))
