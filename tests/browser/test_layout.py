"""The page holds with any letter: in a wide set and in a narrow one, on every width and with text twice as large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.states import State
from handbook.sources.contacts import Persoon
from handbook.sources.printed import contact_phrases, inline
from tests.support import browser as chromium
from tests.support import layout, letters, states
from tests.support.handbooks import ROOT
from tests.support.letters import Letters
from tests.support.soaking import SOAK

# One worker draws the archive and keeps it.
pytestmark = pytest.mark.xdist_group("layout")

LOADED = (
    "home",
    "article",
    "banner of an expired text",
    "banner of a text to come",
    "draft",
    "all versions",
    "text of a day",
    "page not found at the root",
)
"""Every kind of page that a script or the register changes after it is drawn."""

ANSWERED = (
    *LOADED,
    "banner of an unknown status",
    "text of a day with two answers",
    "text of a day without an answer",
    "two texts compared",
    "all versions searched",
)
"""Every kind of page that waits for the register with something to say."""


@pytest.fixture(scope="module", params=letters.SETS, ids=lambda one: one.name)
def seen(request: pytest.FixtureRequest) -> Iterator[tuple[Letters, Browser]]:
    """A set of letters, and a browser that sees nothing else."""
    with chromium.opened(request.param) as running:
        yield request.param, running


KINDS = (
    ("sans", "sans-serif"),
    ("sans", "system-ui, Arial, sans-serif"),
    ("sans", "Geen Letter"),
    ("serif", "Charter, Cambria, Georgia, serif"),
    ("mono", "ui-monospace, Consolas, monospace"),
)


def test_a_browser_sees_the_letters_of_one_set_alone(seen: tuple[Letters, Browser]) -> None:
    """Whatever a style sheet asks for, and whatever the machine has."""
    own, browser = seen
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content("".join(f"<p style='font-family: {asked}'>Handboek <b>vet</b></p>" for _, asked in KINDS))
        tools = context.new_cdp_session(page)
        tools.send("DOM.enable")
        tools.send("CSS.enable")
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        nodes = tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "p"})["nodeIds"]
        for (kind, asked), node in zip(KINDS, nodes, strict=True):
            fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            assert {font["familyName"] for font in fonts} == {getattr(own, kind)}, asked


FAULTY = """<!doctype html><html><head><title>x</title></head><body style="overflow-wrap: anywhere">
<header class="md-header"><button>onder</button><p style="position: absolute; inset: 0 0 auto; height: 3em; background: #fff">erop</p>
<button style="width: 2em; white-space: nowrap; overflow: hidden">afgekapt</button></header>
<p style="width: 3em">geheimhouding</p><div style="width: 2000px">breed</div></body></html>"""


NUMBER = """<style>{css}</style><div class="md-typeset"><table style="width: 12rem"><tr>
<td>Afdeling Communicatie en Voorlichting (<a href="{to}">{way}</a>)</td><td>artikel 1.1</td></tr></table></div>"""

APART = """() => {
  const link = document.querySelector("a"), before = document.createRange(), text = link.previousSibling;
  before.setStart(text, text.data.length - 1);
  before.setEnd(text, text.data.length);
  return [link.getClientRects().length > 1, Math.abs(before.getBoundingClientRect().top - link.getClientRects()[0].top) > 6];
}"""


def test_a_way_to_reach_somebody_stays_with_its_bracket_in_a_table(seen: tuple[Letters, Browser]) -> None:
    """And a number is never broken; a mail address may be longer than its cell."""
    css = (ROOT / "docs/stijl/handboek.css").read_text("utf-8")
    with seen[1].new_context(viewport={"width": 390, "height": 700}) as context:
        page = context.new_page()
        for who in (
            Persoon.model_construct(naam="C.", telefoon="+31 20 555 45 68"),
            Persoon.model_construct(naam="C.", email="communicatie@proefhuis.test"),
        ):
            (_, link, _) = contact_phrases.reached([who])
            assert isinstance(link, inline.Link)
            page.set_content(NUMBER.format(css=css, to=link.to, way=inline.plain([link]).replace(inline.TIED, "&nbsp;")))
            broken, apart = page.evaluate(APART)
            assert (apart, broken and who.email is None) == (False, False)


def test_what_does_not_fit_is_found(seen: tuple[Letters, Browser]) -> None:
    with seen[1].new_context() as context:
        page = context.new_page()
        page.set_content(FAULTY)
        assert page.evaluate(layout.FITS) == [
            "the page is 2008 wide",
            'cut off: button "afgekapt"',
            'out of the window: div "breed"',
        ]
        assert page.evaluate(layout.WHOLE) == ['broken: "geheimhouding" in p.']
        assert 'button "onder" lies below p "erop"' in page.evaluate(layout.COVERED)


def test_what_moves_is_found(seen: tuple[Letters, Browser], archive: Archive, known: dict[str, State]) -> None:
    """Here nothing keeps the room of the button with the version."""
    with states.opened(seen[1], known["article"]) as page:
        page.route(
            "**/handboek.css",
            lambda route: route.fulfill(
                body=route.fetch().text() + ".versiekeuze::before { display: none !important }", content_type="text/css"
            ),
        )
        found = list(layout.moved(page, page.context.new_cdp_session(page), archive, known["article"]))
    assert any("register: search.zoeken" in told for told in found)


def test_nothing_sticks_out_is_covered_or_broken(seen: tuple[Letters, Browser], archive: Archive, known: dict[str, State]) -> None:
    """Every state where wide letters have least room. In turn, one page in four in one of the other sizes too, and another one so in narrow letters; with HANDBOEK_SOAK=1 all in all of them in both."""
    found: list[str] = []
    for script in (True, False):
        todo = [state for state in known.values() if state.script == script and state.media == "screen"]
        with states.opened(seen[1], todo[0]) as page:
            tools = page.context.new_cdp_session(page)
            for number, sharing in enumerate(layout.loads(todo)):
                turn, whose = divmod(number, 2 * len(letters.SETS))
                own = whose == 2 * letters.SETS.index(seen[0])
                if own or seen[0] == letters.WIDE or SOAK:
                    found += layout.wrong(page, tools, archive, sharing, layout.sizes(sharing[0], turn if own else None, SOAK))
    assert found == [], "\n".join(found)


def test_no_word_is_broken_where_no_dictionary_is(seen: tuple[Letters, Browser], archive: Archive, known: dict[str, State]) -> None:
    """With text of the usual size: the browser of these tests has no Dutch one, and here nothing stands in for it."""
    found = []
    # Only wide letters fill a line.
    for name in ("article", "table", "dilemmas") if seen[0] == letters.WIDE else ():
        with states.opened(seen[1], known[name], viewport={"width": 320, "height": 700}) as page:
            states.reach(page, archive, known[name])
            found += page.evaluate(layout.WHOLE)
    assert found == []


def test_what_shifts_is_found(seen: tuple[Letters, Browser], archive: Archive, known: dict[str, State]) -> None:
    """Here nothing keeps the room of the status."""
    with states.opened(seen[1], known["article"]) as page:
        page.route(
            "**/handboek.css",
            lambda route: route.fulfill(
                body=route.fetch().text() + ".stand { min-height: 0 } .stand:not(:has([data-status])) { display: none !important }",
                content_type="text/css",
            ),
        )
        assert "H2" in (layout.shifted(page, archive, known["article"], layout.PHONE) or "")


def test_nothing_shifts_when_the_register_is_slow(seen: tuple[Letters, Browser], archive: Archive, known: dict[str, State]) -> None:
    """One half on a phone in wide letters, the other on a desktop in narrow ones, and all in every way with HANDBOEK_SOAK=1."""
    own = letters.SETS.index(seen[0])
    found = []
    for width in (layout.PHONE, layout.WIDTHS[-1]) if SOAK else ((layout.PHONE, layout.WIDTHS[-1])[own],):
        for name in ANSWERED if SOAK else ANSWERED[own :: len(letters.SETS)]:
            with states.opened(seen[1], known[name]) as page:
                found.append(layout.shifted(page, archive, known[name], width))
    assert not [told for told in found if told], found


def test_nothing_moves_while_a_page_loads(seen: tuple[Letters, Browser], archive: Archive, known: dict[str, State]) -> None:
    """One half in wide letters and the other in narrow ones; all in both with HANDBOEK_SOAK=1."""
    kinds = [*((name, "light") for name in LOADED), ("home", "dark")]
    found: list[str] = []
    for name, scheme in kinds if SOAK else kinds[letters.SETS.index(seen[0]) :: len(letters.SETS)]:
        with states.opened(seen[1], known[name], color_scheme=scheme) as page:
            found += layout.moved(page, page.context.new_cdp_session(page), archive, known[name])
    assert found == [], "\n".join(found)
