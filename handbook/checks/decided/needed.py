"""Which decisions the law asks for what changes, which are there on the text as it is, and which are not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from handbook.checks import published
from handbook.checks.changes import editorial, follows
from handbook.checks.decided import changed, fingerprint, heard
from handbook.checks.decided.changed import Changed
from handbook.checks.decided.heard import Hearing
from handbook.core import decisions
from handbook.core.decisions import COUNCILS, SCHOOL, Part, What, Who
from handbook.core.dutch import enumeration
from handbook.sources import Sources, decided_by_law
from handbook.sources.decided_by_law import Rule, Subject
from handbook.sources.decisions import WITHDRAWN, Decision
from handbook.sources.revisions import Revision
from handbook.sources.standing import Standing
from handbook.sources.variables import Variables

FEW = 3
"""How many articles a sentence names."""

PRIVACY: Who = "fg"
"""Who advises on personal data; another can do it in their place (anders, with a name)."""

AUTHORITIES = frozenset({"overheid", "onderwijs"})
"""The sectors in which an organisation is, or can be, an authority: that has such an officer (article 37(1)(a) AVG)."""


@dataclass(frozen=True)
class Ground:
    """Why a decision is needed: what the law speaks of, the article of the law, and the articles of the protocol that it is about."""

    subject: Subject
    rule: Rule
    articles: tuple[Changed, ...]


@dataclass(frozen=True)
class Need:
    """One decision that is needed: of one of `who`, of the `part` of it alone where there is one. It is there for the articles in `settled`, asked for those in `asked`; for `left` it is not."""

    who: tuple[Who, ...]
    what: What
    grounds: tuple[Ground, ...]
    settled: tuple[Changed, ...] = ()
    asked: tuple[Changed, ...] = ()
    left: tuple[Changed, ...] = ()
    optional: bool = False
    """Whether a text may go out without."""
    part: Part | None = None
    decider: Who | None = None
    """Who of those that can decide does; None where nothing says which of two."""
    named: bool = True
    """Whether the facts name who it is: of an authority the law knows that it has an officer, and its list of contacts may not."""

    @property
    def subject(self) -> str:
        """Instemming van de medezeggenschapsraad of de gemeenschappelijke medezeggenschapsraad."""
        return decisions.subject(self.what, decisions.bodies(self.who, self.part))

    @property
    def called(self) -> str:
        """The same within a sentence."""
        return decisions.called(self.what, decisions.bodies(self.who, self.part))

    @property
    def articles(self) -> tuple[Changed, ...]:
        return tuple({one.id: one for ground in self.grounds for one in ground.articles}.values())

    @property
    def lacking(self) -> bool:
        """Whether a text must wait for it."""
        return bool(self.asked or self.left) and not self.optional

    def means(self, decision: Decision) -> bool:
        """Whether `decision` is one of this kind, whatever its outcome; one that names no part is of the whole council, and of none of its parts."""
        return (
            decision.wat == self.what
            and decision.deel == self.part
            and (decision.wie in self.who or (decision.wie == "anders" and PRIVACY in self.who and not heard.of_staff(decision)))
        )


@dataclass(frozen=True)
class Stale:
    """A decision of the revision, by its place in the list, on articles that read otherwise now."""

    number: int
    decision: Decision
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    """How it stands with the decisions of one revision; `before` is the version that it changes, None where it is the first text."""

    revision: Revision
    before: str | None
    changed: tuple[Changed, ...]
    needs: tuple[Need, ...]
    stale: tuple[Stale, ...]
    prints: Mapping[str, str]
    """What a decision on each changed article is bound to, by the article's id."""
    hearing: Hearing | None = None

    def again(self, need: Need) -> frozenset[str]:
        """The articles that need it again: it was there, or was asked, on an earlier text."""
        return frozenset(id_ for one in self.stale if need.means(one.decision) for id_ in one.articles) & {one.id for one in need.left}

    def named(self, ids: Collection[str]) -> str:
        """Artikel 2.1 ("Klachten") en artikel 4.3 ("Controle"); of more than a few how many there are."""
        told = [one.named for one in self.changed if one.id in ids]
        return f"{len(told)} artikelen" if len(told) > FEW else enumeration(told)

    def unnamed(self, need: Need) -> bool:
        """Whether the decision stands in the file, and does not say on which text it is; of a first text there is no other."""
        there = (one for one in self.revision.facts.besluiten if need.means(one) and not one.open and one.stand != "niet nodig")
        return self.before is not None and any(not one.artikelen for one in there)

    @property
    def complete(self) -> bool:
        """Whether a text can go out, for as far as others than the board decide on it."""
        return not self.stale and not any(one.lacking for one in self.needs) and not self.unheard

    @property
    def unheard(self) -> bool:
        """Whether the text promises that this revision says how the staff were heard, and it does not, or they were only asked."""
        return self.hearing is not None and (self.hearing.said is None or self.hearing.said.open)


@lru_cache(1)
def read(sources: Sources) -> Decided | None:
    """How it stands with the newest revision; None where nothing is asked: it was published, changes only words, or cannot be read.

    One that says that it changes only words, and changes more, is asked what any other one is.
    """
    revision = sources.revisions[0] if sources.revisions else None
    if revision is None or sources.facts is None or sources.config is None or len(sources.trees) < len(sources.pages):
        return None
    if published.has(sources, revision) or (revision.facts.aard == "redactioneel" and not editorial.contested(sources)):
        return None
    found = changed.read(sources)
    prints = dict(fingerprint.of(sources))
    bound_to = {one.id: WITHDRAWN if one.withdrawn else prints[one.id] for one in found.articles if one.withdrawn or one.id in prints}
    first = found.before is None
    needs = tuple(_judged(sources, need, bound_to, first=first) for need in _needs(sources, found.articles, first=first))
    return Decided(revision, found.before, found.articles, needs, tuple(_stale(revision, bound_to)), bound_to, heard.read(sources))


def _needs(sources: Sources, articles: tuple[Changed, ...], *, first: bool) -> Iterator[Need]:
    """One for everybody who must decide on any of the articles."""
    assert sources.facts
    own = {key: one.besluit for key, one in sources.data.topics.items.items() if one.besluit}
    councils = sources.facts.medezeggenschap.soort
    found: dict[tuple[tuple[Who, ...], What, Part | None], list[Ground]] = {}
    of = {one.id: decided_by_law.of_topics(one.topics, own) for one in articles}
    for key, subject in decided_by_law.subjects().items():
        about = tuple(one for one in articles if key in of[one.id])
        for rule in subject.besluiten if about else ():
            if rule.holds(councils) and (PRIVACY not in rule.wie or _has_officer(sources.facts)):
                who = tuple(one for one in rule.wie if one in councils or one not in COUNCILS)
                found.setdefault((who, rule.wat, rule.deel), []).append(Ground(subject, rule, about))
    for (who, what, part), grounds in found.items():
        # Whoever begins may have been advised on a text that nobody wrote down by article.
        yield Need(
            who,
            what,
            tuple(grounds),
            optional=first and PRIVACY in who,
            part=part,
            named=PRIVACY not in who or sources.facts.contact.by_itself("privacy"),
        )


def _has_officer(facts: Variables) -> bool:
    """Whether anybody can advise as the officer of the AVG: who does personal data beside another task is none."""
    return bool(AUTHORITIES & {*facts.werkgever.sector}) or facts.contact.by_itself("privacy")


def _judged(sources: Sources, need: Need, prints: Mapping[str, str], *, first: bool) -> Need:
    """The need with what there is of it: a decision that names a text holds for that text, in whichever revision it stands."""
    settled: list[Changed] = []
    asked: list[Changed] = []
    left: list[Changed] = []
    for one in need.articles:
        there = {_holds(decision, one.id, prints, loose=loose) for loose, decision in _decisions(sources, need, first=first)}
        (settled if "settled" in there else asked if "asked" in there else left).append(one)
    return replace(need, settled=tuple(settled), asked=tuple(asked), left=tuple(left), decider=_decider(sources, need))


def _decider(sources: Sources, need: Need) -> Who | None:
    """The only one that can; of two the one that decided before, in this revision or else in the last one that names either."""
    if len(need.who) == 1:
        return need.who[0]
    named = ({one.wie for one in revision.facts.besluiten if one.wie in need.who} for revision in sources.revisions)
    said = next(filter(None, named), set[Who]())
    return said.pop() if len(said) == 1 else None


def _decisions(sources: Sources, need: Need, *, first: bool) -> Iterator[tuple[bool, Decision]]:
    """Those of its kind, with whether one that names no text will do: only for a first text, for which nothing could be held against."""
    newest = sources.revisions[0]
    for revision in sources.revisions:
        for decision in revision.facts.besluiten:
            if need.means(decision) and (revision is newest or decision.artikelen):
                yield first and revision is newest, decision


def _holds(decision: Decision, id_: str, prints: Mapping[str, str], *, loose: bool) -> str:
    bound = dict(decision.artikelen)
    same = bound.get(id_) == prints.get(id_, "") if bound else loose or decision.stand == "niet nodig"
    if not same or (decision.open and decision.stand != "gevraagd"):
        return ""
    return "asked" if decision.open else "settled"


def _stale(revision: Revision, bound_to: Mapping[str, str]) -> Iterator[Stale]:
    """Every decision of the revision on what is another text now, where no other one of its kind is on the text as it is."""
    current = {(*_kind(one), id_) for one in revision.facts.besluiten for id_, bound in one.artikelen if bound == bound_to.get(id_)}
    for number, one in enumerate(revision.facts.besluiten):
        old = tuple(id_ for id_, _ in one.artikelen if id_ in bound_to and (*_kind(one), id_) not in current)
        if old:
            yield Stale(number, one, old)


def _kind(one: Decision) -> tuple[Who, Part | None, What]:
    """What makes one decision take the place of another: of the councils of schools either can."""
    return (SCHOOL[0] if one.wie in SCHOOL else one.wie, one.deel, one.wat)


def standing(sources: Sources) -> tuple[Standing, ...]:
    """The consent that counts for the newest revision as its text is now: what was said of an earlier one goes on unless somebody must be asked anew.

    An adopted revision is not published before it has what the law asks, so there it always goes on.
    """
    revision = sources.revisions[0]
    found = None if revision.adopted else read(sources)
    anew = {who for need in found.needs if need.lacking for who in ((need.decider,) if need.decider else need.who)} if found else set()
    return tuple(one for one in revision.standing if one.of is None or one.decision.wie not in anew)


def nothing(sources: Sources) -> str:
    """Why read() is None, where the sources can be read, in one sentence."""
    revision = sources.revisions[0]
    if (after := follows.of(sources)) and after.same is False:
        return f"{after.undeclared} {follows.BEGIN}"
    if published.has(sources, revision):
        return f"Revisie {revision.version} is al gepubliceerd, en er is geen latere. Er valt niets te besluiten."
    return f"Revisie {revision.version} verandert alleen de woorden (aard: redactioneel). Daarvoor zijn geen besluiten van anderen nodig."
