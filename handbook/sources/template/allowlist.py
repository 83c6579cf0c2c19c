"""The template language a page may use: a syntax-tree allowlist, applied before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from handbook.core.findings import ALONE, Cause, Finding, Fix, quote
from handbook.core.kept import by_content
from handbook.core.same import Itself
from handbook.sources import people
from handbook.sources.files.filling import Leaf
from handbook.sources.files.text_files import EVERY_PAGE
from handbook.sources.pages import Page
from handbook.sources.template import trees
from handbook.sources.template.macros import Word
from handbook.sources.template.typing_slips import in_code, mistyped, statements, syntax_finding
from handbook.sources.template.vocabulary import FACT_KINDS, LITERAL_KINDS, Vocabulary

COMMENT_START, COMMENT_END = "{%#", "#%}"
"""As in mkdocs.yml: Jinja's own `{#` is a heading's id in Markdown."""

NODE_LIMIT = 4_000
"""Syntax-tree nodes on one page; the longest chapter has a tenth of it."""

ALLOWED = trees.KINDS
NOT_ALLOWED: Mapping[type[nodes.Node], str] = {
    nodes.For: "een herhaling (for)",
    nodes.Filter: "een filter (|)",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Macro: "een eigen macro",
    nodes.Assign: "een toekenning (set)",
    nodes.AssignBlock: "een toekenning (set)",
    nodes.Getitem: "een plek tussen blokhaken",
    nodes.Extends: "extends",
    nodes.Block: "block",
}


ENVIRONMENT = Environment(comment_start_string=COMMENT_START, comment_end_string=COMMENT_END, autoescape=False)
"""Jinja with the marks that mkdocs.yml sets, so that a page parses here as it does in the build."""


@dataclass(frozen=True)
class Template:
    """A page's template: its syntax tree, or None with the findings that say why it has none."""

    page: Page
    tree: nodes.Template | None
    findings: list[Finding]


@lru_cache(EVERY_PAGE)
def parse(page: Page) -> Template:
    """Reads the page's template language without running it."""
    if "{{" not in page.template and "{%" not in page.template and "}}" not in page.template:
        return Template(page, nodes.Template([], lineno=1), [])
    tree, findings = _parsed(page)
    if tree:
        tree.set_environment(ENVIRONMENT)
    return Template(page, tree, [*findings])


@by_content("sjabloon", 1, out=trees.out, back=trees.back)
def _parsed(page: Page) -> tuple[nodes.Template | None, tuple[Finding, ...]]:
    findings = (*mistyped(page), *in_code(page), *statements(page))
    try:
        return ENVIRONMENT.parse(page.template), findings
    except TemplateSyntaxError as error:
        return None, findings or (syntax_finding(page, error),)
    except RecursionError:
        mend = "Maak ze eenvoudiger."
        return None, (page.finding(None, "SJB018", "De opdrachten op deze pagina zijn te diep in elkaar gezet.", mend),)


def check(template: Template, vocabulary: Vocabulary) -> tuple[set[str], list[Finding]]:
    """The facts that the page uses, and everything in its template that is not on the allowlist."""
    return _checked(Itself(template), Itself(vocabulary))


@lru_cache(EVERY_PAGE)
def _checked(held: Itself[Template], words: Itself[Vocabulary]) -> tuple[set[str], list[Finding]]:
    template, vocabulary = held.held, words.held
    if template.tree is None:
        return set(), [*template.findings]
    visitor = _Visitor(template.page, vocabulary)
    visitor.all(template.tree)
    # A statement that is not allowed was told by its word, before it was read.
    told = {one.line for one in template.findings if one.code == "SJB007"}
    return visitor.used, template.findings + [one for one in visitor.findings if one.code != "SJB007" or one.line not in told]


class _Visitor:
    """Walks one syntax tree and collects the facts it uses and everything that is not allowed."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self.vocabulary = vocabulary
        self.used: set[str] = set()
        self.asked: set[int] = set()
        self.findings: list[Finding] = []
        self.count = 0

    def say(self, node: nodes.Node, code: str, message: str, mend: str, cause: Cause = ALONE) -> None:
        self.findings.append(self.page.finding(self.line(node), code, message, mend, cause=cause))

    def all(self, node: nodes.Node) -> None:
        """`node` and everything below it."""
        self.count += 1
        if self.count == NODE_LIMIT:
            self.say(node, "SJB008", "Op deze pagina staan te veel opdrachten.", "Verdeel de tekst over meer pagina's.")
        if self.count >= NODE_LIMIT:
            return
        if isinstance(node, nodes.Sub):
            self.dashed(node)
            return
        if not isinstance(node, ALLOWED):
            what = NOT_ALLOWED.get(type(node), "deze opdracht")
            self.say(node, "SJB007", f"Op een pagina is {what} niet toegestaan: {quote(self.source(node))}.", self.instead(node))
            if not isinstance(node, nodes.Filter | nodes.Getitem) or keyed(node):
                return
        special: Mapping[type[nodes.Node], Callable[[nodes.Node], None]] = {
            nodes.Call: self.call, nodes.Name: self.name, nodes.Getattr: self.name, nodes.Compare: self.compare, nodes.Output: self.output,
            nodes.If: self.condition,
        }  # fmt: skip
        step = special.get(type(node))
        if step:
            step(node)
        else:
            self.below(node)

    def instead(self, node: nodes.Node) -> str:
        """What to write for an expression that is not allowed."""
        if isinstance(node, nodes.Filter):
            return "Haal het teken | weg, met wat erachter staat."
        if isinstance(node, nodes.BinExpr):
            return "Reken het zelf uit, en schrijf alleen de uitkomst."
        if name := keyed(node):
            return f"Schrijf een naam met punten, zoals {self.vocabulary.nearest(name)}."
        return "Gebruik alleen waarden, woorden en if."

    def renamed(self, kind: str, value: nodes.Const) -> Fix | None:
        """The line with the id that an article has now, where the handbook says which."""
        new = self.vocabulary.successors.get(str(value.value)) if kind == "ArtikelId" else None
        line = self.line(value)
        old = self.page.lines[line - 1] if line <= len(self.page.lines) else ""
        written = re.findall(rf"(['\"]){re.escape(str(value.value))}\1", old)
        if new is None or len(written) != 1:
            return None
        return Fix.of_line(line, old, old.replace(f"{written[0]}{value.value}{written[0]}", f"{written[0]}{new}{written[0]}"))

    def below(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            self.all(child)

    def line(self, node: nodes.Node) -> int:
        """Jinja leaves some nodes without a line: the first child's is used instead."""
        own: int | None = node.lineno
        return own or next((self.line(child) for child in node.iter_child_nodes()), 1)

    def source(self, node: nodes.Node) -> str:
        lines = self.page.template.split("\n")
        return lines[min(self.line(node), len(lines)) - 1].strip()

    def output(self, node: nodes.Node) -> None:
        """Whatever is printed must be a fact or a macro: no literals, no logic."""
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Const) and child.value in self.vocabulary.facts:
                self.say(child, "SJB019", f"Om de naam {child.value} staan aanhalingstekens.", f"Schrijf: {{{{ {child.value} }}}}")
            elif isinstance(child, nodes.Const | nodes.Compare | nodes.And | nodes.Or | nodes.Not | nodes.List | nodes.Tuple):
                mend = "Schrijf de naam van een waarde, zoals werkgever.naam. Bedoelt u gewone tekst? Schrijf die dan zonder accolades."
                self.say(child, "SJB020", f"Tussen {{{{ en }}}} hoort een waarde of een woord: {quote(self.source(child))}.", mend)
                self.below(child)
            else:
                self.all(child)

    def condition(self, node: nodes.Node) -> None:
        """Only here a role may be named by itself: whether anybody has it."""
        assert isinstance(node, nodes.If)
        self.asked |= {id(one) for one in (node.test, *node.test.find_all(nodes.Getattr))}
        self.below(node)

    def name(self, node: nodes.Node) -> None:
        dotted = name_of(node)
        if dotted is None:
            mend = "Gebruik alleen namen van waarden, zoals werkgever.naam."
            self.say(node, "SJB007", f"Deze opdracht is niet toegestaan: {quote(self.source(node))}.", mend)
            self.below(node)
            return
        vocabulary = self.vocabulary
        if dotted in vocabulary.facts:
            self.used.add(dotted)
        elif "__" in dotted:
            self.say(node, "SJB022", f"{quote(dotted)} is niet toegestaan: namen met __ mogen niet.", vocabulary.hint(dotted))
        elif dotted in vocabulary.words:
            self.say(node, "SJB010", f"Achter het woord {dotted} ontbreken de haakjes.", vocabulary.written(vocabulary.words[dotted]))
        elif dotted in vocabulary.groups and dotted.removeprefix("contact.") in vocabulary.roles and id(node) in self.asked:
            pass
        elif dotted in vocabulary.groups:
            inside = [f for f in vocabulary.facts if f.startswith(f"{dotted}.")]
            self.say(node, "SJB011", f"{dotted} is een groep, geen waarde.", f"Kies er een waarde uit, zoals {inside[0]}.")
        elif not vocabulary.unknown(dotted):
            self.say(node, "SJB012", f"De naam {dotted} bestaat niet.", vocabulary.hint(dotted))

    def dashed(self, node: nodes.Sub) -> None:
        """Jinja reads a hyphen in a name as a minus."""
        source = self.source(node)
        name = re.search(r"[A-Za-z_][\w.]*(?:-[\w.]+)+", source)
        shown = name[0] if name else source
        mend = (
            f"In {quote(shown)} staat een streepje (-): namen hebben een laag streepje (_). {self.vocabulary.hint(shown.replace('-', '_'))}"
        )
        self.say(node, "SJB012", f"De naam {shown} bestaat niet.", mend)

    def compare(self, node: nodes.Node) -> None:
        """Comparing a fact with a value it can never have would silently hide text."""
        assert isinstance(node, nodes.Compare)
        fact = self.vocabulary.facts.get(name_of(node.expr) or "")
        for operand in node.ops:
            among = self.vocabulary.facts.get(name_of(operand.expr) or "")
            if among and among.options and isinstance(node.expr, nodes.Const) and node.expr.value not in among.options:
                self.never(node.expr, among)
            for const in operand.find_all(nodes.Const) if fact else ():
                if fact and fact.kind == "Waarheid" and not isinstance(const.value, bool):
                    mend = f"Schrijf: {{% if {fact.path} %}} of {{% if not {fact.path} %}}"
                    self.say(const, "SJB013", f"{fact.path} is true (ja) of false (nee), nooit {quote(str(const.value))}.", mend)
                elif fact and fact.options and const.value not in fact.options:
                    self.never(const, fact)
        self.below(node)

    def never(self, const: nodes.Const, fact: Leaf) -> None:
        self.say(const, "SJB013", f"{fact.path} is nooit {quote(str(const.value))}.", f"Kies uit: {', '.join(fact.options)}.")

    def call(self, node: nodes.Node) -> None:
        assert isinstance(node, nodes.Call)
        name = name_of(node.node)
        word = self.vocabulary.words.get(name or "")
        if word is None:
            shown = name or self.source(node)
            mend = self.vocabulary.hint(name) if name else "Gebruik alleen de woorden van het handboek."
            self.say(node, "SJB009", f"Het woord {quote(shown)} bestaat niet of is niet toegestaan.", mend)
            if "__" in shown:
                self.below(node.node)
            for argument in (*node.args, *(k.value for k in node.kwargs)):
                self.all(argument)
            return
        self.arguments(node, word)

    def arguments(self, node: nodes.Call, word: Word) -> None:
        names = [p.name for p in word.parameters]
        given: dict[str, nodes.Expr] = dict(zip(names, node.args, strict=False))
        given.update({k.key: k.value for k in node.kwargs})
        missing = [p.name for p in word.parameters if p.required and p.name not in given]
        unknown = [k.key for k in node.kwargs if k.key not in names]
        if len(node.args) > len(names) or missing or unknown or node.dyn_args or node.dyn_kwargs:
            mend = self.vocabulary.written(word)
            self.say(node, "SJB014", f"Het woord {word.name} krijgt niet wat het nodig heeft: {quote(self.source(node))}.", mend)
        for parameter in word.parameters:
            value = given.get(parameter.name)
            if value is not None:
                self.argument(word, parameter.kind, value)

    def argument(self, word: Word, kind: str, value: nodes.Expr) -> None:
        fact = self.vocabulary.facts.get(name_of(value) or "")
        if isinstance(value, nodes.Const):
            problem = self.vocabulary.why_not(kind, value.value)
            if problem:
                message = f"Het woord {word.name} kan niets met {quote(str(value.value))}."
                lacking = self.vocabulary.lacking(kind, value.value)
                self.findings.append(
                    self.page.finding(self.line(value), "SJB015", message, problem, fix=self.renamed(kind, value), cause=lacking)
                )
            elif kind == "Mens":
                # It prints the word and its article or its plural.
                self.used |= {name for name in self.vocabulary.facts if name.startswith(f"mensen.{people.meant(str(value.value))}.")}
            elif kind == "Rol":
                # It prints what there is of the role.
                self.used |= {name for name in self.vocabulary.facts if name.startswith(f"contact.{value.value}.")}
        elif isinstance(value, nodes.Name | nodes.Getattr) and kind not in LITERAL_KINDS and kind not in self.vocabulary.keys:
            self.name(value)
            if fact and kind in FACT_KINDS and fact.kind != kind:
                self.say(value, "SJB015", f"Het woord {word.name} kan niets met {fact.path}.", f"Geef {FACT_KINDS[kind]}.")
        else:
            mend = self.vocabulary.written(word)
            self.say(value, "SJB014", f"Het woord {word.name} krijgt niet wat het nodig heeft: {quote(self.source(value))}.", mend)
            if isinstance(value, nodes.Call):
                self.call(value)
            else:
                self.below(value)


def keyed(node: nodes.Node) -> str:
    """The name that was meant by one with a part between brackets, such as contact['hr']; empty where that is no name, or one behind the scenes."""
    if not isinstance(node, nodes.Getitem) or not isinstance(node.arg, nodes.Const) or "__" in str(node.arg.value):
        return ""
    holder = name_of(node.node)
    return f"{holder}.{node.arg.value}" if holder else ""


def name_of(node: nodes.Node) -> str | None:
    """The dotted name that `node` is, such as werkgever.naam; None where it is no name."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = name_of(node.node)
        return f"{before}.{node.attr}" if before else None
    return None
