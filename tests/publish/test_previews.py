"""The preview of a proposal: a draft that says so on every page, on a branch of its own, which comes into an export and into nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from handbook import cli  # noqa: F401 - it lists the verbs
from handbook.archive import previews
from handbook.archive.git import Repository
from handbook.build import preview as converting
from handbook.core import command_line
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.proposal import Proposal
from handbook.export.web import export
from handbook.options import VERBS
from handbook.publish import previews as putting
from tests.support.fork import handbook
from tests.support.handbooks import ROOT, draw
from tests.support.previews import GOOD, WRONG, preview
from tests.support.proving import copied, differences, put
from tests.support.publishing import TODAY, bare, clone, commit, git, repository
from tests.support.trees import whole

TWELVE = Proposal(12)


@pytest.mark.parametrize(
    "typed", ["2026-11-01", "geldend", "../x", "pr-0", "pr-12 ", "PR-12", "pr-99999999999", "pr-", "pr-012", "pr-١٢", "12", ""]
)
def test_what_is_no_name_of_a_proposal_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        Proposal.parse(typed)
    done = command_line.run(VERBS, ["preview", "--remove", "--", typed])
    assert done == 2


def test_a_draft_becomes_a_preview_that_says_so_on_every_page(tmp_path: Path) -> None:
    root = draw(repository(tmp_path / "hr"), {".gitignore": "__pycache__/\n"})
    commit(root, "begin")
    page = root / "docs/regels.md"
    page.write_text(f"{page.read_text('utf-8')}\nVraag het aan HR.\n", "utf-8")
    remote = bare(tmp_path / "server.git")
    git(root, "remote", "add", "origin", remote.as_uri())
    done = handbook(root, "preview", "pr-12", "--base", "main", "--push", "origin")
    assert done.returncode == 0, done.stdout + done.stderr
    assert git(remote, "for-each-ref", "--format=%(refname)") == "refs/heads/voorbeeld/pr-12"
    assert git(remote, "rev-list", "--count", "voorbeeld/pr-12") == "1"
    shown = tmp_path / "te-zien"
    shown.mkdir()
    git(remote, f"--work-tree={shown}", "checkout", "voorbeeld/pr-12", "--", ".")
    files = {path.relative_to(shown).as_posix(): path for path in shown.rglob("*") if path.is_file()}
    pages = {name: whole(path.read_text("utf-8")) for name, path in files.items() if name.endswith(".html")}
    assert not {*files} & {"404.html", "sitemap.xml", "artikelen.json", "handboek.json"}
    for name, html in pages.items():
        assert '<meta name="robots" content="noindex">' in html and "wijzigingsvoorstel 12" in html and "canonical" not in html, name
        # In the page itself, so that no printer leaves it out.
        assert name.startswith("wat-verandert") or "Concept van wijzigingsvoorstel 12: geldt niet." in html, name
    assert 'href="../wat-verandert/"' in pages["regels/index.html"] and "Vraag het aan HR" in pages["wat-verandert/index.html"]
    assert "<style" not in pages["wat-verandert/index.html"]
    assert 'href="../../../2026-01-01/"' in "".join(pages.values()), "a version stands a folder higher than beside a draft"
    assert 'data-wortel="../../.."' in pages["index.html"]
    assert "Wijziging voorstellen" not in "".join(pages.values())
    # One that goes leaves nothing.
    gone = handbook(root, "preview", "pr-12", "--remove", "--push", "origin")
    assert (gone.returncode, git(remote, "for-each-ref")) == (0, "")
    assert "Er is geen voorbeeld van pr-12" in handbook(root, "preview", "pr-12", "--remove", "--push", "origin").stdout


def test_only_what_leads_out_of_the_site_goes_a_folder_higher(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(
        '<p class="concept">Concept.</p><a href="../../2026-01-01/#x">1</a> <a href="..">2</a> <a href="../../">3</a> <a href="/x">4</a>'
        ' <a href="mailto:hr@proefhuis.test">5</a> <a href="#x">6</a> <script src="../stijl/a.js"></script>',
        "utf-8",
    )
    converting.convert(tmp_path)
    assert (tmp_path / "a/index.html").read_text("utf-8") == (
        '<p class="concept">Concept. Lees <a href="../wat-verandert/">wat er verandert</a>, of <a href="../../../">de tekst die geldt</a>.</p><a href="../../../2026-01-01/#x">1</a>'
        ' <a href="..">2</a> <a href="../../../">3</a> <a href="/x">4</a>'
        ' <a href="mailto:hr@proefhuis.test">5</a> <a href="#x">6</a> <script src="../stijl/a.js"></script>'
    )


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("oordeel") / "r")


@pytest.mark.parametrize("what", WRONG)
def test_what_may_not_stand_on_a_website_is_no_preview(what: str, judged: Path) -> None:
    repo = Repository(judged)
    assert previews.wrong(repo, preview(judged, {})) is None
    assert previews.wrong(repo, preview(judged, WRONG[what]))


def test_what_looks_with_git_alone_knows_the_same_limits() -> None:
    script = (ROOT / "deploy/ci/look-preview.sh").read_text("utf-8")
    assert f"-le {previews.MOST} " in script and f"-le {previews.LARGEST} " in script
    assert f"({'|'.join(previews.ENDINGS)})" in script


def test_a_large_preview_is_looked_at_whole_and_a_name_without_letters_hides_nothing(judged: Path) -> None:
    """More names than a pipe holds, and a name that is no UTF-8: grep would say no more than that there is one."""
    script = ROOT / "deploy/ci/look-preview.sh"

    def looked(commit: str) -> str:
        return subprocess.run(
            ["bash", str(script), commit], cwd=judged, capture_output=True, text=True, errors="replace", check=False
        ).stderr

    many = {f"regels/{'lange-naam-' * 5}{number}/index.html": "<p>x" for number in range(2000)}
    text = git(judged, "hash-object", "-w", "--stdin", feed="<p>x")
    index = {"GIT_INDEX_FILE": str(judged / "index-van-een-groot-voorbeeld")}
    rows = "".join(f"100644 {text}\t{name}\0" for name in ["index.html", *many])
    git(judged, "read-tree", "--empty", env=index)
    git(judged, "update-index", "-z", "--index-info", feed=rows, env=index)
    assert looked(git(judged, "commit-tree", git(judged, "write-tree", env=index), "-m", "groot")) == ""
    tree = subprocess.run(
        ["git", "mktree", "-z"],
        input=b"".join(b"100644 blob %s\t%s\0" % (text.encode(), name) for name in (b"index.html", b"\xff.exe")),
        cwd=judged,
        capture_output=True,
        check=True,
    ).stdout.decode()
    odd = git(judged, "commit-tree", tree.strip(), "-m", "vreemd")
    assert previews.wrong(Repository(judged), odd)
    assert "hoort niet in een voorbeeld" in looked(odd)


def test_one_that_is_refused_changes_nothing(tmp_path: Path) -> None:
    root, site = repository(tmp_path / "r"), tmp_path / "gebouwd/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<p>concept", "utf-8")
    (site / "geheim.html").symlink_to("/etc/hostname")
    project = Project.find(root)
    with pytest.raises(putting.Unfit, match=r"geheim\.html is geen gewoon bestand"):
        putting.put(project, TWELVE, site, push=None, say=print)
    assert previews.known(Repository(root), Edition()) == {}
    (site / "geheim.html").unlink()
    said: list[str] = []
    for _ in range(2):
        putting.put(project, TWELVE, site, push=None, say=said.append)
    assert said == [
        "Het voorbeeld van pr-12 staat op de branch voorbeeld/pr-12.",
        "Het staat alleen op deze computer. Zo gaat het naar de git-server: handbook preview pr-12 --push origin",
        "Het voorbeeld van pr-12 stond al goed.",
    ]
    assert putting.listed(project) == "pr-12: voorbeeld/pr-12/"
    assert git(root, "status", "--porcelain") == ""


def test_broken_off_there_is_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, site = repository(tmp_path / "r"), tmp_path / "gebouwd/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<p>concept", "utf-8")

    def ended(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Repository, "move", ended)
        with pytest.raises(KeyboardInterrupt):
            putting.put(Project.find(root), TWELVE, site, push=None, say=print)
    assert previews.known(Repository(root), Edition()) == {} and git(root, "status", "--porcelain") == ""
    putting.put(Project.find(root), TWELVE, site, push=None, say=print)
    assert [*previews.known(Repository(root), Edition())] == [TWELVE]


def test_who_came_second_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, site = repository(tmp_path / "r"), tmp_path / "gebouwd/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<p>concept", "utf-8")
    remote = bare(tmp_path / "server.git")
    git(root, "remote", "add", "origin", remote.as_uri())
    seen = Repository.remote_refs

    def late(self: Repository, *asked: str) -> dict[str, str]:
        found = seen(self, *asked)
        git(root, "push", "--quiet", "origin", f"{preview(root, {})}:refs/heads/voorbeeld/pr-12")
        return found

    monkeypatch.setattr(Repository, "remote_refs", late)
    with pytest.raises(CannotWork, match="Iemand anders"):
        putting.put(Project.find(root), TWELVE, site, push="origin", say=print)
    assert git(remote, "show", "voorbeeld/pr-12:doel/index.html") == GOOD["doel/index.html"]


def test_an_export_has_the_previews_of_the_server_and_touches_no_version(
    proven: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDBOEK_VANDAAG", TODAY)
    root, remote, www = copied(proven, tmp_path / "project"), bare(tmp_path / "server.git"), tmp_path / "www"
    git(root, "push", "--quiet", remote.as_uri(), "main", "gh-pages", "--tags")
    here, said = clone(remote, tmp_path / "kloon"), list[str]()

    def exported(previews: str | None = None) -> dict[str, bytes]:
        said.clear()
        export(here, Edition(), www, plain=True, say=said.append, proposals=previews)
        return {path.relative_to(www).as_posix(): path.read_bytes() for path in www.rglob("*") if path.is_file()}

    archive = exported()
    for number, files in ((12, {}), (13, WRONG["a version"])):
        git(root, "push", "--quiet", remote.as_uri(), f"{preview(root, files)}:refs/heads/voorbeeld/pr-{number}")
    git(root, "push", "--quiet", remote.as_uri(), f"{preview(root, {})}:refs/heads/voorbeeld/pr-012")
    assert exported("origin") == {**archive, **{f"voorbeeld/pr-12/{name}": text.encode() for name, text in GOOD.items()}}
    assert any("pr-13 is niet klaargezet" in line for line in said)
    # Nobody takes them for a part of the archive, nor for something that must go.
    found, told = differences(here, folder=www)
    assert found == [] and "niet nagekeken" in told, (found, told)
    assert {*exported()} == {*archive, *(f"voorbeeld/pr-12/{name}" for name in GOOD)}
    assert any("--previews" in line for line in said) and not any("niet van het handboek" in line for line in said)
    # On the branch of the archive itself, where it would be kept for ever, it is no preview.
    git(here, "branch", "--quiet", "gh-pages", "origin/gh-pages")
    put(here, {"voorbeeld/pr-1/index.html": "<p>nagemaakt"})
    assert [one.path for one in differences(here)[0]] == ["voorbeeld"]
    git(here, "update-ref", "-d", "refs/heads/gh-pages")
    git(remote, "update-ref", "-d", "refs/heads/voorbeeld/pr-12")
    assert exported("origin") == archive and not (www / "voorbeeld").exists()
