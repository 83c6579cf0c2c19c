"""The sections of a page are those of the plugin for the search, whether they are parsed or remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from material.plugins.search.plugin import Parser

from handbook.build.search import sections
from handbook.core import kept

PAGES = {
    "a heading with a link to itself": '<h1 id="a">Foto<a class="headerlink" href="#a">¶</a></h1><p>Vraag het &lt;eerst&gt;.</p>',
    "text above the first heading": '<p>Vooraf.</p><h2 id="b"><code>pad</code> kiezen</h2><ul><li>een</li><li></li></ul>',
    "a part that is left out": '<h1 id="c">Kop</h1><h2 id="d" data-search-exclude>Weg</h2><p>Niet.</p><h2 id="e">Wel</h2>',
    "a heading inside a box": '<h1 id="f">Kop</h1><div><h2 id="g">Binnen</h2><p>Daar.</p></div><p>Buiten.</p>',
    "nothing": "",
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_what_is_remembered_is_what_was_parsed(html: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path))
    whole = Parser()
    whole.feed(html)
    whole.close()
    for _ in ("parsed", "remembered", "read from the disk"):
        found = sections.Parser()
        found.feed(html)
        found.close()
        assert [(one.id, one.title, one.text, one.is_excluded()) for one in found.data] == [
            (one.id, one.title, one.text, one.is_excluded()) for one in whole.data
        ]
        # Whoever asks may change what was given.
        for one in found.data:
            one.title.append("!")
        kept.flush()
        sections._divided.cache_clear()
