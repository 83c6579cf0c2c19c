"""What the check says of attachments that real programs made."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook import checks
from handbook.core.project import Project
from tests.support.handbooks import draw
from tests.support.open_document import odt
from tests.support.pdf_files import pdf
from tests.support.protocols import changed
from tests.support.word_files import cell, docx, p, table

LINK = "+\nVul [het formulier](bijlagen/{}) in.\n"


def codes(root: Path, name: str, data: bytes) -> list[str]:
    draw(root, {f"docs/bijlagen/{name}": data, "docs/regels.md": LINK.format(name)})
    _, found = checks.check(Project.find(root))
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("f.docx", docx(p("Hallo"), author=""), []),
        ("f.docx", docx(p("Hallo"), author="Proefhuis B.V."), []),
        ("f.docx", docx(p("Hallo")), ["BIJ006"]),
        ("f.docx", changed(), ["BIJ004", "BIJ006"]),
        ("f.docx", docx(p("Hallo"), author="", extra={"word/vbaProject.bin": b"x"}), ["BIJ003"]),
        ("f.docx", docx(p("Hallo"), author="", extra={"word/embeddings/blad.xlsx": b"x"}), ["BIJ007"]),
        ("f.docx", b"\xd0\xcf\x11\xe0 versleuteld", ["BIJ002"]),
        ("f.docx", pdf(), ["BIJ002"]),
        ("f.docm", docx(p("Hallo")), ["FIL002"]),
        ("f.odt", odt(), ["BIJ006"]),
        ("f.odt", odt("<text:p>Het BSN van Jan is 111222333.</text:p>"), ["BIJ006", "PRS001"]),
        ("f.docx", docx(p("Het BSN van Jan"), p("is ", "BSN 111222333."), author=""), ["PRS001"]),
        ("f.docx", docx(table([cell("Naam"), cell("Geboren")], [cell("Jan Jansen"), cell("12-03-1985")]), author=""), ["PRS001"]),
        ("f.pdf", pdf(extra=b"<< /Length 9 >>\nstream\n(x) Tj\nendstream", shown=True), ["PRS004"]),
        ("f.pdf", pdf(), []),
        ("f.pdf", pdf("Jansen, Jan"), ["BIJ006"]),
        ("f.pdf", pdf("Jansen, Jan", packed=True), ["BIJ006"]),
        ("f.pdf", pdf(packed=True, extra=b" << /JS (app.alert) >>"), ["BIJ003"]),
        ("f.pdf", pdf()[:-40], ["BIJ002"]),
        ("f.pdf", docx(p("Hallo")), ["BIJ002"]),
    ],
)
def test_what_is_said_of_an_attachment(tmp_path: Path, name: str, data: bytes, expected: list[str]) -> None:
    assert codes(tmp_path / "handboek", name, data) == expected


def test_random_bytes_of_a_picture_in_a_pdf_are_no_script(tmp_path: Path) -> None:
    picture = b"<< /Type /XObject /Length 9 >>\nstream\n/JS /Launch /Author (x)\nendstream"
    assert codes(tmp_path / "handboek", "f.pdf", pdf(extra=picture)) == []
