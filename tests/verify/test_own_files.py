"""Files that are the organisation's own: listed on main with their fingerprints, and heeded alike by verify, the guard, export and a cleaning."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from handbook.archive import manifest, root_files
from handbook.core.edition import Edition
from handbook.sources import own_files
from tests.support.fork import handbook
from tests.support.hook import arm, pushed
from tests.support.proving import differences, put, raw
from tests.support.publishing import bare, commit, git, tip

HOST = "handboek.proefhuis.test\n"
LIST = f"gh-pages:\n  CNAME: {manifest.sha256(HOST.encode())}\n"


def lists(root: Path, text: str = LIST) -> None:
    (root / own_files.OWN_FILES_YML).write_text(text, "utf-8")
    commit(root, "eigen bestanden")


def verified(root: Path, *where: str) -> tuple[int, str]:
    done = handbook(root, "verify", *where)
    return done.returncode, done.stdout + done.stderr


def test_the_advice_leads_out(root: Path) -> None:
    put(root, {"CNAME": HOST})
    code, said = verified(root)
    assert (code, "CNAME: dit bestand hoort niet bij het archief" in said) == (1, True)
    # The message holds what must be typed.
    print_ = said.split("Zijn vingerafdruk is ")[1][:64]
    lists(root, f"gh-pages:\n  CNAME: {print_}\n")
    assert verified(root)[0] == 0
    put(root, {"CNAME": "elders.example\n"})
    code, said = verified(root)
    assert (code, "anders dan eigen-bestanden.yml zegt" in said) == (1, True)


def test_the_branch_itself_has_no_say(root: Path) -> None:
    put(root, {"CNAME": HOST, own_files.OWN_FILES_YML: LIST, "mkdocs.yml": "site_name: x"})
    code, said = verified(root)
    assert code == 1
    assert {"CNAME", "eigen-bestanden.yml", "mkdocs.yml"} <= {line.partition(":")[0] for line in said.splitlines()}


def test_what_is_not_in_a_commit_has_none_either(root: Path) -> None:
    put(root, {"CNAME": HOST})
    (root / own_files.OWN_FILES_YML).write_text(LIST, "utf-8")
    assert verified(root)[0] == 1


def test_the_guard_goes_by_what_main_said_before_the_push(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "ver.git")
    git(root, "push", "--quiet", str(remote), "main", "gh-pages", "--tags")
    git(root, "remote", "add", "origin", str(remote))
    arm(remote)
    put(root, {"CNAME": HOST})
    taken, said = pushed(root, "gh-pages")
    assert (taken, "CNAME: dit bestand hoort niet bij het archief" in said) == (False, True)
    lists(root)
    assert not pushed(root, "main", "gh-pages")[0]
    assert pushed(root, "main")[0]
    taken, said = pushed(root, "gh-pages")
    assert taken, said
    assert verified(root, "--remote", "origin")[0] == 0
    # And of a list with mistakes only the mending comes in.
    lists(root, "gh-pages: CNAME\n")
    assert pushed(root, "main")[0]
    put(root, {"CNAME": "elders.example\n"})
    assert "EIG002" in pushed(root, "gh-pages")[1]
    assert (verified(root)[0], "EIG002" in verified(root)[1]) == (1, True)
    lists(root)
    assert pushed(root, "main")[0]
    assert "anders dan eigen-bestanden.yml zegt" in pushed(root, "gh-pages")[1]


def test_export_hands_out_what_is_listed_and_nothing_else(root: Path, tmp_path: Path) -> None:
    lists(root)
    put(root, {"CNAME": HOST, "sw.js": "x", "extra/x.html": "x"})
    done = handbook(root, "export", str(tmp_path / "www"))
    assert done.returncode == 0, done.stderr
    assert "Niet klaargezet, want het hoort niet bij het archief: extra, sw.js. Kijk met: handbook verify" in done.stdout
    assert (tmp_path / "www/CNAME").read_text("utf-8") == HOST
    assert not (tmp_path / "www/sw.js").exists() and not (tmp_path / "www/extra").exists()
    code, said = verified(root, "--site", str(tmp_path / "www"))
    assert code == 0, said


def test_a_cleaning_takes_away_what_nobody_listed(root: Path) -> None:
    before = git(root, "rev-parse", "gh-pages^{tree}")
    lists(root, f"{LIST}  proef/index.html: {manifest.sha256(b'proef')}\n")
    rows = json.loads(raw(root, "versions.json"))
    more = [{"version": "proef", "title": "Proef", "aliases": ["nieuw"]}, {"version": "actueel", "title": "Actueel", "aliases": []}]
    foreign = {"sw.js": "x", "2028-01-01": "x", "2026-1-1/x.html": "x", "proef/sw.js": "x", "actueel/index.html": "x", "geldend/x.js": "x"}
    own = {"CNAME": HOST, "proef/index.html": "proef"}
    put(root, {**foreign, **own, "versions.json": json.dumps([*rows, *more], indent=2)})
    assert handbook(root, "register", "--rebuild").returncode == 0
    assert verified(root)[0] == 1
    done = handbook(root, "register", "--rebuild", "--clean")
    assert done.returncode == 0, done.stderr
    assert "Weggehaald, want het hoorde niet bij het archief: 2026-1-1, 2028-01-01, actueel, proef, sw.js." in done.stdout
    code, said = verified(root)
    assert code == 0, said
    assert raw(root, "CNAME").decode() == HOST
    put(root, {"CNAME": None, "proef": None, "versions.json": json.dumps(rows, indent=2)})
    assert handbook(root, "register", "--rebuild").returncode == 0
    assert git(root, "rev-parse", "gh-pages^{tree}") == before


def test_cleaning_without_rebuilding_is_no_question(root: Path) -> None:
    before = tip(root)
    done = handbook(root, "register", "--clean")
    assert (done.returncode, "Bij --clean hoort --rebuild" in done.stderr, tip(root)) == (2, True, before)


def test_what_the_program_makes_cannot_be_listed() -> None:
    made = root_files.names(Edition()) - {"robots.txt", Edition().alias}
    assert made | {".handboek", "voorbeeld"} == own_files.DERIVED


def test_a_clone_without_sources_knows_no_own_files(root: Path, tmp_path: Path) -> None:
    lists(root)
    put(root, {"CNAME": HOST})
    empty = tmp_path / "leeg"
    empty.mkdir()
    assert verified(empty, "--remote", root.as_uri())[0] == 1
    mirror = tmp_path / "spiegel.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", root.as_uri(), str(mirror)], check=True)
    assert differences(mirror, edition=Edition(own={"CNAME": manifest.sha256(HOST.encode())}))[0] == []
    assert verified(mirror)[0] == 0


def test_what_has_nothing_to_be_held_against_is_not_called_right(root: Path, tmp_path: Path) -> None:
    """Who may write to a folder may make manifests, chain and register agree again."""
    assert handbook(root, "export", str(tmp_path / "www")).returncode == 0
    here, elsewhere = (
        handbook(root, "verify", "--site", str(tmp_path / "www")),
        handbook(tmp_path, "verify", "--site", str(tmp_path / "www")),
    )
    assert (here.returncode, elsewhere.returncode) == (0, 0)
    assert "Alles klopt: elk bestand is zoals het is gepubliceerd." in here.stdout
    assert "Alles past bij elkaar, maar er was niets om het mee te vergelijken." in elsewhere.stdout
    assert "Alles klopt" not in elsewhere.stdout
