"""What is still of the example: found by key, by kind and by what it says, and gone once the organisation has filled it in."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.core.project import Project
from handbook.core.sample_report import Example
from handbook.sources import sample
from tests.support import shipped
from tests.support.handbooks import SAMPLE, draw


def left(root: Path) -> tuple[Example, ...]:
    return sample.left(Project.find(root))


def keys(root: Path) -> set[str]:
    return {example.key for example in left(root)}


def test_everything_that_ships_is_found(tmp_path: Path) -> None:
    found = left(shipped.adopted(tmp_path / "h"))
    facts = {".".join(path) for part in ("verzonnen", "gewoon") for path, _ in shipped.leaves(shipped.listed()[part])}
    assert {one.key for one in found if one.file == "variables.yml"} == facts
    decided = {(".".join(path), value) for path, value in shipped.leaves(shipped.listed()["revisie"]) if path != ("ingangsdatum",)}
    assert {(one.key, one.value) for one in found if one.file == shipped.REVISION} == decided


def test_a_handbook_of_somebody_has_nothing_of_it(tmp_path: Path) -> None:
    assert left(draw(tmp_path / "h")) == ()
    assert left(draw(tmp_path / "s", of=SAMPLE)) == ()


@pytest.mark.parametrize("order", [lambda found: found[0], lambda found: found[-1], lambda found: found[len(found) // 2]])
def test_filling_in_key_by_key_shortens_the_list_to_nothing(tmp_path: Path, order: Callable[[tuple[Example, ...]], Example]) -> None:
    root = shipped.adopted(tmp_path / "h")
    found, steps = left(root), 0
    while found:
        one = order(found)
        shipped.fill_in(root, one)
        after = left(root)
        places = {(example.file, example.line) for example in after}
        assert (one.file, one.line) not in places
        assert places < {(example.file, example.line) for example in found}
        found, steps = after, steps + 1
    assert steps > 15


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("werkgever.naam", '"Voorbeeld BV"'),
        ("werkgever.naam", '"VOORBEELD B.V."'),
        ("werkgever.naam_kort", '"voorbeeld"'),
        ("werkgever.website", '"https://www.anders.example/over-ons"'),
        ("werkgever.website", '"https://example.org"'),
        ("werkgever.kvk", "00000000"),
        ("handboek.adres", '"https://intranet.example.com/handboek"'),
        ("contact.hr.email", '"j.jansen@anders.example"'),
        ("contact.hr.email", '"j.jansen@Mail.Example.NET"'),
        ("contact.hr.telefoon", '"010-1234567"'),
        ("contact.hr.telefoon", '"+31 (0)10 123 45 72"'),
        ("contact.hr.naam", '"V. Voorbeeld"'),
    ],
)
def test_a_changed_example_is_still_found(tmp_path: Path, key: str, value: str) -> None:
    assert key in keys(with_fact(tmp_path / "h", key, value))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("werkgever.naam", '"Goed Voorbeeld B.V."'),
        ("werkgever.website", '"https://www.voorbeeld.nl/example"'),
        ("werkgever.website", '"https://example.nl"'),
        ("werkgever.website", '"https://www.myexample.com"'),
        ("werkgever.kvk", '"00000001"'),
        ("contact.hr.email", '"example@proefhuis.test"'),
        ("contact.hr.email", '"hr@example-groep.nl"'),
        ("contact.hr.telefoon", '"+31 20 123 45 67"'),
        ("contact.hr.naam", '"Afdeling HR"'),
        ("werkgever.medewerkers", "120"),
        ("protocol.bestaat_sinds", "2024-01-01"),
    ],
)
def test_what_an_organisation_may_really_have_is_left_alone(tmp_path: Path, key: str, value: str) -> None:
    assert keys(with_fact(tmp_path / "h", key, value)) == set()


def with_fact(root: Path, key: str, value: str) -> Path:
    """The tiny handbook with this one value."""
    shipped.set_fact(draw(root), key, value)
    return root


def test_the_kinds_that_are_always_an_example_need_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "_shipped", lambda: sample._Shipped({}, {}, {}))
    found = keys(shipped.adopted(tmp_path / "h"))
    assert {"werkgever.kvk", "werkgever.website", "handboek.adres", "contact.hr.email", "contact.ict.email"} <= found


def test_what_could_be_true_counts_as_long_as_its_group_is_invented(tmp_path: Path) -> None:
    root = shipped.adopted(tmp_path / "h")
    for example in [one for one in left(root) if one.key.startswith("contact.hr.") and one.invented]:
        assert "contact.hr.naam" in keys(root)
        shipped.fill_in(root, example)
    assert "contact.hr.naam" not in keys(root)
    assert "contact.ict.naam" in keys(root)


BOARD, COUNCIL = "    datum: 2025-12-01", "    datum: 2025-11-24"
ANNOUNCED = "bekendgemaakt: 2025-12-02"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ({BOARD: "    datum: 2026-10-12"}, {"besluiten.datum"}),
        ({COUNCIL: "    datum: 2026-10-05"}, {"besluiten.datum"}),
        ({BOARD: "    datum: 2026-10-12", ANNOUNCED: "bekendgemaakt: 2026-10-19"}, {"besluiten.datum", "bekendgemaakt"}),
        ({BOARD: f'    stuk: "https://intranet.voorbeeld.example/besluit"\n{BOARD}'}, {"besluiten.stuk"}),
        # The council on the day of the example's board.
        ({COUNCIL: "    datum: 2026-10-12"}, set()),
        ({ANNOUNCED: "bekendgemaakt: 2026-10-19"}, set()),
        ({"evaluatie: 2027-01-01": "evaluatie: 2027-11-01"}, set()),
    ],
)
def test_a_decision_that_nobody_took_is_found_in_any_revision(tmp_path: Path, edits: dict[str, str], expected: set[str]) -> None:
    root = draw(tmp_path / "h")
    text = (root / shipped.REVISION).read_text("utf-8")
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new)
    (root / "docs/revisies/2027-03-04.md").write_text(text, "utf-8")
    found = left(root)
    assert {one.key for one in found} == expected
    assert {one.file for one in found} <= {"docs/revisies/2027-03-04.md"}


def test_a_decision_that_is_data_is_known_by_who_took_it_and_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = [{"wie": "or", "wat": "instemming", "datum": "2026-10-05"}, {"wie": "bestuur", "naam": "de directie", "datum": "2026-10-12"}]
    head = "verzonnen: {werkgever: {naam: Niemand}}\ngewoon: {werkgever: {medewerkers: 9}}\nrevisie:\n  besluiten:\n"
    shown = head + textwrap.indent(shipped.decisions(taken), "  ")
    (tmp_path / "list.yml").write_text(shown, "utf-8")
    monkeypatch.setattr(sample, "LIST", tmp_path / "list.yml")
    monkeypatch.setattr(sample, "_shipped", sample._shipped.__wrapped__)
    root = draw(tmp_path / "h")
    text = (root / shipped.REVISION).read_text("utf-8")
    taken[0]["datum"], taken[1]["naam"] = "2026-10-12", "de raad van bestuur"
    kept = shipped.decisions(taken)
    (root / shipped.REVISION).write_text(re.sub(r"(?m)(?<=^besluiten:\n)(?:  .*\n)+", kept, text), "utf-8")
    (found,) = left(root)
    assert (found.key, found.value) == ("besluiten.datum", "2026-10-12")
    lines = (root / shipped.REVISION).read_text("utf-8").splitlines()
    assert "bestuur" in lines[found.line - 3]
    # On the very same day an organisation of its own has a document of its own.
    own = (
        (root / shipped.REVISION)
        .read_text("utf-8")
        .replace("    naam: de raad van bestuur\n", "    stuk: https://intranet.proefhuis.test/7\n")
    )
    (root / shipped.REVISION).write_text(own, "utf-8")
    assert left(root) == ()


def test_files_that_cannot_be_read_hold_nothing(tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {"variables.yml": b"\xff\xfe", shipped.REVISION: "---\n: [\n---\n"})
    assert left(root) == ()
