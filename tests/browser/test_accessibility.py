"""Access for all, WCAG 2.2 AA (EN 301 549), in a real browser: axe-core over every state, and what axe cannot see, by keyboard."""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise, product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from playwright.sync_api import TimeoutError as TooLate
from selectolax.lexbor import LexborHTMLParser

from handbook.serve.accessibility import axe, keyboard, looking
from handbook.serve.accessibility import states as kinds
from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.looking import WALKS, WIDE, ZOOMED, View
from handbook.serve.accessibility.states import State
from tests.support import focus_marks, states
from tests.support.soaking import SOAK

# One worker draws the archive and keeps it.
pytestmark = pytest.mark.xdist_group("access")

MARKED = {"home": "light", "contacts": "dark", "dilemmas": "light", "search with results": "dark", "all versions": "light"}
VAGUE = re.compile(r"(?:klik )?hier|lees meer|meer|link|deze pagina|verder", re.IGNORECASE)


Opener = Callable[..., Page]


@pytest.fixture
def opener(browser: Browser, archive: Archive, known: dict[str, State]) -> Iterator[Opener]:
    """Opens a fresh page in the state of that name; the options are Playwright's, for a context."""
    with ExitStack() as stack:

        def open_page(name: str, **options: Any) -> Page:
            page = stack.enter_context(states.opened(browser, known[name], **{"viewport": WIDE, **options}))
            states.reach(page, archive, known[name])
            return page

        yield open_page


# axe


def one_view(state: State, number: int) -> list[View]:
    """Another one for each next state, until all had their turn."""
    all_ = looking.views(state, number, every=True)
    return [all_[number % len(all_)]]


def of_all(known: dict[str, State]) -> list[State]:
    """Of the steps of a decision aid, which have one shape, every fifth: the words of each are those of the page, and no script makes them."""
    return [state for number, state in enumerate(known.values()) if SOAK or "#" not in state.address or number % 5 == 0]


def test_axe_finds_nothing(browser: Browser, archive: Archive, known: dict[str, State]) -> None:
    """Each state in one view in turn; HANDBOEK_SOAK=1 takes every state in each, and `make toegankelijkheid` three of every state."""
    todo = of_all(known)
    report = looking.look(browser, archive, todo, every=SOAK, chosen=None if SOAK else one_view)
    assert report.unreached == [] and report.found == [], "\n".join(map(str, report.found))
    # As many rules as a handbook has occasions for: a run that looked at nothing would find nothing.
    assert len(report.passed) > 40 and report.runs >= len(todo)


def test_each_width_scheme_and_size_of_text_comes_with_each_state(known: dict[str, State]) -> None:
    """In the views of `make toegankelijkheid`; the first two have all but a width, which is another one for the next state."""
    for number, state in enumerate(known.values()):
        seen = looking.views(state, number, every=False)
        if state.media == "screen" and not state.phone and "#" not in state.address:
            assert {view.width for view in seen} == set(looking.WIDTHS), state.name
            assert {view.scheme for view in seen[:2]} == set(looking.SCHEMES), state.name
            assert {view.text for view in seen[:2]} == set(looking.TEXTS), state.name
    steps = [
        view for number, state in enumerate(known.values()) if "#" in state.address for view in looking.views(state, number, every=False)
    ]
    assert {view.width for view in steps} == set(looking.WIDTHS) and {view.scheme for view in steps} == set(looking.SCHEMES)


def test_each_view_has_its_turn(known: dict[str, State]) -> None:
    """Where each state is looked at once: every view with one state or another, and every width, scheme and size of text with a step of an aid."""
    seen = [(state, view) for number, state in enumerate(of_all(known)) for view in one_view(state, number)]
    assert {view for state, view in seen if "#" not in state.address} == {
        View(*one) for one in product(looking.WIDTHS, looking.SCHEMES, looking.TEXTS)
    }
    steps = [view for state, view in seen if "#" in state.address]
    assert {view.width for view in steps} == {*looking.WIDTHS}
    assert ({view.scheme for view in steps}, {view.text for view in steps}) == ({*looking.SCHEMES}, {*looking.TEXTS})


FAULTY = """<!doctype html><html><head><title>x</title></head><body>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p style="color: #999">Te licht</p>
<h1>Een</h1><h3>Drie</h3><button></button><div style="width: 40px; overflow: hidden; white-space: nowrap">een lange zin</div>
<p style="animation: x 9s infinite">beweegt</p><style>@keyframes x { to { opacity: .5 } }</style></body></html>"""


def test_axe_can_fail(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(FAULTY)
        found = {fault.rule for fault in axe.run(page).found}
        assert {"image-alt", "color-contrast", "html-has-lang", "button-name", "heading-order"} <= found
        assert any("cut off" in wrong for wrong in page.evaluate(looking.FITS))
        assert page.evaluate(looking.MOVES) == ["moves: x"]


COLOURFUL = "".join(
    f"<p style='color: {ink}; background: {paper}'>{ink} op {paper}, <a href='#x' style='color: {link}; text-decoration: none'>link</a></p>"
    for ink in ("#777", "rgb(0 0 0 / 40%)", "oklch(60% 0.1 250)", "color-mix(in srgb, red, white 70%)", "black")
    for paper in ("white", "rgb(255 255 255 / 50%)", "#222")
    for link in ("#555", "black")
)


def test_colours_that_are_remembered_give_what_axe_finds_by_itself(browser: Browser) -> None:
    """Axe as its package ships it, and as it runs here: the same faults, in the same words."""
    outcomes = []
    for prepare in (axe.source(), "() => 0"):
        with browser.new_context() as context:
            page = context.new_page()
            page.set_content(f"<!doctype html><html lang='nl'><title>x</title><body style='background: #eee'><main>{COLOURFUL}</main>")
            page.evaluate(prepare)
            outcomes.append(axe.run(page))
    alone, here = outcomes
    assert here == alone
    assert {"color-contrast", "link-in-text-block"} <= {fault.rule for fault in here.found} and len(here.found) > 10


def test_axe_is_the_version_that_is_pinned() -> None:
    assert axe.version() == "4.12.1"


# The keyboard


WALKED = (
    "home",
    "article",
    "boxes around a rule unfolded",
    "reference to a paragraph open",
    "history of an article open",
    "table",
    "dilemmas",
    "answers of a decision aid",
    "step of a decision aid: keuzehulp/iemand-schrijft-over-ons/: gevaar",
    "step of a decision aid: keuzehulp/mag-ik-dit-plaatsen/: begin",
    "search with results",
    "list of versions open in an expired text",
    "all versions",
    "text of a day with two answers",
    "text off the site",
    "contacts of now",
    "ways to change the text",
    "pages to look at again",
    "draft",
    "what a version changed",
    "two texts compared",
    "index from A to Z made shorter",
    "all versions searched",
    "confirming what was read",
    "self-test opened",
)
"""Every kind of page and of control."""


def test_what_is_walked_here_holds_all_that_the_test_of_access_walks(known: dict[str, State]) -> None:
    assert {name for name, state in known.items() if state.walked} == {*WALKED} - {
        "step of a decision aid: keuzehulp/mag-ik-dit-plaatsen/: begin"
    }


@pytest.mark.parametrize("name", WALKED if SOAK else WALKED[::2])
def test_every_control_is_reached_and_seen(opener: Opener, name: str) -> None:
    """Also on a screen that is enlarged four times, where a header that stays would cover what has the focus; one way for every second page in turn, and every way for each with HANDBOEK_SOAK=1."""
    turn = WALKED.index(name) % len(WALKS)
    for size, key in WALKS if SOAK else WALKS[turn : turn + 1]:
        assert looking.walked(opener(name, viewport=size), key) == [], (size, key)


def test_the_walk_can_fail(browser: Browser) -> None:
    with browser.new_context(viewport=WIDE) as context:
        page = context.new_page()
        page.set_content(
            '<header style="position: fixed; inset: 0 0 auto; height: 9em; background: #fff">kop</header><a href="#1">onder de kop</a>'
            '<p><a href="#2" tabindex="2">eerst</a><span onclick="x()">alleen met de muis</span></p>'
        )
        stops, missed = keyboard.walk(page)
        assert [stop.label for stop in stops if stop.hidden] == ['a "onder de kop"']
        # The order of the page begins below a stop that wants to be first.
        assert missed == ['a "eerst"', 'span "alleen met de muis"']
        page.set_content('<a href="#1">een</a><a href="#2" onkeydown="event.preventDefault(); this.previousSibling.focus()">twee</a>')
        with pytest.raises(keyboard.Trapped, match="Tab comes back"):
            keyboard.walk(page)
        page.set_content(
            '<style>a { outline: none } button:focus { outline: 2px solid #eee }</style><a href="#1">een</a> <button>twee</button>'
        )
        assert len(list(focus_marks.unmarked(page))) == 2


@pytest.mark.parametrize(("name", "scheme"), [*MARKED.items()][:: 1 if SOAK else 3])
def test_the_focus_shows(opener: Opener, name: str, scheme: str) -> None:
    page = opener(name, color_scheme=scheme)
    assert list(focus_marks.unmarked(page)) == []


@pytest.mark.parametrize("name", ["search with results", "home"][: 2 if SOAK else 1])
def test_the_focus_and_the_controls_show_in_forced_colours(opener: Opener, name: str) -> None:
    page = opener(name, forced_colors="active")
    assert list(focus_marks.unmarked(page)) == []
    # The system takes backgrounds away: what is a button or a field must have an edge.
    bare = page.evaluate(
        """() => [...document.querySelectorAll("button, input")].filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).borderTopWidth) === 0)
          .filter(e => getComputedStyle(e).textDecorationLine === "none").map(e => e.outerHTML.slice(0, 80))"""
    )
    assert bare == []
    drawn = page.evaluate(
        """() => [...document.querySelectorAll("header svg, header img")].filter(e => e.checkVisibility())
          .map(e => [getComputedStyle(e).fill, getComputedStyle(document.body).backgroundColor])"""
    )
    assert drawn and all(ink != paper for ink, paper in drawn)


CHANGED = """() => {
  window.changes = 0
  new MutationObserver(all => { window.changes += all.length }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
}"""


@pytest.mark.parametrize("name", ["home", "article", "all versions"])
def test_no_single_key_does_anything(opener: Opener, name: str) -> None:
    """WCAG 2.2, 2.1.4. A space scrolls, as everywhere."""
    page = opener(name)
    page.evaluate(CHANGED)
    address = page.url
    for place in (None, "article a"):
        if place:
            page.locator(place).first.focus()
        held = page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
        at = page.evaluate("() => scrollY")
        for sign in sorted(set(string.printable) - set(string.whitespace)):
            page.keyboard.press(sign)
            assert page.url == address, sign
        assert page.evaluate("() => [changes, document.activeElement.outerHTML.slice(0, 200), scrollY]") == [0, held, at]


@pytest.mark.parametrize("size", [WIDE, ZOOMED])
def test_the_first_stop_skips_to_the_text(opener: Opener, size: dict[str, int]) -> None:
    page = opener("article", viewport=size)
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_who_is_at_the_link_below_the_status_stays_there_when_the_register_answers(
    browser: Browser, archive: Archive, known: dict[str, State]
) -> None:
    waiting: list[Route] = []
    for name in ("article", "banner of an expired text"):
        with states.opened(browser, known[name]) as page:
            page.context.route("**/{regime,nu}.json", lambda route: waiting.append(route))
            with page.expect_request("**/{regime,nu}.json"):
                page.goto(archive.address + known[name].address)
            page.locator("[data-stand-verder] a").focus()
            while waiting:
                waiting.pop().continue_()
            page.locator("[data-stand][data-status]").wait_for()
            assert page.evaluate("() => document.activeElement.matches('[data-stand-verder] a')"), name
            page.context.unroute_all()


@pytest.mark.parametrize(("button", "part"), [("button.menuknop", ".menu"), ("[data-inhoudknop]", ".inhoud")])
def test_what_folds_on_a_phone_opens_and_gives_the_focus_back(opener: Opener, button: str, part: str) -> None:
    page = opener("article", viewport={"width": 320, "height": 640})
    opens, first = page.locator(button), page.locator(f"{part} a").first
    expect(first).to_be_hidden()
    opens.focus()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(opens).to_have_attribute("aria-expanded", "true")
        # What stands between the two in the header comes first.
        for _ in range(8):
            page.keyboard.press("Tab")
            if first.evaluate("e => e === document.activeElement"):
                break
        expect(first).to_be_focused()
        page.keyboard.press("Escape")
        expect(opens).to_be_focused()
        expect(opens).to_have_attribute("aria-expanded", "false")
        expect(first).to_be_hidden()


def test_search_works_by_keyboard_alone(opener: Opener) -> None:
    page = opener("article")
    field = page.locator("input.md-search__input")
    for _ in range(20):
        page.keyboard.press("Tab")
        if field.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.type("klant")
    results = page.locator("[data-zoeken-antwoord] h3 a")
    expect(results.first).to_be_visible()
    expect(page.locator("search [role=status]")).to_contain_text("resultaten")
    page.keyboard.press("Escape")
    expect(results.first).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(results.first).to_be_focused()
    wanted = results.first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(wanted)))


def test_the_list_of_versions_works_by_keyboard_alone(opener: Opener) -> None:
    page = opener("banner of an expired text")
    button = page.locator(".versiekeuze button")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(".versiekeuze li a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.locator(".versiekeuze li a").first).to_be_hidden()


# Size, space and motion


@pytest.mark.parametrize(
    "name",
    ["home", "article", "boxes around a rule unfolded", "table", "dilemmas", "search with results", "all versions", "menu open on a phone"],
)
def test_nothing_is_cut_off_when_letters_and_lines_get_more_room(opener: Opener, name: str) -> None:
    """WCAG 2.2, 1.4.12."""
    page = opener(name, viewport={"width": 320, "height": 800})
    page.evaluate(looking.SPACED)
    assert page.evaluate("() => getComputedStyle(document.querySelector('main p')).letterSpacing") != "normal"
    assert page.evaluate(looking.FITS) == []


def test_nothing_moves_for_who_does_not_want_it(opener: Opener) -> None:
    page = opener("article", viewport={"width": 320, "height": 640})
    for press in ("button.menuknop", "[data-inhoudknop]", "button.weergave"):
        page.locator(press).click()
        assert page.evaluate("() => document.getAnimations().length") == 0, press
    slow = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(e => {
          const s = getComputedStyle(e)
          return [s.transitionDuration, s.animationDuration].some(d => d.split(",").some(one => parseFloat(one) > .01)) || s.scrollBehavior === "smooth"
        }).map(e => e.tagName)"""
    )
    assert slow == []


def test_nothing_shows_only_under_a_pointer(opener: Opener) -> None:
    """WCAG 2.2, 1.4.13: what a rule of the style sheet shows on hovering, it shows on focus too."""
    page = opener("home")
    rules: list[list[str]] = page.evaluate(
        """() => {
          const flat = rules => [...rules].flatMap(rule => rule.cssRules?.length ? [rule, ...flat(rule.cssRules)] : [rule])
          return [...document.styleSheets].flatMap(sheet => flat(sheet.cssRules)).filter(rule => rule.selectorText?.includes(":hover"))
            .map(rule => [rule.selectorText, rule.style.display + rule.style.visibility + rule.style.opacity])
        }"""
    )
    assert rules
    everything = page.evaluate(
        "() => [...document.styleSheets].flatMap(s => [...s.cssRules]).map(r => r.selectorText ?? '').filter(s => s.includes(':focus')).join(' ')"
    )
    for selector, shows in rules:
        assert not shows or ":focus" in selector or selector.split(":hover")[0].split()[-1] in everything or ".headerlink" in selector, (
            selector
        )


@pytest.mark.parametrize("size", [{"width": 640, "height": 320}, {"width": 320, "height": 640}])
def test_a_phone_may_lie_down(opener: Opener, size: dict[str, int]) -> None:
    """WCAG 2.2, 1.3.4."""
    page = opener("article", viewport=size)
    assert page.evaluate(looking.FITS) == []
    expect(page.locator("h1")).to_be_in_viewport()


# The document, on every page


def pages(archive: Archive) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Every page of the text in force, and those of the root."""
    current = archive.root / states.VERSIONS["current"]
    for path in [*sorted(current.rglob("*.html")), archive.root / "versies/index.html", archive.root / "op/index.html"]:
        tree = LexborHTMLParser(path.read_text("utf-8"))
        # What only leads on is no page to read.
        if not tree.css_first('meta[http-equiv="refresh"], .verhuisd'):
            yield path.relative_to(archive.root).as_posix(), tree


def test_headings_are_in_order_on_every_page(archive: Archive) -> None:
    for path, tree in pages(archive):
        levels = [int(str(node.tag)[1]) for node in tree.css("h1, h2, h3, h4, h5, h6") if not _hidden(node)]
        assert levels.count(1) == 1 and levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def _hidden(node: Any) -> bool:
    while node is not None:
        if "hidden" in (node.attributes or {}):
            return True
        node = node.parent
    return False


def test_every_page_says_its_language_and_lets_itself_be_enlarged(archive: Archive) -> None:
    for path, tree in pages(archive):
        root, viewport = tree.css_first("html"), tree.css_first("meta[name=viewport]")
        assert root and root.attributes["lang"] == "nl", path
        content = (viewport.attributes["content"] if viewport else None) or ""
        assert "width=device-width" in content and not re.search(r"user-scalable|maximum-scale", content), path


def test_every_page_has_a_title_of_its_own(archive: Archive) -> None:
    titles = Counter(node.text().strip() for path, tree in pages(archive) if (node := tree.css_first("title")) and "404" not in path)
    assert {title: count for title, count in titles.items() if count > 1 or not title} == {}


def test_links_say_where_they_lead(archive: Archive) -> None:
    """Within the text of one page, words that lead to two places would be unclear to who hears only the links."""
    for path, tree in pages(archive):
        places: dict[str, set[str]] = {}
        # The list of headings has the words of headings, which other pages may have too.
        headings = {link.mem_id for link in tree.css(".inhoud a")}
        for link in (link for link in tree.css("main a[href]") if link.mem_id not in headings):
            words = " ".join(((link.attributes.get("aria-label") or link.text()).strip() or _pictured(link)).split())
            assert words, (path, link.html)
            assert not VAGUE.fullmatch(words), (path, words)
            if "headerlink" not in (link.attributes.get("class") or ""):
                places.setdefault(f"{words}{_question(link)}", set()).add(str(link.attributes["href"]))
        assert {words: sorted(to) for words, to in places.items() if len(to) > 1} == {}, path


def _question(link: Any) -> str:
    """The question to which the words are an answer: of a decision aid one step is shown at a time."""
    while link is not None:
        if link.tag == "section" and "stap" in (link.attributes.get("class") or ""):
            heading = link.css_first("h2")
            return f" ({heading.text()})" if heading else ""
        link = link.parent
    return ""


def _pictured(link: Any) -> str:
    picture = link.css_first("img[alt]")
    return (picture.attributes["alt"] or "") if picture else ""


def test_what_changes_by_itself_is_announced(archive: Archive) -> None:
    for path, tree in pages(archive):
        if path.startswith(states.VERSIONS["current"]) and "404" not in path:
            assert tree.css_first("[data-stand][role=status]"), path
        assert tree.css_first("search [role=status]"), path
    assert LexborHTMLParser((archive.root / "versies/index.html").read_text("utf-8")).css_first(".reg-antwoord[role=status]")


# How they are reached


AS_IT_STANDS = """
() => document.querySelectorAll("[role=status].voorlezen").forEach(said => said.replaceChildren()) ?? [document.documentElement.outerHTML, location.href, scrollY,
       [...document.querySelectorAll("main *")].filter(e => e.checkVisibility()).map(e => [e.tagName, e.id, e.getBoundingClientRect().toJSON()])]
"""
"""But for what was said aloud of the way there."""


def test_a_step_that_a_link_leads_to_is_as_when_its_address_is_opened(browser: Browser, archive: Archive, known: dict[str, State]) -> None:
    steps = [(before, state) for before, state in pairwise(known.values()) if state.follows(before)]
    assert len({state.page for _, state in steps}) == 2 and len(steps) > 30
    for before, state in steps[:: len(steps) // 5]:
        with states.opened(browser, state) as page, states.opened(browser, state) as other:
            states.reach(page, archive, before)
            states.reach(page, archive, state, before)
            states.reach(other, archive, state)
            assert page.evaluate(AS_IT_STANDS) == other.evaluate(AS_IT_STANDS), state.name


def test_where_a_state_has_no_javascript_no_script_is_loaded(browser: Browser, archive: Archive, known: dict[str, State]) -> None:
    """Although the page runs axe, which is JavaScript."""
    with states.opened(browser, known["home"], java_script_enabled=True) as page:
        tools = page.context.new_cdp_session(page)
        for name, marked in (("home", "met-script"), ("home without JavaScript", "geen-script"), ("article", "met-script")):
            looking.show(page, tools, archive, known[name], looking.View(320, "light", 100))
            assert page.evaluate("() => document.documentElement.className.split(' ')").count(marked) == 1, name


def test_a_register_that_does_not_answer_is_told(
    browser: Browser, archive: Archive, known: dict[str, State], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "PATIENCE", 200)
    for name, part in (("home", "data-stand"), ("draft", "data-concept")):
        with states.opened(browser, known[name]) as page:
            page.context.route("**/{regime,nu}.json", lambda _: None)
            with pytest.raises(TooLate, match=rf"No answer of the register .*\[{part}"):
                states.reach(page, archive, known[name])
            page.context.unroute_all()


# The list of states


def test_the_list_names_every_state_that_was_asked_for(known: dict[str, State]) -> None:
    names = " ".join(known)
    for wanted in (
        *(
            "home",
            "article",
            "long page",
            "boxes around a rule",
            "table",
            "dilemmas",
            "step of a decision aid: keuzehulp/mag-ik-dit-plaatsen/",
            "step of a decision aid: keuzehulp/iemand-schrijft-over-ons/",
            "search open",
        ),
        *(
            "with results",
            "correction",
            "without results",
            "list of versions open",
            "all versions",
            "text of a day",
            "two answers",
            "expired",
        ),
        *(
            "to come",
            "unknown status",
            "not found",
            "on paper",
            "without JavaScript",
            "menu open on a phone",
            "off the site",
            "draft",
            "A to Z",
            "statement",
        ),
    ):
        assert wanted in names, wanted


def test_every_step_of_both_aids_is_a_state(archive: Archive, known: dict[str, State]) -> None:
    for aid in ("mag-ik-dit-plaatsen", "iemand-schrijft-over-ons"):
        tree = LexborHTMLParser((archive.root / states.VERSIONS["current"] / "keuzehulp" / aid / "index.html").read_text("utf-8"))
        steps = {str(node.attributes["id"]) for node in tree.css(".stap h2")}
        assert len(steps) > 15
        assert {state.address.partition("#")[2] for state in known.values() if f"/{aid}/#" in state.address} == steps


def test_a_slip_in_the_list_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for wrong in (
        [{"name": "x", "address": "", "klik": "a"}],
        [{"name": "x", "address": ""}] * 2,
        [{"name": "x", "address": "", "steps": [{"knijp": "a"}]}],
    ):
        made = tmp_path / "states.yml"
        made.write_text(json.dumps(wrong), "utf-8")
        monkeypatch.setattr(kinds, "LIST", made)
        with pytest.raises(ValueError, match=r"states\.yml"):
            states.states(archive.root)
