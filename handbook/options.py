"""What several verbs ask in the same way: choices, the edition that is meant, and how they answer."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handbook.core import console, system_errors
from handbook.core.command_line import OneOf, Read, Verbs
from handbook.core.console import Say
from handbook.core.dutch import TODAY_VARIABLE, enumeration, parse_date, today
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import Finding, Format, errors, quote, render, summary, without_password
from handbook.core.project import Project
from handbook.core.proposal import Proposal
from handbook.core.version_name import VersionName, no_name

if TYPE_CHECKING:
    from handbook.core.meanings import Meanings
    from handbook.core.sample_report import Example

CLEAN, FINDINGS, STOPPED, REFUSED = 0, 1, 2, 4
"""Exit codes: nothing to mend; findings; the command did not finish; what was published would change. An Ended brings its own."""

DEFAULT_PORT = 8000


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise ValueError(f"{quote(text)} is geen bestaande dag. Schrijf JJJJ-MM-DD, zoals 2026-11-01.") from error


def _version(text: str) -> VersionName:
    try:
        return VersionName.parse(text)
    except ValueError as error:
        raise ValueError(no_name(text)) from error


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise ValueError(f"{text} is geen poort. Kies een getal van 1 tot en met 65535, zoals 8001.")


VERBS = Verbs(
    "handbook",
    help="Controleert, bouwt en publiceert het handboek.",
    options_metavar="[KEUZES]",
    subcommand_metavar="OPDRACHT",
    no_args_is_help=False,
)
VERBS.gone["withdraw"] = (
    "De opdracht withdraw bestaat niet meer: zij deed twee dingen tegelijk. "
    "Mag niemand de tekst nog lezen? Geef dan: handbook take-down. Geldt de tekst niet meer? Geef dan: handbook repeal."
)
NONE = "geen"


def _instead(text: str) -> VersionName | str:
    if text == NONE:
        return text
    try:
        return _version(text)
    except ValueError as error:
        raise ValueError(f"{str(error).removesuffix('.')}, of schrijf: {NONE}.") from error


def _preview(text: str) -> str:
    """An address of the web or a path, which ends in a slash: names of pages are put behind it."""
    if text and not re.fullmatch(r"(?:https?://[^\s<>\"'()\\]+|\.{0,2}/[^\s<>\"'()\\]*)", text):
        raise ValueError(
            f"{quote(text)} is geen adres van een concept. Schrijf het zoals https://voorbeeld.nl/concept/, of als pad: ./site/"
        )
    return text if not text or text.endswith("/") else f"{text}/"


def _proposal(text: str) -> Proposal:
    try:
        return Proposal.parse(text)
    except ValueError as error:
        raise ValueError(f"{quote(text)} is geen naam van een voorstel. Schrijf pr- met het nummer erachter, zoals pr-12.") from error


def _file(text: str) -> Path:
    # A path forgets the slash, and a file would come in place of a folder.
    if text.endswith(("/", os.sep)):
        raise ValueError(f"{text} is een map. Schrijf de naam van het bestand erbij.")
    return Path(text)


INSTEAD = Read("versie", _instead)
PREVIEW = Read("adres", _preview)
PROPOSAL = Read("voorstel", _proposal)
DAY, VERSION = Read("datum", _day), Read("versie", _version)
FILE, FOLDER = Read("bestand", _file), Read("map", Path)

of_edition = VERBS.option("--edition", metavar="NAAM", help="De organisatie, zoals zij in edities.yml heet.")
with_facts = VERBS.option("--variables", type=FILE, metavar="BESTAND", help=f"Een ander bestand met gegevens dan {Edition().variables}.")
to_remote = VERBS.option("--push", metavar="REMOTE", help="Doet het op deze git-server, zoals origin.")
with_reason = VERBS.option("--reason", required=True, metavar="TEKST", help="Waarom, in één zin.")
decided_by = VERBS.option("--by", required=True, metavar="NAAM", help="Wie dat besloot.")


def in_form(what: str, *forms: str) -> Callable[[Any], Any]:
    """The option `--format`: in which of these forms comes `what` ("de lijst verschijnt"); the first where nobody chooses."""
    told = f"In welke vorm {what}: {enumeration(forms, ' of ')}."
    return VERBS.option("--format", "form", type=OneOf(forms), default=forms[0], metavar="VORM", help=told)


on_port = VERBS.option(
    "--port", type=Read("poort", _port), default=DEFAULT_PORT, metavar="POORT", help=f"De poort. Standaard: {DEFAULT_PORT}."
)


def verb(function: Callable[..., int]) -> click.Command:
    """A function as the command of its name; its docstring, which is Dutch, says to the user what it does."""

    @wraps(function)
    def answered(**given: Any) -> int:
        try:
            _know_the_day()
            return function(**given)
        except Ended as end:
            # Findings are what a check is for; whatever else ends a command is told aside.
            text = _addressed(str(end), given.get("edition"), given.get("push") or given.get("remote"))
            click.echo(text, err=end.exit_code != FINDINGS)
            return end.exit_code
        except OSError as error:
            refused = system_errors.refusal(error)
            if refused is None:
                raise
            click.echo(refused, err=True)
            return STOPPED

    return VERBS.command(function.__name__.rstrip("_").replace("_", "-"), options_metavar="[KEUZES]")(answered)


def surely(function: Callable[..., int]) -> Callable[..., int]:
    """The choices of an act that cannot be undone."""
    yes = VERBS.option("--yes", is_flag=True, help="Vraagt niets meer na.")
    return VERBS.option("--dry-run", is_flag=True, help="Zegt alles wat er zou gebeuren, en doet het niet.")(yes(function))


def sure(act: Callable[[Say, bool], None], what: str, say: Say, *, dry_run: bool, yes: bool) -> int:
    """Tries the act, asks who is at the keyboard, and does it: `act` takes how to tell, and whether to try only. Raises CannotWork where nobody can be asked."""
    if not (dry_run or yes or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise CannotWork(
            "Dit is niet terug te draaien, en hier kan niemand het bevestigen. Er is niets veranderd. "
            "Kijk eerst wat er gebeurt met --dry-run. Is dat goed? Geef de opdracht dan met --yes."
        )
    told: list[str] = []

    def remembered(text: str) -> None:
        told.append(text)
        say(text)

    if not yes or dry_run:
        with console.step("Proef"):
            act(remembered, True)
    if dry_run:
        return CLEAN
    if not yes:
        answer = click.prompt("Dit is niet terug te draaien. Typ ja om door te gaan", default="nee", show_default=False)
        if answer.strip().lower() != "ja":
            raise CannotWork("Gestopt. Er is niets veranderd.")
    with console.step(what):
        # Who confirmed has read what would happen.
        act(lambda text: None if text in told else say(text), False)
    return CLEAN


def one_of(question: str, answers: Sequence[str]) -> str | None:
    """Which of the answers who is at the keyboard gives to a question, by its number; None for none of them."""
    click.echo(question)
    for number, answer in enumerate(answers, 1):
        click.echo(f"  {number}. {answer}")
    while True:
        typed = click.prompt("Typ het nummer, of 0 als het er niet bij staat", default="0", show_default=False).strip()
        if typed.isascii() and typed.isdigit() and int(typed) <= len(answers):
            return answers[int(typed) - 1] if int(typed) else None
        click.echo(f"{quote(typed)} staat er niet bij. Kies een getal van 0 tot en met {len(answers)}.")


def _know_the_day() -> None:
    """A day that was set by hand and is none must not come up half-way."""
    try:
        today()
    except ValueError as error:
        mend = f"Schrijf JJJJ-MM-DD, of haal {TODAY_VARIABLE} weg."
        raise CannotWork(f"In {TODAY_VARIABLE} staat geen bestaande datum: {quote(os.environ[TODAY_VARIABLE])}. {mend}") from error


def chosen_edition(name: str | None) -> Edition:
    """The edition that was asked for; without a name that of who has only one, for which nobody needs the sources."""
    if name is None:
        return Edition()
    from handbook.sources import editions

    return editions.choose(Project.find(), name)


def chosen_project(edition: str | None, variables: Path | None = None) -> Project:
    """The sources of the edition that was asked for."""
    project = Project.find(variables=variables)
    if edition is None:
        return project
    chosen = project.of(chosen_edition(edition))
    return replace(chosen, variables_file=project.variables_file) if variables else chosen


def guarded_editions(files: Mapping[str, bytes]) -> list[Edition]:
    """Every edition that the last commit names. Raises Refused where that cannot be read: nothing then says what to guard."""
    from handbook.sources import editions

    known = {Edition(): None}
    for name, data in files.items():
        found, findings = editions.parse(name, data.decode("utf-8", "replace"))
        if errors(findings):
            raise editions.Refused(render(findings, "text"))
        known |= dict.fromkeys(found)
    return [*known]


def owning(known: Collection[Edition], files: Mapping[str, bytes]) -> list[Edition]:
    """The editions with the files that are their own, which the last commit lists. Raises Refused where that cannot be read."""
    from handbook.sources import own_files

    return [own_files.of(edition, files, known) for edition in known]


def with_own_files(edition: Edition) -> Edition:
    """The edition with its address, and the files that are its own, as the last commit here has them."""
    from handbook.archive import branch
    from handbook.archive.git import Repository
    from handbook.sources import address, editions, own_files

    try:
        repo = Repository(Path.cwd())
        edition = replace(edition, address=address.of(branch.committed(repo, edition.variables)))
        files = branch.committed(repo, own_files.OWN_FILES_YML)
    except CannotWork:
        # A web server's folder may be looked at where there is no git.
        return edition
    if not files:
        return edition
    known = {edition.branch: edition} | {one.branch: one for one in guarded_editions(branch.committed(repo, editions.EDITIES_YML))}
    return replace(edition, own=next(one for one in owning(known.values(), files) if one == edition).own)


ACTS = re.compile(
    r"\bhandbook (?:publish|contact(?! --dry-run)|activate|restore(?: --tags| \d{4}-\d\d-\d\d(?:\.\d+)?)|register --rebuild(?: --clean)?)(?! --push)"
)
"""Commands that change an archive, as sentences advise them."""


def _addressed(text: str, edition: str | None, remote: str | None = None) -> str:
    """The text with its commands as they must be typed for this edition, and for the archive on `remote`: to mend another one would mend nothing."""
    if remote is not None:
        text = ACTS.sub(lambda m: f"{m[0]} --push {without_password(remote)}", text)
    if edition is None:
        return text
    verbs = "|".join(name for name, command in VERBS.commands.items() if any(param.name == "edition" for param in command.params))
    return re.sub(rf"\bhandbook ({verbs})\b", lambda m: f"{m[0]} --edition {edition}", text)


def say_for(edition: Edition, remote: str | None = None) -> Say:
    """Tells what an act says, with its commands as they must be typed for this edition, and for the archive on `remote`."""
    return lambda text: console.say(_addressed(text, edition.name or None, remote))


def print_findings(
    findings: list[Finding], form: Format = "text", examples: Sequence[Example] = (), meanings: Meanings | None = None
) -> None:
    """All findings and how many there are, with what is still of the example before that; a program gets the count aside.

    Where their codes are explained is said once; on a terminal a code leads there.
    """
    # Imported here: who looks at an archive needs no sources.
    from handbook.core import sample_report

    if form == "text":
        told = render(findings, "text", _leading(meanings))
        explained = meanings.sentence if meanings and findings else ""
        console.say("\n".join(filter(None, (told, sample_report.text(examples), explained, summary(findings, beside=bool(examples))))))
        return
    left = [one.finding for one in examples] if form == "json" else sample_report.notices(examples)
    console.say(render([*findings, *left], form))
    click.echo(summary(findings), err=True)


def _leading(meanings: Meanings | None) -> Callable[[str], str]:
    """A code as a terminal shows it: a link to what it means, where that can be read on the site."""
    if meanings is None or not meanings.site or not console.painted():
        return str
    return lambda code: console.linked(code, meanings.on_site(code))
