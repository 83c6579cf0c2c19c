"""The report as data for programs: keys that stay, under `schema` 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from handbook.core.findings import Finding, render
from handbook.report import told
from handbook.report.model import Decision, Fact, FileChange, PageChange, Place, Reading, Report

SCHEMA = 1


def data(report: Report) -> dict[str, Any]:
    """All of it; places have an address below the folder of the built draft."""
    base, plan = report.base, report.plan
    return {
        "schema": SCHEMA,
        "werkgever": report.title,
        "basis": {
            "naam": base.name,
            "commit": base.commit,
            "dag": base.day.isoformat() if base.day else None,
            "gepubliceerd": base.published,
        },
        "kort": [{"over": name, "tekst": sentence} for name, sentence in told.in_short(report)],
        "opmerkingen": [*report.notes],
        "artikelen": report.redline.data(),
        "paginas": [_page(one) for one in report.pages],
        "gegevens": [_fact(one) for one in report.facts],
        "bestanden": [_file(one) for one in report.files],
        "zonder_verschil": [*report.silent],
        "soort": {
            "tekst": [*report.kind.told],
            "besluiten": [_decision(one) for one in report.kind.decisions],
            "punten": _findings(report.kind.doubts),
        },
        "fouten": _findings(report.mistakes),
        "waarschuwingen": _findings(report.warnings),
        "andere_waarschuwingen": report.elsewhere,
        "taal": [_reading(one) for one in report.readings],
        "publiceren": {
            "kort": plan.short,
            "tekst": [*plan.told],
            "versies": [{"versie": version, "geldt_vanaf": day.isoformat()} for version, day in plan.goes],
        },
        "verder": [*report.rest],
    }


def render_json(report: Report) -> str:
    """The same as JSON."""
    return json.dumps(data(report), ensure_ascii=False, indent=1) + "\n"


def _findings(findings: Sequence[Finding]) -> Any:
    return json.loads(render(findings, "json"))


def _place(one: Place) -> dict[str, str]:
    return {"tekst": one.words, "adres": one.address}


def _page(one: PageChange) -> dict[str, Any]:
    return {"titel": one.title, "wat": one.how, "adres": one.address, "was": one.was, "wijziging": one.change.data()}


def _fact(one: Fact) -> dict[str, Any]:
    where = [_place(place) for place in one.where]
    return {"naam": one.name, "betekenis": one.meaning, "oud": one.old, "nieuw": one.new, "waar": where, "meteen": one.live}


def _file(one: FileChange) -> dict[str, Any]:
    lines = [[line.op, line.text] for line in one.lines]
    return {"bestand": one.path, "wat": one.how, "soort": one.kind, "regels": lines, "meer_regels": one.left}


def _decision(one: Decision) -> dict[str, Any]:
    return {"wat": one.what, "stand": one.state, "wet": one.laws, "artikelen": [_place(place) for place in one.articles]}


def _reading(one: Reading) -> dict[str, Any]:
    return {**_place(one.place), "was": one.before, "is": one.now, "nodig": one.needed}
