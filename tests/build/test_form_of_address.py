"""A handbook in the je-form: everything that its readers see or hear, and nothing that is somebody else's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import articles_file
from handbook.build.search import index as search_index
from handbook.build.search import passages
from handbook.build.site import Page
from handbook.core import search_index as written
from handbook.redline import Text, compare
from handbook.sources.printed import spoken_html
from handbook.sources.printed.form_of_address import SPOKEN, Familiar
from tests.support.as_printed import both
from tests.support.fork import handbook as command
from tests.support.handbooks import ODD, SAMPLE, draw

FAMILIAR = Familiar({"leest": "lees", "meldt": "meld"}, {}, ("Zorg voor u B.V.",))

ORGANISATION = "Zorg voor u B.V."
ALPHABET = re.compile(r"\bS T U V W\b|\bU¶")
"""The letter U on the page A-Z: in the bar of letters, and as a heading."""

NOT_OURS = re.compile(rf"\"[^\"]*\"|{re.escape(ORGANISATION)}|(?<=, en )u(?= in code blijft)")

ADDED = """+
## Wat u leest over {{ werkgever.naam }} {#u-leest}

Wat hier staat, leest **u** ook [bij uw collega](index.md "Uw begin"), en `u` in code blijft.
Antwoord een klant: "U hoort het van ons. Wij bellen u."
{{ werkgever.naam_kort }} en {{ werkgever.naam }} werken met u.
"""


def said(html: str) -> str:
    page = Page(Path("/nergens"), "/v/", "map/index.html", LexborHTMLParser(html), FAMILIAR)
    spoken_html.say(page.familiar, page.tree)
    body = page.tree.body
    assert body
    return body.inner_html or ""


@pytest.mark.parametrize(
    ("typed", "familiar"),
    [
        ("<p>Dan <em>leest</em> <strong>u</strong> dit.</p>", "<p>Dan <em>lees</em> <strong>je</strong> dit.</p>"),
        ('<p>Dan <a href="/u/" id="u">leest u</a>: <code>u</code> en u.</p>', '<p>Dan <a href="/u/" id="u">lees je</a>: <code>u</code> en je.</p>'),
        ("<ul><li>Wat hier staat</li><li>leest u hier</li></ul>", "<ul><li>Wat hier staat</li><li>lees je hier</li></ul>"),
        ("<p>Zeg: \"Ik help <b>u</b>, mevrouw.\" Dan leest u dit.</p>", "<p>Zeg: \"Ik help <b>u</b>, mevrouw.\" Dan lees je dit.</p>"),
        ('<p lang="fr">Il a eu u.</p><p lang="nl-NL">Uw dag</p>', '<p lang="fr">Il a eu u.</p><p lang="nl-NL">Je dag</p>'),
        ('<img src="u.png" alt="Uw naam" title="Wat u leest">', '<img src="u.png" alt="Je naam" title="Wat je leest">'),
        ('<a aria-label="Zoek uw pagina" data-u="uw">x</a>', '<a aria-label="Zoek je pagina" data-u="uw">x</a>'),
        ("<p>Zorg voor u <i>B.V.</i> en Zorg voor u B.V.</p>", "<p>Zorg voor u <i>B.V.</i> en Zorg voor u B.V.</p>"),
        ("<pre>u\n</pre><script>let u</script><q>van u</q>", "<pre>u\n</pre><script>let u</script><q>van u</q>"),
        ("<p>Uw Q&amp;A &lt;Zuid&gt;&nbsp;</p>", "<p>Je Q&amp;A &lt;Zuid&gt;&nbsp;</p>"),
        ("<svg><text>Leest u dit?</text></svg>", "<svg><text>Lees je dit?</text></svg>"),
    ],
)  # fmt: skip
def test_a_page_is_said_with_je(typed: str, familiar: str) -> None:
    assert said(typed) == familiar
    assert spoken_html.fragment(FAMILIAR, typed) == familiar
    assert spoken_html.fragment(None, typed) == typed


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of an organisation with u in its name, in the je-form."""
    facts = (SAMPLE / "variables.yml").read_text("utf-8").replace("aanspreekvorm: u", "aanspreekvorm: je")
    facts = re.sub(r"(?m)^  naam: .*", f"  naam: '{ORGANISATION}'", facts, count=1)
    facts = re.sub(r"(?m)^  naam_kort: .*", f"  naam_kort: '{ODD}'", facts, count=1)
    files = {"variables.yml": facts, "docs/doel.md": ADDED}
    done = command(root := draw(tmp_path_factory.mktemp("je") / "handboek", files, of=SAMPLE), "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "TAA005" not in done.stdout + done.stderr
    assert "TAA009" not in done.stdout + done.stderr
    return root / "site"


def shown(tree: LexborHTMLParser) -> Iterator[str]:
    """What a reader sees or hears of a page, without what is not ours."""
    yield from (str(node.attributes[name]) for name in ("title", "alt", "aria-label", "content") for node in tree.css(f"[{name}]"))
    for node in tree.css("script, code, pre"):
        node.decompose()
    yield NOT_OURS.sub("", " ".join((tree.root.text() if tree.root else "").split()))


def test_no_page_speaks_to_its_reader_with_u(site: Path) -> None:
    left = {
        (file.relative_to(site).as_posix(), text[max(0, m.start() - 40) : m.end() + 40])
        for file in site.rglob("*.html")
        # What the program says to who keeps the handbook stands there as it says it.
        if file.parent.name != "meldingen"
        for text in shown(LexborHTMLParser(file.read_text("utf-8")))
        for m in SPOKEN.finditer(NOT_OURS.sub("", ALPHABET.sub("", text)))
    }
    assert left == set()


def test_the_words_of_the_form_itself_are_said_with_je(site: Path) -> None:
    """What macros and templates say of themselves, whatever the pages hold."""
    overview, theme = (
        " ".join((LexborHTMLParser((site / page).read_text("utf-8")).text() or "").split())
        for page in ("dilemmas/index.html", "dilemmas/mening/index.html")
    )
    assert "Wie ben je?" in overview
    assert "Raad: wat doe je eerst?" in theme
    assert "Raad: wat doe je niet?" in theme
    assert "Of deze tekst nu geldt, zie je hier:" in theme
    assert "Niet gevonden wat je zocht?" in theme
    assert "mail je vraag" in theme


def test_what_is_made_of_the_pages_says_the_same(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    articles = json.loads((site / "artikelen.json").read_text("utf-8"))
    said = [json.loads(file.read_text("utf-8")) for file in sorted((site / passages.FOLDER).rglob("*.json"))]
    texts = [doc["title"] for doc in search_index.documents(site)] + [text for page in said for some in page.values() for text in some]
    assert [text for text in texts if SPOKEN.search(NOT_OURS.sub("", text.replace("&quot;", '"')))] == []
    assert any(text.startswith(f"Wat je leest over {ORGANISATION}") for text in texts)
    assert any("lees je ook bij je collega" in text for text in texts)
    leads = dict(written.config(index)["zoek"]["enkel"])
    assert "werkgever noemen" in leads["waar je werkt|profiel"], "what is looked for is what the pages say"
    assert "je" in str(articles)
    assert not SPOKEN.search(NOT_OURS.sub("", json.dumps(articles, ensure_ascii=False).replace('\\"', "")))


def test_a_text_that_only_speaks_otherwise_changes_no_article(site: Path, sample_site: Path) -> None:
    formal, familiar = (Text.of(articles_file.read(json.loads((one / "artikelen.json").read_text("utf-8")))) for one in (sample_site, site))
    assert (formal.form, familiar.form) == ("u", "je")
    for one, other in ((formal, familiar), (familiar, formal)):
        redline = compare(one, other)
        assert [change.id for change in redline.changes if "gewijzigd" in change.kinds] == []
        assert ("handboek.aanspreekvorm", one.form, other.form) in {(fact.name, fact.old, fact.new) for fact in redline.facts}


def test_facts_quotations_code_and_addresses_stay(site: Path) -> None:
    page = LexborHTMLParser((site / "doel/index.html").read_text("utf-8"))
    heading = page.css_first("#u-leest")
    assert heading
    assert heading.text().startswith(f"Wat je leest over {ORGANISATION}")
    text = " ".join((page.body.text() if page.body else "").split())
    assert "Wat hier staat, lees je ook bij je collega, en u in code blijft." in text
    assert 'Antwoord een klant: "U hoort het van ons. Wij bellen u."' in text
    assert f"{ODD} en {ORGANISATION} werken met je." in text
    assert page.css_first('a[href="../"][title="Je begin"]')


def test_the_pictures_of_the_decision_aids_have_room_for_what_they_say(site: Path) -> None:
    page = LexborHTMLParser((site / "keuzehulp/mag-ik-dit-plaatsen/index.html").read_text("utf-8"))
    lines = [node.text() for node in page.css("svg.boom text")]
    assert lines
    assert any(re.search(r"\bje\b", line) for line in lines)
    assert not [line for line in lines if SPOKEN.search(line)]


def test_every_address_is_that_of_the_u_form(site: Path, sample_site: Path) -> None:
    for file in ("melden/index.html", "dilemmas/index.html", "regels/prive/index.html"):
        ids = [
            [node.attributes["id"] for node in LexborHTMLParser((place / file).read_text("utf-8")).css("[id]")]
            for place in (site, sample_site)
        ]
        assert ids[0] == ids[1]


def test_a_check_prints_the_articles_with_je_too(site: Path) -> None:
    printed, built = both(site.parent, site)
    assert printed == built
