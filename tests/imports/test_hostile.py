"""Documents that were damaged or made to do harm end in pages or in a Dutch sentence, never in a traceback."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest

from handbook.core.errors import Ended
from handbook.imports import document, headings, outline, pages
from handbook.imports.notes import Notes, report
from handbook.imports.pictures import Pictures
from tests.support.open_document import odt
from tests.support.protocols import FIVE, GOOGLE_PAGE, WORD_PAGE, changed
from tests.support.soaking import SOAK
from tests.support.word_files import zipped

ROUNDS = 100 if SOAK else 5
ODD = (b"3.1 x", b"a. ", b"{{ x", b"artikel 99", b"[naam]", b"|", "\u00ad".encode(), b"1. ", b"- ", b"&lt;x&gt;")
VALUES = (b'"99999999999"', b'""', b'"-1"', b'"x"')
SOUND = {f"{name}.docx": made() for name, made in FIVE.items()} | {
    "c.docx": changed(),
    "o.odt": odt(),
    "w.html": WORD_PAGE,
    "g.html": GOOGLE_PAGE,
}


@pytest.mark.parametrize("name", SOUND)
def test_a_damaged_document_gives_no_traceback(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for _ in range(ROUNDS):
        data = slipped(SOUND[name], chance) if name.endswith("html") else slipped_package(SOUND[name], chance)
        (tmp_path / name).write_bytes(data)
        try:
            written(tmp_path / name)
        except Ended as end:
            assert name in str(end) or str(end).startswith("Het document"), str(end)


def written(path: Path) -> list[str]:
    """The pages, without the check that a whole import ends with."""
    notes = Notes()
    read = document.opened(path, notes)
    found = headings.sections(read.blocks)
    title = headings.title(found, read.title) or "Titel"
    outline.choose_articles(found)
    outline.name(found, ())
    drafts = outline.drafts(found, title, one_page=False)
    paths = [f"pagina-{number}.md" for number in range(len(drafts))]
    writer = pages.Writer(drafts, paths, Pictures(read.picture, "beeld", read.described), notes, read.bold)
    return [*(writer.page(draft, name) for draft, name in zip(drafts, paths, strict=True)), *report(notes.found)]


def slipped(data: bytes, chance: random.Random) -> bytes:
    """A few bytes gone, doubled or strewn in."""
    text = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(text))
        to = min(len(text), at + chance.randint(0, 60))
        match chance.randrange(3):
            case 0:
                del text[at:to]
            case 1:
                text[at:at] = text[to : to + chance.randint(0, 80)]
            case _:
                text[at:at] = chance.randbytes(chance.randint(1, 5))
    return bytes(text)


def slipped_package(data: bytes, chance: random.Random) -> bytes:
    """One part with elements gone, doubled, with other values or with text that means something elsewhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = chance.choice([one for one in parts if one.endswith((".xml", ".rels"))])
    elements = re.findall(rb"<[^>]+>[^<]*", parts[name])
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(elements))
        match chance.randrange(4):
            case 0:
                elements = [*elements[:at], *elements[at + 1 :]] or elements
            case 1:
                elements.insert(at, chance.choice(elements))
            case 2:
                elements[at] = re.sub(rb'"[^"]*"', lambda m: chance.choice([*VALUES, m[0]]), elements[at])
            case _:
                elements[at] += chance.choice(ODD)
    parts[name] = b"".join(elements)
    if chance.random() < 0.1:
        del parts[chance.choice([*parts])]
    return zipped(parts)
