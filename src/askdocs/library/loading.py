"""The models that one question needs, loaded beside other work and kept no longer than they are needed."""

from __future__ import annotations

from threading import Event, Thread
from types import TracebackType
from typing import Self

from askdocs.library.library import Library


class Loading(Thread):
    """Loads the encoder, then the reader; whoever needs a model meanwhile waits for it.

    To be used in a ``with`` block around the question. Beside its imports and its retrieval, the models take a sixth
    less of a cold question's time. A failure shows where the model is needed.
    """

    def __init__(self, library: Library, *, reader: bool) -> None:
        """Begin, unless nothing was ever indexed: then there is nothing to load for.

        Args:
            library: whose models.
            reader: whether it is needed too. Then the encoder goes when the question is embedded, before the reader
                makes its working copy: a third less memory.
        """
        super().__init__(daemon=True)
        self._library = library
        self._reader = reader
        self._embedded = Event()
        if library.settings.index_folder.exists():
            self.start()

    def __enter__(self) -> Self:
        """Nothing more: loading has begun."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait no longer for a question to be embedded."""
        self._embedded.set()

    def run(self) -> None:
        """Do all of it, in one thread: to release a model beside the loading of another crashed once, in OpenVINO."""
        self._library.encoder.prepare()
        if self._reader:
            self._library.reader.prepare()
            self._embedded.wait()
            self._library.encoder.release()
            self._library.reader.warm()

    def embedded(self) -> None:
        """Say that the encoder is not needed any more."""
        self._embedded.set()

    def finish(self) -> None:
        """Wait until all is loaded, and what is not needed any more is gone."""
        self.embedded()
        if self.ident:
            self.join()
