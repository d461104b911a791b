"""Questions as groups of examples: a text that answers, and texts and questions beside it that do not."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from askdocs.language.words import FUNCTION_WORDS, content_words, words
from askdocs.text import Span
from reading.corpora import Asked, Corpus
from reading.unanswerable import spoil
from reading.whether import whether

Row = tuple[list[int], list[int], int, int]
"""The question's tokens, the text's, and the first and last token of the answer in the text, or -1 and -1."""
Groups = list[list[Row]]

_WINDOW = (40, 190)
"""Tokens of a text that are shown, drawn from here: less costly than whole paragraphs, and no place is favoured."""
_LONGEST = 320
_FOREIGN = 0.6
_NO_MARK = 0.35
_KEYWORDS = 0.06
_SHORTENED = 0.15
_UNENDED = 0.2
_TELLING = 2
"""A question of fewer content words ("How did it grow?") is asked of its sentence alone: others may answer it too."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How often a corpus's questions give what kind of example in one pass."""

    share: float
    """How often each question takes part in one pass."""
    wrong: float
    """How many texts that do not answer stand beside the one that does, on average."""
    spoiled: float
    """How often the question is asked once more, made unanswerable."""
    alone: float
    """How often the answering sentence is shown alone among others."""
    others: int = 3
    """Sentences beside it that do not answer."""
    reworded: float = 0.0
    """How often a question that has another wording than its text's is asked in it."""
    whether: float = 0.0
    """How often it is asked whether the answer is so, where that can be asked."""
    defined: float = 0.0
    """How often each question after what something is takes part in one pass, of its sentence among others."""


class Texts:
    """A corpus's texts as tokens."""

    def __init__(self, corpus: Corpus, tokenizer: Tokenizer) -> None:
        self.corpus = corpus
        encoded = tokenizer.encode_batch(list(corpus.texts), add_special_tokens=False)
        self.ids = [encoding.ids for encoding in encoded]
        self.starts = [[start for start, _ in encoding.offsets] for encoding in encoded]
        self.sentences = [
            [self.tokens(number, span) for span in corpus.sentences(number)] for number in range(len(encoded))
        ]

    def tokens(self, text: int, span: Span) -> tuple[int, int]:
        """The tokens ``first`` up to, and without, ``end`` that hold some characters."""
        starts = self.starts[text]
        return max(0, bisect_right(starts, span.start) - 1), bisect_right(starts, span.end - 1)

    def sentence_of(self, text: int, token: int) -> int:
        """Which sentence a token stands in."""
        return max(0, bisect_right([start for start, _ in self.sentences[text]], token) - 1)


class Examples:
    """Draws the examples of a corpus, another set in each pass."""

    def __init__(
        self,
        texts: Texts,
        numbers: Sequence[int],
        wrong: dict[int, list[int]],
        names: dict[str, list[str]],
        reworded: dict[int, str],
        tokenizer: Tokenizer,
        defined: Sequence[int] = (),
    ) -> None:
        """Keep what the draws need.

        Args:
            texts: the corpus's.
            numbers: the questions that may be trained on, and that people asked.
            wrong: for each of them, texts that the retriever ranks high and that do not answer.
            names: as :func:`reading.unanswerable.collect` gives them.
            reworded: other wordings of some of these questions.
            tokenizer: the base model's.
            defined: questions made by :func:`reading.definitions.definitions`.
        """
        self._texts, self._numbers, self._wrong, self._names = texts, list(numbers), wrong, names
        self._defined, self._reworded = list(defined), reworded
        self._tokenizer = tokenizer

    def by_fold(self, fold: Callable[[str], int], folds: int) -> list[tuple[list[int], list[int]]]:
        """For each fold of the articles the questions that people asked about it, and those made by rule."""
        corpus = self._texts.corpus

        def of(numbers: Sequence[int], part: int) -> list[int]:
            return [number for number in numbers if fold(corpus.articles[corpus.questions[number].text]) == part]

        return [(of(self._numbers, part), of(self._defined, part)) for part in range(folds)]

    def draw(self, numbers: Sequence[int], defined: Sequence[int], recipe: Recipe, draw: random.Random) -> Groups:
        """Groups of some questions. In each the first row answers, if any does, and all have the same question.

        Args:
            numbers: of questions that people asked.
            defined: of questions made by rule.
            recipe: of what kinds the groups are.
            draw: decides what is left to chance.
        """
        groups: Groups = []
        for number in numbers:
            asked = self._texts.corpus.questions[number]
            question = self._ids(typed(self._worded(number, asked, recipe, draw), draw))
            first, end = self._texts.tokens(asked.text, asked.answer)
            alone = draw.random() < recipe.alone or len(content_words(asked.question)) < _TELLING
            if alone and len(self._texts.sentences[asked.text]) > 1:
                among = self._sentences(number, asked, question, (first, end), recipe.others, draw)
                if len(among[0][1]) <= _LONGEST:  # as below
                    groups.append(among)
                continue
            shown = self._window(asked.text, (first, end), draw)
            ids = self._texts.ids[asked.text]
            if shown[1] - shown[0] > _LONGEST:  # one endless sentence
                continue
            row = (question, ids[shown[0] : shown[1]], first - shown[0], end - 1 - shown[0])
            rows = [row]
            for _ in range(int(recipe.wrong + draw.random())):
                # No longer than the text that answers: what is longer would be padding for the others of the batch.
                wrong = self._wrong_text(number, asked, (first, end), max(_WINDOW[0], len(row[1])), draw)
                rows += [(question, wrong, -1, -1)] if wrong else []
            groups.append([ended(each, draw) for each in rows])
            if draw.random() < recipe.spoiled:
                passage = self._tokenizer.decode(row[1])
                made = spoil(asked.question, passage, self._names, draw)
                if made:
                    groups.append([(self._ids(typed(made, draw)), row[1], -1, -1)])
        for number in defined:
            asked = self._texts.corpus.questions[number]
            answer = self._texts.tokens(asked.text, asked.answer)
            among = self._sentences(number, asked, self._ids(asked.question), answer, recipe.others, draw)
            if len(among[0][1]) <= _LONGEST:
                groups.append(among)
        return groups

    def _ids(self, question: str) -> list[int]:
        found: list[int] = self._tokenizer.encode(question, add_special_tokens=False).ids
        return found[:48]

    def _window(self, text: int, answer: tuple[int, int], draw: random.Random) -> tuple[int, int]:
        """Whole sentences around the answer, as many as a random length holds, from a random place on."""
        room = draw.randint(*_WINDOW)
        places = self._texts.sentences[text]
        low = self._texts.sentence_of(text, answer[0])
        high = self._texts.sentence_of(text, answer[1] - 1)
        while True:
            sides = [side for side in (-1, 1) if 0 <= (low - 1 if side < 0 else high + 1) < len(places)]
            draw.shuffle(sides)
            for side in sides:
                wider = (low - 1, high) if side < 0 else (low, high + 1)
                if places[wider[1]][1] - places[wider[0]][0] <= room:
                    low, high = wider
                    break
            else:
                return min(places[low][0], answer[0]), max(places[high][1], answer[1])

    def _worded(self, number: int, asked: Asked, recipe: Recipe, draw: random.Random) -> str:
        """Whether it is so, or in its other words, or without one of its words, or as it stands."""
        if draw.random() < recipe.whether:
            made = whether(asked.question, asked.answer.of(self._texts.corpus.texts[asked.text]))
            if made:
                return made
        other = self._reworded.get(number)
        return other if other and draw.random() < recipe.reworded else shortened(asked.question, draw)

    def _wrong_text(
        self, number: int, asked: Asked, answer: tuple[int, int], room: int, draw: random.Random
    ) -> list[int] | None:
        """Whole sentences of a text that does not answer, or of the same one without those that do.

        Where they were cut off in mid-sentence, that alone told them from the texts that answer.
        """
        foreign = self._wrong.get(number, [])
        rest = self._rest(asked.text, answer, room, draw)
        if foreign and (rest is None or draw.random() < _FOREIGN):
            return self._nearest(draw.choice(foreign), asked, room)
        return rest

    def _rest(self, text: int, answer: tuple[int, int], room: int, draw: random.Random) -> list[int] | None:
        """Sentences of the longer part of a text before or after those of the answer."""
        places = self._texts.sentences[text]
        low, high = self._texts.sentence_of(text, answer[0]), self._texts.sentence_of(text, answer[1] - 1)
        longer = max(places[:low], places[high + 1 :], key=lambda part: part[-1][1] - part[0][0] if part else 0)
        if not longer or longer[-1][1] - longer[0][0] < _WINDOW[0] // 2:
            return None
        return self._from(text, longer[draw.randrange(len(longer)) :], room)

    def _nearest(self, text: int, asked: Asked, room: int) -> list[int] | None:
        """The sentences of a text with the most of the question's tokens."""
        telling, places = set(self._ids(asked.question)), self._texts.sentences[text]
        runs = [self._from(text, places[at:], room) for at in range(len(places))]
        return max(filter(None, runs), key=lambda run: len(telling.intersection(run)), default=None)

    def _from(self, text: int, places: Sequence[tuple[int, int]], room: int) -> list[int] | None:
        """The first of some sentences, and as many after it as there is room for; None where it has too many tokens."""
        start = places[0][0]
        end = max((end for _, end in places if end - start <= room), default=places[0][1])
        return self._texts.ids[text][start:end] if end - start <= _WINDOW[1] else None

    def _sentences(
        self, number: int, asked: Asked, question: list[int], answer: tuple[int, int], count: int, draw: random.Random
    ) -> list[Row]:
        texts, telling = self._texts, set(question)
        own = texts.sentence_of(asked.text, answer[0])
        start, end = texts.sentences[asked.text][own]
        end = max(end, answer[1])
        row = (question, texts.ids[asked.text][start:end], answer[0] - start, answer[1] - 1 - start)
        around = self._wrong.get(number, [])
        pool = [texts.ids[asked.text][a:b] for a, b in texts.sentences[asked.text] if b <= start or a >= end]
        for text in draw.sample(around, min(3, len(around))):
            pool.extend(texts.ids[text][a:b] for a, b in texts.sentences[text])
        pool = [ids for ids in pool if 4 < len(ids) <= 120]
        # Half of them those with the most of the question's words, half any.
        pool.sort(key=lambda ids: -len(telling.intersection(ids)))
        hard = pool[: max(2, len(pool) // 4)]
        picked = [draw.choice(hard if draw.random() < 0.6 else pool) for _ in range(count)] if pool else []
        return [ended(each, draw) for each in (row, *((question, ids, -1, -1) for ids in picked))]


def ended(row: Row, draw: random.Random) -> Row:
    """The row, now and then with a text that ends as list items, captions and cut-off sentences do.

    What answers does so however it ends. Right and wrong texts are treated alike, so that it tells nothing.
    """
    question, text, first, last = row
    if draw.random() >= _UNENDED:
        return row
    kept = len(text) - (1 if draw.random() < 0.5 else draw.randint(1, 1 + len(text) // 5))
    return row if kept <= max(last, 3) else (question, text[:kept], first, last)


def shortened(question: str, draw: random.Random) -> str:
    """The question, now and then without one of its content words: what is left is answered by the same text.

    Without such, the spoiled questions teach that a text must have each word of its question.
    """
    telling = set(content_words(question))
    places = [place for place in words(question) if place.of(question) in telling]
    if len(places) < 3 or draw.random() >= _SHORTENED:
        return question
    place = draw.choice(places)
    return " ".join((question[: place.start] + question[place.end :]).split())


def typed(question: str, draw: random.Random) -> str:
    """The question as somebody may type it: without its mark, or as keywords."""
    if draw.random() < _KEYWORDS:
        kept = [word for place in words(question) if (word := place.of(question)).lower() not in FUNCTION_WORDS]
        return " ".join(kept) if len(kept) > 1 else question
    return question.rstrip("? ") if draw.random() < _NO_MARK else question
