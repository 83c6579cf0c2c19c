"""Reads a text file safely, and finds the characters in it that are invisible or unprintable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path

from handbook.core.findings import Finding, Fix, Level, SourceFile, errors, quote
from handbook.core.project import Project

TEXT_LIMIT = 128 * 1024
"""Bytes of one page or settings file; the longest chapter of a protocol takes a tenth of it."""


LINE_LIMIT = 5_000
"""Characters on one line; a longer one is not a sentence, and slows Markdown down."""


LINES_READ = 100_000
"""How many lines of an oversized file are searched for the longest one."""


QUOTED = 60
"""Bytes of a line that a finding about its length shows."""

REMEMBERED = 1_000
"""Files of which a process keeps what it made of their content: one that reads several texts, or one text several times, reads most of them again."""


INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)

"""Characters without a shape, common in pasted text (Unicode's format controls)."""


TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Those that make text display in another order than it was written: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing."""


MAC_ROMAN = {letter.encode("utf-8").decode("mac_roman"): letter for letter in "àáâäèéêëìíîïòóôöùúûüçñÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜÇÑ€–—‘’“”„…•"}
"""The letters and marks of Dutch text as a Mac shows them that read UTF-8 as its own old character set."""


JOINING = frozenset("\u200c\u200d")
LATIN_ENDS = 0x24F
"""In scripts beyond Latin (Unicode's Latin Extended-B ends here) these two signs change how a word is written."""


_SEEN = str.maketrans({c: " " if c in "\u2028\u2029" else None for c in INVISIBLE})
"""Text without what has no shape; a separator of lines was seen as a space."""


BROKEN_ACCENT = re.compile(
    "[\u00c2\u00c3\u00cc][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2(?:\u20ac|\u201a)[\u0080-\u00bf\u0152-\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|"
    + "|".join(map(re.escape, MAC_ROMAN))
)
"""UTF-8 that was read as Windows-1252, in which é becomes two characters and a curly quote three, or as the set of an old Mac."""

JOINED_LETTERS = re.compile("[\ufb00-\ufb06]")
"""Letters that a printer joins (ﬁ, ﬂ), as they come out of a PDF; the Dutch ĳ is a letter of its own."""

FILE_NAME = re.compile(r"([^\s()\[\]\"']{1,80}\.(?:md|png|jpe?g|svg|webp))")

SIGN_FONT = frozenset(map(chr, range(0xF020, 0xF100)))
"""The signs of lists in Word's Symbol and Wingdings, where Unicode has no characters."""


JOINED_EMOJI = re.compile("(?<=[\u2190-\U0010ffff])\u200d(?=[\u2190-\U0010ffff])")


CONFLICT = re.compile(r"[ \t]*(?:(?:<{7}(?!<)|>{7}(?!>)).*|\|{7}(?: .*)?|={7}[ \t]*)")
"""A line that git leaves where two changes of one place met: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented."""


IN_BRACES = re.compile("[{][{%][^{}]*[" + "".join(sorted(INVISIBLE)) + "]")


def read_text(project: Project, path: Path, limit: int = TEXT_LIMIT) -> tuple[str | None, list[Finding]]:
    """The file's text with `\\n` line ends and without a byte order mark, or None with the reason why it cannot be used.

    A file of more than `limit` bytes is not read.
    """
    file = project.file(path)
    if leads_outside(project, path):
        message = "Dit bestand is een koppeling (symlink) naar een plek buiten het handboek."
        return None, [file.finding(None, "BST007", message, "Zet het bestand zelf op deze plek.")]
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limit else b""
    except FileNotFoundError:
        return None, [file.finding(None, "BST001", "Dit bestand ontbreekt.", "Zet het terug; de vorige versie staat in git.")]
    except OSError as error:
        mend = "Kijk de rechten van het bestand na."
        return None, [file.finding(None, "BST010", f"Dit bestand is niet te lezen: {error.strerror}.", mend)]
    if size > limit:
        return None, [_too_large(file, path, size, limit)]
    return decode(file.name, data)


def hides_the_rest(findings: Iterable[Finding]) -> bool:
    """Whether what read_text found wrong makes it no use to look at the rest; of an unfinished merge one side can be read."""
    return any(one.code != "BST011" for one in errors(findings))


def leads_outside(project: Project, path: Path) -> bool:
    """Whether `path` is in the handbook but leads, through a symbolic link, to a file elsewhere."""
    return path.is_relative_to(project.root) and not path.resolve().is_relative_to(project.root)


def decode(name: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """The text of `data`, or None with a finding if it is not valid UTF-8; see read_text."""
    text, findings = _decoded(name, data)
    return text, [*findings]


@lru_cache(REMEMBERED)
def _decoded(name: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    file = SourceFile(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else None
        mend = "Sla het bestand in uw tekstverwerker op met de codering UTF-8."
        return None, (
            file.finding(line, "BST002", "Dit bestand is niet opgeslagen als UTF-8: letters met een accent gaan verloren.", mend),
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines, unmerged = _merged(file, text.split("\n"))
    return "\n".join(lines), (*unmerged, *(f for number, line in enumerate(lines, 1) for f in _signs(file, number, line)))


def _merged(file: SourceFile, lines: list[str]) -> tuple[list[str], list[Finding]]:
    """The lines as they were before a merge that nobody finished, with every mark of it; a whole conflict is one finding.

    The lines of the other side are empty: what is wrong with two texts in one is no mistake of its author.
    """
    if not any(CONFLICT.fullmatch(line) for line in lines):
        return lines, []
    kept, findings, ours, begun = [], list[Finding](), True, False
    for number, line in enumerate(lines, 1):
        mark = line.lstrip()[:1] if CONFLICT.fullmatch(line) else ""
        if mark and (mark == "<" or not begun):
            mend = "Kies welke tekst moet blijven, en haal de regels met deze tekens weg: <<<<<<<, |||||||, ======= en >>>>>>>."
            message = f"Hier staat een samenvoeging die niet is afgemaakt: {quote(line.strip(), 60)}."
            findings.append(file.finding(number, "BST011", message, mend))
        begun = mark == "<" or (begun and mark != ">")
        ours = (ours and mark not in ("|", "=")) or not begun
        kept.append("" if mark or not ours else line)
    return kept, findings


def _too_large(file: SourceFile, path: Path, size: int, limit: int) -> Finding:
    """Points at the line that makes the file too large, and in YAML at its key."""
    longest, where, what = 0, 1, ""
    keys: list[tuple[int, str]] = []
    with path.open("rb") as opened:
        for number, raw in enumerate(islice(opened, LINES_READ), 1):
            start = raw[:QUOTED].decode("utf-8", "replace")
            key = re.match(r"( *)([\w.-]+):", start)
            if key:
                keys = [*(k for k in keys if k[0] < len(key[1])), (len(key[1]), key[2])]
            if len(raw) > longest:
                longest, where = len(raw), number
                what = ".".join(k for _, k in keys) if key else start.strip()
    mend = f"Houd een bestand onder {limit // 1024} kB. De langste regel heeft {longest} tekens: {quote(what, 60)}."
    return file.finding(where, "BST003", f"Dit bestand is te groot: {size / 1e6:.1f} MB.", mend)


def _signs(file: SourceFile, number: int, line: str) -> list[Finding]:
    """Characters that nobody can see or that no page can show."""
    findings = []
    # Nearly every line has none of these characters.
    if line.isascii() and line.isprintable():
        return _length(file, number, line)
    control = {c for c in line if is_control(c)}
    if control:
        codes = code_points(control)
        mend = "Typ de regel opnieuw, zonder te plakken."
        if control <= SIGN_FONT:
            mend = f"Dit is het teken van een lijst uit Word. Begin de regel met een streepje en een spatie: - {_mended(line)}"
        findings.append(file.finding(number, "BST004", f"Deze regel heeft een stuurteken ({codes}): {quote(line.strip())}.", mend))
    hidden = INVISIBLE.intersection(JOINED_EMOJI.sub("", BROKEN_ACCENT.sub("", line)))
    if hidden:
        codes = code_points(hidden)
        # In prose most of them only hurt search; in a name or a setting they make it a different one.
        level: Level = "fout" if hidden & TURNING or IN_BRACES.search(line) or not file.name.endswith(".md") else "waarschuwing"
        mend = f"Vervang de regel door: {_mended(line)}"
        fix = _only_seen(number, line, hidden)
        findings.append(file.finding(number, "BST005", f"Deze regel heeft een onzichtbaar teken ({codes}).", mend, level, fix=fix))
    broken = BROKEN_ACCENT.search(line)
    if broken:
        mend = f"Schrijf: {_mended(line)}"
        findings.append(file.finding(number, "BST008", f"Op deze regel zijn letters kapot: {quote(line.strip())}.", mend))
    if not hidden and not broken and composed(line) != line and _typed_whole(line) != line:
        message = "Op deze regel staan letters met een los accent of letters die aan elkaar zitten, van een Mac of uit een pdf."
        fix = Fix.of_line(number, line, _typed_whole(line))
        findings.append(file.warning(number, "BST012", message, f"Vervang de regel door: {_mended(line)}", fix=fix))
    return findings + _length(file, number, line)


def _without_invisible(line: str) -> str:
    """The line as it is seen; emoji that are joined stay together."""
    parts = re.split(f"({JOINED_EMOJI.pattern})", line)
    return "".join(part if n % 2 else part.translate(_SEEN) for n, part in enumerate(parts))


def _only_seen(number: int, line: str, hidden: frozenset[str]) -> Fix | None:
    """The mend that takes away what nobody sees, except where only a person can say what was meant."""
    turned = hidden & TURNING
    joined = hidden & JOINING and any(c.isalpha() and ord(c) > LATIN_ENDS for c in line)
    return None if turned or joined else Fix.of_line(number, line, _without_invisible(line))


def _length(file: SourceFile, number: int, line: str) -> list[Finding]:
    if len(line) <= LINE_LIMIT:
        return []
    return [file.finding(number, "BST006", f"Deze regel is te lang: {len(line)} tekens.", "Zet elke zin op een eigen regel.")]


def composed(text: str) -> str:
    """The text with each letter as one sign: what people type is the same, whichever machine they typed or copied it on."""
    return text if text.isascii() else unicodedata.normalize("NFC", JOINED_LETTERS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text))


def _mended(line: str) -> str:
    """The line as it was meant, for somebody to type over it: nothing in it is invisible, broken or loose."""
    whole = BROKEN_ACCENT.sub(_repaired, line)
    clean = "".join(" " if c == "\t" else c for c in _typed_whole(whole) if c not in INVISIBLE and not is_control(c))
    return quote(clean.strip(), 200)[1:-1]


def _typed_whole(line: str) -> str:
    """The line composed, but for names of files: a file must be renamed before its name can change here."""
    return "".join(part if at % 2 else composed(part) for at, part in enumerate(FILE_NAME.split(line)))


def _repaired(broken: re.Match[str]) -> str:
    if broken[0] in MAC_ROMAN:
        return MAC_ROMAN[broken[0]]
    return b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252", "replace") for c in broken[0]).decode("utf-8", "replace")


def code_points(signs: Iterable[str]) -> str:
    """U+0007, U+200B"""
    return ", ".join(f"U+{ord(c):04X}" for c in sorted(signs))


def is_control(c: str) -> bool:
    """Characters that no page can show: controls other than tab, private use, surrogates, the replacement character."""
    return (c != "\t" and unicodedata.category(c) in ("Cc", "Co", "Cs")) or c == "\ufffd"
