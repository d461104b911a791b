"""Sentences, as spans.

A mark that could end a sentence is found by one pattern; the words on its two sides decide whether it does.
Only they are looked at, so the time is linear in the text, whatever is in it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from askdocs.language.speech import Role, Tense, speech_verb
from askdocs.language.words import FUNCTION_WORDS, lexicon
from askdocs.text import Span, paragraphs

_CLOSERS = "\"'”’»«“)\\]}›‹」』】）*_"
_OPENERS = "\"'“”‘’«»„‚([{‹›「『【（*_–—-¿¡…"
_MARK = re.compile(
    # Not after another mark, so that a run of marks is read once.
    r"(?<![.!?…‽。！？｡؟۔।॥])(?<!\.[ \u00a0])"
    r"(?P<mark>\.(?:[ \u00a0]\.){2,}+|[.!?…‽。！？｡؟۔।॥]++)"
    # What closes with the sentence: a quotation mark, which stands off in French, or the number of a note.
    rf"(?:[\u00a0\u202f ]»(?=\s|$)|[{_CLOSERS}]|\[\d{{1,3}}\]){{0,20}}+"
    # Chinese and Japanese put no space after their full stop.
    r"(?:(?=\s|$)|(?<=[。！？｡])|(?<=[。！？｡][」』】）”’]))"
)
_REACH = 80  # characters looked at on each side of a mark
_ATTRIBUTION = 5  # words: Mr. Milo van Katzenbach asked
_NEXT = re.compile(rf"[\s{re.escape(_OPENERS)}]*(?P<word>\w[\w'’.&-]*)?")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})\.")
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]")  # J, U.S
_NO_VOWEL = re.compile(r"[A-Z][b-df-hj-np-tv-xz]+")  # Blvd, Mfg; not BBC

# Never the last word of a sentence: always followed by what they belong to.
_LEANING = lexicon(
    "mr mrs ms mx dr prof rev hon gen col maj capt cpt lt cmdr adm sgt cpl brig sen rep gov pres supt insp msgr messrs "
    "mt ft vs v e.g i.e viz cf approx ca"
)
# Followed by a number that they belong to, and otherwise words of their own.
_NUMBERING = lexicon("no nos nr p pp art arts sec ch vol fig figs par op ed ex")
# The last word of a sentence only where the next begins with a word that seldom stands within one.
_SHORTENED = lexicon(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri "
    "inc corp ltd co cos bros jr sr st ave rd dept assn assoc univ inst intl dist est al vol "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass mich minn miss mo mont neb nev okla ont ore pa "
    "penn que tenn tex va vt wash wis wyo bzw usw"
)
_LOWER_CASE_TOO = lexicon("est al dept vol bzw usw ft")  # of these; "a mass." ends its sentence
_COMPANY = lexicon("inc corp ltd llc plc group holdings co")
_AFTER_A_TIME = lexicon(
    "eastern central mountain pacific greenwich local est edt cst cdt mst mdt pst pdt gmt utc bst cet cest et ct pt "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of a text, or of a part of it: in order, without white space at their ends.

    Together they hold every character that is not white space. A line break within a paragraph is white space
    like any other; a blank line ends a sentence. Closing quotation marks and brackets belong to the sentence
    they close, and a quotation's sentence goes on through the ``she said`` that follows it. A text without a
    mark is one sentence.
    """
    return [sentence for paragraph in paragraphs(text, within) for sentence in _split(text, paragraph)]


def _split(text: str, paragraph: Span) -> list[Span]:
    ends = [found.end() for found in _MARK.finditer(text, *paragraph) if _ends(text, paragraph, found)]
    cuts = [paragraph.start, *ends, paragraph.end]
    spans = (Span(start, end).trimmed(text) for start, end in pairwise(cuts))
    return [span for span in spans if span.end > span.start]


def _ends(text: str, paragraph: Span, found: re.Match[str]) -> bool:
    """Whether the mark that was found ends a sentence."""
    mark = found["mark"]
    after = text[found.end() : min(found.end() + _REACH, paragraph.end)]
    if not after:
        return True
    if mark[-1] in "。！？｡":
        return after[0] not in "と、，,"  # 「……。」と彼は言った goes on
    following = _NEXT.match(after)
    word = following["word"] if following else None
    if not word or mark[-1] in "؟۔।॥":
        return True
    quoted = found.end("mark") < found.end()
    if mark != ".":
        return _emphatic_ends(mark, quoted, word, after)
    if quoted and _continues(word):
        return False
    line = text[max(paragraph.start, found.start() - _REACH) : found.start()]
    if found.start() - paragraph.start == len(line) and _ENUMERATOR.fullmatch(line + "."):
        return False
    before = line.split()
    return _full_stop_ends(before[-1].lstrip(_OPENERS) if before else "", before[-2] if before[1:] else "", word)


def _emphatic_ends(mark: str, quoted: bool, word: str, after: str) -> bool:
    """Whether ``!``, ``?`` or an ellipsis ends the sentence."""
    if _continues(word) or (mark == "!" and word.rstrip(".").lower() in _COMPANY):
        return False
    return not (quoted and any(_reports(other) for other in after.split()[1:_ATTRIBUTION]))


def _full_stop_ends(before: str, earlier: str, word: str) -> bool:
    """Whether a full stop ends the sentence.

    Args:
        before: the word that it follows.
        earlier: the word before that one, or nothing.
        word: the word after it.
    """
    folded = before.lower()
    if folded in _LEANING or (folded in _NUMBERING and word[0].isdigit()):
        return False
    if folded in ("a.m", "p.m"):
        return not _continues(word) and word.rstrip(".").lower() not in _AFTER_A_TIME
    if _INITIALS.fullmatch(before):
        return _initial_ends(before, earlier, word)
    shortened = folded in _SHORTENED and (before != folded or before in _LOWER_CASE_TOO)
    if shortened or _NO_VOWEL.fullmatch(before):
        return _starts(word)
    return not (_continues(word) and (folded == "etc" or folded in _NUMBERING))


def _initial_ends(before: str, earlier: str, word: str) -> bool:
    """Whether the sentence ends after a single letter or after letters with full stops between them."""
    if _starts(word):
        return True
    # "so do I. Maria left" and "vitamin C. Doctors say" against "met J. Holm" and "Anna B. Holm".
    if len(before) > 1 or not word[0].isupper() or _INITIALS.fullmatch(word.rstrip(".")):
        return False
    return (
        earlier.isalpha()
        and earlier[0].islower()
        and (before == "I" or not (earlier in FUNCTION_WORDS or _reports(earlier)))
    )


def _starts(word: str) -> bool:
    """Whether a word hardly stands within a sentence in this form: ``The``, ``It’s``; not the initial ``A.``."""
    stem = re.split("['’]", word, maxsplit=1)[0]
    return word[0].isupper() and stem.lower() in FUNCTION_WORDS


def _continues(word: str) -> bool:
    """Whether a word cannot begin a sentence: it is in lower case, and no brand such as iPhone."""
    return word[0].islower() and not any(letter.isupper() for letter in word[1:3])


def _reports(word: str) -> bool:
    """Whether a word says that somebody said something: ``said``, ``asks``."""
    verb = speech_verb(word.rstrip(",.:"))
    return verb is not None and verb.role is Role.REPORTS and verb.tense in (Tense.PAST, Tense.PRESENT)
