"""Around every article that sets a norm stand its four boxes, each once and in their order, and below them what leads on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2 import nodes

from handbook.checks.events import WORD as FURTHER
from handbook.checks.prose.texts import paragraphs_of
from handbook.core import causes
from handbook.core.around import AROUND
from handbook.core.dutch import enumeration
from handbook.core.findings import Cause, Finding, Fix, quote
from handbook.sources import Sources
from handbook.sources.articles import headed
from handbook.sources.front_matter import About
from handbook.sources.pages import Page
from handbook.sources.printed import conditions
from handbook.sources.printed.values import page_names

PARAGRAPH = "lid"
ORDER = (PARAGRAPH, *AROUND, FURTHER)

SHOWN = 12
"""How many articles a finding names: in a text of before the boxes none has them."""

Stands = dict[str, list[tuple[int, str]]]
"""What of ORDER is printed in each article, and under "" outside all of them: lines and words, from top to bottom."""


def check(sources: Sources) -> Iterator[Finding]:
    if sources.facts is None:
        return
    names = page_names(sources.facts, sources.revisions)
    leads = bool(sources.data.dilemmas.items or sources.data.events.items)
    found: dict[str, Stands] = defaultdict(lambda: defaultdict(list))
    for page, one in paragraphs_of(sources):
        word, line = (PARAGRAPH, one.line) if one.number else (one.box, one.opened)
        if word in ORDER and (line, word) not in found[page.path][one.article]:
            found[page.path][one.article].append((line, word))
    for path, tree in sources.trees.items():
        page, stands = sources.pages[path], found[path]
        yield from _elsewhere(page, tree, names, stands)
        for id_, there in stands.items():
            yield from _in_place(page, id_, sorted(there)) if id_ else _outside(page, there)
        # A rule stands in a numbered paragraph: what has none is a heading with an explanation.
        norms = [one for one in sources.metadata.articles.values() if one.page == path and one.norm and PARAGRAPH in _words(stands, one.id)]
        yield from _lacking(page, norms, stands)
        if leads:
            yield from _not_leading(page, [one for one in norms if FURTHER not in _words(stands, one.id)])


def _words(stands: Stands, id_: str) -> list[str]:
    return [word for _, word in stands.get(id_, ())]


def _cause(page: Page, heading: int | None = None) -> Cause:
    """What stands in no article may stand in one whose heading holds a mistake, and so may what stands below the `heading` on this line."""
    return Cause(needs=(causes.template(page.path), causes.head(page.path), *([causes.line(page.name, heading)] if heading else ())))


def _elsewhere(page: Page, tree: nodes.Template, names: Mapping[str, Any], stands: Stands) -> Iterator[Finding]:
    """Puts among `stands` where the page leads on, and tells where that is from another article."""
    heads = {line: match["id"] for line, _, match in headed(page) if match}
    starts = [(heading.line, heads.get(heading.line, "")) for heading in page.headings if heading.level <= 2]
    for call in conditions.printed_calls(tree, names):
        if named := conditions.named(call, FURTHER):
            at, here = next(((line, id_) for line, id_ in reversed(starts) if line < call.lineno), (0, ""))
            stands[here].append((call.lineno, FURTHER))
            if here and named != here:
                message = f"Onder het artikel {quote(here)} staat wat bij een ander hoort: {{{{ {FURTHER}('{named}') }}}}."
                yield page.warning(call.lineno, "KDR005", message, f"Schrijf: {{{{ {FURTHER}('{here}') }}}}", cause=_cause(page, at))


def _outside(page: Page, there: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    for line, word in there:
        if word != PARAGRAPH:
            what = f"{{{{ {FURTHER}(…) }}}}" if word == FURTHER else f"Het kader {word}"
            mend = "Zet het in het artikel, onder het laatste lid. Hoort het bij geen enkel artikel? "
            mend += "Haal het dan weg." if word == FURTHER else 'Maak er dan een gewoon kader van, zoals: ??? note "Goed om te weten"'
            yield page.warning(line, "KDR004", f"{what} staat hier buiten een artikel.", mend, cause=_cause(page))


def _in_place(page: Page, id_: str, there: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    """What stands twice, and what stands below something that belongs under it."""
    first: dict[str, int] = {}
    below = PARAGRAPH
    for line, word in there:
        if word in first and word != PARAGRAPH:
            message = f"Bij het artikel {quote(id_)} staat {quote(word)} twee keer, ook op regel {first[word]}."
            yield page.warning(line, "KDR002", message, "Maak er één van.", cause=_cause(page))
        elif ORDER.index(word) < ORDER.index(below):
            message = f"Bij het artikel {quote(id_)} staat {quote(word)} onder {quote(below)}."
            yield page.warning(line, "KDR003", message, f"Houd deze volgorde aan: {', '.join(ORDER)}.", cause=_cause(page))
        else:
            below = word
        first.setdefault(word, line)


def _lacking(page: Page, norms: Sequence[About], stands: Stands) -> Iterator[Finding]:
    """One finding for a page: of an older text each article would have one."""
    lacks = {about.id: [word for word in AROUND if word not in _words(stands, about.id)] for about in norms}
    lacks = {id_: words for id_, words in lacks.items() if words}
    if not lacks:
        return
    told = [f"{id_} ({'alle' if len(words) == len(AROUND) else enumeration(words)})" for id_, words in lacks.items()]
    id_, words = next(iter(lacks.items()))
    example = f'??? {words[0]} "{EXAMPLES[words[0]]}"'
    line = next(about.line for about in norms if about.id == id_)
    mend = (
        f"Zet onder het laatste lid, zoals: {example} en daaronder de tekst, met vier spaties ervoor. De volgorde is {enumeration([*AROUND])}. "
        f"Vraagt, verbiedt of belooft het artikel niets? Zet dan bovenaan de pagina, onder artikelen: en bij {id_}: norm: nee"
    )
    yield page.warning(line, "KDR001", f"Er ontbreken kaders bij {_shown(told)}.", mend, cause=_cause(page))


EXAMPLES = {
    "gebeurd": "Is het al gebeurd?",
    "gevolg": "Wat kan mij gebeuren?",
    "leiding": "Wat mag mijn leidinggevende vragen?",
    "hulp": "Wie helpt mij?",
}
"""A title for each box, as a reader would ask."""


def _shown(told: Sequence[str]) -> str:
    rest = len(told) - SHOWN
    return enumeration([*told[:SHOWN], f"nog {rest}"] if rest > 0 else told)


def _not_leading(page: Page, norms: Sequence[About]) -> Iterator[Finding]:
    if norms:
        mend = f"Zet onder zo'n artikel, als laatste en op een eigen regel: {{{{ {FURTHER}('{norms[0].id}') }}}}"
        message = f"Er staat geen verwijzing naar dilemma's en gebeurtenissen onder {_shown([about.id for about in norms])}."
        yield page.warning(norms[0].line, "KDR006", message, mend, fix=_led(page, norms), cause=_cause(page))


def _led(page: Page, norms: Sequence[About]) -> Fix | None:
    """The word below each article of which nothing is printed under a condition; None where there is no such article."""
    starts = [heading.line for heading in page.headings if heading.level <= 2]
    new = list(page.lines)
    changed = []
    for about in reversed(norms):
        end = next((line for line in starts if line > about.line), len(page.lines) + 1)
        last = max(number for number in range(about.line, end) if page.lines[number - 1].strip())
        if not any("{%" in line for line in page.lines[about.line - 1 : end - 1]):
            new[last:last] = ["", f"{{{{ {FURTHER}('{about.id}') }}}}"]
            changed.append(last)
    if not changed:
        return None
    first, last = changed[-1], changed[0]
    return Fix(first, tuple(page.lines[first - 1 : last]), tuple(new[first - 1 : last + 2 * len(changed)]))
