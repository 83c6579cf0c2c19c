"""A picture or an attachment that somebody chose: whatever it is called, it comes below docs/img/ or docs/bijlagen/, and only where it is what it says."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.serve.added_files import AddedFiles
from handbook.serve.editor import Editor
from tests.support.handbooks import draw

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.fixture
def added(tmp_path: Path) -> AddedFiles:
    return AddedFiles(Project.find(draw(tmp_path / "h")), tmp_path / "apart")


def chosen(added: AddedFiles, name: str, content: str = DRAWING) -> str:
    return added.add(name, base64.b64encode(content.encode()).decode())[0]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Mijn tekening.SVG", "docs/img/mijn-tekening.svg"),
        ("../../overrides/main.svg", "docs/img/main.svg"),
        ("C:\\Users\\hr\\x.svg", "docs/img/x.svg"),
        ("/etc/x.svg", "docs/img/x.svg"),
        ("x\0.svg\0", "docs/img/x.svg"),
        ("--upload-pack=x.svg", "docs/img/upload-packx.svg"),
        ("日本.svg", "docs/img/bestand.svg"),
        ("ﬃ" * 120 + ".svg", f"docs/img/{('ffi' * 120)[:80]}.svg"),
    ],
)
def test_a_name_becomes_one_that_an_address_can_have(added: AddedFiles, name: str, path: str) -> None:
    assert chosen(added, name) == path
    # Of another drawing with the same name neither is lost.
    assert chosen(added, name, DRAWING.replace("M0 0", "M1 1")) == path.replace(".svg", "-2.svg")
    assert [file.relative_to(added.folder).as_posix() for file in sorted(added.folder.rglob("*.svg"))] == sorted(
        [path, path.replace(".svg", "-2.svg")]
    )


@pytest.mark.parametrize("name", ["..", "", ".svg", "con.svg", "x.html", "x.js", "x.svg.php", f"x.{'y' * 300}"])
def test_what_is_no_name_of_a_picture_is_refused(added: AddedFiles, name: str) -> None:
    with pytest.raises(CannotWork):
        chosen(added, name)
    assert not added.folder.exists()


@pytest.mark.parametrize("inside", ["<script>alert(1)</script>", '<g onload="x"/>', "<foreignObject/>", '<use href="https://x.test/#a"/>'])
def test_a_drawing_that_does_something_is_refused(added: AddedFiles, inside: str) -> None:
    with pytest.raises(CannotWork, match="meer dan een tekening"):
        chosen(added, "x.svg", DRAWING.replace("<path", f"{inside}<path"))


@pytest.mark.parametrize("body", [b"[" * 200_000, b"\xff", b"{", b"7", b'{"naam": 1, "inhoud": ""}'])
def test_what_no_page_of_ours_sends_is_not_read(tmp_path: Path, body: bytes) -> None:
    editor = Editor(Project.find(draw(tmp_path / "h")))
    reply = editor.take("bestand", body)
    editor.stop()
    assert reply and reply.status == 400
