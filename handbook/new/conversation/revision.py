"""Asks at a terminal what a next revision changes: the day, the kind, and of each change what, why, for whom and what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

import click

from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName
from handbook.new.changes_said import unfit
from handbook.new.conversation.terminal import Back, Stopped, complain, heading, say, typed
from handbook.new.revision_file import Item, Told
from handbook.sources.files.choices import ChangeKind

HOW = "Typ terug voor de vorige vraag, of stop om niets te maken. Enter neemt over wat er tussen haken staat."
KINDS = get_args(get_args(ChangeKind)[0])

ASKED = {
    "wat": "Wat verandert er, in één zin?",
    "waarom": "Waarom is dat nodig?",
    "voor_wie": "Voor wie maakt het iets uit?",
    "betekent": "Wat betekent dit voor wie het leest? Begin met u. Enter slaat over.",
}


@dataclass(frozen=True)
class Question:
    """One line to type: what is said before it, its name, and what is wrong with an answer, in a sentence; empty where nothing is."""

    told: str
    name: str
    wrong: Callable[[str], str]
    title: str = ""
    at: tuple[int, str] | None = None
    """Of which change it is, and of what of it."""


def talk(told: Told, day: Callable[[VersionName | None], VersionName] | None) -> Told:
    """The same with what was typed; `day` says whether a revision can have that name, None where it is chosen already.

    Raises CannotWork where the person stops.
    """
    todo = [*_questions(told, day)]
    say(HOW)
    number = 0
    try:
        while number < len(todo):
            one = todo[number]
            try:
                told = _with(told, one, _answer(one, _default(told, one)))
                number += 1
            except Back:
                number = max(number - 1, 0)
    except Stopped as stop:
        raise CannotWork("Gestopt. Er is niets gemaakt.") from stop
    return told


def _questions(told: Told, day: Callable[[VersionName | None], VersionName] | None) -> list[Question]:
    found = [] if day is None else [Question("Vanaf welke dag geldt de nieuwe tekst?", "ingangsdatum", lambda line: _day(line, day))]
    found += [
        Question("Veranderen de regels (materieel), of alleen de woorden (redactioneel)?", "aard", _kind),
        Question("Wat verandert er, in één zin voor het overzicht van alle versies?", "toelichting", _text),
    ]
    for number, change in enumerate(told.changes):
        title = f"Wijziging {number + 1} van {len(told.changes)}: {', '.join(change.artikelen) or 'buiten de artikelen'}"
        found += [Question(said, key, _text, title if key == "wat" else "", (number, key)) for key, said in ASKED.items()]
    return found


def _answer(one: Question, default: str) -> str:
    if one.title:
        heading(one.title)
    click.echo()
    say(one.told)
    if default:
        say(f"[{default}]")
    while True:
        line = typed(f"{one.name}: ") or default
        wrong = one.wrong(line) if line else ""
        if not wrong:
            return line
        complain(wrong)


def _default(told: Told, one: Question) -> str:
    if one.at:
        return getattr(told.changes[one.at[0]], one.at[1]) or ""
    return {"ingangsdatum": str(told.version), "aard": told.kind, "toelichting": told.note}[one.name]


def _with(told: Told, one: Question, line: str) -> Told:
    if one.at is None:
        if one.name == "ingangsdatum":
            return replace(told, version=VersionName.parse(line))
        if one.name == "toelichting":
            return replace(told, note=line)
        # Only of a change of wording the day of the review is known already.
        kind: ChangeKind = "materieel" if line == KINDS[0] else "redactioneel"
        return replace(told, kind=kind, review=told.review if kind == told.kind else None)
    number, key = one.at
    return replace(told, changes=[_with_text(change, key, line) if at == number else change for at, change in enumerate(told.changes)])


def _with_text(change: Item, key: str, line: str) -> Item:
    texts = {"wat": change.wat, "waarom": change.waarom, "voor_wie": change.voor_wie, "betekent": change.betekent, key: line or None}
    return Item(change.artikelen, texts["wat"] or change.wat, texts["waarom"], texts["voor_wie"], texts["betekent"])


def _day(line: str, day: Callable[[VersionName | None], VersionName]) -> str:
    name = VersionName.or_none(line)
    if name is None:
        return "Schrijf JJJJ-MM-DD, zoals 2027-01-01."
    try:
        day(name)
    except CannotWork as error:
        return str(error)
    return ""


def _kind(line: str) -> str:
    return "" if line in KINDS else f"Typ {' of '.join(KINDS)}."


def _text(line: str) -> str:
    wrong = unfit(line)
    return f"Dit {wrong}" if wrong else ""
