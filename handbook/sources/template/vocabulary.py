"""The names a page may use: facts, macros and what each macro accepts, with the name that a slip most resembles."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.core import causes, meant
from handbook.core.dutch import parse_date
from handbook.core.findings import ALONE, Cause, quote
from handbook.sources.files.filling import Leaf
from handbook.sources.template.macros import Word

FACT_KINDS = {
    "Dag": "een datum, zoals protocol.bestaat_sinds",
    "Getal": "een getal, zoals werkgever.medewerkers",
    "Lijst": "een lijst, zoals beleid.momenten",
    "Mail": "een e-mailadres, zoals contact.hr.email",
    "Nummer": "een telefoonnummer, zoals contact.hr.telefoon",
}
"""The kinds of parameter that only some facts fit."""


LITERAL_KINDS = frozenset({"ArtikelId", "Rol", "bool"})
"""The kinds that must be a literal, because what is printed must be known beforehand."""


@dataclass(frozen=True)
class Vocabulary:
    """Everything a page may name: facts, groups of facts, words, and articles that are printed."""

    facts: Mapping[str, Leaf]
    groups: frozenset[str]
    words: Mapping[str, Word]
    articles: frozenset[str]
    roles: frozenset[str]
    variables_name: str = "variables.yml"
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The entries of docs/gegevens that a macro accepts, by the name of its annotation."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The files in which those entries stand."""
    unread: frozenset[str] = frozenset()
    """The groups of facts that may hold more names than anybody could read: of their names nothing can be said."""
    former: Mapping[str, str] = field(default_factory=dict)
    """What to do about a reference to each article that went."""
    successors: Mapping[str, str] = field(default_factory=dict)
    """The article in which each of those stands now, where it does."""

    def unknown(self, name: str) -> bool:
        """Whether a fact with this name may be there, in what could not be read."""
        group, _, rest = name.partition(".")
        return group in self.unread and not (group == "contact" and rest.partition(".")[0] in self.roles)

    def hint(self, name: str) -> str:
        """What was probably meant by `name`, and where to find all names."""
        if name.startswith("eigen."):
            own = difflib.get_close_matches(name, [fact for fact in self.facts if fact.startswith("eigen.")], 1, cutoff=0.75)
            return f"Bedoelt u {own[0]}?" if own else f"Zet hem in {self.variables_name} onder eigen, of haal hem hier weg."
        names = [*self.facts, *self.words]
        clean = re.sub(r"[\W_]+$", "", name)
        # A fact that moved kept its last part; only then does the rest of the name count.
        same = self._by_leaf(clean)
        near = difflib.get_close_matches(clean, same or names, 1, cutoff=0.6) or same[:1]
        example = next(iter(self.facts), "")
        return (f"Bedoelt u {near[0]}? " if near else "") + f"Alle namen staan in {self.variables_name}, zoals {example}."

    def _by_leaf(self, name: str) -> list[str]:
        leaf = name.rpartition(".")[2]
        return [f for f in self.facts if f.rpartition(".")[2] == leaf]

    def why_not(self, kind: str, value: object) -> str:
        """Why an argument of the kind `kind` cannot be this literal, as advice; empty where it can."""
        if kind == "ArtikelId" and value not in self.articles:
            if value in self.former:
                return self.former[str(value)]
            near = meant.near(str(value), self.articles, 1)
            shown = f", zoals {quote(min(self.articles))}" if self.articles else ""
            return f"Bedoelt u {quote(near[0])}?" if near else f"Schrijf het adres dat achter de kop van een artikel staat{shown}."
        if value not in self.keys.get(kind, (value,)):
            if not self.keys[kind] and kind in self.files:
                return f"Het bestand {self.files[kind]} ontbreekt of is leeg. Zet het terug; de vorige versie staat in git."
            near = difflib.get_close_matches(str(value), sorted(self.keys[kind]), 1)
            if kind == "Mens" and not near:
                return "Gebruik klant, klanten, medewerker of medewerkers, met een woord ervoor als de, een, geen, deze of alle."
            shown = f", zoals {quote(min(self.keys[kind]))}" if self.keys[kind] else ""
            return f"Bedoelt u {quote(near[0])}?" if near else f"Kies een naam uit {self.files.get(kind, 'docs/gegevens')}{shown}."
        if kind == "Rol" and value not in self.roles and not self.unknown(f"contact.{value}"):
            # In facts that cannot be read, whatever stands before a colon may be a role.
            roles = sorted(self.roles - {fact.rpartition(".")[2] for fact in self.facts})
            near = difflib.get_close_matches(str(value), roles, 1)
            return f"Bedoelt u {quote(near[0])}?" if near else f"Kies uit: {', '.join(roles)}."
        if kind == "Dag" and not _is_date(value):
            return "Geef een datum als JJJJ-MM-DD, zoals '2026-01-31', of de naam van een datum."
        if kind == "bool" and not isinstance(value, bool):
            return "Schrijf true of false."
        if kind in FACT_KINDS and kind != "Dag":
            return f"Geef {FACT_KINDS[kind]}."
        return ""

    def written(self, word: Word) -> str:
        """How `word` is written, with something of this handbook for whatever it needs."""
        shown = ", ".join(self._sample(one.kind) for one in word.parameters if one.required)
        return f"Schrijf{' bijvoorbeeld' if shown else ''}: {{{{ {word.name}({shown}) }}}}"

    def _sample(self, kind: str) -> str:
        literals = self.articles if kind == "ArtikelId" else ("hr",) if kind == "Rol" else self.keys.get(kind, ())
        if literals:
            return f"'{min(literals)}'"
        return next((path for path, fact in self.facts.items() if fact.kind == kind), "…")

    def nearest(self, name: str) -> str:
        """The fact with this name, else the first of the group with this name, else one that is like it."""
        inside = [fact for fact in self.facts if f"{fact}.".startswith(f"{name}.")]
        return (inside or difflib.get_close_matches(name, self.facts, 1) or [*self.facts, ""])[0]

    def lacking(self, kind: str, value: object) -> Cause:
        """What is not there where an argument of this kind cannot be `value`."""
        if kind == "ArtikelId":
            return Cause(lacks=causes.article(str(value)))
        if kind in self.files:
            # Where there is no entry at all, it is the file that is not there.
            return Cause(
                lacks=causes.entry(self.files[kind], str(value)) if self.keys[kind] else self.files[kind], needs=(self.files[kind],)
            )
        return ALONE


def _is_date(value: object) -> bool:
    try:
        parse_date(str(value))
    except ValueError:
        return False
    return True
