"""The file of a revision in each state that people can type, for tests that draw one in a handbook."""

from __future__ import annotations

from collections.abc import Mapping

VERSION = "2027-02-01"
PATH = f"docs/revisies/{VERSION}.md"
ASKED = """\
besluiten:
  - wie: or
    wat: instemming
    stand: gevraagd
    datum: 2026-11-16
"""
DECIDED = """\
besluiten:
  - wie: or
    wat: instemming
    stand: verleend
    datum: 2026-11-17
  - wie: bestuur
    naam: "de directie"
    wat: besluit
    stand: verleend
    datum: 2026-11-18
"""
SCHOOL = """\
besluiten:
  - wie: gmr
    wat: instemming
    stand: verleend
    datum: 2026-11-16
    stuk: "https://intranet.proefhuis.test/gmr/12?deel=1&blad=2"
  - wie: mr
    naam: "de MR van *Zuid* & <Noord>"
    wat: advies
    stand: onthouden
    datum: 2026-11-16
  - wie: anders
    naam: "de raad van toezicht"
    wat: advies
    stand: verleend
    datum: 2026-11-17
    stuk: img/telefoon.png
  - wie: bestuur
    naam: "het college van bestuur"
    wat: besluit
    stand: verleend
    datum: 2026-11-18
"""
FAMILY = """\
besluiten:
  - wie: pvt
    wat: instemming
    stand: niet nodig
    reden: "Wij zijn met acht mensen en hebben geen | vertegenwoordiging."
  - wie: bestuur
    naam: "de familie Jansen & Zn. <Zuid> *Best*"
    wat: besluit
    stand: verleend
    datum: 2026-11-18
"""
WHOLE = """\
description: "Wat er verandert, waarom en voor wie."
aard: materieel
evaluatie: 2028-01-31
"""


def revision(status: str, more: str = "") -> Mapping[str, str]:
    """One file in `status`, with the further lines of its front matter, as `draw` takes it."""
    head = f'title: "Revisie van 1 februari 2027"\nstatus: {status}\ningangsdatum: {VERSION}\n{more}'
    return {PATH: f"---\n{head}---\n# Revisie van 1 februari 2027\n\n{{{{ revisiegegevens() }}}}\n"}


def concept() -> Mapping[str, str]:
    """A title and the day it is meant for."""
    return revision("concept")


def for_consent() -> Mapping[str, str]:
    """The works council was asked."""
    return revision("ter instemming", WHOLE + ASKED)


def adopted(decisions: str = DECIDED, announced: str = "2027-01-20") -> Mapping[str, str]:
    """All is decided; people are told on `announced`."""
    return revision("vastgesteld", f"{WHOLE}bekendgemaakt: {announced}\n{decisions}")
