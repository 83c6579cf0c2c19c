"""Revisions that do not come in the order of their days: each goes out with its own text, or the refusal says what leads out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handbook.archive.source_history import PULL
from tests.support import publishing
from tests.support.advice import commands, follow, typed
from tests.support.fork import handbook
from tests.support.publishing import FIRST, GH_PAGES, bare, clone, commit, git, revise, show, tip, versions
from tests.support.trees import whole

WORDS = "U mag altijd om hulp vragen."
"""In the first text, and in those after it until somebody changes it."""

FEBRUARY, MARCH, APRIL = "2027-02-01", "2027-03-01", "2027-04-01"


def good(root: Path, *arguments: str) -> str:
    done = handbook(root, *arguments, HANDBOEK_VANDAAG=publishing.TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(root: Path, *arguments: str, code: int = 4) -> str:
    kept = ("for-each-ref", "refs/heads", "refs/tags")
    before = git(root, *kept)
    done = handbook(root, *arguments, HANDBOEK_VANDAAG=publishing.TODAY)
    assert done.returncode == code, done.stdout + done.stderr
    assert git(root, *kept) == before
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def _world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy, which is quicker than to clone it: a server with a handbook of which the first text is published, and a clone of it, on main."""
    folder = tmp_path_factory.mktemp("server")
    root = publishing.handbook(folder / "bron")
    rules = root / "docs/regels.md"
    rules.write_text(rules.read_text("utf-8").replace("## Vragen", f"{WORDS}\n\n## Vragen"), "utf-8")
    commit(root, "hulp")
    remote = bare(folder / "ver.git")
    git(root, "remote", "add", "origin", str(remote))
    git(root, "push", "--quiet", "origin", "main")
    good(root, "publish", "--push", "origin")
    git(remote, "repack", "-a", "-d", "--quiet")
    clone(remote, folder / "kloon")
    return folder


@pytest.fixture
def remote(_world: Path, tmp_path: Path) -> Path:
    return shutil.copytree(_world / "ver.git", tmp_path / "ver.git")


@pytest.fixture
def root(_world: Path, remote: Path, tmp_path: Path) -> Path:
    """A clone of it, on main."""
    root = shutil.copytree(_world / "kloon", tmp_path / "kloon")
    git(root, "remote", "set-url", "origin", remote.as_uri())
    return root


def write(root: Path, page: str, text: str) -> None:
    with (root / f"docs/{page}.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def prepare(root: Path, version: str, text: str = "") -> str:
    """A revision with its text, committed and pushed."""
    revise(root, version)
    write(root, "regels", text or f"Een zin van {version}.")
    made = commit(root, version)
    git(root, "push", "--quiet", "origin", "HEAD")
    return made


def links(root: Path, version: str, branch: str = GH_PAGES, page: str = "revisies/") -> set[str]:
    """The versions to which the list of revisions in a version leads, or another `page` of it."""
    html = whole(git(root, "show", f"{branch}:{version}/{page}index.html"))
    return set(re.findall(r'<a class="versie" href="[./]*([^"/]+)/"', html))


# A clone that stayed behind (field case 20)


def test_a_stale_clone_is_told_what_it_lacks_and_how_to_get_it(root: Path, remote: Path, tmp_path: Path) -> None:
    old = clone(remote, tmp_path / "oud")
    (root / "docs/vraag.md").write_text("---\ntitle: Vraag\ndescription: Een vraag.\n---\n# Vraag\n\nEen antwoord.\n", "utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("  - Revisies:", "  - Vraag: vraag.md\n  - Revisies:"), "utf-8")
    prepare(root, MARCH)
    good(root, "publish", "--push", "origin")
    revise(old, APRIL)
    commit(old, "april")
    for how in ((), ("--dry-run",)):
        said = refused(old, "publish", "--push", "origin", *how)
        assert f"Uw kopie mist revisie {MARCH}, en die is al gepubliceerd. Haal haar op met: {PULL}" in said
        assert "ADR001" not in said
    # Before that, once the clone knows the archive.
    git(old, "fetch", "--quiet")
    told = refused(old, "check", code=1)
    assert f"Uw kopie mist revisie {MARCH}" in told and PULL in told and "ADR001" not in told
    git(old, *PULL.split()[1:])
    assert "ARC001" not in good(old, "check")
    good(old, "publish", "--push", "origin")
    assert [*versions(remote)] == [APRIL, MARCH, FIRST]
    assert links(remote, APRIL) == {APRIL, MARCH, FIRST}


def test_a_branch_from_before_a_publication_is_merged_with_it(root: Path, remote: Path) -> None:
    git(root, "switch", "--quiet", "--create", "voorstel")
    revise(root, APRIL)
    commit(root, "april")
    git(root, "switch", "--quiet", "main")
    prepare(root, MARCH)
    good(root, "publish", "--push", "origin")
    git(root, "switch", "--quiet", "voorstel")
    said = refused(root, "check", code=1)
    advice = re.search(r"Uw kopie mist revisie 2027-03-01, .*: git (merge --no-edit \S+) \[ARC001\]", said)
    assert advice, said
    git(root, *advice[1].split())
    assert "ARC001" not in good(root, "check")


def test_the_file_of_a_published_revision_that_was_taken_away_is_put_back(root: Path) -> None:
    prepare(root, MARCH)
    good(root, "publish", "--push", "origin")
    (root / f"docs/revisies/{MARCH}.md").unlink()
    prepare(root, APRIL)
    said = refused(root, "publish", "--push", "origin")
    advice = re.search(r"Zet het bestand terug met: git (checkout \S+ -- \S+)", said)
    assert advice, said
    git(root, *advice[1].split())
    commit(root, "terug")
    good(root, "publish", "--push", "origin")


def test_a_date_that_somebody_else_took_is_told_before_anybody_merges(root: Path, remote: Path, tmp_path: Path) -> None:
    other = clone(remote, tmp_path / "ander")
    prepare(root, MARCH)
    good(root, "publish", "--push", "origin")
    path = revise(other, MARCH)
    path.write_text(path.read_text("utf-8").replace("De eerste revisie.", "Wat een ander wil."), "utf-8")
    commit(other, "ook maart")
    git(other, "fetch", "--quiet")
    said = refused(other, "check", code=1)
    assert f"Versie {MARCH} is al gepubliceerd, met andere gegevens: toelichting." in said and f"{MARCH}.2.md" in said
    assert f"Versie {MARCH} is al gepubliceerd" in refused(other, "publish", "--push", "origin", code=1)
    # Another first day leads out, once what was published is here.
    path.unlink()
    revise(other, APRIL)
    commit(other, "dan april")
    git(other, *PULL.split()[1:])
    good(other, "publish", "--push", "origin")
    assert [*versions(remote)] == [APRIL, MARCH, FIRST]


def test_without_the_archive_at_hand_the_check_says_nothing_of_it(root: Path) -> None:
    git(root, "branch", "--quiet", "--delete", "--remotes", "origin/gh-pages")
    revise(root, FEBRUARY)
    revise(root, MARCH)
    assert "ARC" not in good(root, "check")


# More than one in a commit (field case 11)


def test_two_revisions_in_one_commit_are_refused_with_the_way_out(root: Path, remote: Path) -> None:
    revise(root, FEBRUARY)
    prepare(root, MARCH)
    told = refused(root, "check", code=1)
    assert f"docs/revisies/{FEBRUARY}.md: Revisie {FEBRUARY} heeft geen gepubliceerde tekst" in told
    for how in ((), ("--dry-run",)):
        said = refused(root, "publish", "--push", "origin", *how)
        assert f"Revisie {FEBRUARY} heeft geen gepubliceerde tekst, en de tekst hier is die van revisie {MARCH}." in said
        assert f"handbook correct {FIRST} --date {FEBRUARY}" in said
        assert "Er is niets gepubliceerd." in said
    assert [*versions(remote)] == [FIRST]


def test_two_that_came_one_after_the_other_go_out_each_with_its_own_text(root: Path, remote: Path) -> None:
    february = prepare(root, FEBRUARY)
    write(root, "regels", "Een zin op weg naar maart.")
    commit(root, "op weg")
    march = prepare(root, MARCH)
    assert "ARC" not in good(root, "check")
    tried = good(root, "publish", "--push", "origin", "--dry-run")
    for version in (FEBRUARY, MARCH):
        assert f"Proef: versie {version} zou worden gepubliceerd." in tried
    assert [*versions(remote)] == [FIRST]
    said = good(root, "publish", "--push", "origin")
    assert f"Er zijn 2 revisies om te publiceren, op volgorde van datum: {FEBRUARY} en {MARCH}." in said
    assert f"Revisie {FEBRUARY} wordt gebouwd uit commit {february[:12]}" in said
    assert said.index(f"Versie {FEBRUARY} is gepubliceerd.") < said.index(f"Versie {MARCH} is gepubliceerd.")
    # Of the last one people are told, and whoever types that gets it.
    assert "announce" not in tried and said.count("handbook announce") == 1
    assert f"Een bericht voor medewerkers maakt u met: handbook announce {MARCH}\n" in said
    assert good(root, "announce", MARCH).startswith("Onderwerp: ")
    sources = {version: show(remote, f"{version}/manifest.json") for version in (FEBRUARY, MARCH)}
    assert february in sources[FEBRUARY] and march in sources[MARCH]
    pages = {version: show(remote, f"{version}/regels/index.html") for version in (FEBRUARY, MARCH)}
    assert f"Een zin van {FEBRUARY}." in pages[FEBRUARY] and "maart" not in pages[FEBRUARY] and MARCH not in pages[FEBRUARY]
    assert f"Een zin van {FEBRUARY}." in pages[MARCH] and "op weg naar maart" in pages[MARCH]
    assert links(remote, FEBRUARY) == {FIRST, FEBRUARY} and links(remote, MARCH) == {FIRST, FEBRUARY, MARCH}
    good(root, "verify", "--remote", "origin")
    assert "bestond al" in good(root, "publish", "--push", "origin")


def test_what_was_merged_as_a_whole_is_published_as_it_stood(root: Path, remote: Path) -> None:
    """March came into main before February, each from a branch of its own."""
    git(root, "switch", "--quiet", "--create", "februari")
    february = prepare(root, FEBRUARY)
    git(root, "switch", "--quiet", "main")
    (root / "docs/index.md").write_text((root / "docs/index.md").read_text("utf-8") + "\nEen zin voor maart.\n", "utf-8")
    revise(root, MARCH)
    commit(root, "maart")
    git(root, "merge", "--quiet", "--no-edit", "februari")
    good(root, "publish", "--push", "origin")
    assert [*versions(remote)] == [MARCH, FEBRUARY, FIRST]
    assert february in show(remote, f"{FEBRUARY}/manifest.json")
    assert "maart" not in show(remote, f"{FEBRUARY}/index.html")


def test_a_revision_whose_file_changed_since_has_no_text_any_more(root: Path) -> None:
    """What was decided is what its file says now; of the text of then nobody says that it belongs to that."""
    prepare(root, FEBRUARY)
    path = root / f"docs/revisies/{FEBRUARY}.md"
    prepare(root, MARCH)
    path.write_text(path.read_text("utf-8").replace("aard: materieel", "aard: redactioneel"), "utf-8")
    commit(root, "toch redactioneel")
    assert f"Revisie {FEBRUARY} heeft geen gepubliceerde tekst" in refused(root, "publish")


def test_a_mistake_in_the_later_one_stops_both_before_anything_moves(root: Path, remote: Path) -> None:
    prepare(root, FEBRUARY)
    prepare(root, MARCH, "Zie {{ werkgever.naamm }}.")
    assert "werkgever.naamm" in refused(root, "publish", "--push", "origin", code=1)
    assert [*versions(remote)] == [FIRST]


def test_a_form_that_changed_since_is_the_one_of_now(root: Path, remote: Path) -> None:
    """The text is of its own commit, the program and the look are those that publish."""
    prepare(root, FEBRUARY)
    style = root / "docs/stijl/handboek.css"
    style.write_text(style.read_text("utf-8") + ".van-nu { display: none; }\n", "utf-8")
    prepare(root, MARCH)
    good(root, "publish", "--push", "origin")
    assert show(remote, f"{FEBRUARY}/stijl/handboek.css").count(".van-nu") == 1
    assert tip(root) == tip(remote)


def test_a_merge_publishes_what_it_brought_and_what_that_leads_to(root: Path, remote: Path) -> None:
    facts = root / "variables.yml"
    facts.write_text(facts.read_text("utf-8").replace("  aanspreekvorm: u\n", "  aanspreekvorm: u\n  publiceren: samenvoegen\n"), "utf-8")
    begin = commit(root, "samenvoegen")
    prepare(root, FEBRUARY)
    middle = prepare(root, MARCH)
    said = good(root, "publish", "--push", "origin", "--merged", begin)
    assert f"Revisies {FEBRUARY} en {MARCH} zijn vastgesteld, en hun bestand is nu samengevoegd." in said
    assert [*versions(remote)] == [MARCH, FEBRUARY, FIRST]
    # What was published may be merged again: nothing happens.
    assert "Er is niets veranderd." in good(root, "publish", "--push", "origin", "--merged", begin)
    prepare(root, "2027-05-01")
    write(root, "regels", "Nog een zin.")
    other = commit(root, "alleen tekst")
    assert "niet veranderd" in good(root, "publish", "--push", "origin", "--merged", other)
    assert middle != other and [*versions(remote)] == [MARCH, FEBRUARY, FIRST]


# A change of a text that was published, also while later ones exist


URGENT, CORRECTED = "2026-12-15", f"{FIRST}.2"
NEWS = "Bel dag en nacht om hulp."


def fill_in(root: Path, version: str, told: str) -> None:
    """Fills in the file that `correct` prepared, as its own lines ask."""
    path = root / f"docs/revisies/{version}.md"
    text = path.read_text("utf-8").replace("status: concept", "status: vastgesteld")
    text = re.sub(r"# (?:Is alles besloten|Wie er nog meer).*\n", "", text).replace("#evaluatie: JJJJ-MM-DD", "evaluatie: 2028-01-01")
    text = text.replace("#bekendgemaakt: JJJJ-MM-DD", f"bekendgemaakt: {told}")
    council = f"besluiten:\n  - {{wie: or, wat: instemming, stand: verleend, datum: {told}}}"
    text = text.replace("#besluiten:", council).replace("#  - {", "  - {").replace("datum: JJJJ-MM-DD", f"datum: {told}")
    path.write_text(text, "utf-8")


def reword(root: Path, new: str, old: str = "") -> None:
    path = root / "docs/regels.md"
    text = path.read_text("utf-8")
    assert (old or WORDS) in text
    path.write_text(text.replace(old or WORDS, new), "utf-8")


@pytest.fixture
def ahead(root: Path) -> Path:
    """A text is announced for March, with a page that the first one does not have."""
    (root / "docs/vraag.md").write_text("---\ntitle: Vraag\ndescription: Een vraag.\n---\n# Vraag\n\nEen antwoord.\n", "utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("  - Revisies:", "  - Vraag: vraag.md\n  - Revisies:"), "utf-8")
    prepare(root, MARCH)
    good(root, "publish", "--push", "origin")
    return root


def advice(said: str, code: str) -> list[str]:
    """The command that a finding ends with."""
    found = re.search(rf"(?:git|handbook) (\S[^.]*(?:\.\d[^.]*)*) \[{code}\]", said)
    assert found, said
    return found[1].split()


def test_a_text_is_corrected_while_a_later_one_exists(ahead: Path, remote: Path) -> None:
    """And then all that the checks say is followed, until they say nothing any more."""
    root, march = ahead, publishing.trees(ahead)[MARCH]
    said = good(root, "correct", FIRST)
    assert git(root, "symbolic-ref", "--short", "HEAD") == f"verbetering/{CORRECTED}"
    assert "Terug naar waar u was: git switch main" in said and git(root, "status", "--porcelain") == ""
    assert "5. Breng de verandering ook in de latere teksten: " in said
    # Rules say what the organisation calls its board.
    assert '#  - {wie: bestuur, naam: "de directie", wat: besluit, ' in (root / f"docs/revisies/{CORRECTED}.md").read_text("utf-8")
    assert f"Revisie {CORRECTED} wordt niet gepubliceerd: haar status is concept." in refused(root, "publish", "--push", "origin")
    reword(root, "U kunt altijd om hulp vragen.")
    fill_in(root, CORRECTED, "2026-11-20")
    commit(root, "verbeterd")
    git(root, "push", "--quiet", "--set-upstream", "origin", f"verbetering/{CORRECTED}")
    # March has a page more: that is no page of the text before this one.
    assert "ADR" not in good(root, "check")
    good(root, "publish", "--push", "origin")
    assert versions(remote) == {MARCH: [], CORRECTED: ["geldend"], FIRST: []}
    assert publishing.trees(remote)[MARCH] == march
    assert "U kunt altijd om hulp vragen." in show(remote, f"{CORRECTED}/regels/index.html")
    assert links(remote, CORRECTED) == {CORRECTED, FIRST}
    good(root, "verify", "--remote", "origin")

    git(root, "switch", "--quiet", "main")
    told = good(root, "check")
    assert f"waarschuwing: Uw kopie mist revisie {CORRECTED}" in told
    assert f"Versie {MARCH} is gepubliceerd vóór {CORRECTED} er was, en mist wat daarin is veranderd: regels.md" in told
    good(root, *advice(told, "ARC004"))
    assert git(root, "symbolic-ref", "--short", "HEAD") == f"verbetering/{MARCH}.2"
    told = good(root, "check")
    assert "ARC004" not in told
    git(root, *advice(told, "ARC001"))
    assert "U kunt altijd om hulp vragen." in (root / "docs/regels.md").read_text("utf-8")
    fill_in(root, f"{MARCH}.2", "2026-11-21")
    commit(root, "overgenomen")
    assert "ARC" not in good(root, "check")
    good(root, "publish", "--push", "origin")
    git(root, "switch", "--quiet", "main")
    for version in (CORRECTED, f"{MARCH}.2"):
        told = good(root, "check")
        assert f"Uw kopie mist revisie {version}" in told
        git(root, *advice(told, "ARC001"))
    assert "ARC" not in good(root, "check")
    assert [*versions(remote)] == [f"{MARCH}.2", MARCH, CORRECTED, FIRST]


def urgent(root: Path) -> None:
    """A text that comes before March, made on a branch of its own and merged into main."""
    good(root, "correct", FIRST, "--date", URGENT)
    reword(root, NEWS)
    fill_in(root, URGENT, "2026-11-20")
    commit(root, "spoed")
    git(root, "push", "--quiet", "origin", "HEAD")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-edit", f"verbetering/{URGENT}")


def test_an_urgent_text_comes_before_one_that_is_announced(ahead: Path, remote: Path) -> None:
    root, march = ahead, publishing.trees(ahead)[MARCH]
    # Merged as it is, main publishes the urgent text as it stood on its branch.
    urgent(root)
    assert f"Versie {URGENT} is gepubliceerd." in good(root, "publish", "--push", "origin")
    assert [*versions(remote)] == [MARCH, URGENT, FIRST] and publishing.trees(remote)[MARCH] == march
    assert "Een antwoord" not in show(remote, f"{URGENT}/index.html") and f"{URGENT}/vraag/" not in show(remote, "sitemap.xml")
    assert links(remote, URGENT) == {FIRST, URGENT}
    told = good(root, "check")
    assert "mist wat daarin is veranderd: regels.md" in told and "De tekst hier heeft die wijziging al." in told
    # With the words of March in its place the copy at hand has all that was published, and March needs nothing.
    git(root, "checkout", "--quiet", "HEAD^1", "--", "docs/regels.md")
    commit(root, "de tekst van maart")
    assert f"handbook correct {MARCH} [ARC004]" in good(root, "check")
    said = good(root, "publish", "--push", "origin", "--dry-run")
    assert "bestond al" in said and "ARC001" not in said
    good(root, "verify", "--remote", "origin")


@pytest.mark.parametrize("words", [NEWS, "Bel om hulp, dag en nacht."], ids=["as-merged", "merged-by-hand"])
def test_main_with_the_urgent_change_becomes_a_correction_of_the_later_text(words: str, ahead: Path, remote: Path) -> None:
    """The check and the refusal say the same, and that leads out."""
    root = ahead
    urgent(root)
    good(root, "publish", "--push", "origin")
    if words != NEWS:
        reword(root, words, NEWS)
        commit(root, "in eigen woorden")
    way = re.search(r"(De tekst hier heeft die wijziging al\. .*) \[ARC004\]", good(root, "check"))
    assert way
    assert way[1] in refused(root, "publish", "--push", "origin")
    copied = re.search(r"kopieer (\S+) naar (\S+), .* publiceer met: handbook (publish --push origin)$", way[1])
    assert copied
    text = (root / copied[1]).read_text("utf-8").replace(f"besluiten.proefhuis.test/{MARCH}", "besluiten.proefhuis.test/spoed")
    (root / copied[2]).write_text(re.sub("bekendgemaakt: .*", "bekendgemaakt: 2026-11-21", text), "utf-8")
    commit(root, "ook in maart")
    assert "ARC" not in good(root, "check")
    good(root, *copied[3].split())
    assert [*versions(remote)] == [f"{MARCH}.2", MARCH, URGENT, FIRST]
    assert words in show(remote, f"{MARCH}.2/regels/index.html") and "Een antwoord" in show(remote, f"{MARCH}.2/vraag/index.html")
    assert "ARC" not in good(root, "check")
    good(root, "verify", "--remote", "origin")


def test_of_two_urgent_changes_the_one_that_main_lacks_goes_along(ahead: Path) -> None:
    root, second = ahead, "2027-02-14"
    urgent(root)
    good(root, "publish", "--push", "origin")
    good(root, "correct", URGENT, "--date", second)
    write(root, "index", "Nog een zin met spoed.")
    fill_in(root, second, "2026-11-21")
    commit(root, "nog een")
    git(root, "push", "--quiet", "origin", "HEAD")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-edit", f"verbetering/{second}")
    good(root, "publish", "--push", "origin")
    git(root, "checkout", "--quiet", "HEAD^1", "--", "docs/index.md")
    commit(root, "zonder die zin")
    told = good(root, "check")
    assert re.search(r"veranderd: regels\.md.*\. De tekst hier heeft die wijziging al\.", told)
    assert re.search(
        rf"veranderd: index\.md\. De tekst hier mist die wijziging ook\. Zet haar erin, en neem haar mee in \S*{MARCH}\.2\.md\.", told
    )
    write(root, "index", "Nog een zin met spoed.")
    commit(root, "met die zin")
    assert good(root, "check").count("De tekst hier heeft die wijziging al.") == 2


def test_a_squashed_correction_is_published_from_its_branch(ahead: Path, remote: Path) -> None:
    """A merge that leaves no trace of the branch leaves no commit with its text either."""
    root = ahead
    good(root, "correct", FIRST)
    reword(root, "U kunt altijd om hulp vragen.")
    fill_in(root, CORRECTED, "2026-11-20")
    commit(root, "verbeterd")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--squash", f"verbetering/{CORRECTED}")
    commit(root, "verbeterd (#7)")
    said = refused(root, "publish", "--push", "origin")
    assert f"Maak haar tekst apart klaar met: handbook correct {FIRST}." in said
    again = refused(root, "correct", FIRST, code=2)
    assert f"De branch verbetering/{CORRECTED} is er al. Ga daar verder met: git switch verbetering/{CORRECTED}" in again
    git(root, "switch", "--quiet", f"verbetering/{CORRECTED}")
    good(root, "publish", "--push", "origin")
    git(root, "switch", "--quiet", "main")
    assert "ARC00" not in good(root, "check").replace("ARC004", "")


def test_of_two_in_one_commit_the_first_is_prepared_apart(root: Path, remote: Path) -> None:
    """The advice of the refusal, followed to the end."""
    revise(root, FEBRUARY)
    prepare(root, MARCH)
    said = refused(root, "publish", "--push", "origin")
    command = re.search(r"handbook (correct \S+ --date \d{4}-\d\d-\d\d)", said)
    assert command, said
    good(root, *command[1].split())
    assert (root / f"docs/revisies/{FEBRUARY}.md").read_text("utf-8") == git(root, "show", f"main:docs/revisies/{FEBRUARY}.md") + "\n"
    assert not (root / f"docs/revisies/{MARCH}.md").exists()
    write(root, "regels", "Alleen wat in februari verandert.")
    commit(root, "februari apart")
    good(root, "publish", "--push", "origin")
    git(root, "switch", "--quiet", "main")
    assert "ARC" not in good(root, "check")
    good(root, "publish", "--push", "origin")
    assert [*versions(remote)] == [MARCH, FEBRUARY, FIRST]
    good(root, "verify", "--remote", "origin")


def test_without_anything_published_the_later_one_is_taken_out_first(tmp_path: Path) -> None:
    root = publishing.handbook(tmp_path / "handboek")
    revise(root, FEBRUARY)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--amend", "--message", "twee")
    both = git(root, "rev-parse", "HEAD")
    assert f"Haal docs/revisies/{FEBRUARY}.md en de wijzigingen die daarbij horen weg" in refused(root, "publish")
    git(root, "rm", "--quiet", f"docs/revisies/{FEBRUARY}.md")
    commit(root, "eerst de eerste")
    good(root, "publish")
    git(root, "checkout", "--quiet", both, "--", f"docs/revisies/{FEBRUARY}.md")
    commit(root, "terug")
    good(root, "publish")
    assert [*versions(root)] == [FEBRUARY, FIRST]


def test_a_correction_is_published_by_the_program_of_now(root: Path, remote: Path) -> None:
    style = root / "docs/stijl/handboek.css"
    style.write_text(style.read_text("utf-8") + ".van-nu { display: none; }\n", "utf-8")
    (root / "overrides/nieuw.html").write_text("<p>nieuw</p>\n", "utf-8")
    commit(root, "een nieuwe vorm")
    said = good(root, "correct", FIRST)
    assert "5. Breng de verandering ook op main: " in said and "latere" not in said
    assert (root / "overrides/nieuw.html").exists()
    fill_in(root, CORRECTED, "2026-11-20")
    commit(root, "verbeterd")
    good(root, "publish", "--push", "origin")
    assert ".van-nu" in show(remote, f"{CORRECTED}/stijl/handboek.css") and ".van-nu" not in show(remote, f"{FIRST}/stijl/handboek.css")
    # What main has itself is merged without a conflict.
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-edit", f"verbetering/{CORRECTED}")
    assert "ARC" not in good(root, "check")


def test_a_merge_that_nobody_finished_is_called_that(ahead: Path) -> None:
    """Else "git add ." would be the advice, and both texts would go out."""
    root = ahead
    git(root, "switch", "--quiet", "--create", "ander", "HEAD~")
    (root / "README.md").write_text("de ene\n", "utf-8")
    commit(root, "de ene")
    git(root, "switch", "--quiet", "main")
    (root / "README.md").write_text("de andere\n", "utf-8")
    commit(root, "de andere")
    assert "CONFLICT" in typed(root, "git merge ander")
    said = refused(root, "publish", code=2)
    assert "Er is een samenvoeging begonnen die niet is afgemaakt: README.md." in said
    follow(root, said)
    assert "samenvoeging" not in good(root, "publish", "--dry-run")


def test_correct_refuses_what_it_cannot_do_and_leaves_all_as_it_was(ahead: Path) -> None:
    root = ahead
    said = {
        ("2026-05-05",): "Versie 2026-05-05 staat niet in het archief. Kies een versie die is gepubliceerd: 2026-01-01, 2027-03-01.",
        (FIRST, "--date", MARCH): f"Op {MARCH} is er al een tekst. Verbeter die met: handbook correct {MARCH}",
        (FIRST, "--date", "2025-12-01"): f"Kies achter --date een latere dag dan {FIRST}.",
        (FIRST, "--date", APRIL): f"Begin bij die met: handbook correct {MARCH} --date {APRIL}",
    }
    for arguments, sentence in said.items():
        assert sentence in refused(root, "correct", *arguments, code=2)
    (root / "los.txt").write_text("x", "utf-8")
    assert "Deze bestanden zijn nog niet vastgelegd: los.txt." in refused(root, "correct", FIRST, code=2)
    (root / "los.txt").unlink()
    # What git ignores is in no commit, and may be somebody's only copy.
    ignored = root / f"docs/revisies/{CORRECTED}.md"
    (root / ".gitignore").write_text(f"__pycache__/\n{CORRECTED}.md\n", "utf-8")
    commit(root, "negeren")
    ignored.write_text("eigen aantekening\n", "utf-8")
    assert f"De branch verbetering/{CORRECTED} is niet gemaakt, en er is niets veranderd." in refused(root, "correct", FIRST, code=2)
    assert ignored.read_text("utf-8") == "eigen aantekening\n"
    assert git(root, "symbolic-ref", "--short", "HEAD") == "main"


def test_a_correction_of_which_no_commit_is_left_is_followed_by_hand(root: Path, remote: Path, tmp_path: Path) -> None:
    """Its branch was never merged, and is gone from the server: what the messages say then, to the letter."""
    good(root, "correct", FIRST)
    reword(root, "U kunt altijd om hulp vragen.")
    fill_in(root, CORRECTED, "2026-11-20")
    source = commit(root, "verbeterd")
    file = (root / f"docs/revisies/{CORRECTED}.md").read_text("utf-8")
    good(root, "publish", "--push", "origin")
    git(remote, "gc", "--quiet", "--prune=now")
    here = clone(remote, tmp_path / "later")
    told = good(here, "check")
    assert f"Uw kopie mist revisie {CORRECTED}" in told and commands(told) == [PULL, "handbook serve [ARC001]"]
    git(here, *PULL.split()[1:])
    (here / f"docs/revisies/{CORRECTED}.md").write_text(file, "utf-8")
    commit(here, "teruggezet")
    assert "ARC" not in good(here, "check")
    said = refused(here, "correct", FIRST, code=2)
    assert f"Haal haar op met: git fetch origin {source}. Lukt dat niet? Maak zelf een branch bij een commit zonder latere revisies" in said
    assert any("exit 128" in answer for answer in follow(here, said.replace("handbook serve", "handbook versions")))
    git(here, "switch", "--quiet", "--create", "met-de-hand")
    revise(here, f"{FIRST}.3")
    reword(here, "Vraag altijd om hulp.")
    commit(here, "met de hand")
    good(here, "publish", "--push", "origin")
    good(here, "verify", "--remote", "origin")


ANY_DAY = {
    "2025-12-01": f"een latere dag dan {FIRST}",
    FIRST: "",
    MARCH: f"handbook correct {MARCH}",
    "2027-02-30": "Schrijf JJJJ-MM-DD",
    "morgen": "Schrijf JJJJ-MM-DD",
    "2026-02-01": "",
    APRIL: f"handbook correct {MARCH} --date {APRIL}",
}
"""Before the text's own day, that day, taken, no day at all, in the past, and behind a later text -> what to do, where it is refused."""


def test_correct_with_any_day_ends_where_its_advice_leads(ahead: Path) -> None:
    for day, mend in ANY_DAY.items():
        done = handbook(ahead, "correct", FIRST, "--date", day, HANDBOEK_VANDAAG=publishing.TODAY)
        said = done.stdout + done.stderr
        assert (done.returncode, mend in said, "Traceback" in said) == (2 if mend else 0, True, False), said
        if mend.startswith("handbook"):
            assert follow(ahead, said)[0].endswith("exit 0"), said
        elif mend:
            good(ahead, "correct", FIRST, "--date", URGENT)
        branch = git(ahead, "symbolic-ref", "--short", "HEAD")
        assert branch.startswith("verbetering/"), said
        git(ahead, "switch", "--quiet", "main")
        git(ahead, "branch", "--quiet", "--delete", "--force", branch)


WHY = ("--reason", "Er stond een naam in.", "--by", "de directie")
ASK = ("--ask", "Afdeling HR, hr@proefhuis.test")


def test_a_correction_of_what_was_taken_off_is_a_way_to_publish_it_without_the_passage(root: Path) -> None:
    good(root, "take-down", FIRST, "--article", "doel", *WHY, *ASK, "--yes", "--push", "origin")
    said = good(root, "correct", FIRST)
    assert "Let op: artikel 1.1 (doel) is van de website gehaald op 22 november 2026, op besluit van de directie." in said
    fill_in(root, CORRECTED, "2026-11-20")
    commit(root, "nog met het artikel")
    for how in (("--dry-run",), ()):
        said = refused(root, "publish", "--push", "origin", *how)
        assert "In deze tekst staat weer wat van de website is gehaald: artikel 1.1 (doel) van versie 2026-01-01" in said
    reword(root, "U kunt altijd om hulp vragen.")
    commit(root, "zonder de naam")
    good(root, "publish", "--push", "origin")
    assert WORDS not in show(root, f"{CORRECTED}/regels/index.html")
    # Whoever was to decide, did: that stands in the file that the board and the council saw.
    good(root, "correct", FIRST)
    reword(root, WORDS, "U kunt altijd om hulp vragen.")
    fill_in(root, f"{FIRST}.3", "2026-11-21")
    commit(root, "toch")
    assert "achter: weer_te_lezen:" in refused(root, "publish", "--push", "origin")
    path = root / f"docs/revisies/{FIRST}.3.md"
    path.write_text(path.read_text("utf-8").replace("\naard:", '\nweer_te_lezen: "De rechter vond het goed."\naard:'), "utf-8")
    commit(root, "besloten")
    good(root, "publish", "--push", "origin")
    assert WORDS in show(root, f"{FIRST}.3/regels/index.html")
    good(root, "verify", "--remote", "origin")


def test_a_text_that_was_repealed_is_followed_by_one_of_a_later_day(root: Path) -> None:
    good(root, "repeal", FIRST, "--from", "2026-11-22", "--instead", "geen", "--decided", "2026-11-20", *WHY, "--yes", "--push", "origin")
    said = refused(root, "correct", FIRST, code=2)
    assert f"Versie {FIRST} is ingetrokken vanaf 22 november 2026, en een verbetering van dezelfde dag zou dat ook zijn." in said
    good(root, *commands(said)[0].split()[1:])
    fill_in(root, "2026-11-22", "2026-11-22")
    reword(root, "U kunt altijd om hulp vragen.")
    commit(root, "nieuw")
    assert "Vandaag geldt versie 2026-11-22." in good(root, "publish", "--push", "origin")


def test_a_source_of_before_there_were_states_opens_in_the_form_of_now(tmp_path: Path) -> None:
    """What it says of its revisions stands on main in that form, for the check asks for it there."""
    root = publishing.handbook(tmp_path / "handboek")
    file, facts = root / f"docs/revisies/{FIRST}.md", root / "variables.yml"
    now = {path: path.read_text("utf-8") for path in (file, facts)}
    file.write_text(OLD_FORM.sub(of_before, now[file]), "utf-8")
    facts.write_text(
        now[facts].replace("medezeggenschap:\n", "medezeggenschap:\n  # Wat zij ervan vonden.\n  instemming: verleend\n"), "utf-8"
    )
    commit(root, "van vroeger")
    assert publishing.land(root, publishing.site(tmp_path / "site", FIRST, announced="2025-12-02"), FIRST).code == 0
    without = refused(root, "correct", "2026-05-05", code=2)
    assert FIRST in without
    good(root, "correct", FIRST)
    told = refused(root, "check", code=1)
    assert "REV024" in told and "VAR006" not in told
    git(root, "switch", "--quiet", "main")
    git(root, "branch", "--quiet", "--delete", "--force", f"verbetering/{CORRECTED}")
    for path, text in now.items():
        path.write_text(text, "utf-8")
    commit(root, "in de vorm van nu")
    said = good(root, "correct", FIRST)
    assert f"De gegevens van {FIRST} hadden nog een oude vorm." in said
    assert (file.read_text("utf-8"), "instemming" in facts.read_text("utf-8")) == (now[file], False)
    told = handbook(root, "check").stdout
    assert not re.search("REV003|REV024|VAR", told), told
    # The site here is made up, so the check finds other facts in it; the file of then would only bring the old form back.
    assert "Zet daarna in dit bestand de gegevens terug zoals zij waren." in told and "git checkout" not in told


OLD_FORM = re.compile(r"status: vastgesteld\n|besluiten:\n(?:  .*\n)+")


def of_before(found: re.Match[str]) -> str:
    """The same facts, as releases before 0.4.0 had them."""
    if found[0].startswith("status"):
        return ""
    return 'vastgesteld: 2025-12-01\nvastgesteld_door: "de directie"\nbesluiten:\n  - "Besluit van de directie van 1 december 2025"\n'


def test_a_clone_without_the_source_is_led_to_it(ahead: Path, remote: Path, tmp_path: Path) -> None:
    shallow = clone(remote, tmp_path / "ondiep", "--depth", "1", "--no-single-branch")
    said = refused(shallow, "correct", FIRST, code=2)
    fetch = re.search(r"Haal haar op met: git (fetch --unshallow origin)\.", said)
    assert fetch, said
    git(shallow, *fetch[1].split())
    good(shallow, "correct", FIRST)
    alone = clone(remote, tmp_path / "alleen", "--single-branch")
    said = refused(alone, "correct", FIRST, code=2)
    fetch = re.search(r"Haal het archief op met: git (fetch \S+ \S+)$", said.strip())
    assert fetch, said
    git(alone, *fetch[1].split())
    good(alone, "correct", FIRST)


@pytest.mark.parametrize("away", [False, True], ids=["", "no-network"])
def test_a_clone_that_does_not_know_the_archive_begins_none_of_its_own(root: Path, remote: Path, tmp_path: Path, away: bool) -> None:
    alone = clone(remote, tmp_path / "alleen", "--single-branch", "--no-tags")
    revise(alone, APRIL)
    commit(alone, "april")
    if away:
        remote.rename(tmp_path / "weg")
    said = refused(alone, "publish", code=2)
    assert "Er is niets veranderd." in said and git(alone, "branch", "--list", "gh-pages") == ""
    assert commands(said) == ["git fetch origin gh-pages:gh-pages"]
    if away:
        (tmp_path / "weg").rename(remote)
    follow(alone, said)
    good(alone, "publish")
    assert [*versions(alone)] == [APRIL, FIRST]


def test_a_correction_of_one_organisation_has_a_branch_of_its_own(root: Path) -> None:
    facts = (root / "variables.yml").read_text("utf-8")
    (root / "edities").mkdir()
    (root / "edities/zorg.yml").write_text(facts.replace("Proefhuis B.V.", "Zorggroep Zuid"), "utf-8")
    (root / "edities.yml").write_text("zorg:\n  gegevens: edities/zorg.yml\n", "utf-8")
    commit(root, "zorg")
    # The first text was never theirs: they begin with the next.
    prepare(root, MARCH)
    good(root, "publish", "--edition", "zorg")
    assert git(root, "ls-tree", "--name-only", "gh-pages-zorg").split().count(FIRST) == 0
    assert links(root, MARCH, "gh-pages-zorg") == {MARCH}
    assert FIRST in git(root, "show", f"gh-pages-zorg:{MARCH}/revisies/index.html")
    assert links(root, MARCH, "gh-pages-zorg", f"revisies/{FIRST}/") == set()
    assert "predecessor-version" not in git(root, "show", f"gh-pages-zorg:{MARCH}/index.html")
    said = good(root, "correct", MARCH, "--edition", "zorg")
    assert "handbook publish --edition zorg" in said
    assert git(root, "symbolic-ref", "--short", "HEAD") == f"verbetering/zorg/{MARCH}.2"
    fill_in(root, f"{MARCH}.2", "2026-11-20")
    commit(root, "verbeterd")
    good(root, "publish", "--edition", "zorg")
    assert links(root, f"{MARCH}.2", "gh-pages-zorg") == {MARCH, f"{MARCH}.2"}
    assert f'href="../{MARCH}/"' in whole(git(root, "show", f"gh-pages-zorg:{MARCH}.2/index.html"))
    # What was published already is compared with what is built now: again without those links.
    assert "precies deze tekst" in good(root, "publish", "--edition", "zorg")


def test_a_server_that_lost_its_archive_is_told_before_any_order_of_texts(ahead: Path, remote: Path) -> None:
    """March was published before the urgent text was, and the archive that tells so is gone."""
    root = ahead
    urgent(root)
    good(root, "publish", "--push", "origin")
    prepare(root, APRIL)
    git(root, "fetch", "--quiet", "origin")
    kept = git(remote, "for-each-ref", "refs/tags", GH_PAGES)
    git(remote, "update-ref", "--stdin", feed=git(remote, "for-each-ref", "--format=delete %(refname)", "refs/tags", GH_PAGES) + "\n")
    said = refused(root, "publish", "--push", "origin")
    assert "Het archief is weg van origin" in said and "handbook correct" not in said
    follow(root, said)
    assert git(remote, "for-each-ref", "refs/tags", GH_PAGES) == kept
    good(root, "verify", "--remote", "origin")


def test_what_has_a_tag_was_published_also_where_the_branch_is_gone(root: Path, remote: Path, tmp_path: Path) -> None:
    """Two came in one commit in the end, and both went out: nobody is sent to publish the first one again."""
    prepare(root, FEBRUARY)
    good(root, "publish", "--push", "origin")
    path = root / f"docs/revisies/{FEBRUARY}.md"
    path.write_text(path.read_text("utf-8") + "\nLater toegelicht.\n", "utf-8")
    prepare(root, MARCH)
    good(root, "publish", "--push", "origin")
    git(remote, "update-ref", "-d", "refs/heads/gh-pages")
    fresh = clone(remote, tmp_path / "vers")
    said = refused(fresh, "publish", "--push", "origin")
    assert "handbook register --rebuild" in said and "handbook correct" not in said and "om te publiceren" not in said
    assert "ARC" not in good(fresh, "check")
