"""The field types of a model, each with a Dutch sentence for every way to get it wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from handbook.core import decisions
from handbook.core.dutch import PLACEHOLDER, guess_date, parse_date
from handbook.core.findings import quote
from handbook.core.status import Status, Typed
from handbook.sources.files import colour
from handbook.sources.files.yaml_mistakes import CURLY
from handbook.sources.files.yaml_nodes import Scalar

VALUE_LIMIT = 200
"""Characters of one value: a name, an address, a sentence."""

EXAMPLE_DATE = "2026-01-31"
PICTURE = r"(?!docs/)[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.(?:svg|png|jpe?g|webp)"
"""A picture file inside docs/, by the kinds that may stand there."""

SCRIPT = re.compile(
    r"<\s*/?\s*(?:script|iframe|frame|object|embed|applet|img|image|svg|math|style|link|meta|base|form|input|button|textarea|select|video|audio|body|html|template|noscript|details|marquee)\b[^>]{0,100}>?"
    r"|\b(?:javascript|vbscript|livescript)\s*:|\bdata\s*:\s*text/html|\bon(?:error|load|click|mouse\w+|focus|toggle)\s*=\s*\S"
    r"|\bdocument\.(?:cookie|write|location)|\b(?:eval|alert)\s*\(",
    re.IGNORECASE,
)
"""What is no fact and no sentence, but would be run if a page ever took it as it stands."""

ECLI = r"ECLI:[A-Z]{2}:[A-Z0-9.]{1,7}:\d{4}:[A-Z0-9.]{1,25}"
"""The number of a ruling (https://e-justice.europa.eu/topics/legislation-and-case-law/european-case-law-identifier-ecli_en)."""

DOCUMENT = r"(?!.*\.\.)[A-Za-z0-9_-]+(?:/[A-Za-z0-9_.-]+)*\.[A-Za-z0-9]+"
"""A file inside docs/ of any kind; whether it is there is told by who knows the folder."""


SHAPES = ("<één>", "<lijst>", "<vervangen>")
"""How a role among the contacts can be typed: pydantic puts the name of the shape into the place of a mistake."""


class Raw(str):
    """A scalar as it was typed; `guess` is what YAML 1.1 would make of it."""

    guess: str
    comment: str

    def __new__(cls, scalar: Scalar) -> Raw:
        raw = super().__new__(cls, scalar.text)
        raw.guess = scalar.guess
        raw.comment = scalar.comment
        return raw


class Group(BaseModel):
    """A group of facts: frozen, with exactly the keys that the model names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def wrong(message: str, mend: str) -> PydanticCustomError:
    """A mistake in one value, in two sentences: what is wrong (after the key's name) and what to do."""
    return PydanticCustomError("waarde", "{message}\n{mend}", {"message": message, "mend": mend})


def _one_value(raw: object) -> Raw:
    if not isinstance(raw, Raw):
        raise wrong(
            "is een lijst of een groep, maar hier hoort één waarde.", 'Schrijf de waarde achter de dubbele punt, zoals "Voorbeeld B.V.".'
        )
    if not raw.strip() or (raw.guess == "null"):
        raise wrong("is leeg, maar verplicht.", "Vul de waarde in.")
    if len(raw) > VALUE_LIMIT:
        raise wrong(f"is te lang: {len(raw)} tekens.", f"Gebruik ten hoogste {VALUE_LIMIT} tekens.")
    return raw


def _text(raw: object, bare: tuple[str, ...] = ("str",)) -> str:
    """`bare` names the YAML types that are harmless here without quotes."""
    value = _one_value(raw)
    inner = value.strip(CURLY + " ")
    if value[0] in CURLY and value[-1] in CURLY:
        raise wrong(f"staat tussen gekrulde aanhalingstekens: {quote(value)[1:-1]}.", f'Gebruik rechte aanhalingstekens: "{inner}"')
    if value.comment:
        whole = f"{value} {value.comment}"
        raise wrong(
            f"stopt bij het hekje (#): de rest van {quote(whole)} telt niet mee.",
            f'Zet er aanhalingstekens om: "{whole}", of haal weg wat achter het hekje staat.',
        )
    if value.guess not in bare:
        raise wrong(
            f"staat zonder aanhalingstekens: {value}. Een computer leest dat als iets anders dan tekst.",
            f'Zet er aanhalingstekens om: "{value}"',
        )
    if re.search(r"\{\{|\}\}|\{%|%\}|\{#|#\}", value):
        raise wrong(
            f"bevat accolades ({{{{ of {{%): {quote(value)}.", "Een waarde kan geen andere waarde gebruiken. Schrijf de tekst voluit."
        )
    if PLACEHOLDER.search(value):
        raise wrong(f"is nog niet ingevuld: {quote(value)}.", "Vul de echte waarde in.")
    if value != value.strip():
        raise wrong(f"begint of eindigt met een spatie: {quote(value)}.", f'Haal die weg: "{value.strip()}"')
    return str(value)


def _words(raw: object) -> str:
    """Text that a page prints as it stands; one that must be an address or a number has its own shape."""
    value = _text(raw)
    script = SCRIPT.search(value)
    if script:
        raise wrong(
            f"bevat een script of een opdracht voor een browser: {quote(script[0])}.",
            "Schrijf alleen woorden, zonder < en > en zonder javascript:.",
        )
    return value


def _email(raw: object) -> str:
    value = _text(raw)
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`|~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}", value):
        raise wrong(f"is geen e-mailadres: {quote(value)}.", "Vul een volledig adres in, zoals hr@voorbeeld.nl.")
    return value


def _phone(raw: object) -> str:
    """Dutch numbers have ten digits, counting the leading 0; others follow E.164: + and 7 to 15 digits."""
    value = _text(raw)
    digits = re.sub(r"[ ()./-]", "", value)
    digits = re.sub(r"^\+(\d{2,3})0(?=\d{9}$)", r"+\1", digits) if "(0)" in value else digits
    dutch = re.fullmatch(r"(?:0|\+31|0031)[1-9]\d{8}|0(?:800|900|906|909)\d{4,7}|(?:088)\d{7}|14\d{2,4}|11[23]|116\d{3}|144", digits)
    foreign = re.fullmatch(r"\+(?!31)[1-9]\d{6,14}", digits)
    if not (dutch or foreign):
        extension = re.fullmatch(r"(.*?),? *(?:toestel|tst|ext)\.? *(\d{1,6})", value, re.ASCII | re.IGNORECASE)
        mend = 'Vul alle cijfers in, zoals "030 123 45 67" of "+31 30 123 45 67".'
        if extension:
            mend = f'Zet het toestel op een eigen regel: telefoon: "{extension[1]}" en eronder toestel: "{extension[2]}"'
        raise wrong(f"is geen telefoonnummer: {quote(value)}.", mend)
    return value


def _extension(raw: object) -> str:
    value = _text(raw, bare=("str", "int", "float"))
    if not re.fullmatch(r"\d{1,6}", value, re.ASCII):
        digits = re.search(r"(?<!\d)\d{1,6}$", value)
        mend = f'Schrijf: "{digits[0]}"' if digits else 'Vul alleen de cijfers in, zoals "4567".'
        raise wrong(f"is geen toestelnummer: {quote(value)}.", mend)
    return value


def _https(raw: object) -> str:
    value = _text(raw)
    mend = "Vul een volledig adres in dat begint met https://, zoals https://www.voorbeeld.nl/."
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not re.match(r"[a-z][a-z0-9+.-]*:", value, re.IGNORECASE) and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value):
        mend = f'Schrijf: "https://{value}"'
    elif value.startswith("http://"):
        mend = f'Schrijf: "https://{value[7:]}"'
    sound = host and parts.scheme == "https" and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", host) and not parts.username
    if not sound or re.search(r"[\s<>\"'`\\^|]", value):
        raise wrong(f"is geen veilig webadres: {quote(value)}.", mend)
    return value


def _base(raw: object) -> str:
    value = _https(raw)
    if urlsplit(value).query or urlsplit(value).fragment:
        raise wrong(f"is geen map op een website: {quote(value)}.", "Haal alles vanaf het vraagteken of het hekje weg.")
    return value.rstrip("/") + "/"


def _date(raw: object) -> date:
    value = _one_value(raw)
    try:
        return parse_date(value)
    except ValueError:
        form = re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
        what = "is een dag die niet bestaat" if form else "is geen datum"
        meant = guess_date(value)
        mend = f"Schrijf: {meant}" if meant else f"Schrijf de datum als JJJJ-MM-DD, zoals {EXAMPLE_DATE}."
        raise wrong(f"{what}: {quote(value)}.", mend) from None


def _official(raw: object) -> str:
    value = _text(raw)
    if not value.upper().startswith("ECLI:"):
        return _https(raw)
    if not re.fullmatch(ECLI, value, re.ASCII):
        raise wrong(f"is geen ECLI-nummer: {quote(value)}.", "Neem het over van de uitspraak, zoals ECLI:NL:HR:2018:651.")
    return value


def _kvk(raw: object) -> str:
    value = _text(raw, bare=("str", "int", "float"))
    if not re.fullmatch(r"\d{8}", value, re.ASCII):
        raise wrong(f"is geen KvK-nummer: {quote(value)}.", 'Vul de acht cijfers in, met de nul vooraan, zoals "01234567".')
    return value


def _count(raw: object) -> int:
    value = _one_value(raw)
    if not re.fullmatch(r"[1-9]\d{0,6}", value, re.ASCII):
        digits = re.match(r"([1-9]\d{0,6}) +[A-Za-z]", value, re.ASCII)
        raise wrong(
            f"is geen heel getal van 1 of meer: {quote(value)}.",
            f"Schrijf: {digits[1]}" if digits else "Schrijf het getal in cijfers, zoals 12.",
        )
    return int(value)


def _truth(raw: object) -> bool:
    value = _one_value(raw)
    if value not in ("true", "false"):
        meant = {
            "ja": "true",
            "yes": "true",
            "on": "true",
            "aan": "true",
            "waar": "true",
            "nee": "false",
            "no": "false",
            "off": "false",
            "uit": "false",
            "onwaar": "false",
        }.get(value.lower())
        mend = f"Schrijf: {meant}" if meant else "Schrijf true (ja) of false (nee), zonder aanhalingstekens."
        raise wrong(f"moet true (ja) of false (nee) zijn, niet {quote(value)}.", mend)
    return value == "true"


def _colour(raw: object) -> str:
    value = _text(raw)
    try:
        rgb = colour.parse(value)
    except ValueError:
        raise wrong(f"is geen kleur: {quote(value)}.", 'Schrijf een hekje en zes tekens, zoals "#1f4e79".') from None
    contrast = colour.contrast_with_white(rgb)
    if contrast < colour.MINIMUM:
        raise wrong(
            f"is te licht: witte letters op {value} hebben een contrast van {contrast:.1f}, en 4.5 is nodig.",
            f'De dichtstbijzijnde kleur die kan: "{colour.nearest_readable(rgb)}"',
        )
    return value.lower()


def _picture(raw: object) -> str:
    value = _text(raw)
    if not re.fullmatch(PICTURE, value):
        inner = value.removeprefix("docs/")
        mend = f"Schrijf: {inner}" if re.fullmatch(PICTURE, inner) else 'Schrijf de plek in docs/, zoals "img/logo.svg".'
        raise wrong(f"is geen afbeelding in docs/ (.svg, .png, .jpg of .webp): {quote(value)}.", mend)
    return value


def _document(raw: object) -> str:
    value = _text(raw)
    if re.match(r"(?:[a-z]+:|www\.)", value, re.IGNORECASE):
        return _https(raw)
    inner = value.removeprefix("docs/")
    if not re.fullmatch(DOCUMENT, inner):
        raise wrong(f"is geen link en geen bestand in docs/: {quote(value)}.", "Schrijf een adres met https:// of de plek in docs/.")
    if inner != value:
        raise wrong(f"noemt docs/, en dat staat er al voor: {quote(value)}.", f"Schrijf: {inner}")
    return value


def items(raw: object) -> object:
    """A list that holds something, and nothing twice."""
    if isinstance(raw, Raw):
        raise wrong(
            f"is één waarde, maar hier hoort een lijst: {quote(raw)}.", "Zet elke waarde op een eigen regel, met een streepje ervoor."
        )
    if isinstance(raw, list) and not raw:
        raise wrong("is leeg, maar verplicht.", "Zet minstens één waarde in de lijst.")
    if isinstance(raw, list) and len({str(item) for item in raw}) < len(raw):
        raise wrong("noemt iets twee keer.", "Laat elke waarde één keer staan.")
    return raw


def _items_or_none(raw: object) -> object:
    return raw if raw == [] else items(raw)


def _choice(*options: str, meant: Mapping[str, str] = MappingProxyType({})) -> BeforeValidator:
    """One of `options`; `meant` has what people type for one of them."""

    def check(raw: object) -> str:
        value = _one_value(raw)
        if value not in options:
            typed = value.lower().removeprefix("de ").removeprefix("het ")
            near = difflib.get_close_matches(typed, [*options, *meant], 1)
            hint = f" Bedoelt u {meant.get(near[0], near[0])}?" if near else ""
            raise wrong(f"kent de waarde {quote(value)} niet.", f"Kies uit: {', '.join(options)}.{hint}")
        return str(value)

    return BeforeValidator(check)


def _one_or_more(choice: BeforeValidator, options: tuple[str, ...], alone: frozenset[str]) -> tuple[BeforeValidator, WithJsonSchema]:
    """A word, or a list of words that each pass `choice`; those in `alone` stand beside no other."""

    def check(raw: object) -> object:
        if isinstance(raw, Raw):
            choice.func(raw)  # type: ignore[call-arg]  # said of the fact itself, not of the first item of a list
            return [raw]
        found = items(raw)
        typed = [str(item) for item in found] if isinstance(found, list) else []
        for word in typed if len(typed) > 1 else ():
            if word in alone:
                raise wrong(f"noemt {word} naast iets anders.", f"Laat alleen {word} staan, of haal {word} weg.")
        return found

    word = {"type": "string", "enum": [*options]}
    return BeforeValidator(check), WithJsonSchema({"anyOf": [word, {"type": "array", "items": word, "minItems": 1, "uniqueItems": True}]})


def _schema(kind: str, **rules: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **rules})


_LINE = {"minLength": 1, "maxLength": VALUE_LIMIT}
Text = Annotated[str, BeforeValidator(_words), _schema("string", **_LINE)]
Email = Annotated[str, BeforeValidator(_email), _schema("string", format="email")]
Phone = Annotated[str, BeforeValidator(_phone), _schema("string", pattern=r"^[+0-9][0-9 ()./-]+$")]
Extension = Annotated[str, BeforeValidator(_extension), WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]{1,6}$"})]
Https = Annotated[str, BeforeValidator(_https), _schema("string", pattern="^https://")]
Official = Annotated[str, BeforeValidator(_official), _schema("string", pattern=f"^(https://|{ECLI}$)")]
"""Where an official text stands: its address, or the number of a ruling."""
BaseAddress = Annotated[str, BeforeValidator(_base), _schema("string", pattern="^https://[^?#]+$")]
Day = Annotated[date, BeforeValidator(_date), _schema("string", format="date")]
Kvk = Annotated[str, BeforeValidator(_kvk), WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]{8}$"})]
Count = Annotated[int, BeforeValidator(_count), _schema("integer", minimum=1)]
Truth = Annotated[bool, BeforeValidator(_truth), _schema("boolean")]
Colour = Annotated[str, BeforeValidator(_colour), _schema("string", pattern="^#[0-9A-Fa-f]{6}$")]
Picture = Annotated[str, BeforeValidator(_picture), _schema("string", pattern=f"^{PICTURE}$")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(items)]
TextsOrNone = Annotated[tuple[Text, ...], BeforeValidator(_items_or_none)]
"""A list that may be empty: platforms: []."""

Sector = Annotated[
    Literal["algemeen", "overheid", "zorg", "onderwijs", "beurs"], _choice("algemeen", "overheid", "zorg", "onderwijs", "beurs")
]
Article = Annotated[Literal["de", "het"], _choice("de", "het")]
Stance = Annotated[Literal["vrij", "beperkt", "verboden"], _choice("vrij", "beperkt", "verboden")]
FormOfAddress = Annotated[Literal["u", "je"], _choice("u", "je")]
PublishWhen = Annotated[Literal["knop", "samenvoegen"], _choice("knop", "samenvoegen")]
CouncilWord = Literal["or", "pvt", "mr", "gmr", "personeelsvergadering", "geen"]
_COUNCIL = _choice(
    *get_args(CouncilWord),
    meant={
        "ondernemingsraad": "or",
        "personeelsvertegenwoordiging": "pvt",
        "medezeggenschapsraad": "mr",
        "gemeenschappelijke medezeggenschapsraad": "gmr",
        "nee": "geen",
    },
)
Council = Annotated[CouncilWord, _COUNCIL]
Sectors = Annotated[tuple[Sector, ...], BeforeValidator(items)]
OwnSectors = Annotated[
    tuple[Sector, ...], *_one_or_more(_choice(*get_args(get_args(Sector)[0])), get_args(get_args(Sector)[0]), frozenset({"algemeen"}))
]
"""The sectors that an organisation belongs to: one word, or a list for an academic hospital."""
Stances = Annotated[tuple[Stance, ...], BeforeValidator(items)]
Councils = Annotated[tuple[Council, ...], BeforeValidator(items)]
OwnCouncils = Annotated[
    tuple[Council, ...], *_one_or_more(_COUNCIL, get_args(CouncilWord), frozenset(get_args(CouncilWord)) - {"mr", "gmr"})
]
"""Who speaks for the staff: one word, or the two councils of a school."""
Verdict = Annotated[Literal["doen", "wachten", "stoppen"], _choice("doen", "wachten", "stoppen")]
ChangeKind = Annotated[Literal["materieel", "redactioneel"], _choice("materieel", "redactioneel")]
Role = Annotated[Literal["medewerker", "leidinggevende"], _choice("medewerker", "leidinggevende")]
Certainty = Annotated[Literal["H", "M", "L"], _choice("H", "M", "L")]
Document = Annotated[str, BeforeValidator(_document)]
TypedStatus = Annotated[
    Typed,
    _choice(
        *get_args(Typed),
        meant={
            "ontwerp": Status.CONCEPT,
            "instemming": Status.FOR_CONSENT,
            "definitief": Status.ADOPTED,
            **dict.fromkeys(set(Status) - {*get_args(Typed)}, Status.ADOPTED),
        },
    ),
]
DecidedBy = Annotated[
    decisions.Who,
    _choice(
        *get_args(decisions.Who),
        meant={
            "directie": "bestuur",
            "ondernemingsraad": "or",
            "personeelsvertegenwoordiging": "pvt",
            "medezeggenschapsraad": "mr",
            "functionaris gegevensbescherming": "fg",
            "personeelsvergadering": "anders",
        },
    ),
]
DecidedOn = Annotated[decisions.What, _choice(*get_args(decisions.What))]
Outcome = Annotated[
    decisions.Outcome,
    _choice(
        *get_args(decisions.Outcome),
        meant={
            "gegeven": "verleend",
            "ingestemd": "verleend",
            "genomen": "verleend",
            "aangevraagd": "gevraagd",
            "geweigerd": "onthouden",
            "nvt": "niet nodig",
        },
    ),
]

KINDS: dict[str, Callable[[Any], Any]] = {
    "Dag": _date,
    "Getal": _count,
    "Lijst": items,
    "Mail": _email,
    "Nummer": _phone,
    "Tekst": _text,
    "Waarheid": _truth,
    "Webadres": _https,
}
"""The kinds of fact by the names that macros give them, each with what checks a typed value."""
