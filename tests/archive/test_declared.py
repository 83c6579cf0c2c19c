"""What a revision says that it changes, in `revisie.json`: an optional field, without which the bytes are those of before."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from handbook.archive import manifest
from handbook.archive.manifest import Built, Damaged, Facts, Publication

DAY = date(2026, 11, 1)
BUILT = Built(
    versie="2026-11-01",
    geldig_van=DAY,
    vastgesteld=DAY,
    vastgesteld_door="de directie",
    bekendgemaakt=DAY,
    aard="materieel",
    toelichting="Er verandert iets.",
    evaluatie=DAY,
    werkgever="Proefhuis B.V.",
    adres="https://proefhuis.test/",
    besluiten=(),
)
CHANGE: dict[str, Any] = {
    "artikelen": ["werktijd"],
    "wat": "U mag uw telefoon ook na de pauze gebruiken.",
    "waarom": None,
    "voor_wie": "iedereen",
    "betekent": None,
}


def published(built: Built) -> bytes:
    return Publication(built, 1, DAY, None, "0" * 40).facts()


def test_a_revision_that_declares_nothing_is_written_as_before() -> None:
    data = published(BUILT)
    assert b"wijzigingen" not in data
    assert "wijzigingen" not in manifest.plain(BUILT)
    assert manifest.parse(Facts, data, manifest.FACTS).wijzigingen is None


def test_what_is_declared_is_written_down_and_read_again() -> None:
    data = published(Built.model_validate({**manifest.plain(BUILT), "wijzigingen": [CHANGE]}))
    assert json.loads(data)["wijzigingen"] == [CHANGE]
    read = manifest.parse(Facts, data, manifest.FACTS)
    assert read.wijzigingen
    assert [(one.artikelen, one.wat) for one in read.wijzigingen] == [(("werktijd",), CHANGE["wat"])]


@pytest.mark.parametrize("wrong", [{**CHANGE, "meer": "x"}, {**CHANGE, "wat": None}, {"wat": "Zonder de rest."}])
def test_what_no_program_writes_is_told(wrong: dict[str, Any]) -> None:
    data = manifest.canonical({**json.loads(published(BUILT)), "wijzigingen": [wrong]})
    with pytest.raises(Damaged, match=r"revisie\.json klopt niet bij wijzigingen"):
        manifest.parse(Facts, data, manifest.FACTS)
