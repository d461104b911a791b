"""Question and passages in, readings out, by the compiled network."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from askdocs.answering.reader import store
from askdocs.answering.reader.encoding import Specials, assemble, padded
from askdocs.answering.reader.reading import Reading, Readings
from askdocs.errors import ModelError
from askdocs.runtime.once import loaded_once
from askdocs.text import Span

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

    from askdocs.runtime.compiled import CompiledModel

_LONGEST_QUESTION = 64
_LONGEST = 384
"""Tokens of question and passage; passages of the index are shorter than the encoder's 256."""
_WASTE = 1.6
# Passages of much different length go in batches of their own: padding costs as much as words do. A batch of another
# shape costs a new process 15 ms and 15 MiB, whatever is in it: with 1.3 there was one more.


class Reader:
    """Reads passages for a question. To make one costs nothing: its parts are loaded when they are first needed."""

    def __init__(
        self, cache: Path, notify: Callable[[str], None], tokenizer: Callable[[], Tokenizer | None] = lambda: None
    ) -> None:
        """Keep where the parts come from.

        Args:
            cache: the user's cache folder.
            notify: told, in one line, that a conversion takes place.
            tokenizer: gives the base model's, where it is loaded anyway: to parse its 30,000 words again takes as long
                as a passage takes to read.
        """
        self._cache = cache
        self._notify = notify
        self._shared = tokenizer

    def prepare(self) -> None:
        """Load everything now, as a thread may beside other work; a failure shows when it is first needed.

        Nothing is run: the weights' working copy, 50 MiB, had better wait until the encoder's is gone.
        """
        with suppress(ModelError):
            self._tokenizer, self._specials, self._model  # noqa: B018

    def read(
        self,
        question: str,
        passages: Sequence[str],
        most_tokens: int | None = None,
        parts: Sequence[Span] | None = None,
    ) -> Readings:
        """Read passages for a question.

        Args:
            question: in words, cut after 64 tokens.
            passages: best first; each is cut after 384 tokens, the question's counted.
            most_tokens: how many tokens are read in all, the question's counted once a passage; the passages after
                that are left out, but never the first. None reads all.
            parts: what of each passage is read; all of it, where None.

        Returns:
            One reading for each passage that was read, in their order; its places are in the whole passage's text.

        Raises:
            ModelError: the reader cannot be loaded.
        """
        if not passages:
            return Readings(())
        starts = [part.start for part in parts] if parts else [0] * len(passages)
        texts = [part.of(text) for part, text in zip(parts, passages, strict=True)] if parts else passages
        asked, *pages = self._tokenizer.encode_batch([question, *texts], add_special_tokens=False)
        wanted = asked.ids[:_LONGEST_QUESTION]
        room = _LONGEST - len(wanted) - 3
        pages = pages[: _affordable([len(wanted) + 3 + min(room, len(page.ids)) for page in pages], most_tokens)]
        rows = [assemble(wanted, page.ids[:room], self._specials) for page in pages]
        found: dict[int, Reading] = {}
        for batch in _batches([len(ids) for ids, _ in rows]):
            ids = padded([rows[at][0] for at in batch])
            mask = padded([[1] * len(rows[at][0]) for at in batch])
            logits = self._model.run([ids, mask, padded([rows[at][1] for at in batch])])
            for at, values in zip(batch, logits, strict=True):
                found[at] = _reading(values, len(wanted) + 2, pages[at], room, starts[at])
        return Readings(tuple(found[at] for at in range(len(pages))))

    @loaded_once
    def _folder(self) -> Path:
        return store.prepare(self._cache, self._notify)

    @loaded_once
    def _tokenizer(self) -> Tokenizer:
        shared = self._shared()
        if shared is not None:
            return shared
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._folder / store.TOKENIZER))

    @loaded_once
    def _specials(self) -> Specials:
        return Specials.from_json(json.loads((self._folder / store.SPECIALS).read_text(encoding="utf-8")))

    @loaded_once
    def _model(self) -> CompiledModel:
        from askdocs.runtime.compiled import CompiledModel

        try:
            return CompiledModel.load(self._folder, precision=store.precision(self._folder))
        except ModelError:
            store.discard(self._folder)
            del self._folder
        return CompiledModel.load(self._folder, precision=store.precision(self._folder))


def _reading(logits: np.ndarray, offset: int, page: Encoding, room: int, shift: int) -> Reading:
    count = min(room, len(page.ids))
    inside = logits[offset : offset + count]
    places = [(start + shift, end + shift) for start, end in page.offsets[:count]]
    return Reading(float(logits[0, 2]), inside[:, 0], inside[:, 1], places)


def _affordable(lengths: Sequence[int], most: int | None) -> int:
    """How many of the rows are read: all that fit, and at least one."""
    if most is None:
        return len(lengths)
    total = 0
    for count, length in enumerate(lengths):
        total += length
        if total > most and count:
            return count
    return len(lengths)


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Places of rows of like length together."""
    batches: list[list[int]] = []
    for at in sorted(range(len(lengths)), key=lambda at: lengths[at]):
        if batches and lengths[at] <= _WASTE * lengths[batches[-1][0]]:
            batches[-1].append(at)
        else:
            batches.append([at])
    return batches
