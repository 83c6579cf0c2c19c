"""Two small releases as wheels, the second with another text and another form, and an organisation that made forty changes of its own in between."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.new import engine, facts, material, repository
from tests.support.handbooks import ROOT, SAMPLE, draw

A = engine.version()
B = f"{A.rpartition('.')[0]}.{int(A.rpartition('.')[2]) + 1}"
OLDER = "0.0.1"
FACTS = (SAMPLE / "variables.yml").read_text("utf-8")

LIKES = "    Uw vrijheid geldt er dus voor, en de grenzen ook.\n"
NEW_PAGE = """---
title: "Een nieuwe pagina"
description: "Een pagina die in de nieuwe versie voor het eerst bestaat."
artikelen:
  nieuwe-regel:
    onderwerpen: [omgang]
    norm: nee
---
# Een nieuwe pagina

Deze pagina is nieuw.

## {{ artikel('nieuwe-regel') }} Een nieuwe regel {#nieuwe-regel}

1. U leest deze regel voor het eerst.
"""
NEW_ARTICLE = """## {{ artikel('delen') }} Delen met een bron {#delen}

1. U noemt de bron van wat u deelt.

"""
NEW_HEAD = """  delen:
    onderwerpen: [meningsuiting]
    norm: nee
"""

Swap = tuple[str, str, str]
TEXT_OF_B: tuple[Swap, ...] = (
    ("docs/regels/omgang.md", "zoals u het ook in hun bijzijn zou zeggen.", "zoals u het ook tegen hen zelf zou zeggen."),
    ("docs/regels/werktijd.md", "4. Wie buiten werktijd niet reageert, heeft daarvan geen nadeel.", "4. Wie vrij is en niet reageert, heeft daarvan geen nadeel."),
    ("docs/regels/prive.md", LIKES, "    Uw vrijheid geldt ervoor. De grenzen gelden ook.\n"),
    ("docs/regels/prive.md", "## {{ artikel('besloten') }}", f"{NEW_ARTICLE}## {{{{ artikel('besloten') }}}}"),
    ("docs/regels/prive.md", "  besloten:\n", f"{NEW_HEAD}  besloten:\n"),
    ("docs/regels/toezicht.md", "zoekt niet zelf op profielen", "zoekt niet zelf naar profielen"),
    ("docs/regels/vertrouwelijk.md", 'title: "Vertrouwelijke informatie"', 'title: "Informatie die binnen blijft"'),
    ("docs/regels/sollicitanten.md", "## {{ artikel('sollicitanten') }} Sollicitanten opzoeken", "## {{ artikel('sollicitanten') }} Een sollicitant opzoeken"),
    ("docs/melden.md", "Bel liever te vroeg dan te laat.", "Bel liever te vroeg."),
    ("docs/melden.md", "4. Wie een melding krijgt, zegt dezelfde werkdag wie ermee verdergaat.", "4. Wie een melding krijgt, zegt dezelfde dag wie ermee verdergaat."),
    ("docs/dilemmas/mening.md", "---\n# ", "---\n\n# "),
    ("docs/gegevens/bronnen.yml", 'waarvoor: "De vrijheid van meningsuiting."', 'waarvoor: "De vrijheid om uw mening te geven."'),
    ("docs/gegevens/bronnen.yml", "meningsuiting:\n  naam", "# Een toelichting van de uitgever.\nmeningsuiting:\n  naam"),
    ("variables.yml", "  # De naam in het dagelijks gebruik.\n", "  # De naam die mensen elke dag gebruiken.\n"),
    ("variables.yml", "  reactie_uren: 24\n", "  reactie_uren: 48\n"),
    ("variables.yml", "  evaluatie_maanden: 12\n", "  evaluatie_maanden: 18\n"),
    ("mkdocs.yml", "      - Een sollicitant opzoeken: regels/sollicitanten.md\n", "      - Een sollicitant opzoeken: regels/sollicitanten.md\n      - Een nieuwe pagina: regels/nieuw.md\n"),
)  # fmt: skip
ENGINE_OF_B: tuple[Swap, ...] = (
    ("docs/stijl/handboek.css", "", "/* Nieuw bovenaan. */\n"),
    ("overrides/main.html", "", "{# Nieuw bovenaan. #}\n"),
    ("deploy/ci/check.sh", "set -", "# Van de uitgever.\nset -"),
    (".github/workflows/checks.yml", "", "# Nieuw bovenaan.\n"),
    (".forgejo/workflows/checks.yml", "", "# Nieuw bovenaan.\n"),
    ("macros/__init__.py", "", "# Nieuw bovenaan.\n"),
    ("mkdocs.yml", "# System fonts: no request leaves the intranet.", "# System fonts: nothing leaves the intranet."),
    ("docs/beheer/nakijken.md", "\n---\n", "\n---\n\n"),
)


def swapped(folder: Path, swaps: tuple[Swap, ...]) -> None:
    """Each text in its file in the place of another, or at the beginning."""
    for name, old, new in swaps:
        file = folder / name
        text = file.read_bytes().decode()
        assert old in text, (name, old)
        file.write_bytes((text.replace(old, new, 1) if old else new + text).encode())


def stuff(to: Path, *, of: Path = SAMPLE, newer: bool = False) -> Path:
    """What a release hands out, as a folder: the text of the sample (or of another handbook) with our form; the `newer` one with all that changed in it."""
    draw(to, of=of)
    for name in (".forgejo", ".github/workflows", "deploy"):
        for path in (ROOT / name).rglob("*"):
            if path.is_file():
                (to / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
                (to / path.relative_to(ROOT)).write_bytes(path.read_bytes())
    for name in (".gitlab-ci.yml", "LICENSE", ".github/CODEOWNERS", "variables.schema.json"):
        (to / name).write_bytes((ROOT / name).read_bytes())
    if newer:
        swapped(to, tuple(one for one in ENGINE_OF_B if (to / one[0]).exists()))
        (to / "macros/bij.py").write_text('"""A module of the newer release."""\n', "utf-8")
        (to / "deploy/handboek.cron").unlink()
    if newer and of == SAMPLE:
        swapped(to, TEXT_OF_B)
        (to / "docs/regels/nieuw.md").write_text(NEW_PAGE, "utf-8")
        (to / "docs/opmaak.md").unlink()
    return to


def wheel(folder: Path, version: str, made: Path) -> Path:
    """A wheel that hands out the folder `made`: no more of the program than says so."""
    file = folder / f"social_media_handbook-{version}-py3-none-any.whl"
    inside = ROOT / "handbook/new"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("handbook/__init__.py", "")
        packed.writestr("handbook/new/__init__.py", "")
        packed.write(inside / "material.py", "handbook/new/material.py")
        for name in material.PLACED:
            packed.write(inside / "files" / name, f"handbook/new/files/{name}")
        for path in sorted(made.rglob("*")):
            if path.is_file():
                packed.write(path, f"handbook/new/material/{path.relative_to(made).as_posix()}")
        packed.write(made / "variables.yml", "handbook/new/files/variables.yml")
    return file


@dataclass(frozen=True)
class Edit:
    """One change that an organisation makes, and whether it is still there."""

    what: str
    make: Callable[[Path], object]
    there: Callable[[Path], bool]


def _swap(what: str, name: str, old: str, new: str, now: str | None = None) -> Edit:
    return Edit(what, lambda root: swapped(root, ((name, old, new),)), lambda root: new in (root / (now or name)).read_bytes().decode())


def _more(what: str, name: str, text: str) -> Edit:
    def make(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        with (root / name).open("ab") as file:
            file.write(text.encode())

    return Edit(what, make, lambda root: text in (root / name).read_bytes().decode())


def _gone(what: str, name: str) -> Edit:
    return Edit(what, lambda root: (root / name).unlink(), lambda root: not (root / name).exists())


def _moved(what: str, old: str, new: str) -> Edit:
    return Edit(what, lambda root: (root / old).rename(root / new), lambda root: (root / new).exists() and not (root / old).exists())


def _bytes(what: str, name: str, change: Callable[[bytes], bytes], there: Callable[[bytes], bool]) -> Edit:
    return Edit(
        what, lambda root: (root / name).write_bytes(change((root / name).read_bytes())), lambda root: there((root / name).read_bytes())
    )


PRIVE, WERKTIJD, MELDEN, DOEL = "docs/regels/prive.md", "docs/regels/werktijd.md", "docs/melden.md", "docs/doel.md"
BRONNEN, SETTINGS, FACTS_FILE = "docs/gegevens/bronnen.yml", "mkdocs.yml", "variables.yml"
EDITS: tuple[Edit, ...] = (
    # Sentences, where we changed nothing, something else, or the same.
    _swap("a sentence", WERKTIJD, "2. Dat geldt ook voor appgroepen van het werk.", "2. Dat geldt ook voor onze appgroepen."),
    _swap("a sentence that we changed too", PRIVE, LIKES, "    Uw vrijheid telt, maar de grenzen tellen zwaarder.\n"),
    _swap("a sentence in an article of ours", PRIVE, "2. U mag kritiek hebben op {{ werkgever.naam_kort }}.", "2. Kritiek op {{ werkgever.naam_kort }} mag."),
    _swap("a sentence of an intro", MELDEN, "Dan verbindt die persoon u door.", "Dan verbindt die persoon u meteen door."),
    _swap("a paragraph more", DOEL, "4. Een regel gaat nooit verder dan voor dat belang nodig is.\n", "4. Een regel gaat nooit verder dan voor dat belang nodig is.\n5. Wij leggen elke regel uit.\n"),
    _swap("a paragraph less", "docs/regels/omgang.md", "4. U sluit niemand met opzet buiten een groep die voor het werk nodig is.\n", ""),
    _swap("a note", "docs/regels/omgang.md", "    Discriminatie op het werk is bij wet verboden.\n", "    Discriminatie is bij wet verboden, ook hier.\n"),
    _swap("a title of an article", DOEL, "Voor wie en voor wat {#reikwijdte}", "Voor iedereen {#reikwijdte}"),
    _swap("a heading", MELDEN, "## Wat u vertelt", "## Wat u ons vertelt"),
    _swap("a row of a table", MELDEN, "| Ik heb een klacht |", "| Ik wil klagen |"),
    _swap("an article of their own", WERKTIJD, "## {{ artikel('rust') }}", "## {{ artikel('ploegen') }} In de ploeg {#ploegen}\n\n1. De ploegbaas spreekt het af.\n\n## {{ artikel('rust') }}"),
    _swap("its head", WERKTIJD, "  rust:\n", "  ploegen:\n    onderwerpen: [gebruik]\n    norm: nee\n  rust:\n"),
    _swap("another id", MELDEN, "Hulp krijgen {#hulp}", "Hulp krijgen {#hulp-van-ons}"),
    _swap("that id where it is numbered", MELDEN, "{{ artikel('hulp') }}", "{{ artikel('hulp-van-ons') }}"),
    _swap("that id at the head", MELDEN, "  hulp:\n", "  hulp-van-ons:\n"),
    # Their own words, at the head of pages and in the data.
    _swap("a title of a page", "docs/regels/beeld.md", 'title: "Foto\'s en films"', 'title: "Beeld"'),
    _swap("words to search by", PRIVE, "zoekwoorden: [eigen mening, kritiek op baas, vrije tijd]", "zoekwoorden: [eigen mening, mopperen, vrije tijd]"),
    _more("their own words", "docs/gegevens/taal.yml", "\n# Van ons.\n"),
    _swap("a word in a list", "docs/gegevens/taal.yml", "jargon:", "jargon:  # ook van onze vloer"),
    _swap("a source of theirs", BRONNEN, "grondwet:\n", 'onze-cao:\n  naam: "onze cao"\n  waarvoor: "Wat wij afspraken."\n\ngrondwet:\n'),
    _swap("a day of a source", BRONNEN, 'Een wijziging die arbeidsvoorwaarden raakt, vraagt', 'Een wijziging van uw arbeidsvoorwaarden vraagt'),
    _swap("who keeps pages", "docs/gegevens/eigenaars.yml", "eigenaar: hr", "eigenaar: communicatie"),
    _more("a note in data", "docs/gegevens/gebeurtenissen.yml", "# Van ons.\n"),
    # Facts.
    _swap("their name", FACTS_FILE, '"Proefhuis"\n', '"Elders"\n'),
    _swap("a contact", FACTS_FILE, '"+31 20 555 45 67"', '"+31 20 555 45 99"'),
    _swap("a term that we changed too", FACTS_FILE, "  evaluatie_maanden: 12\n", "  evaluatie_maanden: 6\n"),
    _more("a fact of their own", FACTS_FILE, 'eigen:\n  loket: "Balie 9"\n'),
    # Pages.
    _more("a page", "docs/regels/onze.md", '---\ntitle: "Van ons"\ndescription: "Wat alleen bij ons geldt."\n---\n# Van ons\n\nDit is van ons.\n'),
    _swap("its line in the menu", SETTINGS, "  - Melden en hulp: melden.md\n", "  - Van ons: regels/onze.md\n  - Melden en hulp: melden.md\n"),
    _gone("a page less", "docs/dilemmas/mening.md"),
    _swap("a line less", SETTINGS, "      - Mening, likes en politiek: dilemmas/mening.md\n", ""),
    _moved("a page under another name", "docs/regels/sollicitanten.md", "docs/regels/werving.md"),
    _swap("that name in the menu", SETTINGS, "regels/sollicitanten.md", "regels/werving.md"),
    _swap("a sentence on that page", "docs/regels/werving.md", "## Vragen?", "Zo doen wij dat.\n\n## Vragen?"),
    # As files are typed elsewhere.
    _bytes("lines that end as on Windows", "docs/regels/toezicht.md", lambda data: data.replace(b"\n", b"\r\n"), lambda data: data.count(b"\n") == data.count(b"\r\n")),
    _bytes("a last line without its end", "docs/regels/vertrouwelijk.md", lambda data: data.rstrip(b"\n"), lambda data: not data.endswith(b"\n")),
    # The form.
    _more("a style of theirs", "docs/stijl/handboek.css", "/* Van ons. */\n"),
    _more("a workflow", ".github/workflows/checks.yml", "# Van ons.\n"),
    _swap("a line of a script that we changed too", "deploy/ci/check.sh", "set -", "# Van ons.\nset -"),
    _gone("a host less", ".forgejo/workflows/checks.yml"),
    _more("a file of theirs", "deploy/onze-server.conf", "# Van ons.\n"),
    _bytes("a picture", "docs/img/telefoon.png", lambda data: data + b"\0van ons", lambda data: data.endswith(b"\0van ons")),
)  # fmt: skip
"""More than forty; the later ones stand on what the earlier ones left."""


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def born(folder: Path, made: Path, pinned: Path) -> Path:
    """The repository that `handbook new` makes of a release, with its first commit."""
    repository.create(folder, facts.group({}), date(2027, 2, 1), engine.chosen(str(pinned)), made, FACTS)
    for key, value in (("user.name", "HR"), ("user.email", "hr@proefhuis.test")):
        git(folder, "config", key, value)
    commit(folder, "Begin")
    return folder


def commit(root: Path, what: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", what)


def files(root: Path) -> Mapping[str, bytes]:
    """Every file that git holds in the last commit."""
    names = git(root, "ls-files", "-z").split("\0")
    return {name: (root / name).read_bytes() for name in names if name}
