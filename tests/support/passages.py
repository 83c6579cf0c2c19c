"""A small built site in which one passage stands wherever a version can hold it: its page, the index from A to Z, the lists for programs."""

from __future__ import annotations

import json
from pathlib import Path

from handbook.archive.manifest import canonical, sha256
from tests.support.publishing import site

NAME = "De klant Vermeulen belt elke dinsdag met onze afdeling over zijn bestelling."
"""The sentence that must go."""

OTHER = "Wat u over het werk van een ander weet, vertelt u niet aan mensen van buiten."

PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Klanten</title></head><body>
<ul class="inhoud"><li><a href="#klanten">Artikel 4.1 Vermeulen</a></li></ul>
<article class="md-content__inner md-typeset"><h1>Klanten</h1>
<h2 id="klanten"><span class="artikel">Artikel 4.1</span> Vermeulen</h2>
<ol><li id="klanten-lid-1">{name}</li></ol><picture><source type="image/webp" srcset="../img/klant.01234567.webp"><img src="../img/klant.png" alt=""></picture>
<h2 id="zwijgen"><span class="artikel">Artikel 4.2</span> Zwijgen</h2>
<p>{other}</p><img src="../img/teken.png" alt=""></article></body></html>"""

INDEX = """<!DOCTYPE html><html lang="nl"><head><title>A-Z</title></head><body><article class="md-content__inner"><ul>
<li><span class="az-woord">vermeulen</span> <span><a href="../klanten/#klanten">4.1 Vermeulen</a></span></li>
<li><span class="az-woord">geheim</span> <span><a href="../klanten/#klanten">4.1 Vermeulen</a>, <a href="../klanten/#zwijgen">4.2 Zwijgen</a></span></li>
</ul><ul class="az-lijst"><li><b>belt</b> <a href="../klanten/#klanten"><b>Vermeulen</b>&nbsp;<span>4.1</span></a></li></ul><p>Zie <a href="../klanten/#klanten">artikel&nbsp;4.1</a> (Vermeulen).</p><p><a href="../klanten/#klanten-lid-1">4.1 Vermeulen</a></p></article></body></html>"""

QUOTING = '<!DOCTYPE html><html lang="nl"><body><article class="md-content__inner"><p>{name}</p></article></body></html>'


def passages(folder: Path, version: str, *, quoting: bool = False) -> Path:
    """The site of `version` in `folder`; with `quoting` one more page holds the sentence."""
    site(folder, version)
    pages = {"klanten/index.html": PAGE.format(name=NAME, other=OTHER), "a-z/index.html": INDEX}
    pages |= {"citaat/index.html": QUOTING.format(name=NAME)} if quoting else {}
    for name, html in pages.items():
        (folder / name).parent.mkdir()
        (folder / name).write_text(html, "utf-8")
    (folder / "img").mkdir()
    for name in ("klant.png", "klant.01234567.webp", "teken.png"):
        (folder / "img" / name).write_bytes(name.encode())
    articles = {"klanten": ("4.1", "Vermeulen", NAME), "zwijgen": ("4.2", "Zwijgen", OTHER)}
    record = json.loads((folder / "handboek.json").read_bytes())
    record["paginas"]["klanten.md"] = {
        "url": "klanten/",
        "titel": "Klanten",
        "tekst": sha256(b"klanten"),
        "adressen": [*articles],
        "artikelen": {id_: {"nummer": one[0], "titel": one[1], "tekst": sha256(one[2].encode())} for id_, one in articles.items()},
    }
    (folder / "handboek.json").write_bytes(canonical(record))
    parts = [
        {"id": id_, "nummer": one[0], "titel": one[1], "delen": [{"tekst": one[2], "sha256": sha256(one[2].encode())}]}
        for id_, one in articles.items()
    ]
    (folder / "artikelen.json").write_bytes(canonical({"schema": 1, "versie": version, "artikelen": parts}))
    docs = [{"location": f"klanten/#{id_}", "title": one[1], "text": one[2], "zoek": "bellen"} for id_, one in articles.items()]
    (folder / "search/tekst").mkdir(parents=True)
    (folder / "search/tekst/klanten.json").write_text(json.dumps({id_: [one[2]] for id_, one in articles.items()}), "utf-8")
    (folder / "search/search_index.json").write_text(json.dumps({"config": {}, "docs": docs + [[*doc.values()] for doc in docs]}), "utf-8")
    return folder
