"""Which text applies on a day: the program, the command, the list in the page, the feed and the scripts say the same of every day."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import applicable, root_pages, timeline
from handbook.archive.applicable import Answer
from handbook.archive.register import Register, Version, in_force
from handbook.core.dutch import MONTHS, long_date
from handbook.core.edition import Edition
from tests.support.registers import HISTORIES, seen
from tests.support.soaking import SOAK

pytestmark = pytest.mark.xdist_group("look")

FIRST, AFTER = date(2026, 3, 1), date(2027, 9, 1)
DAYS = [FIRST + timedelta(days=n) for n in range((AFTER - FIRST).days)]
OF_LOOKING = DAYS[:: 15 if SOAK else 100]
"""Days on which somebody looks: what is known differs between them."""


@pytest.fixture(scope="module")
def rules(browser: Browser) -> Iterator[Page]:
    """A real browser that knows the rule of the scripts."""
    page = browser.new_context().new_page()
    page.add_script_tag(content=root_pages.RULES.read_text("utf-8"))
    yield page
    page.context.close()


def answered(rules: Page, script: str, asked: object) -> Any:
    """What the script makes of `asked`. As text: Playwright looks at each value of thousands by itself."""
    return json.loads(rules.evaluate(f"asked => JSON.stringify(({script})(JSON.parse(asked)))", json.dumps(asked)))


def name(found: Version | None) -> str | None:
    return str(found.version) if found else None


def model(entries: tuple[Version, ...], day: date, known_on: date) -> str | None:
    """By hand: the last, in the order of days and corrections, that had begun and had been made known; or what its repeal names."""
    fitting = {str(e.version): e for e in entries if e.day <= day and e.announced <= known_on}
    newest = max(fitting.values(), key=lambda e: (e.day, e.version.number), default=None)
    repeal = newest.repealed if newest else None
    if repeal and repeal.vanaf <= day and repeal.bekendgemaakt <= known_on:
        newest = fitting.get(repeal.in_plaats or "")
    return name(newest)


@pytest.mark.parametrize("which", HISTORIES)
def test_the_program_and_the_scripts_have_one_rule(which: str, rules: Page) -> None:
    entries, told = HISTORIES[which], seen(*HISTORIES[which]).data({})
    asked = [(day, day + timedelta(days=off)) for day in DAYS for off in (-30, 0, 30)]
    mine = []
    for day, known_on in asked:
        found = Answer(entries, day, known_on, known_on)
        repealed = [str(found.repealed.vanaf) if found.repealed else None, name(found.ended[0]) if found.ended else None]
        mine.append([*(name(one) for one in (found.applies, found.knew, found.awaited, found.unproven)), *repealed])
        assert mine[-1][:2] == [model(entries, day, known_on), model(entries, day, min(day, known_on))]
    theirs = answered(
        rules,
        """([data, asked]) => {
            const versions = handboekVersies.checked(data).versies
            return asked.map(([day, known]) => {
                const found = handboekVersies.answerTo(versions, day, known)
                return [...[found.applies, found.knew, found.awaited, found.unproven].map(one => one?.versie ?? null), found.repealed?.vanaf ?? null, found.ended?.version.versie ?? null]
            })
        }""",
        [told, [[str(day), str(known)] for day, known in asked]],
    )
    assert theirs == mine


@pytest.mark.parametrize("which", HISTORIES)
def test_they_say_it_in_the_same_words(which: str, rules: Page) -> None:
    looking = sorted({*DAYS[::25], *(day + timedelta(days=n) for e in HISTORIES[which] for day in (e.day, e.announced) for n in (-1, 0))})
    entries, told = HISTORIES[which], seen(*HISTORIES[which]).data({})
    mine = [
        [
            [applicable.standings(entries, day)[one.version].words(day) or "", applicable.awaits(one, day), applicable.three_days(one, day)]
            for one in seen(*entries).entries
        ]
        for day in looking
    ]
    theirs = answered(
        rules,
        """([data, days]) => days.map(day => {
            const versions = handboekVersies.checked(data).versies
            const standings = handboekVersies.standingsOf(versions, day)
            return versions.map(v => [handboekVersies.standingWords(standings.get(v.versie), day), handboekVersies.awaits(v, day), handboekVersies.threeDays(v, day)])
        })""",
        [told, [str(day) for day in looking]],
    )
    assert theirs == mine
    unproven = rules.evaluate("data => data.versies.map(handboekVersies.unprovenWords)", told)
    assert unproven == [applicable.unproven(one) for one in seen(*entries).entries]


def day_of(text: str) -> date:
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


DAY = r"\d{1,2} [a-z]+ \d{4}"


def rows(register: Register) -> list[tuple[str, str]]:
    """The list in the page, as it reads: of every version on which days it applies."""
    page = LexborHTMLParser(root_pages.render(register, None, alias=Edition().alias)["versies/index.html"].decode())
    found = [(row.attributes["data-versie"] or "", row.css_first("[data-duur]")) for row in page.css("tr[data-versie]")]
    return [(version, " ".join(cell.text().split())) for version, cell in found if cell]


def holds(said: str, day: date) -> bool:
    """Whether a row says that its text applies on the day."""
    said = said.partition(",")[0]
    periods = [
        *re.findall(rf"({DAY}) t/m ({DAY})", said),
        *((begin, "31 december 9999") for begin in re.findall(rf"vanaf ({DAY})", said)),
    ]
    return any(day_of(begin) <= day <= day_of(end) for begin, end in periods)


@pytest.mark.parametrize("which", HISTORIES)
def test_the_list_and_the_command_say_so_too(which: str) -> None:
    entries = HISTORIES[which]
    for today in OF_LOOKING:
        register = seen(*entries, day=today)
        told = rows(register)
        for day in DAYS:
            found = Answer(register.entries, day, today, today)
            # What is still to be made known stands in its own row, as a promise.
            promised = [version for version, said in told if "zodra zij" in said.partition(";")[0] and holds(said, day)]
            known = [version for version, said in told if "zodra zij" not in said.partition(";")[0] and holds(said, day)]
            assert known == [one for one in [name(found.applies)] if one], (today, day)
            assert promised == [one for one in [name(found.awaited)] if one], (today, day)
            answered: dict[str, Any] = json.loads(timeline.answer(register, day, today, "json"))
            assert (answered["geldt"], answered["was_bekend"], answered["wacht_op"]) == (
                name(found.applies),
                name(found.knew),
                name(found.awaited),
            )
            if found.awaited and day.day == 1:
                begins = f"zodra zij op {long_date(found.awaited.announced)} bekend is gemaakt"
                assert begins in timeline.answer(register, day, today, "text")
                assert not found.applies or "volgens wat nu bekend is" in dict(told)[str(found.applies.version)]
        assert (
            name(register.current) == name(in_force(register.entries, today, today)) == name(Answer(entries, today, today, today).applies)
        )


ATOM = "{http://www.w3.org/2005/Atom}"
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize("which", HISTORIES)
def test_whoever_reads_the_feed_alone_finds_the_same(which: str) -> None:
    """The feed says nothing of today: only the three days, from which the answer to every day follows."""
    entries = HISTORIES[which]
    feed = ET.fromstring(root_pages.render(seen(*entries), None, alias=Edition().alias)["atom.xml"])
    told: dict[str, dict[str, str]] = {}
    for node in feed.iter(f"{ATOM}entry"):
        words = [" ".join("".join(part.itertext()).split()) for part in node.iter() if part.tag in (f"{HTML}dt", f"{HTML}dd")]
        told[(node.findtext(f"{ATOM}id") or "").rpartition("/")[2]] = dict(zip(words[::2], words[1::2], strict=True))
    assert told.keys() == {str(one.version) for one in entries}
    for day in DAYS:
        assert by_the_feed(told, day) == name(Answer(entries, day, day, day).applies), day


def by_the_feed(told: dict[str, dict[str, str]], day: date) -> str | None:
    """Which text applies on the day by what was known then, as somebody works it out who has the feed alone."""
    fitting = {
        version: facts
        for version, facts in told.items()
        if max(day_of(facts["Geldt vanaf"]), day_of(facts["Datum van bekendmaking"].partition(" (")[0])) <= day
    }
    newest = max(fitting, key=lambda version: (version[:10], int(version[11:] or 1)), default=None)
    facts = fitting[newest] if newest else {}
    if "Ingetrokken vanaf" not in facts:
        return newest
    known = max(day_of(facts["Ingetrokken vanaf"].partition(",")[0]), day_of(facts["Datum van bekendmaking van de intrekking"])) <= day
    instead = facts["In plaats daarvan"].removeprefix("de tekst van ")
    return newest if not known else None if instead == "geen tekst" else str(day_of(instead))


def test_what_is_still_to_be_made_known_reads_as_it_will_be() -> None:
    register = seen(*HISTORIES["announced ahead"])
    said = timeline.answer(register, date(2027, 2, 10), register.day, "text")
    assert said.splitlines() == [
        "Volgens wat nu bekend is, geldt voor 10 februari 2027 de tekst van 1 november 2026: versie 2026-11-01; een gepubliceerde tekst gaat in op 1 februari 2027, zodra zij op 20 januari 2027 bekend is gemaakt.",
        "Geldt vanaf 1 november 2026. Bekendgemaakt op 22 oktober 2026. In dit archief sinds 22 oktober 2026.",
    ]
    assert dict(rows(register)) == {
        "2027-02-01": "vanaf 1 februari 2027, zodra zij op 20 januari 2027 bekend is gemaakt",
        "2026-11-01": "vanaf 1 november 2026, volgens wat nu bekend is; "
        "een gepubliceerde tekst gaat in op 1 februari 2027, zodra zij op 20 januari 2027 bekend is gemaakt",
        "2026-01-01": "1 januari 2026 t/m 31 oktober 2026",
    }
    known = seen(*HISTORIES["announced ahead"], day=date(2027, 1, 20))
    assert timeline.answer(known, date(2027, 2, 10), known.day, "text").splitlines() == [
        "Voor 10 februari 2027 geldt de tekst van 1 februari 2027: versie 2027-02-01.",
        "Geldt vanaf 1 februari 2027. Bekendgemaakt op 20 januari 2027. In dit archief sinds 20 november 2026.",
    ]
    assert dict(rows(known))["2026-11-01"] == "1 november 2026 t/m 31 januari 2027"


def test_a_repeal_that_was_made_known_later_is_told_with_both_answers() -> None:
    register = seen(*HISTORIES["repealed, known afterwards"])
    assert timeline.answer(register, date(2026, 8, 1), register.day, "text").splitlines() == [
        "Voor 1 augustus 2026 geldt de tekst van 1 januari 2026: versie 2026-01-01.",
        "Geldt vanaf 1 januari 2026. Bekendgemaakt op 22 december 2025. In dit archief sinds 22 december 2025.",
        "De tekst die toen bekend was, is ingetrokken vanaf 1 juli 2026: dat is pas op 10 september 2026 bekendgemaakt.",
        "Op 1 augustus 2026 was bekend: de tekst van 1 juni 2026: versie 2026-06-01.",
    ]
    assert timeline.answer(register, date(2026, 8, 1), date(2026, 8, 1), "text").splitlines()[0] == (
        "Volgens wat op 1 augustus 2026 bekend was, geldt voor 1 augustus 2026 de tekst van 1 juni 2026: versie 2026-06-01; "
        "op 10 september 2026 is bekendgemaakt dat deze tekst vanaf 1 juli 2026 niet meer geldt."
    )
    assert dict(rows(register)) == {
        "2026-06-01": "1 juni 2026 t/m 30 juni 2026",
        "2026-01-01": "1 januari 2026 t/m 31 mei 2026 en weer vanaf 1 juli 2026",
    }


def test_days_without_a_text_say_why() -> None:
    register = seen(*HISTORIES["repealed, nothing instead"])
    assert timeline.answer(register, date(2026, 10, 1), register.day, "text") == (
        "Voor 1 oktober 2026 is er geen tekst.\nDe tekst van 1 juni 2026, versie 2026-06-01, is ingetrokken vanaf 1 september 2026."
    )


def test_what_the_archive_cannot_show_is_said() -> None:
    register = seen(*HISTORIES["put into the archive later"], day=date(2027, 1, 1))
    words = "Deze tekst staat pas sinds 24 december 2026 in dit archief. Dat zij op 22 oktober 2026 is bekendgemaakt, zegt alleen de revisie zelf."
    assert words in timeline.answer(register, date(2026, 12, 23), register.day, "text")
    assert words not in timeline.answer(register, date(2026, 12, 24), register.day, "text")
