"""Draws an archive worth looking at: this handbook with a text that has expired, one in force and one to come, each a little different."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.core.console import Say
from handbook.core.dutch import long_date, today
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.publish.take_down import Removal, take_down
from handbook.serve import example_edits, own_archive, server
from handbook.serve.example_edits import Edit
from handbook.sources.revisions import OVERVIEW

YEAR = timedelta(days=365)


DECISIONS = """\
besluiten:
  - wie: or
    naam: "de medezeggenschap"
    wat: instemming
    stand: niet nodig
    reden: "Dit is een voorbeeld."
  - wie: bestuur
    naam: "de directie"
    wat: besluit
    stand: verleend
    datum: {day}
"""
"""What the example says of each of its revisions: nobody consented to it."""


@dataclass(frozen=True)
class Scene:
    """One revision of the example: when it begins and was made known, and the sentence that says what it changes."""

    begins: date
    announced: date
    kind: str
    note: str

    @property
    def version(self) -> VersionName:
        return VersionName(self.begins)


def scenes(day: date) -> list[Scene]:
    """A text that was replaced, one that applies, one that was corrected after the fact, and one to come; seen from `day`."""
    first, second, third = day - 2 * YEAR, day - timedelta(days=200), day + timedelta(days=40)
    return [
        Scene(first, first - timedelta(days=14), "materieel", "Het eerste protocol, voor iedereen die voor ons werkt."),
        Scene(first + YEAR, first + YEAR + timedelta(days=20), "redactioneel", "Andere woorden; bekendgemaakt nadat de tekst inging."),
        Scene(second, second - timedelta(days=14), "materieel", "Een paar artikelen kregen er een regel bij."),
        Scene(third, day - timedelta(days=1), "materieel", "Nog een paar artikelen kregen er een regel bij."),
    ]


def demo(project: Project, port: int, say: Say) -> None:
    """Draws the archive in a folder that goes afterwards, and serves it until Ctrl+C. Raises CannotWork."""
    server.claim(port)
    with drawn(project, say) as (example, versions):
        _point_out(port, example, versions, say)
        server.serve(example, port, say)


@contextmanager
def drawn(project: Project, say: Say) -> Iterator[tuple[Project, list[VersionName]]]:
    """The example as a project of its own, and its versions, oldest first."""
    day = today()
    with workspace(own_archive.PREFIX) as work:
        example = own_archive.copied(project, work / "handboek")
        _clear_revisions(example)
        found = scenes(day)
        changes = ((), *example_edits.of_revisions(example))
        now = {edit.file: edit.file.read_text(encoding="utf-8") for edits in changes for edit in edits}
        for number, scene in enumerate(found):
            for file, text in example_edits.before(now, changes[number + 1 :]).items():
                file.write_text(text, encoding="utf-8")
            _write(example, scene, changes[number])
            own_archive.publish_there(example, f"Revisie {scene.version}")
            say(f"Gepubliceerd: {scene.version}, {scene.note}")
        gone = Removal(found[0].version, day, "In een voorbeeld stond de naam van een klant.", "de directie", "Afdeling HR")
        take_down(example, gone, day, push=None, say=lambda _: None)
        say(f"Van de website gehaald: {gone.version}, {gone.reason}")
        yield example, [scene.version for scene in found]


def _clear_revisions(example: Project) -> None:
    """Takes the handbook's own revisions away: they tell of other texts."""
    paths = [path for path in example.revisions.glob("*.md") if path.name != OVERVIEW]
    if not paths:
        raise CannotWork("Er is nog geen revisie om een voorbeeld van te maken. Maak eerst een bestand docs/revisies/JJJJ-MM-DD.md.")
    for path in paths:
        path.unlink()


def _write(example: Project, scene: Scene, changed: Sequence[Edit]) -> None:
    title = f"Revisie van {long_date(scene.begins)}"
    head = f"""\
title: "{title}"
description: "Wat er per {long_date(scene.begins)} verandert in dit voorbeeld."
status: vastgesteld
ingangsdatum: {scene.begins}
bekendgemaakt: {scene.announced}
aard: {scene.kind}
evaluatie: {scene.begins + YEAR}
toelichting: "{scene.note}"
{DECISIONS.format(day=scene.announced - timedelta(days=7))}{example_edits.told(changed)}"""
    text = f"---\n{head}---\n# {title}\n\n{scene.note}\n\n{{{{ revisiegegevens() }}}}\n"
    (example.revisions / f"{scene.version}.md").write_text(text, encoding="utf-8")


def _point_out(port: int, example: Project, versions: list[VersionName], say: Callable[[str], None]) -> None:
    gone, late, _, next_ = versions
    address = f"http://127.0.0.1:{port}/"
    shown = {
        "de tekst die nu geldt": f"{example.edition.alias}/",
        "alle versies": "versies/",
        "wat er veranderde": "vergelijk/",
        "zoeken in alle versies": "zoeken/?q=telefoon",
        "welke tekst gold op een dag": f"op/?datum={late.day + timedelta(days=5)}",
        "een vervallen tekst": f"{late}/",
        "een tekst die nog moet ingaan": f"{next_}/",
        "een tekst die van de website is": f"{gone}/",
        "het register": "regime.json",
    }
    say(f"\nHet voorbeeld staat op de branch {example.edition.branch} van een tijdelijke map. Kijk bijvoorbeeld hier:")
    width = max(map(len, shown))
    for what, path in shown.items():
        say(f"  {what:<{width}}  {address}{path}")
    say("")
