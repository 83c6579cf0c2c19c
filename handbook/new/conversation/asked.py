"""Keeps what was answered so far, and says what follows from it: which questions apply, and what Enter stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from handbook.checks.representation import COUNCIL_FROM, MEETING_FROM
from handbook.new import explained, facts
from handbook.new.answers import BEGINS, Answers
from handbook.new.questions import Kind, Question
from handbook.sources.contacts import Contact
from handbook.sources.files.fields import Group
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence


@dataclass
class Asked:
    """The answers so far, by the path of their question.

    `shipped` are the facts of the example, `examples` the names of those that are true of no organisation, `begins` the day to propose;
    `wanted` says of a group that may be left out whether it was, `drafts` what was typed of the people of a role, in the shape that was chosen,
    `begun` the same of an earlier session that stopped there.
    """

    shipped: Mapping
    examples: frozenset[str]
    begins: date
    given: dict[tuple[str, ...], Node] = field(default_factory=dict)
    wanted: dict[str, bool] = field(default_factory=dict)
    drafts: dict[tuple[tuple[str, ...], type[Group]], list[dict[str, Node]]] = field(default_factory=dict)
    begun: dict[tuple[str, ...], list[dict[str, Node]]] = field(default_factory=dict)

    def answers(self, at: str | None = None) -> Answers:
        """The answers as a part of variables.yml; `at` is the question to go on at."""
        tree: dict[str, dict[str, Node]] = {}
        for path, value in self.given.items():
            if len(path) == 2 and self.wanted.get(path[0], True):
                tree.setdefault(path[0], {})[path[1]] = value
        for name in explained.ELSE_NONE:
            if not self._matters(name):
                group, key = name.split(".")
                tree.setdefault(group, {})[key] = facts.items([])
        day = self.given.get((BEGINS,))
        begins = date.fromisoformat(day.text) if isinstance(day, Scalar) else None
        return Answers(facts.group({name: facts.group(values) for name, values in tree.items()}), begins, at, self._begun())

    def _begun(self) -> Mapping:
        """What was typed of people of whom not everything was, by group and role."""
        tree: dict[str, dict[str, Node]] = {}
        for path, drafts in {**self.begun, **{path: drafts for (path, _), drafts in self.drafts.items()}}.items():
            if typed := [facts.group(one) for one in drafts if one]:
                tree.setdefault(path[0], {})[path[1]] = facts.items([*typed])
        return facts.group({name: facts.group(roles) for name, roles in tree.items()})

    def take(self, kept: Answers) -> None:
        """Restores the answers of an earlier session."""
        for name, group in kept.facts.items.items():
            if isinstance(group, Mapping):
                self.given |= {(name, key): value for key, value in group.items.items() if not self._follows(f"{name}.{key}", value)}
        for name, roles in kept.begun.items.items():
            for role, people in roles.items.items() if isinstance(roles, Mapping) else ():
                if isinstance(people, Sequence):
                    self.begun[name, role] = [dict(one.items) for one in people.items if isinstance(one, Mapping)]
        if kept.begins:
            self.given[BEGINS,] = facts.bare(kept.begins.isoformat())

    def forget(self, path: tuple[str, ...], shape: type[Group] | None = None) -> None:
        """Lets go of what was typed of people, for it was ended in this shape or is not wanted."""
        self.begun.pop(path, None)
        for key in [key for key in self.drafts if key[0] == path and shape in (None, key[1])]:
            del self.drafts[key]

    def default(self, path: tuple[str, ...]) -> Node | None:
        """What Enter stands for: the answer given before, else the shipped value unless that is only an example."""
        if path in self.given:
            return self.given[path]
        if path == (BEGINS,):
            return facts.bare(self.begins.isoformat())
        name = ".".join(path)
        if name == "medezeggenschap.soort" and (council := self._council()):
            return facts.bare(council)
        return None if any(f"{one}.".startswith(f"{name}.") for one in self.examples) else self._shipped(path)

    def _council(self) -> str | None:
        """What the law asks for by the number of people that was given; None where that was left for later, and for a school."""
        size, sector = self._size(), str(self.given.get(("werkgever", "sector")))
        if size is None or "onderwijs" in sector:
            return None
        return "or" if size >= COUNCIL_FROM else "personeelsvergadering" if size >= MEETING_FROM else "geen"

    @property
    def small(self) -> bool:
        """Whether so few people work there that one may lead all of them."""
        size = self._size()
        return size is not None and size < COUNCIL_FROM

    def _size(self) -> int | None:
        """The number of people that was given; None where that was left for later."""
        size = self.given.get(("werkgever", "medewerkers"))
        return int(size.text) if isinstance(size, Scalar) and size.text.isdecimal() else None

    def example(self, path: tuple[str, ...]) -> str:
        """The shipped value if it is only an example, else an empty text."""
        node = self._shipped(path)
        return node.text if isinstance(node, Scalar) and ".".join(path) in self.examples else ""

    def applies(self, one: Question) -> bool:
        """Whether the question makes sense, given the answers so far."""
        if one.kind is not Kind.GATE and not self.wanted.get(one.group, True):
            return False
        return self._matters(one.name)

    def wants(self, group: str) -> bool:
        """Whether somebody said to want the group, or answered something in it before."""
        return self.wanted.get(group, any(path[0] == group for path in self.given))

    def _follows(self, name: str, value: Node) -> bool:
        """Whether the value was no answer, but what follows from another one."""
        return name in explained.ELSE_NONE and isinstance(value, Sequence) and not value.items

    def _matters(self, name: str) -> bool:
        """Whether the fact means something, given the answers so far."""
        if name not in explained.ONLY_WHERE:
            return True
        other, word = explained.ONLY_WHERE[name]
        said = self.default(tuple(other.split(".")))
        return isinstance(said, Scalar) and said.text == word

    def group(self, name: str) -> dict[str, Node]:
        """What stands in a group now: the shipped facts, with the answers in their place."""
        shipped = self.shipped.items.get(name)
        there = dict(shipped.items) if isinstance(shipped, Mapping) else {}
        return there | {path[1]: node for path, node in self.given.items() if path[0] == name and len(path) == 2}

    def own(self, name: str) -> dict[str, Node]:
        """What the organisation named itself in a group."""
        known = Contact.model_fields if name == "contact" else ()
        return {path[1]: node for path, node in self.given.items() if path[0] == name and len(path) == 2 and path[1] not in known}

    def _shipped(self, path: tuple[str, ...]) -> Node | None:
        node: Node | None = self.shipped
        for part in path:
            node = node.items.get(part) if isinstance(node, Mapping) else None
        return node
