"""Gives pages their names: the facts, the newest revision and the articles, with values that print safely in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from handbook.archive import manifest
from handbook.build import help_links, linked_data
from handbook.checks import advice
from handbook.checks.decided import needed
from handbook.core.dutch import long_date
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.core.proposal import Proposal
from handbook.core.status import Status, Typed
from handbook.core.version_name import VersionName
from handbook.sources import Sources, decisions, mkdocs_yml, people, read, standing
from handbook.sources.articles import Article
from handbook.sources.data import Data
from handbook.sources.data.accessibility_test import STATEMENT
from handbook.sources.data.owners import Kept
from handbook.sources.decisions import Decision
from handbook.sources.declared_changes import DeclaredChange
from handbook.sources.front_matter import Metadata
from handbook.sources.pages import address
from handbook.sources.people import Mensen
from handbook.sources.printed import referred_to, silent_pages
from handbook.sources.printed.citations import Use
from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.printed.inline_words import Known
from handbook.sources.printed.values import page_names
from handbook.sources.revisions import Revision
from handbook.sources.standing import Standing
from handbook.sources.state import State, state
from handbook.sources.variables import Variables

KEY = "handboek"
"""Where the engine's settings hold a context that was handed over; no key of any engine."""

DOWNLOADEN = "downloaden.md"
"""The page that says as which files a version can be had, where the handbook has it."""

DRAFT_WORDS: Mapping[Typed, str] = {
    Status.CONCEPT: "Concept: geldt niet.",
    Status.FOR_CONSENT: "Ter instemming: geldt nog niet.",
    # The working copy: whether it is what was adopted, nobody says until it is published.
    Status.ADOPTED: "Concept: geldt niet.",
}
"""What every page of a draft says first."""


# Without a repr: an engine that logs its settings would write down the whole handbook.
@dataclass(frozen=True, repr=False)
class Context:
    """Everything that the words in macros/ work with; `examples` are the files in which something of the example is left.

    `alias` is the address of the text in force, below that of the handbook; `elsewhere` are revisions without a folder beside this one.
    `familiar` says the text with je; None where it stays in the form in which it was typed.
    `advice` are the numbers of the paragraphs that are advice, by the id of their article.
    `menu` are the pages in its order, with their titles there. `kept` says who keeps each page up to date.
    """

    facts: Variables
    revisions: tuple[Revision, ...]
    articles: Mapping[str, Article]
    data: Data
    metadata: Metadata
    leaning: tuple[Use, ...] = ()
    draft: bool = False
    trial: bool = False
    examples: frozenset[str] = frozenset()
    alias: str = Edition().alias
    elsewhere: frozenset[VersionName] = frozenset()
    familiar: Familiar | None = None
    advice: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    menu: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    proposal: Proposal | None = None
    """The proposal of which this is the preview: a draft that others than its author read."""

    @classmethod
    def of(cls, sources: Sources, *, draft: bool = False, trial: bool = False, proposal: Proposal | None = None) -> Context:
        """What `sources` give, which hold facts and no mistakes. What is not adopted is a draft, whatever was asked for."""
        assert sources.facts
        draft = draft or proposal is not None or not sources.revisions[0].adopted
        held = frozenset(example.file for example in sources.examples)
        return cls(
            sources.facts,
            (replace(sources.revisions[0], standing=needed.standing(sources)), *sources.revisions[1:]),
            sources.articles,
            sources.data,
            sources.metadata,
            sources.leaning,
            draft,
            trial,
            held,
            sources.project.edition.alias,
            sources.project.elsewhere,
            Familiar.chosen(sources.data.address, sources.facts),
            advice.numbers(sources),
            _menu(sources),
            tuple(sources.data.owners.all(sources.pages.values())),
            proposal,
        )

    @property
    def live(self) -> bool:
        """Whether pages show the contacts that are kept up to date as they are at the root: a draft has those that it was made with."""
        return not self.draft

    @property
    def draft_words(self) -> str | None:
        """What every page says first: of a draft that it does not apply, of a preview also of which proposal it is; None of a version."""
        words = DRAFT_WORDS[self.revisions[0].facts.status]
        if self.proposal:
            words = words.replace(":", f" van wijzigingsvoorstel {self.proposal.number}:", 1)
        return words if self.draft else None

    @property
    def since(self) -> str:
        """The first day of the text."""
        return long_date(self.revisions[0].facts.ingangsdatum)

    def invented(self, revision: Revision) -> bool:
        """Whether the days and decisions of `revision` are those of the example: nobody took them."""
        return f"docs/{revision.source}" in self.examples

    @cached_property
    def edition(self) -> dict[str, Any]:
        """What every page says of its version; templates read it as config.extra.uitgave."""
        newest = self.revisions[0]
        adoption = newest.facts.adoption
        return {
            "versie": str(newest.version),
            "ingangsdatum": long_date(newest.facts.ingangsdatum),
            "vastgesteld": long_date(adoption.datum) if adoption and adoption.datum else None,
            "vastgesteld_door": adoption.by if adoption else None,
            "status": newest.facts.status,
            "bekendgemaakt": newest.facts.bekendgemaakt and newest.facts.bekendgemaakt.isoformat(),
            "bekendmaking": newest.facts.bekendgemaakt and long_date(newest.facts.bekendgemaakt),
            "vorige": self._previous,
            "regeling": linked_data.legislation(self.record, self.title, self.alias) if self.record else None,
            "alias": self.alias,
            "adres": self.facts.handboek.adres,
            "werkgever": self.facts.werkgever.naam,
            "aanhaling": f"Protocol sociale media {self.facts.werkgever.naam_kort}",
            "logo": self.facts.handboek.logo,
            "concept": self.draft_words,
            "proef": self.trial,
            "voorbeeld": bool(self.examples),
            "besluit_verzonnen": self.invented(newest),
            "toegankelijkheid": help_links.address(STATEMENT, self.metadata),
            "downloaden": help_links.address(DOWNLOADEN, self.metadata),
            "actueel": self.live and self.facts.contact.kept(*self.facts.contact.every),
            "verder": help_links.ways(self.metadata, self.data.searching.told.verder, self.facts.contact.people("hr"), live=self.live),
        }

    @cached_property
    def silent(self) -> frozenset[str]:
        """The pages on which no article is for this organisation."""
        return silent_pages.found(self.metadata, self.articles)

    @cached_property
    def past_silent_pages(self) -> dict[str, Any]:
        """Of each page that the menu leaves out: what a reader finds in its place who goes back or on; templates read it as page.meta.buiten_menu."""
        ways = silent_pages.past(tuple(self.menu), self.silent)
        return {page: {"vorige": self._entry(way.before), "volgende": self._entry(way.after)} for page, way in ways.items()}

    def _entry(self, page: str | None) -> dict[str, str] | None:
        """A page of the menu as templates link to it."""
        return {"url": address(page), "title": self.menu[page]} if page else None

    @property
    def _previous(self) -> str | None:
        """The revision before the newest, the only neighbour that a version can know of; None where it has no folder."""
        before = self.revisions[1] if len(self.revisions) > 1 else None
        return str(before.version) if before and self.has_folder(before) else None

    def carried(self, revision: Revision) -> tuple[Standing, ...]:
        """What was said of an earlier text than `revision`, and counts for it too."""
        return standing.carried(revision.standing, self.facts.medezeggenschap.soort)

    def decided(self, revision: Revision) -> tuple[manifest.Decision, ...]:
        """The decisions on which `revision` rests: its own, and those on an earlier text that count for it too."""
        own = [
            _recorded(one, eerdere_tekst=tuple(self.articles[id_].label for id_ in earlier if id_ in self.articles) or None)
            for one, earlier in decisions.overtaken(revision.facts.besluiten)
        ]
        return (*own, *(_recorded(one.decision, bij=str(one.of)) for one in self.carried(revision)))

    def has_folder(self, revision: Revision) -> bool:
        """Whether a version may lead to that of `revision`, in the folder beside its own."""
        return revision.adopted and revision.version not in self.elsewhere

    @property
    def title(self) -> str:
        return f"Handboek sociale media van {self.facts.werkgever.naam}"

    @property
    def printed_line(self) -> str:
        """What stands under every printed page."""
        newest = self.revisions[0]
        words = (self.draft_words or "").lower().rstrip(".")
        said = {words: self.draft, "voorbeeld: geldt niet echt": bool(self.examples), "proef: geldt niet echt": self.trial}
        kind = next((text for text, true in said.items() if true), "")
        when = kind or f"geldt vanaf {long_date(newest.facts.ingangsdatum)}"
        return f"{self.title}, versie {newest.version}, {when}"

    @property
    def record(self) -> manifest.Built | None:
        """What the register will say of this version; None until it is adopted, for then there is nothing to say.

        Nor is there of one of which the file lacks anything: that is compared and looked at, and never published.
        """
        newest = self.revisions[0]
        facts, adoption = newest.facts, newest.facts.adoption
        if not newest.adopted or not (adoption and adoption.datum and facts.bekendgemaakt and facts.aard and facts.evaluatie):
            return None
        return manifest.Built(
            versie=str(newest.version),
            geldig_van=facts.ingangsdatum,
            vastgesteld=adoption.datum,
            vastgesteld_door=adoption.by,
            bekendgemaakt=facts.bekendgemaakt,
            aard=facts.aard,
            toelichting=self._maybe(facts.note),
            besluiten=self.decided(newest),
            evaluatie=facts.evaluatie,
            wijzigingen=tuple(map(self._changed, facts.wijzigingen)) or None,
            werkgever=self.facts.werkgever.naam,
            adres=self.facts.handboek.adres,
        )

    @cached_property
    def known(self) -> Known:
        """What the words within a sentence refer to."""
        return referred_to.known(self.facts, self.data, self.articles, self.revisions, self.revisions[0].version.day)

    def say(self, text: str) -> str:
        """A text of the handbook in the form of address of its pages."""
        return self.familiar.text(text) if self.familiar else text

    def _maybe(self, text: str | None) -> str | None:
        return text and self.say(text)

    def _changed(self, one: DeclaredChange) -> manifest.Change:
        """What a revision says of a change, as the register will print it on pages that speak to nobody themselves."""
        return manifest.Change(
            artikelen=one.ids,
            wat=self.say(one.wat),
            waarom=self._maybe(one.waarom),
            voor_wie=self._maybe(one.voor_wie),
            betekent=self._maybe(one.betekent),
        )

    @cached_property
    def names(self) -> Mapping[str, Any]:
        """What `page_names` gives for these facts."""
        return page_names(self.facts, self.revisions)


def _recorded(one: Decision, **more: Any) -> manifest.Decision:
    return manifest.Decision(
        wie=one.wie, naam=one.by, wat=one.wat, stand=one.stand, datum=one.datum, reden=one.reden, stuk=one.stuk, **more
    )


def _menu(sources: Sources) -> dict[str, str]:
    """The title in the menu of each page of it, in order."""
    nav = sources.config.nav if sources.config else ()
    mensen = sources.facts.mensen if sources.facts else Mensen()
    titles = {entry.target: people.in_text(mensen, entry.title) or sources.metadata.titles.get(entry.target, "") for entry in nav}
    return {page: title for page, title in titles.items() if page in sources.pages}


def in_own_words(page: Any, context: Context) -> None:
    """Gives a page of the engine its title and description in the organisation's own words for people: its head and the menu hold no facts."""
    mensen = context.facts.mensen
    if mensen == Mensen():
        return
    for key in ("title", "description"):
        if key in page.meta:
            page.meta[key] = people.in_text(mensen, str(page.meta[key]))
    page.title = people.in_text(mensen, page.title)


def hand_over(settings: MutableMapping[str, Any], context: Context) -> None:
    """Puts `context` into the engine's settings, where only `for_engine` finds it: beside `extra`, which every page and template gets."""
    settings[KEY] = context


def for_engine(settings: Mapping[str, Any], root: Path | str) -> Context:
    """What was handed over with the engine's settings, else what `load` reads in `root`."""
    handed = settings.get(KEY)
    return handed if isinstance(handed, Context) else load(root)


def load(root: Path | str) -> Context:
    """The context of the handbook in `root`, read again only after a file changed: Zensical asks for it at every page.

    Raises CannotWork where the sources hold mistakes: the check says which.
    """
    project = Project.find(Path(root))
    # Zensical renders pages in threads; the first one reads, the others wait for it.
    with _reading:
        # Looked at before the reading: a file that changes meanwhile is read again at the next page.
        return _read(project, state(project))


_reading = Lock()


@lru_cache(maxsize=1)
def _read(project: Project, _: State) -> Context:
    sources = read(project)
    # What an engine may do stands in mkdocs.yml, and is that engine's business.
    if sources.facts is None or sources.config is None or [f for f in errors(sources.findings) if f.file != mkdocs_yml.MKDOCS_YML.name]:
        raise CannotWork("De gegevens kloppen niet. Draai eerst: handbook check")
    # Another engine takes no steps after its own: there the whole text is in the form in which it was typed, pictures too.
    return replace(Context.of(sources), familiar=None)
