"""What an organisation expects of its own text (docs/gegevens/toetsen), held against its sources and its built pages.

An article that went away on purpose takes what was expected of it along: that is counted, and is no mistake.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from handbook.build import build
from handbook.build.record import RECORD
from handbook.core.findings import Finding, SourceFile, errors, quote
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.sources import Sources
from handbook.sources.data.decision_aids import Aid
from handbook.sources.data.entries import DATA_FOLDER
from handbook.sources.data.topics import settled
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_mistakes import syntax_finding
from handbook.sources.front_matter import Metadata
from handbook.sources.sample import Example

FOLDER = "toetsen"
AMONG = 3
"""A person who searches looks at the first few pages that are found."""

Shape = TypeVar("Shape")
Words = Annotated[tuple[str, ...], BeforeValidator(lambda raw: raw.split() if isinstance(raw, str) else raw)]
"""A list, or its words on one line."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Situatie(_Part):
    """Something that happens, in the words of who asks, and where the answer stands."""

    situatie: str
    artikel: str
    kern: tuple[str, ...]


class Volgorde(_Part):
    """On every way past one of `bij` the step `eerst` comes before those of `daarna`."""

    bij: tuple[str, ...]
    eerst: str
    daarna: tuple[str, ...]


class PerStand(_Part):
    """What follows first under a stance, and the ends that are there or not."""

    eerst: str
    wel: tuple[str, ...] = ()
    niet: tuple[str, ...] = ()


class Hulp(_Part):
    """What is expected of one decision aid."""

    per_stand: Mapping[str, PerStand] = {}
    einden: tuple[str, ...] = ()
    volgorde: tuple[Volgorde, ...] = ()


class Inhoud(_Part):
    """What is expected of the text as a whole; some of it only our own tests ask."""

    situaties: int = 0
    onderwerpen: Words = ()
    zonder_artikel: Words = ()
    nooit_zonder_artikel: Words = ()
    vaste_dilemmas: Words = ()
    oude_adressen: Words = ()
    artikelen: Words = ()


@dataclass(frozen=True)
class Tested:
    """Everything that is wrong, what is still of the example, and in one sentence what was looked at."""

    findings: list[Finding]
    examples: tuple[Example, ...]
    told: str


@dataclass
class Count:
    """What was looked at, and what was left out because its article went."""

    situations: int = 0
    aids: int = 0
    rest: int = 0
    gone: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        told = f"Getoetst: {self.situations} situaties, {self.aids} keuzehulpen, {self.rest} onderwerpen, dilemma's en oude adressen."
        return told + (f" Overgeslagen, want het artikel is er niet: {', '.join(self.gone)}." if self.gone else "")


def test(project: Project) -> Tested:
    """Checks and builds the text in a folder that goes afterwards, and holds it against what is expected of it. Raises Refused where it cannot be built."""
    known = build.checked(project)
    sources, count = known.sources, Count()
    with workspace("handboek-toets-") as aside:
        site = aside / "site"
        build.build(project, site, known=known)
        found = [*known.findings, *held(sources, site, count)]
    return Tested(found, sources.examples, "" if errors(found) else count.sentence())


def held(sources: Sources, site: Path, count: Count) -> Iterator[Finding]:
    """Everything that is not as expected of the text that `sources` hold and `site` shows; `count` is told what was looked at."""
    file, situations, wrong = _load(sources.project, "situaties.yml", TypeAdapter(tuple[Situatie, ...]), ())
    yield from wrong
    yield from _situations(file, situations, sources, searchable(site, sources.metadata), count)
    file, aids, wrong = _load(sources.project, "keuzehulp.yml", TypeAdapter(dict[str, Hulp]), {})
    yield from wrong
    yield from _aids(file, aids, sources, count)
    file, whole, wrong = _load(sources.project, "inhoud.yml", TypeAdapter(Inhoud), Inhoud())
    yield from wrong
    yield from _whole(file, whole, sources, count)


def _load(project: Project, name: str, shape: TypeAdapter[Shape], nothing: Shape) -> tuple[SourceFile, Shape, list[Finding]]:
    """What a file expects, nothing where it is not there or has mistakes."""
    path = project.docs / DATA_FOLDER / FOLDER / name
    file = project.file(path)
    if not path.exists():
        return file, nothing, []
    text, findings = read_text(project, path)
    if text is None or errors(findings):
        return file, nothing, findings
    try:
        return file, shape.validate_python(yaml.safe_load(text) or nothing), []
    except yaml.YAMLError as error:
        return file, nothing, [syntax_finding(file, text, error, 0)]
    except ValidationError as error:
        return file, nothing, [_shape(file, one["loc"]) for one in error.errors(include_url=False)]


def _shape(file: SourceFile, where: tuple[Any, ...]) -> Finding:
    named = " bij ".join(quote(str(part + 1 if isinstance(part, int) else part)) for part in reversed(where)) or "het begin"
    return file.finding(None, "TST001", f"Hier klopt iets niet: {named}.", "Kijk bovenin het bestand hoe een regel eruitziet.")


def searchable(site: Path, known: Metadata) -> dict[str, str]:
    """By page: everything that a search of it can find, in small letters: its printed text and its search words."""
    texts = {}
    for path, page in json.loads((site / RECORD).read_text("utf-8"))["paginas"].items():
        tree = LexborHTMLParser((site / page["url"] / "index.html").read_text("utf-8"))
        # The list from A to Z leads to the places themselves, and the search does not look in it.
        for listed in tree.css(".az-lijst"):
            listed.decompose()
        article = tree.css_first("article")
        words = [*known.words.get(path, ()), *(word for about in known.articles.values() if about.page == path for word in about.words)]
        texts[path] = f"{article.text(separator=' ') if article else ''} {' '.join(words)}".lower()
    return texts


def _situations(file: SourceFile, asked: tuple[Situatie, ...], sources: Sources, found: dict[str, str], count: Count) -> Iterator[Finding]:
    for one in asked:
        if one.artikel not in sources.articles or one.artikel not in sources.metadata.articles:
            count.gone.append(one.artikel)
            continue
        count.situations += 1
        page = sources.metadata.articles[one.artikel].page
        lacking = [word for word in one.kern if word not in found[page]]
        # The dilemmas tell the same stories at length, so they stand beside the rules and not before them.
        others = [path for path in found if path != page and not path.startswith("dilemmas/")]
        fitting = [path for path in others if all(word in found[path] for word in one.kern)]
        if lacking:
            mend = "Zet de woorden in de tekst of bij zoekwoorden, of verander de kern."
            yield file.finding(None, "TST002", f"{quote(one.situatie)}: op docs/{page} staat niet {', '.join(map(quote, lacking))}.", mend)
        elif len(fitting) >= AMONG:
            mend = "Zet bij kern een woord erbij dat alleen bij deze situatie past."
            yield file.finding(None, "TST003", f"{quote(one.situatie)}: ook {', '.join(fitting)} passen bij deze woorden.", mend)


def _aids(file: SourceFile, asked: Mapping[str, Hulp], sources: Sources, count: Count) -> Iterator[Finding]:
    assert sources.facts
    for name, wanted in asked.items():
        if name not in sources.data.decisions:
            yield file.finding(None, "TST004", f"De keuzehulp {quote(name)} is er niet.", "Haal haar hier weg, of kijk de naam na.")
            continue
        count.aids += 1
        aid = Aid(sources.data.decisions[name].items, sources.facts)
        for said in _wrong(aid, wanted, sources.facts.beleid.stand):
            yield file.finding(None, "TST005", f"De keuzehulp {quote(name)}: {said}.", "Verander de keuzehulp, of wat u hier verwacht.")


def _wrong(aid: Aid, wanted: Hulp, stance: str) -> Iterator[str]:
    ends = {*aid.ends}
    here = wanted.per_stand.get(stance)
    first = [answer.naar for answer in aid.answers(aid.start)][:1]
    if here and first != [here.eerst]:
        yield f"eerst volgt {', '.join(first)}, en niet {here.eerst}"
    for end in (*wanted.einden, *(here.wel if here else ())):
        if end not in ends:
            yield f"het einde {end} is er niet"
    for end in here.niet if here else ():
        if end in ends:
            yield f"het einde {end} is er wel"
    ways = [*paths(aid, aid.start)] if wanted.volgorde else []
    for rule in wanted.volgorde:
        for way in ways:
            later = next((step for step in way if step in rule.daarna or step == rule.eerst), rule.eerst)
            if {*rule.bij} & {*way} and later != rule.eerst:
                yield f"op een weg komt {later} vóór {rule.eerst}"
                break


def paths(aid: Aid, key: str) -> Iterator[list[str]]:
    """Every way through the aid, as the steps that it passes."""
    if aid.steps[key].einde:
        yield [key]
    for answer in aid.answers(key):
        for rest in paths(aid, answer.naar):
            yield [key, *rest]


def _whole(file: SourceFile, wanted: Inhoud, sources: Sources, count: Count) -> Iterator[Finding]:
    assert sources.config
    mend = "Zet het terug, of haal het hier weg."
    covered = {one.key: one for one in settled(sources.data.topics, sources.metadata, sources.articles)}
    for key in wanted.onderwerpen:
        count.rest += 1
        if key not in covered:
            yield file.finding(None, "TST006", f"Het onderwerp {quote(key)} is er niet.", mend)
    for key in wanted.nooit_zonder_artikel:
        if key in covered and not covered[key].articles:
            yield file.finding(None, "TST007", f"Over het onderwerp {quote(key)} staat er geen artikel.", mend)
    for name in wanted.vaste_dilemmas:
        count.rest += 1
        if f"dilemma-{name}" not in sources.data.dilemmas.items:
            yield file.finding(None, "TST008", f"Het dilemma {quote(f'dilemma-{name}')} is er niet meer.", mend)
    for old in wanted.oude_adressen:
        count.rest += 1
        if sources.config.redirects.get(old, ("",))[0] not in sources.pages:
            yield file.finding(
                None, "TST009", f"Het oude adres {quote(old)} leidt nergens heen.", "Zet het bij doorverwijzingen in mkdocs.yml."
            )
