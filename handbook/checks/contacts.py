"""What a page says of a contact is there: a number of somebody who has none, or one name where there are two, would read wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources import variables as facts_file
from handbook.sources.contacts import CONFIDENT, NOBODY, REPLACED, WAYS, Contact, Persoon
from handbook.sources.pages import Page
from handbook.sources.printed import conditions, inline_words, values
from handbook.sources.template.macros import Word


def check(sources: Sources) -> Iterator[Finding]:
    if sources.facts is None:
        return
    yield from _nobody_to_confide_in(sources, sources.facts.contact)
    names = values.page_names(sources.facts, sources.revisions)
    answered = inline_words.answered(sources.facts.contact, sources.data.outside.items)
    for path, tree in sources.trees.items():
        told = _Told(sources.pages[path], sources.facts.contact, sources.words, answered)
        for node in conditions.printed(tree, names):
            told.read(node)
        yield from told.findings


def _nobody_to_confide_in(sources: Sources, contact: Contact) -> Iterator[Finding]:
    """Who has a complaint about who leads everybody, can tell it to nobody who stands outside."""
    if not contact.leads(CONFIDENT):
        return
    leads = next(one.naam for one in contact.people(CONFIDENT) if one.geeft_leiding)
    message = f"contact.{CONFIDENT} is bij u {quote(leads)}, en die geeft ook leiding. Over de leiding kan zo niemand vertrouwelijk praten."
    mend = (
        "Vul daar een ander in: een collega die geen leiding geeft en niet over het personeel gaat, of iemand van buiten, met extern: true. "
        "Die vindt u bij uw brancheorganisatie, uw arbodienst of een bureau, of u deelt er een met een ander bedrijf."
    )
    if inline_words.ADVICE in sources.data.outside.items:
        mend += f" Heeft u niemand? Schrijf dan {REPLACED}: {NOBODY}. De tekst belooft dan geen vertrouwenspersoon, en noemt de bedrijfsarts en het Juridisch Loket."
    line = facts_file.line(sources.project, "contact", CONFIDENT)
    yield sources.project.file(sources.project.variables_file).warning(line, "ROL008", message, mend)


@dataclass
class _Told:
    """What one page prints of the contacts; of a line and a role only the first slip is told."""

    page: Page
    contact: Contact
    words: dict[str, Word]
    answered: tuple[str, ...]
    """The roles for which the text names somebody."""
    findings: list[Finding] = field(default_factory=list)
    said: set[tuple[int, str]] = field(default_factory=set)

    def read(self, node: nodes.Node) -> None:
        """`node` is a name or a word that is printed."""
        if isinstance(node, nodes.Call):
            for role in self._roles(node):
                self._role(node, role)
            for one in (*node.args, *(option.value for option in node.kwargs)):
                self._fact(one)
        else:
            self._fact(node)

    def _roles(self, call: nodes.Call) -> Iterator[str]:
        word = self.words.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        if word is None:
            return
        kinds = {parameter.name: parameter.kind for parameter in word.parameters}
        given = [*zip(kinds, call.args, strict=False), *((option.key, option.value) for option in call.kwargs)]
        yield from (str(value.value) for name, value in given if kinds.get(name) == "Rol" and isinstance(value, nodes.Const))

    def _role(self, node: nodes.Node, role: str) -> None:
        if role in self.contact.every and role not in self.answered:
            mend = f"Zet er {{% if contact.{role} %}} voor en {{% endif %}} achter, of vul contact.{role} in."
            self._say(node, role, "ROL004", f"contact.{role} is er bij u niet.", mend)

    def _fact(self, node: nodes.Node) -> None:
        """A dotted name such as contact.hr.telefoon."""
        if not (isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Getattr) and isinstance(node.node.node, nodes.Name)):
            return
        group, role, key = node.node.node.name, node.node.attr, node.attr
        if group != "contact" or role not in self.contact.every or key not in Persoon.model_fields:
            return
        people = self.contact.people(role)
        if not people:
            self._role(node, role)
        elif len(people) > 1:
            named = " en ".join(one.naam for one in people)
            message = f"contact.{role} heeft bij u {len(people)} contacten, en hier staat er maar één: {named}."
            self._say(node, role, "ROL005", message, _instead(role))
        elif not getattr(people[0], key) and key in WAYS:
            message = f"{people[0].naam} heeft geen {key}, en hier staat contact.{role}.{key}."
            self._say(node, role, "ROL006", message, _instead(role))

    def _say(self, node: nodes.Node, role: str, code: str, message: str, mend: str) -> None:
        if (node.lineno, role) not in self.said:
            self.said.add((node.lineno, role))
            self.findings.append(self.page.finding(node.lineno, code, message, mend))


def _instead(role: str) -> str:
    """The words that say it whatever is there."""
    whole, both, name = (f"{{{{ {word}('{role}') }}}}" for word in ("bel_of_mail", "bereik", "wie"))
    return f"Schrijf {whole} voor de hele zin, {both} voor naam en nummer, of {name} voor alleen de naam."
