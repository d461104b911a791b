"""Check a draft against the library, and write the references of what stands into a copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from askdocs.citing import check as checking
from askdocs.citing.attribution import Sources
from askdocs.citing.check import CheckedQuotation, Label, Report
from askdocs.citing.drafts import Draft, DraftFormat, format_of, read_draft
from askdocs.citing.facts import Fact
from askdocs.citing.notes import Note, with_notes
from askdocs.citing.speakers import Speakers
from askdocs.citing.styles import Formatted
from askdocs.citing.styles.runs import to_markdown
from askdocs.documents.decoding import decode
from askdocs.errors import EmptyLibrary, UsageError
from askdocs.index import Index
from askdocs.library.cite import moved
from askdocs.library.library import Library
from askdocs.library.references import cited
from askdocs.library.sync import in_step
from askdocs.library.verify import Verifier
from askdocs.model import DocumentInfo

_GONE = "its source has changed since it was indexed, and has these words no more"


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft, what was found of it, and what its quotations are to be cited as."""

    data: bytes
    draft: Draft
    report: Report
    citations: tuple[Formatted | None, ...]
    """One for each quotation of the report; None where its words stand nowhere."""
    library: Sequence[DocumentInfo]
    """What could have been quoted."""


def check(library: Library, data: bytes, name: str, *, style: str | None = None, sync: bool = True) -> CheckedDraft:
    """Which quotations of a draft stand in the library, and whether the facts beside its citations do.

    Every quote was held against its file in this call.

    Args:
        library: which one.
        data: the draft's bytes; Markdown, HTML, a Word document or plain text.
        name: its file's name, or ``-``.
        style: of the references; by default the library's.
        sync: first bring the index in step with changed files.

    Raises:
        DocumentError: the draft is empty, binary or damaged.
        EmptyLibrary: there is nothing to check it against.
        UsageError: there is no such style.
    """
    draft = read_draft(data, name)
    if sync:
        in_step(library)
    with library.open_index() as index:
        if not index.size:
            raise EmptyLibrary("the library holds no text to check against", "`askdocs add PATH…` adds documents.")
        infos = index.documents()
        found = checking.check(draft, index, infos, Speakers())
        report = _verified(found, index, Verifier(library))
    citations = tuple(
        cited(library, each.quote, style, quoted=each.speaker) if each.quote else None for each in report.quotations
    )
    return CheckedDraft(data, draft, report, citations, infos)


def write_fixed(checked: CheckedDraft, target: Path) -> int:
    """Write a copy of a draft in which each exact quotation has its reference, in UTF-8.

    Markdown gets footnotes, plain text references in brackets. A quotation beside which the draft already names
    the document is left as it is.

    Returns:
        How many references were written.

    Raises:
        UsageError: the draft is neither Markdown nor plain text, or there is such a file already.
    """
    name = checked.report.draft
    written = format_of(checked.data, name)
    if written not in (DraftFormat.MARKDOWN, DraftFormat.PLAIN):
        raise UsageError(
            f"references can be written into Markdown and plain text, and {name} is {written}",
            "Leave --fix out; the report has every reference.",
        )
    markdown = written is DraftFormat.MARKDOWN
    notes = list(_notes(checked, markdown))
    text = with_notes(decode(checked.data, name), checked.draft, notes, markdown=markdown)
    try:
        with target.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(
            f"{target} is there already", "Name a file that is not; the draft is never changed."
        ) from error
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror}") from error
    return len(notes)


def _notes(checked: CheckedDraft, markdown: bool) -> Iterator[Note]:
    sources = Sources(checked.library)
    for each, citation in zip(checked.report.quotations, checked.citations, strict=True):
        if each.label is Label.EXACT and each.quote and citation:
            document = each.quote.document.id
            named = (info.id for beside in each.quoted.citations for info in sources.cited(beside))
            if document not in named:
                yield Note(each.quoted.quotation, _as_markdown(citation) if markdown else citation.text)


def _as_markdown(citation: Formatted) -> str:
    if citation.style == "markdown":  # the style writes a footnote of its own, with its mark
        return citation.text.split(": ", 1)[1]
    return to_markdown(citation.runs)


def _verified(report: Report, index: Index, verifier: Verifier) -> Report:
    """The report with every quote in it held against its file."""

    def quotation(checked: CheckedQuotation) -> CheckedQuotation:
        if checked.match is None:
            return checked
        quote = checked.match.quote
        match = moved(checked.match, verifier.quote(quote, index.document(quote.document.id)))
        return replace(checked, match=match) if match else CheckedQuotation(checked.quoted, Label.NOT_FOUND, note=_GONE)

    def fact(looked_up: Fact) -> Fact:
        if looked_up.match is None:
            return looked_up
        match = verifier.quote(looked_up.match, index.document(looked_up.match.document.id))
        return replace(looked_up, found=match is not None, match=match)

    return replace(report, quotations=tuple(map(quotation, report.quotations)), facts=tuple(map(fact, report.facts)))
