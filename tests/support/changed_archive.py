"""An archive in which every kind of change of an article occurs, as built sites that cost no build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from handbook.archive import published_text
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD
from handbook.archive.manifest import canonical, sha256
from tests.support.proving import SHELL
from tests.support.publishing import land, repository, site

SECRET = "de heer Geheim"
"""What one version says and must not have said."""


@dataclass(frozen=True)
class Rule:
    """An article as a test writes it: its number and title, the source of its page, its numbered paragraphs, and what a box behind them says."""

    number: str
    title: str
    page: str
    paragraphs: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Text:
    """One version: `of_before` has no artikelen.json, `notes` is what it says of its changes, `successors` which ids it gave to which articles."""

    rules: Mapping[str, Rule]
    published: str
    of_before: bool = False
    notes: tuple[Mapping[str, Any], ...] = ()
    successors: Mapping[str, str] = field(default_factory=dict)


A = Rule("1.1", "Doel", "regels/begin.md", ("Dit protocol helpt.", "Het geldt voor iedereen."))
B = Rule("1.2", "Beeld", "regels/begin.md", ("U vraagt eerst toestemming.", "U plaatst niets stiekem."))
C = Rule("2.1", "Klagen", "regels/oud.md", ("U klaagt bij HR.",))
B2 = Rule("1.2", "Beeld", "regels/begin.md", ("U vraagt eerst schriftelijk toestemming.", "U plaatst niets stiekem."))
D = Rule("1.3", "Bellen", "regels/begin.md", ("U belt in de hal.",))
A2 = Rule("1.1", "Doel", "regels/begin.md", ("Dit protocol helpt iedereen.", "Het geldt voor iedereen."))
C2 = Rule("3.1", "Klagen", "regels/nieuw.md", ("U klaagt bij HR of bij de directie.",))
D2 = Rule("1.3", "Bellen", "regels/begin.md", (f"U belt in de hal, zoals {SECRET}.",))
D3 = Rule("1.3", "Bellen", "regels/begin.md", ("U belt in de kantine.",))

E = Rule("4.1", "Een proef", "regels/proef.md", ("Dit staat in één versie.",))

NOTE = {
    "artikelen": ["beeld"],
    "wat": "Toestemming is voortaan <schriftelijk>.",
    "waarom": "Een mondeling ja was niet na te gaan.",
    "voor_wie": "iedereen",
    "betekent": "Een appje is genoeg.",
}

TEXTS = {
    "2026-01-01": Text({"doel": A, "beeld": B, "klagen": C}, "2026-01-02", of_before=True),
    "2026-03-01": Text({"doel": A, "beeld": B2, "bellen": D, "klagen": C}, "2026-03-01", notes=(NOTE,)),
    # A second revision of one day.
    "2026-03-01.2": Text({"doel": A2, "beeld": B2, "bellen": D, "klagen": C}, "2026-03-05"),
    # An article that moved and changed, and whose page got another name in the same revision.
    "2026-05-01": Text({"doel": A2, "beeld": B2, "bellen": D, "klagen": C2}, "2026-05-01"),
    "2026-07-01": Text({"doel": A2, "beeld": B2, "bellen": D2, "klagen": C2, "proef": E}, "2026-07-01"),
    "2026-09-01": Text({"doel": A2, "beeld": B2, "bellen": D3, "klagen": C2}, "2026-09-01"),
    "2026-11-01": Text({"doel": A2, "foto": B2, "klagen": C2}, "2026-11-01", successors={"beeld": "foto"}),
}
"""Version -> its text, in the order in which they were published."""

LATER = Text({"doel": A, "foto": B2, "klagen": C2}, "2026-11-22")
"""One more, for a test that publishes it."""


def built(folder: Path, version: str, text: Text) -> Path:
    """The site of a text: a page for each source, with its articles as the handbook prints them."""
    site(folder, version, **{"404.html": SHELL})
    record = json.loads((folder / RECORD).read_bytes())
    pages: dict[str, dict[str, Rule]] = {}
    for id_, rule in text.rules.items():
        pages.setdefault(rule.page, {})[id_] = rule
    for source, rules in pages.items():
        url = f"{source.removesuffix('.md')}/"
        (folder / url).mkdir(parents=True)
        (folder / url / "index.html").write_text(
            SHELL.replace(">x</article>", f">{''.join(_article(*one) for one in rules.items())}</article>")
        )
        articles = {
            id_: {"nummer": one.number, "titel": one.title, "tekst": sha256(" ".join(one.paragraphs).encode())}
            for id_, one in rules.items()
        }
        record["paginas"][source] = {"url": url, "titel": url, "tekst": url, "adressen": [*rules], "artikelen": articles}
    if text.notes:
        record["revisie"]["wijzigingen"] = [*text.notes]
    if text.successors:
        record["opvolgers"] = dict(text.successors)
    (folder / RECORD).write_bytes(canonical(record))
    if not text.of_before:
        (folder / ARTIKELEN_JSON).write_bytes(canonical(published_text.data(lambda name: _read(folder / name))))
    return folder


def _article(id_: str, rule: Rule) -> str:
    paragraphs = "".join(f'<li id="{id_}-lid-{number}">{escape(words)}</li>' for number, words in enumerate(rule.paragraphs, 1))
    note = f'<div class="admonition note"><p class="admonition-title">Toelichting</p><p>{escape(rule.note)}</p></div>' if rule.note else ""
    return f'<h2 id="{id_}"><span class="artikel">Artikel {rule.number}</span> {escape(rule.title)}</h2><ol>{paragraphs}</ol>{note}'


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def add(root: Path, version: str, text: Text) -> None:
    """Publishes one more text, on its day."""
    folder = root.parent / f"gebouwd-{version}"
    outcome = land(root, built(folder, version, text), version, today=text.published)
    assert outcome.code == 0, outcome.said


def archive(root: Path) -> Path:
    """A project with all of TEXTS on its branch."""
    repository(root)
    for version, text in TEXTS.items():
        add(root, version, text)
    return root
