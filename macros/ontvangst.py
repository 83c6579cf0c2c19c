"""The word by which a reader confirms to have received and read this version: by form, by mail or on paper."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.dutch import long_date
from handbook.core.receipt import FILLED_IN, LATER, SHORT_HERE, form_address, mail_address, spaced, subject
from handbook.sources.data.accessibility_test import MEASURED
from handbook.sources.printed import escape
from macros.plek import NIET_ZOEKEN, Plek

NA_PUBLICATIE = "staat hier zodra deze tekst is gepubliceerd"
NOG_NIET = "Deze tekst is nog niet gepubliceerd. Bevestigen kan daarna."


def ontvangst(plek: Plek) -> str:
    """Waarmee een lezer bevestigt dat hij deze versie heeft ontvangen en gelezen: met een formulier, per mail of op papier."""
    # What nobody adopted yet, or what goes again, is not to be confirmed.
    open_ = _gepubliceerd(plek)
    ways = "".join(_wegen(plek)) if open_ else f"<p>{NOG_NIET}</p>"
    paper = "".join(f"<div><dt>{line}</dt><dd></dd></div>" for line in ("Naam", "Datum", "Handtekening"))
    return (
        f'<div class="ontvangst"{NIET_ZOEKEN}><p class="ontvangst-zin">{_zin(plek)}</p><dl>{_tekst(plek, open_)}</dl>'
        f'{ways}<dl class="ontvangst-papier op-papier">{paper}</dl></div>'
    )


def vingerafdruk(plek: Plek) -> str:
    """De vingerafdruk van deze versie, kort, zoals op een papier dat iemand tekent: 3f9a 12bc 77de."""
    return _kort() if _gepubliceerd(plek) else NA_PUBLICATIE


def _gepubliceerd(plek: Plek) -> bool:
    """Whether this is a text of which there is a fingerprint that stays."""
    return not plek.context.draft and not plek.context.trial


def _kort() -> str:
    """The first digits of the fingerprint, which the build fills in."""
    return f'<span {MEASURED} {FILLED_IN}="{SHORT_HERE}">{spaced(LATER)}</span>'


def _zin(plek: Plek) -> str:
    name = escape.html(plek.context.facts.werkgever.naam)
    return f"Ik heb het protocol sociale media van {name} ontvangen en gelezen."


def _tekst(plek: Plek, open_: bool) -> str:
    """Which text it is, as anybody can check."""
    version = plek.context.revisions[0].version
    address = f"{plek.context.facts.handboek.adres}{version}/"
    rows = [("Versie", str(version)), ("Geldt vanaf", long_date(version.day))]
    if open_:
        rows.append(("Vast adres", f'<a href="{escape.html(address)}">{escape.html(address)}</a>'))
        rows.append(("Vingerafdruk", f'{_kort()}<code class="ontvangst-heel" {MEASURED} {FILLED_IN}>{LATER}</code>'))
    return "".join(f"<div><dt>{label}</dt><dd>{text}</dd></div>" for label, text in rows)


def _wegen(plek: Plek) -> Iterator[str]:
    """The ways to confirm that this organisation has: its own form, a mail to HR."""
    facts, version = plek.context.facts, plek.context.revisions[0].version
    links = []
    if facts.handboek.bevestigen:
        links.append((form_address(facts.handboek.bevestigen, version, LATER), "", "Bevestig met het formulier"))
    people = [one for one in facts.contact.people("hr") if one.email]
    if people:
        to = ",".join(one.email or "" for one in people)
        about = subject(facts.werkgever.naam_kort, version, LATER)
        # Of who is kept up to date a script puts the address of now in its place (docs/stijl/contact.js).
        live = ' data-mail="hr"' if plek.context.live and all(one.actueel_houden for one in people) else ""
        links.append((mail_address(to, about, _mail(plek)), live, "Bevestig per mail"))
    first = " md-button--primary"
    buttons = []
    for href, mark, text in links:
        buttons.append(f'<a class="md-button{first}" href="{escape.html(href)}" {FILLED_IN}{mark}>{text}</a>')
        first = ""
    if not buttons:
        yield "<p>Bevestigen gaat bij ons op papier.</p>"
    else:
        yield f'<p class="ontvangst-wegen">{" ".join(buttons)}</p>'


def _mail(plek: Plek) -> str:
    """What the mail says, for its sender to read through."""
    facts, version = plek.context.facts, plek.context.revisions[0].version
    lines = (
        f"Ik heb het protocol sociale media van {facts.werkgever.naam} ontvangen en gelezen.",
        "",
        f"Versie: {version}, geldt vanaf {long_date(version.day)}",
        f"Adres: {facts.handboek.adres}{version}/",
        f"Vingerafdruk: {LATER}",
        "",
        "Ik bevestig dat ik de tekst heb ontvangen en gelezen. Ik zeg niet dat ik het met alles eens ben.",
        "",
        "Mijn naam: ",
    )
    return "\n".join(lines)
