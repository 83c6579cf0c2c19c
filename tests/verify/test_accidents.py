"""Every accident has one sentence that leads out: the tests do literally what it says, and find the archive whole again."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.advice import commands, follow, typed
from tests.support.fork import handbook
from tests.support.proving import CURRENT, FIRST, GONE, NEWEST, add, lose, put
from tests.support.publishing import GH_PAGES, TODAY, activate, clone, commit, git, land, site, tip
from tests.support.server import served
from tests.support.soaking import SOAK


@dataclass(frozen=True)
class World:
    """A server with an archive, and a clone of it."""

    remote: Path
    here: Path

    def says(self, *arguments: str) -> tuple[int, str]:
        done = handbook(self.here, *arguments)
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
        return done.returncode, done.stdout + done.stderr

    def is_whole(self) -> str:
        code, said = self.says("verify", "--remote", "origin")
        assert code == 0, said
        return said

    def replaced(self, commit: str) -> None:
        git(self.remote, "update-ref", GH_PAGES, commit)


@pytest.fixture
def world(drawn: Path, tmp_path: Path) -> World:
    shutil.copytree(drawn, tmp_path / "wereld")
    found = World(tmp_path / "wereld/server.git", tmp_path / "wereld/kopie")
    git(found.here, "remote", "set-url", "origin", found.remote.as_uri())
    return found


# The branch


def squashed(remote: Path) -> str:
    return git(remote, "commit-tree", "-m", "squash", f"{GH_PAGES}^{{tree}}")


def wiped(remote: Path) -> str:
    """As `mkdocs gh-deploy --force` leaves it."""
    page = git(remote, "hash-object", "-w", "--stdin", feed="<h1>Site</h1>")
    return git(remote, "commit-tree", "-m", "Deployed", git(remote, "mktree", feed=f"100644 blob {page}\tindex.html\n"))


def emptied(remote: Path) -> str:
    return git(remote, "commit-tree", "-m", "empty", git(remote, "mktree", feed=""))


def cut(remote: Path) -> str:
    """As it was before the last versions came."""
    return git(remote, "rev-parse", f"revisie/{CURRENT}^{{commit}}")


LOST: dict[str, Callable[[Path], str]] = {"squashed": squashed, "wiped": wiped, "emptied": emptied, "cut": cut}
LAST = f"van-de-site/{GONE}/1"
"""The tag of the last act on that archive."""


REPLACED = [*itertools.product(LOST, [False, True])]
"""What came in its place, and whether this clone has seen it."""


@pytest.mark.parametrize(("name", "fetched"), REPLACED if SOAK else [*REPLACED[:3:2], *REPLACED[5::2]])
def test_a_branch_that_was_replaced_goes_back_to_its_last_tag(name: str, fetched: bool, world: World) -> None:
    world.replaced(LOST[name](world.remote))
    if fetched:
        git(world.here, "fetch", "--quiet", "--force", "origin")
    code, said = world.says("verify", "--remote", "origin")
    assert code == 1
    way = [f"git push --force origin {LAST}^{{commit}}:{GH_PAGES}", "handbook register --rebuild --push origin"]
    assert commands(said)[:2] == way
    assert "nooit te veranderen" not in said
    before = tip(world.remote)
    for act in (("activate",), ("register", "--rebuild"), ("restore", FIRST)):
        code, refused = world.says(*act, "--push", "origin")
        assert (code, commands(refused)) == (4, way), refused
    refusal = land(world.here, site(world.here.parent / "nieuw", "2027-03-01"), "2027-03-01", "origin")
    assert refusal.code == 4
    assert tip(world.remote) == before
    follow(world.here, refused)
    world.is_whole()
    assert git(world.remote, "ls-tree", "--name-only", "gh-pages", ".nojekyll")
    assert land(world.here, site(world.here.parent / "weer", "2027-04-01"), "2027-04-01", "origin").code == 0
    world.is_whole()


def test_a_branch_that_was_deleted_comes_back_from_its_tags(world: World) -> None:
    git(world.remote, "update-ref", "-d", GH_PAGES)
    code, said = world.says("verify", "--remote", "origin")
    assert (code, "is weg" in said) == (1, True)
    assert world.says("activate", "--push", "origin")[0] == 4
    follow(world.here, said)
    world.is_whole()


def test_from_a_clone_without_tags(world: World) -> None:
    world.replaced(wiped(world.remote))
    bald = World(world.remote, clone(world.remote, world.here.parent / "kaal", "--no-tags", "--single-branch"))
    _, said = bald.says("verify", "--remote", "origin")
    follow(bald.here, said)
    bald.is_whole()


def test_what_was_published_on_a_squashed_branch_is_kept(world: World) -> None:
    """By a program that did not look: then nothing may be thrown back."""
    world.replaced(squashed(world.remote))
    other = World(world.remote, clone(world.remote, world.here.parent / "ander"))
    git(other.remote, "for-each-ref")
    names = git(world.remote, "for-each-ref", "--format=delete %(refname) %(objectname)", "refs/tags")
    kept = git(world.remote, "for-each-ref", "--format=create %(refname) %(objectname)", "refs/tags")
    git(world.remote, "update-ref", "--stdin", feed=names + "\n")
    add(other.here, "2027-03-01", push="origin")
    git(world.remote, "update-ref", "--stdin", feed=kept + "\n")
    code, said = other.says("verify", "--remote", "origin")
    assert code == 1
    assert "Voeg de geschiedenis weer samen" in said
    follow(other.here, said)
    other.is_whole()
    assert git(world.remote, "ls-tree", "--name-only", "gh-pages", "2027-03-01")


def test_in_a_repository_of_its_own(root: Path) -> None:
    """Without a server the branch of this computer is put back."""
    git(root, "update-ref", GH_PAGES, squashed(root))
    done = handbook(root, "verify")
    assert done.returncode == 1
    follow(root, done.stdout)
    assert handbook(root, "verify").returncode == 0
    git(root, "update-ref", "-d", GH_PAGES)
    done = handbook(root, "verify")
    assert done.returncode == 2
    follow(root, done.stderr)
    assert handbook(root, "verify").returncode == 0


# The tags


def test_tags_that_are_gone_are_set_again_from_the_history(world: World) -> None:
    was = git(world.remote, "for-each-ref", "--format=%(refname) %(*objectname)", "refs/tags")
    git(world.remote, "update-ref", "--stdin", feed=git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags") + "\n")
    fresh = World(world.remote, clone(world.remote, world.here.parent / "vers"))
    code, said = fresh.says("verify", "--remote", "origin")
    assert (code, commands(said)) == (1, ["handbook restore --tags --push origin"])
    answer = "\n".join(follow(fresh.here, said))
    assert "bewijzen zij dus niet meer" in answer
    fresh.is_whole()
    now = git(world.remote, "for-each-ref", "--format=%(refname) %(*objectname)", "refs/tags")
    assert set(now.splitlines()) == set(was.splitlines()) - {
        line for line in was.splitlines() if line.startswith(f"refs/tags/revisie/{GONE} ")
    }


def test_tags_that_this_clone_still_has_go_back_as_they_were(world: World) -> None:
    was = git(world.remote, "for-each-ref", "refs/tags")
    git(world.remote, "update-ref", "--stdin", feed=git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags") + "\n")
    _, said = world.says("verify", "--remote", "origin")
    assert "restore --tags" not in said
    follow(world.here, said)
    world.is_whole()
    assert git(world.remote, "for-each-ref", "refs/tags") == was


def _set_again(world: World) -> World:
    """The server lost its tags, and somebody with a new clone set them again; this clone holds those of before."""
    git(world.remote, "update-ref", "--stdin", feed=git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags") + "\n")
    fresh = World(world.remote, clone(world.remote, world.here.parent / "vers"))
    assert fresh.says("restore", "--tags", "--push", "origin")[0] == 0
    return fresh


def test_a_clone_of_before_takes_over_tags_that_were_set_again(world: World) -> None:
    """All it knew of before is said, and nothing is accused; what only this clone has goes back to the server."""
    _set_again(world)
    code, said = world.says("verify", "--remote", "origin")
    assert (code, "nooit te veranderen" in said) == (1, False), said
    assert (
        f"revisie/{FIRST}: deze tag is op de branch gh-pages op origin opnieuw gezet op 22 november 2026, en leidt naar dezelfde bestanden als die op deze computer."
        in said
    )
    follow(world.here, said)
    world.is_whole()
    assert "Opnieuw gezet" in git(world.here, "tag", "--list", "--format=%(contents)", f"revisie/{FIRST}")


@pytest.mark.parametrize("forged", ["other bytes", "other words", "not signed"])
def test_a_tag_that_only_says_to_be_set_again_stays_a_difference(forged: str, world: World) -> None:
    """And the command that takes the others over leaves it alone."""
    fresh, name = _set_again(world), f"revisie/{FIRST}"
    text = git(fresh.here, "tag", "--list", "--format=%(contents)", name)
    at = git(fresh.here, "rev-parse", f"{name}^{{commit}}")
    if forged == "other bytes":
        git(fresh.here, "branch", "--force", "gh-pages", "origin/gh-pages")
        at = put(fresh.here, {f"{FIRST}/index.html": "anders"})
        git(fresh.here, "push", "--quiet", "origin", "gh-pages")
    elif forged == "other words":
        text = text.replace("Source-commit: ", "Source-commit: 0")
    else:
        before = git(world.here, "tag", "--list", "--format=%(contents)", name)
        signed = f"{before}\n-----BEGIN SSH SIGNATURE-----\nx\n-----END SSH SIGNATURE-----\n"
        git(world.here, "tag", "--annotate", "--force", "--cleanup=verbatim", "--message", signed, name, at)
    git(fresh.here, "tag", "--annotate", "--force", "--message", text, name, at)
    git(fresh.here, "push", "--quiet", "--force", "origin", f"refs/tags/{name}")
    mine = git(world.here, "rev-parse", name)
    code, said = world.says("verify", "--remote", "origin")
    assert (code, f"{name}: deze tag is op de branch gh-pages op origin een andere dan op deze computer." in said) == (1, True), said
    assert "nooit te veranderen" in said
    follow(world.here, said)
    assert git(world.here, "rev-parse", name) == mine
    assert world.says("verify", "--remote", "origin")[0] == 1


def test_tags_are_not_set_again_where_this_clone_still_has_them(world: World) -> None:
    """Those of before prove more: they go back to the server as they were."""
    was = git(world.remote, "for-each-ref", "refs/tags")
    git(world.remote, "update-ref", "--stdin", feed=git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags") + "\n")
    code, said = world.says("restore", "--tags", "--push", "origin")
    assert (code, "heeft deze kopie nog" in said) == (2, True), said
    follow(world.here, said)
    assert world.says("restore", "--tags", "--push", "origin")[0] == 0
    world.is_whole()
    assert set(git(world.remote, "for-each-ref", "refs/tags").splitlines()) <= set(was.splitlines())


def test_a_version_that_was_changed_gets_no_new_tag(world: World) -> None:
    """What was published first, nobody can tell any more: that is said, and no tag is set on a guess."""
    git(world.here, "branch", "gh-pages", "origin/gh-pages")
    put(world.here, {f"{FIRST}/index.html": "anders"})
    git(world.here, "push", "--quiet", "origin", "gh-pages")
    git(world.remote, "update-ref", "-d", f"refs/tags/revisie/{FIRST}")
    git(world.here, "tag", "--delete", f"revisie/{FIRST}")
    code, said = world.says("restore", "--tags", "--push", "origin")
    assert code == 2
    assert f"De map van versie {FIRST} is anders dan in de commit waarmee zij kwam" in said


def test_branch_and_tags_are_gone_and_this_clone_has_them(world: World) -> None:
    everything = git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags", GH_PAGES)
    git(world.remote, "update-ref", "--stdin", feed=everything + "\n")
    code, said = world.says("verify", "--remote", "origin")
    assert (code, "Het archief is weg van origin" in said) == (1, True)
    follow(world.here, said)
    world.is_whole()


def test_a_wiped_branch_without_tags_is_led_out_in_two_steps(world: World) -> None:
    git(world.remote, "update-ref", "--stdin", feed=git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags") + "\n")
    world.replaced(wiped(world.remote))
    git(world.here, "fetch", "--quiet", "--force", "origin")
    for act in (("activate",), ("register", "--rebuild"), ("restore", "--tags"), ("restore", FIRST)):
        code, said = world.says(*act, "--push", "origin")
        assert (code, len(commands(said))) == (4, 1)
    assert land(world.here, site(world.here.parent / "nieuw", "2027-03-01"), "2027-03-01", "origin").code == 4
    _, said = world.says("verify", "--remote", "origin")
    follow(world.here, said)
    _, said = world.says("verify", "--remote", "origin")
    follow(world.here, said)
    world.is_whole()


# The clone

READING: tuple[tuple[str, ...], ...] = (
    ("verify",),
    ("versions",),
    ("register",),
    ("export", "www"),
    ("guard", "--old", "HEAD", "--new", "HEAD~0", "--ref", GH_PAGES),
)
CHANGING: tuple[tuple[str, ...], ...] = (("activate",), ("register", "--rebuild"), ("restore", FIRST), ("restore", "--tags"))


@pytest.mark.parametrize("what", ["blob:none", "tree:0"])
def test_a_copy_without_all_files_says_so_and_accuses_nobody(what: str, world: World) -> None:
    git(world.remote, "config", "uploadpack.allowFilter", "true")
    half = World(world.remote, clone(world.remote, world.here.parent / "half", f"--filter={what}"))
    before = git(world.remote, "for-each-ref")
    answers = [half.says(*command) for command in (*READING, *CHANGING, ("publish", "--dry-run"))]
    answers += [half.says(*command, "--push", "origin") for command in CHANGING]
    assert {code for code, _ in answers} == {2}, answers
    sentences = {said for _, said in answers}
    assert len(sentences) == 1, sentences
    assert "is niet volledig: zij is gemaakt met git clone --filter" in sentences.pop()
    assert git(world.remote, "for-each-ref") == before
    # The archive of a server is fetched whole, whatever this copy lacks.
    half.is_whole()
    follow(half.here, answers[0][1])
    whole = World(world.remote, half.here / "server-heel")
    assert [whole.says(*command)[0] for command in (*READING, ("activate", "--push", "origin"))] == [0] * 6


NARROW = {
    "shallow": ("--depth=1",),
    "shallow with all branches": ("--depth=1", "--no-single-branch"),
    "one branch": ("--single-branch",),
    "no tags": ("--no-tags",),
    "nothing but main": ("--single-branch", "--no-tags"),
}


@pytest.mark.parametrize("name", NARROW)
def test_a_copy_of_a_part_is_told_what_to_fetch(name: str, world: World) -> None:
    """No command takes what this copy lacks for damage, and the advice is one fetch."""
    part = World(world.remote, clone(world.remote, world.here.parent / "deel", *NARROW[name]))
    before = git(world.remote, "rev-parse", GH_PAGES)
    part.is_whole()
    for command in CHANGING:
        code, said = part.says(*command, "--push", "origin")
        assert code == 0, said
    # A register that is made anew is a commit, and nothing of a version is otherwise.
    assert git(world.remote, "diff", "--name-only", before, GH_PAGES) == ""
    part = World(world.remote, clone(world.remote, world.here.parent / "ander-deel", *NARROW[name]))
    for command in READING:
        code, said = part.says(*command)
        if code:
            assert "beschadigd" not in said
            assert commands(said), said
            follow(part.here, said)
            code, said = part.says(*command)
        assert code == 0, said


@pytest.mark.parametrize("right", [True, False], ids=["whole", "squashed"])
def test_a_shallow_copy_vouches_for_no_history(right: bool, world: World) -> None:
    if not right:
        world.replaced(squashed(world.remote))
    part = World(world.remote, clone(world.remote, world.here.parent / "ondiep", *NARROW["shallow with all branches"]))
    code, said = part.says("verify")
    assert (code, "Alles klopt" in said, "Wat in deze kopie staat, klopt." in said) == (0, False, True), said
    follow(part.here, said)
    code, said = part.says("verify")
    assert (code == 0) == ("Alles klopt" in said) == right, said


DAMAGED = [*itertools.product(["revisie.json", "index.html", "manifest.json", ""], [False, True])]


@pytest.mark.parametrize(("spec", "broken"), DAMAGED if SOAK else DAMAGED[::3])
def test_a_damaged_object_is_the_clones_own_trouble(spec: str, broken: bool, world: World) -> None:
    lose(world.here, f"origin/gh-pages:{FIRST}/{spec}".rstrip("/"), broken)
    answers = [world.says(*command) for command in (*READING, *CHANGING)]
    failed = [said for code, said in answers if code]
    assert failed
    assert {code for code, _ in answers} <= {0, 2}
    assert all("Deze kopie van het handboek is beschadigd, en over het archief zegt dat niets." in said for said in failed), failed
    follow(world.here, failed[0])
    again = World(world.remote, world.here / "server-heel")
    assert [again.says(*command)[0] for command in READING] == [0] * len(READING)
    assert world.says("verify")[0] == 2


def test_a_name_that_leads_nowhere_is_no_damage(world: World) -> None:
    """`origin/HEAD` stays where it led when the remote calls its main branch otherwise: what went wrong is told, and nothing else."""
    git(world.here, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/is-weg")
    code, said = world.says("take-down", FIRST, "--article", "bestaat-niet", "--reason", "r", "--by", "d", "--ask", "HR", "--yes")
    assert code == 2
    assert "staat niet in deze versie" in said


# The folder of the web server


@pytest.mark.parametrize("mask", [0o077, 0o027, 0o022])
def test_an_export_is_open_to_a_web_server_whatever_the_umask(mask: int, world: World, tmp_path: Path) -> None:
    www = tmp_path / "nieuw/www"
    before = os.umask(mask)
    try:
        assert world.says("export", str(www))[0] == 0
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (www.parent, www, *www.rglob("*")) if path.is_dir()}
    assert modes == {0o755}
    assert {path.stat().st_mode & 0o777 for path in www.rglob("*") if path.is_file()} == {0o644}
    assert world.says("verify", "--site", str(www))[0] == 0


CLOSED = [*itertools.product([".", "versies", FIRST, f"{FIRST}/index.html", ".handboek/geldend"], [0o700, 0o640, 0o750])]


@pytest.mark.parametrize(("path", "mode"), CLOSED if SOAK else CLOSED[::4])
def test_what_a_web_server_may_not_read_is_found_and_opened(path: str, mode: int, world: World, tmp_path: Path) -> None:
    www = tmp_path / "www"
    world.says("export", str(www))
    (www / path).chmod(mode & ~0o111 if (www / path).is_file() else mode)
    code, said = world.says("verify", "--site", str(www))
    assert (code, f"{path}: anderen mogen dit niet lezen." in said) == (1, True), said
    assert "handbook export opnieuw" in said
    _, answer = world.says("export", str(www))
    assert "Een webserver kon 1 mappen en bestanden niet lezen" in answer
    assert world.says("verify", "--site", str(www))[0] == 0


def test_a_closed_folder_above_is_said(world: World, tmp_path: Path) -> None:
    www = tmp_path / "dicht" / "www"
    world.says("export", str(www))
    www.parent.chmod(0o750)
    _, said = world.says("verify", "--site", str(www))
    assert "Anderen mogen niet in een map waar deze onder ligt" in said
    # Of the folders above only this one is the test's own.
    opening = re.search(r"chmod o\+x (\S+)", said)
    assert opening
    assert opening[1] == str(www.parent)
    typed(world.here, opening[0])
    assert f" {www.parent} " not in world.says("verify", "--site", str(www))[1].replace("\n", " ")


def test_the_settings_of_a_server_may_be_there_first(world: World, tmp_path: Path) -> None:
    """Listed with the fingerprint that verify names, a web.config stays; until then it is found."""
    www = tmp_path / "www"
    world.says("export", str(www))
    (www / "web.config").write_text("<configuration/>\n", "utf-8")
    code, said = world.says("verify", "--site", str(www))
    assert (code, "web.config: dit bestand hoort niet bij het archief." in said) == (1, True)
    assert "Dat blijft staan: web.config" in world.says("export", str(www))[1]
    print_ = re.search(r"Zijn vingerafdruk is ([0-9a-f]{64})", said)
    assert print_
    (world.here / "eigen-bestanden.yml").write_text(f"gh-pages:\n  web.config: {print_[1]}\n", "utf-8")
    commit(world.here, "eigen bestanden")
    assert world.says("verify", "--site", str(www))[0] == 0
    early = tmp_path / "leeg"
    early.mkdir()
    shutil.copyfile(www / "web.config", early / "web.config")
    assert world.says("export", str(early))[0] == 0
    assert world.says("verify", "--site", str(early))[0] == 0


# The address

OLD, NEW = "https://handboek.proefhuis.test/", "https://intranet.proefhuis.test/hr/handboek/"


def sources_say(here: Path, address: str) -> None:
    (here / "variables.yml").write_text(f'handboek:\n  adres: "{address}"\n', "utf-8")
    commit(here, "adres")
    git(here, "push", "--quiet", "origin", "HEAD:main")


def test_a_site_under_another_path_than_its_address_is_found_and_moved(world: World, tmp_path: Path) -> None:
    """No version changes, and no text is published for it."""
    sources_say(world.here, OLD)
    www = tmp_path / "hr/handboek"
    world.says("export", str(www))
    before = git(world.remote, "ls-tree", GH_PAGES)
    with served(tmp_path) as url:
        code, said = world.says("verify", "--url", f"{url}hr/handboek/")
        assert code == 1
        assert 'het handboek staat hier onder "/hr/handboek/", en volgens dit register onder "/"' in said
        assert said.count("verschil gevonden") == 1
        sources_say(world.here, NEW)
        _, remark = world.says("verify", "--remote", "origin")
        assert f"in de bron staat nu {NEW}" in remark
        follow(world.here, remark)
        assert f"{NEW}sitemap.xml" in git(world.remote, "show", f"{GH_PAGES}:robots.txt")
        assert '"/hr/handboek/' in git(world.remote, "show", f"{GH_PAGES}:404.html")
        after = git(world.remote, "ls-tree", GH_PAGES)
        assert {line for line in before.splitlines() if "\t20" in line} <= set(after.splitlines())
        git(world.here, "fetch", "--quiet", "origin")
        world.says("export", str(www))
        assert world.says("verify", "--url", f"{url}hr/handboek/")[0] == 0
    assert "in de bron staat" not in world.is_whole()


def test_a_move_stays_until_a_text_comes_for_another_address(world: World) -> None:
    sources_say(world.here, NEW)
    _, said = world.says("register", "--rebuild", "--push", "origin")
    assert f"Het handboek heeft nu het adres {NEW}; eerst was dat {OLD}." in said
    assert activate(world.here, "2027-01-01", "origin").code == 0
    assert json.loads(git(world.remote, "show", f"{GH_PAGES}:regime.json"))["adres"] == NEW
    # These texts still say the old address, as that of a correction of an older text does.
    add(world.here, "2027-04-01", push="origin")
    assert json.loads(git(world.remote, "show", f"{GH_PAGES}:regime.json"))["adres"] == NEW
    world.says("register", "--rebuild", "--push", "origin")
    world.is_whole()


def test_who_may_write_to_the_branch_does_not_choose_the_address(world: World) -> None:
    """Root pages that lead elsewhere agree with themselves; only the sources say where the handbook is."""
    sources_say(world.here, NEW)
    world.says("register", "--rebuild", "--push", "origin")
    moved = git(world.remote, "rev-parse", GH_PAGES)
    sources_say(world.here, OLD)
    code, said = world.says("verify", "--remote", "origin")
    assert code == 1
    assert f'"adres" is "{NEW}", en dat hoort "{OLD}" te zijn' in said
    before = git(world.remote, "rev-parse", f"{GH_PAGES}~1")
    git(world.here, "fetch", "--quiet", "origin")
    code, said = world.says("guard", "--old", before, "--new", moved, "--ref", GH_PAGES)
    assert (code, '"adres" is' in said) == (4, True)
    follow(world.here, world.says("verify", "--remote", "origin")[1])
    world.is_whole()


def test_without_the_sources_an_address_is_told_and_not_judged(world: World) -> None:
    """Whoever checks with a copy of the archive alone has nothing that says where the handbook moved."""
    sources_say(world.here, NEW)
    world.says("register", "--rebuild", "--push", "origin")
    alone = World(world.remote, clone(world.remote, world.here.parent / "alleen", "--branch=gh-pages", "--single-branch"))
    git(alone.here, "fetch", "--quiet", "origin", "--tags")
    assert f"Het register noemt het adres {NEW}, en de nieuwste tekst is gemaakt voor {OLD}" in alone.is_whole()


# A day that came, and a server that went


@pytest.mark.parametrize("place", ["branch", "remote", "folder", "url"])
def test_an_activation_that_did_not_run_is_found_everywhere(
    place: str, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    www = tmp_path / "www"
    world.says("export", str(www))
    with served(www) as url:
        where = {"branch": (), "remote": ("--remote", "origin"), "folder": ("--site", str(www)), "url": ("--url", url)}[place]
        assert world.says("verify", *where)[0] == 0
        monkeypatch.setenv("HANDBOEK_VANDAAG", NEWEST)
        code, said = world.says("verify", *where)
        assert code == 1
        assert f"dit is de stand van {TODAY} (versie {CURRENT}), en vandaag geldt versie {NEWEST}." in said
        follow(world.here, world.says("verify", "--remote", "origin")[1])
        world.is_whole()
        git(world.here, "fetch", "--quiet", "origin")
        if place in ("folder", "url"):
            assert world.says("verify", *where)[0] == 1
            world.says("export", str(www))
        code, said = world.says("verify", *where)
        assert code == 0, said


HOOKS = {
    "refused half-way": ("pre-receive", "cat > /dev/null; exit 1"),
    "killed half-way": ("pre-receive", "cat > /dev/null; kill -9 $PPID"),
    "killed at the branch": ("update", 'test "$1" = refs/heads/gh-pages && kill -9 $PPID; exit 0'),
    "killed when it stood": ("post-receive", "cat > /dev/null; kill -9 $PPID"),
    "gone when it stood": ("post-receive", 'cat > /dev/null; mv "$PWD" "$PWD.weg"; kill -9 $PPID'),
}


@pytest.mark.parametrize("name", HOOKS)
def test_a_server_that_goes_away_in_the_middle(name: str, world: World) -> None:
    """Nothing is published by half, and the same command does it once the server is back."""
    kind, script = HOOKS[name]
    hook = world.remote / "hooks" / kind
    hook.parent.mkdir()
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    hook.chmod(0o755)
    before = git(world.remote, "for-each-ref")
    first = land(world.here, site(world.here.parent / "een", "2027-04-01"), "2027-04-01", "origin")
    away = world.remote.with_name(f"{world.remote.name}.weg")
    if away.exists():
        assert "Het is niet zeker of de wijziging is aangekomen" in first.said
        away.rename(world.remote)
    (world.remote / "hooks" / kind).unlink()
    refs = git(world.remote, "for-each-ref")
    stood = "when it stood" in name
    assert (refs != before) == stood
    assert first.code == (0 if name == "killed when it stood" else 2), first.said
    if first.code:
        assert re.search("Er is niets veranderd|Probeer het opnieuw", first.said)
    world.is_whole()
    again = land(world.here, site(world.here.parent / "twee", "2027-04-01"), "2027-04-01", "origin")
    assert (again.code, "bestond al" in again.said) == (0, stood), again.said
    world.is_whole()
