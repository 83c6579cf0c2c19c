"""What a page shows against what a git host shows of it: where the two differ the check must have a finding, and on our pages they never differ."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from handbook import checks, sources
from handbook.checks import preview
from handbook.checks.preview import ours, printed, theirs
from handbook.checks.preview.readings import read
from handbook.core.project import Project
from handbook.sources import Sources
from tests.support.handbooks import SAMPLE, draw
from tests.support.read_otherwise import SLIPS
from tests.support.soaking import SOAK

SHAPES = 3_000 if SOAK else 300


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("preview") / "handboek", of=SAMPLE)


@pytest.fixture(scope="module")
def names(sample: Path) -> frozenset[str]:
    config = sources.read(Project.find(sample)).config
    assert config
    return ours.extensions(config)


def differing(found: Sources) -> dict[str, list[preview.Difference]]:
    assert found.config
    names = ours.extensions(found.config)
    return {path: preview.differences(read(lines, names)) for path, lines in printed.lines_of(found).items()}


def test_the_pages_of_the_sample_are_shown_as_they_are_typed(sample: Path) -> None:
    found = differing(sources.read(Project.find(sample)))
    assert len(found) > 20
    assert not any(found.values())


def test_steps_in_a_box_below_a_list_have_numbers_of_their_own(sample: Path) -> None:
    rule = "1. U plaatst niets.\n2. U vraagt het eerst."
    box = '??? note "Staat het er al?"\n    1. Haal het weg.\n    2. Zeg sorry.'
    within = '??? note "Staat het er al?"\n\n    1. Haal het weg.\n\n    !!! note "Let op"\n        1. Bel.\n        2. Schrijf.'
    wrong = '??? note "Staat het er al?"\n    2. Haal het weg.'
    assert saying(sample, [f"{rule}\n\n{box}", f"{rule}\n\n{within}", f"{rule}\n\n{wrong}"]) == [set(), set(), {5}]


def saying(root: Path, texts: list[str]) -> list[set[int]]:
    """For each text the lines of it, from 1, of which the check says something, all asked at once."""
    folder = root / "docs/regels"
    made = [folder / f"proef-{n}.md" for n in range(len(texts))]
    for path, text in zip(made, texts, strict=True):
        path.write_text(f"# Proef\n\n{text}\n\nEinde.\n", "utf-8")
    try:
        _, found = checks.check(Project.find(root))
    finally:
        for path in made:
            path.unlink()
    return [{f.line - 2 for f in found if f.file.endswith(f"/{path.name}") and f.line and not f.code.startswith("TAA")} for path in made]


class Flat(HTMLParser):
    """What a reader sees of HTML, told apart by other means than the check's: items with their depth and place, headings, code, and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lists: list[list[int]] = []
        self.kinds: list[str] = []
        self.seen: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.lists.append([0])
            self.kinds.append(tag)
        elif tag == "li" and self.lists:
            self.lists[-1][0] += 1
            self.seen.append((*self.kinds, self.lists[-1][0] if self.kinds[-1] == "ol" else "-"))
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6", "pre", "td", "th", "hr"):
            self.seen.append(tag)
        elif tag == "img":
            self.seen.append(dict(attrs).get("alt"))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.kinds.pop()

    def handle_data(self, data: str) -> None:
        self.seen += data.split()


def shown_otherwise(text: str, names: frozenset[str]) -> bool:
    lines = list(enumerate(text.split("\n"), 1))
    plain = "\n".join(line for _, line in theirs.without_own_signs(lines, names))
    own = re.sub('<p class="admonition-title">.*?</p>', "", ours.html(text, names))
    return Flat(own).seen != Flat(theirs.html(plain)).seen


def shapes(count: int, seed: int) -> list[str]:
    """Texts of a few lines: items, sentences, quotes and headings, indented by any number of spaces, with and without empty lines."""
    draw = random.Random(seed)
    marks = ("", "", "- ", "- ", "1. ", "2. ", "3. ", "* ", "> ", "## ", "10. ", "1) ", "    ", "| ", "!!! note\n")
    words = ("Bel HR.", "Wacht af;", "**vet **woord", "_schuin_ en *ook*", "`code`", "{x}", "a | b |", "[x](y z.md)", "")
    indents = (0, 0, 0, 1, 2, 3, 4, 5, 6, 8)
    lines = [draw.choice(("", " " * draw.choice(indents) + draw.choice(marks) + draw.choice(words))).rstrip() for _ in range(6 * count)]
    return ["\n".join(lines[at : at + 6]) for at in range(0, 6 * count, 6)]


def test_a_slip_that_is_shown_otherwise_has_a_finding_on_its_lines(sample: Path, names: frozenset[str]) -> None:
    wrong = [text for text in SLIPS if shown_otherwise(text, names)]
    assert len(wrong) > 15
    silent = [text for text, lines in zip(wrong, saying(sample, wrong), strict=True) if not lines & set(range(1, text.count("\n") + 3))]
    assert silent == []


def test_no_shape_is_shown_otherwise_without_a_finding(sample: Path, names: frozenset[str]) -> None:
    for seed in range(SHAPES // 300):
        wrong = [text for text in shapes(300, seed) if shown_otherwise(text, names)]
        assert len(wrong) > 100
        assert [text for text in wrong if not preview.differences(read(list(enumerate(text.split("\n"), 1)), names))] == []
        assert [text for text, lines in zip(wrong, saying(sample, wrong), strict=True) if not lines] == []


MENDED = {
    "1. Meld het meteen:\n   - bij HR;\n2. Wacht.": "1. Meld het meteen:\n    - bij HR;\n2. Wacht.",
    "1. Wacht af.\n\n   Bel daarna.\n2. Klaar.": "1. Wacht af.\n\n    Bel daarna.\n\n2. Klaar.",
    "1. Wacht af.\n\n    Bel daarna.\n2. Klaar.": "1. Wacht af.\n\n    Bel daarna.\n\n2. Klaar.",
    "1. Bel.\n3. Wacht.": "1. Bel.\n2. Wacht.",
    "1. Bel.\n\nWacht daarna.\n\n2. Schrijf.": "1. Bel.\n\n    Wacht daarna.\n\n2. Schrijf.",
    "2026. Zo heet het jaar.": "2026\\. Zo heet het jaar.",
    "1) Bel.\n2) Wacht.": "1. Bel.\n2. Wacht.",
    "Dit is **erg **belangrijk.": "Dit is **erg** belangrijk.",
    "Lees de [start(../index.md).": "Lees de [start](../index.md).",
    "Beste {naam}, wij schrijven u.": "Beste collega, wij schrijven u.",
    "##Kop\n\nTekst.": "## Kop\n\nTekst.",
    "#samen is het motto.": "\\#samen is het motto.",
    "Tekst\n---": "Tekst\n\n---",
    "- [] Bel HR.": "- [ ] Bel HR.",
    "Kijk op https://www.proefhuis.test/a": "Kijk op [de site van ons huis](https://www.proefhuis.test/a)",
    "- Bel.\nWacht.": "- Bel.\n    Wacht.",
    "- Bel.\nWacht daarna.": "- Bel.\n\nWacht daarna.",
    "## Artikel 3 Bellen\n\nTekst.": "## Bellen\n\nTekst.",
    "## Vragen\n\nTekst.\n\n## Vragen\n\nTekst.": "## Vragen\n\nTekst.\n\n## Vragen {#ander-adres}\n\nTekst.",
    "|  | Mag |\n| --- | --- |\n| HR | ja |": "| Wie | Mag |\n| --- | --- |\n| HR | ja |",
    "-Bel HR.\n-Wacht.": "- Bel HR.\n- Wacht.",
}
"""Slips, and what they are after the mend that the check gives."""


def test_every_mend_leads_out(sample: Path) -> None:
    said = saying(sample, [*MENDED, *MENDED.values()])
    assert [text for text, lines in zip(MENDED, said, strict=False) if not lines] == []
    assert [text for text, lines in zip(MENDED.values(), said[len(MENDED) :], strict=True) if lines] == []
