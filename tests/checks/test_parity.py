"""Whatever `build` refuses, `check` refuses before it: with file and line in the source, and in Dutch."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from handbook import checks
from handbook.build import build
from handbook.build.checked_sources import Checked
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from tests.support import yaml_lists
from tests.support.handbooks import ROOT, SAMPLE, draw
from tests.support.read_otherwise import SLIPS
from tests.support.soaking import SOAK

REFUSED = {
    "[^1]: Artikel 3 van de cao.": 3,
    "[]{#_Toc12345 .anchor}Houd het netjes.": 3,
    "![Een schema](../img/Foto 1.png)": 3,
    "![Een schema](../img/foto%201.png)": 3,
    "![Een schema](../img/Telefoon.png)": 3,
    "![Een schema](../img/caf\u00e9.png)": 3,
    "![Een schema](../../schema.png)": 3,
    "![Een schema][foto]\n\n[foto]: ../img/weg.png": 5,
    "![Een schema](../img/weg.png 'Titel')": 3,
    '[De regels](weg er mee.md "Titel")': 3,
    "[De regels][weg]\n\n[weg]: weg.md 'Titel'": 5,
    "[De regels][weg]": 3,
    '<a href="weg.html">De regels</a>': 3,
    '<img alt="Een schema" src="../img/weg.png">': 3,
    "[De regels](../regels/)": 3,
    "[De regels](/regels/)": 3,
    "[De woorden](../gegevens/taal.yml)": 3,
    "[De regels](prive.md#bestaat-niet)": 3,
    "[De regels](#bestaat-niet)": 3,
    "Tekst.\n{: #dubbel }\n\nTekst.\n{: #dubbel }": 4,
    "Tekst {: #hier } tekst.\n\n[Daar](#hier)": 3,
    "{% if beleid.stand == 'verboden' %}\n\n## Alleen soms\n\nTekst.\n\n{% endif %}\n\n[Daar](#alleen-soms)": 11,
    "[De regels](<weg er mee.md>)": 3,
    "[De regels](http://[stuk)": 3,
    "[De regels](prive.md?x=1#y)": 3,
}
"""Texts that no build takes, and the line of which the check must say so."""


CASES = [
    text[1:]
    for path in sorted((ROOT / "tests/checks/cases").glob("*.yml"))
    for case in yaml_lists.read(path).values()
    for text in (case.get("files") or {}).values()
    if text and text.startswith("+")
]
PASTED = (
    *REFUSED,
    *SLIPS,
    "[^9]",
    "[^1]: noot",
    "{: .klas }",
    "{: #x }",
    "{#x}",
    "<a href='x'>y</a>",
    "| a |",
    "---",
    "    ",
    "1. ",
    "![](x.png)",
    "```",
)
NOTE = "De cao regelt dit.[^1]\n\n[^1]: Artikel 3 van de cao."
ROUNDS = 20 if SOAK else 1


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("parity") / "handboek", of=SAMPLE)


def without_red(root: Path, texts: Mapping[str, str | None], settings: str) -> dict[str, list[Finding]]:
    """Puts `texts` into docs/, takes back each that the check refuses, and builds what is left; gives what was said of those.

    A text that is None goes. Pages that the menu in `settings` lacks are put into it.
    """
    before = {path: (root / "docs" / path).read_text("utf-8") if (root / "docs" / path).exists() else None for path in texts}
    red: dict[str, list[Finding]] = {}
    try:
        for _ in range(len(texts) + 1):
            for path in texts:
                put(root / "docs" / path, before[path] if path in red else texts[path])
            extra = "".join(f"  - Proef {path}: {path}\n" for path in texts if before[path] is None and path not in red)
            (root / "mkdocs.yml").write_text(settings.replace("nav:\n", f"nav:\n{extra}", 1), "utf-8")
            sources, found = checks.check(Project.find(root))
            wrong = errors(found)
            if not wrong:
                build.build(Project.find(root), root.parent / "site", known=Checked(sources, found))
                return red
            new = {path: [f for f in wrong if f.file == f"docs/{path}"] for path in texts if path not in red}
            new = {path: said for path, said in new.items() if said}
            # Said elsewhere, such as of a topic that lost its article: the page that is named goes back, or one after the other until it is the one.
            left = [path for path in texts if path not in red]
            red |= new or {next((path for path in left if any(path in f.message for f in wrong)), left[0]): wrong}
    finally:
        for path, text in before.items():
            put(root / "docs" / path, text)
        (root / "mkdocs.yml").write_text(settings, "utf-8")
    raise AssertionError("The sample itself is red.")


def put(path: Path, text: str | None) -> None:
    if text is not None:
        path.write_text(text, "utf-8")
    elif path.exists():
        path.unlink()


def test_what_the_check_calls_right_is_built(sample: Path) -> None:
    """All texts of the golden cases and all slips, each on a page of its own, in one site."""
    settings = (sample / "mkdocs.yml").read_text("utf-8")
    texts = [NOTE, *REFUSED, *SLIPS, *(CASES if SOAK else CASES[::20])]
    pages = {f"regels/proef-{n}.md": f"# Proef {n}\n\n{text}\n\nEinde.\n" for n, text in enumerate(texts)}
    red = without_red(sample, pages, settings)
    assert len(REFUSED) <= len(red) < len(pages) - 20
    built = (sample.parent / "site/regels/proef-0/index.html").read_text("utf-8")
    assert 'aria-label="Terug naar voetnoot 1"' in built
    assert "Jump back" not in built
    for n, (text, line) in enumerate(REFUSED.items(), 1):
        said = red.get(f"regels/proef-{n}.md", [])
        assert line in {finding.line for finding in said}, (text, said)


def edited(text: str, draw: random.Random) -> str:
    """One slip of a person: a line deleted, doubled, swapped, moved, joined, or something pasted."""
    lines = text.split("\n")
    at = draw.randrange(len(lines) - 1)
    slip = draw.randrange(8)
    if slip == 0:
        del lines[at]
    elif slip == 1:
        lines.insert(at, lines[at])
    elif slip == 2:
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    elif slip == 3:
        lines[at] = " " * draw.randrange(1, 9) + lines[at]
    elif slip == 4:
        lines[at] += lines.pop(at + 1)
    elif slip == 5 and lines[at]:
        cut = draw.randrange(len(lines[at]))
        lines[at] = lines[at][:cut] + lines[at][cut + 1 :]
    elif slip == 6:
        lines.insert(at, draw.choice(PASTED))
    else:
        lines[at:at] = ["", draw.choice(PASTED), ""]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_edits_that_the_check_calls_right_are_built(seed: int, sample: Path) -> None:
    draw = random.Random(seed)
    settings = (sample / "mkdocs.yml").read_text("utf-8")
    folder = sample / "docs"
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]
    red = without_red(sample, {path: edited((folder / path).read_text("utf-8"), draw) for path in paths}, settings)
    assert len(red) < len(paths)
