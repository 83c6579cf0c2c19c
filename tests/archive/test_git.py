"""Reading and moving branches with a real git, in the odd places where projects stand."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from handbook.archive.branch import AtHand, BranchFiles, head_files, published_commit
from handbook.archive.git import AT_ONCE, Failed, Objects, Repository, environment
from handbook.core import cores
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import without_password
from tests.support.publishing import GH_PAGES, bare, clone, commit, git, repository, tip, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


def record(version: str) -> str:
    return json.dumps({"versie": version, "paginas": {}})


def newest_record(root: Path) -> dict[str, Any] | None:
    archive = AtHand.of(root, Edition())
    return archive.newest_record() if archive else None


def test_the_branch_is_read_at_its_tip_as_it_moves(root: Path) -> None:
    write(root, {"2026-01-01/index.html": "één", "CNAME": "x"})
    files = BranchFiles(root, Edition())
    assert files.read("2026-01-01/index.html") == "één".encode()
    assert files.read("/2026-01-01//index.html") == "één".encode()
    assert files.is_dir("2026-01-01/")
    assert files.is_dir("")
    assert not files.is_dir("CNAME")
    assert files.read("2026-01-01") is None
    assert files.read("2026-02-01/index.html") is None
    write(root, {"2026-02-01/index.html": "twee"})
    assert files.read("2026-02-01/index.html") == b"twee"
    git(root, "pack-refs", "--all")
    git(root, "gc", "--quiet", "--prune=now")
    write(root, {"2026-02-01/index.html": "drie"})
    assert files.read("2026-02-01/index.html") == b"drie"
    files.close()


@pytest.mark.parametrize(
    "path",
    [
        "../mkdocs.yml",
        "./CNAME",
        "a/../CNAME",
        "CNAME\nHEAD:mkdocs.yml",
        "CNAME\0",
        ".",
        "..",
        "x" * 5000,
        "CNAME missing",
        ":CNAME",
        "\udcff",
    ],
)
def test_a_path_that_leads_elsewhere_finds_nothing(root: Path, path: str) -> None:
    write(root, {"CNAME": "x"})
    files = BranchFiles(root, Edition())
    assert files.read(path) is None
    assert not files.is_dir(path)
    assert files.read("CNAME") == b"x"
    files.close()


def test_without_a_branch_or_a_repository_there_are_no_files(root: Path, tmp_path: Path) -> None:
    for place in (root, tmp_path):
        files = BranchFiles(place, Edition())
        assert files.read("index.html") is None
        assert not files.is_dir("")
        files.close()


def test_threads_share_one_reader(root: Path) -> None:
    write(root, {f"{n}.txt": f"{n}" * 1000 * n for n in range(1, 30)})
    files = BranchFiles(root, Edition())
    wrong: list[int] = []

    def read() -> None:
        wrong.extend(n for n in [*range(1, 30)] * 5 if files.read(f"{n}.txt") != (f"{n}" * 1000 * n).encode())

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    files.close()


def test_a_reader_whose_git_died_starts_another(root: Path) -> None:
    with Objects(root) as objects:
        assert objects.get("HEAD:mkdocs.yml")
        assert objects._process
        objects._process.kill()
        objects._process.wait()
        objects.get("HEAD:mkdocs.yml")
        assert objects.get("HEAD:mkdocs.yml") == ("blob", b"site_name: Proef\n")


def test_many_are_answered_as_one_by_one(root: Path) -> None:
    names = {f"{'lang' * 20}{n}.txt": f"tekst {n}" * n for n in range(200)}
    write(root, names)
    asked = [f"{GH_PAGES}:{name}" for name in ("er niet", *names, "met\nregel", "x" * (2 * AT_ONCE))] + [GH_PAGES, f"{GH_PAGES}^{{tree}}"]
    with Objects(root) as objects:
        assert objects.files([*asked, *asked]) == {spec: data for spec in asked if (data := objects.file(spec)) is not None}
        assert objects.ids(asked) == {spec: id for spec in asked if (id := objects.id(spec))}
        assert len(objects.ids(asked)) == len(objects.files(asked)) + 2 == len(names) + 2
        assert objects.files([]) == {}


def test_a_file_that_git_cannot_read_keeps_no_other_from_being_read(root: Path) -> None:
    write(root, {f"{n}.txt": f"tekst {n}" for n in range(5)})
    damaged = tip_blob(root, "2.txt")
    damaged.chmod(0o644)
    damaged.write_bytes(damaged.read_bytes()[:8])
    with Objects(root) as objects:
        found = objects.files(f"{GH_PAGES}:{n}.txt" for n in range(5))
    assert found == {f"{GH_PAGES}:{n}.txt": f"tekst {n}".encode() for n in (0, 1, 3, 4)}


def tip_blob(root: Path, path: str) -> Path:
    """Where git keeps the file."""
    id = git(root, "rev-parse", f"{GH_PAGES}:{path}")
    # fast-import puts a few files one by one on the disk.
    return root / ".git/objects" / id[:2] / id[2:]


def test_one_git_reads_for_all_who_hold_a_repository_and_ends_with_them(root: Path) -> None:
    repo = Repository(root)
    assert repo.commit("HEAD") and repo.entries("HEAD") and repo.read("HEAD:mkdocs.yml") == b"site_name: Proef\n"
    process = repo.objects._process
    assert process and process.poll() is None
    # A branch that comes meanwhile is seen too.
    assert repo.commit(GH_PAGES) is None
    made = write(root, {"CNAME": "x"})
    assert repo.commit(GH_PAGES) == made
    assert repo.objects._process is process
    del repo
    assert process.poll() is not None


def test_folders_are_written_one_after_the_other_and_a_wrong_one_says_why(root: Path) -> None:
    repo = Repository(root)
    blob = repo.entries("HEAD")["mkdocs.yml"]
    for names in ((), ("b", "a"), ("één map",)):
        tree = repo.make_tree(dict.fromkeys(names, blob))
        assert git(root, "-c", "core.quotePath=false", "ls-tree", "--name-only", tree).splitlines() == sorted(names)
    with pytest.raises(Failed, match="slash"):
        repo.make_tree({"a/b": blob})
    assert repo.make_tree({"a": blob}) == git(root, "mktree", feed=f"100644 blob {blob.id}\ta\n")
    many = [{f"{n}-{file}": blob for file in range(n)} for n in range(200)]
    assert repo.make_trees(many) == [repo.make_tree(folder) for folder in many]
    with pytest.raises(Failed, match="slash"):
        repo.make_trees([*many, {"a/b": blob}])


def test_files_below_a_folder_are_the_same_whoever_is_asked(root: Path) -> None:
    write(root, {name: name for name in ("a.txt", "één/b c.html", "één/diep/er/d", "koppeling")}, modes={"koppeling": "120000"})
    repo = Repository(root)
    for tree in (GH_PAGES, f"{GH_PAGES}:één"):
        assert repo.objects.below(f"{tree}^{{tree}}" if tree == GH_PAGES else tree) == repo.files_below(tree) != {}
    assert repo.objects.below(f"{GH_PAGES}:nergens") == {}


def test_a_setting_that_is_set_twice_is_the_last_one(root: Path) -> None:
    git(root, "config", "--add", "gpg.ssh.program", "een")
    git(root, "config", "--add", "gpg.ssh.program", "twee\nregels")
    found = Repository(root).settings()
    assert (found["gpg.ssh.program"], found["user.name"]) == (Repository(root).setting("gpg.ssh.program"), "Tester")


def test_the_texts_of_the_last_commit(root: Path) -> None:
    for name, body in {"docs/index.md": "een", "docs/één map/twee.md": "twee ë", "docs/plaatje.png": "geen", "los.md": "geen"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(body, encoding="utf-8")
    (root / "docs/latin.md").write_bytes(b"caf\xe9")
    (root / "docs/link.md").symlink_to("/etc/passwd")
    commit(root)
    (root / "docs/index.md").write_text("nog niet vastgelegd", encoding="utf-8")
    assert head_files(root) == {"docs/index.md": "een", "docs/één map/twee.md": "twee ë", "docs/latin.md": "caf\ufffd"}
    assert head_files(root, "docs/één map") == {"docs/één map/twee.md": "twee ë"}
    assert head_files(root, "nergens") == {}


def test_a_project_in_a_folder_of_a_repository_has_paths_of_its_own(root: Path) -> None:
    (root / "hr/docs").mkdir(parents=True)
    (root / "hr/docs/index.md").write_text("hr", encoding="utf-8")
    (root / "hr/mkdocs.yml").write_text("", encoding="utf-8")
    commit(root)
    assert head_files(root / "hr") == {"docs/index.md": "hr"}


def test_no_repository_no_commit_or_no_git_is_no_error(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "--quiet", "leeg")
    for place in (tmp_path, tmp_path / "leeg", root):
        assert head_files(place) == {}
        assert newest_record(place) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert head_files(root) == {}
    assert newest_record(root) is None
    with pytest.raises(CannotWork, match="git is niet gevonden"):
        Repository(root).commit("HEAD")


def test_git_is_started_only_where_it_can_find_a_repository(tmp_path: Path, root: Path) -> None:
    """As git sees it: upwards from a folder, through a link, in a folder of a repository alone, and in a worktree of another."""
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("een", encoding="utf-8")
    head = commit(root)
    (tmp_path / "koppeling").symlink_to(root / "docs")
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "kaal.git")
    git(root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "ernaast"))
    within = (root, root / "docs", tmp_path / "koppeling", tmp_path / "kaal.git", tmp_path / "kaal.git/refs", tmp_path / "ernaast/docs")
    for place in within:
        with Objects(place) as objects:
            assert (objects.id("HEAD"), objects.id("HEAD:docs/index.md")) == (head, git(root, "rev-parse", "HEAD:docs/index.md")), place
    (tmp_path / "later").mkdir()
    with Objects(tmp_path / "later") as objects:
        assert objects.id("HEAD") is None
        git(root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "later"))
        assert objects.id("HEAD") == head


def test_the_newest_version_counts_by_date_not_by_order_of_publication(root: Path) -> None:
    write(
        root,
        {
            f"{name}/handboek.json": record(name)
            for name in ("2026-03-01.2", "2026-03-01", "2026-03-01.10", "2025-01-01", "dev", "2026-13-45")
        },
    )
    assert newest_record(root) == {"versie": "2026-03-01.10", "paginas": {}}


@pytest.mark.parametrize("body", ["", "[]", "{", '"x"', "[" * 100_000, None])
def test_a_record_that_cannot_be_read_counts_as_none(root: Path, body: str | None) -> None:
    write(root, {"2026-01-01/index.html": "x"} | ({"2026-01-01/handboek.json": body} if body is not None else {}))
    assert newest_record(root) is None


def test_a_handbook_that_lies_loose_in_another_repository_has_nothing_published(root: Path) -> None:
    write(root, {"2026-01-01/handboek.json": record("2026-01-01")})
    (root / "los").mkdir()
    (root / "los/mkdocs.yml").write_text("", encoding="utf-8")
    assert newest_record(root) is not None
    assert newest_record(root / "los") is None


def test_the_published_branch_is_ours_or_that_of_origin_where_it_is_further(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "ver.git")
    first = write(root, {"a": "1"})
    git(root, "push", "--quiet", str(remote), "main", "gh-pages")
    here = clone(remote, tmp_path / "hier")
    repo = Repository(here)
    assert published_commit(repo, Edition()) == first
    git(here, "update-ref", GH_PAGES, first)
    second = write(root, {"a": "2"})
    git(root, "push", "--quiet", str(remote), "gh-pages")
    git(here, "fetch", "--quiet")
    assert published_commit(repo, Edition()) == second
    ours = write(here, {"a": "3"})
    assert published_commit(repo, Edition()) == ours


def test_the_files_are_those_of_the_published_branch_wherever_it_stands(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "ver.git")
    git(root, "push", "--quiet", str(remote), "main")
    here = clone(remote, tmp_path / "hier")
    files = BranchFiles(here, Edition())
    assert not files.is_dir("")

    def publish_elsewhere(text: str) -> None:
        write(root, {"a": text})
        git(root, "push", "--quiet", str(remote), "gh-pages")
        git(here, "fetch", "--quiet")

    publish_elsewhere("van origin")
    assert files.is_dir("")
    assert files.read("a") == b"van origin"
    git(here, "update-ref", GH_PAGES, tip(root))
    publish_elsewhere("origin is verder")
    assert files.read("a") == b"origin is verder"
    write(here, {"a": "van hier"})
    assert files.read("a") == b"van hier"
    publish_elsewhere("ook elders")
    assert files.read("a") == b"van hier"
    git(here, "update-ref", "-d", GH_PAGES)
    assert files.read("a") == b"ook elders"
    files.close()


def test_a_branch_moves_only_from_where_it_was_thought_to_be(root: Path) -> None:
    repo, (one, two) = Repository(root), (commit(root), commit(root))
    repo.move(GH_PAGES, one, None)
    with pytest.raises(Failed):
        repo.move(GH_PAGES, two, None)
    with pytest.raises(Failed):
        repo.move(GH_PAGES, two, two)
    assert tip(root) == one
    repo.move(GH_PAGES, two, one)
    assert tip(root) == two


def test_dirty_names_what_is_changed_and_what_is_new_but_not_what_is_ignored(root: Path) -> None:
    (root / ".gitignore").write_text("site/\n", encoding="utf-8")
    commit(root)
    assert Repository(root).dirty() == []
    git(root, "config", "status.showUntrackedFiles", "no")
    (root / "site").mkdir()
    (root / "site/x").write_text("x", encoding="utf-8")
    (root / "één nieuw.md").write_text("x", encoding="utf-8")
    (root / "mkdocs.yml").write_text("anders", encoding="utf-8")
    assert sorted(Repository(root).dirty()) == ["mkdocs.yml", "één nieuw.md"]


def test_a_machine_without_a_name_commits_under_a_neutral_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "--quiet", "kaal")
    for key, value in {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(key, value)
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    repo = Repository(tmp_path / "kaal")
    assert repo.identity()["GIT_AUTHOR_NAME"] == "Handboek"
    git(tmp_path / "kaal", "config", "user.name", "Ännë")
    assert repo.identity()["GIT_COMMITTER_NAME"] == "Ännë"
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Bouwserver")
    assert repo.identity()["GIT_COMMITTER_NAME"] == "Bouwserver"


def test_settings_of_a_build_server_in_the_environment_are_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Van de server")
    assert Repository(root).setting("user.name") == "Van de server"
    assert Repository(root).setting("core.hooksPath") == os.devnull


def test_a_hook_that_starts_us_does_not_lead_us_to_its_own_repository(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = repository(tmp_path / "ander")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert not {"GIT_DIR", "GIT_INDEX_FILE"} & environment().keys()
    monkeypatch.delenv("GIT_DIR")
    here = commit(root, "hier")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert Repository(root).commit("HEAD") == here


def test_a_reason_has_no_password_and_no_hints() -> None:
    error = Failed("fatal: unable to access 'https://wie:geheim@git.example/x/'\nhint: probeer iets\n\n")
    assert error.reason == "fatal: unable to access 'https://git.example/x/'"
    assert without_password("origin") == "origin"
    # A word with the sign that ends it, which git takes as it is, and an address with one behind its path.
    assert (
        without_password("https://wie:ge@hei@m@git.example/x@v1 git+ssh://git@git.example/x@v2")
        == "https://git.example/x@v1 git+ssh://git.example/x@v2"
    )
    assert Failed("").reason == "git gaf geen reden"


def test_a_repository_with_longer_ids_is_read_too(tmp_path: Path) -> None:
    root = repository(tmp_path / "lang", **{"object-format": "sha256"})
    write(root, {"2026-01-01/handboek.json": record("2026-01-01"), "CNAME": "x"})
    assert Repository(root).entries(tip(root)).keys() == {"2026-01-01", "CNAME"}
    assert newest_record(root) == {"versie": "2026-01-01", "paginas": {}}


def test_a_copy_of_a_process_asks_a_git_of_its_own(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lets go of the other one without waiting for its end, which comes when the process ends that asked it first."""
    monkeypatch.setenv(cores.CORES, "2")
    with Objects(root) as asked, Objects(root) as idle:
        page = asked.file("HEAD:mkdocs.yml")
        assert page and page == idle.file("HEAD:mkdocs.yml")

        def ask() -> list[bytes | None]:
            idle.close()
            return [asked.file("HEAD:mkdocs.yml") for _ in range(200)]

        with cores.beside(ask) as answer:
            here = {asked.id("HEAD") for _ in range(200)}
            assert answer() == [page] * 200
        assert here == {git(root, "rev-parse", "HEAD")}
        assert idle.file("HEAD:mkdocs.yml") == page
