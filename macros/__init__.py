"""The words that an author may use in docs/: this list, and nothing else."""

from __future__ import annotations

from functools import partial
from typing import Any

from handbook.build import context
from macros.artikelen import art, art_met_titel, artikel, nummer, revisiegegevens, revisielijst
from macros.az import az_lijst
from macros.bepalingen import bepaling, bepaling_grenzen, bepaling_redenen
from macros.beslissers import bestuur, bestuur_doet, raad, wie_stemt_in
from macros.bronnen import bron, bronnenlijst
from macros.contact import (
    afdeling,
    avond_en_weekend,
    bel,
    bel_of_mail,
    bereik,
    contact_kaart,
    contact_kaarten,
    een_van,
    mail_of_bel,
    mailto,
    wie,
)
from macros.dilemmas import dilemma, dilemma_bespreken, dilemmaoverzicht, dilemmas, dilemmas_op_papier, zelfvraag
from macros.downloaden import downloadlijst
from macros.hulp import buiten, hulp_buiten
from macros.keuzehulp import hele_keuzehulp, keuzebeeld, keuzehulp, keuzelijst
from macros.meldingen import meldingenlijst
from macros.nakijken import nakijklijst
from macros.nieuw import wijzigingenlijst
from macros.onderwerpen import onderwerpen_tabel, onderwerpen_uit
from macros.ontvangst import ontvangst, vingerafdruk
from macros.plek import Plek
from macros.stukken import invullen, stukken
from macros.tekst import aantal, datum, mens, opsomming
from macros.toegankelijkheid import toegankelijkheidsstatus, toegankelijkheidstest
from macros.verder import verder
from macros.vragen import vragenbeeld, vragenlijst
from macros.wie_beslist import wie_beslist

WOORDEN = (
    aantal, afdeling, art, art_met_titel, artikel, avond_en_weekend, az_lijst, bel, bel_of_mail, bepaling, bepaling_grenzen, bepaling_redenen, bereik, bestuur,
    bestuur_doet, bron, bronnenlijst, buiten, contact_kaart, contact_kaarten, datum, dilemma, dilemma_bespreken, dilemmaoverzicht, dilemmas,
    dilemmas_op_papier, downloadlijst, een_van, hele_keuzehulp, hulp_buiten, invullen, keuzebeeld, keuzehulp, keuzelijst, mail_of_bel, mailto, meldingenlijst, mens,
    nakijklijst, nummer, onderwerpen_tabel, onderwerpen_uit, ontvangst, opsomming, raad, revisiegegevens, revisielijst, stukken, toegankelijkheidsstatus,
    toegankelijkheidstest, verder, vingerafdruk, vragenbeeld, vragenlijst, wie, wie_beslist, wie_stemt_in, wijzigingenlijst, zelfvraag,
)  # fmt: skip
"""Every word; its first parameter is the place where an author uses it."""


def define_env(env: Any) -> None:
    """Hands the facts and the words to the engine; called by mkdocs-macros-plugin and by Zensical."""
    facts = context.for_engine(env.conf, env.project_dir)
    env.conf["extra"]["uitgave"] = facts.edition
    for naam, waarde in facts.names.items():
        env.variables[naam] = waarde
    for woord in WOORDEN:
        env.macro(partial(woord, Plek(env, facts)), woord.__name__)
    # Zensical asks at every page, MkDocs once, before any.
    if hasattr(env, "page") and env.page:
        on_pre_page_macros(env)


def on_pre_page_macros(env: Any) -> None:
    """Gives a page the organisation's own words, and tells its template where the menu leads past it; mkdocs-macros calls it at every page."""
    facts = context.for_engine(env.conf, env.project_dir)
    context.in_own_words(env.page, facts)
    way = facts.past_silent_pages.get(Plek(env, facts).page)
    if way:
        env.page.meta["buiten_menu"] = way
