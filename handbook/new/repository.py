"""Makes the repository: whole, in one step, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook import checks
from handbook.archive.git import Failed, Repository
from handbook.core import atomic
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.new import engine, facts, first_revision, material, origin, typable
from handbook.new.engine import Engine
from handbook.sources import Sources, sample, variables
from handbook.sources.files.yaml_nodes import Mapping

KEPT = ".antwoorden.yml"
"""What was answered so far; gone once the repository is there."""

ASIDE = ".handboek-nieuw-"


@dataclass(frozen=True)
class Born:
    """A repository that stands where it was asked for, what its check says, and whether it has its first commit."""

    sources: Sources
    findings: list[Finding]
    committed: bool


def usable(folder: Path) -> Path:
    """`folder` from the root, without detours. Raises CannotWork where something else than answers stands in it."""
    folder = folder.expanduser().absolute()
    folder = folder if folder.is_symlink() else folder.resolve()
    if folder in (Path.cwd(), *Path.cwd().parents):
        raise CannotWork(f"U staat zelf in de map {folder}. Ga een map hoger, en geef daar: {typable.new(folder.name, at=folder.parent)}")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotWork(f"{folder} is geen map. Kies een andere naam voor de map van uw handboek.")
    if folder.exists() and (strange := sorted(path.name for path in folder.iterdir() if path.name != KEPT)):
        mend = "Kies een map die nog niet bestaat, of een lege."
        if "mkdocs.yml" in strange:
            mend = f"Daar staat al een handboek: verander uw gegevens in variables.yml, en kijk daar met: {typable.program(folder)} check"
        raise CannotWork(f"De map {folder} is niet leeg: er staat al {strange[0]}. {mend}")
    return folder


def create(folder: Path, answers: Mapping, begins: date, chosen: Engine, source: Path, template: str) -> Born:
    """Puts the repository into `folder`, from the files in `source` and the facts in `template`.

    Raises CannotWork where the folder cannot be used; then it is as it was.
    """
    folder = usable(folder)
    # Beside the place where it will stand, so that the last step is a rename on one disk.
    with workspace(ASIDE, folder.parent) as aside:
        made = aside / "handboek"
        material.copy(source, made)
        (made / variables.SCHEMA_NAME).write_text(variables.schema_text(), "utf-8")
        (made / Edition().variables).write_text(template, "utf-8")
        handed = origin.Origin(engine.version(), engine.version(), origin.below(made))
        atomic.write(made, origin.PATH, handed.packed())
        (made / Edition().variables).write_text(sample.marked(facts.written(template, answers), answers), "utf-8")
        known, _ = variables.load(Project.find(made))
        councils = known.medezeggenschap.soort if known else ()
        (made / f"docs/revisies/{begins}.md").write_text(first_revision.text(begins, councils), "utf-8")
        chosen.write(made, engine.version())
        sources, findings = checks.check(Project.find(made))
        committed = _committed(made)
        atomic.put_in_place(made, folder)
    return Born(sources, findings, committed)


def _committed(root: Path) -> bool:
    """Whether git has a first commit of all files; without a name to sign with it is left to who has one."""
    repo = Repository(root)
    repo.run("init", "--quiet", "--initial-branch=main")
    repo.run("add", "--all")
    if not (repo.setting("user.name") and repo.setting("user.email")):
        return False
    try:
        repo.run("commit", "--quiet", "-m", f"Het handboek begint, met versie {engine.version()} van het programma")
    except Failed:
        # Such as a signing key that is not available here: the person who has it makes the commit.
        return False
    return True
