"""Every sentence that is not printed alike for every employer, in each way in which it is printed: `python -m tests.support.fact_sentences` writes the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

from jinja2 import nodes

from handbook.core.project import Project
from handbook.new import material
from handbook.sources import Sources, variables
from handbook.sources.articles import Article
from handbook.sources.contacts import Persoon, Vervangen
from handbook.sources.data.only_for import AlleenBij, applies
from handbook.sources.files.fields import Group
from handbook.sources.front_matter import About
from handbook.sources.people import Mensen, Woord
from handbook.sources.printed import conditions, referred_to, sentences, titles, values
from handbook.sources.printed.sentences import Reader
from handbook.sources.template.allowlist import name_of
from handbook.sources.variables import Variables
from tests.support.expectations import ours

LIST = Path(__file__).parents[1] / "content/feitzinnen.txt"
"""By page: the sentences, each behind what makes it appear; `voorbeeld` is what the facts of the example print."""

EXAMPLE = "voorbeeld"
SOMEBODY = Persoon.model_construct(naam="C. Voorbeeld", telefoon="+31 10 123 45 79")
LEADING = Persoon.model_construct(naam="C. Voorbeeld", telefoon="+31 10 123 45 79", geeft_leiding=True)
OTHERS = Mensen.model_construct(klant=Woord.model_construct(woord="proefklant", lidwoord="de", meervoud="proefklanten"))
"""An organisation with a word of its own; its sentences are listed with the usual one."""


def beside(role: str) -> Vervangen:
    """Somebody who does it beside another role."""
    return Vervangen.model_construct(vervangen_door=role)


CHOICES: Mapping[str, tuple[Any, ...]] = {
    "beleid.stand": ("vrij", "beperkt", "verboden"),
    "werkgever.sector": (("algemeen",), ("overheid",), ("zorg",), ("onderwijs",), ("beurs",), ("overheid", "zorg")),
    "medezeggenschap.soort": (("or",), ("pvt",), ("mr",), ("gmr",), ("mr", "gmr"), ("personeelsvergadering",), ("geen",)),
    "beleid.toezicht": (True, False),
    "beleid.eigen_kanalen": (True, False),
    "werkgever.medewerkers": (1, 8, 30, 120),
    "contact.hr": (LEADING,),
    "contact.privacy": (beside("hr"),),
    "contact.ict": (beside("communicatie"), beside("privacy")),
    "contact.vertrouwenspersoon": (LEADING,),
    "contact.compliance": (None, SOMEBODY),
    "contact.meldpunt_misstanden": (None, SOMEBODY),
    "contact.klachtencommissie": (None, SOMEBODY),
    "mensen.klant": (Mensen().klant, OTHERS.klant),
    "termijnen.waarschuwing_maanden": (None, 24),
    "revisie.instemming": ("verleend", "onthouden", "niet nodig", "gevraagd"),
}
"""The facts on which conditions rest, with every value that they tell apart."""

NUMBER = re.compile(r"\b\d+\.\d+\b")
OWN_WORD = re.compile(r"\b([Pp])roefklant")

REVISION = "revisie."
"""How the facts of the newest revision begin, which stand in its own file."""

Chosen = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Shown:
    """A sentence or a text of a page or an entry: where it stands, and what makes it appear first."""

    place: str
    line: int
    text: str
    when: str


@cache
def example() -> Variables:
    """The facts of the example, whatever ours are."""
    facts, _ = variables.load(Project.find(ours().project.root, variables=material.EXAMPLE))
    assert facts
    return facts


@cache
def employer(chosen: Chosen) -> Variables:
    """The example with other facts in the place of its own."""
    facts = example() if not chosen else employer(chosen[:-1])
    for path, value in (one for one in chosen[-1:] if not one[0].startswith(REVISION)):
        group, key = path.split(".")
        facts = facts.model_copy(update={group: getattr(facts, group).model_copy(update={key: value})})
    return facts


@cache
def names(chosen: Chosen) -> dict[str, Any]:
    """What the names of a page stand for."""
    given = dict(values.page_names(employer(chosen), ours().revisions))
    for path, value in chosen:
        if path.startswith(REVISION):
            given["revisie"] = copy(given["revisie"])
            vars(given["revisie"])[path.removeprefix(REVISION)] = value
    return given


def choices(facts: frozenset[str]) -> Iterator[Chosen]:
    """The example, each other value of these facts alone, and each two of them together: a condition asks two at most."""
    others = {path: [value for value in CHOICES[path] if value != _of_example(path)] for path in CHOICES if path in facts}
    yield ()
    yield from (((path, value),) for path, found in others.items() for value in found)
    for one, two in combinations(others, 2):
        yield from (((one, first), (two, second)) for first, second in product(others[one], others[two]))


def _of_example(path: str) -> Any:
    """What the example has; its council consented."""
    group, key = path.split(".")
    return "verleend" if path.startswith(REVISION) else getattr(getattr(example(), group), key)


PRINTED = frozenset({"werkgever.sector", "medezeggenschap.soort", "beleid.stand"})
"""Choices that a page may print as they are."""


def tested(tree: nodes.Template) -> frozenset[str]:
    """The facts that the conditions of a page ask for, by their whole names."""
    return frozenset(name for one in tree.find_all(nodes.If) for name in _names(one.test) if "." in name)


def _names(node: nodes.Node) -> Iterator[str]:
    return (name_of(one) or "" for one in (node, *node.find_all((nodes.Getattr, nodes.Name))))


def asked(tree: nodes.Template) -> frozenset[str]:
    """The facts of CHOICES that the conditions of a page ask for, or that it prints."""
    names = tested(tree)
    found = {path for path in CHOICES for name in names if name == path or name.startswith(f"{path}.")}
    return frozenset(found | PRINTED.intersection(_names(tree)))


def readings(tree: nodes.Template) -> Iterator[Chosen]:
    """The choices under which a page is printed in another way than under those before."""
    tests = [one.test for one in tree.find_all(nodes.If)]
    shown = [node for one in tree.find_all(nodes.Output) for node in one.nodes if name_of(node) in PRINTED]
    seen = set()
    for chosen in choices(asked(tree)):
        given = names(chosen)
        found = (*(bool(conditions.decide(test, given)) for test in tests), *(str(conditions.decide(node, given)) for node in shown))
        if found not in seen:
            seen.add(found)
            yield chosen


def _of_pages(sources: Sources) -> Iterator[tuple[str, list[tuple[Chosen, list[tuple[int, str]]]]]]:
    """By page: what each of its readings prints."""
    articles = {one.id: Article(one.id, 1, 1, one.page, _title(sources, one)) for one in sources.metadata.articles.values()}
    for path, page in sources.pages.items():
        tree = sources.trees.get(path)
        if tree is None or path.startswith("revisies/2"):
            continue
        found = []
        for chosen in readings(tree):
            reader = Reader(names(chosen), referred_to.known(employer(chosen), sources.data, articles, sources.revisions))
            found.append((chosen, [(one.line, _usual(one.text)) for one in sentences.sentences(page, tree, reader)]))
        yield page.name, found


def _title(sources: Sources, about: About) -> str:
    """As it is printed, with the facts that it holds."""
    return sources.articles[about.id].title if about.id in sources.articles else titles.bare(about.title)


def _of_entries(sources: Sources) -> Iterator[tuple[str, list[tuple[Chosen, list[tuple[int, str]]]]]]:
    """By entry of docs/gegevens: the texts that some facts leave out."""
    for entries in sources.data.all():
        for key, entry in entries.items.items():
            found = []
            for chosen in choices(frozenset(_only_for(entry))):
                texts = (
                    entries.texts_of(key, entry, employer(chosen))
                    if applies(getattr(entry, "alleen_bij", AlleenBij()), employer(chosen))
                    else ()
                )
                found.append((chosen, [(line, _usual(text)) for text, line in texts if " " in text]))
            yield f"{entries.name}, {key}", found


ASKED = {
    "sector": "werkgever.sector",
    "geen_sector": "werkgever.sector",
    "stand": "beleid.stand",
    "medezeggenschap": "medezeggenschap.soort",
    "toezicht": "beleid.toezicht",
    "eigen_kanalen": "beleid.eigen_kanalen",
}
"""The facts by which an entry, or a part of it, is left out."""


def _only_for(part: object) -> Iterator[str]:
    """The facts that an entry of docs/gegevens asks for, however deep."""
    if isinstance(part, AlleenBij):
        yield from (ASKED[name] for name, value in part if value not in ((), None))
    elif isinstance(part, Group):
        yield from (fact for _, held in part for fact in _only_for(held))
    elif isinstance(part, tuple):
        yield from (fact for held in part for fact in _only_for(held))


def _usual(text: str) -> str:
    text = OWN_WORD.sub(lambda m: "klant" if m[1] == "p" else "Klant", text)
    return NUMBER.sub("1.1", text.replace("\N{NO-BREAK SPACE}", " "))


def shown(sources: Sources) -> list[Shown]:
    """The sentences that are not printed for everybody, in the order of the pages and their lines."""
    listed = []
    for place, found in (*_of_pages(sources), *_of_entries(sources)):
        if len(found) < 2:
            continue
        always = set[str].intersection(*({text for _, text in said} for _, said in found))
        first: dict[str, Shown] = {}
        for chosen, said in found:
            for line, text in said:
                if text not in always:
                    first.setdefault(text, Shown(place, line, text, told(chosen)))
        listed += sorted(first.values(), key=lambda one: one.line)
    return listed


def told(chosen: Chosen) -> str:
    """What was chosen, as a reader of the list sees it: sector zorg, toezicht nee."""
    said = {True: "ja", False: "nee", None: "geen", SOMEBODY: "wel", LEADING: "leidt iedereen"}
    return ", ".join(f"{path.split('.')[1]} {_value(value, said)}" for path, value in chosen) or EXAMPLE


def _value(value: Any, said: Mapping[Any, str]) -> str:
    if isinstance(value, tuple):
        return " en ".join(value)
    if isinstance(value, Woord):
        return value.woord
    return next((word for one, word in said.items() if one is value), str(value))


def written(listed: list[Shown]) -> str:
    """The list as it stands in its file."""
    parts: list[str] = []
    place = ""
    for one in listed:
        if one.place != place:
            place = one.place
            parts.append(f"\n{place}\n" if parts else f"{place}\n")
        parts.append(f"    [{one.when}] {one.text}\n")
    return "".join(parts)


if __name__ == "__main__":
    LIST.write_text(written(shown(ours())), "utf-8")
