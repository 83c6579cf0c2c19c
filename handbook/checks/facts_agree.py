"""Facts from different files must not contradict each other: variables.yml and the newest revision."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.decisions import BODIES, COUNCILS
from handbook.core.dutch import enumeration, months_after
from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources import Sources, standing
from handbook.sources import variables as facts_file
from handbook.sources.revisions import Revision
from handbook.sources.variables import Variables

PRINTED = "revisiegegevens("


def check(sources: Sources) -> Iterator[Finding]:
    for revision in sources.revisions:
        page = sources.pages.get(revision.source)
        if page and PRINTED not in page.template:
            mend = "Zet {{ revisiegegevens() }} op een eigen regel."
            yield page.warning(None, "REV010", "Op deze pagina staan de besluiten en de datums van de revisie niet.", mend)
    if sources.facts and sources.revisions:
        yield from _with_newest(sources, sources.facts, sources.revisions[0])


def _councils(revision: SourceFile, variables: SourceFile, own: tuple[str, ...], newest: Revision) -> Iterator[Finding]:
    """The body that speaks for the staff is one that the organisation has, and what it said is there once the revision is adopted."""
    said = [(number, one) for number, one in enumerate(newest.facts.besluiten) if one.wie in COUNCILS]
    for number, one in said:
        if one.wie not in own and one.stand != "niet nodig":
            message = f"Het besluit {quote(one.sentence)} past niet bij medezeggenschap.soort in {variables.name}: {enumeration(own)}."
            line = newest.line("besluiten", number, "wie")
            yield revision.warning(line, "REV012", message, "Pas het besluit aan, of medezeggenschap.soort.")
    yield from _unsaid(revision, own, newest)


def unsaid(sources: Sources) -> Iterator[Finding]:
    """That nothing is known of the consent of those who speak for the staff, to the newest revision or to a text before it."""
    if sources.facts and sources.revisions:
        newest = sources.revisions[0]
        yield from _unsaid(SourceFile(f"docs/{newest.source}"), sources.facts.medezeggenschap.soort, newest)


def _unsaid(revision: SourceFile, own: tuple[str, ...], newest: Revision) -> Iterator[Finding]:
    said = any(one.wie in COUNCILS for one in newest.facts.besluiten)
    if newest.adopted and not said and (councils := standing.unsaid(newest.standing, own)):
        several = len(councils) > 1
        there = f"{'zijn' if several else 'is'} {enumeration([BODIES[one] for one in councils])}"
        message = f"Bij u {there}, maar onder besluiten staat niet of {'een van beide' if several else 'die'} heeft ingestemd."
        mend = f"Zet daar: wie: {' of '.join(councils)}, wat: instemming, stand: verleend en datum: JJJJ-MM-DD. Was het niet nodig? Schrijf dan stand: niet nodig, met een reden."
        if newest.facts.aard != "materieel":
            mend += " Publiceren kan ook zonder."
        # Of what was said on an earlier text this is not asked again, and where only words change, nobody need have been asked.
        say = revision.finding if newest.facts.aard == "materieel" else revision.warning
        yield say(newest.line("besluiten"), "REV021", message, mend)


def _with_newest(sources: Sources, facts: Variables, newest: Revision) -> Iterator[Finding]:
    variables = sources.project.file(sources.project.variables_file)
    begins, begun = newest.facts.ingangsdatum, facts_file.line(sources.project, "protocol", "bestaat_sinds")
    revision = SourceFile(f"docs/{newest.source}")
    if facts.protocol.bestaat_sinds > begins:
        message = f"protocol.bestaat_sinds ligt na de ingangsdatum van de nieuwste revisie: {facts.protocol.bestaat_sinds} en {begins}."
        yield variables.warning(begun, "VAR005", message, "Kijk beide datums na.")
    latest = months_after(begins, facts.protocol.evaluatie_maanden)
    unit = "maand" if facts.protocol.evaluatie_maanden == 1 else "maanden"
    if newest.facts.evaluatie and newest.facts.evaluatie > latest:
        message = (
            f"De evaluatie op {newest.facts.evaluatie} is later dan {facts.protocol.evaluatie_maanden} {unit} na de ingangsdatum: {latest}."
        )
        line = newest.line("evaluatie")
        yield revision.warning(line, "REV011", message, "Kies een eerdere dag, of pas protocol.evaluatie_maanden aan.")
    yield from _councils(revision, variables, facts.medezeggenschap.soort, newest)
