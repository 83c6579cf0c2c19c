"""What comes of a change of ours that meets one of theirs: by article, by entry, by line, wherever each of them stands by now."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from handbook.update import engine_files, menu, text_plan, units
from handbook.update.change import Kind
from handbook.update.engine_files import Plan
from handbook.update.lines import Typed
from tests.support.handbooks import SAMPLE

PAGE = """---
title: "Een"
---
# Een

Een zin.

## {{ artikel('a') }} A {#a}

1. Lid een.
2. Lid twee.
3. Lid drie.

## {{ artikel('b') }} B {#b}

1. Lid van b.
"""


def text(base: Mapping[str, str], theirs: Mapping[str, str], ours: Mapping[str, str]) -> Plan:
    """What taking over the whole text does."""
    made = [{f"docs/{name}": data.encode() for name, data in files.items()} for files in (base, theirs, ours)]
    return text_plan.planned(made[0], made[1], made[2], lambda _: True, lambda _: False)


def written(plan: Plan, name: str) -> str:
    data = plan.write[f"docs/{name}"]
    assert data is not None
    return data.decode()


@pytest.mark.parametrize("path", sorted(SAMPLE.rglob("*.md")) + sorted(SAMPLE.rglob("*.yml")), ids=lambda path: path.stem)
def test_the_parts_of_a_file_are_the_file(path: object) -> None:
    file = SAMPLE / str(path)
    parts = units.of_file(file.name, file.read_text("utf-8"))
    assert units.joined(parts) == file.read_text("utf-8")
    assert len({one.key for one in parts}) == len(parts)


def test_an_article_that_they_moved_to_another_page_is_merged_there() -> None:
    head, a, b = (
        PAGE.partition("## {{ artikel('a')")[0],
        PAGE[PAGE.index("## {{ artikel('a')") : PAGE.index("## {{ artikel('b')")],
        PAGE[PAGE.index("## {{ artikel('b')") :],
    )
    plan = text({"een.md": PAGE}, {"een.md": head + b, "twee.md": f"# Twee\n\n{a}"}, {"een.md": PAGE.replace("Lid twee.", "Ons lid twee.")})
    assert [one.kind for one in plan.changes] == [Kind.OURS]
    assert written(plan, "twee.md") == f"# Twee\n\n{a.replace('Lid twee.', 'Ons lid twee.')}"
    assert "docs/een.md" not in plan.write


def test_a_page_that_we_renamed_is_merged_where_they_have_it_and_comes_once() -> None:
    plan = text(
        {"een.md": PAGE}, {"een.md": PAGE.replace("Lid drie.", "Hun lid drie.")}, {"nieuw.md": PAGE.replace("Lid een.", "Ons lid een.")}
    )
    assert plan.write.keys() == {"docs/een.md"}
    assert "1. Ons lid een.\n2. Lid twee.\n3. Hun lid drie." in written(plan, "een.md")
    # And once more, from what is then the base.
    again = text_plan.planned(plan.base, {"docs/een.md": plan.write["docs/een.md"] or b""}, {"docs/nieuw.md": PAGE.replace("Lid een.", "Ons lid een.").encode()}, lambda _: True, lambda _: False)  # fmt: skip
    assert (again.changes, again.write) == ([], {})


def test_a_condition_of_which_only_half_would_come_makes_the_page_a_matter_for_people() -> None:
    """We put two articles under one condition; where it begins they changed the same."""
    ours = PAGE.replace("3. Lid drie.\n", "3. Ons lid drie.\n\n{% if beleid.toezicht %}\n\nAlleen dan.\n").replace(
        "1. Lid van b.\n", "1. Lid van b.\n\n{% endif %}\n"
    )
    plan = text({"een.md": PAGE}, {"een.md": PAGE.replace("3. Lid drie.\n", "3. Hun lid drie.\n")}, {"een.md": ours})
    assert {one.kind for one in plan.changes} == {Kind.CONFLICT} and plan.write == {}
    assert {one.name for one in plan.changes} == {"a", "b"}


def test_an_id_that_both_gave_to_a_new_article_is_theirs() -> None:
    new = "\n## {{ artikel('c') }} C {#c}\n\n1. %s\n"
    plan = text({"een.md": PAGE}, {"een.md": PAGE + new % "Van hen."}, {"een.md": PAGE + new % "Van ons."})
    assert [(one.name, one.kind) for one in plan.changes] == [("c", Kind.CONFLICT)] and plan.write == {}


def test_a_section_that_we_took_away_goes_where_they_left_it_alone() -> None:
    page = PAGE + "\n## Vragen?\n\nBel ons.\n"
    assert written(text({"een.md": page}, {"een.md": page}, {"een.md": PAGE}), "een.md") == PAGE
    plan = text({"een.md": page}, {"een.md": page.replace("Bel ons.", "Bel HR.")}, {"een.md": PAGE})
    assert [one.kind for one in plan.changes] == [Kind.GONE] and plan.write == {}


def test_an_article_that_we_took_away_stays_and_is_told_once() -> None:
    plan = text({"een.md": PAGE}, {"een.md": PAGE}, {"een.md": PAGE[: PAGE.index("## {{ artikel('b')")]})
    assert [(one.name, one.kind) for one in plan.changes] == [("b", Kind.GONE)] and plan.write == {}
    assert b"#b}" not in plan.base["docs/een.md"], "from now on it is an article of their own"


def test_a_new_article_on_a_page_that_they_took_away_stays_away() -> None:
    plan = text({"een.md": PAGE}, {}, {"een.md": PAGE + "\n## {{ artikel('c') }} C {#c}\n\n1. Nieuw.\n"})
    assert [(one.file, one.kind) for one in plan.changes] == [("docs/een.md", Kind.AWAY)] and plan.write == {}


def test_a_new_page_brings_no_article_that_they_have_elsewhere() -> None:
    own = "# Hun\n\n## {{ artikel('c') }} C van hen {#c}\n\n1. Van hen.\n"
    plan = text(
        {}, {"hun.md": own}, {"ons.md": "# Ons\n\n## {{ artikel('c') }} C {#c}\n\n1. X.\n\n## {{ artikel('d') }} D {#d}\n\n1. Y.\n"}
    )
    assert "{#d}" in written(plan, "ons.md") and "{#c}" not in written(plan, "ons.md")


def test_values_and_what_is_told_above_them_are_merged_apart() -> None:
    base = "# Kop.\n\nwie:\n  # De naam.\n  naam: A\n  # Het getal.\n  getal: 1\n"
    ours = base.replace("# De naam.", "# De hele naam.").replace("  getal: 1\n", "  getal: 2\n  # Nieuw.\n  meer: ja\n")
    plan = text({"x.yml": base}, {"x.yml": base.replace("naam: A", "naam: B") + "eigen:\n  k: 1\n"}, {"x.yml": ours})
    assert (
        written(plan, "x.yml")
        == "# Kop.\n\nwie:\n  # De hele naam.\n  naam: B\n  # Het getal.\n  getal: 2\n  # Nieuw.\n  meer: ja\neigen:\n  k: 1\n"
    )


@pytest.mark.parametrize("how", ["crlf", "bom", "unended"])
def test_a_file_stays_as_it_was_typed(how: str) -> None:
    typed = {"crlf": Typed("", crlf=True), "bom": Typed("", bom=True), "unended": Typed("", ended=False)}[how]
    ours = PAGE.replace("Lid een.", "Ons lid een.")
    plan = text_plan.planned({"docs/een.md": PAGE.encode()}, {"docs/een.md": typed.like(PAGE)}, {"docs/een.md": ours.encode()}, lambda _: True, lambda _: False)  # fmt: skip
    assert plan.write["docs/een.md"] == typed.like(ours)
    same = text_plan.planned({"docs/een.md": PAGE.encode()}, {"docs/een.md": typed.like(PAGE)}, {"docs/een.md": PAGE.encode()}, lambda _: True, lambda _: False)  # fmt: skip
    assert (same.changes, same.write, same.yours) == ([], {}, [])


def test_a_picture_is_the_one_or_the_other() -> None:
    base, theirs, ours = ({"deploy/x.png": b"\0" + one} for one in (b"1", b"2", b"3"))
    assert engine_files.planned(base, theirs, ours).write == {}
    assert [one.kind for one in engine_files.planned(base, theirs, ours).changes] == [Kind.CONFLICT]
    assert engine_files.planned(base, base, ours).write == ours


MENU = """\
site_name: X
nav:
  - Start: index.md
  - Deel:
      - Een: een.md
      - Twee: twee.md
  - "Einde: nu": einde.md
# Below it.
strict: true
"""


@pytest.mark.parametrize(
    ("theirs", "line"),
    [
        (MENU, "      - Een: een.md\n      - Nieuw: nieuw.md\n"),
        (MENU.replace("      - Een: een.md\n", ""), "      - Nieuw: nieuw.md\n      - Twee: twee.md\n"),
        (MENU.replace("een.md", "uno.md"), "      - Een: uno.md\n      - Nieuw: nieuw.md\n"),
        (MENU.replace("  - Deel:\n      - Een: een.md\n      - Twee: twee.md\n", ""), "  - Start: index.md\n  - Deel:\n      - Nieuw: nieuw.md\n  - \"Einde"),
        ("nav:\n- Start: index.md\n- Einde: einde.md\n", "- Start: index.md\n- Nieuw: nieuw.md\n- Einde"),
        (MENU.replace("  - Deel:\n", "").replace("      - ", "  - "), "  - Een: een.md\n  - Nieuw: nieuw.md\n"),
    ],
)  # fmt: skip
def test_a_new_page_comes_where_it_stands_with_us(theirs: str, line: str) -> None:
    ours = MENU.replace("      - Twee", "      - Nieuw: nieuw.md\n      - Twee")
    made = menu.with_page(theirs, ours, "nieuw.md", {"een.md": "uno.md"} if "uno.md" in theirs else {})
    assert made and line in made and made.count("nieuw.md") == 1
    assert menu.without(made) == menu.without(theirs)
    assert menu.with_page(made, ours, "nieuw.md", {}) == made


def test_a_menu_without_any_of_our_pages_is_left_to_people() -> None:
    assert menu.with_page("nav:\n  - X: x.md\n", "nav:\n  - Een: een.md\n  - Nieuw: nieuw.md\n", "nieuw.md", {}) is None
