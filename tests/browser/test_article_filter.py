"""The list of versions, narrowed to those that touched one article, and the page that shows what a version changed: by keyboard, and without a script."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.serve.accessibility.example import Archive
from tests.support import pages
from tests.support.states import SAMPLE

pytestmark = pytest.mark.xdist_group("look")

ARTICLE, OTHER = "beeld-collegas", "likes"


def touching(archive: Archive, id_: str) -> list[str]:
    found = json.loads((archive.root / "versies/artikelen.json").read_bytes())
    return [row["versie"] for row in found["artikelen"][id_]["versies"]]


def shown(page: Page) -> set[str]:
    return {str(item.get_attribute("data-versie")) for item in page.locator("[data-tijdlijn] li[data-versie]:visible").all()}


def test_an_address_with_an_article_shows_what_touched_it(browser: Browser, archive: Archive) -> None:
    with pages.fresh(browser, str(archive.day)) as page:
        page.goto(f"{archive.address}versies/?artikel={ARTICLE}")
        expect(page.locator(".reg-raakte")).to_have_count(len(touching(archive, ARTICLE)))
        assert shown(page) == {*touching(archive, ARTICLE)}
        expect(page.locator("[data-filter] [role=status]")).to_contain_text(f"{len(touching(archive, ARTICLE))} van de ")
        line = page.locator(f'li[data-versie="{touching(archive, ARTICLE)[-1]}"] .reg-raakte a')
        assert str(line.get_attribute("href")).endswith(f"wijzigingen/{touching(archive, ARTICLE)[-1]}/#{ARTICLE}")


def test_another_article_is_chosen_by_keyboard_and_stands_in_the_address(browser: Browser, archive: Archive) -> None:
    with pages.fresh(browser, str(archive.day)) as page:
        page.goto(f"{archive.address}versies/")
        pages.settled(page)
        all_ = shown(page)
        choice = page.get_by_label("Toon alleen versies die dit artikel raakten")
        choice.focus()
        # A person types the number of the article.
        page.keyboard.type(choice.locator(f'option[value="{OTHER}"]').inner_text()[:12])
        expect(choice).to_have_value(OTHER)
        assert shown(page) == {*touching(archive, OTHER)}
        assert parse_qs(urlsplit(page.url).query) == {"artikel": [OTHER]}
        page.keyboard.press("Home")
        expect(choice).to_have_value("")
        assert shown(page) == all_
        assert urlsplit(page.url).query == ""


@pytest.mark.parametrize("asked", ["eerder", "heel-eerder", ARTICLE])
def test_an_article_that_got_another_id_keeps_the_versions_of_before(browser: Browser, archive: Archive, asked: str) -> None:
    found = json.loads((archive.root / "versies/artikelen.json").read_bytes())
    rows = found["artikelen"][ARTICLE]["versies"]
    versions = sorted(found["versies"])[:3]
    # It had three names: one in each of the first versions, and after that its last.
    names = ["heel-eerder", "eerder", ARTICLE]
    for at, (name, version) in enumerate(zip(names, versions, strict=True)):
        row = rows[0] | {"versie": version, "soort": ["hernoemd" if at else "nieuw"]} | ({"was": names[at - 1]} if at else {})
        found["artikelen"][name] = {"titel": rows[0]["titel"], "versies": [row, *(rows if name == ARTICLE else [])]}
    found["artikelen"][ARTICLE]["versies"] = [
        found["artikelen"][ARTICLE]["versies"][0],
        *(one for one in rows if one["versie"] not in versions),
    ]
    with pages.fresh(browser, str(archive.day)) as page:
        page.context.route("**/versies/artikelen.json", lambda route: route.fulfill(body=json.dumps(found)))
        page.goto(f"{archive.address}versies/?artikel={asked}")
        expect(page.get_by_label("Toon alleen versies die dit artikel raakten")).to_have_value(ARTICLE)
        assert shown(page) == {*versions, *(one["versie"] for one in rows)}
        assert page.locator('#artikel option[value$="eerder"]').count() == 0
        page.context.unroute_all()


def test_an_article_that_is_not_there_is_told_and_hides_nothing(browser: Browser, archive: Archive) -> None:
    with pages.fresh(browser, str(archive.day)) as page:
        page.goto(f"{archive.address}versies/?artikel=<b>bestaat-niet")
        expect(page.locator("[data-filter] [role=status]")).to_have_text(
            "“<b>bestaat-niet” is geen artikel van dit handboek. Hieronder staan alle versies."
        )
        assert len(shown(page)) > 3


def test_without_the_registry_the_list_is_as_it_was(browser: Browser, archive: Archive) -> None:
    with pages.fresh(browser, str(archive.day)) as page:
        page.context.route("**/versies/artikelen.json", lambda route: route.fulfill(status=404))
        page.goto(f"{archive.address}versies/?artikel={ARTICLE}")
        pages.settled(page)
        assert len(shown(page)) > 3
        expect(page.locator("[data-filter]")).to_be_hidden()
        page.context.unroute_all()


def test_without_a_script_what_changed_is_there_to_read(browser: Browser, archive: Archive) -> None:
    with pages.fresh(browser, str(archive.day), java_script_enabled=False) as page:
        page.goto(f"{archive.address}wijzigingen/{SAMPLE.current}/")
        assert page.locator("section.verschil-artikel:visible").count() > 2
        assert page.locator(":is(ins, del):visible").count() > 2
        first = page.locator(".reg-artikelen a").first
        assert page.locator(f"section{first.get_attribute('href')}").count() == 1
        page.goto(f"{archive.address}versies/?artikel={ARTICLE}")
        assert page.locator("[data-tabel] tr[data-versie]:visible").count() > 3


def test_a_reader_goes_from_change_to_change(browser: Browser, archive: Archive) -> None:
    with pages.fresh(browser, str(archive.day)) as page:
        page.goto(f"{archive.address}wijzigingen/{SAMPLE.current}/")
        expect(page.locator(".verschil-balk")).to_be_visible()
        page.keyboard.press("n")
        expect(page.locator(".verschil-plek:focus")).to_have_count(1)
        expect(page.locator(".verschil-gelijk:visible")).to_have_count(0)
        page.get_by_label("Verberg wat gelijk bleef").uncheck()
        expect(page.locator(".verschil-gelijk:visible")).not_to_have_count(0)
