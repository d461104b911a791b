"""The notebook: what was clipped, held against the files as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from askdocs.citing.normalise import normalise
from askdocs.citing.reference import Locator, LocatorKind, reference_of
from askdocs.citing.styles import style_named
from askdocs.citing.styles.parts import Place, tidied
from askdocs.citing.styles.runs import Runs, text_of
from askdocs.documents import parse
from askdocs.errors import DocumentError
from askdocs.library.corrections import corrected
from askdocs.library.library import Library
from askdocs.library.verify import nearest
from askdocs.model import Document, DocumentInfo
from askdocs.records import Clip, Correction
from askdocs.text import Span


class State(StrEnum):
    """What became of the words of a clip in their file."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    """To another line."""
    CHANGED = "changed"
    """They do not stand there any more."""
    GONE = "gone"
    """The file is not there."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Kept:
    """A clip, and how it stands now."""

    clip: Clip
    state: State
    document: DocumentInfo
    """As it is known now; where its file cannot be read, as it was known then."""
    span: Span | None
    """Where the words stand now, in the document's text; None where they do not."""
    line: int | None
    runs: Runs
    """The reference."""

    @property
    def reference(self) -> str:
        """As it is printed."""
        return text_of(self.runs)


def notebook(
    library: Library, *, tag: str | None = None, words: str | None = None, style: str | None = None
) -> list[Kept]:
    """The clips in the order in which they were kept, each held against its file in this call.

    Args:
        library: which one.
        tag: only those with this tag.
        words: only those that have all of these words in their text, their note, their tags or their source.
        style: of the references; by default the library's.

    Raises:
        UsageError: there is no such style.
    """
    wanted = _level(words or "").split()
    clips = [
        clip
        for clip in library.records.clips()
        if (tag is None or _level(tag) in map(_level, clip.tags)) and all(word in _words(clip) for word in wanted)
    ]
    return hold(library, clips, style)


def hold(library: Library, clips: Iterable[Clip], style: str | None = None) -> list[Kept]:
    """Clips held against their files, in the same order.

    Raises:
        UsageError: there is no such style.
    """
    style = style or library.settings.style
    style_named(style)
    files = _Files(library, library.records.corrections())
    return [_kept(clip, files, style) for clip in clips]


def _words(clip: Clip) -> str:
    info = clip.document
    said = (clip.text, clip.note, *clip.tags, info.title, *info.authors, info.source, info.path)
    return _level(" ".join(filter(None, said)))


def _level(text: str) -> str:
    return normalise(text).text


class _Files:
    """The files that were clipped from, each read once; and what is said of them."""

    def __init__(self, library: Library, corrections: Mapping[str, Correction]) -> None:
        self._library = library
        self._corrections = corrections
        self._read: dict[str, Document | State] = {}

    def current(self, path: str) -> Document | State:
        """A document as its file has it now, corrected; or why it cannot be read."""
        if path not in self._read:
            self._read[path] = self._fetch(path)
        return self._read[path]

    def known(self, info: DocumentInfo) -> DocumentInfo:
        """What is known of a document, corrected."""
        return corrected(info, self._corrections.get(info.path))

    def _fetch(self, path: str) -> Document | State:
        try:
            document = parse(self._library.path_of(path).read_bytes(), path)
        except FileNotFoundError:
            return State.GONE
        except OSError as error:
            self._library.reporter.note(f"{path} cannot be read: {error.strerror}")
            return State.UNREADABLE
        except DocumentError as error:
            self._library.reporter.note(error.message)
            return State.UNREADABLE
        return replace(document, info=self.known(document.info))


def _kept(clip: Clip, files: _Files, style: str) -> Kept:
    current = files.current(clip.document.path)
    if isinstance(current, State):
        info = files.known(clip.document)
        return Kept(clip, current, info, None, None, _reference(clip, info, None, None, style))
    start = nearest(current.text, clip.text, clip.span.start)
    line = current.source_map.line(start) if start is not None else None
    state = State.CHANGED if line is None else State.UNCHANGED if line == clip.line else State.MOVED
    span = Span(start, start + len(clip.text)) if start is not None else None
    runs = _reference(clip, current.info, current.text, line, style)
    return Kept(clip, state, current.info, span, line, runs)


def _reference(clip: Clip, info: DocumentInfo, body: str | None, line: int | None, style: str) -> Runs:
    """Numbered as the clip, in a style that numbers; what a style does not list is cited as in a text."""
    locator = Locator(LocatorKind.LINE, str(line)) if line is not None else None
    reference = tidied(reference_of(info, body=body, locator=locator))
    chosen = style_named(style)
    place = Place(number=clip.number)
    return chosen.entry(reference, place) or chosen.citation(reference, place)
