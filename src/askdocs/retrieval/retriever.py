"""Question to ranked passages, from one generation of the index."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from askdocs.model import ScoredPassage
from askdocs.retrieval.filtering import Selection
from askdocs.retrieval.fusion import best, fuse
from askdocs.retrieval.lexical import Spelling, expression, terms_of, unspaced
from askdocs.retrieval.naming import named

if TYPE_CHECKING:
    from askdocs.embedding import Vectors
    from askdocs.index import Index

_POOL = 50
# Candidates from each ranking. Of 2,910 questions over 646 paragraphs, 99 in 100 have theirs among the first 50.
_NAMED = 0.5
# How far a document must be named for its passages to be candidates of their own.

Keys = Sequence[int] | None


def retrieve(
    index: Index, query: str, vector: Vectors | None, limit: int, selection: Selection | None = None
) -> list[ScoredPassage]:
    """The passages that fit a query best, best first.

    Passages of documents that the query names rank higher, and are candidates whatever else there is.

    Args:
        index: what to search.
        query: a question or keywords.
        vector: the embedded query, shape (dimensions,); None searches by words alone.
        limit: how many passages at the most.
        selection: the documents to search; all, where None.
    """
    infos = index.documents() if selection is None else selection.documents
    names = named(query, infos)
    pools: list[Keys] = [None if selection is None else index.keys(info.id for info in infos)]
    pools += [index.keys(ids) for ids in _pools(names)]
    wanted = max(limit, _POOL)
    lexical = _lexical(index, query, wanted, pools)
    dense: dict[int, float] | None = None
    if vector is not None:
        dense = {hit.key: hit.score for pool in pools for hit in index.search_vectors(vector, wanted, pool)}
        unseen = [key for key in lexical if key not in dense]
        dense.update((hit.key, hit.score) for hit in index.search_vectors(vector, len(unseen), unseen))
    else:
        lexical = {key: 0.0 for pool in pools[1:] for key in (pool or ())[:wanted]} | lexical
    owners = index.owners(lexical if dense is None else dense) if names else {}
    naming = {key: names.get(owner, 0.0) for key, owner in owners.items()}
    sentences = index.sentences(lexical if dense is None else dense, vector)
    nearest = {
        key: max(cosines) for key, own in sentences.items() if (cosines := [c for c in own.values() if c is not None])
    }
    fused = best(fuse(dense, lexical, naming, nearest), limit)
    passages = index.passages([candidate.key for candidate in fused])
    return [
        ScoredPassage(
            passages[found.key],
            {span: found.dense or 0.0 if cosine is None else cosine for span, cosine in sentences[found.key].items()},
            found.score,
            found.dense,
            found.lexical,
            found.named,
        )
        for found in fused
    ]


def _pools(names: Mapping[str, float]) -> list[list[str]]:
    """The documents that are named, and those that are named best, where these are fewer."""
    well = [document for document, share in names.items() if share >= _NAMED]
    top = [document for document in well if names[document] == max(names.values())]
    return [pool for pool in (well, top) if pool and (pool is well or len(top) < len(well))]


def _lexical(index: Index, query: str, wanted: int, pools: Sequence[Keys]) -> dict[int, float]:
    """BM25 by key, with what it is worth that words are spelled as in the query."""
    terms = terms_of(query)
    words = expression([*terms, *unspaced(index, terms)])
    if words is None:
        return {}
    found = {hit.key: hit.score for pool in pools for hit in index.search_keywords(words, wanted, pool)}
    spelling = Spelling(index, terms, query)
    for name in spelling.names:
        holding = sorted(index.spelled(name, pools[0]))
        found.update((hit.key, hit.score) for hit in index.search_keywords(words, wanted, holding))
    return {key: found[key] + worth for key, worth in spelling.worth(list(found)).items()}


def term_weights(index: Index, query: str) -> Mapping[str, float]:
    """How much each content word of a query tells documents apart: its inverse document frequency, BM25's own.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with Lucene's +1 that keeps
    the weight of a word in most passages above zero.
    """
    terms = terms_of(query)
    total = index.size
    frequencies = index.document_frequency(terms)
    return {term: math.log(1 + (total - frequencies[term] + 0.5) / (frequencies[term] + 0.5)) for term in terms}
