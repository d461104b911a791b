"""Text to vectors, with the model that a library's settings name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from askdocs.config import Settings
from askdocs.embedding import store
from askdocs.embedding.resolve import Located, resolve
from askdocs.errors import ModelError
from askdocs.model import ModelIdentity
from askdocs.runtime.once import loaded_once
from askdocs.text import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from askdocs.embedding.sbert import Original
    from askdocs.runtime.compiled import CompiledModel

    Vectors: TypeAlias = NDArray[np.float32]

_BULK = 64
# Texts that are worth loading what is built for many: the compiled form that takes 70 ms more, or a GPU.


class Encoder:
    """Counts tokens and embeds. To make one costs nothing: each part is loaded when it is first needed.

    Every method raises ModelError where the model is not on this machine or cannot be loaded. The first use of
    a model converts it, which takes some seconds.
    """

    def __init__(self, settings: Settings, cache: Path, notify: Callable[[str], None]) -> None:
        self._settings = settings
        self._cache = cache
        self._notify = notify

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return self._stored.identity

    @property
    def tokenizer(self) -> Tokenizer:
        """The model's, which cuts at its longest input; not to be changed."""
        return self._tokenizer

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, special tokens counted, however long it is."""
        return [len(encoding.ids) for encoding in self._counter.encode_batch_fast(list(texts))]

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Embed what is searched.

        Args:
            texts: any number; each is cut at the model's longest input.
            progress: called with the number of texts embedded so far; what it raises ends the embedding.

        Returns:
            Vectors of length 1, shape (texts, dimensions).

        Raises:
            ModelError: there are many texts, the settings ask for a GPU, and there is none.
        """
        if not texts:
            import numpy as np

            return np.empty((0, self.identity.dimensions), dtype=np.float32)
        return self._embed(texts, "passage", len(texts) >= _BULK, progress or (lambda _: None))

    def embed_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]], progress: Callable[[int], None] | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Embed what is searched, and parts of it.

        A part is embedded within its text where the model's vectors are the means of their tokens' own, which costs
        next to nothing; with any other model it is embedded by itself.

        Args:
            texts: as for :meth:`embed_passages`.
            parts: spans of each text.
            progress: as for :meth:`embed_passages`.

        Returns:
            Vectors of length 1, shape (texts, dimensions), and for each text those of its parts, shape (parts,
            dimensions).

        Raises:
            ModelError: as for :meth:`embed_passages`.
        """
        stored, bulk, report = self._stored, len(texts) >= _BULK, progress or (lambda _: None)
        if texts and stored.pooled and not (bulk and self._settings.device == "cuda"):
            from askdocs.embedding import batches

            prompt = stored.prompt("passage")
            moved = [[Span(a + len(prompt), b + len(prompt)) for a, b in each] for each in parts]
            model = self._compiled_for_bulk if bulk else self._compiled
            prompted = [prompt + text for text in texts]
            return batches.embed_parts(model, self._tokenizer, prompted, moved, stored.pad_id, report)
        alone = [part.of(text) for text, own in zip(texts, parts, strict=True) for part in own]
        total = len(texts) + len(alone)
        vectors = self.embed_passages([*texts, *alone], lambda done: report(done * len(texts) // total))
        ends = list(accumulate((len(own) for own in parts), initial=len(texts)))
        return vectors[: len(texts)], [vectors[start:end] for start, end in pairwise(ends)]

    def embed_query(self, text: str) -> Vectors:
        """Embed what is searched for: a vector of length 1, shape (dimensions,)."""
        vector: Vectors = self._embed([text], "query", False, lambda _: None)[0]
        return vector

    def prepare(self) -> None:
        """Load what embeds a query now."""
        if not self._stored.unconverted:
            self._compiled  # noqa: B018

    def release(self) -> None:
        """Give back the memory of what embeds; it is loaded again when it is next needed."""
        self.__dict__.pop("_compiled", None)

    def _embed(self, texts: Sequence[str], role: str, bulk: bool, done: Callable[[int], None]) -> Vectors:
        stored, on_gpu = self._stored, bulk and self._settings.device == "cuda"
        prompt = stored.prompt(role)
        if on_gpu or stored.unconverted:
            original = self._on_gpu if on_gpu else self._on_cpu
            return original.embed(texts, prompt, query=role == "query", done=done)
        from askdocs.embedding import batches

        model = self._compiled_for_bulk if bulk else self._compiled
        return batches.embed(model, self._tokenizer, [prompt + text for text in texts], stored.pad_id, done)

    @loaded_once
    def _located(self) -> Located:
        return resolve(self._settings)

    @loaded_once
    def _stored(self) -> store.Stored:
        return store.prepare(self._located, self._cache, self._notify)

    @loaded_once
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._stored.folder / store.TOKENIZER))

    @loaded_once
    def _counter(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_str(self._tokenizer.to_str())
        tokenizer.no_truncation()
        return tokenizer

    @loaded_once
    def _compiled(self) -> CompiledModel:
        return self._load(bulk=False)

    @loaded_once
    def _compiled_for_bulk(self) -> CompiledModel:
        return self._load(bulk=True)

    def _load(self, *, bulk: bool) -> CompiledModel:
        stored = self._stored
        try:
            return self._of_kind(bulk)
        except ModelError:
            if self._stored is stored:  # and has not been converted again since, for the other kind
                store.discard(stored)
                del self._stored
        return self._of_kind(bulk)

    def _of_kind(self, bulk: bool) -> CompiledModel:
        from askdocs.runtime.compiled import CompiledModel

        # A question is a few words, soon embedded in any arithmetic, and f32 takes 33 MiB more.
        precision = self._stored.precision if bulk else "bf16"
        return CompiledModel.load(self._stored.folder, precision=precision, bulk=bulk)

    @loaded_once
    def _on_cpu(self) -> Original:
        from askdocs.embedding.sbert import Original

        return Original(self._located.folder)

    @loaded_once
    def _on_gpu(self) -> Original:
        from askdocs.embedding.sbert import Original

        return Original(self._located.folder, "cuda")
