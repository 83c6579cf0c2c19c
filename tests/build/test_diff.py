"""What differs between two texts, on the command line: versions of a real archive and the draft, in every form, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import publishing
from tests.support.fork import handbook
from tests.support.publishing import FIRST

SECOND, GONE = "2026-02-01", "2026-02-01.2"

RULES = """---
title: "Regels"
description: "De regels over foto's."
artikelen:
  fotos: {norm: nee}
  bellen: {norm: nee}
  namen: {norm: nee}
---
# Regels

## {{ artikel('fotos') }} Foto's {#fotos}

1. U plaatst geen foto's van klanten.
2. U vraagt binnen vier weken toestemming: zie {{ art('bellen') }}.

## {{ artikel('bellen') }} Bellen {#bellen}

Bel {{ contact.hr.naam }} op {{ bel(contact.hr.telefoon) }}.

## {{ artikel('namen') }} Namen {#namen}

U noemt geen namen van collega's.
"""


CHANGES = """wijzigingen:
  - artikel: fotos
    wat: "De termijn is nu zes weken."
    waarom: "Vier weken was te kort."
    voor_wie: "wie foto's plaatst"
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three versions, the last of them taken off the site, and a draft that differs from all."""
    root = publishing.handbook(tmp_path_factory.mktemp("verschil") / "handboek")
    page, facts = root / "docs/regels.md", root / "variables.yml"
    page.write_text(RULES, "utf-8")
    publishing.commit(root)
    done = publishing.publish(root)
    assert done.code == 0, done.said
    page.write_text(RULES.replace("geen foto's van", "nooit foto's van").replace("vier weken", "zes weken"), "utf-8")
    facts.write_text(facts.read_text("utf-8").replace("+31 20 555 45 67", "+31 20 555 99 99"), "utf-8")
    revision = publishing.revise(root, SECOND)
    revision.write_text(revision.read_text("utf-8").replace("ingangsdatum:", f"{CHANGES}\ningangsdatum:", 1), "utf-8")
    publishing.commit(root)
    done = publishing.publish(root)
    assert done.code == 0, done.said
    return root


def diff(root: Path, *arguments: str) -> str:
    done = handbook(root, "diff", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_two_versions_as_text(root: Path) -> None:
    print(diff(root, FIRST, SECOND))
