"""What the words that stand within a sentence print there, in parts: macros/ writes them on a page, the language checks read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from handbook.core import decisions
from handbook.core.decisions import Who
from handbook.core.dutch import capital, enumeration, in_words, long_date, separators, several
from handbook.sources import people
from handbook.sources.articles import CITED, Article
from handbook.sources.contacts import CONFIDENT, DEPARTMENTS, Contact, Persoon
from handbook.sources.data.dilemmas import Dilemma, page_of
from handbook.sources.data.legal_sources import Bron
from handbook.sources.data.outside_help import Hulp
from handbook.sources.people import Mensen
from handbook.sources.printed import contact_phrases, official_texts
from handbook.sources.printed.inline import TIED, Blank, Link, Name, Part, Place, Text
from handbook.sources.printed.values import Pending, Value

VOORBEHOUD: Mapping[str, str] = {
    "H": "",
    "M": "kijk dit na bij een geschil",
    "L": "hierover is nog geen zekerheid: laat dit nakijken",
}
"""What stands behind a reference to a norm, by its certainty."""

ADVICE = "juridisch-loket"
"""Who outside gives advice, where everybody inside is led by the one who would have to."""

DOCTOR = "bedrijfsarts"

LEADER = "leidinggevende"
ABOVE: Mapping[str, str] = {
    "daarboven": "de leidinggevende daarboven",
    "hoger": "de leidinggevende van uw leidinggevende",
    "begeleider": "de leidinggevende van uw begeleider",
    "ander": "een andere leidinggevende",
}
"""Who leads beside or above who leads the reader, by what an author types: with one of them first, it is about who leads."""

TURNED_TO = {LEADER: "uw leidinggevende", **ABOVE, CONFIDENT: "de vertrouwenspersoon"}
"""What a sentence says of each to whom somebody can turn; other words are said as they are."""

Parts = tuple[Part, ...]


def answered(contact: Contact, outside: Container[str]) -> tuple[str, ...]:
    """The roles for which a text names somebody; where nobody is there to talk to in confidence, that is who gives advice outside."""
    instead = (CONFIDENT,) if contact.says_nobody and ADVICE in outside else ()
    return (*contact.there, *instead)


def _outside(body: Hulp) -> Persoon:
    return Persoon.model_construct(naam=f"het {body.naam}", telefoon=body.telefoon, website=body.website, extern=True)


@dataclass(frozen=True)
class Known:
    """What words refer to, by id; `day` is the first day of the text, on which the law is read too."""

    articles: Mapping[str, Article]
    norms: Mapping[str, Bron]
    dilemmas: Mapping[str, Dilemma]
    day: date | None = None
    contact: Contact | None = None
    mensen: Mensen = field(default_factory=Mensen)
    outside: Mapping[str, Hulp] = field(default_factory=dict)
    board: str = decisions.BODIES["bestuur"]
    """What the organisation calls who adopts its texts."""
    councils: tuple[Who, ...] = ()
    """Who speaks for the people who work there."""
    deciders: tuple[tuple[Who, decisions.Part | None], ...] = ()
    """Who of them decided on the newest text or was asked, and which part where it was one; none where nothing says so."""

    def people(self, *roles: str) -> tuple[Persoon, ...]:
        """Who answers for the roles, each once, or who does so outside; raises KeyError where nobody does."""
        found: dict[Persoon, None] = {}
        for role in filter(None, roles):
            named = {one.naam for one in found}
            found |= dict.fromkeys(one for one in self._of(role) if one.naam not in named)
        if not found:
            raise KeyError(*roles)
        return tuple(found)

    def _of(self, role: str) -> tuple[Persoon, ...]:
        if self.contact is None:
            return ()
        instead = self.outside.get(ADVICE) if role == CONFIDENT and self.contact.without_confident else None
        return (_outside(instead),) if instead else self.contact.people(role)


def art(known: Known, id: str, begin: bool = False) -> Parts:
    """A reference to an article: artikel 4.2."""
    article = known.articles[id]
    return (Link((Text(f"{'A' if begin else 'a'}rtikel{TIED}{article.label}"),), Place(article.page, id)),)


def art_met_titel(known: Known, id: str, begin: bool = False) -> Parts:
    """A reference that says what the article is about: artikel 4.2, Gegevens van klanten."""
    article = known.articles[id]
    (link,) = art(known, id, begin)
    assert isinstance(link, Link)
    return (Link((*link.parts, Text(", "), Name(article.title)), link.to),)


def nummer(known: Known, id: str) -> Parts:
    """The number of an article, behind a link that leads to it in the words of a question: artikel 4.2."""
    return (Text(f"artikel{TIED}{known.articles[id].label}"),)


def bron(known: Known, id: str, kort: bool = False) -> Parts:
    """A reference to a norm that says how sure it is."""
    norm = known.norms[id]
    text, doubt = cited_norm(norm, short=kort), VOORBEHOUD[norm.zekerheid]
    if not doubt:
        return (to_norm(known, norm, text),)
    # One pair of brackets reads better than two: the law (its short name; how sure it is).
    name, short = re.fullmatch(r"(.*?)(?: \(([^()]+)\))?", text).groups()  # type: ignore[union-attr]
    return (to_norm(known, norm, name), Text(f" ({f'{short}; ' if short else ''}{doubt})"))


def dilemma(known: Known, id: str) -> Parts:
    """A reference to a dilemma by its title."""
    entry = known.dilemmas[id]
    return (Link((Text(entry.titel),), Place(page_of(entry.thema), id)),)


def buiten(known: Known, id: str, begin: bool = False) -> Parts:
    """A body outside the organisation by its name, with its number where it has one: Fraudehelpdesk (088 786 73 72)."""
    body = known.outside[id]
    name = Link((Text(body.naam[0].upper() + body.naam[1:] if begin else body.naam),), body.website)
    return (name, Text(" ("), *contact_phrases.telephone(body.telefoon), Text(")")) if body.telefoon else (name,)


def datum(known: Known, dag: date | str | Pending) -> Parts:
    """A date in words: 1 januari 2026."""
    if isinstance(dag, Pending):
        return (Text(str(dag)),)
    # No line ends within it.
    return (Text(long_date(date.fromisoformat(dag) if isinstance(dag, str) else dag).replace(" ", TIED)),)


def opsomming(known: Known, lijst: Sequence[Value]) -> Parts:
    """A list as a part of the sentence: a, b en c."""
    # Each by itself: a sign may mean something to Markdown at the start of an item only.
    return tuple(
        part for item, after in zip(lijst, separators(len(lijst)), strict=True) for part in (Text(item.raw), Text(after)) if part.text
    )


def aantal(known: Known, getal: int, enkelvoud: str, meervoud: str) -> Parts:
    """A number in words with what is counted: één week, zes weken."""
    return (Text(f"{in_words(getal)} {enkelvoud if getal == 1 else meervoud}"),)


def mens(known: Known, wie: str) -> Parts:
    """People as the organisation calls them: de klant reads de bewoner."""
    return (Text(people.said(known.mensen, wie)),)


def bestuur(known: Known, begin: bool = False) -> Parts:
    """The board as the organisation calls it: het bestuur, de eigenaren."""
    return (Text(capital(known.board) if begin else known.board),)


def bestuur_doet(known: Known, een: str, meer: str) -> Parts:
    """The verb that goes with it: het bestuur beslist, de eigenaren beslissen."""
    return (Text(meer if several(known.board) else een),)


def raad(known: Known, deel: str = "", begin: bool = False) -> Parts:
    """Who speaks for the people who work there, each that it can be: het personeelsdeel van de medezeggenschapsraad; without any they do so themselves."""
    part = next((one for one in decisions.PARTS if one == deel and {*known.councils} & {*decisions.SCHOOL}), None)
    named = decisions.bodies(known.councils, part) or "het personeel"
    return (Text(capital(named) if begin else named),)


def wie_stemt_in(known: Known, begin: bool = False) -> Parts:
    """Who of them decided on this text or was asked: de gemeenschappelijke medezeggenschapsraad."""
    if not known.deciders:
        return raad(known, begin=begin)
    named = enumeration([decisions.body(who, part) for who, part in known.deciders])
    return (Text(capital(named) if begin else named),)


def invullen(known: Known, wat: str) -> Parts:
    """A field that somebody fills in by hand, between brackets: [naam van de medewerker]."""
    return (Blank(f"[{wat}]"),)


def mailto(known: Known, adres: Value) -> Parts:
    """An e-mail address to click on."""
    return contact_phrases.mail(adres.raw)


def bel(known: Known, nummer: Value) -> Parts:
    """A telephone number to click on."""
    return contact_phrases.telephone(nummer.raw)


def wie(known: Known, rol: str, of: str = "", begin: bool = False) -> Parts:
    """Who has the role, or one of two: V. Jansen of W. Smit."""
    return _begun(contact_phrases.names(known.people(rol, of)), begin)


def afdeling(known: Known, rol: str, begin: bool = False) -> Parts:
    """Who does what the text calls a department by: HR, Communicatie or ICT, and by name where one of the others does it beside."""
    word = known.contact.department(rol) if known.contact else DEPARTMENTS[rol]
    if word:
        return (Text(word),)
    return _begun(contact_phrases.names(known.people(rol)), begin)


def _begun(said: Parts, begin: bool) -> Parts:
    """With a capital where a sentence or a cell begins with it."""
    first, *rest = said
    return (Text(capital(first.text)), *rest) if begin and isinstance(first, Text) else said


def een_van(
    known: Known, een: str, twee: str = "", drie: str = "", hoe: str = "of", begin: bool = False, over_leiding: bool = False
) -> Parts:
    """Those to whom somebody can turn, each once: uw leidinggevende, HR of de vertrouwenspersoon.

    Where one leads everybody and does HR, nobody stands above or beside that one: who has something to say about who leads turns to somebody else.
    """
    asked = [one for one in (een, twee, drie) if one]
    contact = known.contact
    if contact and contact.led_by_hr:
        about = over_leiding or een in ABOVE or (CONFIDENT in asked and LEADER not in asked)
        leads = {role for role in DEPARTMENTS if contact.leads(role)}
        gone = {*ABOVE, *(leads if about or LEADER in asked else ())}
        asked = [one for one in asked if one not in gone] or [CONFIDENT]
    if contact and contact.without_confident:
        asked = [one for one in asked if one != CONFIDENT]
    if not asked:
        return _begun((Text("het "), *buiten(known, ADVICE)), begin)
    said = [afdeling(known, one) if one in DEPARTMENTS else (Text(TURNED_TO.get(one, one)),) for one in asked]
    return _begun(contact_phrases.either([*dict.fromkeys(said)], f" {hoe} "), begin)


@dataclass(frozen=True)
class Reached:
    """Whom `bereik` names: the people who have `roles`, and whom the author puts `beside` them, which stands first.

    `alone` says that the sentence is about talking in confidence, for which nobody at work is there.
    """

    roles: tuple[str, ...]
    beside: str
    begins: bool
    alone: bool = False


def reached(known: Known, rol: str, of: str = "", naast: str = "", begin: bool = False) -> Reached:
    """Who leads everybody is named once, and not about who leads; nobody outside where somebody inside is asked."""
    roles, contact = tuple(filter(None, (rol, of))), known.contact
    leader, begins = naast.lower() == TURNED_TO[LEADER], begin or naast[:1].isupper()
    if contact is None:
        return Reached(roles, naast, begins)
    if not naast and _confident_alone(known, *roles):
        return Reached(roles, naast, begins, alone=True)
    if contact.led_by_hr and not leader and {"hr", CONFIDENT} <= {*roles}:
        roles = (CONFIDENT,)
    elif contact.without_confident:
        roles = tuple(one for one in roles if one != CONFIDENT) or roles
    twice = leader and contact.led_by_hr and any(one.geeft_leiding for one in known.people(*roles))
    return Reached(roles, "" if twice else naast, begins)


def with_ways(known: Known, named: Reached, alles: bool = False, hoe: str = "of") -> Parts:
    """V. Jansen (010 123 45 67), and uw leidinggevende en V. Jansen (010 123 45 67) where `hoe` is en."""
    people = known.people(*named.roles)
    if named.alone:
        said = contact_phrases.either([_bedrijfsarts(known), contact_phrases.reached(people)], ", of voor juridische raad ")
    elif named.beside and hoe != "of":
        also = contact_phrases.reached(people, everything=alles)
        said = contact_phrases.either([(Text(named.beside),), also], f" {hoe} ")
    else:
        said = contact_phrases.reached(people, named.beside, everything=alles)
    return _begun(said, named.begins)


def bereik(known: Known, rol: str, of: str = "", naast: str = "", alles: bool = False, begin: bool = False, hoe: str = "of") -> Parts:
    """The same with how to reach each; `naast` is whom else the sentence names, before them: one of all, or with `hoe` en that one too."""
    return with_ways(known, reached(known, rol, of, naast, begin), alles, hoe)


def _bedrijfsarts(known: Known) -> Parts:
    """With whom somebody can talk in confidence wherever people work: the law gives everybody access to a company doctor."""
    people = known.contact.people(DOCTOR) if known.contact else ()
    return contact_phrases.reached(people) if people else (Text("de bedrijfsarts"),)


def _confident_alone(known: Known, *roles: str) -> bool:
    """Whether a sentence is about talking in confidence, and nobody at work is there for that."""
    return roles == (CONFIDENT,) and ADVICE in known.outside and known.contact is not None and known.contact.without_confident


def bel_of_mail(known: Known, rol: str, of: str = "", hoe: str = "", alles: bool = False, midden: bool = False) -> Parts:
    """What to do: Bel V. Jansen op 010 123 45 67; `hoe` stands behind the verb, `midden` in a sentence it begins small."""
    if not of and _confident_alone(known, rol):
        there = [(Text(f"praat {f'{hoe} ' if hoe else ''}met "), *_bedrijfsarts(known)), contact_phrases.reached(known.people(rol))]
        return _begun(contact_phrases.either(there, ", of vraag juridische raad aan "), not midden)
    return contact_phrases.call(known.people(rol, of), hoe, everything=alles, within=midden)


def mail_of_bel(known: Known, rol: str, of: str = "", hoe: str = "", alles: bool = False, midden: bool = False) -> Parts:
    """The same for what has no hurry: Mail naar V. Jansen (v.jansen@…)."""
    return contact_phrases.call(known.people(rol, of), hoe, everything=alles, within=midden, mail_first=True)


WORDS: Mapping[str, Callable[..., Parts]] = {
    word.__name__: word
    for word in (
        aantal,
        art,
        art_met_titel,
        bestuur,
        bestuur_doet,
        bron,
        buiten,
        dilemma,
        datum,
        invullen,
        mens,
        nummer,
        opsomming,
        raad,
        wie_stemt_in,
        mailto,
        bel,
        wie,
        afdeling,
        een_van,
        bereik,
        bel_of_mail,
        mail_of_bel,
    )
}
"""The words of macros/ that stand within a sentence; a word that is not here prints a block of its own."""


def cited(known: Known, text: str) -> Parts:
    """A text of docs/gegevens, in which `[[klantgegevens]]` reads artikel 4.2."""
    found: list[Part] = []
    # Text and id take turns.
    for index, piece in enumerate(CITED.split(text)):
        found += art(known, piece) if index % 2 else [Text(piece)] if piece else []
    return tuple(found)


def cited_norm(norm: Bron, *, short: bool = False) -> str:
    """artikel 7:611 van het Burgerlijk Wetboek (BW), or `short`: artikel 7:611 BW."""
    abbreviation = re.search(r"\(([^()]+)\)$", norm.naam)
    if short and abbreviation:
        return f"{norm.artikel or norm.naam.partition(' ')[0]} {abbreviation[1]}"
    return f"{norm.artikel} van {norm.naam}" if norm.artikel else norm.naam


def to_norm(known: Known, norm: Bron, text: str) -> Link:
    """A link to the official text, with the words `text`."""
    return Link((Text(re.sub(r"(rtikel(?:en)?) (?=\d)", rf"\1{TIED}", text)),), official_texts.address(norm.url, known.day))
