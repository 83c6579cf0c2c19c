"""The settings that a safe, strict handbook may have in mkdocs.yml: nothing that runs code, fetches from elsewhere or loosens a check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources.files.filling import nearest
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence

ALLOWED: dict[str, frozenset[str] | None] = {
    "": frozenset(
        (
            "site_name site_description strict theme nav not_in_nav plugins watch validation markdown_extensions "
            "extra_css extra_javascript extra copyright exclude_docs"
        ).split()
    ),
    "theme": frozenset(["name", "language", "custom_dir", "font"]),
    "plugins": frozenset({"search", "macros"}),
    "plugins.search": frozenset({"lang", "separator"}),
    "plugins.macros": frozenset(["module_name", "on_undefined", "on_error_fail", "j2_comment_start_string", "j2_comment_end_string"]),
    "validation": frozenset({"nav", "links"}),
    "validation.nav": None,
    "validation.links": None,
    "extra": frozenset({"generator", "doorverwijzingen"}),
    "extra.doorverwijzingen": None,
}
"""Which keys each group may hold; None: any. What is not here could run code, fetch from elsewhere or loosen a check."""

REQUIRED: dict[str, str] = {
    "strict": "true",
    "exclude_docs": "/gegevens/",
    "theme.name": "material",
    "theme.language": "nl",
    "theme.custom_dir": "overrides",
    "theme.font": "false",
    "plugins.search.lang": "nl",
    "plugins.macros.module_name": "macros",
    "plugins.macros.on_undefined": "strict",
    "plugins.macros.on_error_fail": "true",
    "plugins.macros.j2_comment_start_string": "{%#",
    "plugins.macros.j2_comment_end_string": "#%}",
    "extra.generator": "false",
    **{f"validation.nav.{k}": "warn" for k in ("omitted_files", "not_found", "absolute_links")},
    **{f"validation.links.{k}": "warn" for k in ("not_found", "anchors", "absolute_links", "unrecognized_links")},
}
"""Settings that the checks depend on: without them MkDocs ignores mistakes."""

EXTENSIONS = frozenset(
    (
        "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.details "
        "pymdownx.blocks.caption pymdownx.keys pymdownx.mark pymdownx.superfences pymdownx.tabbed pymdownx.tasklist"
    ).split()
)

MARKUP = ("site_name", "site_description", "copyright", "theme", "nav", "markdown_extensions", "extra")
"""Settings whose texts end up on pages."""

OWN_FILES = ("watch", "extra_css", "extra_javascript")


def refused(file: SourceFile, root: Mapping) -> list[Finding]:
    """Everything in the settings `root` that is not allowed, or is missing."""
    return [*_unknown(file, root, ""), *_loosened(file, root), *_markup(file, root), *_extensions(file, root), *_outside(file, root)]


def _unknown(file: SourceFile, group: Mapping, path: str) -> list[Finding]:
    findings = []
    allowed = ALLOWED.get(path, frozenset())
    # A repeated key has been reported already; its contents must be checked all the same.
    for key, value in [*group.items.items(), *group.again]:
        dotted = f"{path}.{key}" if path else key
        if allowed is not None and key not in allowed:
            message = f"De instelling {dotted} is hier niet toegestaan: {quote(_first(value).text)}."
            hint = nearest(key, sorted(allowed))
            mend = f"{hint} Haal haar anders weg." if hint.startswith("Bedoelt") else "Haal haar weg."
            findings.append(file.finding(_first(value).line, "CFG001", message, mend))
        elif isinstance(value, Mapping) and dotted in ALLOWED:
            findings += _unknown(file, value, dotted)
        elif isinstance(value, Sequence) and dotted in ALLOWED:
            # MkDocs accepts a list for a group as well: `- search` instead of `search:`.
            items = [item if isinstance(item, Mapping) else Mapping({_first(item).text: item}, {}, item.line) for item in value.items]
            findings += [f for item in items for f in _unknown(file, item, dotted)]
        elif isinstance(value, Mapping) and path != "" and allowed is not None:
            mend = "Zet de vorige versie terug; die staat in git."
            findings.append(file.finding(value.line, "CFG006", f"De instelling {dotted} hoort één waarde te hebben.", mend))
    return findings


def _first(node: Node) -> Scalar:
    if isinstance(node, Scalar):
        return node
    inner = node.items if isinstance(node, Sequence) else list(node.items.values())
    return _first(inner[0]) if inner else Scalar("", node.line, quoted=False)


def _loosened(file: SourceFile, root: Mapping) -> list[Finding]:
    findings = []
    for path, value in REQUIRED.items():
        node = setting(root, path)
        if not isinstance(node, Scalar):
            mend = f"Zet haar terug: {path.rpartition('.')[2]}: {_typed(value)}"
            findings.append(file.finding(None, "CFG002", f"De instelling {path} ontbreekt.", mend))
        elif node.text != value:
            message = f"De instelling {path} moet {quote(value)} zijn, niet {quote(node.text)}."
            findings.append(file.finding(node.line, "CFG002", message, "Zet haar terug: de controle rust erop."))
    return findings


def _typed(value: str) -> str:
    """The value as YAML takes it for a text."""
    return f'"{value}"' if set(value) & set("{}#%") else value


def _markup(file: SourceFile, root: Mapping) -> list[Finding]:
    """The theme inserts these texts into HTML without escaping."""
    findings = []
    for part in MARKUP:
        node = root.items.get(part)
        for text, line in _texts(node) if node else ():
            # The title of a footnote's way back holds its number so.
            if set(text.replace("{}", "")) & set('<>"{}'):
                mend = "Schrijf gewone tekst."
                findings.append(file.finding(line, "CFG005", f"In {part} staan haken of aanhalingstekens: {quote(text)}.", mend))
    return findings


def _texts(node: Node) -> Iterator[tuple[str, int]]:
    """Every key and value in `node` with its line."""
    if isinstance(node, Scalar):
        yield node.text, node.line
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        for key, value in node.items.items():
            yield key, node.key_lines[key]
            yield from _texts(value)


def _extensions(file: SourceFile, root: Mapping) -> list[Finding]:
    node = setting(root, "markdown_extensions")
    findings, there = [], set()
    for item in node.items if isinstance(node, Sequence) else []:
        names = list(item.items) if isinstance(item, Mapping) else [_first(item).text]
        there |= {*names}
        findings += [
            file.finding(item.line, "CFG003", f"De uitbreiding {quote(n)} is hier niet toegestaan.", "Haal haar weg.")
            for n in names
            if n not in EXTENSIONS
        ]
    if missing := sorted(EXTENSIONS - there):
        message = (
            f"Wat op een pagina kan, staat hier niet aan: {quote(', '.join(missing))}. De tekens daarvan komen letterlijk op de pagina."
        )
        mend = f"Zet er onder markdown_extensions bij: {', '.join(f'- {name}' for name in missing)}"
        findings.append(file.warning(node.line if node else None, "CFG008", message, mend))
    return findings


def _outside(file: SourceFile, root: Mapping) -> list[Finding]:
    """Lists of files may only name files inside the handbook."""
    findings = []
    for key in OWN_FILES:
        node = setting(root, key)
        for item in node.items if isinstance(node, Sequence) else []:
            path = _first(item)
            if re.match(r"[a-z]+:|/|\\|~", path.text, re.IGNORECASE) or ".." in path.text.split("/"):
                mend = "Noem alleen bestanden van het handboek zelf."
                findings.append(file.finding(path.line, "CFG004", f"{quote(path.text)} bij {key} ligt buiten het handboek.", mend))
    return findings


def setting(root: Mapping, path: str) -> Node | None:
    """What `root` holds at a dotted path, such as `plugins.search.lang`."""
    node: Node | None = root
    for part in path.split("."):
        node = node.items.get(part) if isinstance(node, Mapping) else None
    return node
