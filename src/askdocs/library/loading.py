"""The models that one question needs, loaded beside other work and kept no longer than they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

from askdocs.library.library import Library

_ONE_AT_A_TIME = Lock()
# One library may be asked many questions, some of which end before anything is embedded.


class Loading(Thread):
    """Loads the encoder, then the reader; whoever needs a model meanwhile waits for it.

    To be used in a ``with`` block around the question. Beside its imports and its retrieval, the models take a sixth
    less of a cold question's time. What fails here fails again, and is reported, where the model is needed.
    """

    def __init__(self, library: Library, *, reader: bool) -> None:
        """Begin, unless nothing was ever indexed: then there may be nothing to load for.

        Args:
            library: whose models. One that has to be converted first is left to whoever needs it.
            reader: whether it is needed too. Then the encoder goes when the question is embedded, before the reader
                makes its working copy: a third less memory.
        """
        super().__init__(daemon=True)
        self._library = library
        self._reader = reader
        self._embedded = Event()
        self._over = False
        if library.settings.index_folder.exists():
            self.start()

    def __enter__(self) -> Self:
        """Nothing more: loading has begun."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Load nothing more; what is being loaded is not waited for."""
        self._over = True
        self._embedded.set()

    def run(self) -> None:
        """Do all of it, in one thread: to release a model beside the loading of another crashed once, in OpenVINO."""
        with _ONE_AT_A_TIME, suppress(Exception):
            for step in self._steps():
                if self._over:
                    return
                step()

    def _steps(self) -> Iterator[Callable[[], object]]:
        encoder = self._library.encoder
        if encoder.converted:
            yield encoder.prepare
        if self._reader and self._library.reader.converted:
            yield self._library.reader.prepare
            yield self._embedded.wait
            yield encoder.release
            yield self._library.reader.warm

    def embedded(self) -> None:
        """Say that the encoder is not needed any more."""
        self._embedded.set()

    def finish(self) -> None:
        """Wait until all is loaded, and what is not needed any more is gone."""
        self._embedded.set()
        if self.ident:
            self.join()
        if self._reader:
            self._library.encoder.release()
