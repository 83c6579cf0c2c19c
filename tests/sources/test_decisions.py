"""The decision aids: how a tree is told, broken ones, the picture, and every path walked in a browser without JavaScript."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from handbook.build import question_picture
from handbook.build.decision_tree_svg import WIDTH, draw, width_of, wrapped
from handbook.build.expectations.decision_aids import paths
from handbook.checks import decision_aids as decisions_check
from handbook.checks import svg
from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.data import decision_aids
from handbook.sources.data.decision_aids import Aid
from handbook.sources.data.short_questions import Vragen
from tests.support.employers import employer
from tests.support.handbooks import draw as drawn
from tests.support.server import served
from tests.support.soaking import SOAK

AIDS = ("mag-ik-dit-plaatsen", "iemand-schrijft-over-ons")


@pytest.fixture(scope="module")
def own(sample: Path) -> Sources:
    """The sample organisation."""
    return read(Project.find(sample))


# How a tree tells them


def test_a_tree_tells_every_question_once_and_the_longest_way_last(own: Sources) -> None:
    assert own.facts
    for name in AIDS:
        aid = Aid(own.data.decisions[name].items, own.facts)
        told = [way.to for ways in aid.ways.values() for way in ways if way.here and aid.steps[way.to].vraag]
        assert sorted([aid.start, *told]) == sorted(aid.numbers)
        assert list(aid.numbers.values()) == list(range(1, len(aid.numbers) + 1))
        assert set(aid.ways) == set(aid.remaining)
        for key, ways in aid.ways.items():
            if ways and aid.remaining[key] > 1:
                assert aid.remaining[ways[-1].to] == aid.remaining[key] - 1


# Broken ones

Steps = dict[str, dict[str, Any]]
FIRST = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")


def end(article: str = "doel", contact: str = "hr") -> dict[str, Any]:
    return {"kop": "Doe het", "soort": "doen", "advies": ["Doe het."], "artikelen": [article], "contact": [contact]}


KEYS = st.sampled_from(FIRST)
ONLY = st.sampled_from(({"stand": ["vrij"]}, {"sector": ["zorg", "algemeen"]}, {"medezeggenschap": ["geen"]}, {"x": "y"}))
ANSWER = st.fixed_dictionaries(
    {"antwoord": st.sampled_from(("Ja", "Nee", "ja.")), "naar": st.one_of(KEYS, st.just("weg"))}, optional={"alleen_bij": ONLY}
)
END = st.builds(lambda article, contact: end(article, contact), st.sampled_from(("doel", "weg", "[")), st.sampled_from(("hr", "chef")))
STEP = st.fixed_dictionaries(
    {},
    optional={"vraag": st.just("Klopt het?"), "antwoorden": st.lists(ANSWER, max_size=4), "einde": END, "alleen_bij": ONLY},
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    root = drawn(tmp_path_factory.mktemp("klein") / "handboek")
    (root / "docs/gegevens/keuzehulp").mkdir(parents=True)
    return read(Project.find(root))


def judged(small: Sources, steps: Steps) -> tuple[Sources, set[str]]:
    """The handbook with these steps as its one aid, and the codes of what is wrong with it."""
    (small.project.docs / "gegevens/keuzehulp/proef.yml").write_text(yaml.safe_dump(steps, sort_keys=False, width=10_000), "utf-8")
    aids, findings = decision_aids.load(small.project)
    sources = replace(small, data=replace(small.data, decisions=aids))
    return sources, {f.code for f in (*findings, *decisions_check.check(sources))} - {"KEU011"}


@given(steps=st.dictionaries(KEYS, STEP, min_size=1, max_size=9))
def test_a_random_tree_is_said_to_be_wrong_or_is_right(small: Sources, steps: Steps) -> None:
    sources, codes = judged(small, steps)
    if codes:
        return
    assert sources.facts
    aid = Aid(sources.data.decisions["proef"].items, sources.facts)
    for path in paths(aid, aid.start):
        last = aid.steps[path[-1]].einde
        assert last and set(last.artikelen) & set(sources.articles)
        assert len(path) <= decisions_check.LONGEST + 1
    ElementTree.fromstring(draw(aid, "Proef", "Proef", "proef").replace(" data-search-exclude", ""))


@given(targets=st.lists(st.tuples(KEYS, KEYS), min_size=1, max_size=9))
def test_random_roads_between_questions_end_or_are_findings(small: Sources, targets: list[tuple[str, str]]) -> None:
    """Well-formed steps only, so that circles, forks and dead steps are what goes wrong."""
    keys = FIRST[: len(targets)]
    steps: Steps = {
        key: {"vraag": "Klopt het?", "antwoorden": [{"antwoord": "Ja", "naar": pair[0]}, {"antwoord": "Nee", "naar": pair[1]}]}
        for key, pair in zip(keys, targets, strict=True)
    }
    steps |= {key: {"einde": end()} for key in FIRST[len(targets) :]}
    _, codes = judged(small, steps)
    reached, waiting = set(), [keys[0]]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += [str(a["naar"]) for a in steps[key].get("antwoorden", ())]
    if reached != set(FIRST):
        assert codes


@given(hops=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=8))
def test_random_roads_ahead_are_right_but_for_dead_steps_and_length(small: Sources, hops: list[tuple[int, int]]) -> None:
    """Nothing leads back, so a tree without findings must be told whole: every step that is there, once."""
    last = len(FIRST) - 1
    steps: Steps = {FIRST[n]: {"einde": end()} for n in range(len(hops), len(FIRST))}
    for n, hop in reversed(list(enumerate(hops))):
        answers = [{"antwoord": word, "naar": FIRST[min(n + far, last)]} for word, far in zip(("Ja", "Nee"), hop, strict=True)]
        steps = {FIRST[n]: {"vraag": "Klopt het?", "antwoorden": answers}} | steps
    sources, codes = judged(small, steps)
    assert codes <= {"KEU004", "KEU006"}
    if not codes:
        assert sources.facts
        aid = Aid(sources.data.decisions["proef"].items, sources.facts)
        assert set(aid.ways) == set(FIRST)
        assert len(aid.numbers) == len(hops)


def test_long_chains_and_wide_forks_take_no_time(small: Sources) -> None:
    chain: Steps = {
        f"s{n}": {"vraag": "Klopt het?", "antwoorden": [{"antwoord": "Ja", "naar": f"s{n + 1}"}, {"antwoord": "Nee", "naar": f"s{n + 2}"}]}
        for n in range(1_000)
    }
    ends: Steps = {"s1000": {"einde": end()}, "s1001": {"einde": end()}}
    assert judged(small, chain | ends)[1] == {"KEU006"}
    assert judged(small, chain | {"s1000": deepcopy(chain["s0"]), "s1001": {"einde": end()}})[1] == {"KEU005"}


# The picture


def test_the_picture_is_a_drawing_that_fits(own: Sources) -> None:
    assert own.facts
    for name, stance in itertools.product(AIDS, ("vrij", "beperkt", "verboden")):
        aid = Aid(own.data.decisions[name].items, employer(own.facts, stance, "algemeen", "or", True))
        text = draw(aid, "Titel & zo", "Tekst", "beeld").replace(" data-search-exclude", "")
        assert svg.problem(text.encode()) == ""
        assert "style=" not in text
        root = ElementTree.fromstring(text)
        shown = " ".join(e.text or "" for e in root.iter(f"{svg.NAMESPACE}text"))
        for key in (*aid.numbers, *aid.ends):
            assert aid.steps[key].title in shown, key
        boxes = [{k: float(e.attrib[k]) for k in ("x", "y", "width", "height")} for e in root.iter(f"{svg.NAMESPACE}rect")]
        for one, next_one in itertools.pairwise(boxes):
            assert one["y"] + one["height"] < next_one["y"]
        height = float(root.attrib["viewBox"].split()[3])
        assert all(b["x"] >= 0 and b["x"] + b["width"] <= WIDTH and b["y"] + b["height"] <= height for b in boxes)
        for letters in root.iter(f"{svg.NAMESPACE}text"):
            assert float(letters.attrib["x"]) + width_of(letters.text or "", "font-weight" in letters.attrib) <= WIDTH, letters.text


@pytest.mark.parametrize("words", ["", " en ook waar niemand kijkt, zoals in een besloten groep op arbeidsongeschiktheidsverzekeringen"])
def test_the_picture_of_short_questions_says_what_the_list_says(own: Sources, words: str) -> None:
    asked: Vragen = own.data.questions.items["plaatsen"]
    asked = asked.model_copy(update={"vragen": tuple(one.model_copy(update={"vraag": f"{one.vraag}{words}"}) for one in asked.vragen)})
    text = question_picture.draw(asked, "v", lambda said: said.replace("U kunt", "Je kunt").replace("u iets", "je iets"))
    assert svg.problem(text.replace(" data-search-exclude", "").encode()) == "" and "style=" not in text
    root = ElementTree.fromstring(text.replace(" data-search-exclude", ""))
    drawn = [e.text or "" for e in root.iter(f"{svg.NAMESPACE}text")]
    title, told = (str(root.findtext(f"{svg.NAMESPACE}{name}")) for name in ("title", "desc"))
    assert title == "Vier vragen voordat je iets plaatst" and "Je kunt het plaatsen" in told
    for one in asked.vragen:
        assert one.vraag in " ".join(drawn) and one.vraag in told
    assert drawn.count("nee of twijfel") == 3 and drawn.count("ja of twijfel") == 1 and drawn.count("nee") == 1
    height = float(root.attrib["viewBox"].split()[3])
    boxes = [{k: float(e.attrib[k]) for k in ("x", "y", "width", "height")} for e in root.iter(f"{svg.NAMESPACE}rect")]
    assert len(boxes) == 6 and all(b["x"] + b["width"] <= question_picture.WIDTH and b["y"] + b["height"] <= height for b in boxes)
    assert all(above["y"] + above["height"] < below["y"] for above, below in itertools.pairwise(boxes))


def test_lines_break_at_words() -> None:
    assert wrapped("een twee drie", width_of("een twee")) == ["een twee", "drie"]
    assert wrapped("arbeidsongeschiktheidsverzekering is lang", 30)[0] == "arbeidsongeschiktheidsverzekering"
    assert wrapped("", 30) == [""]


# In a browser


@pytest.fixture(scope="module")
def site(sample_site: Path) -> Iterator[str]:
    with served(sample_site) as address:
        yield f"{address}keuzehulp/"


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A page on a telephone, without JavaScript."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 760}) as context:
        yield context.new_page()


SHOWN = """
() => [...document.querySelectorAll(".stap")].filter(step => step.checkVisibility({ visibilityProperty: true })).map(step => {
  const heading = step.querySelector(":scope > h2"), at = heading.getBoundingClientRect()
  const inView = at.width && at.height && at.bottom > 0 && at.top < innerHeight && at.right > 0 && at.left < innerWidth
  return [heading.id, heading.textContent.trim(), inView, heading === document.activeElement]
})
"""
"""Of every step that shows: its key, its heading, whether that is in view and whether it has the focus."""


def only(page: Page, key: str) -> None:
    """This step is on the page, in view, and no other."""
    shown = page.evaluate(SHOWN)
    if [(step[0], step[2]) for step in shown] == [(key, True)]:
        return
    # Not yet, or not at all: waited for, and told.
    expect(page.locator(".stap:visible")).to_have_count(1)
    expect(page.locator(f".stap:visible > h2#{key}")).to_be_in_viewport()


@pytest.mark.parametrize("name", AIDS)
def test_every_path_can_be_walked_and_walked_back_without_javascript(own: Sources, site: str, plain: Page, name: str) -> None:
    assert own.facts
    aid = Aid(own.data.decisions[name].items, own.facts)
    ended, walked = set(), set()

    def walk(key: str) -> None:
        """Every answer of every step once: where two lead to one step, what follows is walked from the first."""
        only(plain, key)
        if key in walked:
            return
        walked.add(key)
        if aid.steps[key].einde:
            ended.add(key)
            assert plain.locator(".stap:visible .rust-op a[href*='#']").count() >= 1
            assert plain.locator(".stap:visible .bel-voor a[href^='tel:']").count() >= 1
        for answer in aid.answers(key):
            plain.locator(".stap:visible .antwoorden a").get_by_text(answer.antwoord, exact=True).click()
            assert plain.url.endswith(f"#{answer.naar}")
            walk(answer.naar)
            plain.go_back()
            only(plain, key)

    plain.goto(f"{site}{name}/")
    walk(aid.start)
    assert ended == set(aid.ends)


@pytest.mark.parametrize("name", AIDS)
def test_every_step_has_an_address_of_its_own_and_takes_the_focus(own: Sources, site: str, plain: Page, name: str) -> None:
    assert own.facts
    aid = Aid(own.data.decisions[name].items, own.facts)
    steps = [*aid.numbers, *aid.ends]
    for key in steps if SOAK else steps[::4]:
        plain.goto("about:blank")
        plain.goto(f"{site}{name}/#{key}")
        if plain.evaluate(SHOWN) == [[key, aid.steps[key].title, True, True]]:
            continue
        only(plain, key)
        expect(plain.locator(f"h2#{key}")).to_be_focused()
        expect(plain.locator(f"h2#{key}")).to_have_text(aid.steps[key].title)


@pytest.mark.parametrize("name", AIDS)
def test_paper_has_all_of_it_once(own: Sources, site: str, plain: Page, name: str) -> None:
    assert own.facts
    aid = Aid(own.data.decisions[name].items, own.facts)
    plain.goto(f"{site}{name}/#{aid.ends[0]}")
    plain.emulate_media(media="print")
    try:
        expect(plain.locator(".keuze, .boom").first).to_be_hidden()
        printed = re.sub(r"\s+", " ", plain.locator("article").inner_text())
        for key in (*aid.numbers, *aid.ends):
            assert aid.steps[key].title in printed, key
            for line in aid.steps[key].einde.advies if aid.steps[key].einde else ():  # type: ignore[union-attr]
                assert line.partition("[[")[0].strip() in printed, line
    finally:
        plain.emulate_media(media="screen")


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_the_picture_fits_the_page(site: str, plain: Page, width: int) -> None:
    plain.set_viewport_size({"width": width, "height": 760})
    for name in AIDS:
        plain.goto(f"{site}{name}/")
        plain.locator("details.keuzelijst > summary").click()
        plain.locator("svg.boom").scroll_into_view_if_needed()
        box = plain.locator("svg.boom").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        # Letters of 13 units in a picture of 340.
        assert box["width"] / WIDTH * 13 >= 11
        alternative = plain.get_by_role("img", name="Alle vragen van deze keuzehulp")
        expect(alternative).to_have_count(1)
    plain.goto(f"{site}{AIDS[0]}/")
    box = plain.locator("svg.vragenbeeld").bounding_box()
    # Its smallest letters are 14 units: as large as that where it is shown, on the narrowest telephone too.
    assert box and box["width"] / question_picture.WIDTH >= 1 and box["x"] + box["width"] <= width
