"""From where an organisation takes the program: a wheel that it keeps itself, or a tag in git."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.handed_out import LINE as LINE
from handbook.core.handed_out import NAME as NAME
from handbook.core.handed_out import version as version

FOLDER = "programma"
"""Where the organisation keeps a wheel."""

WHEEL = re.compile(r"social_media_handbook-(?P<version>[0-9][0-9a-z.+]*)-py3-none-any\.whl")
GIT = re.compile(r"git\+(?:https|ssh|file)://(?P<place>[^\s#]+)@(?P<tag>[^\s@#/][^\s@#]*)(?:#\S*)?")

A_FILE = "../social_media_handbook-0.7.0-py3-none-any.whl"
A_TAG = "git+https://git.voorbeeld.nl/hr/handboek@v0.7.0"
WAYS = (
    f"Geef achter --engine een bestand, zoals {A_FILE}, of een tag in git, zoals {A_TAG}. "
    "In de map van het programma maakt u het bestand met: make wheel"
)


@dataclass(frozen=True)
class Engine:
    """The line that pins the program, and the wheel to keep beside it, where there is one."""

    line: str
    wheel: Path | None = None

    def write(self, root: Path, version: str) -> None:
        """Puts the line, and the wheel, into the repository `root`; `version` is that of the program that made it."""
        if self.wheel:
            (root / FOLDER).mkdir(exist_ok=True)
            (root / FOLDER / self.wheel.name).write_bytes(self.wheel.read_bytes())
        text = (
            "# Het programma dat dit handboek controleert, bouwt en publiceert: verander deze regel voor een andere versie.\n"
            f"# macros/, overrides/ en docs/stijl/ komen uit versie {version}.\n"
            f"{self.line}\n"
        )
        (root / LINE).write_text(text, "utf-8")


def chosen(typed: str, ways: str = WAYS) -> Engine:
    """The program as somebody named it. Raises CannotWork, which ends with `ways`, where it is no wheel of ours and no tag in git."""
    if typed.startswith("git+"):
        if not GIT.fullmatch(typed):
            raise CannotWork(f"{quote(typed)} noemt geen tag in git: aan het eind hoort een apenstaartje met de tag. {ways}")
        return Engine(f"{NAME} @ {typed}")
    wheel = Path(typed).expanduser()
    if not wheel.is_file():
        raise CannotWork(f"Het bestand {typed} bestaat niet. {ways}")
    if not WHEEL.fullmatch(wheel.name):
        raise CannotWork(f"{wheel.name} is geen wheel van dit programma. {ways}")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Engine(f"./{FOLDER}/{wheel.name} --hash=sha256:{digest}", wheel)


def own() -> Engine | None:
    """The program that runs now, as it was installed here: from a wheel that is still there, or from git; None where that cannot be told."""
    try:
        text = metadata.distribution(NAME).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    facts = json.loads(text or "{}")
    url = str(facts.get("url", ""))
    if (asked := facts.get("vcs_info")) and not url.startswith("git+"):
        return chosen(f"{asked['vcs']}+{url}@{asked.get('requested_revision') or asked['commit_id']}")
    wheel = Path(unquote(urlsplit(url).path))
    return chosen(str(wheel)) if WHEEL.fullmatch(wheel.name) and wheel.is_file() else None
