"""Verbs of speech: the words by which English prose says that somebody said something.

Two kinds are told apart, because they stand in different places. A verb that *reports* may stand before, after or
within what is quoted (``“…,” she said``), and a whole clause may come between (``she said that the plan was “…”``).
A verb that *names* what somebody thinks of a thing (``she called the plan “…”``) stands shortly before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from askdocs.language.words import lexicon


class Role(StrEnum):
    """What a verb of speech does with the words that are quoted."""

    REPORTS = "reports"
    NAMES = "names"


class Tense(StrEnum):
    """The form of a verb."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A form of a verb of speech."""

    lemma: str
    role: Role
    tense: Tense
    addressed: bool
    """Whether its object is who was spoken to: ``told The Record``."""


_REPORTING = """
    accuse acknowledge add admit advise agree allege announce answer argue ask assert assure boast brag caution claim
    comment complain concede conclude confess confide confirm contend continue counter cry declare demand deny
    disclose drawl emphasise emphasize exclaim explain grumble hint imply inform insist instruct interject joke laugh
    lament maintain marvel mention moan mumble murmur muse mutter note object observe offer order plead pledge post
    predict proclaim promise protest question quip reassure recall reckon recollect recount reflect relate remark
    remember remind repeat reply report respond retort reveal roar say scoff scream shout shrug sigh snap sneer speak
    state stipulate stress suggest swear tell testify text think thunder tweet urge volunteer vow warn whisper wonder
    write yell chant stammer grin smile scold chuckle enthuse gush find read
"""
_NAMING = """
    blast brand call characterise characterize condemn consider criticise criticize decry denounce deride describe
    dismiss dub hail label liken mock portray praise rate regard reject slam term welcome compare
"""
_ADDRESSED = lexicon(
    "accuse advise ask assure caution inform instruct order question reassure remind tell text urge warn"
)
_IRREGULAR = {
    "find": ("found", "found"),
    "read": ("read", "read"),
    "say": ("said", "said"),
    "speak": ("spoke", "spoken"),
    "swear": ("swore", "sworn"),
    "tell": ("told", "told"),
    "think": ("thought", "thought"),
    "write": ("wrote", "written"),
}
_DOUBLING = lexicon("admit brag dub grin label marvel quip slam snap")
_ALSO_SINGLE = {"labeled": "label", "labeling": "label", "marveled": "marvel", "marveling": "marvel"}


def _forms(lemma: str) -> dict[str, Tense]:
    """The forms of a verb, by the rules of spelling; BASE where the past or the present looks the same."""
    sibilant = lemma.endswith(("s", "sh", "ch", "x", "z"))
    final_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    present = lemma[:-1] + "ies" if final_y else lemma + ("es" if sibilant else "s")
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    past = lemma[:-1] + "ied" if final_y else stem + ("d" if stem.endswith("e") else "ed")
    participle = (stem[:-1] if stem.endswith("e") else stem) + "ing"
    simple_past, perfect = _IRREGULAR.get(lemma, (past, past))
    return {
        lemma: Tense.BASE,
        present: Tense.PRESENT,
        perfect: Tense.PAST,
        simple_past: Tense.PAST,
        participle: Tense.PARTICIPLE,
    }


_VERBS = {
    form: SpeechVerb(lemma, role, tense, lemma in _ADDRESSED)
    for role, lemmas in ((Role.REPORTS, _REPORTING), (Role.NAMES, _NAMING))
    for lemma in lexicon(lemmas)
    for form, tense in _forms(lemma).items()
}
_VERBS |= {form: _VERBS[f"{lemma}l{form[len(lemma) :]}"] for form, lemma in _ALSO_SINGLE.items()}


def speech_verb(word: str) -> SpeechVerb | None:
    """The verb of speech that a word is a form of, in any case; None where it is none."""
    return _VERBS.get(word.casefold())
