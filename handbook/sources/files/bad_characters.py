"""Finds the characters of a line that nobody can see, that no page can show, or that were broken on their way here."""

from __future__ import annotations

import re

from handbook.core.findings import Finding, Fix, Level, SourceFile, quote
from handbook.sources.files.characters import (
    BROKEN_ACCENT,
    INVISIBLE,
    TURNING,
    code_points,
    composed,
    composed_outside_file_names,
    invisible,
    is_control,
    mended,
    repaired,
    without_invisible,
)

JOINING = frozenset("\u200c\u200d")
LATIN_ENDS = 0x24F
"""Beyond Latin (its last block here is Extended-B) the joining characters change how a word is written."""

SIGN_FONT = frozenset(map(chr, range(0xF020, 0xF100)))
"""The bullets of Word's Symbol and Wingdings, for which Unicode has no characters."""

IN_BRACES = re.compile("[{][{%][^{}]*[" + "".join(sorted(INVISIBLE)) + "]")


def found(file: SourceFile, number: int, line: str) -> list[Finding]:
    """What is wrong with the characters of the line with this number."""
    # Nearly every line has none of these characters.
    if line.isascii() and line.isprintable():
        return []
    findings = []
    control = {c for c in line if is_control(c)}
    if control:
        codes = code_points(control)
        mend = "Typ de regel opnieuw, zonder te plakken."
        if control <= SIGN_FONT:
            mend = f"Dit is het teken van een lijst uit Word. Begin de regel met een streepje en een spatie: - {mended(line)}"
        findings.append(file.finding(number, "BST004", f"Deze regel heeft een stuurteken ({codes}): {quote(line.strip())}.", mend))
    hidden = invisible(line)
    if hidden:
        codes = code_points(hidden)
        # In prose most of them only hurt search; in a name or a setting they make it a different one.
        level: Level = "fout" if hidden & TURNING or IN_BRACES.search(line) or not file.name.endswith(".md") else "waarschuwing"
        mend = f"Vervang de regel door: {mended(line)}"
        fix = _only_seen(number, line, hidden)
        findings.append(file.finding(number, "BST005", f"Deze regel heeft een onzichtbaar teken ({codes}).", mend, level, fix=fix))
    broken = BROKEN_ACCENT.search(line)
    if broken:
        meant = repaired(line)
        mend = f"Schrijf: {mended(line)}" if meant else "Typ de regel opnieuw."
        fix = Fix.of_line(number, line, meant) if meant else None
        findings.append(file.finding(number, "BST008", f"Op deze regel zijn letters kapot: {quote(line.strip())}.", mend, fix=fix))
    if not hidden and not broken and composed(line) != line and (whole := composed_outside_file_names(line)) != line:
        message = "Op deze regel staan letters met een los accent of letters die aan elkaar zitten, van een Mac of uit een pdf."
        fix = Fix.of_line(number, line, whole)
        findings.append(file.warning(number, "BST012", message, f"Vervang de regel door: {mended(line)}", fix=fix))
    return findings


def _only_seen(number: int, line: str, hidden: frozenset[str]) -> Fix | None:
    """Removes what nobody sees, unless only a person can say what was meant."""
    turned = hidden & TURNING
    joined = hidden & JOINING and any(c.isalpha() and ord(c) > LATIN_ENDS for c in line)
    return None if turned or joined else Fix.of_line(number, line, without_invisible(line))
