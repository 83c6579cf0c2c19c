"""The decisions on which a revision rests, as its file lists them, on which text each was taken, and what each must hold to say something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from handbook.core import decisions
from handbook.core.dutch import within
from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.project import Project
from handbook.sources.files.choices import DecidedBy, DecidedIn, DecidedOn, Outcome
from handbook.sources.files.fields import Day, Document, Group, Text
from handbook.sources.files.filling import line_of
from handbook.sources.files.kinds.lists import items
from handbook.sources.files.kinds.value import Raw, wrong
from handbook.sources.files.yaml_nodes import Mapping

ARTICLES = "artikelen"
"""The key under which a decision says on which text it was taken."""

WITHDRAWN = "vervallen"
"""What stands there for an article that the revision takes away: it has no text."""


def _bound(raw: object) -> object:
    """Pairs of an article and the fingerprint of its text, as `handbook decisions --write` puts them there."""
    if not isinstance(raw, dict) or not all(isinstance(one, Raw) for one in raw.values()):
        mend = "Haal de regel weg, en laat dit doen door: handbook decisions --write"
        raise wrong("is geen lijst van artikelen met elk een kenmerk.", mend)
    return tuple((str(id_), str(one)) for id_, one in raw.items())


Bound = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_bound)]


class Decision(Group):
    """One item of the list."""

    wie: DecidedBy = Field(description="Wie besluit, instemt of adviseert.")
    naam: Text | None = Field(None, description='Hoe die bij u heet, zoals "de directie".')
    deel: DecidedIn | None = Field(None, description="Welk deel van de medezeggenschapsraad, als het er één is.")
    wat: DecidedOn = Field(description="Wat er van hen nodig is: een besluit, instemming of advies.")
    stand: Outcome = Field(description="Hoe het ermee staat.")
    datum: Day | None = Field(None, description="De dag waarop dat gebeurde.")
    reden: Text | None = Field(None, description="Waarom het niet nodig is, of waarom een weigering het besluit niet tegenhoudt.")
    stuk: Document | None = Field(None, description="Waar het te lezen is: een adres, of een bestand in docs/.")
    artikelen: Bound = Field((), description="Over welke tekst van welke artikelen is besloten: dat schrijft handbook decisions --write.")

    @property
    def by(self) -> str:
        """Who it is, as a sentence names them."""
        return within(self.naam) if self.naam else decisions.body(self.wie, self.deel)

    @property
    def subject(self) -> str:
        """Instemming van de ondernemingsraad."""
        return decisions.subject(self.wat, self.by)

    @property
    def called(self) -> str:
        """The same within a sentence: de instemming van de ondernemingsraad."""
        return decisions.called(self.wat, self.by)

    @property
    def sentence(self) -> str:
        """The decision in words that are true on every day."""
        return decisions.sentence(self.wat, self.by, self.stand, self.datum, self.reden)

    @property
    def open(self) -> bool:
        """Whether a revision cannot be adopted on it: it is still asked for, refused, or consent was withheld and nothing says why that is no bar."""
        refused = self.wat == "besluit" or (self.wat == "instemming" and not self.reden)
        return self.stand == "gevraagd" or (self.stand == "onthouden" and refused)


def _of_lines(raw: object) -> object:
    if isinstance(raw, Raw):
        raise wrong(
            f"is één zin, maar hier hoort een besluit in losse regels: {quote(raw)}.",
            "Schrijf achter het streepje wie: or, en daaronder wat: instemming, stand: verleend en datum: JJJJ-MM-DD.",
        )
    return raw


Decisions = Annotated[tuple[Annotated[Decision, BeforeValidator(_of_lines)], ...], BeforeValidator(items)]


def overtaken(found: Sequence[Decision]) -> Iterator[tuple[Decision, tuple[str, ...]]]:
    """Each decision with the articles on which the same people decided again, for their text had changed since."""
    for number, one in enumerate(found):
        after = [other for at, other in enumerate(found) if _follows((other, at), (one, number))]
        again = {id_: print_ for other in after for id_, print_ in other.artikelen}
        yield one, tuple(id_ for id_, print_ in one.artikelen if again.get(id_, print_) != print_)


def _follows(later: tuple[Decision, int], earlier: tuple[Decision, int]) -> bool:
    """Whether one, with its place in the list, is a later decision of the same people on the same kind of thing."""
    (one, at), (other, before) = later, earlier
    return (one.wie, one.deel, one.wat) == (other.wie, other.deel, other.wat) and (one.datum or date.max, at) > (
        other.datum or date.max,
        before,
    )


Say = Callable[[str, str, str, str], Finding]
"""A finding about one decision: the key it is about, the code, what is wrong, what to do."""


def mistakes(project: Project, file: SourceFile, node: Mapping, found: tuple[Decision, ...]) -> Iterator[Finding]:
    """What each decision lacks, or holds without a meaning; `node` is the front matter they stand in."""
    for number, decision in enumerate(found):

        def say(key: str, code: str, message: str, mend: str, number: int = number) -> Finding:
            return file.finding(line_of(node, ("besluiten", number, key)), code, message, mend)

        yield from _of_one(decision, say)
        stuk = decision.stuk
        if stuk and not stuk.startswith("https:") and not (project.docs / stuk).is_file():
            mend = "Zet het bestand in docs/, of schrijf het adres waar het stuk staat, met https://."
            yield say("stuk", "REV022", f"Het stuk {quote(stuk)} staat niet in docs/.", mend)


def _of_one(one: Decision, say: Say) -> Iterator[Finding]:
    what = quote(one.subject)
    if one.wie == "anders" and not one.naam:
        yield say("wie", "REV014", "Bij wie staat anders, maar niet wie dat is.", 'Voeg een regel toe, zoals naam: "de raad van toezicht".')
    if one.stand == "niet nodig" and not one.reden:
        mend = 'Voeg een regel toe, zoals reden: "Alleen de woorden veranderen."'
        yield say("stand", "REV014", f"{what} is niet nodig, maar er staat niet waarom.", mend)
    if one.stand == "niet nodig" and one.datum:
        mend = "Haal de datum weg, of kijk na wat er bij stand staat."
        yield say("datum", "REV014", f"{what} is niet nodig, en heeft toch een datum.", mend)
    if one.stand != "niet nodig" and not one.datum:
        yield say("stand", "REV014", f"Bij {what} staat niet op welke dag dat is {one.stand}.", "Voeg een regel toe: datum: JJJJ-MM-DD")
    if one.stand in ("gevraagd", "verleend") and one.reden:
        mend = "Haal de reden weg, of kijk na wat er bij stand staat."
        yield say("reden", "REV014", f"{what} is {one.stand}, en heeft toch een reden.", mend)
    if one.wie == "bestuur" and one.wat == "besluit" and one.stand == "niet nodig":
        mend = "Schrijf wanneer het bestuur de revisie vaststelt."
        yield say("stand", "REV014", "Zonder besluit van het bestuur is er geen revisie.", mend)
