"""Where the text of a check and a report lead for what a code means: said once, linked where it can be read, and nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from handbook import options
from handbook.checks import meanings
from handbook.core import console
from handbook.core.findings import SourceFile
from handbook.core.meanings import SENTENCE, Meanings
from handbook.core.project import Project
from handbook.sources import read
from tests.support.fork import handbook as command
from tests.support.handbooks import draw
from tests.support.publishing import commit, git, named, write

SITE = "https://handboek.proefhuis.test/geldend/beheer/meldingen/"
FOUND = SourceFile("docs/index.md").finding(3, "LNK001", "Deze link leidt nergens heen.", "Kijk de naam na.")


def test_it_leads_to_the_site_once_a_published_text_has_the_page(handbook: Path) -> None:
    project = Project.find(handbook)
    assert meanings.of(read(project)) == Meanings("beheer/meldingen/")
    git(handbook, "init", "--quiet", "--initial-branch=main")
    named(handbook)
    commit(handbook, "begin")
    write(handbook, {"2026-01-01/handboek.json": json.dumps({"paginas": {"index.md": {}}})})
    assert meanings.of(read(project)) == Meanings("beheer/meldingen/")
    write(handbook, {"2026-02-01/handboek.json": json.dumps({"paginas": {"beheer/meldingen.md": {}}})})
    found = meanings.of(read(project))
    assert found == Meanings("beheer/meldingen/", SITE)
    assert (found.on_site("LNK001"), found.in_draft("LNK001")) == (f"{SITE}#lnk001", "beheer/meldingen/#lnk001")
    # The page may have another name: what it holds says that it is the one.
    (handbook / "docs/beheer/meldingen.md").rename(handbook / "docs/beheer/codes.md")
    assert meanings.of(read(project)) == Meanings("beheer/codes/")


def test_a_handbook_without_that_page_leads_nowhere(tmp_path: Path) -> None:
    tiny = draw(tmp_path / "h", {"docs/index.md": "+\n\n[weg](weg.md)\n"})
    assert meanings.of(read(Project.find(tiny))) == Meanings()
    assert SENTENCE not in command(tiny, "check").stdout


def test_it_is_said_once_below_all_messages_and_not_to_programs(handbook: Path) -> None:
    assert SENTENCE not in command(handbook, "check", "--strict").stdout.replace(SENTENCE, "", 1)
    (handbook / "docs/index.md").open("a", encoding="utf-8").write("\n\n[weg](weg.md) [kwijt](kwijt.md)\n")
    told = command(handbook, "check").stdout
    assert told.count(SENTENCE) == 1 and "\x1b" not in told
    assert told.splitlines()[-2:] == [SENTENCE, next(line for line in told.splitlines() if line.startswith("Gevonden: "))]
    assert SENTENCE not in command(handbook, "check", "--format", "github").stdout


def test_on_a_terminal_a_code_is_a_link_where_it_can_be_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    there = Meanings("beheer/meldingen/", SITE)
    monkeypatch.setattr(console, "painted", lambda: True)
    options.print_findings([FOUND, replace(FOUND, line=4)], meanings=there)
    told = capsys.readouterr().out
    assert told.count(f"[\x1b]8;;{SITE}#lnk001\x1b\\LNK001\x1b]8;;\x1b\\]") == 2
    options.print_findings([FOUND], "github", meanings=there)
    options.print_findings([FOUND], meanings=Meanings("beheer/meldingen/"))
    monkeypatch.setattr(console, "painted", lambda: False)
    options.print_findings([FOUND], meanings=there)
    assert "\x1b" not in capsys.readouterr().out
