"""Words that may be said for others, from WordNet (Miller 1995): synonyms, and the next wider nouns.

The folder is that of its dictionary files, ``index.*``, ``data.*``, ``*.exc`` and ``cntlist.rev``
(https://wordnet.princeton.edu/documentation/wndb5wn), as Debian's package wordnet-base installs it.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PARTS = {"noun": "1", "verb": "2", "adj": "3", "adv": "4"}
"""Parts of speech, and their digits in the keys of senses."""
_SENSES = 3
"""Of a word, the first so many: the others are rare."""
_ENDINGS = {
    "noun": (("s", ""), ("ses", "s"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ies", "y")),
    "verb": (
        ("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ied", "y"),
        ("ing", "e"), ("ing", ""),
    ),
    "adj": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "adv": (),
}  # fmt: skip
"""How an inflected word ends, and its base form instead (WordNet's morphy)."""
_UNCHANGED = frozenset(("cast", "cost", "cut", "hit", "hurt", "let", "put", "quit", "set", "shut", "split", "spread"))
"""Verbs whose past is their base form."""


class _Synset(NamedTuple):
    lemmas: tuple[str, ...]
    """Those that a sense-tagged corpus has in this sense; what it never has is seldom said."""
    wider: tuple[int, ...]
    """Where in the file the nouns stand that are a step wider."""


def dictionary(folder: str) -> Path:
    """The folder that an option names.

    Raises:
        ArgumentTypeError: it does not hold the dictionary's files.
    """
    names = ["cntlist.rev", *(f"{kind}{part}" for part in _PARTS for kind in ("index.", "data."))]
    names += [f"{part}.exc" for part in _PARTS]
    for name in names:
        if not (Path(folder) / name).is_file():
            raise ArgumentTypeError(
                f"{folder} has no {name}; Debian's package wordnet-base has all in /usr/share/wordnet"
            )
    return Path(folder)


class Thesaurus:
    """The dictionary, in memory."""

    def __init__(self, folder: Path) -> None:
        """Read it.

        Raises:
            OSError: a file is missing.
        """
        self._senses: dict[str, dict[str, tuple[int, ...]]] = {}
        self._synsets: dict[str, dict[int, _Synset]] = {}
        self._bases: dict[str, dict[str, str]] = {}
        used = {line.split(" ", 1)[0] for line in _lines(folder / "cntlist.rev")}
        for part, digit in _PARTS.items():
            self._senses[part] = dict(_index(folder / f"index.{part}"))
            self._synsets[part] = dict(_data(folder / f"data.{part}", digit, used))
            pairs = (line.split() for line in _lines(folder / f"{part}.exc"))
            self._bases[part] = {pair[0]: pair[1] for pair in pairs}
        self._forms: dict[str, list[str]] = defaultdict(list)
        for form, base in self._bases["verb"].items():
            self._forms[base].append(form)

    def others(self, word: str) -> list[str]:
        """Other words or phrases for a word in small letters, in its form; empty where it has none."""
        found: dict[str, None] = {}
        for part in _PARTS:
            base = self._base(word, part)
            for place in self._senses[part].get(base, ())[:_SENSES]:
                own = self._synsets[part][place]
                wider = [lemma for at in own.wider for lemma in self._synsets[part][at].lemmas]
                for lemma in (*own.lemmas, *wider):
                    if lemma != base:
                        found[self._inflected(lemma.replace("_", " "), word, base, part)] = None
        return [other for other in found if other != word]

    def _base(self, word: str, part: str) -> str:
        known = self._senses[part]
        if word in self._bases[part]:
            return self._bases[part][word]
        if word in known:
            return word
        shorter = (word.removesuffix(old) + new for old, new in _ENDINGS[part] if word.endswith(old))
        return next((base for base in shorter if base in known), word)

    def _inflected(self, lemma: str, word: str, base: str, part: str) -> str:
        """A lemma in the form that a word has of its own base; only its first word changes."""
        if word == base or part not in ("noun", "verb"):
            return lemma
        head, _, rest = lemma.partition(" ")
        if part == "noun" and rest:
            return lemma
        if word.endswith("s"):
            head = head[:-1] + "ies" if head.endswith("y") and head[-2:-1] not in "aeiou" else head + _plural(head)
        elif word.endswith("ing"):
            irregular = [form for form in self._forms[head] if form.endswith("ing")]
            head = irregular[0] if irregular else head.removesuffix("e") + "ing"
        elif part == "verb" and head not in _UNCHANGED:
            irregular = [form for form in self._forms[head] if not form.endswith(("ing", "s"))]
            head = irregular[-1] if irregular else head.removesuffix("e") + "ed"
        return f"{head} {rest}".strip()


def _plural(word: str) -> str:
    return "es" if word.endswith(("s", "x", "tch", "sh")) else "s"


def _lines(file: Path) -> list[str]:
    """Without the licence, whose lines begin with two spaces."""
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("  ")]


def _index(file: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Words, and the places of their senses, the most usual first."""
    for line in _lines(file):
        fields = line.split()
        count = int(fields[2])
        yield fields[0], tuple(map(int, fields[-count:]))


def _data(file: Path, digit: str, used: set[str]) -> Iterator[tuple[int, _Synset]]:
    """Places, and what stands there."""
    for line in _lines(file):
        fields = line.split(" | ", 1)[0].split()
        count = int(fields[3], 16)
        pairs = [(fields[4 + 2 * at], fields[5 + 2 * at]) for at in range(count)]
        lemmas = [
            name.partition("(")[0]
            for name, number in pairs
            if f"{name.lower()}%{digit}:{fields[1]}:{int(number, 16):02}::" in used
        ]
        rest = fields[5 + 2 * count :]
        wider = tuple(int(rest[at + 1]) for at in range(0, len(rest), 4) if rest[at] == "@" and rest[at + 2] == "n")
        kept = tuple(name for name in lemmas if name.islower() and name.replace("_", "").isalpha())
        yield int(fields[0]), _Synset(kept, wider if digit == "1" else ())
