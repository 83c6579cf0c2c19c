"""How a sentence says whom to reach and how: by name, telephone, mail or website, as far as they are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from handbook.core.dutch import separators
from handbook.sources.contacts import WAYS, Contact, Persoon
from handbook.sources.printed import escape
from handbook.sources.printed.inline import TIED, Link, Part, Text

Parts = tuple[Part, ...]
People = Sequence[Persoon]

LATE = "Ook 's avonds en in het weekend"
"""Of who can be reached then; docs/stijl/contact.js knows such people by this line."""


def names(people: People) -> Parts:
    """V. Jansen of W. Smit."""
    return either([(Text(one.within),) for one in people])


def reached(people: People, first: str = "", *, everything: bool = False, last: str = " of ") -> Parts:
    """V. Jansen (010 123 45 67) of W. Smit (w.smit@…): each with the quickest way, or with `everything` there is to know.

    `first` are words of the author that come first, such as "uw leidinggevende"; `last` stands before the last one, and only macros of before 0.6.0 give it.
    """
    said = [(Text(f"{one.within} ("), *(_all_of(one) if everything else ways(one)[0]), Text(")")) for one in people]
    return either([*([(Text(first),)] if first else []), *said], last)


def late(people: Mapping[Persoon, Sequence[str]]) -> Parts:
    """Ook 's avonds en in het weekend: V. Jansen (vertrouwelijk praten: 010 123 45 67), by what a reader goes to each for; no full stop."""
    said = [(Text(f"{one.within} ({small('; '.join(purposes))}: "), *ways(one)[0], Text(")")) for one, purposes in people.items()]
    return _joined([(Text(f"{LATE}: "),), *said], ["", *separators(len(said), " en ")])


def there_late(contact: Contact) -> dict[Persoon, list[str]]:
    """Who can be reached in the evening and at weekends, each with what a reader goes to them for."""
    found: dict[Persoon, list[str]] = {}
    for role in contact.there:
        for one in contact.people(role):
            if one.avond_en_weekend:
                found.setdefault(one, []).append(contact.purpose(role))
    return found


def small(text: str) -> str:
    """As it begins in the middle of a sentence: with a small letter, unless that is a name such as CET."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def call(people: People, how: str = "", *, everything: bool = False, within: bool = False, mail_first: bool = False) -> Parts:
    """Bel V. Jansen op 010 123 45 67, of mail naar W. Smit (w.smit@…): what to do, as an order to the reader.

    Each is reached in the quickest way, or by mail where there is any with `mail_first`; `everything` also names the other ways.
    `how` stands behind the first verb: meteen, over een bericht. `within` a sentence the first letter is a small one.
    """
    order = ("email", "telefoon", "website") if mail_first else WAYS
    said: list[Parts] = []
    alone = len(people) == 1
    for way in order:
        first = [one for one in people if next(each for each in order if getattr(one, each)) == way]
        also = [one for one in people if everything and one not in first and getattr(one, way)]
        said += _VERBS[way](first, also, "" if said else f"{how} " if how else "", everything, alone)
    head, *rest = _joined(said, [*[", of "] * (len(said) - 1), ""])
    assert isinstance(head, Text)
    return (head if within else Text(head.text[0].upper() + head.text[1:]), *rest)


def telephone(number: str, extension: str | None = None) -> Parts:
    """A number to click on, and the extension behind it; the number alone is dialled, for an extension is asked for or typed later."""
    behind = (Text(f", toestel{TIED}{extension}"),) if extension else ()
    # The number stays on one line, and with the bracket before it: a box that cannot break would come loose from that.
    return (Link((Text(number.replace(" ", TIED)),), f"tel:{escape.telephone(number)}"), *behind)


def mail(address: str) -> Parts:
    """An address to click on."""
    return (Link((Text(address),), f"mailto:{address}"),)


def website(address: str) -> Parts:
    """A website as people name it: www.bureau.nl."""
    return (Link((Text(address.removeprefix("https://").removesuffix("/")),), address),)


def when(person: Persoon) -> str:
    """The hours, and whether they go on in the evening and at weekends; empty where nothing is known."""
    return "; ".join(small(line) for line in (hours(person), LATE if person.avond_en_weekend else "") if line)


def hours(person: Persoon) -> str:
    """The hours as they were typed, without the full stop of a sentence; that of "5 u." stays."""
    return re.sub(r"(?<=\w{3})\.$", "", person.uren or "")


def times(person: Persoon) -> list[str]:
    """When somebody can be reached, as lines by themselves."""
    return [line[0].upper() + line[1:] for line in (hours(person), LATE if person.avond_en_weekend else "") if line]


def outside(person: Persoon, employer: str) -> str | None:
    """What a card says of who does not work for `employer`; None of who does."""
    return f"Extern: werkt niet bij {employer}" if person.extern else None


def ways(person: Persoon) -> list[Parts]:
    """Each way to reach somebody, the quickest first."""
    found = []
    if person.telefoon:
        found.append(telephone(person.telefoon, person.toestel))
    if person.email:
        found.append(mail(person.email))
    if person.website:
        found.append(website(person.website))
    return found


def _all_of(person: Persoon) -> Parts:
    before = (Text("extern; "),) if person.extern else ()
    return (*before, *either(ways(person)), *_when(person, everything=True))


def _when(person: Persoon, everything: bool) -> Parts:
    return (Text(f"; {told}"),) if everything and (told := when(person)) else ()


# In these `also` are those whom another verb of the sentence has named: where there is nobody else, their names need not come back.


def _by_telephone(first: People, also: People, how: str, everything: bool, alone: bool) -> list[Parts]:
    said: list[Parts] = []
    for one in (*also, *first):
        if one.telefoon:
            name = () if alone and one in also else (Text(f"{one.within} op "),)
            said.append((*name, *telephone(one.telefoon, one.toestel), *_hours(one, everything)))
    return [(Text(f"bel {how}"), *either(said))] if said else []


def _by_mail(first: People, also: People, how: str, everything: bool, alone: bool) -> list[Parts]:
    said: list[Parts] = []
    for one in (*also, *first):
        if one.email and alone and one in also:
            said.append(mail(one.email))
        elif one.email:
            # Hours are those of the telephone, where there is one.
            said.append((Text(f"{one.within} ("), *mail(one.email), *_when(one, everything and not one.telefoon), Text(")")))
    return [(Text(f"mail {how}naar "), *either(said))] if said else []


def _by_website(first: People, also: People, how: str, everything: bool, alone: bool) -> list[Parts]:  # noqa: ARG001 - a site is named by itself
    named = [(Text(f"{one.within} via "), *website(one.website), *_hours(one, everything)) for one in first if one.website]
    said = [(Text(f"neem {how}contact op met "), *either(named))] if named else []
    bare = [website(one.website) for one in also if one.website]
    return [*said, *([(Text("kijk op "), *either(bare))] if bare else [])]


def _hours(person: Persoon, everything: bool) -> Parts:
    return (Text(f" ({told})"),) if everything and (told := when(person)) else ()


_VERBS = {"telefoon": _by_telephone, "email": _by_mail, "website": _by_website}


def either(items: Sequence[Iterable[Part]], last: str = " of ") -> Parts:
    """One of the items: the first, the second or the third."""
    return _joined(items, separators(len(items), last))


def _joined(items: Sequence[Iterable[Part]], between: Sequence[str]) -> Parts:
    """The items with what stands behind each; texts that meet become one, for a sign may mean something at the start of a text only."""
    found: list[Part] = []
    for item, after in zip(items, between, strict=True):
        for part in (*item, Text(after)):
            if isinstance(part, Text) and found and isinstance(before := found[-1], Text):
                found[-1] = Text(before.text + part.text)
            elif not isinstance(part, Text) or part.text:
                found.append(part)
    return tuple(found)
