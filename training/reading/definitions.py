"""Questions after what something is, made by rule from the sentences that say so.

The questions that people wrote about texts hardly ever ask it, since the text before them is about it; people who
search do, and a reader that was never asked takes the sentence that introduces a subject for one that answers nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from askdocs.text import Span
from reading.corpora import Asked, Corpus

_SENTENCE = re.compile(
    r"(?P<article>The |A |An )?(?P<name>[^\W\d_][\w’'&.-]*(?: [\w’'&.-]+){0,4}?)(?: \([^()]{1,120}\)|, [^,]{1,60},)?"
    r" (?P<verb>is|are|was|were) (?P<said>(?:a|an|the|one of|any|some) [^.;]{8,160})"
)
_ENDS = re.compile(r"[,;(]| (?:that|which|who|whose|where|when|while|and was|and is|but) ")
_PRONOUNS = re.compile(
    r"(?:i|it|he|she|this|that|these|those|they|there|here|you|we|what|who|which|one|some|all|both|each|most|many)\b"
    r"|.*\b(?:of|and|in|on|for|with|to|at|by|from|not|if|as|when|my|your|his|her|its|their|our|first|only|also)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:\w+(?:er|or|ist|ian|man|woman)|politician|president|minister|king|queen|poet|author|member)\b"
)
_THINGS = (
    "what {verb} {name}",
    "what {verb} {name}",
    "{name}",
    "define {name}",
    "{name} definition",
    "meaning of {name}",
)
_PEOPLE = ("who {verb} {name}", "who {verb} {name}", "{name}", "what is {name} known for")


def with_definitions(corpus: Corpus, draw: random.Random) -> Corpus:
    """A corpus with such questions after its own."""
    made = tuple(definitions(corpus, draw))
    return replace(corpus, questions=(*corpus.questions, *made), made=len(made))


def definitions(corpus: Corpus, draw: random.Random) -> Iterator[Asked]:
    """A question for each sentence of a corpus that says what its subject is."""
    for number, text in enumerate(corpus.texts):
        for place in corpus.sentences(number):
            found = _SENTENCE.match(place.of(text))
            if found and not _PRONOUNS.match(found["name"]):
                said = found.start("said"), found.end("said")
                end = _ENDS.search(found.string, *said)
                stop = min(said[1], end.start() if end else said[1])
                yield Asked(_question(found, draw), number, Span(place.start + said[0], place.start + stop))


def _question(found: re.Match[str], draw: random.Random) -> str:
    name = found["name"]
    is_person = not found["article"] and name.istitle() and " " in name and _PERSON.search(found["said"])
    made = draw.choice(_PEOPLE if is_person else _THINGS)
    if found["article"] and not made.startswith("{name}"):
        made = made.replace("{name}", f"{found['article'].lower()}{{name}}")
    asked = made.format(verb=found["verb"], name=name)
    return f"{asked[0].upper()}{asked[1:]}?" if draw.random() < 0.5 and made.startswith("wh") else asked
