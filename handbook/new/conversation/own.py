"""Asks for what an organisation names itself: roles beside those of the text, and facts for its own pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

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


@dataclass
class _Begun:
    """What was typed of one of them, which who goes back finds again."""

    name: str = ""
    kind: str = "Tekst"
    purpose: Node | None = None


def ask(one: Question, asked: Asked) -> None:
    """Asks for one after another as long as there are more, and keeps them in `asked`. Raises Back at the first question, Stopped."""
    begun = _begun_before(one, asked)
    while yes(one.meaning, default=bool(begun.name)):
        try:
            if one.kind is Kind.OWN_ROLES:
                _role(one, asked, begun)
            else:
                _fact(one, asked, begun)
        except Back:
            continue
        begun = _Begun()
    if begun.name:
        asked.forget((one.group, begun.name))


def _begun_before(one: Question, asked: Asked) -> _Begun:
    """What an earlier session stopped in the middle of, or nothing."""
    for path, people in asked.begun.items() if one.kind is Kind.OWN_ROLES else ():
        if path[1] not in Contact.model_fields:
            return _Begun(path[1], purpose=next((who[PURPOSE] for who in people if PURPOSE in who), None))
    return _Begun()


def _role(one: Question, asked: Asked, begun: _Begun) -> None:
    say("Geef de rol een naam, met kleine letters, zoals bhv_post.")
    begun.name = _name("rol", begun.name, lambda key: _wrong_role(key, asked))
    if not begun.name:
        return
    path = (one.group, begun.name)
    purpose = next(field for part in questions.of_shape(Persoon, path) for field in part if field.path[-1] == PURPOSE)
    click.echo()
    say(purpose.meaning)
    begun.purpose = value(purpose, begun.purpose, "", Persoon)
    if begun.purpose is not None:
        usual = next(role for role in questions.all_of() if role.kind is Kind.CONTACT and role.group == one.group)
        contact.ask(replace(usual, path=path, needed=False), asked, {PURPOSE: begun.purpose})


def _wrong_role(key: str, asked: Asked) -> list[str]:
    """What is wrong with the name of a role of one's own."""
    if key in Contact.model_fields:
        return [f"De rol {key} hebben wij al gevraagd. Kies een andere naam, of druk op Enter."]
    roles = facts.group({**asked.group("contact"), key: facts.group({PURPOSE: facts.text(key)})})
    return [found.sentence for found in contact_roles.mistakes(SourceFile(""), roles) if found.message.startswith(f"contact.{key} ")]


def _fact(one: Question, asked: Asked, begun: _Begun) -> None:
    say("Geef het gegeven een naam, met kleine letters, zoals loket. Op een pagina zet u dan {{ eigen.loket }}.")
    begun.name = _name("naam", begun.name, lambda key: [found.sentence for found in answers.mistakes((one.group, key), facts.text("x"))])
    if not begun.name:
        return
    path = (one.group, begun.name)
    kind = begun.kind = _kind(begun.kind)
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


def _name(prompt: str, before: str, wrong: Callable[[str], list[str]]) -> str:
    """A name that may stand in the file; empty if the person has none after all. Raises Back, Stopped."""
    if before:
        say(f"Enter: {before}")
    while True:
        line = typed(f"{prompt}: ") or before
        problems = wrong(line) if line else []
        if not problems:
            return line
        for problem in problems:
            complain(problem)


def _kind(before: str) -> str:
    """One of MEANINGS, by its number or its words. Raises Back, Stopped."""
    click.echo()
    say("Wat voor gegeven is het?")
    for number, said in enumerate(MEANINGS.values(), 1):
        say(f"  {number}. {said}", 5)
    say(f"Enter: {MEANINGS[before]}")
    numbered = {str(number): kind for number, kind in enumerate(MEANINGS, 1)}
    while True:
        line = typed("soort: ").lower()
        found = numbered.get(line) or {said: kind for kind, said in MEANINGS.items()}.get(line)
        if found or not line:
            return found or before
        say(f"Typ een nummer van 1 tot en met {len(MEANINGS)}.")
