"""How the chat is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What was asked for on the command line."""

    library: Path | None = None
    """The library's folder; None for the one that is found."""
    samples: bool = False
    """Ask the sample articles."""
    resume: bool = False
    """Go on with the latest conversation."""
    private: bool = False
    """Keep nothing."""
