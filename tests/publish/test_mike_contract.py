"""What publish.py counts on in mike, which promises no stable library: a new mike that fails here needs another look at publish.py."""

from __future__ import annotations

import inspect
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from mike import commands
from mike.git_utils import GitEmptyCommit, GitError
from mike.versions import Versions

from handbook.archive import versions_json
from handbook.archive.git import Repository, inhabit
from handbook.archive.redirects import REDIRECT, not_yet
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from handbook.publish import mike_branch
from handbook.publish.staging import Staging
from tests.support.publishing import git, repository, show, site, tip, trees, versions

WHO = {"GIT_COMMITTER_NAME": "Tester", "GIT_COMMITTER_EMAIL": "tester@proefhuis.test"}


def test_it_is_the_mike_that_was_read() -> None:
    assert version("mike") == "2.2.0"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("deploy", ["cfg", "version", "title", "aliases", "update_aliases", "alias_type", "template", "branch", "message", "allow_empty"]),
        ("alias", ["cfg", "identifier", "aliases", "update_aliases", "alias_type", "template", "branch", "message", "allow_empty"]),
        ("delete", ["identifiers", "branch", "message"]),
        ("set_default", ["identifier", "template", "branch", "message", "allow_empty"]),
    ],
)
def test_the_functions_take_what_publish_gives(name: str, wanted: list[str]) -> None:
    assert [p for p in inspect.signature(getattr(commands, name)).parameters if p in wanted] == wanted


@pytest.fixture
def world(tmp_path: Path) -> Repository:
    """A repository without anything checked out, reached through GIT_DIR only."""
    root = repository(tmp_path / "project")
    (tmp_path / "sjabloon.html").write_text("{{ href }}", encoding="utf-8")
    return Repository(tmp_path, root / ".git")


def deploy(world: Repository, name: str, text: str = "tekst", aliases: tuple[str, ...] = (), **more: Any) -> None:
    folder = world.folder / f"site-{name}-{text}"
    if not folder.exists():
        site(folder, name, text)
    how: dict[str, Any] = {
        "update_aliases": True,
        "alias_type": commands.AliasType.redirect,
        "template": str(world.folder / "sjabloon.html"),
        "message": "m",
        "allow_empty": True,
    }
    with (
        inhabit(world, WHO),
        commands.deploy({"site_dir": str(folder), "use_directory_urls": True}, name, f"Titel {name}", list(aliases), **how | more),
    ):
        pass


def test_deploy_writes_folder_list_and_redirects_in_one_commit(world: Repository) -> None:
    deploy(world, "2026-01-01", aliases=("geldend",))
    root = world.folder / "project"
    assert trees(root).keys() == {"2026-01-01", "geldend", "versions.json", ".nojekyll"}
    assert json.loads(show(root, "versions.json")) == [{"version": "2026-01-01", "title": "Titel 2026-01-01", "aliases": ["geldend"]}]
    assert show(root, "geldend/doel/index.html") == "../../2026-01-01/doel/"
    assert git(root, "ls-tree", "-r", "--name-only", "gh-pages:geldend").split() == ["doel/index.html", "index.html"]
    assert git(root, "rev-list", "--count", "gh-pages") == "1"


def test_a_moved_alias_leaves_no_page_of_the_old_version(world: Repository) -> None:
    site(world.folder / "site-2026-01-01-oud", "2026-01-01", **{"alleen-oud.html": "oud"})
    deploy(world, "2026-01-01", "oud", ("geldend",))
    deploy(world, "2026-02-01")
    root = world.folder / "project"
    assert show(root, "geldend/alleen-oud.html") == "../2026-01-01/alleen-oud.html"
    with inhabit(world, WHO):
        commands.alias(
            {"use_directory_urls": True},
            "2026-02-01",
            ["geldend"],
            True,
            commands.AliasType.redirect,
            str(world.folder / "sjabloon.html"),
            message="m",
        )
    assert versions(root) == {"2026-02-01": ["geldend"], "2026-01-01": []}
    assert git(root, "ls-tree", "-r", "--name-only", "gh-pages:geldend").split() == ["doel/index.html", "index.html"]
    with inhabit(world, WHO):
        commands.delete(["geldend"], message="m")
    assert versions(root) == {"2026-02-01": [], "2026-01-01": []}
    assert "geldend" not in trees(root)


@pytest.mark.parametrize("before", ["", "2026-01-01", "2026-02-01"])
@pytest.mark.parametrize("current", ["", "2026-02-01"])
def test_alias_and_root_are_written_as_mikes_own_commands_write_them(world: Repository, before: str, current: str) -> None:
    root = world.folder / "project"
    site(world.folder / "site-2026-02-01-nieuw", "2026-02-01", **{"a'b&c.html": "x", "één twee.html": "x", "stijl.css": "x", "html": "x"})
    deploy(world, "2026-01-01", aliases=("geldend",) if before == "2026-01-01" else ())
    deploy(world, "2026-02-01", "nieuw", aliases=("geldend",) if before == "2026-02-01" else ())
    begin, first = tip(root), VersionName.parse("2026-01-01")
    staging = Staging(world.folder, world.git_dir, ref="refs/heads/gh-pages")
    listed = versions_json.read(staging, begin, Edition())
    mike_branch.point(staging, Edition(), listed, VersionName.or_none(current), WHO)
    ours = trees(root)
    git(root, "update-ref", "refs/heads/gh-pages", begin)
    template = world.folder / "wortel.html"
    template.write_text(REDIRECT.read_text("utf-8") if current else not_yet(first, f"{first}/").decode(), "utf-8")
    how: dict[str, Any] = {"message": "m", "allow_empty": True}
    with inhabit(world, WHO):
        if before:
            # mike leaves an alias alone that leads there already, whatever its pages look like.
            commands.delete(["geldend"], **how)
        if current:
            redirects: dict[str, Any] = {"alias_type": commands.AliasType.redirect, "template": str(REDIRECT)}
            commands.alias({"use_directory_urls": True}, current, ["geldend"], True, **redirects, **how)
        commands.set_default("geldend" if current else str(first), str(template), **how)
    assert trees(root) == ours


def test_the_root_page_comes_from_our_template(world: Repository) -> None:
    deploy(world, "2026-01-01")
    with inhabit(world, WHO):
        commands.set_default("2026-01-01", str(world.folder / "sjabloon.html"), message="m", allow_empty=True)
        commands.set_default("2026-01-01", str(world.folder / "sjabloon.html"), message="m", allow_empty=True)
        with pytest.raises(GitEmptyCommit):
            commands.set_default("2026-01-01", str(world.folder / "sjabloon.html"), message="m")
    assert show(world.folder / "project", "index.html") == "2026-01-01/"


def test_mike_itself_overwrites_a_published_version_which_is_why_publish_looks_first(world: Repository) -> None:
    deploy(world, "2026-01-01")
    before = trees(world.folder / "project")
    deploy(world, "2026-01-01", "andere tekst")
    assert trees(world.folder / "project")["2026-01-01"] != before["2026-01-01"]


def test_a_git_that_fails_raises_giterror(world: Repository, tmp_path: Path) -> None:
    (world.folder / "project/.git/refs/heads/gh-pages").mkdir()
    (world.folder / "project/.git/refs/heads/gh-pages/tak").write_text(git(world.folder / "project", "rev-parse", "main"), encoding="utf-8")
    with pytest.raises(GitError):
        deploy(world, "2026-01-01")
    assert tip(world.folder / "project", "refs/heads/gh-pages/tak")


def test_the_list_is_sorted_and_keeps_names_that_are_not_ours() -> None:
    names = ["2026-01-01", "2026-01-01.2", "2026-01-01.10", "2025-12-31", "dev", "v1.0", "1e-versie"]
    listed = Versions.from_json([{"version": name, "title": name, "aliases": []} for name in names]).to_json()
    assert {item["version"] for item in listed} == {*names}
    ours = [item["version"] for item in listed if item["version"].startswith("20")]
    assert ours == ["2026-01-01.10", "2026-01-01.2", "2026-01-01", "2025-12-31"]
