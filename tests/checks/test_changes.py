"""What a check knows of the articles without a build, and which words decide what somebody must or may do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbook.checks.changes import editorial, in_common
from handbook.redline import Article, Part
from tests.support.as_printed import both


def test_a_check_prints_what_a_build_prints(sample: Path, sample_site: Path) -> None:
    printed, built = both(sample, sample_site)
    assert printed == built
    assert len(printed["artikelen"]) > 20


# What only a build or a number differs in


def text(html: str, kind: str = "lid") -> dict[str, object]:
    part = {"soort": kind, "nummer": 1, "titel": None, "adres": "a/#b", "tekst": html, "html": html, "sha256": "", "raad": False}
    return {"artikelen": [{"id": "doel", "delen": [part]}]}


def bare(html: str, kind: str = "lid") -> str:
    found = in_common.bare(text(html, kind))["artikelen"][0]["delen"][0]
    assert found["tekst"] == found["html"] or "<" in found["html"]
    return str(found["html"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('Zie <a href="regels/#doel">artikel\u00a01.2</a>.', 'Zie <a href="regels/#doel">artikel\u00a012.1</a>.'),
        (
            'Zie <a href="regels/#doel">artikel\u00a01.2</a>.',
            'Zie <a href="elders/#doel">artikel\u00a01.2, Doel</a>.'.replace("elders", "regels"),
        ),
        ('<a href="bijlagen/x.pdf">Brief (PDF, 12\u00a0kB)</a>', '<a href="bijlagen/x.pdf">Brief (PDF, 1,3\u00a0MB)</a>'),
        ("<p>Tip: slaap.</p>", "<p><strong>Tip:</strong> slaap.</p>"),
    ],
)
def test_what_moves_on_by_itself_is_the_same(one: str, other: str) -> None:
    # Of advice the text tells that it is advice.
    assert bare(one).replace("<p>", "") == bare(other).replace("<p>", "") or in_common.bare(tip(one)) == in_common.bare(tip(other))


def tip(html: str) -> dict[str, object]:
    data = text(html)
    data["artikelen"][0]["delen"][0]["tekst"] = "Tip: slaap."  # type: ignore[index]
    return data


def test_a_reference_to_what_is_no_article_stays() -> None:
    typed = '<a href="regels/#weg">artikel\u00a01.2</a>'
    assert bare(typed) == typed


# Words of duty


def article(*rules: str, kind: str = "lid", advice: bool = False) -> Article:
    parts = tuple(Part(kind, None, None, "a/#b", rule, rule, "", advice) for rule in rules)
    return Article("doel", "1.1", "Doel", "a.md", "a/#doel", (), (), (), parts, "")


def told(old: Article, new: Article) -> str:
    return editorial.told(old, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("U mag dit.", "U moet dit.", 'weg "mag", erbij "moet"'),
        ("U mag dit.", "U mag dit niet.", 'erbij "niet"'),
        ("U antwoordt binnen vier weken.", "U antwoordt binnen zes weken.", 'weg "vier", erbij "zes"'),
        ("U antwoordt binnen 24 uur.", "U antwoordt binnen vierentwintig uur.", ""),
        ("U antwoordt binnen één week.", "U antwoordt binnen een week.", 'weg "één"'),
        ("U antwoordt vóór 1 mei 2027.", "U antwoordt vóór 1 juni 2027.", 'weg "mei", erbij "juni"'),
        ("U krijgt € 50.", "U krijgt € 75.", 'weg "50", erbij "75"'),
        ("Er volgt een waarschuwing.", "Er volgt ontslag.", 'weg "waarschuwing", erbij "ontslag"'),
        ("De directie beslist.", "Uw leidinggevende beslist.", 'weg "directie", erbij "leidinggevende"'),
        ("Vraag het HR.", "Vraag het de HR-afdeling.", ""),
        ("U mag niet, niet en niet.", "U mag niet.", 'weg "niet" (2 keer)'),
        ("Wie pest, moet stoppen.", "Iemand die pest, moet stoppen.", ""),
        ("Vraag dit vooraf.", "Vraag dit van tevoren.", ""),
        ("Zij moeten dit lezen.", "Hij moet dit lezen.", ""),
        ("U mag email lezen. U mag bellen.", "Bellen mag u. Ook mag u e-mail lezen.", ""),
    ],
)
def test_the_words_that_went_and_came_are_told(old: str, new: str, said: str) -> None:
    assert told(article(old), article(new)) == said


def test_only_rules_have_words_of_duty() -> None:
    for none in (article("U moet dit.", kind="toelichting"), article("Tip: u moet dit.", advice=True)):
        assert told(none, article()) == ""
    assert told(article("Tip: u moet dit.", advice=True), article("U moet dit.")) == 'erbij "moet"'


# What went and came


def counted(old: Article, new: Article) -> str:
    return editorial.counted(old, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<p>U leest dit. Het helpt.</p>", "<p>U leest dit.</p>", 'iets weggehaald: de zin "Het helpt."'),
        ("<ul><li>een pen;</li><li>een pet.</li></ul>", "<ul><li>een pen.</li></ul>", 'iets weggehaald: het punt "een pet."'),
        ("<ul><li>een pen</li></ul>", "<ul><li>een pen</li><li>een jas</li></ul>", 'iets bijgekomen: het punt "een jas"'),
        (
            "<ul><li>een pen</li></ul>",
            "<ul><li>uw jas</li></ul>",
            'iets weggehaald: het punt "een pen", en iets bijgekomen: het punt "uw jas"',
        ),
        ("<p>U leest dit, en het helpt.</p>", "<p>U leest dit. En het helpt.</p>", 'iets bijgekomen: de zin "En het helpt."'),
        ("<p>Zij vragen het de heer J. de Vries.</p>", "<p>Aan de heer J. de Vries vragen zij het.</p>", ""),
        ("<ul><li>een pen</li><li>een pet</li></ul>", "<ul><li>een pet</li><li>een pen</li></ul>", ""),
        (
            "<table><tr><td>HR</td></tr><tr><td>ICT</td></tr></table>",
            "<table><tr><td>ICT</td></tr></table>",
            'iets weggehaald: de rij "HR"',
        ),
    ],
)
def test_what_went_and_came_is_quoted(old: str, new: str, said: str) -> None:
    assert counted(article(old, kind="tekst"), article(new, kind="tekst")) == said


def test_a_paragraph_that_became_advice_went() -> None:
    assert counted(article("U slaapt."), article("U slaapt.", advice=True)) == 'iets weggehaald: het lid "U slaapt."'


SENTENCES = ("U mag dit niet.", "Binnen twee weken hoort u het.", "De directie beslist altijd.", "Alleen HR kan dat.", "Het regent.")


@given(st.permutations(SENTENCES))
def test_moving_a_sentence_is_no_change_of_duty(order: list[str]) -> None:
    assert told(article(*SENTENCES), article(" ".join(order))) == ""
    paragraph = [article(f"<p>{' '.join(one)}</p>", kind="tekst") for one in (SENTENCES, order)]
    assert counted(*paragraph) == ""


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.data())
def test_a_sentence_less_is_always_told(these: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(these) - 1))
    left = [*these[:at], *these[at + 1 :]]
    whole, rest = (article(f"<p>{' '.join(one)}</p>", kind="tekst") for one in (these, left))
    assert "weggehaald" in counted(whole, rest)
    assert "bijgekomen" in counted(rest, whole)


@given(st.integers(0, 100))
def test_a_number_is_the_same_in_figures_and_in_words(number: int) -> None:
    assert told(article(f"Binnen {number} dagen."), article(f"Binnen {words(number)} dagen.")) == ""


ONES = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien")
TEENS = ("vijftien", "zestien", "zeventien", "achttien", "negentien")
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def words(number: int) -> str:
    if number < 20:
        return (ONES + TEENS)[number]
    if number == 100:
        return "honderd"
    ten, one = divmod(number, 10)
    ends = f"{ONES[one].replace('é', 'e')}{'ën' if one in (2, 3) else 'en'}" if one else ""
    return ends + TENS[ten - 2]


def test_every_word_of_duty_stands_once_in_the_list() -> None:
    kinds = yaml.safe_load(editorial.LIST.read_text("utf-8"))
    forms = [form for listed in kinds.values() for forms in listed.values() for form in forms]
    assert len(forms) == len(set(forms))
    assert all(form == form.lower() for form in forms)
    # What the house asks for at least.
    assert {*"moet mag niet geen nooit altijd verboden alleen tenzij behalve uiterlijk binnen kan hoeft".split()} <= {*forms}
    assert {*"waarschuwing ontslag schorsing directie bestuur leidinggevende hr or functionaris".split()} <= {*forms}
