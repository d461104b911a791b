"""Ways in which a quotation departs from its source, on purpose or not.

Each is a name and a function, which gives None where it cannot be applied.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Words = list[str]
Editing = tuple[str, Callable[[str, random.Random], str | None]]
Alteration = tuple[str, Callable[[Words, Sequence[str], random.Random], Words | None]]
"""Its function is given the words of the quotation, those of the documents, and chance."""


def _same(text: str, _: random.Random) -> str:
    return text


def _straightened(text: str, _: random.Random) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''")).replace("–", "-").replace("—", "--").replace("…", "...")


def _wrapped(text: str, chance: random.Random) -> str:
    return "".join(chance.choice("\n \u00a0") if character == " " else character for character in text)


def _recased(text: str, _: random.Random) -> str:
    return text[0].swapcase() + text[1:]


def _punctuated(text: str, chance: random.Random) -> str:
    return text.rstrip(".,;:") + chance.choice([",", ".", ""])


def _hyphenated(text: str, chance: random.Random) -> str | None:
    """A word is divided at the end of a line."""
    places = [found.start() + 3 for found in re.finditer(r"[a-z]{6,}", text)]
    if not places:
        return None
    at = chance.choice(places)
    return f"{text[:at]}-\n{text[at:]}"


def _left_out(text: str, chance: random.Random) -> str | None:
    words = text.split()
    if len(words) < 7:
        return None
    first = chance.randint(2, len(words) - 4)
    last = chance.randint(first + 1, len(words) - 2)
    return " ".join([*words[:first], chance.choice(["…", "...", "[…]", "[...]", ". . ."]), *words[last:]])


def _bracketed(text: str, chance: random.Random) -> str | None:
    words = text.split()
    if len(words) < 5:
        return None
    at = chance.randint(1, len(words) - 2)
    return " ".join([*words[:at], "[the company’s]", *words[at + chance.randint(0, 1) :]])


def _capital(text: str, _: random.Random) -> str | None:
    return f"[{text[0].swapcase()}]{text[1:]}" if text[0].isalpha() and text[1:2].isalpha() else None


EDITORIAL: tuple[Editing, ...] = (
    ("same", _same),
    ("straight marks", _straightened),
    ("white space", _wrapped),
    ("case", _recased),
    ("last stop", _punctuated),
    ("hyphenation", _hyphenated),
    ("left out", _left_out),
    ("bracketed", _bracketed),
    ("capital", _capital),
)
"""What leaves a quotation exact."""


def _misspelt(words: Words, _: Sequence[str], chance: random.Random) -> Words | None:
    places = [at for at, word in enumerate(words) if re.fullmatch(r"[^\W\d_]{4,}", word)]
    if not places:
        return None
    at = chance.choice(places)
    word, letter = words[at], chance.randint(1, len(words[at]) - 2)
    turned = word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :]
    return _with(
        words, at, chance.choice([turned, word[:letter] + word[letter + 1 :], word[:letter] + word[letter - 1 :]])
    )


def _transposed(words: Words, _: Sequence[str], chance: random.Random) -> Words:
    at = chance.randint(0, len(words) - 2)
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def _dropped(words: Words, _: Sequence[str], chance: random.Random) -> Words:
    at = chance.randint(1, len(words) - 2)
    return [*words[:at], *words[at + 1 :]]


def _replaced(words: Words, vocabulary: Sequence[str], chance: random.Random) -> Words:
    return _with(words, chance.randrange(len(words)), chance.choice(vocabulary))


def _inflected(words: Words, _: Sequence[str], chance: random.Random) -> Words | None:
    places = [at for at, word in enumerate(words[:-1]) if at and re.fullmatch(r"[a-z]{4,}", word)]
    if not places:
        return None
    at = chance.choice(places)
    word = words[at]
    return _with(words, at, word[:-1] if word.endswith("s") else word + chance.choice(["s", "ed", "ing"]))


def _renumbered(words: Words, _: Sequence[str], chance: random.Random) -> Words | None:
    places = [at for at, word in enumerate(words) if re.search(r"\d", word)]
    if not places:
        return None
    at = chance.choice(places)
    return _with(words, at, re.sub(r"\d", lambda digit: str((int(digit.group()) + 3) % 10), words[at], count=1))


def _with(words: Words, at: int, word: str) -> Words:
    return [*words[:at], word, *words[at + 1 :]]


LIGHT: tuple[Alteration, ...] = (
    ("misspelt", _misspelt),
    ("transposed", _transposed),
    ("dropped", _dropped),
    ("replaced", _replaced),
    ("inflected", _inflected),
    ("renumbered", _renumbered),
)
"""One word of the quotation is not the source's."""


def _rewritten(words: Words, vocabulary: Sequence[str], chance: random.Random) -> Words:
    """A fifth to a third of the words are others."""
    places = chance.sample(range(len(words)), max(2, round(len(words) * chance.uniform(0.2, 0.33))))
    return [chance.choice(vocabulary) if at in places else word for at, word in enumerate(words)]


def _cut(words: Words, _: Sequence[str], chance: random.Random) -> Words:
    """A fifth to two fifths of the words are missing from within."""
    count = max(2, round(len(words) * chance.uniform(0.2, 0.4)))
    at = chance.randint(1, len(words) - count - 1)
    return [*words[:at], *words[at + count :]]


def _reordered(words: Words, _: Sequence[str], chance: random.Random) -> Words:
    """The second part stands before the first."""
    at = chance.randint(len(words) // 3, 2 * len(words) // 3)
    return [*words[at:], *words[:at]]


HEAVY: tuple[Alteration, ...] = (("rewritten", _rewritten), ("cut", _cut), ("reordered", _reordered))
"""Much of the quotation is not the source's, or not in its order."""
