"""Contacts that are kept up to date reach the root by themselves, dated and whole or not at all, while rules and versions stay as they were."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handbook.build import live_contacts
from handbook.core.edition import Edition
from handbook.core.errors import Ended
from handbook.core.version_name import VersionName
from handbook.publish import contacts, rebuild
from handbook.verify import Difference
from tests.support import proving
from tests.support.fork import handbook
from tests.support.handbooks import TINY, draw
from tests.support.publishing import GH_PAGES, bare, clone, commit, finish, git, repository, show, start, tip, trees
from tests.support.trees import whole

CONTACT = "versies/contact.json"
NUMBER, NEW = "+31 20 555 45 67", "+31 20 555 99 88"
FIRST, LATER = "2026-11-10", "2026-11-22"
MARKED = f'    telefoon: "{NUMBER}"\n    actueel_houden: true\n'


def facts() -> str:
    """The facts of the tiny handbook, in which HR is kept up to date."""
    return (TINY / "variables.yml").read_text("utf-8").replace(f'    telefoon: "{NUMBER}"\n', MARKED)


def known(root: Path, text: str, message: str = "gegevens") -> str:
    (root / "variables.yml").write_text(text, "utf-8")
    return commit(root, message)


def bring(root: Path, day: str = FIRST, push: str | None = None, **how: Any) -> str:
    """What the act says on a day; what ends it, too."""
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOEK_VANDAAG", day)
        try:
            contacts.bring(proving.project(root), push=push, dry_run=how.pop("dry_run", False), say=said.append, **how)
        except Ended as end:
            said.append(f"{end.exit_code}: {end}")
    return "\n".join(said)


def kept(root: Path) -> Any:
    return json.loads(show(root, CONTACT))


def numbers(root: Path) -> dict[str, list[str]]:
    return {
        role["rol"]: [way["tekst"].replace("\u00a0", " ") for one in role["mensen"] for way in one["wegen"]]
        for role in kept(root)["rollen"]
    }


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One version, and the details of HR beside it."""
    root = repository(tmp_path_factory.mktemp("contacten") / "h")
    proving.add(root, "2026-11-01", FIRST)
    known(root, facts())
    said = bring(root)
    assert said.startswith("De contactgegevens van hr worden nu bijgehouden, alleen op deze computer. Zij staan op https://")
    assert "bijgewerkt" not in said + show(root, "versies/contact.html")
    assert 'Contact bijgehouden sinds <span class="datum">10 november 2026</span>.' in show(root, "versies/contact.html")
    return root


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return proving.copied(begun, tmp_path / "h")


def differences(root: Path) -> list[Difference]:
    """What verify finds, with the sources at hand as the command line has them."""
    edition = Edition(contacts=live_contacts.in_commits(root, Edition()))
    return proving.differences(root, edition=edition)[0]


def test_a_new_number_changes_one_file_and_no_version(root: Path) -> None:
    before, old = trees(root), tip(root)
    known(root, facts().replace(NUMBER, NEW))
    assert bring(root, LATER, dry_run=True) == "Proef: de contactgegevens van hr zouden worden bijgewerkt. Er is niets veranderd."
    assert tip(root) == old
    assert "bijgewerkt, alleen op deze computer" in bring(root, LATER)
    assert numbers(root) == {"hr": [NEW, "hr@proefhuis.test"]}
    assert [one["dag"] for one in kept(root)["geschiedenis"]] == [FIRST, LATER]
    assert 'Contact bijgewerkt op <span class="datum">22 november 2026</span>.' in show(root, "versies/contact.html")
    changed = {name for name, entry in trees(root).items() if before[name] != entry}
    assert changed <= {"versies", "zoeken", "regime.json", "op", "404.html", "sitemap.xml", "atom.xml", "timemap.wlnk"}
    assert proving.refused(root, old) == ""
    assert bring(root, LATER) == "De contactgegevens op de website kloppen al met wat hier staat. Er is niets veranderd."
    assert differences(root) == []
    beside = ("    actueel_houden: true\n", "    actueel_houden: true\n  - naam: W. Smit\n    telefoon: '112'\n")
    two = facts().replace(NUMBER, NEW).replace("  hr:\n    naam", "  hr:\n  - naam").replace(*beside)
    known(root, two, "één van de twee")
    assert bring(root, LATER).endswith("\nBij hr houdt u niet bij: W. Smit. Moet dat wel? Zet er ook bij: actueel_houden: true")


def test_without_a_mark_there_is_nothing_and_a_mark_that_goes_leaves_an_address(tmp_path: Path, root: Path) -> None:
    bare_root = repository(tmp_path / "zonder")
    proving.add(bare_root, "2026-11-01", FIRST)
    known(bare_root, (TINY / "variables.yml").read_text("utf-8"))
    assert bring(bare_root) == "In variables.yml staat bij geen enkel contact actueel_houden: true. Er is niets veranderd."
    assert CONTACT not in git(bare_root, "ls-tree", "-r", "--name-only", GH_PAGES)
    assert "contact.html" not in show(bare_root, "versies/index.html")
    known(root, (TINY / "variables.yml").read_text("utf-8"), "geen merk meer")
    said = bring(root, LATER)
    assert "van hr worden niet meer bijgehouden, alleen op deze computer. Zij zijn weg van " in said
    assert "handbook take-down VERSIE --page PAGINA" in said
    assert "bijgewerkt" not in said
    assert kept(root)["rollen"] == []
    assert "Op dit moment zijn dat er geen." in show(root, "versies/contact.html")
    assert "contact.html" in show(root, "versies/index.html")
    assert differences(root) == []


def test_facts_with_a_mistake_or_of_the_example_change_nothing(root: Path) -> None:
    old = tip(root)
    known(root, facts().replace("hr@proefhuis.test", "hr@"))
    assert bring(root, LATER).startswith("1: variables.yml:")
    known(root, facts().replace("hr@proefhuis.test", "hr@voorbeeld.example"))
    assert bring(root, LATER).startswith("4: Nog van het voorbeeld")
    (root / "variables.yml").write_text(facts(), "utf-8")
    assert "nog niet vastgelegd" in bring(root, LATER)
    assert tip(root) == old


def test_sources_of_before_never_set_details_back(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    known(root, facts().replace(NUMBER, NEW))
    bring(root, LATER)
    git(root, "switch", "--quiet", "--detach", first)
    known(root, facts().replace("Afdeling HR", "Personeelszaken"))
    said = bring(root, LATER)
    assert said.startswith("4: De contactgegevens op de website blijven zoals zij zijn")
    assert numbers(root) == {"hr": [NEW, "hr@proefhuis.test"]}
    # The advice leads out.
    assert "bijgewerkt" in bring(root, LATER, anyway=True)
    assert numbers(root) == {"hr": [NUMBER, "hr@proefhuis.test"]}


def test_of_two_that_race_one_goes_first_and_the_other_goes_on_or_is_refused(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "remote")
    git(root, "push", "--quiet", str(remote), "main", "gh-pages", "--tags")
    one, other = clone(remote, tmp_path / "een"), clone(remote, tmp_path / "ander")
    known(one, facts().replace(NUMBER, NEW))
    known(other, facts().replace("hr@", "pz@"))
    running = [start(["contact", str(here), "origin"]) for here in (one, other)]
    done = [finish(each) for each in running]
    assert sorted(each.code for each in done) == [0, 4], done
    assert len(json.loads(git(remote, "show", f"gh-pages:{CONTACT}"))["geschiedenis"]) == 2


def test_what_was_put_there_by_hand_is_found_and_comes_back(root: Path) -> None:
    """Also where register and page agree with it: the sources say otherwise."""
    right, old = show(root, CONTACT), tip(root)
    proving.put(root, {CONTACT: right.replace("45 67", "66 66").replace("4567", "6666") + "\n"})
    assert {one.path for one in differences(root)} == {CONTACT, "versies/contact.html"}
    assert "met de hand gewijzigd" in bring(root, LATER)
    said: list[str] = []
    rebuild.rebuild(proving.project(root), date.fromisoformat(FIRST), push=None, say=said.append)
    assert "De contactgegevens zijn teruggezet zoals zij waren op 10 november 2026." in said[1]
    assert show(root, CONTACT) == right
    assert differences(root) == []
    forged = proving.copied(root, root.parent / "vervalst")
    known(forged, facts().replace("45 67", "66 66"), "van een ander")
    bring(forged, FIRST)
    lying = show(forged, CONTACT).replace(git(forged, "rev-parse", "HEAD"), git(root, "rev-parse", "HEAD")) + "\n"
    proving.put(root, {CONTACT: lying})
    found = differences(root)
    assert [str(one) for one in found if "anders dan in commit" in one.what]
    assert "dit maakt het archief onjuist" in proving.refused(root, old)


def test_history_is_not_dropped_and_the_file_does_not_vanish(root: Path) -> None:
    known(root, facts().replace(NUMBER, NEW))
    first = tip(root)
    bring(root, LATER)
    late = tip(root)
    # The tree of before on top of it: all of it agrees with itself.
    back = git(root, "commit-tree", "-p", late, "-m", "terug", f"{first}^{{tree}}")
    git(root, "update-ref", GH_PAGES, back)
    assert f"{CONTACT} gaat niet verder op wat er staat" in proving.refused(root, late)
    git(root, "update-ref", GH_PAGES, late)
    proving.put(root, {CONTACT: None, "versies/contact.html": None})
    assert f"{CONTACT}: " in "\n".join(map(str, differences(root)))
    rebuild.rebuild(proving.project(root), date.fromisoformat(LATER), push=None, say=lambda _: None)
    assert numbers(root) == {"hr": [NEW, "hr@proefhuis.test"]}


def test_it_goes_on_where_nothing_applies_and_beside_an_archive_of_before(root: Path, tmp_path: Path) -> None:
    proving.repeal(root, "2026-11-01", "2026-11-25", day=LATER)
    known(root, facts().replace(NUMBER, NEW))
    assert "bijgewerkt" in bring(root, LATER)
    assert differences(root) == []
    earlier = tmp_path / "eerder"
    repository(earlier)
    git(
        earlier,
        "fetch",
        "--quiet",
        str(Path(__file__).parents[1] / "verify/earlier/0.5.0.bundle"),
        "gh-pages:gh-pages",
        "refs/tags/*:refs/tags/*",
    )
    before = trees(earlier)
    known(earlier, facts())
    assert "bijgehouden" in bring(earlier)
    assert {name: entry for name, entry in trees(earlier).items() if VersionName.or_none(name)} == {
        name: entry for name, entry in before.items() if VersionName.or_none(name)
    }
    assert differences(earlier) == []


def test_publishing_brings_them_along_and_a_merge_needs_no_revision(tmp_path: Path) -> None:
    """Real builds: a new number is no other text, a new rule is; a correction has the facts of its own day."""
    remote, root = bare(tmp_path / "remote"), repository(tmp_path / "h")
    draw(root, {".gitignore": "__pycache__/\n", "variables.yml": facts()})
    git(root, "remote", "add", "origin", str(remote))
    begin = commit(root, "handboek")
    first = handbook(root, "publish", "--push", "origin", HANDBOEK_VANDAAG=FIRST)
    assert (first.returncode, "contactgegevens van hr worden nu bijgehouden, op origin" in first.stdout) == (0, True), (
        first.stdout + first.stderr
    )
    page = whole(show(root, "2026-01-01/gegevens/index.html"))
    assert page.count('data-contact=""') == 1
    assert 'Uit de tekst van <span class="datum">1 januari 2026</span>.' in page
    version = trees(root)["2026-01-01"]
    known(root, facts().replace(NUMBER, NEW))
    checked = handbook(root, "check")
    assert checked.returncode == 0, checked.stdout
    merged = handbook(root, "publish", "--merged", begin, "--push", "origin")
    assert merged.returncode == 0, merged.stdout + merged.stderr
    assert json.loads(git(remote, "show", f"gh-pages:{CONTACT}")) == kept(root)
    assert numbers(root) == {"hr": [NEW, "hr@proefhuis.test"]}
    assert trees(root)["2026-01-01"] == version
    again = handbook(root, "publish", "--push", "origin")
    assert (again.returncode, "bestond al, met precies deze tekst" in again.stdout) == (0, True), again.stdout + again.stderr
    with (root / "docs/regels.md").open("a", encoding="utf-8") as rules:
        rules.write("\nEen regel erbij.\n")
    commit(root, "regel")
    assert handbook(root, "publish", "--push", "origin").returncode == 4
    assert handbook(root, "correct", "2026-01-01").returncode == 0
    revision = root / "docs/revisies/2026-01-01.2.md"
    adopted = (root / "docs/revisies/2026-01-01.md").read_text("utf-8")
    revision.write_text(adopted.replace("1 januari 2026", "1 januari 2026, verbetering 2"), "utf-8")
    commit(root, "verbetering")
    corrected = handbook(root, "publish", "--push", "origin")
    assert corrected.returncode == 0, corrected.stdout + corrected.stderr
    assert "De contactgegevens op de website blijven zoals zij zijn" in corrected.stdout
    assert numbers(root) == {"hr": [NEW, "hr@proefhuis.test"]}
    assert handbook(root, "verify").returncode == 0
