"""One sync of a library, timed from inside; a process of its own, because it loads the model.

::

    indexing.py LIBRARY PASSAGES.json

Prints the seconds, and how many passages and tokens were indexed; writes the passages for plain.py. The clock
starts when the model is loaded and has embedded once, as it does for plain.py; what else the sync imports counts.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from askdocs import config
from askdocs.library.library import Library
from askdocs.library.sync import sync


class _Silent:
    """Reports to nobody."""

    def note(self, message: str) -> None:
        """Leave it unsaid."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Leave it unsaid."""


def main(root: Path, passages_file: Path) -> None:
    """Index the library at ``root``, which is not indexed yet."""
    library = Library(config.load(root), _Silent())
    warm_up = ["A sentence to warm up with."] * 256
    library.encoder.count_tokens(warm_up)
    library.encoder.embed_passages(warm_up)
    started = time.perf_counter()
    report = sync(library)
    seconds = time.perf_counter() - started
    if report.failed or report.missing_roots or not report.added:
        raise SystemExit(f"the sync went wrong: {report}")
    with library.open_index() as index:
        # The keys of an index that is written for the first time count from 1.
        passages = index.passages(range(1, index.size + 1))
        assert len(passages) == index.size
    texts = [passage.text for passage in passages.values()]
    found = [{"text": each.text, "path": each.document.path, "line": each.line} for each in passages.values()]
    passages_file.write_text(json.dumps(found), encoding="utf-8")
    tokens = sum(library.encoder.count_tokens(texts))
    print(json.dumps({"seconds": seconds, "passages": len(texts), "tokens": tokens}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
