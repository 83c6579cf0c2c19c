"""The report as Markdown for a comment or a summary on a git host, within the length that one takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from handbook.core.findings import Finding
from handbook.redline import Change, text
from handbook.redline.named import about
from handbook.report import told
from handbook.report.defused import HOST, markdown, summary
from handbook.report.model import Decision, Fact, FileChange, Place, Report
from handbook.report.trimmed import brief

LIMIT = 60_000
"""Bytes: GitHub takes 65,536 characters in a comment, and who posts it adds some of its own."""

ROWS = 40
"""Rows of a list that are shown."""

PLACES = 8
"""Places that a row names."""

NAMES = 8_000
"""Bytes kept for the names of texts that do not fit."""

OPEN = 600
"""Bytes of a redline up to which it stands open."""

LIST = re.compile(r"\s*(?:-|\d+\.) ")
BLANK = re.compile(r"\n{3,}")
TOO_LONG = "Dit verslag is te lang voor deze plek. Van {} staat hier alleen de naam. Alles staat in het verslag als pagina: handbook report --format html"


def render(report: Report, preview: str = "") -> str:
    """The whole report; `preview` is the address of the built draft, and without it nothing is a link."""
    writer = _Writer(report, preview)
    before, after = "\n".join(writer.before()), "\n".join(writer.after())
    room = LIMIT - len(f"{before}\n{after}".encode())
    return BLANK.sub("\n\n", f"{before}\n{writer.changes(room)}\n{after}").rstrip("\n") + "\n"


class _Writer:
    def __init__(self, report: Report, preview: str) -> None:
        self._report, self._preview = report, preview

    def before(self) -> Iterator[str]:
        """All that stands above the redlines."""
        report = self._report
        yield f"# {told.NAME} {markdown(report.title)}"
        yield ""
        yield markdown(told.against(report))
        for note in report.notes:
            yield f"\n> {markdown(note)}"
        yield "\n## In het kort\n"
        for name, sentence in told.in_short(report):
            yield f"- **{name}:** {markdown(sentence)}"
        if report.mistakes:
            yield "\n## Los dit eerst op\n"
            yield from self._findings(report.mistakes)

    def changes(self, room: int) -> str:
        """What readers see change, as much of it as fits in `room` bytes."""
        report = self._report
        found = ["\n## Wat lezers zien veranderen\n"]
        if not report.seen:
            found.append(told.nothing(report))
        elif report.facts and not (report.redline.changes or report.pages or report.visible):
            found.append(told.ONLY_FACTS)
        pieces = [*self._articles(), *self._pages()]
        shown, named = [], []
        left = room - NAMES
        for title, whole in pieces:
            left -= len(whole.encode())
            if left > 0:
                shown.append(whole)
            else:
                named.append(title)
        found += shown
        if named:
            found.append(markdown(TOO_LONG.format("1 tekst" if len(named) == 1 else f"{len(named)} teksten")) + "\n")
            found += _capped(f"- {one}" for one in named)
        if report.visible:
            found.append("### Andere bestanden\n")
            found += self._files(report.visible)
        return "\n".join(found)

    def _articles(self) -> Iterator[tuple[str, str]]:
        for group in told.groups(self._report):
            if not group.title:
                for change in group.changes:
                    yield markdown(told.article(change)), self._change(told.article(change), told.article_said(change), change)
                continue
            rows = [*self._in_group(group.changes)]
            yield markdown(group.title), self._folded(group.title, "\n".join(_capped(rows)), shut=True)

    def _in_group(self, changes: Sequence[Change]) -> Iterator[str]:
        """Of articles of which the words are the same one row each."""
        for change in changes:
            said = " ".join(about(change))
            told_ = f". {markdown(said)}" if said else ""
            yield f"- {self._link(told.article(change), change.article.address if change.new else '')}{told_}{self._short(change)}"

    def _short(self, change: Change) -> str:
        """The sentences that differ on one line, behind a full stop; nothing where they are long."""
        line = " ".join(one.strip() for one in text.parts(self._report.redline, brief(change), HOST) if one.strip())
        return f". {line}" if line and len(line) < OPEN else ""

    def _pages(self) -> Iterator[tuple[str, str]]:
        text_, by_fact = told.pages(self._report)
        for page in text_:
            title = f"Pagina {page.title}"
            yield markdown(title), self._change(title, told.page_said(page), page.change, page.address)
        if by_fact:
            title = told.pages_by_fact(len(by_fact))
            rows = [f"- {self._link(page.title, page.address)}{self._short(page.change)}" for page in by_fact]
            yield markdown(title), self._folded(title, "\n".join(_capped(rows)), shut=True)

    def _change(self, title: str, said: Iterable[str], change: Change, address: str | None = None) -> str:
        address = (change.article.address if change.new else "") if address is None else address
        lines = [markdown(" ".join(said))]
        if self._preview and address:
            lines.append(f"[Bekijk dit in het concept]({self._address(address)})")
        if change.old and change.new and any(one.op != "=" for one in change.title.pieces):
            lines.append(f"Titel: {text.line(change.title, HOST)}")
        redline = "\n".join(_apart(text.parts(self._report.redline, change, HOST)))
        return self._folded(title, "\n\n".join([*lines, redline]), shut=len(redline.encode()) > OPEN)

    def _folded(self, title: str, inner: str, *, shut: bool) -> str:
        return f"<details{'' if shut else ' open'}>\n<summary><b>{summary(title)}</b></summary>\n\n{inner}\n\n</details>\n"

    def after(self) -> Iterator[str]:
        """All that stands below the redlines."""
        report = self._report
        if report.facts:
            yield "\n## Gegevens die veranderen\n"
            yield from _capped(self._fact(one) for one in report.facts)
        yield "\n## Soort wijziging en besluiten\n"
        yield from (f"- {markdown(one)}" for one in report.kind.told)
        yield from (self._decision(one) for one in report.kind.decisions)
        yield from self._findings(one for one in report.kind.doubts if one not in report.mistakes)
        if report.readings:
            yield "\n## Taal\n"
            yield from (f"{markdown(one)}\n" for one in told.FLESCH)
            yield from _capped(
                f"- {self._link(one.place.words, one.place.address)}: {markdown(told.reading_said(one))}" for one in report.readings
            )
        yield "\n## Publiceren\n"
        yield from (f"- {markdown(one)}" for one in (report.plan.short, *report.plan.told))
        yield from self._beside()

    def _beside(self) -> Iterator[str]:
        """Warnings, and what changes and shows nowhere."""
        report = self._report
        if report.warnings or report.elsewhere:
            yield "\n## Kijk hier nog naar\n"
            yield from self._findings(report.warnings)
            yield from ([f"- {markdown(told.warned(report))}"] if report.elsewhere else [])
        hidden = [one for one in report.files if not one.kind]
        if report.silent or hidden or report.rest:
            yield "\n## Anders getypt, en niet te zien voor lezers\n"
            yield from (f"- {markdown(one)}" for one in report.rest)
            yield from _capped(f"- {markdown(f'docs/{one}')}" for one in report.silent)
            yield from _capped(f"- {markdown(one.path)} ({markdown(told.file_said(one))})" for one in hidden)

    def _findings(self, findings: Iterable[Finding]) -> Iterator[str]:
        yield from _capped(f"- **{markdown(one.where)}**: {markdown(one.sentence)} ({self._code(one.code)})" for one in findings)

    def _code(self, code: str) -> str:
        return self._link(code, self._report.meanings.in_draft(code))

    def _fact(self, one: Fact) -> str:
        live = told.fact_said(one)
        where = f" Te zien op: {self._places(one.where)}." if one.where else " Geen pagina toont dit."
        values = f"was <del>{markdown(one.old)}</del>, is <ins>{markdown(one.new)}</ins>."
        return f"- **{markdown(one.name)}**: {values}{where}{f' {markdown(live)}' if live else ''}"

    def _decision(self, one: Decision) -> str:
        about_ = f" Het gaat om: {self._places(one.articles)}." if one.articles else ""
        return f"- **{markdown(one.what)}** {markdown(told.decision_said(one))}{about_}"

    def _files(self, files: Iterable[FileChange]) -> Iterator[str]:
        for one in [*files][:ROWS]:
            title = f"{one.path} ({told.file_said(one)})"
            lines = [
                f"- {'<del>' if line.op == '-' else '<ins>'}{markdown(line.text)}{'</del>' if line.op == '-' else '</ins>'}"
                for line in one.lines
            ]
            lines += [f"- {markdown(f'en nog {one.left} regels')}"] if one.left else []
            yield self._folded(title, "\n".join(lines), shut=True) if lines else f"- {markdown(title)}\n"

    def _places(self, places: Sequence[Place]) -> str:
        shown = [self._link(one.words, one.address) for one in places[:PLACES]]
        return ", ".join(shown) + (f" en nog {len(places) - PLACES}" if len(places) > PLACES else "")

    def _link(self, words: str, address: str) -> str:
        return f"[{markdown(words)}]({self._address(address)})" if self._preview and address else markdown(words)

    def _address(self, address: str) -> str:
        return f"<{self._preview}{quote(address, safe='/#-._~')}>"


def _capped(rows: Iterable[str]) -> list[str]:
    found = [*rows]
    return found if len(found) <= ROWS else [*found[:ROWS], f"- en nog {len(found) - ROWS}"]


def _apart(lines: Sequence[str]) -> Iterator[str]:
    """With an empty line before each line that is no item of a list: two texts below each other are two paragraphs."""
    for line in lines:
        if not LIST.match(line):
            yield ""
        yield line
