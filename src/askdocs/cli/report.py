"""A checked draft as a report: plain text, Markdown or HTML.

Nothing from the draft or from a document acts as markup in it, nor commands a terminal.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence

from askdocs.citing.check import CheckedQuotation, Label
from askdocs.citing.diff import Change, render
from askdocs.citing.facts import Fact
from askdocs.citing.styles import Formatted
from askdocs.citing.styles.runs import roman, to_html, to_markdown
from askdocs.library.check import CheckedDraft
from askdocs.text import harmless

_LONGEST = 200
# Characters of a quotation that are shown of it.
_NAMES = {label: label.value.replace("_", " ") for label in Label}
_FACT = {True: "found", False: "differs"}


def text(checked: CheckedDraft) -> str:
    """For a terminal: a paragraph for each quotation, and a line for each fact."""
    lines: list[str] = []
    for each, citation in _quotations(checked):
        lines.append(f"{f'line {each.line}':10}{_NAMES[each.label]:15}“{_short(each.text)}”")
        about = [render(each.diff), *_about(each), *(citation.text.splitlines() if citation else ())]
        lines += [f"{'':10}{line}" for line in about if line]
        lines.append("")
    for fact in checked.report.facts:
        lines.append(f"{f'line {fact.line}':10}{_FACT[fact.found]:15}{_flat(fact.text)}  {_where(fact)}")
    lines += ["", _counts(checked)] if checked.report.facts else [_counts(checked)]
    return harmless("\n".join(lines)) + "\n"


def markdown(checked: CheckedDraft) -> str:
    """Lists, in which nothing is markup but what is meant to be."""
    lines = [f"# {_plain(f'Quotations of {checked.report.draft}')}", "", _plain(_counts(checked)), ""]
    for each, citation in _quotations(checked):
        lines.append(f"- **Line {each.line}, {_NAMES[each.label]}:** “{_plain(_short(each.text))}”")
        about = [_plain(render(each.diff)), *map(_plain, _about(each)), to_markdown(citation.runs) if citation else ""]
        lines += [f"  - {_flat(line)}" for line in about if line]
    if checked.report.facts:
        lines += ["", "## Facts", ""]
    for fact in checked.report.facts:
        lines.append(
            f"- **Line {fact.line}, {_FACT[fact.found]}:** {_plain(_flat(fact.text))} ({_plain(_where(fact))})"
        )
    return harmless("\n".join(lines)) + "\n"


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }}
li {{ margin-bottom: 1rem }}
.label {{ font-weight: bold }}
.altered, .misattributed, .not_found, .differs {{ color: #a00 }}
.exact, .found {{ color: #060 }}
ins {{ background: #dfd }}
del {{ background: #fdd }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{counts}</p>
{body}
</body>
</html>
"""


def page(checked: CheckedDraft) -> str:
    """An HTML page that needs nothing else."""
    title = html.escape(f"Quotations of {checked.report.draft}")
    body = ["<ol>", *(_item(each, citation) for each, citation in _quotations(checked)), "</ol>"]
    if checked.report.facts:
        body += ["<h2>Facts</h2>", "<ul>", *map(_fact_item, checked.report.facts), "</ul>"]
    return harmless(_PAGE.format(title=title, counts=html.escape(_counts(checked)), body="\n".join(body)))


FORMATS: Mapping[str, Callable[[CheckedDraft], str]] = {"text": text, "markdown": markdown, "html": page}
"""By the name that ``--format`` takes."""


def _item(each: CheckedQuotation, citation: Formatted | None) -> str:
    about = [_marked(each.diff), *map(html.escape, _about(each)), to_html(citation.runs) if citation else ""]
    lines = "".join(f"<br>\n{line}" for line in about if line)
    label = f'<span class="label {each.label}">line {each.line}, {_NAMES[each.label]}</span>'
    return f"<li>{label} <q>{html.escape(_short(each.text))}</q>{lines}</li>"


def _fact_item(fact: Fact) -> str:
    kind = _FACT[fact.found]
    label = f'<span class="label {kind}">line {fact.line}, {kind}</span>'
    return f"<li>{label} {html.escape(_flat(fact.text))} ({html.escape(_where(fact))})</li>"


def _marked(diff: Sequence[Change]) -> str:
    pieces = []
    for change in diff:
        quoted, source = html.escape(change.quoted), html.escape(change.source)
        if change.operation == "equal":
            pieces.append(quoted)
        else:
            pieces += [f"<del>{quoted}</del>" if quoted else "", f"<ins>{source}</ins>" if source else ""]
    return "".join(pieces)


def _quotations(checked: CheckedDraft) -> Iterator[tuple[CheckedQuotation, Formatted | None]]:
    return zip(checked.report.quotations, checked.citations, strict=True)


def _about(each: CheckedQuotation) -> list[str]:
    """Why it has its label, where its words stand, and who says them there."""
    place = f"stands in {each.quote.document.path}:{each.quote.line}" if each.quote else ""
    if each.quote and not each.quote.checked:
        place += " (no longer checkable: the file is not there)"
    said = f"said by {each.speaker}" if each.speaker else ""
    where = ", ".join(part for part in (place, said) if part)
    return [part for part in (each.note or "", where) if part]


def _where(fact: Fact) -> str:
    if fact.match:
        return f"{fact.match.document.path}:{fact.match.line}"
    return f"{'the date of' if fact.found else 'not in'} {fact.source.path}"


def _counts(checked: CheckedDraft) -> str:
    counts, facts = checked.report.counts, checked.report.facts
    total = len(checked.report.quotations)
    labels = ", ".join(f"{count} {_NAMES[label]}" for label, count in counts.items() if count)
    line = f"{total} quotation{'' if total == 1 else 's'}{': ' if labels else ''}{labels}"
    differing = sum(not fact.found for fact in facts)
    return f"{line}; {differing} of {len(facts)} facts differ" if facts else line


def _short(quotation: str) -> str:
    flat = _flat(quotation)
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"


def _flat(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    """Words as Markdown that has no markup."""
    return to_markdown(roman(words))
