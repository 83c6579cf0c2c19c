"""The numbers that copy a reference to their article or paragraph, and what an article tells of its changes: by keyboard, without a script, on a phone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.core.dutch import long_date
from handbook.core.version_name import VersionName
from handbook.serve.accessibility import axe
from handbook.serve.accessibility.example import Archive
from tests.support import pages, publishing
from tests.support.archive_folder import CORRECTED, CURRENT, EXPIRED, FUTURE, TODAY
from tests.support.server import served
from tests.support.sight import NARROW, WIDE

# One worker draws the archive and keeps it.
pytestmark = pytest.mark.xdist_group("access")

PAGE = "regels/vertrouwelijk/"
ARTICLE = "vertrouwelijk"
NAME = "Protocol sociale media Proefhuis"

Opener = Callable[..., Page]


@pytest.fixture
def opener(browser: Browser, archive: Archive) -> Iterator[Opener]:
    """Opens the page in a version, once the register has answered, with the clipboard lent to it; the options are Playwright's."""
    with ExitStack() as stack:

        def opened(version: str, *, at: str = PAGE, script: bool = True, before: str = "", **options: Any) -> Page:
            moment = f"{TODAY}T11:00:00Z" if script else None
            made = {"viewport": WIDE, "java_script_enabled": script, "reduced_motion": "reduce", **options}
            page = stack.enter_context(pages.fresh(browser, moment, **made))
            page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=archive.address)
            if before:
                page.add_init_script(before)
            page.goto(f"{archive.address}{version}/{at}")
            if script and version != "concept":
                pages.settled(page)
            return page

        yield opened


def control(page: Page, number: int | None = None) -> Any:
    """The control of the article, or of one of its paragraphs."""
    return page.locator(f"#{ARTICLE}{f'-lid-{number}' if number else ''} > .headerlink")


def unfold(page: Page, number: int) -> None:
    """Opens what the number of a paragraph offers; the script behind it comes at its first use."""
    control(page, number).click()
    expect(page.get_by_role("button", name="Kopieer verwijzing")).to_be_focused()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def address(page: Page, rel: str) -> str:
    return str(page.locator(f"link[rel={rel}]").get_attribute("href"))


def test_the_keyboard_copies_a_reference_and_the_address_that_follows(opener: Opener) -> None:
    page = opener(CURRENT)
    number = control(page, 2)
    expect(number).to_have_accessible_name("Verwijs naar artikel 3.1, lid 2")
    number.focus()
    page.keyboard.press("Enter")
    expect(number).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Kopieer verwijzing")).to_be_focused()
    page.keyboard.press("Enter")
    fixed, following = address(page, "canonical"), address(page, "latest-version")
    assert f"/{CURRENT}/" in fixed and "/geldend/" in following
    said = f"{NAME}, artikel 3.1, lid 2, geldend vanaf {day(CURRENT)}, {fixed}#{ARTICLE}-lid-2"
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_have_text(f"Gekopieerd: {said}")
    assert clipboard(page) == said
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_have_text(f"Gekopieerd: {following}#{ARTICLE}-lid-2")
    assert clipboard(page) == f"{following}#{ARTICLE}-lid-2"
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(page.locator(".aanhaling")).to_have_count(0)
    # Space works as well as Enter, and one is open at a time.
    page.keyboard.press("Space")
    control(page).click()
    expect(page.locator(".aanhaling")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="artikel 3.1, geldend")).to_be_visible()
    assert clipboard(page) == f"{NAME}, artikel 3.1, geldend vanaf {day(CURRENT)}, {fixed}#{ARTICLE}"


def day(version: str) -> str:
    return long_date(VersionName.parse(version).day)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (EXPIRED, f"geldend vanaf {day(EXPIRED)} (vervallen, nagekeken op {long_date(VersionName.parse(TODAY).day)})"),
        (FUTURE, f"geldend vanaf {day(FUTURE)} (geldt nog niet, nagekeken op {long_date(VersionName.parse(TODAY).day)})"),
        (f"{CORRECTED}.2", f"geldend vanaf {day(CORRECTED)}, verbetering 2 (vervallen"),
    ],
)
def test_a_reference_says_what_is_true_of_its_text(version: str, said: str, opener: Opener) -> None:
    page = opener(version)
    unfold(page, 1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_contain_text(f"artikel 3.1, lid 1, {said}")
    assert f"/{version}/{PAGE}#{ARTICLE}-lid-1" in clipboard(page)


def test_a_text_that_was_repealed_is_not_said_to_apply(opener: Opener) -> None:
    page = opener(CURRENT)
    page.evaluate("document.querySelector('[data-stand]').dataset.status = 'ingetrokken'")
    unfold(page, 1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_contain_text(
        f"lid 1, met ingangsdatum {day(CURRENT)} (ingetrokken, "
    )


NO_CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", { value: undefined })
document.execCommand = () => %s
"""


def test_without_a_clipboard_the_text_stands_selected(opener: Opener) -> None:
    page = opener(CURRENT, before=NO_CLIPBOARD % "false")
    unfold(page, 3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="lukt hier niet")).to_be_visible()
    field = page.get_by_label("Om te kopiëren")
    expect(field).to_be_focused()
    selected = page.evaluate("(e => e.value.slice(e.selectionStart, e.selectionEnd))(document.activeElement)")
    assert selected == field.input_value() and selected.startswith(f"{NAME}, artikel 3.1, lid 3, ")
    page.keyboard.press("Escape")
    expect(control(page, 3)).to_be_focused()


def test_an_address_without_https_still_copies(opener: Opener) -> None:
    page = opener(CURRENT, before=NO_CLIPBOARD % "true")
    unfold(page, 3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_be_visible()
    expect(page.get_by_label("Om te kopiëren")).to_be_hidden()
    expect(page.get_by_role("button", name="Kopieer verwijzing")).to_be_focused()


def test_without_a_script_each_is_a_plain_link(opener: Opener, archive: Archive) -> None:
    page = opener(CURRENT, script=False)
    number = page.get_by_role("link", name="Adres van artikel 3.1, lid 2")
    number.click()
    assert page.url == f"{archive.address}{CURRENT}/{PAGE}#{ARTICLE}-lid-2"
    page.get_by_role("link", name="Wat is er veranderd in artikel 3.1?").click()
    assert page.url == f"{archive.address}versies/?artikel={ARTICLE}"


SIZES = """
() => [...document.querySelectorAll(".headerlink[aria-label], .veranderd")].map(e => {
  const box = e.getBoundingClientRect()
  return [e.ariaLabel, box.width, box.height, box.left >= 0 && box.right <= innerWidth, e.checkVisibility({ opacityProperty: true })]
})
"""


@pytest.mark.parametrize("window", [WIDE, NARROW, {"width": 320, "height": 640}])
def test_every_control_is_in_sight_and_large_enough(window: Any, opener: Opener) -> None:
    page = opener(CURRENT, viewport=window)
    measured = page.evaluate(SIZES)
    assert len(measured) > 8
    for label, width, height, within, seen in measured:
        assert width >= 24 and height >= 24 and within and seen, label
    unfold(page, 2)
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Gekopieerd").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe.run(page, within="main").found == ()


def test_a_copy_of_a_rule_has_no_word_of_the_controls(opener: Opener) -> None:
    page = opener(CURRENT)
    article = page.locator("article")
    before = article.inner_text()
    for word in ("Adres van", "Verwijs naar", "Wat is er veranderd"):
        assert word not in before
    copied = page.evaluate("(getSelection().selectAllChildren(document.querySelector('article')), String(getSelection()))")
    assert "¶" not in copied and "Verwijs" not in copied and "Wat is er veranderd" not in copied
    unfold(page, 1)
    page.keyboard.press("Escape")
    assert article.inner_text() == before


def test_paper_has_none_of_it(opener: Opener) -> None:
    page = opener(CURRENT)
    unfold(page, 1)
    page.locator(".veranderd").first.scroll_into_view_if_needed()
    page.emulate_media(media="print")
    for part in (".headerlink", ".aanhaling", ".veranderd"):
        assert not [one for one in page.locator(part).all() if one.is_visible()], part


def test_a_draft_has_none_of_it(opener: Opener) -> None:
    page = opener("concept")
    assert page.locator("h2 > .artikel").count() > 1
    assert page.locator("li > .headerlink, .veranderd, [role=button], script[src*=aanhalen]").count() == 0


# What changed


def links(page: Page) -> list[tuple[str, str]]:
    return [(one.inner_text().replace("\u00a0", " "), str(one.get_attribute("href"))) for one in page.locator(".geschiedenis li a").all()]


def test_an_article_tells_which_versions_touched_it(opener: Opener, archive: Archive) -> None:
    page = opener(CURRENT)
    page.get_by_role("button", name="Wat is er veranderd in artikel 3.1?").focus()
    page.keyboard.press("Enter")
    told = page.locator(".geschiedenis")
    expect(told).to_contain_text(f"{day(CURRENT)}: gewijzigd, ander nummer (deze tekst)")
    changes = f"{archive.address}wijzigingen"
    assert links(page) == [
        (f"{day(CURRENT)}: gewijzigd, ander nummer", f"{changes}/{CURRENT}/#{ARTICLE}"),
        ("1 januari 2024: nieuw", f"{archive.address}2024-01-01/{PAGE}#{ARTICLE}"),
        (f"{day(FUTURE)}: ander gegeven", f"{changes}/{FUTURE}/#{ARTICLE}"),
    ]
    assert told.inner_text().index("Na deze tekst") < told.inner_text().replace("\u00a0", " ").index(day(FUTURE))
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(page.locator(".veranderd").first).to_be_focused()


def test_the_newest_text_says_that_nothing_followed(opener: Opener) -> None:
    page = opener(FUTURE)
    page.locator(".veranderd").first.click()
    expect(page.locator(".geschiedenis")).to_contain_text("Na deze tekst is het artikel niet veranderd.")


RENAMED = {
    "schema": 1,
    "versies": {CORRECTED: {"van": "2024-01-01"}, EXPIRED: {"van": f"{CORRECTED}.2"}},
    "artikelen": {
        "ervoor": {
            "titel": "Lek",
            "versies": [{"versie": CORRECTED, "nummer": "3.1", "adres": f"{CORRECTED}/{PAGE}#ervoor", "soort": ["nieuw"]}],
        },
        ARTICLE: {
            "titel": "Informatie",
            "versies": [
                {"versie": EXPIRED, "nummer": "3.1", "adres": f"{EXPIRED}/{PAGE}#{ARTICLE}", "soort": ["hernoemd"], "was": "ervoor"}
            ],
        },
    },
}


def test_an_article_keeps_its_history_under_another_name(opener: Opener, archive: Archive) -> None:
    page = opener(CURRENT)
    page.route("**/versies/artikelen.json", lambda route: route.fulfill(json=RENAMED))
    page.locator(".veranderd").first.click()
    page.locator(".geschiedenis").wait_for()
    changes = f"{archive.address}wijzigingen"
    assert links(page) == [
        (f"{day(EXPIRED)}: ander adres", f"{changes}/{EXPIRED}/#{ARTICLE}"),
        (f"{day(CORRECTED)}: nieuw", f"{changes}/{CORRECTED}/#ervoor"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404, "body": ""},
        {"json": {"schema": 2, "artikelen": {}}},
        {"json": {"schema": 1, "artikelen": {ARTICLE: {"versies": [{"versie": "ooit"}]}}}},
        {"json": {"schema": 1, "artikelen": {"anders": {"titel": "x", "versies": []}}}},
        {"body": "<p>"},
    ],
)
def test_where_the_list_cannot_be_read_the_link_leads_on(answer: dict[str, Any], opener: Opener, archive: Archive) -> None:
    page = opener(CURRENT)
    page.route("**/versies/artikelen.json", lambda route: route.fulfill(**answer))
    page.locator(".veranderd").first.click()
    page.wait_for_url(f"{archive.address}versies/?artikel={ARTICLE}")


def test_a_folder_without_a_server_copies_and_asks_nothing(browser: Browser, archive: Archive) -> None:
    folder = Path(archive.root) / CURRENT / PAGE / "index.html"
    with pages.fresh(browser, viewport=WIDE) as page:
        page.goto(folder.as_uri())
        control(page, 1).click()
        expect(page.get_by_role("button", name="Kopieer verwijzing")).to_be_focused()
        expect(page.locator(".veranderd").first).to_have_attribute("href", f"../../../versies/?artikel={ARTICLE}")
        expect(page.locator(".veranderd").first).not_to_have_attribute("role", "button")


ARCHIVED = ["git", "archive", "gh-pages"]

DECLARED = """wijzigingen:
  - artikel: doel
    wat: "Wij leggen uit waarom dit protocol er is."
    waarom: "Daar kwamen vragen over."
    voor_wie: "Iedereen die voor ons werkt."
    betekent: "Voor u verandert er niets in wat mag."
"""


def test_a_published_change_is_found_from_the_text_before_it(browser: Browser, tmp_path: Path) -> None:
    root = publishing.handbook(tmp_path / "handboek")
    assert publishing.publish(root).code == 0
    revision = publishing.revise(root, "2026-03-01")
    revision.write_text(revision.read_text("utf-8").replace("besluiten:\n", f"{DECLARED}besluiten:\n", 1), "utf-8")
    rules = root / "docs/regels.md"
    rules.write_text(rules.read_text("utf-8").replace("Zie {{ art('doel')", "Wij houden het veilig. Zie {{ art('doel')"), "utf-8")
    publishing.commit(root)
    done = publishing.publish(root)
    assert done.code == 0, done
    www = tmp_path / "www"
    www.mkdir()
    # Not by tarfile: Debian 12's Python has no filters yet.
    packed = subprocess.run(ARCHIVED, cwd=root, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", www], input=packed, check=True)
    with served(www) as address, pages.fresh(browser, f"{TODAY}T11:00:00Z", viewport=WIDE) as page:
        page.goto(f"{address}{publishing.FIRST}/regels/")
        page.locator(".veranderd").click()
        later = page.locator(".geschiedenis").get_by_role("link", name="1 maart 2026: gewijzigd")
        assert "Na deze tekst:" in page.locator(".geschiedenis").inner_text()
        later.click()
        page.wait_for_url(f"{address}wijzigingen/2026-03-01/#doel")
        expect(page.locator("#doel ins")).to_have_text("Wij houden het veilig. ")


def test_neither_the_search_nor_the_data_has_a_word_of_it(archive: Archive) -> None:
    for name in ("search/search_index.json", "artikelen.json", "handboek.json"):
        text = json.dumps(json.loads((archive.root / CURRENT / name).read_bytes()))
        for word in ("headerlink", "Adres van artikel", "Wat is er veranderd in", "?artikel="):
            assert word not in text, (name, word)
