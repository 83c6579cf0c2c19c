"""Whether everything around a handbook is set up and up to date: a list of examinations, which look and change nothing."""

from __future__ import annotations

from handbook.archive.git import Failed
from handbook.core.errors import CannotWork
from handbook.doctor import archive, copy, keys, program, protections, settings, text, timers, website
from handbook.doctor.model import Answer, Examination, Group, Told, unseen
from handbook.doctor.seen import Seen

__all__ = ["GROUPS", "Seen", "Told", "examine"]

GROUPS = (
    Group(
        "Deze kopie",
        (
            Examination("leesbaar", "Kan git deze map lezen?", copy.readable, of_git=False),
            Examination("git-versie", "Is git nieuw genoeg?", copy.version, of_git=False),
            Examination("naam", "Weet git wie u bent?", copy.identity),
            Examination("geheel", "Is deze kopie volledig?", copy.whole),
            Examination("nieuwste", "Is de tekst hier de nieuwste?", copy.current),
            Examination("regeleinden", "Laat git de regeleinden zoals ze zijn?", copy.line_ends),
            Examination("hoofdletters", "Kent git deze schijf?", copy.capitals),
            Examination("ruimte", "Is er genoeg ruimte?", copy.room, of_git=False),
        ),
    ),
    Group(
        "De tekst",
        (
            Examination("fouten", "Is de tekst zonder fouten?", text.mistakes, of_git=False),
            Examination("voorbeeld", "Is alles van uzelf?", text.examples, of_git=False),
            Examination("eigenaars", "Houdt iemand elke pagina bij?", text.owners, of_git=False),
            Examination("nakijken", "Is alles op tijd nagekeken?", text.overdue, of_git=False),
            Examination("toegankelijk", "Is de toegankelijkheid opnieuw getest?", text.access, of_git=False),
        ),
    ),
    Group(
        "Het archief",
        (
            Examination("server", "Staat het handboek op een git-server?", archive.remote),
            Examination("archief", "Is het archief hier bekend?", archive.here),
            Examination("gelijk", "Is het archief op de server hetzelfde?", archive.same),
            Examination("tags", "Heeft elke versie haar tag?", archive.tags),
            Examination("gepubliceerd", "Is alles gepubliceerd wat is vastgesteld?", archive.unpublished, of_git=False),
            Examination("adres", "Kent het archief uw adres?", archive.address),
            Examination("reservekopie", "Ligt er een reservekopie?", archive.backup),
        ),
    ),
    Group(
        "De bewaking",
        (
            Examination("bewaking", "Beschermt de server wat is gepubliceerd?", protections.guard),
            Examination("ontvangst", "Kijkt de server na wat er binnenkomt?", protections.incoming),
            Examination("hoofdtekst", "Beschermt de server de hoofdtekst?", protections.main_branch),
            Examination("akkoord", "Geeft iemand akkoord voor het publiceren?", protections.environments),
            Examination("goedkeurders", "Staat er wie een wijziging goedkeurt?", settings.code_owners),
            Examination("lekken", "Kan iemand een lek melden?", protections.reports),
        ),
    ),
    Group(
        "Wat vanzelf gaat",
        (
            Examination("vandaag", "Klopt het register met vandaag?", timers.today),
            Examination("elke-dag", "Loopt er elke dag een taak?", timers.daily),
            Examination("elke-week", "Loopt er elke week een taak?", timers.weekly),
            Examination("publiceren", "Gaat publiceren zoals u het koos?", settings.publishing),
        ),
    ),
    Group(
        "De sleutels",
        (
            Examination("ondertekenen", "Is er een sleutel om mee te ondertekenen?", keys.signing),
            Examination("ondertekend", "Zijn alle tags ondertekend?", keys.signed),
            Examination("ondertekenaars", "Is bekend wie mag ondertekenen?", keys.signers),
            Examination("verlopen", "Is de sleutel nog lang geldig?", keys.lasting),
        ),
    ),
    Group(
        "Het programma",
        (
            Examination("vastgezet", "Staat de versie vast?", program.pinned, of_git=False),
            Examination("draait", "Draait die versie hier?", program.running, of_git=False),
            Examination("nieuw", "Is er geen nieuwere?", program.newest, of_git=False),
            Examination("python", "Wordt Python nog bijgehouden?", program.python, of_git=False),
            Examination("pakketten", "Is geïnstalleerd waarmee is getest?", program.libraries, of_git=False),
            Examination("meegegeven", "Zijn workflows en scripts van deze versie?", program.handed_out, of_git=False),
            Examination("schema", "Is het schema van deze versie?", program.schema, of_git=False),
            Examination("onderdelen", "Welke extra onderdelen zijn er?", program.parts, of_git=False),
        ),
    ),
    Group(
        "Voor lezers",
        (
            Examination("wijzigen", "Kan een lezer een wijziging voorstellen?", settings.way_in),
            Examination("andere-hosts", "Zijn er geen bestanden voor een andere server?", settings.other_hosts),
            Examination("website", "Toont de website wat is gepubliceerd?", website.served),
        ),
    ),
)
"""Every question, in the order in which the answers are told."""


def examine(seen: Seen) -> list[Told]:
    """The answer to every question that this handbook raises."""
    told = []
    for group in GROUPS:
        for examination in group.examinations:
            answer = _answer(examination, seen)
            if answer is not None:
                told.append(Told(group.title, examination, answer))
    return told


def asked(name: str, seen: Seen) -> Answer | None:
    """The answer to one question alone; None where this handbook does not raise it."""
    return _answer(next(one for group in GROUPS for one in group.examinations if one.name == name), seen)


def _answer(examination: Examination, seen: Seen) -> Answer | None:
    """What stops one question says nothing of the others."""
    if examination.of_git and seen.refused is not None:
        return None
    try:
        return examination.look(seen)
    except CannotWork as error:
        return unseen(str(error), "Los dat eerst op, en kijk dan opnieuw.")
    except Failed as error:
        return unseen(f"git kan dit niet zeggen: {error.reason.removesuffix('.')}.", "Kijk of deze kopie heel is, met:", "handbook verify")
