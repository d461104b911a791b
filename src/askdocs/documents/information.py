"""The blocks in which a Markdown file speaks of itself: front matter, an information list, a line of tags.

::

    ---                        # Officials swoop
    title: Officials swoop
    date: 2021-07-28           ## Information:
    ---                        + Source: The Harbour Ledger
                               + Link: [article](https://example.org/)

                               ## Article:
                               …
                               #### Tags:
                               [[NSO]] [[Pegasus]]

They are metadata, and no part of the text. A title stays: it is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from askdocs.documents.content import Leaf
from askdocs.model import BlockKind

# A YAML block at the very beginning, which opens with a key or a comment: prose between two rules is prose.
# What is longer than any metadata is not looked at.
FRONT_MATTER = re.compile(
    r"---[ \t]*\n\s*(?P<yaml>(?:[\"']?\w[\w -]{0,60}[\"']?[ \t]*:(?=\s)|#)(?s:.{0,10000}?))"
    r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)

_TAG = re.compile(r"\[\[([^\[\]]+)\]\]")


def front_matter(yaml_text: str) -> Mapping[str, object]:
    """The fields of front matter; none where its YAML is broken, which is no reason not to read the rest."""
    import yaml

    # The base loader leaves every value the string it is: a date keeps its precision, and nothing is run.
    # Its composer calls itself for each level, so that 500 brackets exhaust the stack.
    try:
        fields = yaml.load(yaml_text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return {key: value for key, value in fields.items() if isinstance(key, str)} if isinstance(fields, dict) else {}


def information(leaves: Sequence[Leaf]) -> tuple[dict[str, object], set[int]]:
    """The fields that the information list and the tags state, and the places of the leaves they occupy."""
    fields: dict[str, object] = {}
    occupied: set[int] = set()
    start = next((at for at, leaf in enumerate(leaves) if leaf.kind is not BlockKind.HEADING), 0) - 1
    if start >= 0 and _is_heading(leaves[start], "information"):
        end = start + 1
        while end < len(leaves) and (field := _field(leaves[end])):
            fields.setdefault(*field)
            end += 1
        if end > start + 1:
            occupied.update(range(start, end))
            if end < len(leaves) and _is_heading(leaves[end], "article"):
                occupied.add(end)
    tags = next((at for at in range(len(leaves) - 1, -1, -1) if leaves[at].kind is BlockKind.HEADING), None)
    if tags is not None and _is_heading(leaves[tags], "tags"):
        lines = [leaf.raw for leaf in leaves[tags + 1 :]]
        if all(not _TAG.sub("", line).strip(" \t\n,") for line in lines) and (lines or occupied):
            fields.setdefault("tags", [tag for line in lines for tag in _TAG.findall(line)])
            occupied.update(range(tags, len(leaves)))
    return fields, occupied


def _is_heading(leaf: Leaf, name: str) -> bool:
    return leaf.kind is BlockKind.HEADING and leaf.text.strip().removesuffix(":").rstrip().casefold() == name


def _field(leaf: Leaf) -> tuple[str, str] | None:
    found = re.match(r"([^\W\d_][\w ()]{0,40}?)[ \t]*:", leaf.text)
    if leaf.kind is not BlockKind.ITEM or not found:
        return None
    key = found.group(1)
    # A link's address is no part of what is read.
    return key, leaf.raw.partition(":")[2] if key.casefold() in ("link", "url") else leaf.text[found.end() :]
