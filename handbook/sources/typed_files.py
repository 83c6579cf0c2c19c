"""The text of every file that people fill in or write, read once for the checks that look through all of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from handbook.core.project import Project
from handbook.sources import Sources
from handbook.sources.data.entries import DATA_FOLDER, LIMIT
from handbook.sources.files import yaml_nodes
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_nodes import read_mapping


@lru_cache(1)
def texts(sources: Sources) -> Mapping[Path, str]:
    """The facts, the pages, the data and the settings beside them, by path in the order of their names; without what cannot be read."""
    project = sources.project
    paths = {project.variables_file, *project.root.glob("*.yml"), *project.docs.rglob("*.md"), *_data(project).rglob("*.yml")}
    read = {path: read_text(project, path, LIMIT)[0] for path in sorted(paths) if path.is_file()}
    return {path: text for path, text in read.items() if text}


def facts(sources: Sources) -> yaml_nodes.Mapping | None:
    """The facts as they were typed, or None where the file cannot be read."""
    return _mapping(sources, sources.project.variables_file)


def filled_in(sources: Sources) -> Mapping[str, yaml_nodes.Mapping]:
    """The facts, and then the data, by the name of their file; without what cannot be read."""
    project = sources.project
    paths = [project.variables_file, *(path for path in texts(sources) if path.suffix == ".yml" and path.is_relative_to(_data(project)))]
    found = {project.name(path): _mapping(sources, path) for path in paths}
    return {name: node for name, node in found.items() if node}


def _data(project: Project) -> Path:
    return project.docs / DATA_FOLDER


def _mapping(sources: Sources, path: Path) -> yaml_nodes.Mapping | None:
    text = texts(sources).get(path)
    return read_mapping(sources.project.name(path), text)[0] if text else None
