"""The acts that publish no text: activation, the register made anew, restoring, withdrawing. With a real git and a real mike."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from datetime import date
from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish import rebuild as rebuilding
from handbook.publish import restore as restoring
from handbook.publish import withdraw as withdrawing
from handbook.publish.activate import activate as move_on
from tests.support.publishing import (
    GH_PAGES,
    Outcome,
    activate,
    activation,
    bare,
    clone,
    git,
    land,
    repository,
    show,
    site,
    start,
    tip,
    trees,
    versions,
    write,
)

SOAK = os.environ.get("HANDBOEK_SOAK") == "1"
KILLS = 60 if SOAK else 6
TODAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


def put(root: Path, version: str, announced: str = "", push: str = "", today: str = "2026-11-22") -> None:
    folder = root.parent / f"site-{version}"
    outcome = land(root, folder if folder.exists() else site(folder, version, version, announced), version, push, today)
    assert outcome.code == 0, outcome.said


def project(root: Path) -> Project:
    return Project(root, root / "variables.yml")


def regime(root: Path) -> dict[str, object]:
    data = json.loads(show(root, "regime.json"))
    assert isinstance(data, dict)
    return data


def rebuild(root: Path, today: date = TODAY) -> str:
    said: list[str] = []
    rebuilding.rebuild(project(root), today, push=None, say=said.append)
    return "\n".join(said)


def restore(root: Path, *names: str, push: str | None = None) -> str:
    said: list[str] = []
    restoring.restore(project(root), [VersionName.parse(name) for name in names], TODAY, push=push, say=said.append)
    return "\n".join(said)


def withdraw(root: Path, name: str, reason: str = "Een naam van een klant.", by: str = "de directie", push: str | None = None) -> str:
    said: list[str] = []
    decision = withdrawing.Decision(VersionName.parse(name), TODAY, reason, by)
    withdrawing.withdraw(project(root), decision, TODAY, push=push, say=said.append)
    return "\n".join(said)


def good(outcome: Outcome) -> str:
    assert outcome.code == 0, outcome.said
    return outcome.said


# Activation


def test_when_the_day_comes_geldend_and_the_register_move_and_no_version_does(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2027-01-01")
    before = trees(root)
    said = good(activate(root, "2027-01-01"))
    assert "Op 1 januari 2027 geldt versie 2027-01-01." in said
    assert versions(root) == {"2026-03-01": [], "2027-01-01": ["geldend"]}
    assert (regime(root)["peildatum"], regime(root)["geldend"]) == ("2027-01-01", "2027-01-01")
    assert "../2027-01-01/" in show(root, "geldend/index.html")
    after = trees(root)
    assert all(after[name] == id for name, id in before.items() if name[0].isdigit())
    assert git(root, "log", "-1", "--format=%s", GH_PAGES) == "Activate 2027-01-01 on 2027-01-01"


def test_fixed_addresses_of_an_older_program_are_made_anew(root: Path) -> None:
    """Those hold a script in the page, which the policy of today stops: they would lead nowhere."""
    put(root, "2026-03-01")
    alias, start = show(root, "geldend/doel/index.html"), show(root, "index.html")
    for old in ({"geldend/index.html": "<script>oud</script>", "geldend/weg/index.html": "oud"}, {"index.html": "oud"}):
        write(root, old)
        good(activate(root, "2026-12-24"))
        assert (show(root, "geldend/doel/index.html"), show(root, "index.html")) == (alias, start)
        assert "door.js" in show(root, "geldend/index.html")
    assert "weg" not in git(root, "ls-tree", "--name-only", f"{GH_PAGES}:geldend").split()


def test_a_day_on_which_nothing_begins_or_ends_makes_no_commit(root: Path) -> None:
    put(root, "2026-03-01")
    before = tip(root)
    assert "Dat stond al goed. Er is niets veranderd." in good(activate(root, "2026-12-24"))
    assert tip(root) == before


def test_a_text_that_is_made_known_after_its_first_day_moves_in_on_that_day(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2026-11-01", announced="2026-12-01")
    assert versions(root)["2026-03-01"] == ["geldend"]
    good(activate(root, "2026-12-01"))
    assert versions(root)["2026-11-01"] == ["geldend"]


def test_a_backfilled_older_text_never_moves_geldend_back(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2024-01-01")
    good(activate(root, "2026-11-23"))
    assert versions(root) == {"2026-03-01": ["geldend"], "2024-01-01": []}


def test_before_the_first_day_there_is_no_alias(root: Path) -> None:
    put(root, "2026-03-01")
    assert "geldt er nog geen versie" in good(activate(root, "2026-02-01"))
    assert versions(root) == {"2026-03-01": []}
    assert regime(root)["geldend"] is None
    assert "geldend" not in trees(root)
    good(activate(root, "2026-11-22"))
    assert versions(root) == {"2026-03-01": ["geldend"]}


def test_activation_reaches_a_remote(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "ver.git")
    git(root, "remote", "add", "origin", str(remote))
    put(root, "2026-03-01", push="origin")
    put(root, "2027-01-01", push="origin")
    other = clone(remote, tmp_path / "ander")
    good(activate(other, "2027-01-01", "origin"))
    assert versions(remote)["2027-01-01"] == ["geldend"]
    assert tip(other) == tip(remote)


def test_nothing_to_activate_or_rebuild_says_what_to_do(root: Path) -> None:
    for act in (lambda: move_on(project(root), TODAY, push=None, say=print), lambda: rebuild(root)):
        with pytest.raises(CannotWork, match="handbook publish"):
            act()


@pytest.mark.parametrize("push", ["", "origin"], ids=["here", "remote"])
def test_a_kill_during_activation_leaves_the_branch_wholly_old_or_wholly_new(root: Path, tmp_path: Path, push: str) -> None:
    remote = bare(tmp_path / "ver.git")
    git(root, "remote", "add", "origin", str(remote))
    where = remote if push else root
    put(root, "2026-03-01", push=push)
    put(root, "2027-01-01", push=push)
    states: dict[str, dict[str, str]] = {}
    days = ("2027-01-01", "2026-12-31")
    began = time.monotonic()
    for day in days:
        good(activate(root, day, push))
        states[day] = trees(where)
    calm = (time.monotonic() - began) / 2
    chance = random.Random(KILLS)
    for number in range(KILLS // 2):
        day = days[number % 2]
        victim = start(activation(root, day, push))
        time.sleep(chance.uniform(0, calm))
        (os.killpg if number % 2 else os.kill)(victim.pid, signal.SIGKILL)
        victim.communicate()
        assert trees(where) in states.values()
        good(activate(root, day, push))
        assert trees(where) == states[day]
    git(where, "fsck", "--strict")


# The register made anew


def test_the_register_comes_from_the_versions_alone_to_the_byte(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2027-01-01")
    put(root, "2026-03-01.2", announced="2026-04-01")
    withdraw(root, "2026-03-01")
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


# Restoring


@pytest.mark.parametrize(
    "files",
    [
        {"2026-03-01/index.html": "anders"},
        {"2026-03-01/doel/index.html": None},
        {"2026-03-01/erbij.html": "x"},
        {"2026-03-01/revisie.json": "{}"},
        {"2026-03-01/manifest.json": None},
        {"2026-03-01": None},
        {"2026-03-01": None, "versions.json": "[]"},
        {"2026-03-01/index.html": "anders", "regime.json": None, "versions.json": "x"},
    ],
)
def test_a_damaged_version_is_put_back_identical_to_the_byte(root: Path, files: dict[str, str | None]) -> None:
    put(root, "2026-03-01")
    put(root, "2026-05-01")
    before = trees(root)
    write(root, files)
    assert "teruggezet uit de tag" in restore(root, "2026-03-01")
    assert trees(root) == before
    assert "stond er al precies zo" in restore(root, "2026-03-01")


def test_two_damaged_versions_are_put_back_together(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2026-05-01")
    before = trees(root)
    write(root, {"2026-03-01/revisie.json": "x", "2026-05-01/revisie.json": "y"})
    with pytest.raises(CannotWork, match="2026-05-01 op de branch gh-pages is beschadigd"):
        restore(root, "2026-03-01")
    restore(root, "2026-03-01", "2026-05-01")
    assert trees(root) == before


def test_restoring_reaches_a_remote_from_a_clone_without_the_tag(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "ver.git")
    git(root, "remote", "add", "origin", str(remote))
    git(root, "push", "--quiet", "origin", "main")
    put(root, "2026-03-01", push="origin")
    before = trees(remote)
    write(remote, {"2026-03-01/index.html": "anders"})
    other = clone(remote, tmp_path / "ander", "--no-tags", "--single-branch")
    restore(other, "2026-03-01", push="origin")
    assert trees(remote) == before


def test_without_a_tag_nothing_is_put_back(root: Path) -> None:
    put(root, "2026-03-01")
    git(root, "tag", "-d", "revisie/2026-03-01")
    with pytest.raises(CannotWork, match="git fetch --tags"):
        restore(root, "2026-03-01")


def test_a_tag_that_was_lost_comes_back_when_the_text_is_published_again(root: Path) -> None:
    put(root, "2026-03-01")
    first = tip(root)
    put(root, "2026-05-01")
    before = tip(root)
    git(root, "tag", "-d", "revisie/2026-03-01")
    put(root, "2026-03-01")
    assert tip(root) == before
    assert git(root, "rev-parse", "revisie/2026-03-01^{commit}") == first
    assert git(root, "cat-file", "-t", "revisie/2026-03-01") == "tag"


# Withdrawing


def test_a_withdrawn_text_leaves_a_page_on_every_address_and_nothing_else(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2026-05-01")
    manifest = show(root, "2026-03-01/manifest.json")
    said = withdraw(root, "2026-03-01", "Er stond een naam in.", "de rechter")
    assert "Op elk adres staat nu wanneer, waarom en door wie." in said
    files = git(root, "ls-tree", "-r", "--name-only", f"{GH_PAGES}:2026-03-01").split("\n")
    assert files == ["doel/index.html", "index.html", "ingetrokken.json", "manifest.json"]
    page = show(root, "2026-03-01/doel/index.html")
    assert all(word in page for word in ("22 november 2026", "Er stond een naam in.", "de rechter"))
    assert show(root, "2026-03-01/manifest.json") == manifest
    row = next(row for row in json.loads(show(root, "regime.json"))["versies"] if row["versie"] == "2026-03-01")
    assert row["ingetrokken"] == {"datum": "2026-11-22", "reden": "Er stond een naam in.", "door": "de rechter"}
    assert row["toelichting"] is None
    assert git(root, "cat-file", "-t", "intrekking/2026-03-01") == "tag"
    assert "was al ingetrokken" in withdraw(root, "2026-03-01")


def test_a_withdrawn_text_does_not_come_back_by_publishing_or_restoring(root: Path) -> None:
    put(root, "2026-03-01")
    withdraw(root, "2026-03-01")
    before = tip(root)
    refused = land(root, root.parent / "site-2026-03-01", "2026-03-01")
    assert refused.code == 4
    assert "ingetrokken" in refused.said
    assert "docs/revisies/2026-03-01.2.md" in refused.said
    write(root, {"2026-03-01/index.html": "weer tekst"})
    restore(root, "2026-03-01")
    assert git(root, "rev-parse", f"{GH_PAGES}:2026-03-01") == git(root, "rev-parse", f"{before}:2026-03-01")


def test_withdrawing_the_text_in_force_says_what_is_missing_then(root: Path) -> None:
    put(root, "2026-03-01")
    assert "Publiceer een nieuwe tekst" in withdraw(root, "2026-03-01")
    assert versions(root) == {"2026-03-01": ["geldend"]}
    put(root, "2026-03-01.2")
    assert versions(root)["2026-03-01.2"] == ["geldend"]


def test_hostile_words_of_a_decision_do_no_harm(root: Path) -> None:
    put(root, "2026-03-01")
    withdraw(root, "2026-03-01", '<script>alert("x")</script> & "aan" *ster*', "Jansen & Zn. <Zuid> *Best*")
    page = show(root, "2026-03-01/index.html")
    assert "<script>" not in page
    assert "Jansen &amp; Zn. &lt;Zuid&gt; *Best*" in page


@pytest.mark.parametrize(("reason", "by"), [("", "d"), ("r", "  "), ("twee\nregels", "d")])
def test_a_decision_without_a_proper_reason_or_name_is_refused(root: Path, reason: str, by: str) -> None:
    put(root, "2026-03-01")
    with pytest.raises(CannotWork, match="één gewone regel"):
        withdraw(root, "2026-03-01", reason, by)


def test_an_unknown_version_is_named_with_the_known_ones(root: Path) -> None:
    put(root, "2026-03-01")
    with pytest.raises(CannotWork, match=r"2026-04-01 is niet gepubliceerd.*2026-03-01"):
        withdraw(root, "2026-04-01")


# Tags


def test_a_version_has_an_annotated_tag_with_the_fingerprint_of_its_manifest(root: Path) -> None:
    put(root, "2026-03-01")
    text = git(root, "for-each-ref", "--format=%(objecttype) %(contents)", "refs/tags/revisie/2026-03-01")
    print_ = json.loads(show(root, "regime.json"))["versies"][0]["manifest"]
    assert text.startswith("tag Revisie 2026-03-01")
    assert f"Manifest-SHA-256: {print_}" in text
    assert git(root, "rev-parse", "revisie/2026-03-01^{commit}") == tip(root)


def test_with_a_key_in_gits_ordinary_settings_the_tag_is_signed(root: Path, tmp_path: Path) -> None:
    import subprocess

    key = tmp_path / "sleutel"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    signers = tmp_path / "ondertekenaars"
    signers.write_text(f"tester@voorbeeld.example {key.with_suffix('.pub').read_text()}")
    for name, value in (("gpg.format", "ssh"), ("user.signingkey", str(key)), ("gpg.ssh.allowedSignersFile", str(signers))):
        git(root, "config", name, value)
    put(root, "2026-03-01")
    withdraw(root, "2026-03-01")
    for tag in ("revisie/2026-03-01", "intrekking/2026-03-01"):
        done = subprocess.run(["git", "verify-tag", tag], cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "tester@voorbeeld.example" in done.stderr + done.stdout
    git(root, "config", "tag.gpgSign", "false")
    put(root, "2026-05-01")
    assert "SIGNATURE" not in git(root, "cat-file", "tag", "revisie/2026-05-01")


def test_a_key_that_cannot_be_used_publishes_nothing(root: Path, tmp_path: Path) -> None:
    git(root, "config", "gpg.format", "ssh")
    git(root, "config", "user.signingkey", str(tmp_path / "weg"))
    refused = land(root, site(tmp_path / "s", "2026-03-01"), "2026-03-01")
    assert refused.code == 2
    assert not tip(root)


def test_each_manifest_holds_the_fingerprint_of_the_one_before_whatever_their_dates(root: Path) -> None:
    for name in ("2026-03-01", "2025-01-01", "2027-01-01"):
        put(root, name)
    rows = {row["versie"]: row for row in json.loads(show(root, "regime.json"))["versies"]}
    chain = {name: json.loads(show(root, f"{name}/manifest.json"))["vorige"] for name in rows}
    assert chain["2026-03-01"] is None
    assert chain["2025-01-01"] == {"versie": "2026-03-01", "manifest": rows["2026-03-01"]["manifest"]}
    assert chain["2027-01-01"] == {"versie": "2025-01-01", "manifest": rows["2025-01-01"]["manifest"]}
