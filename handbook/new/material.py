"""Where the files that a new repository begins with are found, in a wheel or in a checkout, and which of them go along.

It imports nothing but Python's own: the Makefile of a new repository asks it where the locks are, before anything is installed.
`place`, `example` and `copy` stay as they are called: an update by another release asks them what this one hands out (update/release.py).
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

FILES = Path(__file__).with_name("files")
"""What only such a repository has."""

SHIPPED = Path(__file__).with_name("material")
"""Where the wheel holds what in a checkout stands at its own place (pyproject.toml)."""

LOCKS = ("requirements.lock", "requirements-extra.lock")
"""What the program needs, with hashes. They stay in the wheel: the Makefile installs from there, so that they always fit the program."""

SCHEMA = "variables.schema.json"
TOP = (".gitlab-ci.yml", "LICENSE", "mkdocs.yml", "variables.yml", SCHEMA, *LOCKS)
FOLDERS = (".forgejo", ".github", "deploy", "docs", "macros", "overrides")
LEFT_OUT = re.compile(
    # Pictures of our own site, decisions that are nobody's, a test of another text, and questions that only our own tests ask.
    r"\.github/beeld(?:/|$)|docs/revisies/\d|docs/gegevens/toegankelijkheid\.yml|docs/gegevens/toetsen/zoeken\.yml|(?:^|/)__pycache__(?:/|$)"
)
OF_THE_PROGRAM = re.compile(r"/(?:handbook/|tests/|tools/|\.ci/|pyproject\.toml|\*\.lock)\s")
"""Lines of CODEOWNERS on what only a checkout of the program has."""

PLACED = {
    "Makefile": "Makefile",
    "gitignore": ".gitignore",
    "LICENTIE.md": "LICENTIE.md",
    "README.md": "README.md",
    # What installs is installed by its fingerprint itself, before the program is there to say so.
    "requirements-uv.lock": "requirements-uv.lock",
}
"""Files of FILES, and what they are called there."""


def place() -> Path:
    """The folder with docs/, macros/ and the rest."""
    return SHIPPED if SHIPPED.is_dir() else Path(__file__).parents[2]


EXAMPLE = FILES / "variables.yml"


def example() -> str:
    """The facts that every new handbook begins with. They belong to the program: those of a checkout may be an organisation's own by now."""
    return EXAMPLE.read_text("utf-8")


def copy(source: Path, to: Path) -> None:
    """Puts into the new folder `to` what any organisation begins with; its facts and its revision are not among it."""
    to.mkdir()
    for folder in FOLDERS:
        for path in sorted((source / folder).rglob("*")):
            name = path.relative_to(source).as_posix()
            if path.is_file() and not LEFT_OUT.search(name):
                (to / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, to / name)
    for name in (".gitlab-ci.yml", "mkdocs.yml", *([SCHEMA] if (source / SCHEMA).exists() else [])):
        shutil.copyfile(source / name, to / name)
    for name, called in PLACED.items():
        shutil.copyfile(FILES / name, to / called)
    licence = to / "LICENTIE.md"
    licence.write_text(licence.read_text("utf-8") + "\n" + (source / "LICENSE").read_text("utf-8"), "utf-8")
    owners = to / ".github/CODEOWNERS"
    lines = [line for line in owners.read_text("utf-8").splitlines() if not OF_THE_PROGRAM.match(line)]
    owners.write_text("\n".join([*lines, f"/programma*     {lines[-1].split()[-1]}", ""]), "utf-8")
