"""The form page as it is sent: its HTML with everything that its scripts need in it, so that they ask nobody."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.new import explained, material, questions, typable
from handbook.serve import headers
from handbook.serve.form import fields, pieces, rules
from handbook.serve.form.fields import Filled, OwnFact, Person, Role
from handbook.serve.form.rules import Rules
from handbook.sources import own_facts, sample
from handbook.sources.contact_roles import NAME as ROLE_NAME
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_nodes import Mapping as Node
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.variables import Variables

PLACE = "gegevens-invullen"
"""Where the page stands on the server."""

ASSETS = Path(__file__).with_name("assets")
ADDRESS = "/_handboek/gegevens/"
FILES = ("form.css", "form.js", "reading.js", "checks.js", "rows.js", "writer.js")

POLICY = {
    **headers.HEADERS,
    # Nothing but its own files: no form is sent, nobody is asked anything, no other page shows it.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    # It holds names and numbers of people, and must show the file as it is now.
    "Cache-Control": "no-store",
}
"""The headers of this page alone."""


def asset(address: str) -> bytes | None:
    """A script or style sheet of the page; None where `address` is none of them."""
    name = address.removeprefix(ADDRESS)
    return (ASSETS / name).read_bytes() if address.startswith(ADDRESS) and name in FILES else None


def page(project: Project, icon: str, listed: Callable[[list[Finding]], str]) -> bytes:
    """The form with what stands in the project's file of facts; where that cannot be read what is wrong with it, as `listed` prints findings."""
    name = project.name(project.variables_file)
    program = typable.program(project.root)
    known = {"file": name, "short": project.variables_file.name, "icon": icon, "assets": ADDRESS, "program": program}
    text, root, findings = _read(project, name)
    if root is None or errors(findings):
        return _rendered(known | {"findings": Markup(listed(findings))})
    return _rendered(known | _form(text, root, name))


def _read(project: Project, name: str) -> tuple[str, Node | None, list[Finding]]:
    try:
        text, findings = read_text(project, project.variables_file)
    except CannotWork as problem:
        return "", None, [project.file(project.variables_file).finding(None, "VAR001", str(problem))]
    if text is None:
        return "", None, findings
    node, syntax = read_mapping(name, text)
    return text, node, [*findings, *syntax]


def _form(text: str, root: Node, name: str) -> dict[str, Any]:
    """What the template needs for the form."""
    filled = Filled(root, frozenset(one.key for one in sample.in_facts(name, text)))
    usual = fields.questions_on_roles()[0]
    person, instead = usual.shapes
    empty = fields.new_person(person)
    parts = [*filled.parts()]
    other = fields.new_person(instead)
    own = [*filled.own_facts()]
    return {
        "findings": "",
        "parts": parts,
        "own_roles": [*filled.own_roles()],
        "own_facts": own,
        "own_title": explained.title(own_facts.KEY),
        "own_meaning": Variables.model_fields[own_facts.KEY].description,
        "kinds": fields.TYPED_APART,
        "meanings": own_facts.MEANINGS,
        "shapes": [questions.title_of(shape) for shape in usual.shapes],
        "empty": empty,
        "empty_role": Role("", "", False, "zelf", (empty,), True, fields.as_roles((*other.first, *other.others)), own=True),
        "empty_own": OwnFact(),
        "data": Markup(_script(_data(text, root, name, parts, own))),
    }


def _data(text: str, root: Node, name: str, parts: list[fields.Part], own: list[OwnFact]) -> dict[str, Any]:
    """What the scripts need: the file in pieces, that of the program too, and the rules."""
    orders = fields.orders()
    shipped_text = material.example()
    shipped, _ = read_mapping(name, shipped_text)
    assert shipped
    return {
        "name": name,
        "file": {"text": text, "pieces": pieces.told(pieces.cut(text, root, orders)), "value": pieces.value(root)},
        "shipped": {"pieces": pieces.told(pieces.cut(shipped_text, shipped, orders)), "value": pieces.value(shipped)},
        "orders": orders,
        "rules": {one.rule: _rule(one.rules) for part in parts for one in _fields(part)},
        "contact": rules.of_contact(),
        "roles": rules.of_roles() | {"pattern": f"^{ROLE_NAME}$"},
        "own": rules.of_own() | {"names": own_facts.NAMES, "key": own_facts.KEY, "begun": [one.name for one in own]},
    }


def _fields(part: fields.Part) -> list[fields.Field]:
    people = [person for role in part.roles for person in (*role.people, Person(None, role.instead, ()))]
    inside = [one for person in (*people, *(words for _, words in part.words)) for one in (*person.first, *person.others)]
    empty = [one for shape in fields.questions_on_roles()[0].shapes for group in fields.of_shape(shape) for one in group]
    return [*part.fields, *inside, *empty]


def _rule(one: Rules) -> dict[str, Any]:
    return {**one.schema, "said": one.said, "together": one.together, "default": one.default}


def _script(data: Mapping[str, Any]) -> str:
    """JSON that can stand in a page."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _template() -> Template:
    made = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return made.get_template("page.html")


def _rendered(known: Mapping[str, Any]) -> bytes:
    return _template().render(known).lstrip().encode()
