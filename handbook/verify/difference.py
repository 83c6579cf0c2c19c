"""One difference between what is there and what was published, and how a list of them prints."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from handbook.core.findings import quote
from handbook.verify.verdict import RIGHT

SHOWN = 500
"""Lines that a person may get; the rest is counted."""

REBUILD = "Maak de lijst en de pagina's erbij opnieuw met: handbook register --rebuild"
ACTIVATE = "Werk het archief bij met: handbook activate"
RENEW = "Werk eerst dit programma bij. Maakte niemand het archief met een nieuwer programma? Maak de lijst en de pagina's dan opnieuw met: handbook register --rebuild"
OWN = "Is het van uw organisatie? Zet elk bestand dan met zijn vingerafdruk in eigen-bestanden.yml, en leg dat vast met git commit. Is het dat niet?"
REMOVE = "Haal het weg met: handbook register --rebuild --clean"
CLEAN = f"{OWN} {REMOVE}"
ADDRESS = (
    "Staat het goede adres in variables.yml, bij handboek.adres? Verander het daar zo nodig, leg dat vast met git commit, "
    "en geef de pagina's aan de wortel dat adres met: handbook register --rebuild"
)
OPEN = "Een webserver die onder een andere gebruiker draait, kan er niet bij. Geef de opdracht handbook export opnieuw: die zet de rechten goed."
ELSEWHERE = {REMOVE: "Haal het van de webserver.", CLEAN: f"{OWN} Haal het van de webserver.", OPEN: OPEN, ADDRESS: ADDRESS}
"""What to do where the archive is a folder or a site, which no rebuilding mends."""

LEFT = "dit bestand is achtergebleven van een export die is afgebroken."
FINISH = "Een export is afgebroken. Geef de opdracht handbook export opnieuw: die maakt het af en ruimt op."
SET_AGAIN = "Zet ze opnieuw uit de branch met: handbook restore --tags"
OTHERS = (
    "Vraag dan eerst rond. Heeft een andere kopie ze nog, geef dan daar de opdracht handbook verify --remote origin: die zegt hoe zij teruggaan. "
    f"Heeft niemand ze meer? {SET_AGAIN}"
)
TAGS = f"Haal ontbrekende tags op met: git fetch origin --tags. Ontbreken zij daar ook? {OTHERS}"
ABSENT = f"Deze tags heeft deze kopie ook niet. {OTHERS}"
REPLACED = (
    "Vraag de beheerder van de git-server wie dat deed, en vergelijk met een oude kopie. "
    "Is de branch teruggezet na een ongeluk? Neem de nieuwe stand dan over met: git fetch origin"
)
MOVED = "Een tag hoort nooit te veranderen. Vraag de beheerder van de git-server wie dat deed, en vergelijk met een oude kopie."
AGAIN = "Klopt het archief in git wel (handbook verify --remote origin)? Zet de bestanden dan opnieuw op de webserver."
LOOK = "Kijk wie dit veranderde, en vraag de beheerder om de vorige stand terug te zetten."


@dataclass(frozen=True, order=True)
class Difference:
    """One thing that is not as it was published: where, what, and what to do about it."""

    path: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{shown(self.path)}: {self.what}"


def restore(version: object) -> str:
    """What to do about a version that is not as it was published."""
    return f"Zet versie {version} terug met: handbook restore {version}"


def shown(path: str) -> str:
    """A path as it may be printed, although a stranger may have chosen its characters."""
    return path if path.isprintable() and len(path) <= 300 else quote(path, 200)


def in_order(found: Iterable[Difference]) -> list[Difference]:
    """Without doubles, by path."""
    return sorted(set(found))


def render(found: Collection[Difference], verdict: str = RIGHT) -> str:
    """All differences, one a line, and below them what can be done; the `verdict` where there are none."""
    if not found:
        return verdict
    ordered = in_order(found)
    lines = [str(one) for one in ordered[:SHOWN]]
    if len(ordered) > SHOWN:
        lines.append(f"En nog {len(ordered) - SHOWN} andere verschillen.")
    lines.append("1 verschil gevonden." if len(ordered) == 1 else f"{len(ordered)} verschillen gevonden.")
    return "\n".join([*lines, *dict.fromkeys(one.mend for one in ordered if one.mend)])
