"""The command of a handbook, whose test of access visits a state of each chapter of the list only, each in one view: the whole list takes a minute."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml

from handbook import cli
from handbook.serve.accessibility import looking, states
from handbook.serve.accessibility.looking import View
from handbook.serve.accessibility.states import State

KINDS = (
    "home", "contacts", "dilemmas", "index from A to Z", "statement on access", "article", "decision aid", "search with results",
    "all versions", "draft", "menu open on a phone", "home without JavaScript",
)  # fmt: skip
"""By the names in states.yml; the page with contacts is the one that the test spoils, and three kinds are not in a tiny handbook."""


views = looking.views


def one_view(state: State, number: int, every: bool) -> list[View]:
    """The first of those that it has otherwise."""
    return views(state, number, every)[:1]


def main() -> None:
    """Runs the verb of the command line. Raises KeyError where a kind has another name by now."""
    listed = {entry["name"]: entry for entry in yaml.safe_load(states.LIST.read_text("utf-8"))}
    with tempfile.TemporaryDirectory() as folder:
        states.LIST = Path(folder) / states.LIST.name
        states.LIST.write_text(yaml.safe_dump([listed[name] for name in KINDS]), "utf-8")
        looking.views = one_view
        cli.main()
