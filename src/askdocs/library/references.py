"""How a quote or a passage is cited."""

from __future__ import annotations

from askdocs.citing.reference import Locator, LocatorKind, reference_of
from askdocs.citing.styles import format_reference
from askdocs.model import Passage, Quote


def citation(cited: Quote | Passage) -> str:
    """The reference as it is printed: author, title, publication and date, then where the words stand.

    Only what the document says is printed.
    """
    reference = reference_of(cited.document, locator=Locator(LocatorKind.LINE, str(cited.line)))
    return format_reference(reference, "plain").text
