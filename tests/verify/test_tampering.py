"""Harm done by chance to a branch, its tags and a web server: all of it is found, and nothing where there was none."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from handbook.archive import manifest
from tests.support.proving import FIRST, PUBLISHED, WITHDRAWN, copied, differences, exported, page_and_manifest, put, raw, retag
from tests.support.publishing import TODAY, git

SOAK = os.environ.get("HANDBOEK_SOAK") == "1"
TAMPERINGS = 1_000 if SOAK else 100


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOEK_VANDAAG", TODAY)


@pytest.fixture
def root(proven: Path, tmp_path: Path) -> Path:
    return copied(proven, tmp_path / "project")


class _Tamperer:
    """Does one random harm to the branch or the tags, as somebody could who has access to them."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        listed = git(root, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
        self.files = [name for name in listed if name != ".nojekyll"]
        self.versions = [*PUBLISHED]
        self.before = {
            line.split()[1]: line.split()[0] for line in git(root, "for-each-ref", "--format=%(objectname) %(refname)").splitlines()
        }

    def undo(self) -> None:
        now = git(self.root, "for-each-ref", "--format=%(refname)").splitlines()
        lines = [f"update {ref} {id}" for ref, id in self.before.items()] + [f"delete {ref}" for ref in now if ref not in self.before]
        git(self.root, "update-ref", "--stdin", feed="\n".join(lines) + "\n")

    def harm(self) -> str:
        harms = (
            self.byte,
            self.add,
            self.remove,
            self.rename,
            self.manifest,
            self.both,
            self.tag,
            self.no_tag,
            self.root_page,
            self.regime,
        )
        one = self.chance.choice(harms)
        return f"{one.__name__}: {one()}"

    def byte(self) -> str:
        path = self.chance.choice([name for name in self.files if raw(self.root, name)])
        data = bytearray(raw(self.root, path))
        data[self.chance.randrange(len(data))] ^= self.chance.randrange(1, 256)
        put(self.root, {path: bytes(data)})
        return path

    def add(self) -> str:
        place = self.chance.choice(["", *(f"{name}/" for name in self.versions), "geldend/", "versies/", "op/", f"{FIRST}/assets/"])
        path = f"{place}{self.chance.choice(['nieuw.html', 'a b.txt', 'x/y.js', '.verborgen'])}"
        put(self.root, {path: "x"})
        return path

    def remove(self) -> str:
        path = self.chance.choice([*self.files, *self.versions])
        put(self.root, {path: None})
        return path

    def rename(self) -> str:
        path = self.chance.choice(self.files)
        put(self.root, {path: None, f"{path}.oud": raw(self.root, path)})
        return path

    def manifest(self) -> str:
        name = self.chance.choice(self.versions)
        said = json.loads(raw(self.root, f"{name}/manifest.json"))
        edits: list[dict[str, object]] = [
            {"bron": "f" * 40},
            {"gepubliceerd": "2020-01-01"},
            {"volgnummer": said["volgnummer"] + 1},
            {"bestanden": dict([*said["bestanden"].items()][1:])},
            {"artikelen": {"doel": "0" * 64}},
            {"vorige": {"versie": FIRST, "manifest": "0" * 64}},
            {"gereedschap": {}},
        ]
        put(self.root, {f"{name}/manifest.json": manifest.canonical({**said, **self.chance.choice(edits)})})
        return name

    def both(self) -> str:
        """A text changed with its manifest, the links behind it, and half the time the register as well."""
        name = self.chance.choice([name for name in self.versions if name != WITHDRAWN])
        new: dict[str, bytes | str | None] = dict(page_and_manifest(name)(self.root))
        print_ = manifest.sha256(bytes(new[f"{name}/manifest.json"]))  # type: ignore[arg-type]
        if self.chance.random() < 0.5:
            regime = json.loads(raw(self.root, "regime.json"))
            next(row for row in regime["versies"] if row["versie"] == name)["manifest"] = print_
            new["regime.json"] = manifest.canonical(regime)
        put(self.root, new)
        return name

    def tag(self) -> str:
        name = self.chance.choice([ref for ref in self.before if ref.startswith("refs/tags/")]).removeprefix("refs/tags/")
        commits = git(self.root, "rev-list", "gh-pages", "main").split()
        retag(self.root, name, self.chance.choice([id for id in commits if id != git(self.root, "rev-parse", f"{name}^{{commit}}")]))
        return name

    def no_tag(self) -> str:
        # The tag of a text that was withdrawn may go with the text.
        name = self.chance.choice([ref for ref in self.before if ref.startswith("refs/tags/") and ref != f"refs/tags/revisie/{WITHDRAWN}"])
        git(self.root, "update-ref", "-d", name)
        if self.chance.random() < 0.5:
            git(self.root, "update-ref", name, "gh-pages")
        return name

    def root_page(self) -> str:
        """A page at the root, with the register agreeing."""
        regime = json.loads(raw(self.root, "regime.json"))
        path = str(self.chance.choice([*regime["bestanden"]]))
        page = raw(self.root, path) + b" "
        regime["bestanden"][path] = manifest.sha256(page)
        put(self.root, {path: page, "regime.json": manifest.canonical(regime)})
        return path

    def regime(self) -> str:
        regime = json.loads(raw(self.root, "regime.json"))
        row = self.chance.choice(regime["versies"])
        key = str(self.chance.choice([*row]))
        values: list[object] = ["2020-01-01", None, [], 7]
        others = [value for value in values if value != row[key]]
        row[key] = self.chance.choice(others)
        put(self.root, {"regime.json": manifest.canonical(regime)})
        return key


@pytest.mark.parametrize("seed", range(10))
def test_every_random_harm_is_found(seed: int, root: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)
    tamperer = _Tamperer(root, chance)
    for number in range(TAMPERINGS // 10):
        what = tamperer.harm()
        found, _ = differences(root)
        assert found, what
        if chance.random() < 0.2:
            # The same harm in a folder, next to a clone that was not touched.
            folder = exported(root, tmp_path / f"web-{number}" / "site")
            tamperer.undo()
            harmed = not what.startswith(("tag", "no_tag"))
            assert bool(differences(root, folder=folder)[0]) == harmed, what
            shutil.rmtree(folder.parent)
        tamperer.undo()
    assert differences(root)[0] == []
