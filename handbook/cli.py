"""The verbs: what a person may type, and which act answers it.

Each verb imports what only it needs, so that a check does not wait for the server or for mike.
"""

from __future__ import annotations

import atexit
import gc
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from handbook.core import command_line
from handbook.core.command_line import OneOf
from handbook.core.console import Say, say, step
from handbook.core.decisions import SCHOOL, Who
from handbook.core.dutch import enumeration, today
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import Format, errors
from handbook.core.proposal import Proposal
from handbook.core.version_name import VersionName
from handbook.options import (
    CLEAN,
    DAY,
    FILE,
    FINDINGS,
    FOLDER,
    INSTEAD,
    PREVIEW,
    PROPOSAL,
    REFUSED,
    STOPPED,
    VERBS,
    VERSION,
    chosen_edition,
    chosen_project,
    decided_by,
    guarded_editions,
    in_form,
    of_edition,
    on_port,
    one_of,
    owning,
    print_findings,
    say_for,
    sure,
    surely,
    to_remote,
    verb,
    with_facts,
    with_own_files,
    with_reason,
)

__all__ = ["VERBS", "main"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.archive.timeline import Form
    from handbook.core.outcome import Outcome
    from handbook.core.project import Project
    from handbook.core.sample_report import Example
    from handbook.export.chosen import Output, Part
    from handbook.export.documents.forms import Form as Document


def main() -> NoReturn:
    """Runs the command that was typed and ends the process with its exit code."""
    # All that a command made goes with its process: Python would look through it for garbage once more.
    atexit.register(gc.freeze)
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(command_line.run(VERBS, sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nGestopt.", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; nobody is left to tell.
        sys.stderr.close()
        sys.exit(STOPPED)


@verb
@in_form("de punten verschijnen", "text", "json", "github")
@VERBS.option("--strict", is_flag=True, help="Keurt ook af wat alleen een waarschuwing geeft, zoals een te lange zin.")
@VERBS.option("--mend", is_flag=True, help="Verbetert wat zeker is, zoals een verkeerd aanhalingsteken, en zegt wat er is veranderd.")
@of_edition
@with_facts
def check(form: Format, strict: bool, mend: bool, edition: str | None, variables: Path | None) -> int:
    """Zoekt alle fouten in de teksten en de gegevens."""
    # As in a build: nothing is garbage before the end.
    gc.disable()
    project = chosen_project(edition, variables)
    found = _mended(project, form) if mend else _found(project)
    print_findings([*found.findings], form, found.examples, found.meanings)
    return FINDINGS if (found.findings if strict else errors(found.findings)) else CLEAN


def _mended(project: Project, form: Format) -> Outcome:
    from handbook import checks
    from handbook.checks import mending

    mended = mending.mend(project)
    # What a program reads from the findings is not mixed with what was done.
    click.echo("\n".join((*mending.told(mended.done), mending.counted(mended.done))), err=form != "text")
    return checks.told(mended.sources, mended.findings)


def _found(project: Project) -> Outcome:
    from handbook.archive import inputs
    from handbook.core import outcome

    mark = inputs.mark(project)
    if known := outcome.recalled(mark):
        return known
    # Imported here, because reading the program of the checks takes longer than knowing that there is nothing to check.
    from handbook import checks

    return checks.outcome(project, mark)


@verb
@of_edition
@with_facts
def test(edition: str | None, variables: Path | None) -> int:
    """Controleert en bouwt het handboek, en houdt de tekst tegen wat ervan wordt verwacht."""
    from handbook.build import expectations
    from handbook.new import material

    project = chosen_project(edition, variables)
    with step("Controleren, bouwen en toetsen"):
        tested = expectations.test(project, material.EXAMPLE)
    print_findings(tested.findings, examples=tested.examples)
    if tested.told:
        say(tested.told)
    return FINDINGS if errors(tested.findings) else CLEAN


@verb
@VERBS.option("--site-dir", type=FOLDER, default=Path("site"), metavar="MAP", help="De map voor de site. Standaard: site.")
@VERBS.option("--draft", is_flag=True, help="Zet op elke pagina dat het een concept is.")
@VERBS.option("--offline", is_flag=True, help="Maakt een site die u zonder webserver opent, zoals uit een gedeelde map.")
@VERBS.option("--documenten", "documents", is_flag=True, help="Maakt ook de bestanden die variables.yml noemt bij handboek: documenten.")
@of_edition
@with_facts
def build(site_dir: Path, draft: bool, offline: bool, documents: bool, edition: str | None, variables: Path | None) -> int:
    """Controleert en bouwt de site in een map."""
    from handbook.build import build as building

    project = chosen_project(edition, variables)
    with step("Controleren en bouwen"):
        built = building.build(project, site_dir, draft=draft, offline=offline, documents=documents)
    if built.findings:
        print_findings(built.findings)
    say(f"De site van versie {built.version} staat in {site_dir}.")
    _count_examples(built.examples)
    return CLEAN


def _count_examples(examples: Sequence[Example]) -> None:
    from handbook.core import sample_report

    if examples:
        say(f"{sample_report.count(examples)} Welke dat zijn, zegt: handbook check")


@verb
@click.argument("document", type=FILE, metavar="BESTAND", help="Het document, dat eindigt op .docx, .odt of .html.")
@VERBS.option("--naar", "to", metavar="PLEK", help="Een map of pagina in docs/. Standaard: docs/regels/.")
@of_edition
def import_(document: Path, to: str | None, edition: str | None) -> int:
    """Neemt een document uit Word, LibreOffice of Google Docs over als pagina's."""
    from handbook import imports

    project = chosen_project(edition)
    with step("Overnemen"):
        done = imports.take_over(project, document, to)
    say_for(project.edition)(done.report())
    return FINDINGS if done.remarks or done.found or done.menu else CLEAN


@verb
@VERBS.option("--dry-run", is_flag=True, help="Doet alles, behalve publiceren.")
@VERBS.option(
    "--merged", metavar="COMMIT", help="Publiceert alleen als uw organisatie dat zo koos, en de revisie na deze commit is samengevoegd."
)
@to_remote
@VERBS.option("--timestamp", metavar="URL", help="Laat deze tijdstempelserver (RFC 3161) de dag bevestigen.")
@of_edition
@with_facts
def publish(dry_run: bool, merged: str | None, push: str | None, timestamp: str | None, edition: str | None, variables: Path | None) -> int:
    """Publiceert de vastgestelde revisies, elk als versie met een datum."""
    from handbook.publish import contacts, merge
    from handbook.publish import publish as publishing

    project = chosen_project(edition, variables)
    tell = say_for(project.edition, push)
    wanted = None
    if merged is not None:
        answer = merge.answer(project, merged)
        tell(answer.why)
        if not answer.publishes:
            contacts.bring(project, push=push, dry_run=dry_run, alone=False, say=tell)
            return CLEAN
        wanted = answer.publishes
    with step("Proef" if dry_run else "Publiceren"):
        done = publishing.publish(project, push=push, dry_run=dry_run, say=tell, stamp_server=timestamp, wanted=wanted)
    for one in done:
        if one.findings:
            print_findings(one.findings)
    return CLEAN


@verb
@VERBS.option("--dry-run", is_flag=True, help="Zegt wat er zou veranderen, en doet het niet.")
@VERBS.option("--anyway", is_flag=True, help="Ook als de gegevens op de website uit een andere commit komen dan die hier staan.")
@to_remote
@of_edition
@with_facts
def contact(dry_run: bool, anyway: bool, push: str | None, edition: str | None, variables: Path | None) -> int:
    """Toont de contacten die u actueel houdt, in elke versie zoals zij nu zijn."""
    from handbook.publish import contacts

    project = chosen_project(edition, variables)
    with step("Proef" if dry_run else "Bijwerken"):
        contacts.bring(project, push=push, dry_run=dry_run, anyway=anyway, say=say_for(project.edition, push))
    return CLEAN


@verb
@click.argument("version", type=VERSION, metavar="VERSIE", help="De naam, zoals 2026-11-01.")
@VERBS.option("--date", "day", type=DAY, metavar="DATUM", help="De ingangsdatum, als de nieuwe tekst later ingaat dan die tekst.")
@of_edition
def correct(version: VersionName, day: date | None, edition: str | None) -> int:
    """Maakt een verbetering klaar van een gepubliceerde tekst."""
    from handbook.publish import correct as correcting

    project = chosen_project(edition)
    correcting.correct(project, version, day, say_for(project.edition))
    return CLEAN


@verb
@VERBS.option("--write", is_flag=True, help="Zet in de revisie over welke tekst elk besluit gaat, en wat u nu vraagt.")
@VERBS.option("--raad", "council", type=OneOf(SCHOOL), metavar="RAAD", help="Aan welke raad u het vraagt, als er een mr en een gmr zijn.")
@of_edition
@with_facts
def decisions(write: bool, council: Who | None, edition: str | None, variables: Path | None) -> int:
    """Noemt de besluiten die nodig zijn voor wat er verandert, en wat daarvan ontbreekt."""
    from handbook.checks.decided import command

    project = chosen_project(edition, variables)
    seen = command.look(project)
    if seen.findings:
        print_findings([*seen.findings])
        return FINDINGS
    tell = say_for(project.edition)
    if write or council:
        seen = command.write(project, seen, today(), tell, council)
    if seen.told:
        tell(seen.told)
    if seen.doubts:
        print_findings([*seen.doubts])
    return CLEAN if seen.complete else FINDINGS


@verb
@click.argument("version", type=VERSION, metavar="[DATUM]", required=False)
@VERBS.option("--zonder-vragen", "unasked", is_flag=True, help="Vraagt niets, en vult in wat er te zeggen is. Verbeter dat daarna.")
@VERBS.option(
    "--aard", "kind", type=OneOf(("materieel", "redactioneel")), metavar="AARD", help="Of de regels veranderen of alleen de woorden."
)
@VERBS.option("--waarom", "why", metavar="TEKST", help="Waarom de wijzigingen nodig zijn.")
@VERBS.option("--voor-wie", "whom", metavar="TEKST", help="Voor wie de wijziging iets uitmaakt, als het er één is.")
@VERBS.option("--betekent", "means", metavar="TEKST", help="Wat zij betekent voor wie het leest, als het er één is.")
@of_edition
@with_facts
def new_revision(
    version: VersionName | None,
    unasked: bool,
    kind: Any,
    why: str | None,
    whom: str | None,
    means: str | None,
    edition: str | None,
    variables: Path | None,
) -> int:
    """Maakt het bestand van een nieuwe revisie, met wat er is veranderd."""
    from handbook.new import next_revision

    project = chosen_project(edition, variables)
    given = next_revision.Given(version, kind, why, whom, means, ask=not unasked)
    next_revision.new_revision(project, given, say_for(project.edition))
    return CLEAN


@verb
@VERBS.option("--on", type=DAY, metavar="DATUM", help="Zegt welke tekst op deze dag gold.")
@VERBS.option("--known-on", type=DAY, metavar="DATUM", help="Bij --on: volgens wat op deze dag bekend was. Standaard: vandaag.")
@in_form("de lijst verschijnt", "text", "json")
@of_edition
def versions(on: date | None, known_on: date | None, form: Form, edition: str | None) -> int:
    """Noemt de gepubliceerde versies en of zij gelden."""
    from handbook.archive import timeline
    from handbook.sources import revisions

    if known_on and not on:
        raise CannotWork("Bij --known-on hoort een dag waarover de vraag gaat. Zet erbij: --on JJJJ-MM-DD")
    project = chosen_project(edition)
    seen = timeline.load(project, today())
    if on:
        say_for(project.edition)(timeline.answer(seen, on, known_on or today(), form))
        return CLEAN
    published = {entry.version for entry in seen.entries}
    read = {one.version: one for one in revisions.load(project)[0]}
    prepared = [
        timeline.Prepared(name, one.status(today()), one.facts.bekendgemaakt) if (one := read.get(name)) else timeline.Prepared(name, None)
        for name in sorted(revisions.names(project) - published, reverse=True)
    ]
    say_for(project.edition)(timeline.render(seen, form, prepared))
    return CLEAN


@verb
@click.argument("old", metavar="OUD", help="Een versie, zoals 2026-11-01, of: concept.")
@click.argument("new", metavar="NIEUW", help="De tekst die u ernaast legt: ook een versie, of: concept.")
@in_form("het verschil verschijnt", "text", "json", "html", "markdown")
@VERBS.option("--artikel", "article", metavar="ID", help="Alleen dit artikel, zoals het in zijn adres heet.")
@of_edition
@with_facts
def diff(old: str, new: str, form: str, article: str | None, edition: str | None, variables: Path | None) -> int:
    """Toont wat er tussen twee teksten is veranderd, per artikel en per woord."""
    # As in a check.
    gc.disable()
    from handbook.build import diff as comparing

    compared = comparing.diff(chosen_project(edition, variables), old, new, today(), article)
    for note in compared.notes:
        click.echo(note, err=True)
    say(comparing.shown(compared, form))
    return CLEAN


@verb
@click.argument("version", metavar="VERSIE", help="De naam, zoals 2026-11-01, of: concept.")
@in_form("het bericht verschijnt", "mail", "teams", "intranet")
@VERBS.option(
    "-o", "--output", type=FILE, metavar="BESTAND", help="Schrijft het bericht in bestanden met deze naam, in plaats van op het scherm."
)
@of_edition
@with_facts
def announce(version: str, form: str, output: Path | None, edition: str | None, variables: Path | None) -> int:
    """Maakt een bericht voor medewerkers: wat er met een versie verandert, en wat dat voor hen betekent."""
    # As in a check.
    gc.disable()
    from handbook import announce as announcing

    project = chosen_project(edition, variables)
    if output:
        announcing.check(project, output)
    told = announcing.announce(project, version, today(), form)
    for note in told.notes:
        click.echo(note, err=True)
    if output is None:
        say(announcing.shown(told, form))
        return CLEAN
    written = announcing.write(told, form, output)
    say(f"Het bericht staat in {enumeration([str(path) for path in written])}.")
    return CLEAN


@verb
@VERBS.option(
    "--base", metavar="REF", help="De branch, tag, commit of versie om mee te vergelijken. Standaard: wat is gepubliceerd, of main."
)
@in_form("het verslag verschijnt", "markdown", "html", "json")
@VERBS.option(
    "--preview", type=PREVIEW, default="", metavar="ADRES", help="Waar het gebouwde concept staat: daar leiden de koppelingen heen."
)
@VERBS.option("-o", "--output", type=FILE, metavar="BESTAND", help="Schrijft het verslag in dit bestand in plaats van op het scherm.")
@of_edition
@with_facts
def report(base: str | None, form: str, preview: str, output: Path | None, edition: str | None, variables: Path | None) -> int:
    """Vertelt op één pagina wat er verandert, wat daarvoor nog nodig is en wat publiceren zal doen."""
    # As in a check.
    gc.disable()
    from handbook import report as reporting

    project = chosen_project(edition, variables)
    if output:
        reporting.check(project, output)
    told = reporting.told_as(project, base, today(), form, preview)
    if output is None:
        say(told.rstrip("\n"))
    else:
        reporting.write(output, told)
        say(f"Het verslag staat in {output}.")
        _say_what_git_sees(project.root, output)
    return CLEAN


@verb
@click.argument(
    "proposal", type=PROPOSAL, metavar="[VOORSTEL]", required=False, help="Het nummer van uw voorstel met pr- ervoor, zoals pr-12."
)
@VERBS.option("--remove", is_flag=True, help="Haalt het voorbeeld weg.")
@VERBS.option(
    "--base", metavar="REF", help="De branch, tag, commit of versie om mee te vergelijken. Standaard: wat is gepubliceerd, of main."
)
@to_remote
@of_edition
@with_facts
def preview(
    proposal: Proposal | None, remove: bool, base: str | None, push: str | None, edition: str | None, variables: Path | None
) -> int:
    """Maakt van een voorstel, zoals pr-12, een voorbeeld voor de website, of noemt de voorbeelden."""
    from handbook.core.temporary import workspace
    from handbook.publish import previews

    if proposal is None and (remove or base or push):
        raise click.UsageError("Zeg om welk voorstel het gaat, zoals pr-12.", click.get_current_context())
    project = chosen_project(edition, variables)
    tell = say_for(project.edition, push)
    if proposal is None:
        tell(previews.listed(project))
        return CLEAN
    if remove:
        previews.remove(project, proposal, push=push, say=tell)
        return CLEAN
    # As in a check.
    gc.disable()
    from handbook.report import proposed

    with workspace("handboek-voorstel-") as folder:
        with step("Controleren en bouwen"):
            found = proposed.make(project, proposal, base, today(), folder / "site")
        if found:
            print_findings(found)
        previews.put(project, proposal, folder / "site", push=push, say=tell)
    return CLEAN


@verb
@VERBS.option("--links", is_flag=True, help="Probeert ook de adressen buiten het handboek, via internet.")
@VERBS.option("-o", "--output", type=FILE, metavar="BESTAND", help="Schrijft de lijst in dit bestand in plaats van op het scherm.")
@of_edition
@with_facts
def review(links: bool, output: Path | None, edition: str | None, variables: Path | None) -> int:
    """Noemt wat aandacht vraagt nu de tijd verstrijkt, zoals een bron om na te kijken."""
    # As in a check.
    gc.disable()
    from handbook import report as reporting
    from handbook.report import review as reviewing

    project = chosen_project(edition, variables)
    if output:
        reporting.check(project, output)
    found = reviewing.review(project, today(), links=links)
    told = found or reviewing.NOTHING
    if output is None:
        say(told.rstrip("\n"))
    else:
        reporting.write(output, told)
        say(f"De lijst staat in {output}.")
        _say_what_git_sees(project.root, output)
    return FINDINGS if found else CLEAN


@verb
@VERBS.option("--online", is_flag=True, help="Vraagt ook de git-server, via het netwerk.")
@VERBS.option("--url", metavar="URL", help="Kijkt ook of de website op dit adres toont wat is gepubliceerd.")
@in_form("de antwoorden verschijnen", "text", "json")
@of_edition
@with_facts
def doctor(online: bool, url: str | None, form: str, edition: str | None, variables: Path | None) -> int:
    """Zegt wat er rond het handboek niet is ingesteld of verouderd, en wat u dan doet. Verandert niets."""
    # As in a check.
    gc.disable()
    from handbook import doctor as examining
    from handbook.doctor import told

    project = chosen_project(edition, variables)
    if url:
        project = replace(project, edition=_of_sources(project.edition))
    found = examining.examine(examining.Seen(project, today(), online=online, url=url))
    say_for(project.edition)(told.data(found) if form == "json" else told.text(found))
    return FINDINGS if any(one.answer.to_do for one in found) else CLEAN


@verb
@VERBS.option("--schema", is_flag=True, help="Geeft in plaats daarvan het schema voor tekstverwerkers.")
@of_edition
@with_facts
def variables(schema: bool, edition: str | None, variables: Path | None) -> int:
    """Noemt alle gegevens, wat zij betekenen en waar zij staan."""
    from handbook import checks
    from handbook.sources import fact_usage
    from handbook.sources import variables as facts

    if schema:
        print(facts.schema_text(), end="")
        return CLEAN
    sources, _ = checks.check(chosen_project(edition, variables))
    if sources.facts is None:
        print_findings([f for f in sources.findings if f.file == sources.project.name(sources.project.variables_file)])
        return FINDINGS
    say(fact_usage.render(sources))
    return CLEAN


@verb
@VERBS.option("--get", is_flag=True, help="Haalt het programma van de editor op, met npm.")
@VERBS.option("--site", "folder", type=FOLDER, metavar="MAP", help="Zet de editor in deze map, voor een webserver.")
@VERBS.option(
    "--host",
    "kind",
    type=OneOf(("github", "gitlab", "forgejo")),
    metavar="SOORT",
    help="Wat er op uw git-server draait. Standaard: zoals in handboek.wijzigen.",
)
@VERBS.option("--address", default="", metavar="URL", help="Het adres van de repository op uw git-server.")
@VERBS.option("--branch", default="", metavar="BRANCH", help="De branch met de tekst. Standaard: main.")
@VERBS.option("--app-id", default="", metavar="KENMERK", help="Het kenmerk om in te loggen bij GitLab of Forgejo.")
@VERBS.option("--login", default="", metavar="URL", help="Het adres om in te loggen bij GitHub.")
@VERBS.option("--previews", is_flag=True, help="Laat de editor naar het voorbeeld van een voorstel leiden. Kan alleen op GitHub.")
@of_edition
@with_facts
def editor(
    get: bool,
    folder: Path | None,
    kind: str | None,
    address: str,
    branch: str,
    app_id: str,
    login: str,
    previews: bool,
    edition: str | None,
    variables: Path | None,
) -> int:
    """Haalt de editor op waarmee HR het handboek in een browser bewerkt, of zet die klaar voor een webserver."""
    from handbook.editor import hosted, installed

    project, part = chosen_project(edition, variables), installed.part()
    if get:
        installed.get(part)
    if not part.there:
        raise CannotWork(installed.MISSING)
    if not folder:
        say("De editor staat op deze computer. U opent hem met handbook serve, op het adres /beheer/.")
        return CLEAN
    host = hosted.host(project, kind=kind or "", address=address, branch=branch, app_id=app_id, login=login, previews=previews)
    count = hosted.write(project, host, folder, part)
    say(f"De editor staat in {folder}: {count} bestanden. Hoe uw webserver hem toont, staat in deploy/README.md.")
    return CLEAN


@verb
@on_port
@of_edition
@with_facts
def serve(port: int, edition: str | None, variables: Path | None) -> int:
    """Toont de versies en het concept op deze computer."""
    from handbook.serve import server

    project = chosen_project(edition, variables)
    server.serve(project, port, say_for(project.edition))
    return CLEAN


@verb
@on_port
@of_edition
@with_facts
def site(port: int, edition: str | None, variables: Path | None) -> int:
    """Controleert, en toont alles op deze computer. Publiceert niets."""
    from handbook import checks
    from handbook.serve import own_archive, server

    # Outside a handbook that is what to say, whoever has the port.
    project = chosen_project(edition, variables)
    server.claim(port)
    tell = say_for(project.edition)
    with step("Controleren"):
        sources, findings = checks.check(project)
    if findings:
        print_findings(findings)
    _count_examples(sources.examples)
    if server.has_archive(project):
        server.serve(project, port, tell)
        return CLEAN
    # A draft with mistakes is no reason to show nothing: the server shows what to mend.
    if errors(findings):
        tell("Los eerst de fouten op. Het concept is wel te bekijken.")
        server.serve(project, port, tell)
        return CLEAN
    if not any(one.adopted for one in sources.revisions):
        tell("Er is nog geen revisie vastgesteld. Het concept is wel te bekijken.")
        server.serve(project, port, tell)
        return CLEAN
    with own_archive.trial(project, tell) as trial:
        server.serve(project, port, tell, trial)
    return CLEAN


@verb
@VERBS.option("--date", "day", type=DAY, metavar="DATUM", help="Een andere dag dan vandaag.")
@to_remote
@of_edition
def activate(day: date | None, push: str | None, edition: str | None) -> int:
    """Laat het vaste adres en het register kloppen met vandaag."""
    from handbook.publish import activate as activating

    project = chosen_project(edition)
    with step("Bijwerken"):
        activating.activate(project, day or today(), push=push, say=say_for(project.edition, push))
    return CLEAN


@verb
@VERBS.option("--rebuild", "again", is_flag=True, help="Maakt het register opnieuw uit de versies zelf.")
@VERBS.option("--clean", is_flag=True, help="Haalt bij --rebuild ook weg wat niet bij het archief hoort.")
@to_remote
@of_edition
def register(again: bool, clean: bool, push: str | None, edition: str | None) -> int:
    """Toont het register van alle versies, of maakt het opnieuw."""
    from handbook.archive import manifest, timeline
    from handbook.publish import rebuild

    if (push or clean) and not again:
        raise CannotWork(f"Bij {'--push' if push else '--clean'} hoort --rebuild: het register wordt dan opnieuw gemaakt.")
    project = chosen_project(edition)
    tell = say_for(project.edition, push)
    if not again:
        seen = timeline.load(project, today())
        tell(manifest.canonical(seen.data({})).decode().rstrip("\n") if seen.entries else timeline.render(seen, "text"))
        return CLEAN
    with step("Register maken"):
        own = replace(project, edition=with_own_files(project.edition))
        rebuild.rebuild(own, today(), push=push, say=tell, clean=clean)
    return CLEAN


@verb
@click.argument(
    "what", metavar="MAP|VORM", help="De map voor een webserver, zoals /var/www/handboek. Of een document: word, pdf, epub of text."
)
@click.argument(
    "version",
    metavar="[VERSIE]",
    required=False,
    help="Van welke tekst het document is, zoals 2026-11-01 of concept. Anders die nu geldt, en als er geen geldt de nieuwste.",
)
@VERBS.option("--artikel", "article", metavar="ID", help="Alleen dit artikel, zoals het in zijn adres heet, of zijn nummer.")
@VERBS.option("--hoofdstuk", "chapter", metavar="NUMMER", help="Alleen dit hoofdstuk, of deze pagina, zoals regels/vertrouwelijk.")
@VERBS.option("--pagina", "page", metavar="ADRES", help="Alleen deze pagina, als een eigen stuk, zoals formulieren/bekendmaking.")
@VERBS.option("--sinds", "since", metavar="VERSIE", help="Met de wijzigingen sinds deze versie, in word of pdf.")
@VERBS.option(
    "-o",
    "--output",
    metavar="BESTAND",
    help="Het bestand of de map voor het document. Anders komt het in documenten/, een map die git overslaat.",
)
@VERBS.option("--plain", is_flag=True, help="Zonder ingepakte kopieën, voor een map waar geen webserver uit leest.")
@VERBS.option(
    "--previews", metavar="REMOTE", help="Zet ook de voorbeelden van voorstellen klaar die op deze git-server staan, zoals origin."
)
@of_edition
@with_facts
def export(
    what: str,
    version: str | None,
    article: str | None,
    chapter: str | None,
    page: str | None,
    since: str | None,
    output: str | None,
    plain: bool,
    previews: str | None,
    edition: str | None,
    variables: Path | None,
) -> int:
    """Zet het gepubliceerde handboek in een map voor een webserver, of maakt van een tekst één document."""
    from handbook.export import chosen
    from handbook.export.documents import forms

    form = forms.named(what)
    if form:
        chosen.refuse_for_document(form, since, plain=plain, previews=previews)
        project = chosen_project(edition, variables)
        wanted = chosen.Output.of(output) if output is not None else None
        chosen.refuse_place(project, wanted, form)
        form.ready()
        return _document(form, version, since, chosen.Part(article, chapter, page), wanted, project)
    chosen.refuse_for_folder(what, version, article=article, chapter=chapter, page=page, since=since, output=output)
    from handbook.export import web

    own = with_own_files(chosen_edition(edition))
    with step("Klaarzetten"):
        web.export(Path.cwd(), own, Path(what), plain=plain, say=say_for(own), proposals=previews)
    _say_what_git_sees(Path.cwd(), Path(what))
    return CLEAN


def _say_what_git_sees(root: Path, made: Path) -> None:
    from handbook.archive import named_files

    if told := named_files.seen_by_git(root, made):
        say(told)


def _document(form: Document, version: str | None, since: str | None, part: Part, output: Output | None, project: Project) -> int:
    """The text as one document, in a file."""
    # As in a check.
    gc.disable()
    from handbook.archive import branch, contacts, named_files
    from handbook.archive.git import Repository
    from handbook.build import diff, named_text
    from handbook.export import chosen
    from handbook.export.documents.kept import Kept

    with step("Document maken"):
        typed = f"handbook export {form.name}"
        text = named_text.files(project, version, today(), typed)
        old = named_text.files(project, since, today(), typed).file if since else None
        hidden = diff.hidden(project, (since, version), today()) if since else None
        repo = Repository(project.root)
        tip = branch.published_commit(repo, project.edition)
        kept = Kept(contacts.states(repo, tip) if tip else ())
        book = chosen.book(text.file, part, chosen.Since(old, partial(diff.successors, project), hidden, kept) if old and hidden else None)
        book = chosen.told(replace(book, follows=text.follows), kept)
        place = chosen.place(project, output, book, form)
        named_files.write(place, form.make(book))
    for told in (*form.lacks(book), *book.stale):
        say(told)
    say(f"Het document staat in {place}.")
    return CLEAN


@verb
@VERBS.option("--remote", metavar="REMOTE", help="Het archief op deze git-server, zoals origin.")
@VERBS.option("--site", "folder", type=FOLDER, metavar="MAP", help="Het archief in deze map, zoals op een webserver.")
@VERBS.option("--url", metavar="URL", help="Het archief op dit adres.")
@VERBS.option("--fingerprint", metavar="SHA-256", help="De vingerafdruk van een versie, zoals eerder genoteerd.")
@VERBS.option("--tsa-root", type=FILE, metavar="BESTAND", help="Het certificaat (PEM) van wie de tijdstempels zette.")
@VERBS.option("--all", "whole", is_flag=True, help="Lees elk bestand, ook van een versie die hier eerder heel was.")
@of_edition
def verify(
    remote: str | None,
    folder: Path | None,
    url: str | None,
    fingerprint: str | None,
    tsa_root: Path | None,
    whole: bool,
    edition: str | None,
) -> int:
    """Kijkt of er aan het archief niets is veranderd."""
    from handbook import verify as verifying

    if len([place for place in (remote, folder, url) if place is not None]) > 1:
        raise click.UsageError("Kies één plek: --remote, --site of --url.", click.get_current_context())
    if tsa_root and not tsa_root.is_file():
        raise CannotWork(f"Het bestand {tsa_root} bestaat niet. Kijk de naam na die u achter --tsa-root zette.")
    chosen = _of_sources(chosen_edition(edition))
    with step("Controleren"), verifying.opened(Path.cwd(), chosen, remote=remote, site=folder, url=url) as source:
        # What a remote has is mended there.
        tell = say_for(chosen, source.remote)
        found = verifying.verify(source, fingerprint=fingerprint, say=tell, roots=tsa_root, whole=whole)
        told = verifying.render(found, source.verdict(fingerprint))
    tell(told)
    return FINDINGS if found else CLEAN


def _of_sources(edition: Edition) -> Edition:
    """The edition with what only its sources can say of what stands at the root of its archive."""
    from handbook.build import editing, live_contacts

    chosen = with_own_files(edition)
    return replace(chosen, contacts=live_contacts.in_commits(Path.cwd(), chosen), editing=editing.in_commits(Path.cwd(), chosen))


@verb
@click.argument(
    "imports", type=FILE, nargs=-1, metavar="IMPORT.csv...", help="Een export van Outlook, een formulier of een HR-systeem, als CSV."
)
@VERBS.option("--medewerkers", "staff", type=FILE, metavar="LIJST.csv", help="De lijst van iedereen die moet bevestigen.")
@VERBS.option(
    "--kolommen", "columns", type=FILE, metavar="BESTAND.yml", help="Welke kolom wat is. Is het er nog niet, dan wordt het gemaakt."
)
@VERBS.option(
    "--herinneringen", "reminders", type=FILE, metavar="BESTAND.csv", help="Schrijft hier wie u een herinnering stuurt, met de mail."
)
@VERBS.option("-o", "--output", "everybody", type=FILE, metavar="BESTAND.csv", help="Schrijft hier van iedereen wat die bevestigde.")
@VERBS.option("--versie", "version", type=VERSION, metavar="VERSIE", help="De tekst waar het om gaat. Standaard: die van vandaag.")
@VERBS.option("--over", "about", type=VERSION, metavar="VERSIE", help="De tekst waar een formulier over gaat dat zelf geen versie noemt.")
@VERBS.option(
    "--bevestigt", "words", multiple=True, metavar="TEKST", help="Wat er bij wie bevestigde in een kolom staat, zoals Afgerond. Mag vaker."
)
@of_edition
@with_facts
def receipts(
    imports: tuple[Path, ...],
    staff: Path | None,
    columns: Path | None,
    reminders: Path | None,
    everybody: Path | None,
    version: VersionName | None,
    about: VersionName | None,
    words: tuple[str, ...],
    edition: str | None,
    variables: Path | None,
) -> int:
    """Zegt wie heeft bevestigd welke tekst te hebben gelezen, en wie nog niet. Alle bestanden staan buiten het handboek."""
    from handbook import receipts as reading

    if not imports:
        raise click.UsageError("Hier ontbreekt nog: IMPORT.csv.", click.get_current_context())
    project = chosen_project(edition, variables)
    wish = reading.Wish(imports, staff, columns, reminders, everybody, version, about, words)
    answered = reading.answer(project, wish, today(), one_of if sys.stdin.isatty() and sys.stdout.isatty() else None)
    say(answered.text)
    return CLEAN if answered.clean else FINDINGS


@verb
@VERBS.option("--old", metavar="COMMIT", help="De stand vóór de wijziging. Zonder --old leest het programma wat git een hook geeft.")
@VERBS.option("--new", metavar="COMMIT", help="De stand na de wijziging.")
@VERBS.option("--ref", metavar="REF", help=f"De branch of tag, zoals {Edition().ref}.")
def guard(old: str | None, new: str | None, ref: str | None) -> int:
    """Weigert in git elke wijziging van wat is gepubliceerd."""
    from handbook.archive import branch
    from handbook.sources import address, editions, own_files
    from handbook.verify import guard as guarding

    typed = [text for text in (old, new, ref) if text]
    if typed and len(typed) < 3:
        raise CannotWork("De keuzes --old, --new en --ref horen bij elkaar. Geef ze alle drie, of geen.")
    lines = [" ".join(typed)] if typed else [*sys.stdin]
    repo = guarding.repository()
    try:
        known = owning(guarded_editions(branch.committed(repo, editions.EDITIES_YML)), branch.committed(repo, own_files.OWN_FILES_YML))
    except editions.Refused:
        # What can no longer be read says nothing of which branches to guard: only what mends it may come in.
        if not guarding.only_sources(lines, repo):
            raise
        known = [Edition()]
    known = [replace(one, address=address.of(branch.committed(repo, one.variables))) for one in known]
    # A hook's refusals go to standard error, which git shows to who pushes.
    refusals = guarding.guard(lines, repo, known, lambda text: click.echo(text, err=True))
    if refusals:
        click.echo(guarding.render(refusals), err=True)
    return REFUSED if refusals else CLEAN


@verb
@click.argument("version", type=VERSION, nargs=-1, metavar="VERSIE...", help="De naam, zoals 2026-11-01.")
@VERBS.option("--tags", is_flag=True, help="Zet tags die weg zijn opnieuw, uit de geschiedenis van de branch.")
@to_remote
@of_edition
def restore(version: tuple[VersionName, ...], tags: bool, push: str | None, edition: str | None) -> int:
    """Zet een beschadigde versie terug uit haar tag, of een tag die weg is."""
    from handbook.publish import restore as restoring
    from handbook.publish import retag

    if bool(version) == tags:
        wrong = "Kies versies of --tags, niet allebei." if tags else "Hier ontbreekt nog: VERSIE."
        raise click.UsageError(wrong, click.get_current_context())
    project = chosen_project(edition)
    if tags:
        with step("Tags zetten"):
            retag.retag(project, today(), push=push, say=say_for(project.edition, push))
        return CLEAN
    with step("Terugzetten"):
        restoring.restore(project, version, today(), push=push, say=say_for(project.edition, push))
    return CLEAN


@verb
@click.argument("version", type=VERSION, metavar="VERSIE", help="De naam, zoals 2026-11-01.")
@VERBS.option("--page", metavar="PAGINA", help="Alleen deze pagina, zoals regels/werktijd.md.")
@VERBS.option("--article", metavar="ID", help="Alleen dit artikel, zoals het in zijn adres heet.")
@with_reason
@decided_by
@VERBS.option(
    "--ask",
    required=True,
    metavar="WIE",
    help="Bij wie de tekst op te vragen is, en hoe: een naam met een mailadres, telefoonnummer of adres.",
)
@VERBS.option("--date", "day", type=DAY, metavar="DATUM", help="De dag van het besluit. Standaard: vandaag.")
@surely
@to_remote
@of_edition
def take_down(
    version: VersionName,
    page: str | None,
    article: str | None,
    reason: str,
    by: str,
    ask: str,
    day: date | None,
    dry_run: bool,
    yes: bool,
    push: str | None,
    edition: str | None,
) -> int:
    """Haalt een tekst, pagina of artikel van de website. De tekst blijft gelden."""
    from handbook.publish import take_down as taking

    project = chosen_project(edition)
    wish = taking.Removal(version, day or today(), reason, by, ask, page, article)
    tell = say_for(project.edition, push)

    def act(say: Say, trial: bool) -> None:
        taking.take_down(project, wish, today(), push=push, say=say, dry_run=trial)

    return sure(act, "Van de website halen", tell, dry_run=dry_run, yes=yes)


@verb
@click.argument("version", type=VERSION, metavar="VERSIE", help="De naam, zoals 2026-11-01.")
@VERBS.option("--from", "since", type=DAY, required=True, metavar="DAG", help="De eerste dag waarop de tekst niet meer geldt.")
@VERBS.option("--instead", type=INSTEAD, required=True, metavar="VERSIE", help="De versie die dan geldt, of: geen.")
@VERBS.option("--decided", type=DAY, required=True, metavar="DAG", help="De dag van het besluit.")
@decided_by
@with_reason
@surely
@to_remote
@of_edition
def repeal(
    version: VersionName,
    since: date,
    instead: VersionName | str,
    decided: date,
    by: str,
    reason: str,
    dry_run: bool,
    yes: bool,
    push: str | None,
    edition: str | None,
) -> int:
    """Trekt een tekst in: vanaf een dag geldt zij niet meer. Zij blijft te lezen."""
    from handbook.publish import repeal as repealing

    project = chosen_project(edition)
    other = instead if isinstance(instead, VersionName) else None
    decision = repealing.Decision(version, since, other, decided, by, reason)
    tell = say_for(project.edition, push)

    def act(say: Say, trial: bool) -> None:
        repealing.repeal(project, decision, today(), push=push, say=say, dry_run=trial)

    return sure(act, "Intrekken", tell, dry_run=dry_run, yes=yes)


@verb
@click.argument("folder", type=FOLDER, metavar="MAP", help="De map van het nieuwe handboek, zoals handboek.")
@VERBS.option(
    "--answers",
    type=FILE,
    metavar="BESTAND",
    help="Uw gegevens in dit bestand, in de vorm van variables.yml. Dan vraagt het programma niets.",
)
@VERBS.option("--engine", metavar="WAAR", help="Vanwaar uw handboek het programma haalt: een bestand (.whl), of een tag in git.")
def new(folder: Path, answers: Path | None, engine: str | None) -> int:
    """Maakt een handboek van uw eigen organisatie, in een map van uzelf."""
    from handbook.new import birth

    return FINDINGS if birth.new(folder, answers, engine, say) else CLEAN


@verb
@VERBS.option("--engine", "source", metavar="WAAR", help="De versie: een bestand (.whl), of een tag in git. Standaard: die nu draait.")
@VERBS.option(
    "--text", is_flag=True, help="Toont wat er nieuw is in de tekst van de uitgever, en neemt niets over zonder --artikel of --alles."
)
@VERBS.option("--artikel", "names", multiple=True, metavar="ID", help="Neemt dit artikel over, of dit bestand. Mag vaker.")
@VERBS.option("--alles", "everything", is_flag=True, help="Neemt de hele nieuwe tekst over, behalve waar u hetzelfde veranderde.")
@VERBS.option("--behoud", "kept", multiple=True, metavar="ID", help="Houdt dit artikel of bestand zoals u het heeft. Mag vaker.")
@VERBS.option("--begin", metavar="WAAR", help="De versie waarmee u begon, als uw handboek dat zelf niet weet.")
@VERBS.option("--dry-run", is_flag=True, help="Zegt wat er zou veranderen, en doet het niet.")
def update(
    source: str | None, text: bool, names: tuple[str, ...], everything: bool, kept: tuple[str, ...], begin: str | None, dry_run: bool
) -> int:
    """Brengt een nieuwe versie van het programma in uw handboek of, apart, de nieuwe tekst van de uitgever."""
    from handbook.update import command
    from handbook.update.command import Wish

    wish = Wish(source, text, names, everything, kept, begin, dry_run)
    return CLEAN if command.update(chosen_project(None), wish, say) else FINDINGS


@verb
@of_edition
@with_facts
def accessibility(edition: str | None, variables: Path | None) -> int:
    """Test in een browser of iedereen het handboek kan gebruiken, en schrijft op wat de verklaring daarover zegt."""
    from handbook.serve import accessibility as testing

    project = chosen_project(edition, variables)
    tested = testing.test(project, say_for(project.edition))
    if tested.wrong:
        say("\n".join(tested.wrong))
    return FINDINGS if tested.wrong else CLEAN


@verb
@on_port
@of_edition
@with_facts
def demo(port: int, edition: str | None, variables: Path | None) -> int:
    """Maakt een archief om te bekijken, met een oude, een geldende en een toekomstige tekst."""
    from handbook.serve import demo as showing

    showing.demo(chosen_project(edition, variables), port, say)
    return CLEAN
