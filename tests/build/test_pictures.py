"""The room that a page keeps for its pictures: real files of every kind that may stand in docs/."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from handbook.build.pages import image_sizes
from handbook.build.site import Page
from tests.support.handbooks import SAMPLE
from tests.support.trees import nodes

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><path d="M0 0H9"/></svg>'
LOGO = '<header><img class="logo" src="{}" alt=""></header>'
PAGE = '<!doctype html><body>{}<article class="md-content__inner md-typeset"><img alt="x" src="{}" /></article></body>'


def jpeg(width: int, height: int) -> bytes:
    """The head of a JPEG: its start, and the frame that says how large it is (ITU T.81, B.2.2)."""
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\0\0\1\0\1\0\0\xff\xc0\x00\x11\x08"
        + struct.pack(">HH", height, width)
        + b"\x03"
        + b"\0" * 9
    )


def framed(site: Path, file: Path) -> str:
    page = Page.read(site, "/v/", file.relative_to(site).as_posix())
    image_sizes.frame(page)
    return page.html()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.svg", SVG.format('width="30" height="20"').encode(), 'width="30" height="20"'),
        ("a.svg", SVG.format('viewBox="0 0 120.4 40"').encode(), 'width="120" height="40"'),
        ("a.jpg", jpeg(640, 480), 'width="640" height="480"'),
        ("een naam.svg", SVG.format('width="3" height="2"').encode(), 'width="3" height="2"'),
    ],
)
def test_a_picture_keeps_its_room(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / name).write_bytes(content)
    address = name.replace(" ", "%20")
    for page, source in (
        ("index.html", f"img/{address}"),
        ("regels/prive/index.html", f"../../img/{address}"),
        ("404.html", f"/v/img/{address}"),
    ):
        file = tmp_path / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(LOGO.format(source), source), "utf-8")
    for file in tmp_path.rglob("*.html"):
        html = framed(tmp_path, file)
        assert f'alt="" {said}></header>' in html, file
        assert f'{said} loading="lazy"></article>' in html, file


def test_the_shipped_picture_and_what_is_left_alone(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE / "docs/img", tmp_path / "img")
    shipped = PAGE.format("", "img/telefoon.png")
    left = [PAGE.format("", source) for source in ("img/weg.png", "img", "")] + [shipped.replace("<img ", '<img width="5" height="7" ')]
    for number, html in enumerate([shipped, *left]):
        (tmp_path / f"{number}.html").write_text(html, "utf-8")
    assert 'width="1140" height="1080"' in framed(tmp_path, tmp_path / "0.html")
    for number, html in enumerate(left, 1):
        assert nodes(framed(tmp_path, tmp_path / f"{number}.html")) == nodes(html)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('width="570"', 'width="570" height="540"'),
        ('height="540"', 'width="570" height="540"'),
        ('width="1"', 'width="1" height="1"'),
        ('width="50%"', 'width="1140" height="1080"'),
        ('width="0"', 'width="1140" height="1080"'),
    ],
)
def test_a_picture_with_one_measure_keeps_its_shape(given: str, kept: str, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE / "docs/img", tmp_path / "img")
    (tmp_path / "0.html").write_text(PAGE.format("", "img/telefoon.png").replace("<img ", f"<img {given} "), "utf-8")
    html = framed(tmp_path, tmp_path / "0.html")
    assert sorted(kept.split()) == sorted(part for part in html.replace(">", " ").split() if part.startswith(("width=", "height=")))
    assert 'loading="lazy"' in html
