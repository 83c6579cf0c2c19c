"""Every sentence of a message, each once, with u or with je."""

from __future__ import annotations

from datetime import date, timedelta

from handbook.announce.model import Ending, Form, Line, Link, Repealed, Seen
from handbook.core.dutch import cited, in_words, long_date

GREETING = "Beste collega's,"
FAREWELL = "Met vriendelijke groet,"
DRAFT = "[concept] "
PROTOCOL = "Protocol sociale media"
WHOM, READ = "Voor wie", "Lees na"
NEW, GONE = " (nieuw)", " (vervalt)"
"""Behind the name of an article that was not there before, or is not there any more."""

NEWS = "wat er nieuw is"

YOU = {"u": ("u", "U", "u"), "je": ("je", "Je", "jou")}
"""In a sentence, at its beginning, and where it has the stress."""


def means(form: Form) -> str:
    """What stands before the consequence of a change."""
    return f"Dit betekent het voor {YOU[form][2]}"


def articles(number: int) -> str:
    """What stands over articles of which nobody wrote what changes."""
    return "Dit artikel is anders" if number == 1 else "Deze artikelen zijn anders"


def heading(seen: Seen) -> str:
    """What stands over the changes."""
    return "Wat is er veranderd?" if seen.begun else "Wat verandert er?"


def subject(seen: Seen) -> str:
    """What the message is about. Nothing that anybody typed is in it: it stands in the head of a mail."""
    return f"{DRAFT if seen.draft else ''}{_subject(seen)}"


def _subject(seen: Seen) -> str:
    """At most 68 signs with the mark of a draft: a list of mails shows little more, and a longer one is folded in the file."""
    day = long_date(seen.version.day)
    if seen.repealed:
        return f"{PROTOCOL}: tekst ingetrokken vanaf {long_date(seen.repealed.since)}"
    if seen.first:
        return f"Nieuw: protocol sociale media vanaf {day}"
    if seen.correction:
        return f"Verbeterd: protocol sociale media van {day}"
    return f"{PROTOCOL}: {'andere woorden' if seen.editorial else 'wijzigingen'} {'sinds' if seen.begun else 'vanaf'} {day}"


def _from(day: date, today: date) -> str:
    """Whether it begins or began, without a word that is wrong the day after."""
    return f"{'Sinds' if day < today else 'Vanaf'} {long_date(day)}"


def _text(seen: Seen, name: str) -> str | Link:
    return Link(name, seen.text) if seen.text else name


def draft(seen: Seen) -> Line:
    """Why nobody may send the message as it is."""
    state = "nog niet gepubliceerd" if seen.adopted else "nog niet vastgesteld of gepubliceerd"
    return (f"Dit bericht is een concept: de tekst is {state}. De links komen erbij zodra de tekst op de website staat.",)


def ended(name: str) -> str:
    """A name at the end of a sentence: that of a company may have the full stop already."""
    return name if name.endswith(".") else f"{name}."


def begins(seen: Seen) -> Line:
    """What happens, and from when."""
    since, of = _from(seen.version.day, seen.day), "van het protocol sociale media van"
    if seen.first:
        return (f"{since} geldt het protocol sociale media van {ended(seen.employer)} Daarin staat wat mag en wat moet op sociale media.",)
    if seen.correction:
        day = long_date(seen.version.day)
        return (f"De tekst van {day} {of} {seen.employer} is verbeterd. De verbeterde tekst geldt ook vanaf die dag.",)
    return (f"{since} geldt een nieuwe tekst {of} {ended(seen.employer)}",)


def only_words(seen: Seen) -> tuple[Line, Line]:
    """The two sentences that are a whole message where only words change."""
    other, of = "alleen de woorden zijn anders", f"van het protocol sociale media van {seen.employer}"
    changed = Link(other, seen.compared) if seen.compared else other
    day = long_date(seen.version.day)
    first: Line = (f"{_from(seen.version.day, seen.day)} geldt ", _text(seen, "een nieuwe tekst"), f" {of}: ", changed, ".")
    if seen.correction:
        first = (_text(seen, f"De tekst van {day}"), f" {of} is verbeterd: ", changed, ".")
    return first, (f"Wat mag of moet blijft hetzelfde, dus {YOU[seen.form][0]} hoeft niets te doen en niets opnieuw te bevestigen.",)


def works_back(announced: date, begins_: date) -> Line:
    """That people hear of a text after it began."""
    return (f"De dag van bekendmaking is {long_date(announced)}. De tekst geldt ook voor de dagen daarvoor, vanaf {long_date(begins_)}.",)


def until(ending: Ending) -> Line:
    """That another text follows, which may have been announced before this one."""
    return (
        f"Deze tekst geldt tot en met {long_date(ending.day - timedelta(days=1))}. Daarna geldt ",
        *ending.text,
        ", die al is aangekondigd." if ending.known else ".",
    )


def repealed(seen: Seen, repeal: Repealed) -> tuple[Line, ...]:
    """That a text does not apply any more: which one does, who decided it and why."""
    text = _text(seen, f"de tekst van {seen.version.title}")
    what: Line = (f"{_from(repeal.since, seen.day)} geldt ", text, f" van het protocol sociale media van {seen.employer} niet meer.")
    instead: Line = (
        ("In plaats daarvan geldt ", *repeal.instead, ".") if repeal.instead else ("Er komt geen andere tekst voor in de plaats.",)
    )
    return what, instead, (f"Dat besloot {repeal.by}. De reden: {cited(repeal.why)}",)


def left(seen: Seen, number: int, where: Line) -> Line:
    """How many changes the message does not name, and where they stand; nothing of that where nobody can look yet."""
    if number == 1:
        more = "Er is nog één ding veranderd" if seen.begun else "Er verandert nog één ding"
    else:
        more = f"Er {'zijn' if seen.begun else 'veranderen'} nog {in_words(number)} dingen{' veranderd' if seen.begun else ''}"
    return (f"{more}: zie ", *where, ".") if where else (f"{more}.",)


def others(named: Line, number: int, more: int) -> Line:
    """Articles that changed and of which nobody wrote what changed; `more` of them are not named."""
    first = "Ook dit artikel is anders: " if number + more == 1 else "Ook deze artikelen zijn anders: "
    return (first, *named, f" en nog {in_words(more)}." if more else ".")


def more_articles(number: int) -> Line:
    """How many of the articles that changed the list does not name."""
    return ("Er is nog één artikel anders.",) if number == 1 else (f"Er zijn nog {in_words(number)} artikelen anders.",)


def same(number: int, *, moved: bool) -> Line:
    """What stays as it was."""
    counted = "één artikel" if number == 1 else f"{in_words(number)} artikelen"
    return (f"De regels in {counted} blijven hetzelfde.{' Soms is het nummer of de plek anders.' if moved else ''}",)


def confirm(seen: Seen) -> Line:
    """What people do to show that they know the text, or that they may be asked."""
    small, large, _ = YOU[seen.form]
    again = "" if seen.first else "opnieuw "
    if seen.confirm:
        return (f"Bevestig {again}", Link(f"dat {small} de tekst kent", seen.confirm), ".")
    return (f"{large} kunt de vraag krijgen om {again}te bevestigen dat {small} de tekst kent.",)


def read(seen: Seen) -> Line:
    """Where the text stands, and word for word what differs."""
    whole, other = Link(f"de hele tekst van {seen.version.title}", seen.text), Link("woord voor woord wat er anders is", seen.compared)
    return ("Lees ", whole, *((", of ", other) if seen.compared else ()), ".")


def hidden() -> Line:
    """That not all of the text can be read."""
    return ("Een deel van de tekst is van de website gehaald.",)


def ask(contact: Line) -> Line:
    """Whom to call."""
    return ("Vragen? ", *contact, ".")


# To who sends the message


def send_on(day: date) -> str:
    """When people are to hear of it."""
    return f"De revisie noemt {long_date(day)} als dag van bekendmaking. Verstuur het bericht op die dag."


def no_kind(source: str) -> str:
    """That nobody can tell yet whether people confirm again."""
    return f"In docs/{source} staat nog geen aard. Schrijf daar materieel of redactioneel: dan zegt het bericht ook of mensen opnieuw bevestigen."


def contested(source: str) -> str:
    """That a revision says both that nothing changes for people and what it means for them."""
    return f"In docs/{source} staat dat alleen de woorden veranderen, en ook wat dat voor mensen betekent (betekent). Een van beide klopt niet: kijk met handbook check"


def proposed(source: str) -> str:
    """That a program wrote what nobody has read yet."""
    return f"In docs/{source} staat nog wat het programma voorstelde (nagelezen: nee). Lees dat na voordat u dit bericht laat zien."


def no_meaning(source: str, number: int) -> str:
    """That changes have no sentence on what they mean for who reads it."""
    which = "één wijziging" if number == 1 else f"{in_words(number)} wijzigingen"
    return f"In docs/{source} staat bij {which} geen betekent. Schrijf daar wat mensen ervan merken: dan staat het in het bericht."


EXAMPLE = (
    "In uw handboek staat nog iets van het voorbeeld. Kijk na of dit bericht klopt. Wat er van het voorbeeld over is, zegt: handbook check"
)
