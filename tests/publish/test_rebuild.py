"""The register, made again from the versions alone. With a real git and a real mike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from tests.support.acts import put, rebuild, take_down
from tests.support.publishing import (
    activate,
    land,
    repository,
    show,
    site,
    tip,
    trees,
    versions,
    write,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


def test_the_register_comes_from_the_versions_alone_to_the_byte(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2027-01-01")
    put(root, "2026-03-01.2", announced="2026-04-01")
    take_down(root, "2026-03-01")
    before = trees(root)
    changed = {"regime.json": "{}", "versions.json": "[", "versies/index.html": "x", "geldend/index.html": "y", "index.html": "z"}
    write(root, {**changed, "op": None, "404.html": None, "atom.xml": None})
    assert trees(root) != before
    assert "opnieuw gemaakt uit 3 versies" in rebuild(root)
    assert trees(root) == before


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"regime.json": "{"}, "regime.json is niet te lezen"),
        ({"regime.json": "[]"}, "regime.json is niet te lezen"),
        ({"regime.json": None}, "regime.json ontbreekt"),
        ({"versies/index.html": "<p>geldend"}, "versies/index.html is met de hand gewijzigd"),
        ({"op/index.html": None}, "op/index.html is weg"),
        ({"versions.json": "["}, "versions.json"),
        ({"versions.json": None}, "versions.json"),
    ],
)
def test_what_was_changed_by_hand_is_named_and_refused_and_mended_on_request(root: Path, files: dict[str, str | None], said: str) -> None:
    put(root, "2026-03-01")
    good_trees = trees(root)
    before = write(root, files)
    for refused in (activate(root, "2027-01-01"), land(root, site(root.parent / "nieuw", "2026-05-01"), "2026-05-01")):
        assert refused.code == 2
        assert said in refused.said
        assert "handbook register --rebuild" in refused.said
    assert tip(root) == before
    rebuild(root)
    assert trees(root) == good_trees
    put(root, "2026-05-01")


def test_a_register_that_was_edited_in_one_word_is_seen(root: Path) -> None:
    put(root, "2026-03-01")
    write(root, {"regime.json": show(root, "regime.json").replace("Tekst van", "Een andere tekst van") + "\n"})
    refused = activate(root, "2026-11-22")
    assert (refused.code, "regime.json is met de hand gewijzigd" in refused.said) == (2, True)


def test_names_of_others_stay_in_the_list(root: Path) -> None:
    put(root, "2026-03-01")
    listed = [*json.loads(show(root, "versions.json")), {"version": "dev", "title": "Ontwikkeling", "aliases": ["nieuwste"]}]
    write(root, {"dev/index.html": "d", "versions.json": json.dumps(listed)})
    rebuild(root)
    assert versions(root) == {"2026-03-01": ["geldend"], "dev": ["nieuwste"]}
    assert "dev" in trees(root)


def test_a_version_that_is_lost_is_not_forgotten_by_making_the_register_anew(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2026-05-01")
    before = write(root, {"2026-05-01": None, "versions.json": json.dumps(json.loads(show(root, "versions.json"))[1:])})
    with pytest.raises(CannotWork, match=r"ontbreekt een versie .*2026-05-01.*handbook restore 2026-05-01"):
        rebuild(root)
    assert land(root, site(root.parent / "nieuw", "2026-07-01"), "2026-07-01").code == 2
    assert tip(root) == before
