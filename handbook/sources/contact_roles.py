"""Whether the roles under `contact:` fit together as they were typed: none is missing or misspelled, and every replacement leads to somebody."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from handbook.core.dutch import enumeration
from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources.contacts import CONFIDENT, NOBODY, PURPOSE, REPLACED, REQUIRED, Contact, Persoon
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence
from handbook.sources.own_facts import RESERVED

NAME = "[a-z][a-z0-9_]*"
"""A name for a role that a page can use."""


def mistakes(file: SourceFile, roles: Mapping, groups: Collection[str] = ()) -> Iterator[Finding]:
    """Roles that are missing or unknown, and replacements that lead to nobody; `groups` are the names that stand beside `contact`."""
    missing = [role for role in REQUIRED if role not in roles.items]
    own = [key for key in roles.items if key not in Contact.model_fields]
    above = ""
    for key in roles.items:
        problem = _not_own(key, roles.items[key], missing, above) if key in own and key not in groups else None
        if key in groups:
            problem = (
                "is geen rol.",
                f"{key} hoort helemaal links te staan. Haal de spaties ervoor weg, en zet de regels eronder evenveel naar links.",
            )
        above = key if key not in own else above
        if problem:
            yield file.finding(roles.key_lines[key], "ROL001", f"contact.{key} {problem[0]}", problem[1])
    meant = {role for key in own for role in _near(key, missing)}
    for role in missing:
        if role not in meant:
            others = [key for key in roles.items if key != role and _replacement(roles.items[key]) is None]
            chosen = f"Doet een ander het erbij? Kies uit {enumeration(others or ['hr'], ' of ')}, en schrijf"
            mend = f"Voeg toe wie dit is. {chosen}: {role}: {{vervangen_door: {_instead(roles, role)}}}"
            yield file.finding(roles.line, "ROL007", f"contact.{role} ontbreekt, maar is verplicht.", mend)
    yield from _nowhere(file, roles)


def _not_own(key: str, typed: Node, missing: list[str], above: str) -> tuple[str, str] | None:
    """Why `key` cannot be an own role of the organisation, and what to do; None if it can. `above` is the role before it in the file."""
    if key in (*Persoon.model_fields, REPLACED):
        mend = f"Bedoelt u contact.{above or 'hr'}.{key}? Zet deze regel dan even ver naar rechts als de regels van {above or 'hr'}."
        return "is geen rol.", mend
    near = _near(key, missing) or difflib.get_close_matches(key, Contact.model_fields, 1, 0.8)
    told = _has_purpose(typed)
    if near and not told:
        return "is geen bekende rol.", f"Bedoelt u {near[0]}?"
    if key in RESERVED:
        return "kan geen naam van een rol zijn.", f"Dit woord betekent op een pagina al iets anders. Kies een andere naam, zoals {key}_rol."
    if not re.fullmatch(NAME, key):
        proper = re.sub(r"[^a-z0-9]+", "_", key.lower()).strip("_")
        mend = f"Schrijf: {proper}:" if re.fullmatch(NAME, proper) else "Gebruik kleine letters en een laag streepje (_), zoals bhv_post."
        return "kan geen naam van een rol zijn.", mend
    if not told:
        return "zegt niet waarvoor een lezer er terechtkan.", 'Voeg een regel toe, zoals: waarvoor: "Hulp bij een ongeval"'
    return None


def _near(key: str, missing: list[str]) -> list[str]:
    return difflib.get_close_matches(key.lower().replace("-", "_"), missing, 1, 0.75)


def _has_purpose(typed: Node) -> bool:
    parts = typed.items if isinstance(typed, Sequence) else [typed]
    return any(isinstance(part, Mapping) and PURPOSE in part.items for part in parts)


def _instead(roles: Mapping, role: str) -> str:
    """A role that could take over from `role`."""
    return next((key for key in roles.items if key != role and _replacement(roles.items[key]) is None), "hr")


def _replacement(typed: Node | None) -> str | None:
    """The role that takes over; None if there are contacts at the role itself."""
    value = typed.items.get(REPLACED) if isinstance(typed, Mapping) else None
    return value.text if isinstance(value, Scalar) else None


def _nowhere(file: SourceFile, roles: Mapping) -> Iterator[Finding]:
    """Replacements that lead to nobody: to themselves, in a circle, or to a role that does not exist."""
    told: set[str] = set()
    for role, typed in roles.items.items():
        target = _replacement(typed)
        if not target or role in told or (role, target) == (CONFIDENT, NOBODY):
            continue
        assert isinstance(typed, Mapping)
        line = typed.key_lines[REPLACED]
        if target not in roles.items:
            near = difflib.get_close_matches(target, roles.items, 1)
            mend = f"Bedoelt u {near[0]}?" if near else f"Kies een rol die er wel is, zoals {_instead(roles, role)}."
            yield file.finding(line, "ROL002", f"contact.{role} noemt een rol die er niet is: {quote(target)}.", mend)
            continue
        way = [role]
        while target and target not in way:
            way.append(target)
            target = _replacement(roles.items.get(target))
        if target == role:
            told |= {*way}
            shown = " > ".join([*way, role])
            what = f"wordt vervangen door zichzelf: {shown}." if len(way) == 1 else f"komt bij niemand uit: {shown}."
            mend = f"Kies een andere rol, of geef {way[-1]} een eigen contact met een naam en een telefoon, email of website."
            yield file.finding(line, "ROL003", f"contact.{role} {what}", mend)


def typed_roles(text: str) -> tuple[str, ...]:
    """Every key that could be a role in facts that cannot be read, or is one once its hyphens are mended, so that no page is blamed for naming one."""
    return tuple(dict.fromkeys(key.replace("-", "_") for key in re.findall(r"(?m)^[ \t]+([a-z][a-z0-9_-]*)[ \t]*:", text)))
