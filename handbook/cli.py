"""Knows the commands: what a person may type, and how the answer and the exit code come out.

Each command imports what only it needs, so that a check does not wait for the server or for mike.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from handbook import checks
from handbook.core.console import say, step
from handbook.core.dutch import TODAY_VARIABLE, parse_date, today
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import Finding, errors, quote, render, summary
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.sources import fact_usage, variables

CLEAN, FINDINGS, STOPPED, REFUSED = 0, 1, 2, 4
"""Exit codes: nothing to mend; findings; the command did not finish; what was published would change. An Ended brings its own."""

DEFAULT_PORT = 8000
VERBS = (
    "check",
    "build",
    "publish",
    "versions",
    "variables",
    "serve",
    "site",
    "activate",
    "register",
    "export",
    "verify",
    "guard",
    "restore",
    "withdraw",
    "demo",
)
"""Every command, in the order in which a newcomer meets them."""

DUTCH = {
    "usage: ": "Gebruik: ",
    "positional arguments": "Opdrachten",
    "options": "Keuzes",
    "show this help message and exit": "Toont deze uitleg.",
    "%(prog)s: error: %(message)s\n": "%(message)s\nUitleg: %(prog)s --help\n",
    "the following arguments are required: %s": "Hier ontbreekt nog: %s.",
    "unrecognized arguments: %s": "Dit is onbekend: %s.",
    "argument %(argument_name)s: %(message)s": "Bij %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r bestaat niet. Kies uit %(choices)s.",
    "expected one argument": "zet er een waarde achter.",
    "invalid %(type)s value: %(value)r": "%(value)r kan hier niet.",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan meer dan één keuze zijn: %(matches)s.",
    "ignored explicit argument %r": "%r hoort hier niet.",
}
"""The sentences of argparse that a person may see."""


def main() -> NoReturn:
    """Runs the command that was typed and ends the process with its exit code."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    arguments = parser().parse_args()
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        _know_the_day()
        sys.exit(run(arguments))
    except Ended as end:
        # Findings are what a check is for; whatever else ends a command is told aside.
        print(end, file=sys.stdout if end.exit_code == FINDINGS else sys.stderr)
        sys.exit(end.exit_code)
    except KeyboardInterrupt:
        print("\nGestopt.", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; nobody is left to tell.
        sys.stderr.close()
        sys.exit(STOPPED)


def parser() -> argparse.ArgumentParser:
    """All commands; one function each, below."""
    # argparse looks its sentences up under this name at every use.
    argparse._ = lambda text: DUTCH.get(text, text)  # type: ignore[attr-defined]
    top = argparse.ArgumentParser(prog="handbook", description="Controleert, bouwt en publiceert het handboek.", allow_abbrev=False)
    verbs = top.add_subparsers(required=True, metavar="OPDRACHT")

    def verb(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        one = verbs.add_parser(name, help=text, description=text, allow_abbrev=False)
        one.set_defaults(run=run)
        return one

    one = verb("check", _check, "Zoekt alle fouten in de teksten en de gegevens.")
    one.add_argument("--format", choices=("text", "json", "github"), default="text", help="In welke vorm de punten verschijnen.")
    one.add_argument("--strict", action="store_true", help="Keurt ook af wat alleen een waarschuwing geeft, zoals een te lange zin.")
    one = verb("build", _build, "Controleert en bouwt de site in een map.")
    one.add_argument("--site-dir", type=Path, default=Path("site"), metavar="MAP", help="De map voor de site. Standaard: site.")
    one.add_argument("--variables", type=Path, metavar="BESTAND", help="Een ander bestand met gegevens dan variables.yml.")
    one.add_argument("--draft", action="store_true", help="Zet op elke pagina dat het een concept is.")
    one.add_argument("--offline", action="store_true", help="Maakt een site die u zonder webserver opent, zoals uit een gedeelde map.")
    one = verb("publish", _publish, "Publiceert de nieuwste revisie als versie met een datum.")
    one.add_argument("--dry-run", action="store_true", help="Doet alles, behalve publiceren.")
    _to_remote(one)
    one.add_argument("--timestamp", metavar="URL", help="Laat deze tijdstempelserver (RFC 3161) de dag bevestigen.")
    one = verb("versions", _versions, "Noemt de gepubliceerde versies en of zij gelden.")
    one.add_argument("--on", type=_day, metavar="DATUM", help="Zegt welke tekst op deze dag gold.")
    one.add_argument("--known-on", type=_day, metavar="DATUM", help="Bij --on: volgens wat op deze dag bekend was. Standaard: vandaag.")
    one.add_argument("--format", choices=("text", "json"), default="text", help="In welke vorm de lijst verschijnt.")
    one = verb("variables", _variables, "Noemt alle gegevens, wat zij betekenen en waar zij staan.")
    one.add_argument("--schema", action="store_true", help="Geeft in plaats daarvan het schema voor tekstverwerkers.")
    for name, run, text in (
        ("serve", _serve, "Toont de versies en het concept op deze computer."),
        ("site", _site, "Controleert, publiceert op deze computer en toont alles."),
    ):
        one = verb(name, run, text)
        _on_port(one)
    _archive_verbs(verb)
    return top


def _archive_verbs(verb: Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]) -> None:
    one = verb("activate", _activate, "Laat het adres geldend en het register kloppen met vandaag.")
    one.add_argument("--date", type=_day, metavar="DATUM", help="Een andere dag dan vandaag.")
    _to_remote(one)
    one = verb("register", _register, "Toont het register van alle versies, of maakt het opnieuw.")
    one.add_argument("--rebuild", action="store_true", help="Maakt het register opnieuw uit de versies zelf.")
    _to_remote(one)
    one = verb("export", _export, "Zet het gepubliceerde handboek in een map, klaar voor een webserver.")
    one.add_argument("folder", type=Path, metavar="MAP", help="De map, zoals /var/www/handboek.")
    one.add_argument("--plain", action="store_true", help="Zonder ingepakte kopieën, voor een map waar geen webserver uit leest.")
    one = verb("verify", _verify, "Kijkt of er aan het archief niets is veranderd.")
    where = one.add_mutually_exclusive_group()
    where.add_argument("--remote", metavar="REMOTE", help="Het archief op deze git-server, zoals origin.")
    where.add_argument("--site", type=Path, metavar="MAP", help="Het archief in deze map, zoals op een webserver.")
    where.add_argument("--url", metavar="URL", help="Het archief op dit adres.")
    one.add_argument("--fingerprint", metavar="SHA-256", help="De vingerafdruk van een versie, zoals eerder genoteerd.")
    one.add_argument("--tsa-root", type=Path, metavar="BESTAND", help="Het certificaat (PEM) van wie de tijdstempels zette.")
    one = verb("guard", _guard, "Weigert in git elke wijziging van wat is gepubliceerd.")
    one.add_argument("--old", metavar="COMMIT", help="De stand vóór de wijziging. Zonder --old leest het programma wat git een hook geeft.")
    one.add_argument("--new", metavar="COMMIT", help="De stand na de wijziging.")
    one.add_argument("--ref", metavar="REF", help="De branch of tag, zoals refs/heads/gh-pages.")
    one = verb("restore", _restore, "Zet een beschadigde versie terug uit haar tag.")
    one.add_argument("version", type=_version, nargs="+", metavar="VERSIE", help="De naam, zoals 2026-11-01.")
    _to_remote(one)
    one = verb("withdraw", _withdraw, "Trekt een tekst in. Op elk adres komt te staan wanneer, waarom en door wie.")
    one.add_argument("version", type=_version, metavar="VERSIE", help="De naam, zoals 2026-11-01.")
    one.add_argument("--reason", required=True, metavar="TEKST", help="Waarom, in één zin.")
    one.add_argument("--by", required=True, metavar="NAAM", help="Wie dat besloot.")
    one.add_argument("--date", type=_day, metavar="DATUM", help="De dag van het besluit. Standaard: vandaag.")
    _to_remote(one)
    _on_port(verb("demo", _demo, "Maakt een archief om te bekijken, met een oude, een geldende en een toekomstige tekst."))


def _to_remote(one: argparse.ArgumentParser) -> None:
    one.add_argument("--push", metavar="REMOTE", help="Doet het op deze git-server, zoals origin.")


def _on_port(one: argparse.ArgumentParser) -> None:
    one.add_argument("--port", type=_port, default=DEFAULT_PORT, metavar="POORT", help=f"De poort. Standaard: {DEFAULT_PORT}.")


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{quote(text)} is geen bestaande dag. Schrijf JJJJ-MM-DD, zoals 2026-11-01.") from error


def _version(text: str) -> VersionName:
    try:
        return VersionName.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{quote(text)} is geen versie. Schrijf de datum, zoals 2026-11-01 of 2026-11-01.2.") from error


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is geen poort. Kies een getal van 1 tot en met 65535, zoals 8001.")


def _print(findings: list[Finding], form: str) -> None:
    if form == "text":
        say("\n".join(filter(None, (render(findings, "text"), summary(findings)))))
    else:
        say(render(findings, "json" if form == "json" else "github"))
        print(summary(findings), file=sys.stderr)


def _know_the_day() -> None:
    """A day that was set by hand and is none must not come up half-way."""
    try:
        today()
    except ValueError as error:
        mend = f"Schrijf JJJJ-MM-DD, of haal {TODAY_VARIABLE} weg."
        raise CannotWork(f"In {TODAY_VARIABLE} staat geen bestaande datum: {quote(os.environ[TODAY_VARIABLE])}. {mend}") from error


def _check(arguments: argparse.Namespace) -> int:
    _, findings = checks.check(Project.find())
    _print(findings, arguments.format)
    return FINDINGS if (findings if arguments.strict else errors(findings)) else CLEAN


def _build(arguments: argparse.Namespace) -> int:
    from handbook.build.build import build

    project = Project.find(variables=arguments.variables)
    with step("Controleren en bouwen"):
        built = build(project, arguments.site_dir, draft=arguments.draft, offline=arguments.offline)
    if built.findings:
        _print(built.findings, "text")
    say(f"De site van versie {built.version} staat in {arguments.site_dir}.")
    return CLEAN


def _publish(arguments: argparse.Namespace) -> int:
    from handbook.publish import publish

    with step("Proef" if arguments.dry_run else "Publiceren"):
        done = publish.publish(Project.find(), push=arguments.push, dry_run=arguments.dry_run, say=say, stamp_server=arguments.timestamp)
    if done.findings:
        _print(done.findings, "text")
    return CLEAN


def _versions(arguments: argparse.Namespace) -> int:
    from handbook.archive import timeline

    if arguments.known_on and not arguments.on:
        raise CannotWork("Bij --known-on hoort een dag waarover de vraag gaat. Zet erbij: --on JJJJ-MM-DD")
    seen = timeline.load(Project.find(), today())
    if arguments.on:
        say(timeline.answer(seen, arguments.on, arguments.known_on or today(), arguments.format))
    else:
        say(timeline.render(seen, arguments.format))
    return CLEAN


def _variables(arguments: argparse.Namespace) -> int:
    if arguments.schema:
        print(variables.schema_text(), end="")
        return CLEAN
    sources, _ = checks.check(Project.find())
    if sources.facts is None:
        wrong = [f for f in sources.findings if f.file == sources.project.name(sources.project.variables_file)]
        _print(wrong, "text")
        return FINDINGS
    say(fact_usage.render(sources))
    return CLEAN


def _serve(arguments: argparse.Namespace) -> int:
    from handbook.serve import server

    server.serve(Project.find(), arguments.port, say)
    return CLEAN


def _site(arguments: argparse.Namespace) -> int:
    """A draft with mistakes is no reason to show nothing: the server shows what to mend."""
    from handbook.serve import server

    server.claim(arguments.port)
    project = Project.find()
    with step("Controleren"):
        _, findings = checks.check(project)
    if findings:
        _print(findings, "text")
    if errors(findings):
        say("Niet gepubliceerd: los eerst de fouten op. Het concept is wel te bekijken.")
    else:
        _try_to_publish(project)
    server.serve(project, arguments.port, say)
    return CLEAN


def _try_to_publish(project: Project) -> None:
    from handbook.publish import publish

    try:
        with step("Bouwen en publiceren op deze computer"):
            publish.publish(project, push=None, dry_run=False, say=say)
    except Ended as reason:
        say(f"{reason}\nNiet gepubliceerd. Het concept is wel te bekijken.")


def _activate(arguments: argparse.Namespace) -> int:
    from handbook.publish.activate import activate

    with step("Bijwerken"):
        activate(Project.find(), arguments.date or today(), push=arguments.push, say=say)
    return CLEAN


def _register(arguments: argparse.Namespace) -> int:
    from handbook.archive import manifest, timeline
    from handbook.publish.rebuild import rebuild

    if not arguments.rebuild:
        if arguments.push:
            raise CannotWork("Bij --push hoort --rebuild: het register wordt dan daar opnieuw gemaakt.")
        seen = timeline.load(Project.find(), today())
        say(manifest.canonical(seen.data({})).decode().rstrip("\n") if seen.entries else timeline.render(seen, "text"))
        return CLEAN
    with step("Register maken"):
        rebuild(Project.find(), today(), push=arguments.push, say=say)
    return CLEAN


def _export(arguments: argparse.Namespace) -> int:
    from handbook.export import web

    # Whoever fills a web server need not have the handbook's sources.
    with step("Klaarzetten"):
        web.export(Path.cwd(), Edition(), arguments.folder, plain=arguments.plain, say=say)
    return CLEAN


def _verify(arguments: argparse.Namespace) -> int:
    from handbook import verify

    if arguments.tsa_root and not arguments.tsa_root.is_file():
        raise CannotWork(f"Het bestand {arguments.tsa_root} bestaat niet. Kijk de naam na die u achter --tsa-root zette.")
    # Whoever checks a site need not have the handbook's sources.
    with (
        step("Controleren"),
        verify.opened(Path.cwd(), Edition(), remote=arguments.remote, site=arguments.site, url=arguments.url) as source,
    ):
        found = verify.verify(source, fingerprint=arguments.fingerprint, say=say, roots=arguments.tsa_root)
    say(verify.render(found))
    return FINDINGS if found else CLEAN


def _guard(arguments: argparse.Namespace) -> int:
    """A hook's refusals go to standard error, which git shows to whoever pushes."""
    from handbook.verify import guard

    typed = (arguments.old, arguments.new, arguments.ref)
    if any(typed) and not all(typed):
        raise CannotWork("De keuzes --old, --new en --ref horen bij elkaar. Geef ze alle drie, of geen.")
    lines = [" ".join(typed)] if all(typed) else sys.stdin
    refusals = guard.guard(lines, guard.repository(), [Edition()], lambda text: print(text, file=sys.stderr))
    if refusals:
        print(guard.render(refusals), file=sys.stderr)
    return REFUSED if refusals else CLEAN


def _restore(arguments: argparse.Namespace) -> int:
    from handbook.publish.restore import restore

    with step("Terugzetten"):
        restore(Project.find(), arguments.version, today(), push=arguments.push, say=say)
    return CLEAN


def _withdraw(arguments: argparse.Namespace) -> int:
    from handbook.publish.withdraw import Decision, withdraw

    decision = Decision(arguments.version, arguments.date or today(), arguments.reason, arguments.by)
    with step("Intrekken"):
        withdraw(Project.find(), decision, today(), push=arguments.push, say=say)
    return CLEAN


def _demo(arguments: argparse.Namespace) -> int:
    from handbook.serve import demo

    demo.demo(Project.find(), arguments.port, say)
    return CLEAN
