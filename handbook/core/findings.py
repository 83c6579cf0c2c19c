"""What a finding is, and how it prints as text, as JSON and as a GitHub annotation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Level = Literal["fout", "waarschuwing", "voorbeeld"]
"""A mistake; what a person should look at; what is right, and still that of the example."""

Format = Literal["text", "json", "github"]

QUOTE_LIMIT = 80
SHOWN_LIMIT = 200


@dataclass(frozen=True)
class Fix:
    """A mend so certain that a program may carry it out: the lines of the file from `line` on (counted from 1), as they are and as they must be.

    It is carried out only where the file still holds `old`. Without `new` the lines go; without `old` they are put before `line`,
    or behind the last line, in a file of their own where there is none yet.
    """

    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]

    @classmethod
    def of_line(cls, line: int, old: str, new: str) -> Fix:
        """One line that must read `new`."""
        return cls(line, (old,), (new,))


@dataclass(frozen=True)
class Cause:
    """How a finding hangs together with others, so that one slip is told once; see core/causes.py for the names of things.

    `breaks` are the things that nobody can find because of this mistake. `lacks` is the thing that this place names and that is not there;
    of all places that lack the same one is told, which is where it `leads` if there is such a place. `needs` are further things
    without which this finding may be a mere consequence. One that is `silent` is told only where others hang on it.
    """

    breaks: tuple[str, ...] = ()
    lacks: str = ""
    needs: tuple[str, ...] = ()
    leads: bool = False
    silent: bool = False


ALONE = Cause()
PLACES_SHOWN = 20
"""How many of the files, and in each of the lines, that hang on a finding are named."""


@dataclass(frozen=True)
class Finding:
    """One mistake: where it stands, what is wrong (quoted), and what to do about it.

    `file` is a path relative to the project with forward slashes; `line` counts from 1 in the
    whole file, front matter included, and is None where the file as a whole is meant.
    `fix` is what `handbook check --mend` does about it; None where only a person can say what was meant.
    """

    file: str
    line: int | None
    code: str
    message: str
    mend: str = ""
    level: Level = "fout"
    fix: Fix | None = None
    cause: Cause = ALONE
    hanging: tuple[Finding, ...] = ()
    """What is wrong elsewhere because of this mistake, and needs no mend of its own."""

    @property
    def where(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"

    @property
    def sentence(self) -> str:
        return " ".join(filter(None, (self.message, self._elsewhere, self.mend)))

    @property
    def _elsewhere(self) -> str:
        places = [*dict.fromkeys((f.file, f.line) for f in self.hanging if f.where != self.where)]
        if not places:
            return ""
        lines: dict[str, list[int | None]] = {}
        for file, line in places:
            lines.setdefault(file, []).append(line)
        named = [_named(file, found[:PLACES_SHOWN]) for file, found in lines.items()][:PLACES_SHOWN]
        rest = len(places) - sum(len(found[:PLACES_SHOWN]) for found in [*lines.values()][:PLACES_SHOWN])
        more = f" en nog {rest}" if rest else ""
        return f"{len(places)} andere {'plaats hangt' if len(places) == 1 else 'plaatsen hangen'} hiervan af: {', '.join(named)}{more}."


def _named(file: str, lines: Sequence[int | None]) -> str:
    """docs/index.md:12,34"""
    numbers = ",".join(str(line) for line in lines if line is not None)
    return f"{file}:{numbers}" if numbers else file


class InFile:
    """What was read from one file, and can tell what is wrong in it; `name` is the file's name in findings."""

    name: str

    def finding(
        self,
        line: int | None,
        code: str,
        message: str,
        mend: str = "",
        level: Level = "fout",
        *,
        fix: Fix | None = None,
        cause: Cause = ALONE,
    ) -> Finding:
        """A mistake on `line`, which stops a build; on None the file as a whole is meant."""
        return Finding(self.name, line, code, message, mend, level, fix, cause)

    def warning(
        self, line: int | None, code: str, message: str, mend: str = "", *, fix: Fix | None = None, cause: Cause = ALONE
    ) -> Finding:
        """The same, but it does not stop a build."""
        return self.finding(line, code, message, mend, "waarschuwing", fix=fix, cause=cause)


@dataclass(frozen=True)
class SourceFile(InFile):
    """A file of which only the name is known."""

    name: str


def without_password(text: str) -> str:
    """The text with addresses as they may be shown: no name or password before the server's."""
    return re.sub(r"//[^/\s]+@", "//", text)


def shortened(text: str) -> str:
    """A text as far as a sentence shows it, with a sign where it goes on."""
    return text if len(text) <= QUOTE_LIMIT else f"{text[:QUOTE_LIMIT]}…"


def quote(text: str, limit: int = QUOTE_LIMIT) -> str:
    """`text` between straight quotes, on one line, invisible signs made visible, cut at `limit` characters."""
    shown = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text[: limit + 1])
    cut = shown[:limit] + "…" if len(text) > limit else shown
    return f'"{cut}"'


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop a build or a publication."""
    return [f for f in findings if f.level == "fout"]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Without doubles, by file and line; the mistakes of one line keep the order in which they were found."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.file, f.line or 0))


def render(findings: Sequence[Finding], form: Format, coded: Callable[[str], str] = str) -> str:
    """All findings in one of the three forms; past 200 the rest is counted, not printed. `coded` is how a code looks in text."""
    shown, rest = findings[:SHOWN_LIMIT], len(findings) - SHOWN_LIMIT
    if form == "json":
        return json.dumps([_plain(f) for f in findings], ensure_ascii=False, indent=1)
    lines = [_annotation(f) if form == "github" else _text(f, coded) for f in shown]
    if rest > 0:
        lines.append(f"En nog {rest} andere punten. Los eerst deze op.")
    return "\n".join(lines)


def summary(findings: Sequence[Finding], *, beside: bool = False) -> str:
    """The closing sentence of a check; `beside` says that there is something above it that is no finding, and has to be done."""
    wrong = len(errors(findings))
    warned = len([f for f in findings if f.level == "waarschuwing"])
    if not wrong and not warned:
        return "Verder klopt alles." if beside else "Alles klopt."
    parts = [_count(n, one, more) for n, one, more in ((wrong, "fout", "fouten"), (warned, "waarschuwing", "waarschuwingen")) if n]
    return f"Gevonden: {' en '.join(parts)}."


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _plain(f: Finding) -> dict[str, Any]:
    """What a program may want of a finding, and not how it was found."""
    own = {**vars(f), "fix": asdict(f.fix) if f.fix else None, "hanging": [_plain(one) for one in f.hanging]}
    del own["cause"]
    return own


def _text(f: Finding, coded: Callable[[str], str]) -> str:
    note = "waarschuwing: " if f.level == "waarschuwing" else ""
    return f"{f.where}: {note}{f.sentence} [{coded(f.code)}]"


def _annotation(f: Finding) -> str:
    """GitHub's workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    kind = {"fout": "error", "waarschuwing": "warning", "voorbeeld": "notice"}[f.level]
    place = f"file={_property(f.file)}" + (f",line={f.line}" if f.line else "")
    return f"::{kind} {place},title={_property(f.code)}::{_data(f.sentence)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
