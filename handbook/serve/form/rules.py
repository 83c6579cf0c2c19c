"""What a browser can check of one answer: the rules of the schema, and what `handbook check` says of who breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from handbook.core.findings import Finding, SourceFile
from handbook.new import answers, facts
from handbook.new.questions import Kind, Question
from handbook.sources import contact_roles, own_facts
from handbook.sources.contacts import REPLACED, REQUIRED, Persoon
from handbook.sources.files.fields import Group
from handbook.sources.files.kinds.value import BRACES, VALUE_LIMIT
from handbook.sources.files.yaml_nodes import Node
from handbook.sources.variables import Variables

ASKED = ("pattern", "format", "minLength", "maxLength", "minimum", "not", "uniqueItems")
"""The rules of a JSON schema that the page knows."""

TYPED = "?"
"""Stands for what was typed in the sentences below: it is a right value of no kind but a text."""

ANSWERED = "nee"
"""The same in a list of what a sentence names, which holds any text but an answer."""

FIELDS = {
    r'Voeg een regel toe, zoals: waarvoor: "(.+)"': r"Vul dat hier in, zoals: \1.",
    r'Voeg toe wat er is, zoals: telefoon: "(.+)"': r"Vul er minstens één in, zoals telefoon: \1.",
    r"Vul de waarde in, of haal de regel weg\.": "Vul het in, of haal dit gegeven weg.",
    r"Zet minstens één waarde in de lijst\b": "Vul minstens één regel in",
    r"Haal (\w+) weg, of laat alleen \1 staan\.": r"Haal het vinkje bij \1 weg, of laat alleen dat staan.",
    r"\btelefoon, email of website\b": "telefoon, e-mail of website",
}
"""What the check says of the lines of a file, and how the page says it of its fields."""


@dataclass(frozen=True)
class Rules:
    """The rules of a field as its schema has them, and by what is wrong the sentence behind the name of the fact."""

    schema: dict[str, Any]
    said: dict[str, str]
    default: str = ""
    together: tuple[str, ...] = ()
    """Of words to choose from: those that can stand beside others."""


@cache
def of(one: Question, shape: type[Group] | None = None) -> Rules:
    """The rules of a question; one that is part of a contact comes with its `shape`."""
    found = _schema(one, shape)
    rules = {key: found[key] for key in ASKED if key in found}
    if one.kind is Kind.LIST and not one.options:
        rules = {key: value for key, value in found["items"].items() if key in ASKED}
    default = found.get("default", "")
    told = {name: said for name, node in _wrong(one, rules).items() if (said := _said(one.path, node, shape))}
    return Rules(rules, told, str(default) if isinstance(default, str | int) and not isinstance(default, bool) else "", _together(found))


def _schema(one: Question, shape: type[Group] | None) -> dict[str, Any]:
    group = shape or _group(one.group)
    found: dict[str, Any] = _properties(group)[one.path[-1]]
    sure = [kind for kind in found.get("anyOf", ()) if kind != {"type": "null"}]
    return {**found, **sure[0]} if len(sure) == 1 else found


@cache
def _properties(group: type[Group]) -> dict[str, Any]:
    found: dict[str, Any] = group.model_json_schema()["properties"]
    return found


def _group(name: str) -> type[Group]:
    group = Variables.model_fields[name].annotation
    assert isinstance(group, type) and issubclass(group, Group)
    return group


def _together(found: dict[str, Any]) -> tuple[str, ...]:
    several = [kind["items"]["enum"] for kind in found.get("anyOf", ()) if kind.get("minItems", 0) > 1]
    return tuple(several[0]) if several else ()


def _wrong(one: Question, rules: dict[str, Any]) -> dict[str, Node]:
    """For each rule a value that breaks it."""
    typed = facts.bare if one.kind in (Kind.PLAIN, Kind.CHOICE, Kind.TRUTH) else facts.text
    if one.kind is Kind.LIST:
        if one.options:
            return {"empty": facts.items([]), **{f"beside {word}": _two(word, one.options) for word in one.options}}
        found = {"empty": facts.items([]), "twice": facts.items([facts.text(TYPED)] * 2)}
        if "pattern" in rules:
            found["shape"] = facts.items([facts.text(ANSWERED)])
        return {**found, **{name: facts.items([facts.text(text)]) for name, text in _texts(rules)}}
    return {"empty": typed(""), "shape": typed(TYPED), **{name: typed(text) for name, text in _texts(rules)}}


def _two(word: str, options: tuple[str, ...]) -> Node:
    """A word beside another, which only some words can be."""
    return facts.items([facts.bare(word), facts.bare(next(one for one in reversed(options) if one != word))])


def _texts(rules: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "maxLength" in rules:
        yield "long", "x" * (VALUE_LIMIT + 1)
    if "not" in rules:
        yield "braces", "{{ }}"


def _said(path: tuple[str, ...], node: Node, shape: type[Group] | None) -> str:
    """What the check says of a value, without the name before it; nothing where it finds none."""
    return _behind(".".join(path), answers.mistakes(path, node, shape))


def _behind(name: str, findings: list[Finding]) -> str:
    """The sentences of the first finding behind the name of its fact, as somebody says them who sees fields."""
    if not findings:
        return ""
    message = findings[0].message
    for start in (f"{name} (waarde 1) ", f"{name} "):
        message = message.removeprefix(start)
    return _of_fields(f"{message} {findings[0].mend}".strip()).replace(f'"{ANSWERED}"', f'"{TYPED}"')


def _of_fields(said: str) -> str:
    for in_a_file, on_the_page in FIELDS.items():
        said = re.sub(in_a_file, on_the_page, said)
    return said


def ways(shape: type[Group]) -> tuple[str, ...]:
    """The fields of a contact of which one is enough; none where there is no such choice."""
    return tuple(key for one in shape.model_json_schema().get("anyOf", ()) for key in one["required"])


def of_contact() -> dict[str, Any]:
    """What a contact must have as a whole, and what the check says of one that nobody can reach, and of an extension without a number."""
    path, schema = ("contact", "hr"), Persoon.model_json_schema()
    nobody = facts.group({"naam": facts.text(TYPED)})
    inside = facts.group({"naam": facts.text(TYPED), "email": facts.text("a@b.nl"), "toestel": facts.text("1")})
    said = {"reach": _said(path, nobody, None), "alone": _said(path, inside, None)}
    return {"anyOf": [one["required"] for one in schema["anyOf"]], "dependentRequired": schema["dependentRequired"], "said": said}


def of_roles() -> dict[str, str]:
    """What the check says of the name of an own role, of one without a purpose, and of a replacement that leads to nobody."""
    person = facts.group({"naam": facts.text("x"), "email": facts.text("a@b.nl")})
    there: dict[str, Node] = dict.fromkeys(REQUIRED, person)

    def said(name: str, role: Node, **more: Node) -> str:
        found = contact_roles.mistakes(SourceFile(""), facts.group({**there, name: role, **more}))
        return _behind(f"contact.{name}", [one for one in found if one.message.startswith(f"contact.{name} ")])

    def instead(of: str) -> Node:
        return facts.group({REPLACED: facts.text(of)})

    return {
        "name": said(TYPED, person),
        "purpose": said("bhv_post", person),
        "circle": said("hr", instead("ict"), ict=instead("hr")),
        "nowhere": said("hr", instead(TYPED)).partition(", zoals")[0] + ".",
    }


def of_own() -> dict[str, Any]:
    """What the check says of the name of an own fact, and of a value that is empty or no day."""

    def said(name: str, node: Node) -> str:
        return _behind(f"{own_facts.KEY}.{name}", own_facts.read(facts.group({name: node}), SourceFile(""), "VAR001")[1])

    return {
        "name": said("A", facts.text("x")).partition(" Schrijf:")[0],
        "reserved": said("for", facts.text("x")),
        "empty": said("x", facts.text("")),
        "day": said("x", facts.bare("0-0-2024")),
        "twice": said("x", facts.items([facts.text("a"), facts.text("a")])),
        "braces": {"said": said("x", facts.text("{{ }}")), "pattern": BRACES},
    }
