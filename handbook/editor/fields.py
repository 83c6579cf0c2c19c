"""How a model becomes a form of Decap CMS: for each field the widget, its label, its hint, its choices and what may be typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic.fields import FieldInfo

from handbook.new import explained
from handbook.sources.contacts import PURPOSE, REPLACED, WAYS, Persoon, Vervangen
from handbook.sources.files.annotations import bare, held_groups, is_union
from handbook.sources.files.fields import Group

Widget: TypeAlias = dict[str, Any]

NAME, VALUE = "sleutel", "waarde"
"""How a form calls the key of an entry, and what stands behind it where that is no group; assets/shapes.js knows them too."""

YES_NO = {"ja": "Ja", "nee": "Nee"}
TRUTH = {"true": "Ja", "false": "Nee"}

WORDS = frozenset(
    (
        *(f"{kind}.zoekwoorden" for kind in ("dilemma", "artikelen")),
        *(f"{kind}.artikelen" for kind in ("dilemma", "gebeurtenis", "revisie.wijzigingen")),
        *(f"synoniemen.{key}" for key in ("zwak", "vaag", "platform_alleen", "platforms.leidt_naar")),
        "artikelen.onderwerpen",
        "taal.begrippen.niet",
        "taal.jargon",
        "taal.namen",
    )
)
"""Lists of words, which a form shows with a comma between them; any other list has a line for each."""

TYPED = {
    "regels": "Zet elk op een eigen regel.",
    "woorden": "Zet er een komma tussen.",
    "groepen": "Elke regel is een groep: zet een komma tussen de woorden.",
}
"""How a list is typed, by its shape in assets/shapes.js."""

SAID = {
    "email": "Vul een volledig e-mailadres in, zoals hr@voorbeeld.nl.",
    "^https://": "Begin met https://.",
    "^[0-9]{8}$": "Vul acht cijfers in.",
    "^[0-9]{1,6}$": "Vul alleen cijfers in, ten hoogste zes.",
    "^#[0-9A-Fa-f]{6}$": "Vul een hekje en zes tekens in, zoals #1f4e79.",
    "^[+0-9]": "Vul een telefoonnummer in, zoals 030 123 45 67.",
    "^(?!docs/)": "Vul een afbeelding in docs/ in, zoals img/logo.svg.",
    "^(https://": "Vul een adres in dat begint met https://, of het ECLI-nummer van een uitspraak.",
    "date": "Vul een dag in als JJJJ-MM-DD, zoals 2026-01-31.",
    "integer": "Vul een heel getal in, van 1 of meer.",
    "not": "Accolades ({{ of {%) kunnen hier niet.",
}
"""What to type, by the rule of the schema that was broken; the longest beginning of a pattern that fits is meant."""

EMAIL = r"[^\s@]+@[^\s@]+\.[^\s@]+"
DATE = r"\d{4}-\d{2}-\d{2}"


def of_model(model: type[Group], path: str = "") -> list[Widget]:
    """The widgets of the fields of `model`, in its order; `path` is the dotted name of the group, by which hints and choices are found.

    What only a program writes, or what an organisation names itself, has no widget: a form leaves it as it is.
    """
    schema = model.model_json_schema()
    rules, demanded = schema.get("properties", {}), schema.get("required", ())
    shown = {name: info for name, info in model.model_fields.items() if _is_typed(info.annotation)}
    return [_widget(name, info, rules.get(name, {}), f"{path}.{name}".strip("."), name in demanded) for name, info in shown.items()]


def _is_typed(annotation: Any) -> bool:
    kind = bare(annotation)
    groups = [*held_groups(kind)]
    pairs = get_origin(kind) is tuple and _is_tuple(get_args(kind)[0]) and ... not in get_args(bare(get_args(kind)[0]))
    return not pairs and not (groups and not groups[0].model_fields)


def named(name: str, label: str, hint: str, fields: list[Widget], **more: Any) -> Widget:
    """A list of entries that the file has by their names; the name is the first field of each."""
    key: Widget = {"name": NAME, "label": "Naam in het bestand", "widget": "string", "pattern": [r"^\S(?:.*\S)?$", "Vul een naam in."]}
    key["hint"] = "Andere plekken verwijzen met deze naam. Verander haar daarom niet."
    return {
        "name": name,
        "label": label,
        "hint": hint,
        "widget": "list",
        "vorm": "benoemd",
        "collapsed": True,
        "allow_reorder": False,
        "required": False,
        "fields": [key, *fields],
        **more,
    }


def label(name: str) -> str:
    """What a form calls a key: `naam_kort` is `Naam kort`."""
    return name.replace("_", " ").capitalize()


def _widget(name: str, info: FieldInfo, rules: Mapping[str, Any], path: str, required: bool) -> Widget:
    found = _kind(info.annotation, rules, path, required)
    hint = " ".join(one for one in (info.description or "", explained.HINTS.get(path, ""), TYPED.get(found.get("vorm", ""), "")) if one)
    return {"name": name, "label": label(name), "hint": hint, "required": required, **found}


def _kind(annotation: Any, rules: Mapping[str, Any], path: str, required: bool) -> Widget:
    kind = bare(annotation)
    if set(groups := [*held_groups(kind)]) == {Persoon, Vervangen}:
        return contact(required)
    if rules.get("enum") == [*YES_NO]:
        return _select(YES_NO)
    if kind is bool:
        return _select(TRUTH)
    if get_origin(kind) is Literal:
        return _select(_options(kind, path))
    if get_origin(kind) is tuple or _one_or_more(kind):
        return _list(kind, path)
    if get_origin(kind) is dict:
        return _entries(get_args(kind)[1], path)
    if groups:
        return group(groups[0], path, required)
    return {"widget": "string", **_rules(kind, rules)}


def group(model: type[Group], path: str, required: bool = False) -> Widget:
    """A group of fields that stands folded where it may be absent."""
    inside = of_model(model, path)
    return {"widget": "object", "collapsed": not required, "required": required, "fields": inside if required else _optional(inside)}


def _optional(found: list[Widget]) -> list[Widget]:
    """The same where the group may be absent: Decap asks for what is needed in it even then. The check tells of half a group."""
    return [{**one, "required": False, **({"fields": _optional(one["fields"])} if one["widget"] == "object" else {})} for one in found]


def _list(kind: Any, path: str) -> Widget:
    listed = kind if get_origin(kind) is tuple else next(one for one in get_args(kind) if _is_tuple(one))
    inner = bare(get_args(bare(listed))[0])
    if get_origin(inner) is Literal:
        return {**_select(_options(inner, path)), "multiple": True, "vorm": "meer"}
    if groups := [*held_groups(inner)]:
        return {"widget": "list", "collapsed": True, "label_singular": "regel", "fields": of_model(groups[0], path)}
    if _is_tuple(inner):
        return {"widget": "text", "vorm": "groepen"}
    return {"widget": "text", "vorm": "woorden" if path in WORDS else "regels"}


def _entries(inner: Any, path: str) -> Widget:
    groups = [*held_groups(bare(inner))]
    words: Widget = {"name": VALUE, "label": "Woorden", "hint": TYPED["woorden"], "widget": "text", "vorm": "woorden"}
    fields = of_model(groups[0], path) if groups else [words]
    return {key: value for key, value in named("", "", "", fields).items() if key not in ("name", "label", "hint", "required")}


def contact(required: bool = False) -> Widget:
    """A role: those who have it, or the role that takes over."""
    instead: Widget = {
        "name": REPLACED,
        "label": label(REPLACED),
        "hint": f"{Vervangen.model_fields[REPLACED].description} Laat de andere vakken dan leeg, behalve {PURPOSE}.",
        "widget": "string",
        "required": False,
    }
    people = [{**one, "required": False} for one in of_model(Persoon, "contact")]
    for one in people:
        if one["name"] in WAYS:
            one["hint"] += " Vul er minstens één in: telefoon, email of website."
    return {
        "widget": "list",
        "vorm": "meer",
        "collapsed": True,
        "label_singular": "contact",
        "summary": f"{{{{fields.naam}}}}{{{{fields.{REPLACED}}}}}",
        "fields": [*people, instead],
        **({"min": 1} if required else {}),
    }


def _select(options: Mapping[str, str]) -> Widget:
    return {"widget": "select", "kaal": True, "options": [{"value": value, "label": said} for value, said in options.items()]}


def _options(kind: Any, path: str) -> dict[str, str]:
    meant = explained.CHOICES.get(path, {})
    return {str(one): f"{one}: {meant[one]}" if one in meant else str(one) for one in get_args(kind)}


def _rules(kind: Any, rules: Mapping[str, Any]) -> Widget:
    """What may be typed, as a pattern with what to do; values that no text is are written without quotes."""
    sure = next((one for one in rules.get("anyOf", ()) if one.get("type") != "null"), rules)
    if kind is int:
        return {"kaal": True, "pattern": ["^[1-9][0-9]*$", SAID["integer"]]}
    if kind is date:
        return {"kaal": True, "pattern": [f"^{DATE}$", SAID["date"]]}
    if sure.get("format") == "email":
        return {"pattern": [f"^{EMAIL}$", SAID["email"]]}
    if pattern := sure.get("pattern"):
        said = next((told for begins, told in SAID.items() if pattern.startswith(begins)), "Kijk na of dit goed is getypt.")
        return {"pattern": [pattern, said]}
    if "not" in sure:
        return {"pattern": [rf"^(?![\s\S]*(?:{sure['not']['pattern']}))", SAID["not"]]}
    return {}


def _is_tuple(annotation: Any) -> bool:
    return get_origin(bare(annotation)) is tuple


def _one_or_more(kind: Any) -> bool:
    return is_union(kind) and any(_is_tuple(one) for one in get_args(kind)) and not [*held_groups(kind)]
