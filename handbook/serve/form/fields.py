"""The fields of the form with what stands in them now: one for each question of `handbook new`, and those for what an organisation names itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from handbook.new import explained, questions
from handbook.new.questions import Kind, Question
from handbook.serve.form import rules
from handbook.serve.form.rules import Rules
from handbook.sources import own_facts
from handbook.sources.contacts import REPLACED, Contact
from handbook.sources.files.fields import Group
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence
from handbook.sources.variables import Variables

KINDS = {Kind.TEXT: "tekst", Kind.PLAIN: "kaal", Kind.CHOICE: "keuze"}


@dataclass(frozen=True)
class Field:
    """One field; `kind` is how it is filled in, `rule` the name of its rules, `shown` what stands in it now: one value, or several."""

    key: str
    name: str
    meaning: str
    kind: str
    needed: bool
    rule: str
    rules: Rules
    options: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, ...] = ()
    is_example: bool = False
    one_of: tuple[str, ...] = ()
    """The fields, this one among them, of which one is enough."""

    @property
    def hint(self) -> str:
        return explained.HINTS.get(self.name, "")

    @property
    def text(self) -> str:
        return self.shown[0] if self.shown else ""

    @property
    def unknown(self) -> str:
        """What stands there, and cannot be chosen."""
        return ", ".join(text for text in self.shown if self.options and text not in dict(self.options))

    @property
    def only(self) -> tuple[str, str] | None:
        """The fact and its value without which this one does not matter."""
        return explained.ONLY_WHERE.get(self.name)

    @property
    def else_none(self) -> bool:
        return self.name in explained.ELSE_NONE

    @property
    def keyboard(self) -> str:
        """What a phone shows to type it with."""
        said = self.rules.schema
        if "minimum" in said or self.rules.schema.get("pattern", "").startswith("^[0-9]{"):
            return "numeric"
        if said.get("format") == "email":
            return "email"
        return {"^h": "url", "^[": "tel"}.get(said.get("pattern", "")[:2], "text") if self.kind == "tekst" else "text"


@dataclass(frozen=True)
class Person:
    """One contact, or the words for one kind of people; `number` is its place among those in the file, None where it is new."""

    number: int | None
    first: tuple[Field, ...]
    others: tuple[Field, ...]

    @property
    def ways(self) -> tuple[str, ...]:
        """The fields of which one is enough."""
        return next((one.one_of for one in self.first if one.one_of), ())

    @property
    def is_open(self) -> bool:
        """Whether there is more in it than nearly everybody fills in."""
        return any(one.shown for one in self.others)


@dataclass(frozen=True)
class Role:
    """Whom employees reach for something. `state` is one of `zelf`, `ander` and `geen`; one that is `own` was named by the organisation."""

    key: str
    meaning: str
    needed: bool
    state: str
    people: tuple[Person, ...]
    several: bool
    instead: tuple[Field, ...]
    own: bool = False


@dataclass(frozen=True)
class Part:
    """One group of facts under a heading; one that `may_lack` is folded. `words` are groups within it."""

    key: str
    title: str
    meaning: str
    may_lack: bool
    fields: tuple[Field, ...] = ()
    words: tuple[tuple[Question, Person], ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class OwnFact:
    """A fact of one's own by its name on a page, without `eigen.`; `kind` is one of own_facts.MEANINGS."""

    name: str = ""
    kind: str = "Tekst"
    shown: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.shown[0] if self.shown else ""


@dataclass(frozen=True)
class Filled:
    """The facts as they stand in a file, and the names of those that are still the example's."""

    root: Mapping
    examples: frozenset[str] = field(default_factory=frozenset)

    def parts(self) -> Iterator[Part]:
        """Every group of the model, in its order."""
        todo = [one for one in questions.all_of() if len(one.path) > 1 or one.kind is Kind.GATE]
        for name in questions.groups_of(todo):
            asked = [one for one in todo if one.group == name]
            gate = next((one for one in asked if one.kind is Kind.GATE), None)
            contacts = [one for one in asked if one.kind is Kind.CONTACT]
            roles = [one for one in contacts if len(one.shapes) > 1]
            yield Part(
                name,
                explained.title(name),
                gate.meaning if gate else "",
                gate is not None,
                tuple(self.field(one) for one in asked if one.kind not in (Kind.GATE, Kind.CONTACT)),
                tuple((one, self.person(one.shapes[0], one.path, None)) for one in contacts if one not in roles),
                tuple(self.role(one) for one in roles),
            )

    def own_roles(self) -> Iterator[Role]:
        """The roles that the organisation named itself."""
        contact = self.root.items.get("contact")
        usual = questions_on_roles()[0]
        for key in contact.items if isinstance(contact, Mapping) else ():
            if key not in Contact.model_fields:
                yield replace(self.role(replace(usual, path=("contact", key), needed=False)), own=True)

    def own_facts(self) -> Iterator[OwnFact]:
        """The facts of one's own that fit on a line; what is no such fact stays in the file as it is."""
        own = self.root.items.get(own_facts.KEY)
        for key, value in own.items.items() if isinstance(own, Mapping) else ():
            if isinstance(value, Mapping):
                yield from (_own(f"{key}.{name}", one) for name, one in value.items.items() if _fits(one))
            elif _fits(value):
                yield _own(key, value)

    def field(self, one: Question) -> Field:
        """The field of a question on one fact."""
        return self._with(_field(one, rules.of(one), one.name), self._at(one.path))

    def person(self, shape: type[Group], path: tuple[str, ...], number: int | None) -> Person:
        """The fields of one contact at `path`."""
        node = self._at(path)
        node = node.items[number] if number is not None and isinstance(node, Sequence) else node
        inside = node.items if isinstance(node, Mapping) else {}
        first, others = (
            tuple(self._with(replace(one, name=".".join((*path, one.key))), inside.get(one.key)) for one in part)
            for part in of_shape(shape)
        )
        return Person(number, first, others)

    def role(self, one: Question) -> Role:
        """The contacts of one role, or who takes over."""
        node = self._at(one.path)
        person, instead = one.shapes
        replaced = isinstance(node, Mapping) and REPLACED in node.items
        state = "ander" if replaced else "zelf" if node is not None or one.needed else "geen"
        numbers = [*range(len(node.items))] if isinstance(node, Sequence) else [0]
        people = () if replaced else tuple(self.person(person, one.path, number) for number in numbers)
        return Role(one.path[-1], one.meaning, one.needed, state, people, one.several, self._instead(instead, one, replaced))

    def _instead(self, shape: type[Group], one: Question, replaced: bool) -> tuple[Field, ...]:
        path = one.path if replaced else ()
        found = self.person(shape, path, None)
        return as_roles((*found.first, *found.others))

    def _at(self, path: tuple[str, ...]) -> Node | None:
        node: Node | None = self.root if path else None
        for part in path:
            node = node.items.get(part) if isinstance(node, Mapping) else None
        return node

    def _with(self, one: Field, node: Node | None) -> Field:
        return replace(one, shown=shown(node), is_example=one.name in self.examples)


def questions_on_roles() -> list[Question]:
    """The questions on the roles that the model names."""
    return [one for one in questions.all_of() if one.kind is Kind.CONTACT and len(one.shapes) > 1]


@cache
def of_shape(shape: type[Group]) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The empty fields of one contact: those that nearly everybody fills in, and the others."""
    at = next(one.path for one in questions.all_of() if shape in one.shapes)
    ways = rules.ways(shape)

    def made(part: list[Question]) -> tuple[Field, ...]:
        found = (_field(one, rules.of(one, shape), f"{shape.__name__}.{one.path[-1]}") for one in part)
        return tuple(replace(one, one_of=ways if one.key in ways else ()) for one in found)

    first, others = questions.of_shape(shape, at)
    return made(first), made(others)


def new_person(shape: type[Group]) -> Person:
    """A contact that is not in the file yet; its role may be any."""
    first, others = (tuple(replace(one, name=one.key) for one in part) for part in of_shape(shape))
    return Person(None, first, others)


def _field(one: Question, said: Rules, rule: str) -> Field:
    words = explained.CHOICES.get(one.name, {})
    options = tuple((option, words.get(option, "")) for option in one.options)
    of_list = "keuzes" if options else "regels"
    kind = of_list if one.kind is Kind.LIST else KINDS.get(one.kind) or ("waarheid" if one.needed else "vinkje")
    return Field(one.path[-1], one.name, one.meaning, kind, one.needed, rule, said, options)


def shown(node: Node | None) -> tuple[str, ...]:
    """The values as a field shows them; nothing where there is none, or where what stands there is no value."""
    if isinstance(node, Scalar):
        return () if node.guess == "null" or not node.text else (node.text,)
    return tuple(item.text for item in node.items if isinstance(item, Scalar)) if isinstance(node, Sequence) else ()


def _fits(node: Node) -> bool:
    return isinstance(node, Scalar) or (isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items))


def _own(name: str, node: Node) -> OwnFact:
    if not isinstance(node, Scalar):
        return OwnFact(name, "Lijst", shown(node))
    kind = own_facts.shape(node)
    if kind == "Waarheid":
        return OwnFact(name, kind, ("true" if node.text.lower() in ("true", "yes", "on", "ja") else "false",))
    return OwnFact(name, kind if kind in TYPED_APART else "Tekst", shown(node))


TYPED_APART = ("Tekst", "Getal", "Dag", "Waarheid", "Lijst")
"""The kinds of own facts that are typed in different ways; the others are texts of a certain shape."""


def orders() -> dict[str, list[str]]:
    """The keys of each group in the model's order, by the dotted name of the group; those of the whole file by the empty name."""
    found = {"": [*Variables.model_fields]}
    for one in questions.all_of():
        if len(one.path) == 2:
            found.setdefault(one.group, [*_model(one.group).model_fields])
            if one.kind is Kind.CONTACT:
                found[one.name] = [*dict.fromkeys(key for shape in one.shapes for key in (*shape.model_fields,))]
    return found


def _model(group: str) -> type[Group]:
    model = Variables.model_fields[group].annotation
    assert isinstance(model, type) and issubclass(model, Group)
    return model


def as_roles(of: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields of a role that another takes over; which one that is, is chosen among the roles."""
    return tuple(replace(one, kind="rol") if one.key == REPLACED else one for one in of)
