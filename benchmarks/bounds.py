"""What must hold of a benchmark's figures."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bound:
    """What must hold of a figure."""

    name: str
    least: float | None
    most: float | None
    value: float

    @property
    def holds(self) -> bool:
        """Whether it does; ``most`` itself is too much."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value < self.most)

    def __str__(self) -> str:
        """The bound, for a reader."""
        return f">= {self.least:g}" if self.least is not None else f"< {self.most:g}"

    def figures(self) -> dict[str, Any]:
        """For the report."""
        return {"name": self.name, "bound": str(self), "value": round(self.value, 4), "holds": self.holds}


def print_bounds(bounds: Sequence[Bound], *, quiet: bool = False) -> int:
    """Print each bound with its value, and those that do not hold on stderr; the exit code."""
    if not quiet:
        print(f"\n{'must hold':52}{'bound':>9}{'value':>10}")
        for each in bounds:
            print(f"{each.name:52}{each!s:>9}{each.value:>10.3f}  {'holds' if each.holds else 'DOES NOT HOLD'}")
    for each in bounds:
        if not each.holds:
            print(f"does not hold: {each.name} {each}, is {each.value:.4f}", file=sys.stderr)
    return 0 if all(each.holds for each in bounds) else 1
