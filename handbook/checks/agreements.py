"""What is agreed once is said alike everywhere: a term, a number, an addressee, a duty or a set of words (docs/gegevens/afspraken.yml).

The paragraph that lays an agreement down decides; every other place that speaks of it is found by its words, and compared as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Any

from handbook.checks.prose.texts import SHOWN, paragraphs_of
from handbook.core import causes
from handbook.core.dutch import in_words
from handbook.core.findings import Cause, Finding, InFile, quote
from handbook.sources import Sources
from handbook.sources.articles import heading_line
from handbook.sources.contacts import Contact
from handbook.sources.data.agreements import Afspraak
from handbook.sources.data.entries import Entries
from handbook.sources.pages import Page
from handbook.sources.printed import paragraphs
from handbook.sources.printed.paragraphs import Paragraph

Said = frozenset[str]
"""What a place says of an agreement, in words that a finding can quote."""

NUMBER = r"(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)"
TERM = re.compile(
    rf"\b{NUMBER} (?:uur|uren|dag|dagen|werkdag|werkdagen|week|weken|maand|maanden|jaar)\b"
    r"|\bdezelfde (?:werk)?dag\b|\blaatste (?:werk)?dag\b|\bmeteen\b|\bdirect\b(?! nuttig)|\bonmiddellijk\b",
    re.IGNORECASE,
)
ALIKE = {"direct": "meteen", "onmiddellijk": "meteen", "laatste dag": "laatste werkdag", "een": "één"}
COUNT = re.compile(rf"\b{NUMBER}\b(?! (?:uur|dag|week|maand|jaar))", re.IGNORECASE)
ROLES = {
    "hr": "HR",
    "communicatie": "Communicatie",
    "ict": "ICT",
    "woordvoerder": "woordvoerder",
    "vertrouwenspersoon": "vertrouwenspersoon",
    "privacy": "contact voor privacy",
}
OR = " of "
SPLIT = re.compile(r", *")
OTHERS = ("leidinggevende", "directie", "bedrijfsarts")
FREE = re.compile(r"\b(?:hoeft|hoeven|mag|mogen|kunt|kiest|beslist)\b")
NOT = re.compile(r"\b(?:niet|geen|niets|nooit|niemand|verboden)\b")
NEED_NOT = re.compile(r"\b(?:hoeft|hoeven)\b")
MUST, MAY, MAY_NOT = "moet", "mag of hoeft niet", "mag niet"


@dataclass(frozen=True)
class Place:
    """One paragraph, or one text of docs/gegevens; `key` is the article, the page or the entry in which it stands."""

    file: InFile
    key: str
    paragraph: Paragraph


def check(sources: Sources) -> Iterator[Finding]:
    entries = sources.data.agreements
    if sources.facts is None or not entries.items:
        return
    places = tuple(_places(sources))
    for key, entry in entries.printed(sources.facts):
        if entry.artikel not in sources.metadata.articles:
            message = f"Er is geen artikel met het adres {quote(entry.artikel)}."
            cause = Cause(lacks=causes.article(entry.artikel))
            mend = sources.data.former.instead(entry.artikel, sources.metadata.articles) or "Kijk na waar de afspraak nu staat."
            yield entries.finding(entries.line(key, "artikel"), "AFS002", message, mend, cause=cause)
        elif entry.artikel in sources.articles:
            yield from _compared(sources, key, entry, places)


def _compared(sources: Sources, key: str, entry: Afspraak, places: Iterable[Place]) -> Iterator[Finding]:
    """The places that speak of it against the paragraph in which it stands; it may stand there for other facts only."""
    assert sources.facts
    entries, says = sources.data.agreements, _says(entry, sources.facts.contact)
    here = [one for one in places if one.key == entry.artikel and one.paragraph.number == entry.lid]
    agreed = frozenset[str]().union(*(says(one.paragraph) for one in here))
    if not agreed and (here or not _typed(sources, entry)):
        message = f"In {quote(entry.artikel)} is geen lid {entry.lid} met een afspraak van de soort {quote(entry.soort)}."
        yield entries.finding(
            entries.line(key, "lid"), "AFS003", message, "Kijk na in welk lid de afspraak nu staat, of kies een andere soort."
        )
        return
    if not agreed:
        # It stands there for other facts.
        return
    rows = [_Row.of(row) for row in entry.woorden]
    meant = {one.partition(":")[0].strip() for one in entry.anders}
    about = [one for one in places if one.key not in meant]
    for row in rows:
        about = [one for one in about if row.stands_in(one.paragraph)]
    for one in about:
        if one in here:
            continue
        said = says(one.paragraph)
        if _agrees(said, agreed) and (said or not _binds(one.paragraph, entry, sources)):
            continue
        line = here[0].paragraph.line
        where = f"{sources.articles[entry.artikel].label} lid {entry.lid} ({here[0].file.name}:{line})"
        told = f"staat {_listed(said)}" if said else "staat niets daarover"
        message = f"{entry.afspraak}: artikel {where} zegt {_listed(agreed)}, en hier {told}: {quote(one.paragraph.text, SHOWN)}"
        mend = f"Maak het gelijk, of verwijs naar dat artikel. Is het met opzet anders? Zet {one.key} met de reden onder anders bij {key} in {entries.name}."
        yield one.file.warning(one.paragraph.line, "AFS004", message, mend)


@dataclass(frozen=True)
class _Row:
    """A row of words or phrases of which one is enough; each paragraph is asked for all rows, so the `words` are sooner looked for than their `pattern`."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, row: str) -> _Row:
        return cls(tuple(word.lower() for word in SPLIT.split(row)), _any_of(row))

    def stands_in(self, paragraph: Paragraph) -> bool:
        text = paragraph.small
        return any(word in text for word in self.words) and self.pattern.search(paragraph.own_text) is not None


def _any_of(row: str) -> re.Pattern[str]:
    """A row of words or phrases, with commas between them, of which one is enough."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, SPLIT.split(row)))})\b", re.IGNORECASE)


def _typed(sources: Sources, entry: Afspraak) -> bool:
    """Whether the paragraph is in the source of its article, for any facts."""
    page = sources.pages[sources.articles[entry.artikel].page]
    begin = heading_line(page, entry.artikel)
    inside = takewhile(lambda line: not line.startswith("## "), page.template.split("\n")[begin:])
    return any(line.startswith(f"{entry.lid}.") for line in inside)


def _binds(paragraph: Paragraph, entry: Afspraak, sources: Sources) -> bool:
    """Whether a place that leaves the matter open says something else by it: a rule that does not lead to the article."""
    refers = f"artikel {sources.articles[entry.artikel].label}"
    rule = entry.soort == "woorden" or bool(paragraph.article and paragraph.number)
    return rule and refers not in paragraph.text.replace("\u00a0", " ")


def _places(sources: Sources) -> Iterator[Place]:
    assert sources.facts
    for page, one in paragraphs_of(sources):
        yield Place(page, one.article or _path(page), one)
    listed: tuple[Entries[Any], ...] = (sources.data.dilemmas, *sources.data.decisions.values())
    for entries in listed:
        for key, entry in entries.printed(sources.facts):
            for text, line in entries.texts_of(key, entry, sources.facts):
                if " " in text:
                    yield Place(entries, key, paragraphs.of_text(text, line))


def _path(page: Page) -> str:
    return page.name.removeprefix("docs/")


def _says(entry: Afspraak, contact: Contact) -> Callable[[Paragraph], Said]:
    """What a paragraph says of the kind of thing that is agreed."""
    if entry.soort == "termijn":
        return _terms
    if entry.soort == "aantal":
        return lambda one: frozenset(_spelt(found) for found in COUNT.findall(one.own_text))
    if entry.soort == "bij wie":
        return partial(_roles, names=_names(contact))
    if entry.soort == "plicht":
        return partial(_duty, about=_any_of(entry.woorden[0]))
    words = entry.zegt or entry.afspraak
    return lambda one: frozenset({words}) if words.lower() in one.own_text.lower() else frozenset()


def _terms(one: Paragraph) -> Said:
    return frozenset(_spelt(found) for found in TERM.findall(one.own_text))


def _spelt(text: str) -> str:
    """A number or term as it is compared: 1 week, een week and één week are one."""
    low = text.lower()
    first, _, rest = low.partition(" ")
    number = in_words(int(first)) if first.isdecimal() else ALIKE.get(first, first)
    return ALIKE.get(low) or " ".join(filter(None, (number, rest)))


def _names(contact: Contact) -> Mapping[str, str]:
    """What somebody is called, with the role that this is, or all that it can be: one person may have several."""
    held: dict[str, set[str]] = {}
    for role in contact.there:
        for person in contact.people(role):
            for name in (person.naam, person.within):
                held.setdefault(name or "", set()).add(ROLES.get(role, role))
    named = {name: OR.join(sorted(roles)) for name, roles in held.items() if name}
    return {**{word: word for word in (*ROLES.values(), *OTHERS)}, **named}


def _roles(one: Paragraph, names: Mapping[str, str]) -> Said:
    """The roles that a paragraph names, by their word or by the name of who has them; "Afdeling HR" is one name."""
    text, found = one.own_text, set()
    for name in sorted(names, key=len, reverse=True):
        text, times = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", "", text)
        if times:
            found.add(names[name])
    return frozenset(found)


def _agrees(said: Said, agreed: Said) -> bool:
    """Whether nothing else is said than what is agreed; of who has several roles one must be meant."""
    meant = {part for one in agreed for part in one.split(OR)}
    return all(meant.intersection(one.split(OR)) for one in said)


def _duty(one: Paragraph, about: re.Pattern[str]) -> Said:
    """Whether the sentences that speak of it demand, leave free or forbid."""
    told = [each.own_text for each in one.sentences if not each.text.endswith("?")]
    return frozenset(_force(text) for text in ([text for text in told if about.search(text)] or told))


def _force(text: str) -> str:
    if NEED_NOT.search(text):
        return MAY
    if NOT.search(text):
        return MAY_NOT
    return MAY if FREE.search(text) else MUST


def _listed(said: Said) -> str:
    return " en ".join(quote(one) for one in sorted(said))
