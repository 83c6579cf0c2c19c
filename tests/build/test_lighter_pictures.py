"""The lighter copy of a PNG: it has the same points, stands beside it where it is a gain, and only a browser is offered it."""

from __future__ import annotations

import io
import posixpath
import random
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from handbook.build.pages import lighter_pictures
from handbook.build.site import BuiltSite, Page
from tests.support.handbooks import SAMPLE
from tests.support.server import served

PAGE = '<!doctype html><body><header><img class="logo" src="{0}" alt=""></header><article class="md-content__inner"><p><img alt="a" src="{0}"></p></article></body>'
SAMPLE_PICTURE = (SAMPLE / "docs/img/telefoon.png").read_bytes()


def png(picture: Image.Image, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", **how)
    return out.getvalue()


def drawing(mode: str) -> Image.Image:
    """Steps of colour with an edge that fades away, as a picture of a screen has."""
    whole = Image.new("RGBA", (400, 300))
    whole.putdata([(x // 20 * 12, y // 20 * 16, (x * y) % 251 // 50 * 50, min(255, x)) for y in range(300) for x in range(400)])
    return whole.convert(mode)


def noise() -> Image.Image:
    return Image.frombytes("L", (200, 200), random.Random(1).randbytes(40_000))


def made(site: Path, name: str, data: bytes) -> list[Path]:
    """The copies that come of a site with this picture."""
    (site / "beeld").mkdir(parents=True)
    (site / "beeld" / name).write_bytes(data)
    # The step reads nothing but the folder.
    nothing: Any = None
    lighter_pictures.make(BuiltSite(site, "https://x.example/v/", nothing, nothing))
    return sorted(site.rglob("*.webp"))


def offered(site: Path, path: str, source: str) -> LexborHTMLParser:
    page = Page(site, "/v/", path, LexborHTMLParser(PAGE.format(source)))
    lighter_pictures.offer(page)
    return page.tree


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "LA", "P", "1"])
def test_a_copy_has_every_point_of_its_picture(mode: str, tmp_path: Path) -> None:
    data = png(drawing(mode), compress_level=1)
    (copy,) = made(tmp_path, "bord.png", data)
    assert copy.stat().st_size <= 0.9 * len(data)
    with Image.open(io.BytesIO(data)) as was, Image.open(copy) as now:
        assert was.convert("RGBA").tobytes() == now.convert("RGBA").tobytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("foto.jpg", b"\xff\xd8\xff" + b"\0" * 5_000),
        ("klein.png", png(Image.new("RGB", (8, 8)))),
        ("ruis.png", png(noise())),
        ("fijn.png", png(Image.new("I;16", (900, 900)), compress_level=0)),
        ("groot.png", png(Image.new("1", (10_000, 10_000)))),
        ("hoog.png", png(Image.new("1", (1, 17_000)), compress_level=0)),
        ("beweegt.png", png(drawing("RGB"), save_all=True, append_images=[drawing("RGB").rotate(90)])),
        ("stuk.png", SAMPLE_PICTURE[: len(SAMPLE_PICTURE) // 2]),
        ("leeg.png", b""),
    ],
)
def test_what_would_be_no_gain_or_another_picture_stays_alone(name: str, data: bytes, tmp_path: Path) -> None:
    assert made(tmp_path, name, data) == []
    source = f"beeld/{name}"
    assert offered(tmp_path, "index.html", source).html == LexborHTMLParser(PAGE.format(source)).html


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("index.html", "beeld/een%20bord.png"),
        ("regels/prive/index.html", "../../beeld/een%20bord.png"),
        ("404.html", "/v/beeld/een%20bord.png"),
        ("beeld/index.html", "een%20bord.png"),
        ("index.html", "beeld/bord(1)%C3%A9.png"),
        ("index.html", "beeld/bord(1)é.png"),
    ],
)
def test_a_browser_is_offered_the_copy_from_every_page(path: str, source: str, tmp_path: Path) -> None:
    (copy,) = made(tmp_path, unquote(posixpath.basename(source)), SAMPLE_PICTURE)
    tree = offered(tmp_path, path, source)
    (first,) = tree.css("picture > source[type='image/webp']:first-child")
    address = first.attributes["srcset"] or ""
    assert posixpath.split(unquote(address)) == (posixpath.dirname(unquote(source)), copy.name)
    assert address.isascii() and " " not in address
    assert [node.attributes["src"] for node in tree.css("picture > img[alt=a]:last-child")] == [source]
    assert tree.css_first("header > img.logo")


def test_a_picture_that_changed_is_not_shown_as_it_was(tmp_path: Path) -> None:
    (old,) = made(tmp_path, "bord.png", SAMPLE_PICTURE)
    (tmp_path / "beeld/bord.png").write_bytes(png(drawing("RGB")))
    assert old.name not in str(offered(tmp_path, "index.html", "beeld/bord.png").html)


def test_the_sample_shows_its_copies_and_its_record_knows_none(sample_site: Path, browser: Browser) -> None:
    (copy,) = (sample_site / "img").glob("*.webp")
    assert b"webp" not in (sample_site / "artikelen.json").read_bytes()
    with served(sample_site) as address, browser.new_context() as context:
        page = context.new_page()
        for path in ("", "opmaak/"):
            page.goto(f"{address}/{path}")
            picture = page.locator("article picture > img").first
            picture.scroll_into_view_if_needed()
            page.wait_for_function("picture => picture.complete && picture.naturalWidth === 1140", arg=picture.element_handle())
            assert str(picture.evaluate("picture => picture.currentSrc")).endswith(f"/img/{copy.name}")
