"""Words: where they stand, what they are called when case and accents do not count, and which carry content."""

from __future__ import annotations

import re
import unicodedata

from askdocs.text import Span

# Python's \w leaves out combining marks, without which the words of Hindi, Tamil, Thai or a decomposed é
# fall apart. These are the ranges of the scripts in common use.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u0900-\u0963\u0966-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
    "\ufe20-\ufe2f"
)
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.N.
    r"|\d+(?:[.,]\d+)+"  # 50,000 and 3.5
    rf"|{_LETTER}+(?:['’]{_LETTER}+)*"
)


def lexicon(listed: str) -> frozenset[str]:
    """A small list of words, written with white space between them."""
    return frozenset(listed.split())


FUNCTION_WORDS = lexicon(
    """
    a an the this that these those such same other another each every either neither both all any some no none few
    many much more most several enough own
    i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we
    us our ours ourselves they them their theirs themselves one ones someone somebody something anyone anybody
    anything everyone everybody everything nobody nothing there here
    who whom whose what which when where why how whoever whatever whichever whether
    be am is are was were been being do does did doing done have has had having can could may might must shall should
    will would ought
    about above across after against along amid among around as at before behind below beneath beside besides
    between beyond by despite down during except for from in inside into like near of off on onto out outside over
    past per since than through throughout to toward towards under until up upon via with within without
    and but or nor so yet if because although though while unless once whereas
    not also too very just only even still again already then now ever never always often perhaps maybe quite rather
    however meanwhile moreover therefore thus instead otherwise nevertheless nonetheless later earlier soon
    today yesterday tomorrow tonight yes please
    """
)
"""English words that tie a sentence together and name nothing in it, folded."""

_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_LIGHT = re.compile(r"\b(?:tak(?:e|es|ing|en)|took)\s+(?:part|place)\b", re.IGNORECASE)
# Verbs that say no more than that something happened, or that somebody was there.
_REQUEST = re.compile(
    r"^\W*(?:please\W+)?(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?)?(?:"
    r"(?:tell|show|give|find|remind)\s+(?:me|us)\b|do\s+you\s+know\b|what\s+(?:do\s+you\s+know|is\s+(?:known|said|written))\b|"
    r"(?:i|we)(?:\s+would|['’]d)?\s+(?:want|like|need|wish)\s+to\s+(?:know|learn)\b)",
    re.IGNORECASE,
)
# What opens a question and says no more than that it is one.
_SAY = re.compile(r"\b(?P<did>(?:did|does|do)\b[^?.!]*?)\b(?:say|tell)\b", re.IGNORECASE)
_AUXILIARIES = lexicon("ca wo sha ai")  # what can't, won't, shan't and ain't leave


def words(text: str, within: Span | None = None) -> list[Span]:
    """The words of a text, or of a part of it, in order.

    A number with its separators is one word, and so are ``don’t`` and ``U.N.``; the parts of a hyphenated word
    are words of their own. A run of Chinese or Japanese is one word.
    """
    within = within or Span(0, len(text))
    return [Span(*found.span()) for found in _WORD.finditer(text, within.start, within.end)]


def fold(text: str) -> str:
    """The text without distinctions of case and accent; it may be longer or shorter."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def bare(word: str) -> str:
    """A word without its contracted ending: ``NSO`` of ``NSO’s``, ``did`` of ``didn’t``."""
    return _CONTRACTION.sub("", word)


def is_function_word(word: str) -> bool:
    """Whether an English word carries no content of its own."""
    stem = fold(bare(word))
    return stem in FUNCTION_WORDS or (stem in _AUXILIARIES and stem != fold(word))


def content_words(question: str) -> list[str]:
    """The words of an English question that say what it is about, as written, without a possessive ``’s``."""
    for light in (_REQUEST, _LIGHT):
        question = light.sub(" ", question)
    question = _SAY.sub(r"\g<did> ", question)
    found = (span.of(question) for span in words(question))
    return [bare(word) for word in found if not is_function_word(word)]
