"""Holds artikelen.json of a built site against its pages: it is in its form, and says all that they say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from handbook.archive import manifest
from handbook.archive.articles_file import ARTIKELEN_JSON, Artikel, Artikelen, written
from handbook.build.record import RECORD
from handbook.checks import built_page
from handbook.checks.built_page import BuiltPage

TAGS = frozenset(
    (
        "p ul ol li dl dt dd table caption thead tbody tfoot tr th td blockquote aside pre hr br img figure figcaption a strong em b i "
        "code kbd samp abbr sup sub s del ins mark q cite small time h3 h4 h5 h6"
    ).split()
)
NAMES = frozenset({"href", "src", "alt", "title", "start", "scope", "colspan", "rowspan", "datetime"})


def parsed(data: bytes) -> Artikelen:
    """The file, written in its one form, without what its HTML and its articles say already."""
    plain = json.loads(data)
    assert manifest.dense(plain) == data
    read = Artikelen.model_validate(plain)
    assert [*map(written, read.artikelen)] == plain["artikelen"]
    assert not [part for article in plain["artikelen"] for part in article["delen"] if "tekst" in part or not part.get("raad", True)]
    return read


def proven(site: Path) -> Artikelen:
    """The file, once it is shown that nothing of the printed articles is missing or differs."""
    file = parsed((site / ARTIKELEN_JSON).read_bytes())
    record = json.loads((site / RECORD).read_text("utf-8"))
    assert (file.versie, file.ingangsdatum.isoformat()) == (record["versie"], record["ingangsdatum"])
    pages = built_page.read(site)
    shown = {id_: page for page in pages.values() for id_ in page.articles}
    assert {article.id for article in file.artikelen} == set(shown)
    numbers = [tuple(map(int, article.nummer.split("."))) for article in file.artikelen]
    assert numbers == sorted(set(numbers))
    for article in file.artikelen:
        page = shown[article.id]
        assert page.articles[article.id].number == article.nummer
        assert article.sha256 == record["paginas"][article.pagina]["artikelen"][article.id]["tekst"]
        assert squeezed(article.titel) == squeezed(page.articles[article.id].title)
        said = "".join((part.titel or "") + part.tekst for part in article.delen)
        assert squeezed(said) == squeezed(page.articles[article.id].text.replace("¶", "")), article.id
        _parts(site, pages, article, page)
    return file


def _parts(site: Path, pages: dict[str, BuiltPage], article: Artikel, page: BuiltPage) -> None:
    lids = [part.adres for part in article.delen if part.soort == "lid"]
    assert len(set(lids)) == len(lids)
    for part in article.delen:
        path, _, anchor = part.adres.partition("#")
        assert f"{path}index.html" == page.path
        assert page.ids[anchor] == 1
        assert part.sha256 == manifest.sha256(part.tekst.encode())
        tree = LexborHTMLParser(part.html)
        assert tree.body
        assert squeezed(tree.body.text()) == squeezed(part.tekst)
        assert (tree.body.inner_html or "").replace("&nbsp;", "\u00a0") == part.html.replace("&#x27;", "'")
        for node in tree.body.css("*"):
            assert node.tag in TAGS or node.tag == "body", node.html
            assert set(node.attributes) <= NAMES, node.html
        for link in tree.css("a[href], img[src]"):
            _leads(site, pages, link.attributes.get("href") or link.attributes.get("src") or "")


def _leads(site: Path, pages: dict[str, BuiltPage], target: str) -> None:
    """A link from the folder of the version leads to a file and a place that are there."""
    if re.match(r"[a-z]+:|\.\./", target):
        return
    path, _, anchor = target.partition("#")
    full = f"{path}index.html" if path.endswith("/") or not path else unquote(path)
    assert (site / full).is_file(), target
    assert not anchor or anchor in pages[full].ids, target


def squeezed(text: str) -> str:
    """Without white space: where words stand apart is a matter of how one looks."""
    return "".join(text.split())
