"""Forgeries that agree with themselves: everything outside the folders of versions is made again and compared, by verify and by the guard alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handbook.archive import manifest, releases, root_pages
from handbook.publish import rebuild
from handbook.verify import questions, render
from handbook.verify.difference import Difference
from handbook.verify.questions import Asked, Question
from tests.support.handbooks import ROOT
from tests.support.proving import CURRENT, FIRST, add, differences, project, put, raw, refused
from tests.support.publishing import GH_PAGES, TODAY, git, repository, tip

Files = Mapping[str, bytes | str | None]


def found(root: Path) -> list[str]:
    """Where verify finds something."""
    return [one.path for one in differences(root)[0]]


def forged(root: Path, program: str, pages: Files) -> Files:
    """Pages of the register as somebody wants them, with a register that vouches for them and names the program that made them."""
    regime = json.loads(raw(root, "regime.json"))
    regime["handbook"] = program
    if program in releases.earlier():
        _as_before(regime)
    for path, page in pages.items():
        regime["bestanden"][path] = manifest.sha256(page if isinstance(page, bytes) else (page or "").encode())
    return {**pages, "regime.json": manifest.canonical(regime)}


def _as_before(regime: dict[str, Any]) -> None:
    """In the words of releases that took a text off the site by the name of a repeal, and made fewer pages."""
    for row in regime["versies"]:
        for gone in row.pop("van_de_site", ()):
            row["ingetrokken"] = {key: gone[key] for key in ("datum", "reden", "door")}
    regime["bestanden"] = {path: regime["bestanden"][path] for path in root_pages.paths(regime["handbook"])}


LYING: Files = {"versies/index.html": "<p>Er geldt niets.", "versies/register.js": "document.body.textContent = 'Er geldt niets.'"}


def _scripted(root: Path, path: str) -> Files:
    return {path: raw(root, path).replace(b"</head>", b'<script src="https://elders.example/x.js"></script></head>')}


def _listed(root: Path) -> Files:
    rows = [*json.loads(raw(root, "versions.json")), {"version": "actueel", "title": "Actueel", "aliases": []}]
    return {"versions.json": json.dumps(rows, indent=2), "actueel/index.html": "<p>De tekst die nu geldt."}


HOLES: dict[str, tuple[Callable[[Path], Files], str, str]] = {
    "a program that never was": (lambda root: forged(root, "0.0.1", LYING), "regime.json", "0.0.1"),
    "a program that never was, and right pages": (lambda root: forged(root, "0.0.1", {}), "regime.json", "register --rebuild"),
    "no program": (lambda root: forged(root, "", LYING), "regime.json", "register --rebuild"),
    "a path for a program": (lambda root: forged(root, "../root", LYING), "regime.json", "register --rebuild"),
    "an earlier program": (lambda root: forged(root, "0.1.0", LYING), "versies/register.js", "niet wat het programma"),
    "an earlier program and the pages of this one": (lambda root: forged(root, "0.1.0", {}), "versies/register.js", "niet wat"),
    "a program to come": (lambda root: forged(root, "999.0.0", LYING), "regime.json", "nieuwer"),
    "this program": (lambda root: forged(root, releases.present(), LYING), "versies/index.html", "niet wat het programma"),
    "a script in the alias": (lambda root: _scripted(root, "geldend/index.html"), "geldend/index.html", f"naar versie {CURRENT}"),
    "a script deeper in the alias": (lambda root: _scripted(root, "geldend/doel/index.html"), "geldend/doel/index.html", "leidt"),
    "a script on the first page": (lambda root: _scripted(root, "index.html"), "index.html", "leidt"),
    "a version of nobody in mike's list": (_listed, "versions.json", '"actueel"'),
    "its folder": (_listed, "actueel", "hoort niet bij het archief"),
    "a host name": (lambda _: {"CNAME": "elders.example\n"}, "CNAME", "hoort niet bij het archief"),
    "the mark for the host is gone": (lambda _: {".nojekyll": None}, ".nojekyll", "ontbreekt"),
    "a folder as export has one": (lambda _: {".handboek/geldend/x": ""}, ".handboek", "hoort niet bij het archief"),
}


@pytest.mark.parametrize("name", HOLES)
def test_closed_on_the_branch(name: str, root: Path) -> None:
    edit, path, said = HOLES[name]
    before = tip(root)
    put(root, edit(root))
    assert path in found(root)
    assert said in render(differences(root)[0])
    assert f"{path}: " in refused(root, before)
    # The advice leads out, and the guard lets the way out pass.
    before, clean = tip(root), "--clean" in render(differences(root)[0])
    rebuild.rebuild(project(root), date.fromisoformat(TODAY), push=None, say=lambda _: None, clean=clean)
    assert differences(root)[0] == []
    assert refused(root, before) == ""


@pytest.mark.parametrize("path", ["regime.json", "versies/index.html", "geldend/index.html", ".nojekyll", f"{FIRST}/index.html"])
@pytest.mark.parametrize("mode", ["100755", "120000"])
def test_a_mode_is_part_of_a_file(path: str, mode: str, root: Path) -> None:
    before = tip(root)
    put(root, {path: raw(root, path)}, modes={path: mode})
    assert path in found(root)
    assert refused(root, before)


def _with_trees(root: Path, listing: str) -> None:
    """A commit whose root is just this list of `git ls-tree`, as no ordinary command of git would write it."""
    tree = git(root, "mktree", feed=listing)
    git(root, "update-ref", GH_PAGES, git(root, "commit-tree", "-m", "x", "-p", "gh-pages", tree))


@pytest.mark.parametrize("folder", ["versies", "geldend", "op", FIRST])
def test_a_folder_with_nothing_in_it(folder: str, root: Path) -> None:
    before, nothing = tip(root), git(root, "mktree", feed="")
    inner = git(root, "mktree", feed=f"{git(root, 'ls-tree', f'gh-pages:{folder}')}\n040000 tree {nothing}\tleeg\n")
    rows = [row for row in git(root, "ls-tree", "gh-pages").splitlines() if not row.endswith(f"\t{folder}")]
    _with_trees(root, "\n".join([*rows, f"040000 tree {inner}\t{folder}"]) + "\n")
    assert f"{folder}/leeg" in found(root)
    assert refused(root, before)


def test_a_name_that_stands_there_twice(root: Path) -> None:
    """git takes such a tree from hand, and readers differ in which of the two they see."""
    before = tip(root)
    blob = git(root, "hash-object", "-w", "--stdin", feed="<p>Er geldt niets.")
    _with_trees(root, f"{git(root, 'ls-tree', 'gh-pages')}\n100644 blob {blob}\tindex.html\n")
    assert "index.html" in found(root)
    assert refused(root, before)


def test_a_register_of_another_day(root: Path) -> None:
    """All of it agrees, and it says what held in February."""
    before = tip(root)
    rebuild.rebuild(project(root), date(2026, 2, 15), push=None, say=lambda _: None)
    assert raw(root, "geldend/index.html").count(b"../2026-02-01/")
    assert "regime.json" in found(root)
    assert "handbook activate" in render(differences(root)[0])
    assert "regime.json" in refused(root, before)


def test_verify_and_guard_walk_one_list(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither has a question of its own: with another list in its place, both ask just that one."""
    before = tip(root)
    put(root, {"versies/index.html": "<p>Er geldt niets."})
    asked: list[str] = []

    def ask(one: Asked) -> list[Difference]:
        asked.append(one.place.name)
        return [Difference("versies/index.html", f"vraag over {len(one.versions)} versies")]

    monkeypatch.setattr(questions, "QUESTIONS", (Question("a test", ask),))
    assert [str(one) for one in differences(root)[0]] == ["versies/index.html: vraag over 6 versies"]
    assert "versies/index.html: vraag over 6 versies" in refused(root, before)
    assert asked == ["de branch gh-pages", "gh-pages", "gh-pages"]


def test_the_questions_are_written_down() -> None:
    told = (ROOT / "deploy/archive.md").read_text("utf-8")
    table = told.split("| question |")[1].split("\n\n")[0]
    assert [line.split("|")[1].strip() for line in table.splitlines()[2:]] == [question.name for question in questions.QUESTIONS]


def test_what_was_wrong_before_is_no_leave_to_make_it_worse(root: Path) -> None:
    put(root, {"versies/index.html": "<p>Vergissing."})
    before = tip(root)
    put(root, {"versies/index.html": "<p>Er geldt niets."})
    assert "versies/index.html" in refused(root, before)


def test_a_version_without_its_tag(root: Path) -> None:
    before = tip(root)
    add(root, "2027-05-01")
    assert refused(root, before) == ""
    git(root, "tag", "--delete", "revisie/2027-05-01")
    said = refused(root, before)
    assert "revisie/2027-05-01: deze tag van versie 2027-05-01 ontbreekt" in said
    assert "git push --atomic" in said


@pytest.mark.parametrize("mode", ["100644", "120000", "160000"])
def test_a_file_where_the_alias_will_be(mode: str, tmp_path: Path) -> None:
    """Before the first text holds there is no such address."""
    root = repository(tmp_path / "project")
    add(root, "2027-01-01")
    before = tip(root)
    blob = git(root, "rev-parse", "HEAD") if mode == "160000" else git(root, "hash-object", "-w", "--stdin", feed="<p>Er geldt niets.")
    kind = "commit" if mode == "160000" else "blob"
    _with_trees(root, f"{git(root, 'ls-tree', 'gh-pages')}\n{mode} {kind} {blob}\tgeldend\n")
    assert found(root) == ["geldend"]
    assert refused(root, before)
    before = tip(root)
    rebuild.rebuild(project(root), date.fromisoformat(TODAY), push=None, say=lambda _: None)
    assert found(root) == []
    assert refused(root, before) == ""


def test_a_replacement_that_was_pushed_deceives_nobody(root: Path) -> None:
    """git shows another object in the place of one, where refs/replace says so, and anybody may push that; readers of the branch do not get it."""
    before, good = tip(root), git(root, "rev-parse", "gh-pages:versies/index.html")
    put(root, {"versies/index.html": "<p>Er geldt niets."})
    git(root, "replace", git(root, "rev-parse", "gh-pages:versies/index.html"), good)
    assert b"Er geldt niets" not in raw(root, "versies/index.html")
    assert found(root) == ["versies/index.html"]
    assert refused(root, before)
