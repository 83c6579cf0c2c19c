"""Small published worlds for tests: clones, remotes, sites, and publishers in processes of their own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

from handbook.archive.git import Repository
from handbook.archive.lost_history import HistoryLost
from handbook.archive.manifest import canonical
from handbook.build import engine
from handbook.build.adoption import NotAdopted
from handbook.build.approval import Withheld
from handbook.core.console import Say
from handbook.core.errors import CannotWork
from handbook.core.findings import render
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.publish import contacts, transaction
from handbook.publish import publish as publishing
from handbook.publish.activate import activate as move_on
from handbook.publish.brought_back import BroughtBack
from handbook.publish.built_site import BuiltSite
from handbook.publish.publish import AddVersion, Published
from handbook.publish.queue import OutOfOrder
from handbook.publish.same_text import WouldChange
from handbook.publish.staging import Staging
from tests.support import fork
from tests.support.decided import decided
from tests.support.declaring import declare

HOUSE = Path(__file__).resolve().parents[2]

TODAY = "2026-11-22"
FIRST = "2026-01-01"
GH_PAGES = "refs/heads/gh-pages"


def on_path(folder: Path) -> dict[str, str]:
    """PYTHONPATH with `folder` first, and what was on it behind."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}


def git(root: Path, *args: str, feed: str | None = None, env: Mapping[str, str] | None = None) -> str:
    """Output of a git command in `root`, as a person would give it."""
    done = subprocess.run(
        ["git", *args], cwd=root, check=False, input=feed, capture_output=True, text=True, env={**os.environ, **(env or {})}
    )
    assert done.returncode == 0, f"git {' '.join(args)}: {done.stderr}"
    return done.stdout.strip()


def commit(root: Path, message: str = "wijziging", *, silent: bool = False) -> str:
    """Commits everything; the newest revision says what it changes, unless it is to be `silent`."""
    if not silent:
        declare(root)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(root, "rev-parse", "HEAD")


def repository(root: Path, **options: str) -> Path:
    """A project that is just big enough to publish ready-made sites from."""
    root.mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main", *(f"--{key}={value}" for key, value in options.items()))
    named(root)
    (root / "mkdocs.yml").write_text("site_name: Proef\n", encoding="utf-8")
    commit(root, "begin")
    return root


def bare(root: Path) -> Path:
    git(root.parent, "init", "--quiet", "--bare", "--initial-branch=main", str(root))
    return named(root)


def clone(source: Path, root: Path, *options: str) -> Path:
    git(root.parent, "clone", "--quiet", *options, source.as_uri(), str(root))
    return named(root)


def named(root: Path) -> Path:
    """The repository `root`, with a name for those who commit in it."""
    git(root, "config", "user.name", "Tester")
    git(root, "config", "user.email", "tester@proefhuis.test")
    return root


def handbook(root: Path) -> Path:
    """The tiny handbook, as a project of its own with one commit."""
    # Imported here: it brings pytest, which a publisher's process should not wait for.
    from tests.support.handbooks import draw

    repository(root)
    draw(root, {".gitignore": "__pycache__/\n"})
    commit(root, "handboek")
    return root


def revise(root: Path, name: str, day: str = "") -> Path:
    """One more revision, drawn from the first, with decisions of its own; `day` is the date in its text, by default that of its name."""
    text = (root / f"docs/revisies/{FIRST}.md").read_text(encoding="utf-8")
    path = root / f"docs/revisies/{name}.md"
    text = text.replace(f"ingangsdatum: {FIRST}", f"ingangsdatum: {day or name[:10]}").replace(
        "Revisie van 1 januari 2026", f"Revisie {name}"
    )
    text = re.sub(r"(?m)^(    datum: .*)$", rf'\1\n    stuk: "https://besluiten.proefhuis.test/{name}"', text)
    told, begins = 2 + len([*path.parent.glob("2*.md")]), VersionName.or_none(day or name[:10])
    # A name may be no date: then the review stays that of the first.
    review = (begins or VersionName.parse(FIRST)).day + timedelta(days=365)
    text = text.replace("bekendgemaakt: 2025-12-02", f"bekendgemaakt: 2025-12-{told:02}").replace(
        "evaluatie: 2027-01-01", f"evaluatie: {review}"
    )
    path.write_text(text, encoding="utf-8")
    return path


def site(folder: Path, version: str, text: str = "tekst", announced: str = "", **more: str) -> Path:
    """A built site of two pages; `announced` is the day on which it was made known, by default its first day."""
    pages = {"index.md": "", "doel.md": "doel/"}
    (folder / "doel").mkdir(parents=True)
    for url in pages.values():
        (folder / url / "index.html").write_text(f"<p>{version}: {text}", encoding="utf-8")
    facts = {
        path: {"url": url, "titel": "Titel", "tekst": text, "adressen": ["doel"] if url else [], "artikelen": {}}
        for path, url in pages.items()
    }
    day = version[:10]
    revision = {
        "versie": version,
        "geldig_van": day,
        "vastgesteld": announced or day,
        "vastgesteld_door": "de directie",
        "bekendgemaakt": announced or day,
        "aard": "materieel",
        "toelichting": f"Tekst van {version}.",
        "besluiten": decided(announced or day),
        "evaluatie": "2099-01-01",
        "werkgever": "Proefhuis B.V.",
        "adres": "https://handboek.proefhuis.test/",
    }
    record = {"schema": 2, "versie": version, "ingangsdatum": day, "paginas": facts, "doorverwijzingen": {}, "revisie": revision}
    (folder / "handboek.json").write_bytes(canonical(record))
    for name, body in more.items():
        (folder / name).write_text(body, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Outcome:
    """What a publisher answered; `code` is the exit code that the command line gives."""

    code: int
    said: str


def start(args: list[str], file_limit: int | None = None, day: str = TODAY) -> fork.Running:
    """A publisher in a process (and group) of its own on that `day`, at the moment that it begins to work; see fork.start."""
    process = fork.start("tests.support.publishing", args, file_limit, HANDBOEK_VANDAAG=day)
    assert process.line() == "begin\n"
    return process


def finish(process: fork.Running) -> Outcome:
    said = process.communicate()[0]
    assert "Traceback" not in said, said
    assert process.returncode is not None
    return Outcome(process.returncode, said)


def publish(root: Path, *options: str, env: Mapping[str, str] | None = None, day: str = TODAY) -> Outcome:
    """The whole way, with a real build, on that `day`; with an `env` of its own Python begins anew, as some of it is read at the start only."""
    args = ["publish", str(root), *options]
    if not env:
        return finish(start(args, day=day))
    full = {**os.environ, "HANDBOEK_VANDAAG": day, **on_path(HOUSE), **env}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.publishing", *args],
        env=full,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stdout, done.stdout
    return Outcome(done.returncode, done.stdout)


def landing(root: Path, folder: Path, version: str, push: Path | str = "", today: str = TODAY) -> list[str]:
    """Arguments for `start`: publish a site that is built already."""
    return ["land", str(root), str(folder), version, today, str(push)]


def land(root: Path, folder: Path, version: str, push: Path | str = "", today: str = TODAY) -> Outcome:
    """The same in this process, which saves the start of Python and mike."""
    said: list[str] = []
    code = _answer(landing(root, folder, version, push, today), lambda *text: said.append(" ".join(map(str, text))))
    return Outcome(code, "\n".join(said))


def versions(root: Path) -> dict[str, list[str]]:
    """Versions on the branch, with their aliases."""
    return {item["version"]: item["aliases"] for item in json.loads(show(root, "versions.json"))}


def show(root: Path, path: str) -> str:
    return git(root, "show", f"{GH_PAGES}:{path}")


def tip(root: Path, ref: str = GH_PAGES) -> str:
    return git(root, "for-each-ref", "--format=%(objectname)", ref)


def trees(root: Path) -> dict[str, str]:
    """Name and id of everything at the root of the branch."""
    return {name: line.split()[2] for line, _, name in (row.partition("\t") for row in git(root, "ls-tree", GH_PAGES).splitlines())}


def write(
    root: Path, files: Mapping[str, bytes | str | None], message: str = "met de hand", modes: Mapping[str, str] | None = None, old: str = ""
) -> str:
    """A commit on the branch in which files were changed, made or, with None, taken away by hand, as someone could who has access to it.

    It comes upon `old`, by default upon the tip.
    """
    before = old or tip(root)
    lines = [f"commit {GH_PAGES}\nmark :1\ncommitter Tester <tester@proefhuis.test> now\n".encode(), imported(message.encode())]
    lines.append(f"from {before}\n".encode() if before else b"")
    for name, body in files.items():
        path = os.fsencode('"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"')
        if body is None:
            lines.append(b"D %s\n" % path)
        else:
            mode = (modes or {}).get(name, "100644").encode()
            lines += [b"M %s inline %s\n" % (mode, path), imported(body if isinstance(body, bytes) else body.encode())]
    command = ["git", "fast-import", "--quiet", "--date-format=now"]
    done = subprocess.run(command, cwd=root, check=False, input=b"".join([*lines, b"get-mark :1\n"]), capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().strip()


def imported(data: bytes) -> bytes:
    """Bytes as git fast-import reads them."""
    return b"data %d\n%s\n" % (len(data), data)


def _publish_built(root: Path, folder: Path, push: str | None, today: date, say: Say) -> Published:
    """As publish.publish, for a site that is built already: what happens at the branch, without the seconds of a build."""
    with transaction.or_nothing():
        repo = Repository(root)
        source = repo.commit("HEAD")
        assert source
        edition = _project(str(root)).edition
        target = transaction.target(repo, edition, push, say)
        with workspace(transaction.WORKSPACE) as work:
            staging = Staging.prepared(repo, work, edition.ref, source)
            # The folder may be shared with other publishers, and publishing writes into it.
            own = work / "site"
            for path in filter(Path.is_file, folder.rglob("*")):
                copy = own / path.relative_to(folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
            act = AddVersion(BuiltSite.built(staging, own, source))
            outcome = transaction.Transaction(repo, edition, staging, target, today, say).run(act)
    return act.outcome(outcome, False, target.where, say, [])


def _project(root: str) -> Project:
    return Project(Path(root), Path(root) / "variables.yml")


def activation(root: Path, today: str, push: Path | str = "") -> list[str]:
    """Arguments for `start`: move on to a day."""
    return ["activate", str(root), today, str(push)]


def activate(root: Path, today: str, push: Path | str = "") -> Outcome:
    """The same in this process."""
    said: list[str] = []
    code = _answer(activation(root, today, push), lambda *text: said.append(" ".join(map(str, text))))
    return Outcome(code, "\n".join(said))


def _answer(args: list[str], say: Callable[..., None]) -> int:
    verb, root, *rest = args
    try:
        if verb == "publish":
            push = rest[rest.index("--push") + 1] if "--push" in rest else None
            done = publishing.publish(Project.find(Path(root)), push=push, dry_run="--dry-run" in rest, say=say)[-1]
        elif verb == "contact":
            contacts.bring(_project(root), push=rest[0] or None, dry_run=False, say=say)
            return 0
        elif verb == "activate":
            today, remote = rest
            landed = move_on(_project(root), date.fromisoformat(today), push=remote or None, say=say)
            say(f"status: {'veranderd' if landed.commit else 'gelijk'}; geldend: {landed.alias}")
            return 0
        else:
            folder, version, today, remote = rest
            done = _publish_built(Path(root), Path(folder), remote or None, date.fromisoformat(today), say)
            assert done.version == VersionName.parse(version)
        say(f"status: {done.status}; geldend: {done.geldend}; refs: {' '.join(done.refs)}")
    except engine.Refused as refused:
        say(render(refused.findings, "text"))
        return 1
    except CannotWork as error:
        say(error)
        return 2
    except (WouldChange, contacts.Older, BroughtBack, Withheld, NotAdopted, OutOfOrder, HistoryLost) as error:
        say(error)
        return 4
    return 0


def main() -> NoReturn:
    """A publisher: says that it begins, and then does what its arguments ask."""
    print("begin", flush=True)
    sys.exit(_answer(sys.argv[1:], print))


if __name__ == "__main__":
    main()
