"""The context is read once for all pages, and again after any file changed; a build hands over its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.build import context
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.sources import read
from tests.support.handbooks import draw


def test_is_the_same_while_nothing_changes(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    assert context.load(root) is context.load(str(root))


@pytest.mark.parametrize(
    "name", ["variables.yml", "mkdocs.yml", "docs/index.md", "docs/nieuw.yml", "macros/nieuw.py", "overrides/nieuw.html"]
)
def test_is_read_again_after_a_change(name: str, tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    before = context.load(root)
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    after = context.load(root)
    assert after is not before
    assert context.load(root) is after


def test_sees_a_change_that_keeps_size_and_time(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    facts = root / "variables.yml"
    before, seen = context.load(root), facts.stat()
    name = before.facts.werkgever.naam
    facts.write_text(facts.read_text("utf-8").replace(name, name[::-1]), "utf-8")
    os.utime(facts, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert (facts.stat().st_size, facts.stat().st_mtime_ns) == (seen.st_size, seen.st_mtime_ns)
    assert context.load(root).facts.werkgever.naam == name[::-1] != name


def test_sees_a_file_that_went(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", {"docs/gegevens/weg.txt": ""})
    before = context.load(root)
    (root / "docs/gegevens/weg.txt").unlink()
    assert context.load(root) is not before


def test_two_handbooks_are_told_apart(tmp_path: Path) -> None:
    one, other = (draw(tmp_path / name) for name in ("een", "twee"))
    assert context.load(one) is not context.load(other)


def test_mistakes_are_refused_until_they_are_mended(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    page = root / "docs/index.md"
    text = page.read_text("utf-8")
    page.write_text(text + "\n{{ bestaat.niet }}\n", "utf-8")
    with pytest.raises(CannotWork, match="handbook check"):
        context.load(root)
    page.write_text(text, "utf-8")
    assert context.load(root).facts


def test_what_was_handed_over_comes_before_what_is_read(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    draft = context.Context.of(read(Project.find(root)), draft=True)
    settings: dict[str, object] = {"extra": {}}
    context.hand_over(settings, draft)
    assert context.for_engine(settings, root) is draft
    assert settings["extra"] == {}, "pages and templates get all of extra"
    assert context.for_engine({"handboek": "een tekst"}, root) is context.load(root)


@pytest.mark.parametrize(("form", "pairs", "familiar"), [("u", True, False), ("je", True, True), ("je", False, False)])
def test_a_build_says_je_where_that_is_chosen_and_there_are_pairs_and_another_engine_never(
    form: str, pairs: bool, familiar: bool, tmp_path: Path
) -> None:
    root = draw(tmp_path / "handboek", {"docs/gegevens/aanspreekvorm.yml": "werkwoorden: {leest: lees}\n"} if pairs else {})
    facts = root / "variables.yml"
    facts.write_text(facts.read_text("utf-8").replace("aanspreekvorm: u", f"aanspreekvorm: {form}"), "utf-8")
    built, read_alone = context.Context.of(read(Project.find(root))), context.load(root)
    assert (built.familiar is not None, built.say("Leest u?")) == (familiar, "Lees je?" if familiar else "Leest u?")
    assert (read_alone.familiar, read_alone.say("Leest u?")) == (None, "Leest u?")


@pytest.mark.parametrize(("form", "said"), [("u", "Hier leest u dit."), ("je", "Hier lees je dit.")])
def test_what_is_recorded_of_a_revision_speaks_as_its_pages_do(form: str, said: str, tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", {"docs/gegevens/aanspreekvorm.yml": "werkwoorden: {leest: lees}\n"})
    facts, revision = root / "variables.yml", root / "docs/revisies/2026-01-01.md"
    facts.write_text(facts.read_text("utf-8").replace("aanspreekvorm: u", f"aanspreekvorm: {form}"), "utf-8")
    typed = "Hier leest u dit."
    told = f"""toelichting: {typed}
wijzigingen:
  - {{wat: {typed}, waarom: {typed}, voor_wie: {typed}, betekent: {typed}}}
  - {{wat: Dit is kort.}}
aard:"""
    revision.write_text(revision.read_text("utf-8").replace("aard:", told), "utf-8")
    record = context.Context.of(read(Project.find(root))).record
    assert record and record.wijzigingen
    full, short = record.wijzigingen
    assert {record.toelichting, full.wat, full.waarom, full.voor_wie, full.betekent} == {said}
    assert (short.wat, short.waarom, short.voor_wie, short.betekent) == ("Dit is kort.", None, None, None)
