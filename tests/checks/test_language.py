"""How plain the text is: the measures themselves, how a page is read for them, and what a version keeps of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from handbook.build import build
from handbook.checks.prose import readability, spelling, texts
from handbook.checks.prose.plain_language import check as check_language
from handbook.checks.prose.texts import Text
from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.printed import sentences
from handbook.sources.printed.sentences import Sentence
from tests.support import shown_text
from tests.support.fork import handbook as command
from tests.support.handbooks import copy_sources, draw


@pytest.fixture(scope="module")
def own(sample: Path) -> Sources:
    return read(Project.find(sample))


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("u", 1), ("idee", 2), ("ideeën", 3), ("open", 2), ("organisatie", 5), ("leidinggevende", 5), ("appgroep", 2), ("reactie", 3), ("privé", 2),
        ("beïnvloeden", 4), ("mooie", 2), ("nieuws", 1), ("vrij", 1), ("AVG", 3), ("HR", 2), ("foto's", 2), ("EERST", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert readability.syllables(word) == count


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("Het bericht wordt gewist.", True),
        ("Het is door HR bekeken.", True),
        ("Wie het meldt, wordt geholpen.", True),
        ("Het bericht is weg.", False),
        ("U wordt boos.", False),
        ("HR heeft het bekeken.", False),
        ("U wist het bericht.", False),
        ('Hij zei: "Dat wordt gewist."', False),
    ],
)
def test_passive(text: str, *, hides: bool) -> None:
    assert readability.passive(Sentence(text, 1)) is hides


def test_address() -> None:
    assert readability.address(Sentence("U en je collega.", 1), "u") == ["je"]
    assert readability.address(Sentence("U en je collega.", 1), "je") == ["U"]
    assert readability.address(Sentence('Zeg: "Wil je dat?"', 1), "u") == []


def test_sentences_keep_their_lines() -> None:
    found = sentences.of_text("Bel N. Proefhuis van B.V. De Hoek. Doe dat **nu**! Zie [hier](x.md#y).", 7)
    assert [s.text for s in found] == ["Bel N. Proefhuis van B.V. De Hoek.", "Doe dat nu!", "Zie hier."]
    assert {s.line for s in found} == {7}


@pytest.mark.parametrize("address", ["https://www.proefhuis.test/x", "<https://www.proefhuis.test/x>", "(www.proefhuis.test)"])
def test_an_address_leaves_the_full_stop_to_its_sentence(address: str) -> None:
    found = sentences.of_text(f"Kijk op {address}. Bel daarna.", 1)
    assert [one.text.rstrip(" .>)") for one in found] == ["Kijk op" + (" (" if address[0] == "(" else ""), "Bel daarna"]


def test_a_page_as_it_is_read(tmp_path: Path) -> None:
    page = """+
## {{ artikel('twee') }} Twee *dingen* {#twee}

1. Wie werkt voor {{ werkgever.naam_kort }},
    leest {{ art('doel') }}. En belt
    {{ contact.hr.naam }}.
2. Een woord `en-code`.

{% if beleid.stand == 'vrij' %}
Dit staat er niet.
{% else %}
Dit staat er.
{% endif %}

| Kop | Wat |
| --- | --- |
| A | Een cel. |

!!! note "Toelichting"
    > De wet zelf.

```
code
```

مرحبا
{: lang="ar" }

## Weer zonder artikel

Slot op {{ datum(protocol.bestaat_sinds) }}.
"""
    sources = read(Project.find(draw(tmp_path / "handboek", {"docs/regels.md": page})))
    text = next(t for t in texts.texts_of(sources) if t.path == "regels.md")
    found = [(s.line, s.kind, s.article, s.text) for s in text.sentences if s.line > 14]
    assert found == [
        (15, "heading", "twee", "Twee dingen"),
        (17, "text", "twee", "Wie werkt voor Proefhuis, leest artikel 1.1."),
        (18, "text", "twee", "En belt Afdeling HR."),
        (20, "text", "twee", "Een woord ."),
        (25, "text", "twee", "Dit staat er."),
        (28, "cell", "twee", "Kop"),
        (28, "cell", "twee", "Wat"),
        (30, "cell", "twee", "A"),
        (30, "cell", "twee", "Een cel."),
        (32, "heading", "twee", "Toelichting"),
        (33, "quote", "twee", "De wet zelf."),
        (42, "heading", "", "Weer zonder artikel"),
        (44, "text", "", "Slot op 1 januari 2024."),
    ]


def test_own_text_is_what_the_site_shows(own: Sources, tmp_path: Path) -> None:
    """What is measured without running a word is what MkDocs prints."""
    build.build(own.project, tmp_path / "site")
    assert shown_text.lost(own, tmp_path / "site") == {}


def test_a_word_that_takes_long_is_no_word() -> None:
    assert not spelling.right("verkeers" * 40)
    assert spelling.near("verkeers" * 40, []) == []


def test_words_that_are_not_looked_up_are_right() -> None:
    assert [word for word in spelling.TAKEN_APART if not spelling.listed(word)] == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("afsprak", "afspraak"),
        ("plaastsen", "plaatsen"),
        ("colelga", "collega"),
        ("beleit", "beleid"),
        ("kwaliteijt", "kwaliteit"),
        ("qqqq", None),
    ],
)
def test_usual_slips(word: str, meant: str | None) -> None:
    found = spelling.near(word, [])
    assert meant in found if meant else not found


def test_words_of_the_handbook_come_first() -> None:
    assert spelling.near("voorbeeldn", ["Proefhuis", "voorbeelden"]) == ["voorbeelden"]


def hard_page(root: Path) -> Sources:
    text = "Verantwoordelijke functionarissen rapporteren bijzondere omstandigheden overeenkomstig toepasselijke bepalingen.\n" * 5
    return read(Project.find(draw(root, {"docs/regels.md": f"+\n{text}"})))


@pytest.mark.parametrize(("published", "said"), [(None, True), (90.0, True), (0.0, True), (-150.0, False)])
def test_never_worse_than_what_was_published(
    published: float | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, said: bool
) -> None:
    record = {"paginas": {"regels.md": {"leesbaarheid": {"": published}}}} if published is not None else None
    monkeypatch.setattr("handbook.checks.published.before", lambda _: record or {})
    found = [f for f in check_language(hard_page(tmp_path / "handboek")) if f.code == "TAA001"]
    assert bool(found) is said
    assert all(("en was" in f.message) is (published is not None) for f in found)


@pytest.mark.parametrize("record", [{}, {"paginas": {}}, {"paginas": {"regels.md": {}}}, {"paginas": {"regels.md": {"adressen": []}}}])
def test_a_version_of_an_older_program_keeps_no_measures(
    record: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.checks.published.before", lambda _: record or {})
    assert [f.code for f in check_language(hard_page(tmp_path / "handboek"))] == ["TAA001"]


def test_a_revision_is_never_too_hard(tmp_path: Path) -> None:
    """It says what was adopted, and may not change any more."""
    sources = hard_page(tmp_path / "handboek")
    assert not {one.path for one in texts.measured(texts.texts_of(sources)) if one.path.startswith("revisies/2")}


def test_no_words_read_easily() -> None:
    assert readability.measure([]).ease == 100
    assert readability.measure([Sentence("030 123 45 67", 1)]).words == 0
    assert list(texts.measured([Text("a.md", "docs/a.md", [], prose=False)])) == []


def test_copies_of_the_sources_bring_the_list_of_words(tmp_path: Path) -> None:
    assert (copy_sources(tmp_path / "handboek", leave_out=("docs/", "variables.yml")) / "handbook/checks/prose/nl_NL/nl_NL.dic").is_file()


def test_no_home_folder_changes_what_is_spelt_right(tmp_path: Path) -> None:
    """A list of words that an earlier version kept there made a wrong word right; an empty home and a poisoned one now say the same."""
    root = draw(tmp_path / "handboek", {"docs/regels.md": "+\nZet uw fietz in de schuur.\n"})
    print_ = hashlib.sha256(b"".join(part.read_bytes() for part in sorted(spelling.DICTIONARY.glob("nl_NL.*")))).hexdigest()[:16]
    poison = {
        f".cache/handboek/woorden-{print_}.txt": "fietz\n",
        "nl_NL.dic": "1\nfietz\n",
        "nl_NL.aff": "SET UTF-8\n",
        ".hunspell_nl_NL": "fietz\n",
    }
    said = []
    for name, files in {"leeg": {}, "bedorven": poison}.items():
        home = tmp_path / name
        home.mkdir()
        for path, text in files.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, "utf-8")
        said.append(command(root, "check", HOME=str(home), XDG_CACHE_HOME=str(home / ".cache"), DICPATH=str(home)).stdout)
        assert {p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()} == set(files)
    assert '"fietz" staat niet in de woordenlijst' in said[0]
    assert said[0] == said[1]
