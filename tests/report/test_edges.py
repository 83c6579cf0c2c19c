"""What a report says of changes that are hardly one, of texts that cannot be read, and of a stranger's: on the smallest handbook, in real git."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.report import markdown, told, web
from handbook.report.markdown import LIMIT
from handbook.report.model import Report
from tests.support import reporting
from tests.support.handbooks import ODD, draw
from tests.support.publishing import git
from tests.support.reporting import edited, keep, report
from tests.support.soaking import SOAK

ARTICLES = """---
title: "Regels"
description: "Twee regels."
artikelen: {{doel: {{norm: nee}}, fotos: {{norm: nee}}}}
---
# Regels

## {{{{ artikel('doel') }}}} Doel {{#doel}}

Zie {{{{ art('doel') }}}} en de [start](index.md).

## {{{{ artikel('fotos') }}}} Foto's {{#fotos}}

1. U vraagt eerst of het mag.
2. {second}

## Vragen

Bel {{{{ contact.hr.naam }}}} op {{{{ bel(contact.hr.telefoon) }}}}.
"""

SECOND = "U plaatst geen foto's van klanten zonder dat zij dat goed vinden."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return reporting.drawn(tmp_path / "handboek", {"docs/regels.md": ARTICLES.format(second=SECOND)})


def short(found: Report) -> dict[str, str]:
    return dict(told.in_short(found))


def both(found: Report) -> str:
    """What one reads of it in either form."""
    return markdown.render(found) + web.render(found)


def test_nothing_changed(root: Path) -> None:
    found = report(root)
    assert short(found)["Lezers"] == told.NOTHING
    assert not (found.silent or found.files or found.facts or found.readings)


def test_spaces_and_notes_are_no_change_for_readers(root: Path) -> None:
    edited(root, "docs/regels.md", (".\n2. ", ".\n\n\n2. "), ("## Vragen", "\n\n## Vragen"))
    edited(root, "variables.yml", ("werkgever:", "# Nagekeken.\nwerkgever:"))
    found = report(root)
    assert (short(found)["Lezers"], found.silent) == (told.NOTHING, ("regels.md",))


def test_a_new_name_shows_where_it_stands_and_works_nowhere(root: Path) -> None:
    edited(root, "variables.yml", ('"Proefhuis B.V."', f'"{ODD}"'))
    found = report(root)
    assert [(one.old, one.new) for one in found.facts] == [("Proefhuis B.V.", ODD)]
    assert "de pagina Handboek van Jansen" in found.facts[0].where[0].words
    read = both(found)
    assert "<Zuid>" not in read and "*Best*</ins>" not in markdown.render(found) and "&lt;Zuid&gt;" in read
    assert told.NOTHING not in read


def test_an_article_that_moves_is_renamed_and_another_that_goes(root: Path) -> None:
    page = (root / "docs/regels.md").read_text("utf-8")
    begin, end = page.index("## {{ artikel('fotos')"), page.index("## Vragen")
    moved = page[begin:end].replace("fotos", "beelden").replace("Foto's", "Beeld")
    (root / "docs/regels.md").write_text(page[:begin] + page[end:], "utf-8")
    edited(root, "docs/regels.md", (", fotos: {norm: nee}", ""))
    (root / "docs/beeld.md").write_text(
        f'---\ntitle: "Beeld"\ndescription: "x"\nartikelen: {{beelden: {{norm: nee}}}}\n---\n# Beeld\n\n{moved}', "utf-8"
    )
    edited(root, "mkdocs.yml", ("  - Gegevens: gegevens.md", "  - Beeld: beeld.md\n  - Gegevens: gegevens.md"))
    (root / "docs/gegevens").mkdir(exist_ok=True)
    (root / "docs/gegevens/vervallen.yml").write_text("regels.md#fotos: beelden\n", "utf-8")
    found = report(root)
    (change,) = found.redline.changes
    assert {"verplaatst", "hernoemd"} <= change.kinds and change.old and change.old.id == "fotos"
    assert [(one.title, one.how) for one in found.pages] == [("Beeld", "nieuw")] or not found.pages
    assert "Heette in het adres fotos, heet nu beelden." in both(found)


def test_a_text_that_cannot_be_read_is_said_and_the_rest_is_told(root: Path) -> None:
    edited(root, "docs/regels.md", ("Zie {{ art('doel') }}", "Zie {{ art('doel') "), ("eerst", "altijd"))
    edited(root, "docs/index.md", ("Lees de", "Lees eerst de"))
    edited(root, "variables.yml", ("werkgever:", "werkgever: ["))
    found = report(root)
    assert not found.redline.changes and [one.title for one in found.pages] == ["Handboek van Proefhuis B.V."]
    assert any("regels.md" in note and "niet te lezen" in note for note in found.notes)
    assert any("de gegevens" in note for note in found.notes)
    assert {one.file for one in found.mistakes} >= {"docs/regels.md", "variables.yml"}
    page = markdown.render(found)
    assert page.index("## Los dit eerst op") < page.index("## Wat lezers zien veranderen")
    assert found.plan.short.startswith("Publiceren kan nog niet: er ")


def test_where_neither_text_can_be_read(root: Path) -> None:
    edited(root, "variables.yml", ("werkgever:", "werkgever: ["))
    keep(root)
    found = report(root, "main")
    assert short(found)["Lezers"] == told.UNKNOWN
    assert not found.compared and told.UNKNOWN in web.render(found)


def test_a_strangers_text_runs_nothing_and_shows_as_it_was_typed(root: Path, tmp_path: Path) -> None:
    trap, secret = tmp_path / "gelopen", tmp_path / "geheim.md"
    secret.write_text("# Geheim\n\nWachtwoord: zwaluw\n", "utf-8")
    hook = f"open({str(trap)!r}, 'w').close()\n"
    for name in ("conftest.py", "handbook.py", "sitecustomize.py", "macros/eigen.py"):
        (root / name).write_text(hook, "utf-8")
    (root / "docs/--help.md").write_text("# Hulp <img src=x onerror=alert(1)>\n\n@iedereen kijk in #12, zie https://kwaad.test.\n", "utf-8")
    (root / "docs/$(touch gelopen).md").write_text("# Geld\n\n{{ werkgever.__init__.__globals__ }} {{ ''.__class__ }}\n", "utf-8")
    (root / "docs/link.md").symlink_to(secret)
    (root / "docs/map").symlink_to(tmp_path)
    edited(root, "variables.yml", ('"hr@proefhuis.test"', f"!!python/object/apply:os.system ['touch {trap}']"))
    found = report(root)
    read = both(found)
    assert not trap.exists() and "zwaluw" not in read
    assert not re.search(r"(?<!\\)<img", read) and not re.search("@iedereen|#12", markdown.render(found))
    assert "builtins" not in read and "class 'str'" not in read
    assert {"docs/--help.md", "docs/link.md", "docs/map"} <= {one.file for one in (*found.mistakes, *found.warnings)}
    # What the base holds of a program is not read either.
    keep(root)
    (root / "docs/--help.md").unlink()
    report(root, "main~1")
    assert not trap.exists()


def test_a_link_in_the_base_leads_nowhere(root: Path, tmp_path: Path) -> None:
    (tmp_path / "geheim.md").write_text("# Geheim\n\nWachtwoord: zwaluw\n", "utf-8")
    (root / "docs/geheim.md").symlink_to(tmp_path / "geheim.md")
    keep(root)
    (root / "docs/geheim.md").unlink()
    assert "zwaluw" not in both(report(root))


def test_many_articles_fit_in_a_comment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred of them with HANDBOEK_SOAK=1; else fewer, in a comment that is as much smaller."""
    number = 100 if SOAK else 24
    limit = LIMIT * number // 100
    monkeypatch.setattr(markdown, "LIMIT", limit)
    monkeypatch.setattr(markdown, "NAMES", limit // 8)
    many = "".join(
        f"\n## {{{{ artikel('a{n}') }}}} Regel {n} {{#a{n}}}\n\n{'U doet dit zo en niet anders. ' * 25}{n}.\n" for n in range(number)
    )
    ids = "".join(f"  a{n}: {{norm: nee}}\n" for n in range(number))
    (root / "docs/veel.md").write_text(f'---\ntitle: "Veel"\ndescription: "Veel regels."\nartikelen:\n{ids}---\n# Veel\n{many}', "utf-8")
    edited(root, "mkdocs.yml", ("  - Gegevens: gegevens.md", "  - Veel: veel.md\n  - Gegevens: gegevens.md"))
    found = report(root)
    page = markdown.render(found, "https://handboek.proefhuis.test/")
    assert len(found.redline.changes) == number
    assert len(page.encode()) <= limit and "Dit verslag is te lang voor deze plek" in page and "## Publiceren" in page
    assert page.count("<details") == page.count("</details>") > number // 10
    assert web.render(found).count('<details id="a') == number


def test_a_base_in_which_there_was_no_handbook(tmp_path: Path) -> None:
    root = tmp_path / "handboek"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "Tester")
    git(root, "config", "user.email", "tester@proefhuis.test")
    (root / "LEESMIJ.txt").write_text("Hier komt het handboek.\n", "utf-8")
    first = keep(root)
    draw(root)
    found = report(root, first)
    assert "nog geen handboek" in found.notes[0]
    assert [one.kinds for one in found.redline.changes] == [{"nieuw"}]
    assert {one.how for one in found.pages} == {"nieuw"}


def test_a_base_from_before_a_fact_was_asked_is_printed_with_the_facts_of_now(root: Path) -> None:
    now = (root / "variables.yml").read_text("utf-8")
    edited(root, "variables.yml", ("werkgever:", "baas:"))
    keep(root)
    (root / "variables.yml").write_text(now, "utf-8")
    edited(root, "docs/regels.md", ("vraagt eerst", "vraagt altijd"))
    found = report(root)
    assert found.notes == ("Niet te lezen in main: de gegevens. In dit verslag zijn die overal hetzelfde.",)
    assert [one.id for one in found.redline.changes] == ["fotos"] and not found.facts and not found.mistakes
