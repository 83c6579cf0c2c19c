"""The limits past which a page would keep Markdown busy for minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from handbook.core.findings import Finding, SourceFile, quote

NESTING_LIMIT = 8
"""Lists, boxes and quotes within each other."""


MARKERS = re.compile(r"(?:[ ]{0,8}(?:[-*+:] |\d{1,9}[.)] |>) *){9,}")
"""List after list on one line: Python-Markdown nests each in the one before."""


OPEN_TAG = re.compile(r"<[A-Za-z/!?][^<>]*(?=<|\Z)")


OPEN_LIMIT = 20


BLOCK_LIMIT = 8_000
"""Characters without an empty line between them, such as a long table."""


REPEAT_LIMIT = 60


HEADING_LIMIT = 500


COUNTED = "[]<>*_`()!&{}#~^\\"
"""More of one of these on a line, or four times as many in a block, is not prose, and slows Markdown down; so do thousands of headings."""


def heavy(name: str, lines: list[str]) -> list[Finding]:
    """What would make Markdown's parser, or ours, take minutes; such a page is not read any further."""
    file = SourceFile(name)
    findings = []
    headings = 0
    for number, line in enumerate(lines, 1):
        heads = bool(re.match(r"#|[=-]+ *$", line))
        headings += heads
        if heads and headings == HEADING_LIMIT:
            mend = "Verdeel de tekst over meer pagina's."
            findings.append(file.finding(number, "TXT024", f"Op deze pagina staan meer dan {HEADING_LIMIT} koppen.", mend))
        if len(line) > REPEAT_LIMIT and max(map(line.count, COUNTED)) > REPEAT_LIMIT:
            mend = "Verdeel de tekst over meer regels."
            message = f"Op deze regel staan te veel leestekens van één soort: {quote(line.strip())}."
            findings.append(file.finding(number, "TXT017", message, mend))
        if line[:1] in " >" and line.replace(" ", "").startswith(">" * NESTING_LIMIT):
            mend = "Laat er één of twee staan."
            findings.append(file.finding(number, "TXT018", "Hier zijn te veel citaten in elkaar gezet.", mend))
        elif MARKERS.match(line):
            mend = "Zet één streepje of nummer voor een regel."
            findings.append(file.finding(number, "TXT018", f"Op deze regel begint lijst na lijst: {quote(line.strip())}.", mend))
        if line.startswith(" " * (4 * NESTING_LIMIT + 1)) and line.strip():
            findings.append(file.finding(number, "TXT018", "Deze regel springt te ver in.", "Gebruik minder lijsten en kaders in elkaar."))
    return findings or [*_large_blocks(file, lines), *_open_tags(file, "\n".join(lines))]


def _open_tags(file: SourceFile, text: str) -> Iterator[Finding]:
    """The HTML parser searches the rest of the page for each of them."""
    opened = [m.start() for m in islice(OPEN_TAG.finditer(text), OPEN_LIMIT + 1)]
    if len(opened) > OPEN_LIMIT:
        line = text.count("\n", 0, opened[0]) + 1
        mend = "Schrijf &lt; als u het teken zelf bedoelt."
        yield file.finding(line, "TXT026", "Vanaf deze regel staat te vaak het teken < zonder het teken >.", mend)


def _large_blocks(file: SourceFile, lines: list[str]) -> Iterator[Finding]:
    """Markdown's time grows with the square of a paragraph's length."""
    start, size = 1, 0
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            size += len(line) + 1
            continue
        block = "\n".join(lines[start - 1 : number - 1]) if size > 4 * REPEAT_LIMIT else ""
        if size > BLOCK_LIMIT or (block and max(map(block.count, COUNTED)) > 4 * REPEAT_LIMIT):
            message = "Vanaf deze regel staat te veel tekst, of staan te veel leestekens van één soort, zonder lege regel ertussen."
            yield file.finding(start, "TXT025", message, "Verdeel de tekst, de lijst of de tabel met lege regels.")
        start, size = number + 1, 0
