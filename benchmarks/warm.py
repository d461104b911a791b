"""How long a question takes in a process that has asked before: with the reader, and without.

::

    python benchmarks/warm.py LIBRARY

LIBRARY is indexed. The two take turns over the same questions. Prints one JSON document: medians in milliseconds.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from askdocs.cli.reporting import TerminalReporter
from askdocs.library.library import Library
from askdocs.library.session import Session

TURNS = 3
QUESTIONS = (
    "who inspected NSO?",
    "where are NSO's offices?",
    "how many phone numbers leaked?",
    "what was the Saudi deal worth?",
    "when did the court rule on the licence?",
    "which presidents are on the list?",
    "why did Macron change his phone?",
    "who won the 2018 World Cup?",
)


def main() -> None:
    """Ask, and print the medians."""
    library = Library.find(Path(sys.argv[1]), TerminalReporter())
    taken: dict[str, list[float]] = {"read_ms": [], "fast_ms": []}
    with Session(library) as read, Session(library, fast=True) as fast:
        for turn in range(TURNS + 1):
            for question in QUESTIONS:
                for name, session in (("read_ms", read), ("fast_ms", fast)):
                    started = time.perf_counter()
                    session.ask(question)
                    if turn:  # the first one loads the models
                        taken[name].append(1000 * (time.perf_counter() - started))
    print(json.dumps({name: round(statistics.median(times), 2) for name, times in taken.items()}))


if __name__ == "__main__":
    main()
