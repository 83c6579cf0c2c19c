"""Residue that is only seen in lines together: rows with tabs, and bullets and letters that run on in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from handbook.checks.markdown.blocks import BOX, HOLDER, ITEM
from handbook.core.findings import Finding, quote
from handbook.sources.pages import Page

Line = tuple[int, str]

BULLET = re.compile(r"^[ \t]*(?:[-*+] +)?(?:[•·▪▫◦‣⁃●○■□◆◇➢➤➔►▶✓✔☐☑✗]|[§Øü√](?=\t)|o(?=\t| {2,}| [A-Z]))[ \t]+(?P<text>\S.*)$")
"""The signs of Word's lists, and what the letters of its sign font become."""

DASH = re.compile(r"^[ \t]*[–—−][ \t]+(?P<text>\S.*)$")
LABEL = re.compile(
    r"^[ \t]*(?P<label>#\.|\(?(?:[a-z])[.)]|\(?(?:x?(?:ix|iv|v?i{1,3}|v))[.)]|\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}\.[a-z][.)]?)(?P<space>[ \t]+)(?P<text>\S.*)$"
)
NUMBERED = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
"""An item whose sign the engine knows, or has a finding of its own: the tab behind it does no harm."""

INLINE = re.compile(r"[:;.,][ \t]+[•▪●◦][ \t]+\S")
ROW = re.compile(r"\S *\t+ *\S")

LIST = "Begin elke regel met een streepje en een spatie, met een lege regel boven de lijst. Schrijf: - {}"


def found(page: Page) -> Iterator[Finding]:
    """What is wrong with the lines of each paragraph, and of the page as a whole."""
    for block in _blocks(page.prose):
        yield from _bullets(page, block)
        yield from _labels(page, block)
        yield from _rows(page, block)
    yield from _code(page)


def _blocks(prose: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines that one paragraph, item or table is made of: those without an empty line, a heading or code between them."""
    block: list[Line] = []
    for number, line in prose:
        if block and (not line.strip() or line.startswith("#") or number != block[-1][0] + 1):
            yield block
            block = []
        if line.strip() and not line.startswith("#"):
            block.append((number, line))
    if block:
        yield block


def _bullets(page: Page, block: list[Line]) -> Iterator[Finding]:
    """One finding for all bullets of a paragraph: they are one slip."""
    signs = [(number, match, line) for number, line in block if (match := BULLET.match(line))]
    dashes = [(number, match, line) for number, line in block if (match := DASH.match(line))]
    # A dash may also be the next thought of a sentence that was broken off here.
    led = dashes and _line(block, dashes[0][0] - 1).endswith(":")
    if len(dashes) > 1 or led or any("\t" in line for _, _, line in dashes):
        signs = signs or dashes
    inline = next(((number, line) for number, line in block if INLINE.search(line)), None)
    if signs:
        number, match, line = signs[0]
        message = f"Hier staat een opsomming met een teken dat op de pagina geen lijst wordt: {quote(' '.join(line.split()))}."
        yield page.finding(number, "PLK024", message, LIST.format(_shown(match["text"])))
    elif inline:
        message = f"Hier staat een opsomming achter elkaar in één zin: {quote(' '.join(inline[1].split()))}."
        yield page.finding(inline[0], "PLK024", message, LIST.format(_shown(re.split(r"[•▪●◦]", inline[1])[1])))


def _labels(page: Page, block: list[Line]) -> Iterator[Finding]:
    """Letters and numbers of a list that the engine does not know; one that stands alone is the name of its paragraph."""
    labels = [(number, match) for number, line in block if (match := LABEL.match(line))]
    if not labels:
        return
    tabbed = [(number, match) for number, match in labels if "\t" in match["space"]]
    follows = any(_next(a["label"], b["label"]) for (_, a), (_, b) in pairwise(labels))
    led = (
        block[0][0] != labels[0][0]
        and labels[0][1]["label"].strip("().") in ("a", "i", "1")
        and _line(block, labels[0][0] - 1).endswith(":")
    )
    if not (tabbed or follows or led or labels[0][1]["label"] == "#."):
        return
    number, match = (tabbed or labels)[0]
    message = f"De regels met {quote(match['label'])} worden op de pagina geen lijst, en komen achter elkaar te staan."
    if len(block) == 1:
        message = f"Achter {quote(match['label'])} staat een tab, zoals Word een nummer schrijft."
        yield page.finding(number, "PLK025", message, f"Schrijf: {match['label']} {_shown(match['text'])}")
        return
    mend = "Moeten de letters of nummers blijven, zet dan tussen elke twee regels een lege regel."
    yield page.finding(
        number, "PLK025", message, f"{mend} Maak er anders een lijst van, met een lege regel erboven: - {_shown(match['text'])}"
    )


def _next(one: str, other: str) -> bool:
    """Whether two labels count on: a. and b., 1) and 2), i. and ii., 3.1 and 3.2."""
    a, b = one.strip("()."), other.strip("().")
    if "." in a or "." in b:
        return "." in a and "." in b
    if a.isdigit() and b.isdigit():
        return int(b) == int(a) + 1
    return (len(a) == len(b) == 1 and ord(b) == ord(a) + 1) or (a, b) in pairwise(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    )


def _line(block: list[Line], number: int) -> str:
    return dict(block).get(number, "").rstrip()


def _rows(page: Page, block: list[Line]) -> Iterator[Finding]:
    """Cells with tabs between them become words in a row."""
    for number, line in block:
        if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
            # A tab within a cell is a space.
            continue
        labelled = BULLET.match(line) or DASH.match(line) or LABEL.match(line) or NUMBERED.match(line)
        bare = line[labelled.end("text") - len(labelled["text"]) :] if labelled and "text" in labelled.groupdict() else line
        bare = NUMBERED.sub("", bare)
        if ROW.search(bare):
            cells = [cell.strip() for cell in re.split(r"\t+", bare.strip())]
            message = f"Tussen deze woorden staan tabs, zoals in een tabel uit Word of Excel: {quote(' '.join(bare.split()))}."
            row = " | ".join(cells)
            above = "" if number == block[0][0] else ", met een lege regel erboven"
            mend = f"Maak er een tabel van{above}. Schrijf: {_shown(f'| {row} |')} en onder de eerste regel: |{' --- |' * len(cells)}"
            if (len(cells) == 2 and len(block) == 1) or bare.lstrip().startswith("|"):
                mend = f"Zet een spatie in de plaats van de tab. Schrijf: {_shown(' '.join(line.split()))}"
            yield page.finding(number, "PLK026", message, mend)
            return


def _code(page: Page) -> Iterator[Finding]:
    """A tab at the start of a line is four spaces to the engine: outside a list that is code."""
    previous, holder = "", ""
    for number, line in page.prose:
        wide = line.expandtabs(4)
        indent = len(wide) - len(wide.lstrip(" "))
        if line.strip() and indent < 4:
            holder = wide
        elif line.strip() and "\t" in line[: len(line) - len(line.lstrip())] and not previous.strip() and not _holds(holder):
            mend = f"Haal de tab weg. Schrijf: {_shown(line.strip())}"
            yield page.finding(number, "TXT021", f"Deze regel begint met een tab en wordt daardoor code: {quote(line.strip())}.", mend)
        previous = line


def _holds(holder: str) -> bool:
    return bool(ITEM.match(holder) or BOX.match(holder) or HOLDER.match(holder))


def _shown(text: str) -> str:
    return quote(" ".join(text.split()), 200)[1:-1]
