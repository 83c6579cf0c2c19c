"""Takes a published text, or a page or article of it, off the site: it cannot be read any more, and applies as before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from handbook.archive import documents_file, removal
from handbook.archive.acts import Folder, Measure
from handbook.archive.git import RECORD, Objects
from handbook.archive.register import Register, Version
from handbook.archive.removal import Left, Text
from handbook.core import meant
from handbook.core.console import Say, few
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish import same_passage
from handbook.publish.attempt import Attempt, Change
from handbook.publish.decision import NOTHING_CHANGED, checked, entry_of, put
from handbook.publish.transaction import Outcome, perform


@dataclass(frozen=True)
class Removal:
    """What goes and why: `by` is who decided it on `day`, `ask` whom readers may ask for the text. Without `page` and `article` all of it goes."""

    version: VersionName
    day: date
    reason: str
    by: str
    ask: str
    page: str | None = None
    article: str | None = None


def take_down(project: Project, wish: Removal, today: date, *, push: str | None, say: Say, dry_run: bool = False) -> Outcome:
    """Puts what is said of the decision in the place of the text; with `dry_run` only says what would happen. Raises CannotWork."""
    checked(wish.day, today, ("reden", wish.reason), ("naam van wie besloot", wish.by), ("naam van wie de tekst heeft", wish.ask))

    def act(attempt: Attempt) -> Change | None:
        attempt.published()
        attempt.sound()
        entry = entry_of(attempt, wish.version)
        with Objects(attempt.staging.folder, attempt.staging.git_dir) as objects:
            text = _text(attempt, entry, objects, urlsplit(Register(attempt.entries, today).address).path or "/")
            measure = _measure(text, wish)
            try:
                left = removal.take_off(text, measure)
            except removal.Nothing as reason:
                if str(reason) == removal.NOT_ANY_MORE:
                    return None
                raise CannotWork(f"{_called(measure)} {reason}. {_near(text, measure)}{NOTHING_CHANGED}") from reason
            if attempt.number == 1:
                _say_plan(text, measure, left, say)
                if not _can_be_reached(wish.ask):
                    say(
                        f"Let op: op de melding staat dat de tekst op te vragen is bij {quote(wish.ask)}, en niet hoe. Dat is later niet te veranderen. "
                        "Zet er een mailadres, telefoonnummer of adres bij, zoals: HR, hr@uw-organisatie.nl"
                    )
                for line in same_passage.elsewhere(attempt.entries, objects, text, measure):
                    say(line)
        tree = put(attempt, wish.version, {**left.files}, left.gone)
        name, number = str(wish.version), len(entry.measures) + 1
        told = message(wish.version, measure)
        return Change(f"Take down {name}, {number}\n", {name: tree}, {attempt.edition.removal(name, number): told})

    outcome = perform(project, push, today, say, act, dry_run)
    _say_done(outcome, wish, project.edition.alias, say, dry_run=dry_run)
    return outcome


def _can_be_reached(ask: str) -> bool:
    """Whether a name comes with an address, a number or a room; a reader may not know anybody there."""
    return "@" in ask or "://" in ask or any(map(str.isdigit, ask))


def message(version: VersionName, measure: Measure) -> str:
    """What the tag of the act says."""
    return f"Van de website gehaald: {version}\n\nWat: {_called(measure)}\nReden: {measure.reden}\nBesluit: {measure.door}\n"


def _text(attempt: Attempt, entry: Version, objects: Objects, base: str) -> Text:
    def read(file: str) -> bytes | None:
        return objects.file(f"{entry.tree}:{file}")

    return Text(Folder.read(entry.version, read), attempt.staging.files_below(entry.tree).keys(), read, base)


def _measure(text: Text, wish: Removal) -> Measure:
    """The decision as the record has it. Raises CannotWork where the article stands on another page than was typed."""
    why: dict[str, Any] = {"datum": wish.day, "reden": wish.reason, "door": wish.by, "vraag": wish.ask}
    if wish.article is None:
        page = None if wish.page is None else _url(wish.page, text)
        return Measure(wat="alles" if page is None else "pagina", plek=page, **why)
    for facts in _pages(text):
        one = facts["artikelen"].get(wish.article)
        if one and wish.page is not None and facts["url"] != _url(wish.page, text):
            raise CannotWork(
                f"Het artikel {quote(wish.article)} staat niet op de pagina {quote(wish.page)}, maar op {quote(facts['url'])}. {NOTHING_CHANGED}"
            )
        if one:
            return Measure(wat="artikel", plek=wish.article, nummer=one["nummer"], **why)
    known = next((one for one in text.folder.measures if (one.wat, one.plek) == ("artikel", wish.article)), None)
    return Measure(wat="artikel", plek=wish.article, nummer=known.nummer if known else "", **why)


def _pages(text: Text) -> list[Any]:
    record = text.data(RECORD)
    return [*record["paginas"].values()] if isinstance(record, dict) else []


def _url(typed: str, text: Text) -> str:
    """The address of a page within its version, from that, the name of its source, or its whole address."""
    path = urlsplit(typed.strip()).path
    begin = f"{text.base}{text.facts.versie}/"
    path = path.removeprefix(begin) if path.startswith(begin) else path.lstrip("/").removeprefix(f"{text.facts.versie}/")
    path = path.removeprefix("docs/").removesuffix("index.html").removesuffix("index.md").removesuffix(".md").strip("/")
    return f"{path}/" if path else ""


def _called(measure: Measure) -> str:
    if measure.wat == "alles":
        return "De hele tekst"
    if measure.wat == "pagina":
        return f"De pagina {quote(measure.plek or 'index.md')}"
    return f"Het artikel {measure.nummer} ({measure.plek})" if measure.nummer else f"Het artikel {quote(str(measure.plek))}"


def _near(text: Text, measure: Measure) -> str:
    """What may have been meant."""
    pages = _pages(text)
    if measure.wat == "pagina":
        urls = [facts["url"] for facts in pages]
        likely = get_close_matches(str(measure.plek), urls, 3, 0.4) or sorted(urls)[:5]
        return f"Bedoelt u {' of '.join(map(quote, likely))}? " if likely else ""
    numbers = {id_: one["nummer"] for facts in pages for id_, one in facts["artikelen"].items()}
    called = meant.article_id(str(measure.plek), numbers)
    advice = f"Bedoelt u {quote(called)}?" if called else meant.article(str(measure.plek), numbers)
    return f"{advice} "


def _say_plan(text: Text, measure: Measure, left: Left, say: Say) -> None:
    """What becomes other, and what still holds a sentence of it."""
    version = text.facts.versie
    say(f"Van versie {version} gaat van de website: {_called(measure)[:1].lower()}{_called(measure)[1:]}.")
    pages = {name for name in left.files if name.endswith(".html")}
    if measure.wat == "alles":
        say(f"Op elk van de {len(pages)} adressen komt de melding. Al het andere in de map {version} gaat weg, behalve de vingerafdrukken.")
        return
    others = {name for name in left.files if name not in pages} | left.gone
    say(f"Dit verandert in de map {version}: {len(pages)} pagina's ({few(pages)}){f', en {few(others)}' if others else ''}.")
    if any(map(documents_file.is_one, left.gone)):
        say("De bestanden om te downloaden gaan in hun geheel weg, want ook daarin staat deze tekst.")
    if left.still:
        say(
            f"Op deze pagina's staat nog een zin ervan: {few(left.still)}. Kijk ze na, en haal ze zo nodig ook van de website, elk met --page."
        )

    if left.told:
        said = few([quote(one) for one in left.told])
        say(
            f"De revisie zegt zelf nog wat er aan dit artikel veranderde: {said}. Dat blijft te lezen bij de toelichting en in revisie.json. "
            f"Moet het ook weg? Haal dan ook die pagina van de website, met: --page revisies/{version}/"
        )


def _say_done(outcome: Outcome, wish: Removal, alias: str, say: Say, *, dry_run: bool) -> None:
    if outcome.commit is None:
        say(f"Dit was al van de website gehaald. {NOTHING_CHANGED}")
        return
    entry = next(one for one in outcome.register.entries if one.version == wish.version)
    current = outcome.register.current
    if current == entry and entry.taken_off:
        say(
            f"Dit is de tekst die nu geldt, en zij blijft gelden tot een andere tekst haar vervangt. Het adres /{alias}/ leidt naar de melding."
        )
        say("Publiceer een nieuwe tekst, zodat medewerkers weten waar zij aan toe zijn.")
    if dry_run:
        say(f"Proef. {NOTHING_CHANGED}")
        return
    say("Het is van de website gehaald. Op elk adres ervan staat nu wanneer, waarom, door wie, en bij wie de tekst op te vragen is.")
    say("In de geschiedenis van git staat de tekst nog, en ook in docs/ op main. Moet zij ook daar weg? Zie deploy/archive.md.")
