"""Shows every answer at the end, and asks which group should change."""

from __future__ import annotations

from contextlib import suppress

import click

from handbook.new import explained
from handbook.new.conversation.asked import Asked
from handbook.new.conversation.one_answer import shown
from handbook.new.conversation.terminal import Back, heading, say, typed
from handbook.new.questions import Kind, Question, groups_of


def to_change(asked: Asked, todo: list[Question]) -> str | None:
    """The group to ask again, or None if everything is right. Raises Stopped."""
    groups = groups_of(todo)
    _show(asked, todo, groups)
    click.echo()
    say("Klopt het? Druk op Enter, dan wordt uw handboek gemaakt. Typ anders het nummer van een deel om dat te veranderen.")
    while True:
        with suppress(Back):
            line = typed("nummer: ")
            if not line:
                return None
            if line.isdecimal() and 0 < int(line) <= len(groups):
                return groups[int(line) - 1]
        say(f"Typ een nummer van 1 tot en met {len(groups)}, of druk op Enter.")


def _show(asked: Asked, todo: list[Question], groups: list[str]) -> None:
    heading("Dit heeft u ingevuld")
    for number, group in enumerate(groups, 1):
        say(f"{number}. {explained.title(group)}")
        for one in todo:
            if one.group == group and one.kind is not Kind.GATE and asked.applies(one):
                if one.kind in (Kind.OWN_ROLES, Kind.OWN_FACTS):
                    for key, value in asked.own(one.group).items():
                        say(f"   {key}: {shown(value)}", 6)
                    continue
                node = asked.default(one.path)
                say(f"   {one.path[-1]}: {'-' if node is None else shown(node)}", 6)
