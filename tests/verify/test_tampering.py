"""Harm done by chance to a branch, its tags and a web server: all of it is found, and nothing where there was none."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from handbook.archive import manifest, packed
from handbook.archive.acts import REPEAL, TAKEN_OFF
from handbook.archive.git import Repository
from handbook.core import atomic
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName
from handbook.export.web import export
from handbook.publish import rebuild, restore
from handbook.verify import guard
from tests.support.proving import (
    CURRENT,
    FIRST,
    GONE,
    PUBLISHED,
    add,
    copied,
    differences,
    exported,
    page_and_manifest,
    project,
    put,
    raw,
    refused,
    repeal,
    retag,
    take_down,
)
from tests.support.publishing import GH_PAGES, TODAY, activate, git, tip
from tests.support.server import packing, served
from tests.support.soaking import SOAK

ZERO = "0" * 40
TAMPERINGS = 1_000 if SOAK else 40


class _Tamperer:
    """Does one random harm to the branch or the tags, as somebody could who has access to them."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        listed = git(root, "-c", "core.quotePath=false", "ls-tree", "-r", "-l", "gh-pages").splitlines()
        sizes = {name: int(facts.split()[3]) for facts, _, name in (row.partition("\t") for row in listed) if name != ".nojekyll"}
        self.files = [*sizes]
        self.filled = [name for name, size in sizes.items() if size]
        self.records = [name for name in self.files if name.endswith((f"/{TAKEN_OFF}", f"/{REPEAL}"))]
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
            self.program,
            self.script,
            self.foreign,
            self.host,
            self.mode,
            self.hollow,
            self.twice,
            self.another_day,
            self.record,
            self.no_record,
        )
        one = self.chance.choice(harms)
        return f"{one.__name__}: {one()}"

    def byte(self) -> str:
        path = self.chance.choice(self.filled)
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
        name = self.chance.choice([name for name in self.versions if name != GONE])
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
        # The tag of a text that was taken off the site, or of which a part was, may go with the text.
        lasting = {f"refs/tags/revisie/{path.partition('/')[0]}" for path in self.files if path.endswith(f"/{TAKEN_OFF}")}
        name = self.chance.choice([ref for ref in self.before if ref.startswith("refs/tags/") and ref not in lasting])
        git(self.root, "update-ref", "-d", name)
        if self.chance.random() < 0.5:
            git(self.root, "update-ref", name, "gh-pages")
        return name

    def record(self) -> str:
        """A decision on a published text that says something else: when, by whom, of what, in whose place."""
        path = self.chance.choice(self.records)
        said = json.loads(raw(self.root, path))
        decision = said["maatregelen"][-1] if "maatregelen" in said else said
        key = str(self.chance.choice([key for key in decision if key != "schema"]))
        values: list[object] = ["2026-11-01", FIRST, None, "", "alles", "pagina", "x"]
        decision[key] = self.chance.choice([value for value in values if value != decision[key]])
        put(self.root, {path: manifest.canonical(said)})
        return f"{path} {key}"

    def no_record(self) -> str:
        """A decision that is gone, half the time with its tags."""
        path = self.chance.choice(self.records)
        put(self.root, {path: None})
        if self.chance.random() < 0.5:
            kind = "van-de-site" if path.endswith(TAKEN_OFF) else "intrekkingsbesluit"
            for ref in self.before:
                if ref.startswith(f"refs/tags/{kind}/{path.partition('/')[0]}"):
                    git(self.root, "update-ref", "-d", ref)
        return path

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

    def program(self) -> str:
        """Pages of the register as somebody wants them, vouched for by a register that another program is said to have made."""
        regime = json.loads(raw(self.root, "regime.json"))
        regime["handbook"] = self.chance.choice(["0.0.1", "0.1.0", "0.0.9", "9.9.9", "", "../root", regime["handbook"]])
        paths = self.chance.sample([*regime["bestanden"]], self.chance.randrange(1, 4))
        pages: dict[str, bytes | str | None] = {path: raw(self.root, path) + b"<p>Er geldt niets." for path in paths}
        regime["bestanden"] |= {path: manifest.sha256(bytes(page)) for path, page in pages.items()}  # type: ignore[arg-type]
        put(self.root, {**pages, "regime.json": manifest.canonical(regime)})
        return f"{regime['handbook']} {paths}"

    def script(self) -> str:
        path = self.chance.choice([name for name in self.files if name.endswith(".html")])
        page = raw(self.root, path).replace(b"<p>", b"<script src=//elders.example></script><p>") + b" "
        put(self.root, {path: page})
        return path

    def foreign(self) -> str:
        name = self.chance.choice(
            ["CNAME", "sw.js", "web.config", ".handboek/geldend/x", ".well-known/x", "actueel/index.html", "2027/x.html"]
        )
        rows = [*json.loads(raw(self.root, "versions.json")), {"version": name.partition("/")[0], "title": "x", "aliases": []}]
        more = {"versions.json": json.dumps(rows, indent=2)} if self.chance.random() < 0.5 else {}
        put(self.root, {name: "elders.example\n", **more})
        return name

    def host(self) -> str:
        put(self.root, {".nojekyll": self.chance.choice([None, "x"])})
        return ".nojekyll"

    def mode(self) -> str:
        path, mode = self.chance.choice([*self.files, ".nojekyll"]), self.chance.choice(["100755", "120000"])
        # No link may be as long as a page.
        content = raw(self.root, path)
        # No disk has a link to nothing, and none to a name as long as a page.
        put(self.root, {path: (content[:1_000] or b"elders") if mode == "120000" else content}, modes={path: mode})
        return f"{path} {mode}"

    def hollow(self) -> str:
        """A folder with nothing in it."""
        folder = self.chance.choice([*self.versions, "geldend", "versies", "op"])
        rows = git(self.root, "ls-tree", f"gh-pages:{folder}")
        inner = git(self.root, "mktree", feed=f"{rows}\n040000 tree {git(self.root, 'mktree', feed='')}\tleeg\n")
        self._list([*self._rows(folder), f"040000 tree {inner}\t{folder}"])
        return folder

    def twice(self) -> str:
        """A name that stands at the root twice; readers differ in which of the two they see."""
        name = self.chance.choice(["index.html", "regime.json", "versies", "versions.json", FIRST])
        kind, id = (
            ("040000 tree", f"gh-pages:{self.chance.choice(self.versions)}")
            if "." not in name and "-" not in name
            else ("100644 blob", "gh-pages:atom.xml")
        )
        more = f"{kind} {git(self.root, 'rev-parse', id)}\t{name}"
        self._list([more, *self._rows()] if self.chance.random() < 0.5 else [*self._rows(), more])
        return name

    def _rows(self, without: str = "") -> list[str]:
        return [row for row in git(self.root, "ls-tree", "gh-pages").splitlines() if not row.endswith(f"\t{without}")]

    def _list(self, rows: list[str]) -> None:
        tree = git(self.root, "mktree", feed="\n".join(rows) + "\n")
        git(self.root, "update-ref", GH_PAGES, git(self.root, "commit-tree", "-m", "x", "-p", "gh-pages", tree))

    def another_day(self) -> str:
        """Everything made again, for a day on which another text held."""
        day = self.chance.choice([date(2026, 2, 10), date(2026, 3, 7), date(2027, 1, 1), date(2025, 12, 31)])
        rebuild.rebuild(project(self.root), day, push=None, say=lambda _: None)
        return str(day)

    def refused(self) -> bool:
        """Whether the guard refuses a push of all that was done."""
        now = {
            line.split()[1]: line.split()[0] for line in git(self.root, "for-each-ref", "--format=%(objectname) %(refname)").splitlines()
        }
        moves = [
            f"{self.before.get(ref, ZERO)} {now.get(ref, ZERO)} {ref}"
            for ref in {*now, *self.before}
            if now.get(ref) != self.before.get(ref)
        ]
        return bool(guard.guard(moves, Repository(self.root), [Edition()], lambda _: None))


@pytest.fixture(scope="module")
def decided(proven: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive after a page and an article went off the site too, and a text was repealed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOEK_VANDAAG", TODAY)
        root = copied(proven, tmp_path_factory.mktemp("besloten") / "project")
        take_down(root, FIRST, article="doel")
        take_down(root, FIRST, page="doel/")
        repeal(root, CURRENT, TODAY, FIRST)
    return root


@pytest.mark.parametrize("seed", range(10))
def test_every_random_harm_is_found(seed: int, proven: Path, decided: Path, tmp_path: Path) -> None:
    chance, root = random.Random(seed), copied(decided if seed % 2 else proven, tmp_path / "project")
    tamperer = _Tamperer(root, chance)
    for number in range(TAMPERINGS // 10):
        what = tamperer.harm()
        found, _ = differences(root)
        assert found, what
        assert tamperer.refused(), what
        if chance.random() < 0.2 and not what.startswith("twice"):
            # The same harm in a folder, next to a clone that was not touched.
            folder = exported(root, tmp_path / f"web-{number}" / "site")
            tamperer.undo()
            # git takes no folder without files out of a tree.
            harmed = not what.startswith(("tag", "no_tag", "hollow"))
            assert bool(differences(root, folder=folder)[0]) == harmed, what
            shutil.rmtree(folder.parent)
        tamperer.undo()
    assert differences(root)[0] == []


# A web server


@pytest.fixture
def www(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real export, with packed copies of nearly all files."""
    monkeypatch.setattr(packed, "LEAST", 30)
    export(root, Edition(), tmp_path / "www", plain=False, say=lambda _: None)
    return tmp_path / "www"


def _files(www: Path) -> list[Path]:
    return sorted(path for path in www.rglob("*") if path.is_file())


def _flip(www: Path, chance: random.Random) -> Path:
    path = chance.choice([path for path in _files(www) if path.stat().st_size])
    before = path.read_bytes()
    of = packed.original(str(path))
    while True:
        data = bytearray(before)
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        path.write_bytes(bytes(data))
        # Some bits of a packed file say nothing of what is in it, such as the name of a system.
        if not (of and packed.holds(path.name, bytes(data), Path(of).read_bytes())):
            return path


def _fresh(www: Path, chance: random.Random) -> Path:
    folder = chance.choice([www, *(path for path in www.rglob("*") if path.is_dir())])
    path = folder / chance.choice(["nieuw.html", ".verborgen", f"{atomic.PASSING}x", "x.br", "index.html.zst", "CNAME"])
    path.write_text("x", "utf-8")
    return path


def _empty(www: Path, chance: random.Random) -> Path:
    path = chance.choice([path for path in www.rglob("*") if path.is_dir() and atomic.OWN not in path.parts]) / "leeg"
    path.mkdir()
    return path


def _may_run(www: Path, chance: random.Random) -> Path:
    path = chance.choice([path for path in _files(www) if atomic.OWN not in path.parts])
    path.chmod(chance.choice([0o744, 0o645, 0o755, 0o4644]))
    return path


def _gone(www: Path, chance: random.Random) -> Path:
    path = chance.choice([path for path in _files(www) if not packed.original(path.name) and atomic.OWN not in path.parts])
    path.unlink()
    return path


def _link(www: Path, chance: random.Random) -> Path:
    path = chance.choice([path for path in _files(www) if not packed.original(path.name)])
    path.rename(www.parent / "elders")
    path.symlink_to(www.parent / "elders")
    return path


HARMS: tuple[Callable[[Path, random.Random], Path], ...] = (_flip, _fresh, _empty, _may_run, _gone, _link)


@pytest.mark.parametrize("seed", range(2))
def test_every_random_harm_to_a_web_server_is_found(seed: int, root: Path, www: Path, tmp_path: Path) -> None:
    chance, good = random.Random(seed), copied(www, tmp_path / "goed")
    for _ in range(TAMPERINGS // 10):
        harm = chance.choice(HARMS)
        path = harm(www, chance)
        assert differences(root, folder=www)[0], (harm.__name__, path)
        shutil.rmtree(www)
        shutil.copytree(good, www)
    assert differences(root, folder=www)[0] == []


def test_every_random_byte_that_a_browser_gets_is_looked_at(root: Path, www: Path) -> None:
    chance = random.Random(7)
    hidden = {".nojekyll", *(path.name for path in (www / atomic.OWN).rglob("*"))}
    with served(www, packing(www)) as url:
        for _ in range(TAMPERINGS // 40):
            before = {path: path.read_bytes() for path in _files(www)}
            path = _flip(www, chance)
            assert path.name in hidden or differences(root, url=url)[0], path
            path.write_bytes(before[path])
        assert differences(root, url=url)[0] == []


# Nothing is found where nothing was done


@pytest.mark.parametrize("seed", range(20 if SOAK else 2))
def test_an_archive_that_lives_stays_clean(seed: int, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every act of the program, in any order and on any day: nobody is blamed, and the guard lets each pass."""
    chance, day, live = random.Random(seed), date.fromisoformat(TODAY), [*PUBLISHED]
    for number in range(8):
        before = tip(root)
        act = chance.choice(["publish", "correct", "take_down", "part", "repeal", "restore", "rebuild", "clean", "wait"])
        if act == "wait":
            day += timedelta(days=chance.randrange(1, 90))
            monkeypatch.setenv("HANDBOEK_VANDAAG", str(day))
            assert activate(root, str(day)).code == 0
        elif act == "publish":
            live.append(str(day + timedelta(days=200 + number)))
            add(root, live[-1], str(day))
        elif act == "correct":
            live.append(f"{CURRENT}.{number + 2}")
            add(root, live[-1], str(day))
        elif act == "take_down":
            take_down(root, chance.choice(live), str(day))
        elif act == "part":
            take_down(root, chance.choice(live), str(day), **chance.choice([{"article": "doel"}, {"page": "doel/"}]))
        elif act == "repeal":
            # Of a text that does not apply on that day there is nothing to repeal.
            with suppress(CannotWork):
                repeal(root, chance.choice(live), str(day), chance.choice([None, *live]), str(day))
        elif act == "restore":
            restore.restore(project(root), [VersionName.parse(chance.choice(live))], day, push=None, say=lambda _: None)
        else:
            rebuild.rebuild(project(root), day, push=None, say=lambda _: None, clean=act == "clean")
        assert differences(root)[0] == [], (number, act)
        assert tip(root) == before or refused(root, before) == "", (number, act)
        export(root, Edition(), tmp_path / "www", plain=False, say=lambda _: None)
        assert differences(root, folder=tmp_path / "www")[0] == [], (number, act)
