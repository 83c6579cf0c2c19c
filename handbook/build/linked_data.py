"""Describes a version to machines, in terms of schema.org that stem from the European Legislation Identifier."""

from __future__ import annotations

from typing import Any

from handbook.archive.manifest import Built


def legislation(facts: Built, name: str, alias: str) -> dict[str, Any]:
    """The version as a https://schema.org/Legislation, of which every page is a part; `alias` is the address of whatever text is in force.

    Nothing in it says whether the text is in force (legislationLegalForce): a version never changes, and the register says so day by day.
    """
    place = f"{facts.adres}{facts.versie}/"
    return {
        "@type": "Legislation",
        "@id": place,
        "url": place,
        "name": name,
        "inLanguage": "nl",
        "legislationIdentifier": facts.versie,
        "legislationType": "protocol",
        # In the order of the days: adopted (eli:date_document), made known, applied (eli:date_applicability), this text (eli:version_date).
        "legislationDate": facts.vastgesteld.isoformat(),
        "datePublished": facts.bekendgemaakt.isoformat(),
        "legislationDateOfApplicability": facts.geldig_van.isoformat(),
        "legislationDateVersion": facts.geldig_van.isoformat(),
        "legislationPassedBy": {"@type": "Organization", "name": facts.vastgesteld_door},
        "legislationResponsible": {"@type": "Organization", "name": facts.werkgever},
        "exampleOfWork": {"@type": "Legislation", "@id": f"{facts.adres}{alias}/", "name": name},
    }
