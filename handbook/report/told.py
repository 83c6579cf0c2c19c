"""What a report says in sentences, the same in each form: the short of it, the headings, and which changes belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.core.dutch import long_date
from handbook.redline import Change
from handbook.redline.named import about, heading, kinds_said
from handbook.report.model import Decision, Fact, FileChange, PageChange, Reading, Report, counted

NAME = "Wat verandert er?"
NOTHING = "Er verandert niets voor de lezer."
ONLY_FACTS = "Alleen een gegeven verandert. Waar lezers dat zien, staat hieronder."
UNKNOWN = "Wat lezers zien veranderen, is nu niet te zeggen. Los eerst de fouten op."
NO_MISTAKES = "Er zijn geen fouten gevonden."
FLESCH = ("Hoe hoger het getal, hoe makkelijker de tekst leest (Flesch-Douma, van 0 tot 100). Een pagina heeft 60 nodig, een artikel 45.",)

MOVED = frozenset({"vernummerd", "verwijzing"})
FACT_ALONE = frozenset({"gegeven", "verwijzing", "vernummerd"})


@dataclass(frozen=True)
class Group:
    """Articles that changed in one way; `title` is empty for those of which the text itself changed."""

    title: str
    changes: tuple[Change, ...]


def groups(report: Report) -> list[Group]:
    """First what reads otherwise, then where only a fact is another, then where only a number moved on."""
    moved = tuple(one for one in report.redline.changes if one.kinds <= MOVED)
    by_fact = tuple(one for one in report.redline.changes if one.kinds <= FACT_ALONE and one not in moved)
    text = tuple(one for one in report.redline.changes if one not in (*moved, *by_fact))
    found = [
        Group("", text),
        Group(f"Alleen een ander gegeven: {counted(len(by_fact), 'artikel', 'artikelen')}", by_fact),
        Group(f"Alleen een ander nummer of een andere verwijzing: {counted(len(moved), 'artikel', 'artikelen')}", moved),
    ]
    return [one for one in found if one.changes]


def pages(report: Report) -> tuple[tuple[PageChange, ...], tuple[PageChange, ...]]:
    """The pages of which the text is another one, and those in which only a fact is."""
    by_fact = tuple(one for one in report.pages if one.change.kinds <= FACT_ALONE)
    return tuple(one for one in report.pages if one not in by_fact), by_fact


def pages_by_fact(number: int) -> str:
    """The heading of those in which only a fact is another one."""
    several = "pagina's"
    return f"Alleen een ander gegeven: {counted(number, 'pagina', several)}"


def against(report: Report) -> str:
    """With what the text was compared."""
    base, short = report.base, report.base.commit[:12]
    day = f" van {long_date(base.day)}" if base.day else ""
    if base.published:
        return f"Dit verslag vergelijkt de tekst hier met {base.name}, zoals die is gepubliceerd (commit {short}{day})."
    return f"Dit verslag vergelijkt de tekst hier met {base.name} (commit {short}{day})."


def in_short(report: Report) -> Iterator[tuple[str, str]]:
    """A word and a sentence on each thing that one must know first."""
    yield "Lezers", _for_readers(report)
    yield "Fouten", mistakes(report)
    if wrong := _decisions(report):
        yield "Besluiten", wrong
    hard = [one for one in report.readings if not one.enough]
    if hard:
        yield "Taal", f"{counted(len(hard), 'tekst die verandert, is', 'teksten die veranderen, zijn')} moeilijk te lezen."
    yield "Publiceren", report.plan.short


def nothing(report: Report) -> str:
    """That no text reads otherwise; or that nobody can tell, where nothing could be compared."""
    return NOTHING if report.compared else UNKNOWN


def mistakes(report: Report) -> str:
    """How many mistakes there are."""
    number = len(report.mistakes)
    return f"{'Er staat 1 fout' if number == 1 else f'Er staan {number} fouten'} in. Los die eerst op." if number else NO_MISTAKES


def _for_readers(report: Report) -> str:
    sentences = []
    if report.redline.changes:
        sentences.append(report.redline.summary)
    if report.pages:
        number = counted(len(report.pages), "pagina verandert", "pagina's veranderen")
        sentences.append(f"Buiten de artikelen: {number}.")
    if report.visible:
        sentences.append(f"Ook anders: {_kinds(report)}.")
    if report.facts and not report.redline.changes:
        sentences.append(f"{counted(len(report.facts), 'gegeven is', 'gegevens zijn')} anders.")
    if sentences:
        return " ".join(sentences)
    return nothing(report)


def _kinds(report: Report) -> str:
    return ", ".join(dict.fromkeys(one.kind for one in report.visible))


def _decisions(report: Report) -> str:
    asked = sum(1 for one in report.kind.decisions if one.state == "is gevraagd")
    missing = len(report.kind.missing) - asked
    told = []
    if missing:
        told.append(f"Er {'ontbreekt 1 besluit' if missing == 1 else f'ontbreken {missing} besluiten'}.")
    if asked:
        told.append(f"Op {counted(asked, 'besluit wordt', 'besluiten wordt')} nog gewacht.")
    return " ".join(told)


def article(change: Change) -> str:
    """Artikel 2.1 Wanneer het mag: the words of a heading, bare."""
    return f"{heading(change.article.number)} {change.article.title}"


def article_said(change: Change) -> Iterator[str]:
    """What stands below the heading of an article."""
    yield f"{kinds_said(change)}."
    for name in change.switches:
        yield f"Dit hangt af van de keuze {name}."
    yield from about(change)
    if change.old and change.new and any(part.how == "gelijk" for part in change.parts):
        yield "Hieronder staat alleen wat er verandert."


def page_said(page: PageChange) -> Iterator[str]:
    """What stands below the heading of a page."""
    words = {"nieuw": "Nieuwe pagina.", "vervallen": "Deze pagina vervalt.", "gewijzigd": "Gewijzigd, buiten de artikelen."}
    yield words.get(
        page.how, f"Deze pagina heet in het adres nu {page.change.id.removesuffix('.md')}, en heette {page.was.removesuffix('.md')}."
    )


def fact_said(one: Fact) -> str:
    """What belongs to a fact beside its values."""
    return "Lezers zien dit in elke versie, zodra iemand publiceert of handbook contact typt." if one.live else ""


def file_said(one: FileChange) -> str:
    """What became of a file, and what it is for."""
    words = {"nieuw": "nieuw", "vervallen": "weg", "gewijzigd": "gewijzigd", "hernoemd": "andere naam"}
    return f"{words[one.how]}: {one.kind}" if one.kind else f"{words[one.how]}; lezers zien dit niet"


def decision_said(one: Decision) -> str:
    """How it stands with a decision."""
    words = {
        "is er": "is er.",
        "is gevraagd": "is gevraagd. Er is nog geen antwoord.",
        "ontbreekt": "ontbreekt nog.",
        "mag ontbreken": "is er niet. Bij een eerste tekst hoeft dat niet.",
    }
    return words[one.state] if one.state == "is er" else f"{words[one.state]} Nodig volgens {one.laws}."


def reading_said(one: Reading) -> str:
    """From what to what, and whether it is enough."""
    if one.before is None:
        moved = f"{one.now}"
    elif one.before == one.now:
        moved = f"{one.now}, net als eerst"
    else:
        moved = f"was {one.before}, is nu {one.now}"
    return f"{moved}. {'Goed te lezen.' if one.enough else f'Dat is moeilijk: {one.needed} is nodig.'}"


def warned(report: Report) -> str:
    """How many warnings are not shown."""
    if not report.elsewhere:
        return ""
    return f"Op plekken die hier niet veranderen {'staat nog 1 waarschuwing' if report.elsewhere == 1 else f'staan nog {report.elsewhere} waarschuwingen'}."
