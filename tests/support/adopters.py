"""Five organisations that took this handbook over: other facts, and a day of edits as HR makes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.support import yaml_lists
from tests.support.decided import consent
from tests.support.handbooks import ODD, copy_sources

OLD, NEW = "regels/prive.md", "regels/eigen-tijd.md"
REMOVED = ("vindbaar", "betaalde-berichten")
ADDED = "onze-eigen-regel"

ARTICLE = f"""
## {{{{ artikel('{ADDED}') }}}} Een regel van onszelf {{#{ADDED}}}

1. U leest deze regel, omdat hij bij ons hoort.
2. U vraagt het aan {{{{ contact.hr.naam }}}} als hij niet duidelijk is.
"""
CONTACTS = {
    "hr": ("Team Mens & Werk", "mens@elders.test", "+31 20 765 43 21"),
    "communicatie": ("Bureau <Pers>", "bureau@elders.test", "+31 20 765 43 22"),
    "woordvoerder": ("A. *de* Vries", "a.devries@elders.test", "+31 20 765 43 23"),
    "vertrouwenspersoon": ("B. O'Brien", "b.obrien@elders.test", "+31 20 765 43 24"),
    "privacy": ("C. Çelik", "c.celik@elders.test", "+31 20 765 43 25"),
    "ict": ("IT_Hulp", "it@elders.test", "+31 20 765 43 26"),
}


@dataclass(frozen=True)
class Adopter:
    """What they chose; between the five of them every sector, stance and works council, and one that says je."""

    sector: str
    stand: str
    soort: str
    toezicht: str = "true"
    eigen_kanalen: str = "true"
    aanspreekvorm: str = "u"


ADOPTERS = (
    Adopter("algemeen", "vrij", "geen"),
    Adopter("overheid", "beperkt", "or"),
    Adopter("zorg", "verboden", "pvt"),
    Adopter("onderwijs", "vrij", "or", toezicht="false", aanspreekvorm="je"),
    Adopter("beurs", "beperkt", "pvt", eigen_kanalen="false"),
)

FIGURES: dict[str, object] = yaml_lists.read(Path(__file__).with_name("adopters.yml"))
"""By sector: how often the search goes wrong for that adopter."""


def draw(to: Path, adopter: Adopter) -> Path:
    """This handbook as `adopter` has it, in the folder `to`. Nothing in tests/ is touched."""
    copy_sources(to)
    _fill_in(to / "variables.yml", adopter)
    newest = max((to / "docs/revisies").glob("2*.md"))
    consent(newest, "pvt" if adopter.soort == "geen" else adopter.soort, "niet nodig" if adopter.soort == "geen" else "verleend")
    for id_ in REMOVED:
        _remove(to, id_)
    _add(to / "docs/doel.md")
    _rename(to)
    (to / "docs/gegevens/toetsen/zoeken.yml").write_text(yaml.safe_dump(FIGURES[adopter.sector]), "utf-8")
    return to


def _fill_in(facts: Path, adopter: Adopter) -> None:
    text = facts.read_text("utf-8")
    chosen = {
        "naam": f"'{ODD}'",
        "naam_kort": "'Jansen & Zn.'",
        **vars(adopter),
        "medewerkers": "37" if adopter.soort == "geen" else "840",
    }
    for key, value in chosen.items():
        text = re.sub(rf"(?m)^(  {key}:) .*", rf"\g<1> {value}", text, count=1)
    for group, values in CONTACTS.items():
        for key, value in zip(("naam", "email", "telefoon"), values, strict=True):
            text = re.sub(rf'(?s)(\n  {group}:\n.*?\n    {key}:) "[^"]*"', rf'\g<1> "{value}"', text, count=1)
    facts.write_text(text, "utf-8")


def _remove(root: Path, id_: str) -> None:
    """The article, what the top of its page says of it, and every place that names it."""
    for path in [*(root / "docs").rglob("*.md"), *(root / "docs/gegevens").rglob("*.yml")]:
        if "toetsen" in path.parts:
            continue
        text = path.read_text("utf-8")
        left = re.sub(rf"(?ms)^## \{{\{{ artikel\('{id_}'\).*?(?=^## )", "", text)
        left = re.sub(rf"(?m)^  {id_}:\n(?:    .*\n)+", "", left) if path.suffix == ".md" else left
        left = re.sub(rf"(?m)^.*(?:\bart(?:_met_titel)?\('{id_}'\)|\[\[{id_}\]\]).*\n(?:    \{{: .*\n)?", "", left)
        left = re.sub(rf"(?m)^(\s*(?:- )?artikelen: \[.*?)(?:, {id_}\b|\b{id_}, )", r"\g<1>", left)
        if left != text:
            path.write_text(left, "utf-8")


def _add(page: Path) -> None:
    text = page.read_text("utf-8").replace("artikelen:\n", f"artikelen:\n  {ADDED}:\n    onderwerpen: [doel]\n", 1)
    where = text.index("\n## Vragen")
    page.write_text(text[:where] + ARTICLE + text[where:], "utf-8")


def _rename(root: Path) -> None:
    """The page, its line in the menu, every link to it, and a line that leads its old address on."""
    (root / "docs" / OLD).rename(root / "docs" / NEW)
    old, new = Path(OLD).name, Path(NEW).name
    for path in (root / "docs").rglob("*.md"):
        text = path.read_text("utf-8")
        if f"{old})" in text or f"{old}#" in text:
            path.write_text(re.sub(rf"(?<=[(/]){re.escape(old)}(?=[)#])", new, text), "utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace(OLD, NEW)
    settings.write_text(text.replace("  doorverwijzingen:\n", f"  doorverwijzingen:\n    {OLD}: {NEW}\n", 1), "utf-8")
