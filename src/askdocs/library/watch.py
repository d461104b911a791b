"""How long the stages of a use case take."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Watch:
    """Milliseconds by stage."""

    started: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    def lap(self, stage: str) -> None:
        """End a stage, and start the next."""
        now = time.perf_counter()
        self.stages[stage] = round(self.stages.get(stage, 0.0) + (now - self.started) * 1000, 1)
        self.started = now

    def report(self) -> dict[str, float]:
        """The stages, and their ``total``."""
        return {**self.stages, "total": round(sum(self.stages.values()), 1)}
