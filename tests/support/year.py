"""An organisation that lives through days: its clone, a guarded remote, a web copy that a browser reads, and every address it ever gave out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.support import advice, hook, pages
from tests.support.fork import handbook
from tests.support.publishing import bare, clone, commit, git
from tests.support.sight import WIDE

REVISION = """\
---
title: "Revisie {version}"
description: "Wat er op {version} verandert."
status: {status}
ingangsdatum: {first}
{announced}aard: {kind}
evaluatie: {review}
toelichting: "{note}"
besluiten:
{decisions}---
# Revisie {version}

{{{{ revisiegegevens() }}}}
"""


def decision(who: str, what: str, outcome: str, day: str) -> str:
    """One decision, as a revision's file lists it."""
    name = '    naam: "de directie"\n' if who == "bestuur" else ""
    return f"  - wie: {who}\n{name}    wat: {what}\n    stand: {outcome}\n    datum: {day}\n"


def revision(
    version: str,
    decided: str,
    *,
    announced: str = "",
    asked: bool = False,
    kind: str = "materieel",
    note: str = "",
    board_alone: bool = False,
) -> str:
    """The file of a revision that council and board decided on, on the day `decided`; `asked`: the council has not answered yet."""
    taken = [] if board_alone else [decision("or", "instemming", "gevraagd" if asked else "verleend", decided)]
    taken += [] if asked else [decision("bestuur", "besluit", "verleend", decided)]
    return REVISION.format(
        version=version,
        first=version[:10],
        status="ter instemming" if asked else "vastgesteld",
        announced=f"bekendgemaakt: {announced}\n" if announced else "",
        kind=kind,
        review=f"{int(version[:4]) + 1}{version[4:10]}",
        note=note or f"De tekst van {version}.",
        decisions="".join(taken),
    )


@dataclass
class Year:
    """`day` is the day on which all of it lives: the commands, the guard of the remote, and the reader's browser."""

    folder: Path
    browser: Browser
    address: str = "http://127.0.0.1/"
    day: str = "2025-11-10"
    given: set[str] = field(default_factory=set)

    @property
    def copy(self) -> Path:
        """The clone in which HR works."""
        return self.folder / "kloon"

    @property
    def remote(self) -> Path:
        return self.folder / "remote"

    @property
    def web(self) -> Path:
        """What the web server reads."""
        return self.folder / "www"

    @property
    def published(self) -> str:
        """The tip of the remote's branch."""
        return git(self.remote, "for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages")

    def folder_id(self, version: str) -> str:
        """What the version's folder is on the remote, to the byte."""
        return git(self.remote, "rev-parse", f"gh-pages:{version}")

    @classmethod
    def begun(cls, folder: Path, sources: Path, browser: Browser) -> Year:
        """An organisation that has `sources` on the main branch of its remote, and nothing published."""
        year = cls(folder, browser)
        hook.arm(bare(year.remote))
        clone(year.remote, year.copy)
        for path in sources.iterdir():
            path.rename(year.copy / path.name)
        year.save("begin")
        year.web.mkdir()
        return year

    def write(self, path: str, text: str) -> None:
        (self.copy / path).write_text(text, "utf-8")

    def swap(self, path: str, old: str, new: str) -> None:
        """Changes the one place of a file that says `old`."""
        text = (self.copy / path).read_text("utf-8")
        assert text.count(old) == 1, (path, old, text.count(old))
        self.write(path, text.replace(old, new))

    def save(self, message: str, branch: str = "main") -> None:
        commit(self.copy, message)
        git(self.copy, "push", "--quiet", "origin", f"HEAD:{branch}", env={"HANDBOEK_VANDAAG": self.day})

    def bring(self, *versions: str) -> None:
        """Takes the files of revisions that were published from branches of their own along to this one."""
        for version in versions:
            path = f"docs/revisies/{version}.md"
            self.write(path, git(self.copy, "show", f"origin/verbetering/{version}:{path}") + "\n")

    def wipe(self) -> None:
        """What `mkdocs gh-deploy --force` does, by somebody who may pass the guard."""
        page = git(self.remote, "hash-object", "-w", "--stdin", feed="<h1>Site</h1>")
        tree = git(self.remote, "mktree", feed=f"100644 blob {page}\tindex.html\n")
        git(self.remote, "update-ref", "refs/heads/gh-pages", git(self.remote, "commit-tree", "-m", "Deployed", tree))

    def types(self, *words: str, code: int = 0) -> str:
        """What `handbook WORDS` says on the day; it must end with `code`."""
        done = handbook(self.copy, *words, HANDBOEK_VANDAAG=self.day)
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        assert done.returncode == code, f"{self.day}: handbook {' '.join(words)}: {done.returncode}\n{said}"
        return said

    def follow(self, said: str) -> list[str]:
        """Does what a message advises, to the letter; gives what was typed."""
        typed = advice.commands(said)
        for command in typed:
            answer = advice.typed(self.copy, command, self.day)
            assert answer.endswith("exit 0"), f"{self.day}: {command}\n{answer}"
        return typed

    def publish(self, *more: str) -> str:
        said = self.types("publish", "--push", "origin", *more)
        self.settle()
        return said

    def settle(self) -> None:
        """What happens within minutes of every act: the web copy follows. Whatever was found is fit to be told."""
        self.types("export", str(self.web))
        self.types("verify", "--remote", "origin")
        self.types("verify", "--site", str(self.web))
        self.given |= self.readable()
        assert not self.lost(), (self.day, sorted(self.lost()))

    def readable(self) -> set[str]:
        """Every address that a person can be at now."""
        return {str(path.relative_to(self.web)) for path in self.web.rglob("*.html")}

    def lost(self) -> set[str]:
        """Addresses once given out at which there is nothing any more."""
        return self.given - self.readable()

    def line(self, path: str) -> str:
        """What a page says of itself: the line of its state, or the heading of a page that has none."""
        with pages.fresh(self.browser, f"{self.day}T12:00:00Z", viewport=WIDE, locale="nl-NL", reduced_motion="reduce") as page:
            page.goto(f"{self.address}{path}")
            page.wait_for_function("() => !document.querySelector('[data-stand]') || document.querySelector('[data-stand]').dataset.status")
            line = page.locator("[data-stand]")
            told = line if line.count() else page.locator("main")
            return f"{urlsplit(page.url).path.lstrip('/')}: {' '.join(told.inner_text().split())}"
