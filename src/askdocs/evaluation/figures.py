"""What a runner hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from askdocs.evaluation.plain import Method

Figures = Mapping[str, float | None]
"""Measures by name; None where there was nothing to measure."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one collection."""

    askdocs: Figures
    plain: Mapping[Method, Figures] = field(default_factory=dict)
    """What askdocs is compared with, over the same questions; empty where that was not asked for."""
