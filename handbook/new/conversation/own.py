"""Asks for what an organisation names itself: roles beside those of the text, and facts for its own pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import click

from handbook.core.findings import Finding, SourceFile, quote
from handbook.new import answers, facts, questions
from handbook.new.conversation import contact
from handbook.new.conversation.asked import Asked
from handbook.new.conversation.one_answer import value
from handbook.new.conversation.terminal import Back, complain, say, typed, yes
from handbook.new.questions import Kind, Question
from handbook.sources import contact_roles, own_facts
from handbook.sources.contacts import PURPOSE, Contact, Persoon
from handbook.sources.files.yaml_nodes import Node, Scalar
from handbook.sources.own_facts import MEANINGS

KINDS = {"Dag": Kind.PLAIN, "Getal": Kind.PLAIN, "Lijst": Kind.LIST, "Waarheid": Kind.TRUTH}
"""How the value of a kind is typed, where that is not as a text."""


def ask(one: Question, asked: Asked) -> None:
    """Asks for one after another as long as there are more, and keeps them in `asked`. Raises Back at the first question, Stopped."""
    while yes(one.meaning, default=False):
        try:
            if one.kind is Kind.OWN_ROLES:
                _role(one, asked)
            else:
                _fact(one, asked)
        except Back:
            continue


def _role(one: Question, asked: Asked) -> None:
    say("Geef de rol een naam, met kleine letters, zoals bhv_post.")
    name = _name("rol", lambda key: _wrong_role(key, asked))
    if not name:
        return
    path = (one.group, name)
    purpose = next(field for part in questions.of_shape(Persoon, path) for field in part if field.path[-1] == PURPOSE)
    click.echo()
    say(purpose.meaning)
    node = value(purpose, None, "", Persoon)
    if node is not None:
        usual = next(role for role in questions.all_of() if role.kind is Kind.CONTACT and role.group == one.group)
        contact.ask(replace(usual, path=path, needed=False), asked, {PURPOSE: node})


def _wrong_role(key: str, asked: Asked) -> list[str]:
    """What is wrong with the name of a role of one's own."""
    if key in Contact.model_fields:
        return [f"De rol {key} hebben wij al gevraagd. Kies een andere naam, of druk op Enter."]
    roles = facts.group({**asked.group("contact"), key: facts.group({PURPOSE: facts.text(key)})})
    return [found.sentence for found in contact_roles.mistakes(SourceFile(""), roles) if found.message.startswith(f"contact.{key} ")]


def _fact(one: Question, asked: Asked) -> None:
    say("Geef het gegeven een naam, met kleine letters, zoals loket. Op een pagina zet u dan {{ eigen.loket }}.")
    name = _name("naam", lambda key: [found.sentence for found in answers.mistakes((one.group, key), facts.text("x"))])
    if not name:
        return
    path = (one.group, name)
    kind = _kind()
    click.echo()
    say("De waarde.")

    def other(node: Node) -> list[Finding]:
        if not isinstance(node, Scalar) or kind == "Tekst" or own_facts.shape(node) == kind:
            return []
        what = MEANINGS[kind].replace("een ", "geen ", 1)
        return [SourceFile("").finding(None, "VAR001", f"Dit is {what}: {quote(node.text)}.", "Typ het anders, of typ terug.")]

    node = value(Question(path, "De waarde.", KINDS.get(kind, Kind.TEXT), needed=True), None, "", None, other)
    if node is not None:
        asked.given[path] = node


def _name(prompt: str, wrong: Callable[[str], list[str]]) -> str:
    """A name that may stand in the file; empty if the person has none after all. Raises Back, Stopped."""
    while True:
        line = typed(f"{prompt}: ")
        problems = wrong(line) if line else []
        if not problems:
            return line
        for problem in problems:
            complain(problem)


def _kind() -> str:
    """One of MEANINGS, by its number or its words. Raises Back, Stopped."""
    click.echo()
    say("Wat voor gegeven is het?")
    for number, said in enumerate(MEANINGS.values(), 1):
        say(f"  {number}. {said}", 5)
    say(f"Enter: {MEANINGS['Tekst']}")
    numbered = {str(number): kind for number, kind in enumerate(MEANINGS, 1)}
    while True:
        line = typed("soort: ").lower()
        found = numbered.get(line) or {said: kind for kind, said in MEANINGS.items()}.get(line)
        if found or not line:
            return found or "Tekst"
        say(f"Typ een nummer van 1 tot en met {len(MEANINGS)}.")
