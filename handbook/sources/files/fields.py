"""The types of the fields of a model: each checks what was typed, and says in the schema what editors may offer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from handbook.sources.files.kinds.house_colour import readable_colour
from handbook.sources.files.kinds.in_docs import PICTURE, document, picture
from handbook.sources.files.kinds.lists import items, names, names_or_none
from handbook.sources.files.kinds.numbers import count, day, ja_or_nee, kvk, truth
from handbook.sources.files.kinds.reached import email, extension, phone
from handbook.sources.files.kinds.value import BRACES, VALUE_LIMIT, text
from handbook.sources.files.kinds.web import ECLI, base, branch, form, https, official
from handbook.sources.files.kinds.words import NAMING, naming, sentence, words

SHAPES = ("<één>", "<lijst>", "<vervangen>")
"""How a role among the contacts can be typed: pydantic puts the name of the shape in the path of a mistake."""


class Group(BaseModel):
    """A group of facts: frozen, with exactly the keys that the model names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _schema(kind: str, **rules: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **rules})


_LINE = {"minLength": 1, "maxLength": VALUE_LIMIT, "not": {"pattern": BRACES}}
Text = Annotated[str, BeforeValidator(words), _schema("string", **_LINE)]
Sentence = Annotated[str, BeforeValidator(sentence), _schema("string", **_LINE)]
"""What readers of a revision read, in bare words."""
Email = Annotated[str, BeforeValidator(email), _schema("string", format="email")]
Phone = Annotated[str, BeforeValidator(phone), _schema("string", pattern=r"^[+0-9][0-9 ()./-]+$")]
Extension = Annotated[str, BeforeValidator(extension), WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]{1,6}$"})]
Https = Annotated[str, BeforeValidator(https), _schema("string", pattern="^https://")]
Official = Annotated[str, BeforeValidator(official), _schema("string", pattern=f"^(https://|{ECLI}$)")]
"""Where an official text can be read: its address, or the number of a ruling."""
BaseAddress = Annotated[str, BeforeValidator(base), _schema("string", pattern="^https://[^?#]+$")]
BranchAddress = Annotated[str, BeforeValidator(branch), _schema("string", pattern="^https://[^?#@]+$")]
FormAddress = Annotated[str, BeforeValidator(form), _schema("string", pattern="^https://[^{}?#]+([?#].*)?$")]
"""Where an organisation has people confirm that they read a text."""
Day = Annotated[date, BeforeValidator(day), _schema("string", format="date")]
Kvk = Annotated[str, BeforeValidator(kvk), WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]{8}$"})]
Count = Annotated[int, BeforeValidator(count), _schema("integer", minimum=1)]
Truth = Annotated[bool, BeforeValidator(truth), _schema("boolean")]
YesNo = Annotated[bool, BeforeValidator(ja_or_nee), WithJsonSchema({"enum": ["ja", "nee"]})]
Colour = Annotated[str, BeforeValidator(readable_colour), _schema("string", pattern="^#[0-9A-Fa-f]{6}$")]
Picture = Annotated[str, BeforeValidator(picture), _schema("string", pattern=f"^{PICTURE}$")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(items)]
Naming = Annotated[str, BeforeValidator(words), BeforeValidator(naming), _schema("string", pattern=NAMING, **_LINE)]
Names = Annotated[tuple[Naming, ...], BeforeValidator(names)]
"""What a sentence names one by one: in a list with ja or nee a question was answered that was not asked."""
NamesOrNone = Annotated[tuple[Naming, ...], BeforeValidator(names_or_none)]
"""A list that may be empty: platforms: []."""
Document = Annotated[str, BeforeValidator(document)]

KINDS: dict[str, Callable[[Any], Any]] = {
    "Dag": day,
    "Getal": count,
    "Lijst": items,
    "Mail": email,
    "Nummer": phone,
    "Tekst": text,
    "Waarheid": truth,
    "Webadres": https,
}
"""The kinds of fact by their names in macros, each with the function that checks a typed value."""
