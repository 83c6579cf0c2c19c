"""A small archive with everything in it that proof must cope with: corrections, texts to come, texts of before, and one taken off the site."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from handbook.archive import manifest
from handbook.archive.git import Repository
from handbook.archive.manifest import canonical, sha256
from handbook.core.edition import Edition
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish import repeal as repealing
from handbook.publish import take_down as taking
from handbook.verify import Difference, guard, opened, verify
from tests.support.publishing import GH_PAGES, TODAY, git, land, repository, site, tip, write

PUBLISHED = {
    "2026-01-01": "2026-01-02",
    "2026-03-01": "2026-03-01",
    "2026-03-01.2": "2026-03-05",
    "2026-02-01": "2026-04-01",
    "2026-07-01": "2026-06-10",
    "2027-01-01": "2026-11-20",
}
"""Version -> the day on which it was published, in the order in which that happened."""

FIRST, GONE, CURRENT, NEWEST = "2026-01-01", "2026-03-01", "2026-07-01", "2027-01-01"
SHELL = '<!DOCTYPE html><html lang="nl"><head><title>x</title></head><body><article class="md-content__inner md-typeset">x</article></body></html>'


def built(folder: Path, version: str, text: str = "") -> Path:
    """A built site with a page of its own for what is not found, an article and an attachment."""
    site(folder, version, text or f"tekst van {version}", **{"404.html": SHELL, "bijlage.txt": f"bijlage {version}"})
    (folder / "assets").mkdir()
    (folder / "assets/stijl.css").write_text("body{}", "utf-8")
    record = json.loads((folder / "handboek.json").read_bytes())
    record["paginas"]["index.md"]["artikelen"] = {"doel": {"nummer": "1.1", "titel": "Doel", "tekst": sha256(version.encode())}}
    (folder / "handboek.json").write_bytes(canonical(record))
    return folder


def add(root: Path, version: str, day: str = TODAY, push: Path | str = "") -> None:
    """Publishes one more version."""
    outcome = land(root, built(root.parent / f"gebouwd-{version}", version), version, push, day)
    assert outcome.code == 0, outcome.said


def take_down(root: Path, version: str, day: str = TODAY, push: str | None = None, **part: str) -> str:
    """Takes a text off the site, or the `page` or `article` of it, for a reason; gives what was said."""
    today = date.fromisoformat(day)
    wish = taking.Removal(VersionName.parse(version), today, "Er stond een naam in.", "de directie", "HR, hr@proefhuis.test", **part)
    said: list[str] = []
    taking.take_down(project(root), wish, today, push=push, say=said.append)
    return "\n".join(said)


def repeal(root: Path, version: str, since: str, instead: str | None = None, day: str = TODAY, push: str | None = None) -> None:
    """Repeals a text from a day on, for a reason."""
    today = date.fromisoformat(day)
    other = VersionName.parse(instead) if instead else None
    decision = repealing.Decision(VersionName.parse(version), date.fromisoformat(since), other, today, "de directie", "De wet veranderde.")
    repealing.repeal(project(root), decision, today, push=push, say=lambda _: None)


def project(root: Path) -> Project:
    """The project in a folder that has no variables."""
    return Project(root, root / "variables.yml")


def archive(root: Path) -> Path:
    """A project with the whole archive on its branch, seen from TODAY."""
    repository(root)
    for version, day in PUBLISHED.items():
        add(root, version, day)
    take_down(root, GONE)
    return root


def exported(root: Path, to: Path) -> Path:
    """The branch as a folder, as a web server would have it."""
    to.mkdir(parents=True)
    git(root, f"--work-tree={to}", "read-tree", f"--index-output={to.parent / to.name}.index", "gh-pages")
    git(root, f"--work-tree={to}", "checkout-index", "--all", env={"GIT_INDEX_FILE": str(to.parent / f"{to.name}.index")})
    return to


def differences(
    here: Path,
    *,
    remote: str | None = None,
    folder: Path | None = None,
    url: str | None = None,
    fingerprint: str | None = None,
    edition: Edition | None = None,
) -> tuple[list[Difference], str]:
    """What verify finds, and what it said beside that."""
    said: list[str] = []
    with opened(here, edition or Edition(), remote=remote, site=folder, url=url) as source:
        found = verify(source, fingerprint=fingerprint, say=said.append)
    return found, "\n".join(said)


def refused(root: Path, old: str, edition: Edition | None = None) -> str:
    """What the guard says to a push of the branch from `old` to where it stands now; nothing where that passes."""
    refusals = guard.guard([f"{old} {tip(root)} {GH_PAGES}\n"], Repository(root), [edition or Edition()], lambda _: None)
    return guard.render(refusals) if refusals else ""


def copied(root: Path, to: Path) -> Path:
    """A copy to do harm to."""
    shutil.copytree(root, to)
    return to


# Harm


def raw(root: Path, path: str) -> bytes:
    """The file's bytes; `show` strips them."""
    return subprocess.run(["git", "cat-file", "blob", f"gh-pages:{path}"], cwd=root, check=True, capture_output=True).stdout


def put(root: Path, files: Mapping[str, bytes | str | None], message: str = "met de hand", modes: Mapping[str, str] | None = None) -> str:
    """A commit on the branch in which files were changed, made or, with None, taken away."""
    return write(root, files, message, modes, f"{GH_PAGES}^0")


def lose(here: Path, spec: str, broken: bool) -> None:
    """Takes an object of the clone away, or breaks it."""
    packs = [*(here / ".git/objects/pack").glob("*.pack")]
    for pack in packs:
        moved = here / pack.name
        pack.rename(moved)
        pack.with_suffix(".idx").unlink()
        with moved.open("rb") as file:
            subprocess.run(["git", "unpack-objects", "-q"], cwd=here, stdin=file, check=True)
        moved.unlink()
    id = git(here, "rev-parse", spec)
    path = here / ".git/objects" / id[:2] / id[2:]
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data[:-4] + b"xxxx") if broken else path.unlink()


def retag(root: Path, name: str, commit: str, message: str = "") -> None:
    """Makes a tag anew somewhere, by default with its own message."""
    text = message or git(root, "tag", "--list", "--format=%(contents)", name)
    git(root, "tag", "--annotate", "--force", "--message", text, name, commit)


def page_and_manifest(version: str) -> Callable[[Path], dict[str, bytes | str | None]]:
    """A page changed by somebody who knows of the manifest."""

    def edit(root: Path) -> dict[str, bytes | str | None]:
        page = raw(root, f"{version}/index.html") + b" en meer"
        said = json.loads(raw(root, f"{version}/manifest.json"))
        said["bestanden"]["index.html"] = manifest.sha256(page)
        return {f"{version}/index.html": page, f"{version}/manifest.json": manifest.canonical(said)}

    return edit
