"""What the law has others decide on goes out once they decided on the text as it is; each refusal leads out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.checks.decided import command
from handbook.core.project import Project
from tests.support.publishing import FIRST, GH_PAGES, Outcome, bare, commit, git, handbook, publish, show, tip, versions

LATER = "2027-02-01"
FILE = f"docs/revisies/{LATER}.md"
RULES = """\
---
title: "Regels"
description: "Twee regels."
artikelen: {doel: {norm: nee, onderwerpen: [doel]}, kijken: {norm: nee, onderwerpen: [toezicht]}}
---
# Regels

## {{ artikel('doel') }} Doel {#doel}

Lees ook de [start](index.md), of bel {{ wie('hr') }}.

## {{ artikel('kijken') }} Wat wij bekijken {#kijken}

1. Wij kijken één keer per jaar.
2. {{ bel_of_mail('hr') }}.
"""
TOPICS = """\
doel: {naam: "Doel", groep: "De basis", uitleg: "Waarvoor dit er is."}
toezicht: {naam: "Controle", groep: "Controle", uitleg: "Wat wij bekijken."}
"""
REVISION = """\
---
title: "Revisie van {day}"
description: "Wat er verandert, waarom en voor wie."
status: vastgesteld
ingangsdatum: {day}
bekendgemaakt: 2026-11-20
aard: materieel
evaluatie: 2028-01-31
besluiten:
  - wie: or
    wat: instemming
    stand: verleend
    datum: 2026-11-17
  - wie: fg
    wat: advies
    stand: verleend
    datum: 2026-11-16
  - {{wie: bestuur, naam: "de directie", wat: besluit, stand: verleend, datum: 2026-11-18}}
wijzigingen:
  - {{artikel: {article}, wat: "Wij kijken vaker.", waarom: "Het was te weinig.", voor_wie: "Voor iedereen."}}
---
# Revisie van {day}

{{{{ revisiegegevens() }}}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A handbook of which the first text was published: nobody asks on what that was decided."""
    root = handbook(tmp_path / "handboek")
    put(root, {"docs/regels.md": RULES, "docs/gegevens/onderwerpen.yml": TOPICS})
    done = publish(root)
    assert done.code == 0, done.said
    return root


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    commit(root)


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    put(root, {name: text.replace(old, new)})


def bind(root: Path) -> list[str]:
    """What `handbook decisions --write` says and does, as on the day of the tests."""
    told: list[str] = []
    project = Project.find(root)
    command.write(project, command.look(project), date(2026, 11, 22), told.append)
    commit(root)
    return told


def refused(outcome: Outcome, *words: str) -> None:
    assert outcome.code == 4, outcome.said
    for one in words:
        assert one in outcome.said


def test_what_is_decided_goes_out_and_what_changes_afterwards_is_asked_again(root: Path) -> None:
    first = tip(root)
    put(root, {"docs/regels.md": RULES.replace("één keer", "twee keer"), FILE: REVISION.format(day=LATER, article="kijken")})
    refused(
        publish(root),
        f"Revisie {LATER} wordt niet gepubliceerd",
        "- Bij de instemming van de ondernemingsraad staat niet over welke tekst van het artikel kijken is besloten. Nodig volgens artikel 27, eerste lid, onder l, WOR.",
        "- Bij het advies van de functionaris gegevensbescherming staat niet over welke tekst van het artikel kijken",
        "handbook decisions",
    )
    assert len(bind(root)) == 2
    edit(root, "docs/regels.md", "twee keer", "elke dag")
    refused(
        publish(root, "--dry-run"),
        "- Instemming van de ondernemingsraad: de tekst van het artikel kijken is veranderd sinds daarover is besloten.",
        "- Advies van de functionaris gegevensbescherming: de tekst van het artikel kijken is veranderd sinds daarover is besloten.",
    )
    assert tip(root) == first
    edit(root, "docs/regels.md", "elke dag", "twee keer")
    # Neither a new number nor an article before it is a matter of the works council.
    edit(root, "variables.yml", "+31 20 555 45 67", "+31 20 555 45 99")
    edit(root, FILE, "{artikel: kijken", "{artikelen: [kijken, begin]")
    begin = "## {{ artikel('begin') }} Begin {#begin}\n\nBegin hier.\n"
    edit(root, "docs/regels.md", "## {{ artikel('doel') }}", f"{begin}\n## {{{{ artikel('doel') }}}}")
    edit(root, "docs/regels.md", "artikelen: {", "artikelen: {begin: {norm: nee, onderwerpen: [doel]}, ")
    done = publish(root)
    assert done.code == 0, done.said
    assert [*versions(root)] == [LATER, FIRST]
    assert "artikelen" not in show(root, f"{LATER}/revisie.json").partition('"wijzigingen"')[0]
    # What was decided of a published text is not asked again.
    again = publish(root)
    assert again.code == 0, again.said
    assert "bestond al" in again.said or "niets veranderd" in again.said


def test_two_revisions_that_go_out_together_each_rest_on_their_own_decisions(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text of the second holds that of the first, of which the decisions stand in the file of the first."""
    put(root, {"docs/regels.md": RULES.replace("één keer", "twee keer"), FILE: REVISION.format(day=LATER, article="kijken")})
    bind(root)
    last = "2027-03-01"
    put(
        root,
        {
            "docs/regels.md": RULES.replace("één keer", "twee keer").replace("Lees ook", "Lees eerst"),
            f"docs/revisies/{last}.md": REVISION.format(day=last, article="doel"),
        },
    )
    done = publish(root)
    assert done.code == 0, done.said
    assert [*versions(root)] == [last, LATER, FIRST]


def test_a_school_and_a_small_employer_need_those_who_speak_for_their_staff(root: Path, tmp_path: Path) -> None:
    """Before anything goes to a server; with what the law asks of each in the message."""
    remote = bare(tmp_path / "server.git")
    git(root, "push", "--quiet", "--tags", str(remote), "main", GH_PAGES)
    first = tip(remote)
    put(root, {"docs/regels.md": RULES.replace("één keer", "twee keer"), FILE: REVISION.format(day=LATER, article="kijken")})
    edit(root, "variables.yml", "  soort: or\n", "  soort: [mr, gmr]\n")
    # What the works council of another employer said does not count here.
    said = publish(root, "--push", str(remote))
    refused(
        said,
        "- Instemming van het personeelsdeel van de medezeggenschapsraad of de gemeenschappelijke medezeggenschapsraad ontbreekt",
        "artikel 12, eerste lid, onder n, WMS",
        "handbook decisions",
    )
    edit(root, "variables.yml", "  soort: [mr, gmr]\n", "  soort: pvt\n")
    edit(root, "docs/gegevens/onderwerpen.yml", 'uitleg: "Wat wij bekijken."', 'besluit: omgang, uitleg: "Wat wij bekijken."')
    said = publish(root, "--push", str(remote))
    refused(said, "- Instemming van de personeelsvertegenwoordiging ontbreekt", "artikel 35c, derde lid", "handbook decisions")
    assert tip(remote) == tip(root) == first
    # The way out: who decided instead, on this text.
    edit(root, FILE, "wie: or", "wie: pvt")
    assert "Bij de instemming van de personeelsvertegenwoordiging staat nu over welke tekst het gaat: die van artikel" in "\n".join(
        bind(root)
    )
    done = publish(root, "--push", str(remote))
    assert done.code == 0, done.said
    assert tip(remote) == tip(root) != first
