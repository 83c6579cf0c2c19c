"""The facts of the organisation, without which nobody can be told whom to call."""

from __future__ import annotations

from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.sources import variables
from handbook.sources.variables import Variables

WRONG = "Het bericht kan niet worden gemaakt: in {} staat een fout. Welke, zegt: handbook check"


def known(project: Project) -> Variables:
    """The facts that stand here. Raises CannotWork where they hold mistakes."""
    facts, _ = variables.load(project)
    if facts is None:
        raise CannotWork(WRONG.format(project.name(project.variables_file)))
    return facts
