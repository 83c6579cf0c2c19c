"""Throws at the readers what no person would write: they may refuse it, but never fail, hang or eat the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta
from markdown.extensions.toc import slugify as real_slugify

from handbook.checks import article_headings, front_matter, links
from handbook.checks.markdown import RULES
from handbook.core.findings import render
from handbook.core.project import Project
from handbook.sources import Sources, data, facts_of_pages, page_limits, pages
from handbook.sources.articles import Article
from handbook.sources.contacts import Contact
from handbook.sources.files.filling import fill
from handbook.sources.files.text_files import decode
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.front_matter import Metadata
from handbook.sources.printed import conditions, numbering
from handbook.sources.template import allowlist
from handbook.sources.template.macros import Parameter, Word
from handbook.sources.template.vocabulary import Vocabulary
from handbook.sources.variables import Variables
from tests.support.fork import handbook
from tests.support.handbooks import draw
from tests.support.soaking import SOAK

LIMIT_S, LIMIT_MB = 5, 512
PATIENCE = 6
"""A timeout and no measurement: the machine that runs this may be six times as slow as one that is doing nothing else."""

SIZE = 127 * 1024
"""Just under what one page may hold."""

FRAGMENTS = (
    "[", "]", "(", ")", "![", "](", "<", ">", "</", "<a ", "<!--", "-->", "{{", "}}", "{%", "%}", "{#", "#}", "{%#", "{", "}", "{: ", "|", "| --- |", "`", "```", "~~~",
    "*", "**", "_", "__", "#", "## ", "- ", "1. ", "> ", "    ", "\t", "\n", "\n\n", "---", "---\n", "===", "!!! note", "=== \"", "???", "[^1]", "[^1]:", "[a]: ", ":   ",
    "\\", "&#106;", "&amp;", "javascript:", "mailto:", "http://", "a.md", "#a", "if ", "elif ", "else", "endif", "for ", "set ", "raw", "and ", "not ", "==", "=", "in ",
    "werkgever", ".naam", "contact.hr", "datum(", "art('a')", "artikel('a')", "'", '"', "“", ",", ":", ": ", "&a ", "*a", "!x ", "@", "%", "é", "e\u0301", "\u200b", "\u202e", "\u00a0",
    "🙂", "م", "0", "1e9", "null", "true", "ja", "2026-01-01", "TODO", "[naam]", "title: ", "x", "woord ", "\\ud800", "\\x07",
)  # fmt: skip

texts = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join) | st.text(max_size=60)
WORD = Word("datum", (Parameter("dag", "Dag", True), Parameter("kort", "bool", False)), "Een datum.")
VOCABULARY = Vocabulary(
    facts_of_pages(), frozenset({"werkgever", "contact.hr"}), {"datum": WORD}, frozenset({"a"}), frozenset(Contact.model_fields)
)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Sources of a handbook in which nothing was found."""
    root = draw(tmp_path_factory.mktemp("hostile") / "handboek")
    project = Project.find(root)
    return Sources(project, None, None, {}, [], {}, {}, data.load(project)[0], Metadata({}, {}), {}, [])


@given(text=texts)
def test_yaml_never_fails(text: str) -> None:
    node, findings = read_mapping("variables.yml", text)
    assert node is not None or findings
    if node is not None:
        fill(Variables, node, "variables.yml", "VAR001")


@given(text=texts)
def test_values_never_fail(text: str) -> None:
    """Between quotes, so that every text arrives at the types."""
    quoted = "'" + text.replace("'", "''").replace("\n", " ") + "'"
    lines = [
        f"werkgever: {{naam: {quoted}, website: {quoted}, kvk: {quoted}, medewerkers: {quoted}}}",
        f"handboek: {{kleur: {quoted}, adres: {quoted}}}",
    ]
    lines += [
        f"protocol: {{bestaat_sinds: {quoted}}}",
        f"contact: {{hr: {{email: {quoted}, telefoon: {quoted}}}}}",
        f"beleid: {{toezicht: {quoted}}}",
    ]
    node, _ = read_mapping("variables.yml", "\n".join(lines))
    if node is not None:
        facts, findings = fill(Variables, node, "variables.yml", "VAR001")
        assert facts is None
        render(findings, "text").encode("utf-8", "replace")


@given(text=texts)
def test_pages_never_fail(text: str, nothing: Sources) -> None:
    clean, _ = decode("docs/a.md", text.encode("utf-8", "surrogatepass"))
    for source in filter(None, (clean, text)):
        if page_limits.heavy("docs/a.md", source.split("\n")):
            continue
        page, _ = pages.parse("docs/a.md", "a.md", source)
        sources = Sources(**{**vars(nothing), "pages": {"a.md": page}})
        found = [f for rule in RULES for f in rule(page)]
        found += [*links.check(sources), *front_matter.check(sources), *article_headings.check(sources)]
        assert page.anchors is not None and page.title is not None
        render(found, "github").encode("utf-8", "replace")


@given(text=texts)
def test_templates_never_fail(text: str) -> None:
    page, _ = pages.parse("docs/a.md", "a.md", text)
    template = allowlist.parse(page)
    _, findings = allowlist.check(template, VOCABULARY)
    if template.tree is None:
        assert findings
        return
    list(numbering.number({"a.md": template.tree}, ["a.md"], {}))
    list(conditions.printed_calls(template.tree, {}))
    if not findings:
        list(numbering.dangling(page, template.tree, {}, {"a": Article("a", 1, 1, "a.md")}))


@given(text=texts)
def test_what_passes_runs_nothing(text: str) -> None:
    """The allowlist holds: a page without findings uses known names only."""
    page, _ = pages.parse("docs/a.md", "a.md", text)
    template = allowlist.parse(page)
    used, findings = allowlist.check(template, VOCABULARY)
    if template.tree is not None and template.tree.body and not findings:
        assert meta.find_undeclared_variables(template.tree) <= {name.split(".")[0] for name in VOCABULARY.facts} | set(VOCABULARY.words)
        assert used <= set(VOCABULARY.facts)


headings = st.lists(
    st.sampled_from([f for f in FRAGMENTS if not set(f) & set("{}\n<>&[]`*_\\")]) | st.sampled_from([*"aé ß-.İ½ ﬁⅣ", "a_b"]),
    min_size=1,
    max_size=8,
).map("".join)


@given(text=headings)
def test_slugs_are_those_of_the_engine(text: str) -> None:
    assert pages.slugify(text) == real_slugify(text, "-")


@given(first=headings, second=headings)
def test_anchors_are_those_of_the_engine(first: str, second: str) -> None:
    source = f"# Kop\n\n## {first}\n\nTekst.\n\n## {second}\n\n## {first}\n"
    clean, _ = decode("a.md", source.encode("utf-8", "surrogatepass"))
    if clean is None or ":" in source or "|" in source or "=" in source:
        return
    page, _ = pages.parse("docs/a.md", "a.md", clean)
    converter = markdown.Markdown(extensions=["toc", "attr_list"])
    converter.convert(clean)
    found: list[str] = []

    def walk(tokens: list[dict[str, object]]) -> None:
        for token in tokens:
            found.append(str(token["id"]))
            walk(token["children"])  # type: ignore[arg-type]

    walk(converter.toc_tokens)
    assert [h.anchor for h in page.headings] == found


def one_line(sign: str, width: int) -> str:
    line = (sign * (width // len(sign) + 1))[:width] + "\n"
    return (line * (SIZE // len(line) + 1))[:SIZE]


SIGNS = (
    "[",
    "![",
    "<",
    "<a ",
    '<a "',
    "<!--",
    "{{",
    "{%",
    "{{{",
    "{ a.b }",
    "{{ (",
    "| ",
    "`",
    "_",
    "*",
    "**",
    "#",
    "&",
    ">",
    "- ",
    "1. ",
    "\\",
    "{: ",
    "[naam",
    "[a] (b) ",
    "(a)[b] ",
    "@@",
    ":   a",
)
PAGES: dict[str, str] = {
    **{f"{sign!r} on lines of {width}": one_line(sign, width) for sign in SIGNS for width in (50, 4_000)},
    **{f"{sign!r} on one line": (sign * SIZE)[:SIZE] for sign in ("[", "<", "{{", "(", "`", "*", "#", ">")},
    "headings": "# a\n" * (SIZE // 4),
    "headings with lines": "a\n---\n" * (SIZE // 6),
    "lists in lists": "\n".join(" " * (4 * n) + "- a" for n in range(200)),
    "quotes in quotes": "\n".join(">" * n for n in range(400)),
    "brackets in a template": "{{ " + "(\n\n" * 30_000,
    "dots in a template": "{{ a" + "\n.a" * 30_000 + " }}",
    "calls in a template": "{{ a" + "\n()" * 20_000 + " }}",
    "nots in a template": "{% if " + "\nnot " * 20_000 + "a %}{% endif %}",
    "ifs in ifs": "{% if a %}\n" * 11_000,
    "names that do not exist": "\n\n".join(f"{{{{ w.a{n} }}}}" for n in range(8_000))[:SIZE],
    "links that lead nowhere": "\n\n".join(f"[a](b{n}.md)" for n in range(8_000))[:SIZE],
    "tables": "| a |\n| - |\n| b |\n\n" * 6_000,
    "front matter without end": "---\n" + "a: 1\n" * 20_000,
    "brackets in front matter": "---\ntitle: " + "[" * 60_000 + "\n---\n",
    "ten megabytes": "a" * 10_000_000,
    "ten megabytes of lines": "a\n" * 5_000_000,
}  # fmt: skip
VARIABLES: dict[str, str] = {
    "brackets": "a: " + "[" * 60_000,
    "groups in groups": "a: " + "{a: " * 20_000,
    "unknown names": "\n".join(f"a{n}: 1" for n in range(10_000)),
    "one name": "a: 1\n" * 20_000,
    "colons": "a: b: c\n" * 15_000,
    "quotes": 'a: "b\n' * 20_000,
    "aliases": "a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(5_000)),
    "ten megabytes": 'a: "' + "b" * 10_000_000 + '"',
    "ten megabytes of names": "\n".join(f"{n}aaaaaa: 1" for n in range(700_000)),
    "a long address": 'werkgever:\n  website: "https://' + "a." * 60_000 + '"',
    "a long list": "beleid:\n  momenten:\n" + "    - a\n" * 15_000,
}


def ends(root: Path) -> subprocess.CompletedProcess[str]:
    return handbook(root, "check", limit_s=LIMIT_S * PATIENCE, memory_mb=LIMIT_MB)


@pytest.mark.parametrize("name", PAGES if SOAK else [*PAGES][::4])
def test_any_page_ends(name: str, tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", {"docs/regels.md": PAGES[name]})
    answer = ends(root)
    assert answer.returncode in (0, 1), answer.stderr
    assert "Traceback" not in answer.stderr
    assert len(answer.stdout) < 100_000


@pytest.mark.parametrize("file", ["variables.yml", "mkdocs.yml"])
@pytest.mark.parametrize("name", VARIABLES if SOAK else [*VARIABLES][::4])
def test_any_settings_end(name: str, file: str, tmp_path: Path) -> None:
    answer = ends(draw(tmp_path / "handboek", {file: VARIABLES[name]}))
    assert answer.returncode == 1, answer.stderr
    assert "Traceback" not in answer.stderr
    assert len(answer.stdout) < 100_000


def test_thousands_of_files_end(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", {f"docs/los/{n}.txt": "x" for n in range(3_000)})
    answer = ends(root)
    assert answer.returncode == 1
    assert len(answer.stdout) < 100_000


BUILD = """
import sys, markdown
markdown.markdown(sys.stdin.read(), extensions=["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"])
"""


BLOCKS = ("[", "![", "[a](", "<a", "*", "_", "`", "**a _b ", "- a", "> a", "&a", "\\", "!!! note\n    a\n", "| a |\n| - |\n| b |\n")
"""What a block is filled with. `make test` fills every third, `make soak` each, as each starts Python; of pages and settings it tries every fourth."""


@pytest.mark.parametrize("sign", BLOCKS if SOAK else BLOCKS[::3])
def test_what_the_check_lets_pass_is_built_in_time(sign: str) -> None:
    """Text in blocks as large as the check allows: the engine below us takes the square of a block."""
    for block in (page_limits.BLOCK_LIMIT - 100, 2_000, 400):
        rows = (sign + "\n") * max(1, block // (len(sign) + 1))
        text = "# Kop\n\n" + ((rows + "\n") * (SIZE // len(rows) + 1))[:SIZE]
        if not page_limits.heavy("docs/a.md", text.split("\n")):
            subprocess.run([sys.executable, "-c", BUILD], input=text, text=True, check=True, timeout=LIMIT_S * PATIENCE)
            return
    assert sign in ("<a",), "no size of block passes the check"
