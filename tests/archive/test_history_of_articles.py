"""Which versions touched an article: an article that got another id keeps what it had."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from handbook.archive import history
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD
from handbook.archive.history import Step, Touch
from handbook.archive.manifest import Change, canonical
from tests.support.registers import entry, seen

OLD, NEW = "2026-01-01", "2026-11-01"


class Files:
    """The files of two versions, by `TREE:path`."""

    def __init__(self, held: dict[str, Any]) -> None:
        self.held = {spec: canonical(data) for spec, data in held.items()}

    def read(self, spec: str, /) -> bytes | None:
        return self.held.get(spec)


def test_an_article_that_got_another_id_says_which_it_had(sample_site: Path) -> None:
    new = json.loads((sample_site / ARTIKELEN_JSON).read_bytes())
    renamed = new["artikelen"][0]
    was = json.dumps(new).replace(f'"{renamed["id"]}"', '"eerder"').replace(f"#{renamed['id']}", "#eerder")
    files = Files(
        {
            f"{'a' * 40}:{ARTIKELEN_JSON}": {**json.loads(was), "versie": OLD, "ingangsdatum": OLD},
            f"{'b' * 40}:{ARTIKELEN_JSON}": {**new, "versie": NEW, "ingangsdatum": NEW},
            f"{'b' * 40}:{RECORD}": {"opvolgers": {"eerder": renamed["id"]}},
        }
    )
    register = seen(replace(entry(OLD, 1), tree="a" * 40), replace(entry(NEW, 2), tree="b" * 40))
    told = history.tell(files, register)
    articles = json.loads(told.registry())["artikelen"]
    assert [row["versie"] for row in articles["eerder"]["versies"]] == [OLD]
    row = articles[renamed["id"]]["versies"][0]
    assert (row["versie"], row["was"], "hernoemd" in row["soort"]) == (NEW, "eerder", True)
    assert not [row for about in articles.values() for row in about["versies"] if "was" in row and row["was"] != "eerder"]


def test_what_a_version_says_of_an_article_stands_once_whatever_happened_to_it() -> None:
    def note(wat: str, *ids: str) -> Change:
        return Change(artikelen=ids, wat=wat, waarom=None, voor_wie=None, betekent=None)

    notes = (
        note("Een nieuwe pagina."),
        note("De termijn is langer.", "klagen", "horen"),
        note("Onder het oude adres.", "beeld", "foto"),
        note("Van de site gehaald.", "geheim"),
    )
    touched = (
        Touch("klagen", "1.1", "Klagen", "x", ("gegeven",)),
        Touch("foto", "1.2", "Foto", "x", ("gewijzigd", "hernoemd"), "beeld"),
    )
    step = Step(replace(entry(NEW, 2), changes=notes), entry(OLD, 1), touched=touched, hidden=frozenset({"geheim"}))
    assert {id_: [one.wat for one in found] for id_, found in step.notes.items()} == {"foto": ["Onder het oude adres."]}
    # What only got another value is folded on its page, and on paper nobody opens it.
    assert [one.wat for one in step.general] == ["Een nieuwe pagina.", "De termijn is langer."]
