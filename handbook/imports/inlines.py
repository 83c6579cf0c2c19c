"""Writes the text of a paragraph, heading or cell in our Markdown, from pandoc's tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from handbook.core.dutch import PLACEHOLDER
from handbook.core.findings import quote as quoted
from handbook.imports import trees
from handbook.imports.characters import SUBSCRIPT, SUPERSCRIPT, apart, clean, escaped, strange
from handbook.imports.notes import KEPT_SPACE, MARK, Notes
from handbook.imports.pandoc import Node
from handbook.imports.pictures import NoPicture, Pictures
from handbook.imports.references import References

ORDINAL = frozenset(["e", "de", "ste", "er", "o"])
EMAIL = re.compile(r"mailto:[\w.+-]+@[\w.-]+\.\w+(?:\?\S*)?")
DRAWN_UP = re.compile(r"automatisch gegenereerd|automatically generated", re.IGNORECASE)
COMMANDS = (
    "Hier staan twee accolades of tekens achter elkaar, zoals bij een invulveld. Er staat nu een spatie tussen.",
    "Schrijf wat er moet staan.",
)
FORMATS = {
    "Underline": ("Een onderstreping is weggelaten: online lijkt zij op een link.", "Moet het opvallen? Zet er ** omheen."),
    "mark": ("Een gekleurde markering is weggelaten.", "Kijk of de tekst klopt. Zij was misschien nog een vraag."),
    "Strikeout": ("Deze tekst was doorgehaald, en staat er nu gewoon.", "Haal haar weg als zij niet meer geldt."),
    "Math": ("Hier stond een formule.", "Schrijf haar in woorden, of maak er een afbeelding van."),
}


@dataclass
class Inlines:
    """Writes for one page. `target` gives the address of a place in the document, None where it went; `bold` are the classes of a web page that mean bold or slanted."""

    notes: Notes
    pictures: Pictures
    references: References = field(default_factory=References)
    target: Callable[[str], str | None] = lambda _: None
    up: str = ""
    bold: Mapping[str, str] = field(default_factory=dict)
    footnotes: list[list[Node]] = field(default_factory=list)

    def write(self, nodes: Sequence[Node]) -> str:
        """The nodes as Markdown; a line break is a newline."""
        done, run = "", ""
        for node in _merged(nodes):
            if node["t"] == "Str":
                run += node["c"]
            elif node["t"] in ("Space", "SoftBreak"):
                run += " "
            elif node["t"] == "LineBreak":
                run += "\n"
            elif node["t"] in ("Code", "Math"):
                run += node["c"][1]
                done += self.notes.here(*FORMATS["Math"]) if node["t"] == "Math" else ""
            elif node["t"] == "Marked":
                done += node["c"]
            else:
                done += self._text(run) + self._special(node)
                run = ""
        return done + self._text(run)

    def _text(self, run: str) -> str:
        text = clean(run)
        marks = ""
        if strange(run):
            marks += self.notes.here("Hier stond een teken dat niet te lezen is; het is weggelaten.", "Kijk in het document wat er stond.")
        for match in PLACEHOLDER.finditer(text):
            # Written so that it is printed, the check takes it for a word.
            marks += (
                self.notes.here(f"Hier is iets niet ingevuld: {quoted(match[0])}.", "Schrijf wat er moet staan.")
                if match[0][0] == "<"
                else ""
            )
        if apart(text) != text:
            marks += self.notes.here(*COMMANDS)
            text = apart(text)
        return marks + self.references.written(text, self.notes)

    def _special(self, node: Node) -> str:
        kind, content = node["t"], trees.held_by(node)
        if kind in ("Strong", "Emph"):
            return _between("**" if kind == "Strong" else "*", self.write(content))
        if kind in FORMATS:
            inner = self.write(content)
            return self.notes.here(*FORMATS[kind]) + inner if inner.strip() else inner
        if kind in ("Superscript", "Subscript"):
            return self._raised(kind, content)
        if kind == "Span":
            return self._span(content)
        if kind == "Quoted":
            sign = "'" if content[0]["t"] == "SingleQuote" else '"'
            return f"{sign}{self.write(content[1])}{sign}"
        if kind == "Link":
            return self._link(content)
        if kind == "Image":
            return self._picture(content)
        if kind == "Note":
            self.footnotes.append(content)
            return f"[^{len(self.footnotes)}]"
        return self.write(trees.within(node))

    def _raised(self, kind: str, content: list[Node]) -> str:
        text = trees.plain(content).strip()
        if any(True for _ in trees.held(content, "Link")) or "Note" in {one["t"] for one in content} or text.lower() in ORDINAL:
            return self.write(content)
        if re.fullmatch(r"[\d+-]+", text):
            return text.translate(SUPERSCRIPT if kind == "Superscript" else SUBSCRIPT)
        where = "hoger" if kind == "Superscript" else "lager"
        return self.notes.here(
            f"Deze letters stonden {where} dan de regel: {quoted(text)}.", "Kijk of het zo te begrijpen is."
        ) + self.write(content)

    def _span(self, content: list[Any]) -> str:
        (_, classes, _), inner = content
        text = self.write(inner)
        if "mark" in classes and text.strip():
            return self.notes.here(*FORMATS["mark"]) + text
        meant = next((self.bold[one] for one in classes if one in self.bold), "")
        return _between(meant, text) if meant else text

    def _link(self, content: list[Any]) -> str:
        _, inner, (target, _) = content
        text = self.write([one for node in inner for one in (trees.within(node) if node["t"] == "Underline" else [node])])
        address = self._address(target)
        if "{{" in text:
            # A reference to an article is a link already.
            return text
        bare = MARK.sub("", text).strip()
        if address is None or not bare:
            if bare and target:
                text += self.notes.here(
                    f"De link bij {quoted(bare)} gaat nergens meer heen en is weggelaten.", "Maak een nieuwe link, of laat het zo."
                )
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        # A link is not broken over two lines.
        shown = re.sub(r"[ \n]+", KEPT_SPACE, text.strip())
        return f"{before}[{shown}]({address}){after}"

    def _address(self, target: str) -> str | None:
        if target.startswith("#"):
            return self.target(target[1:])
        parts = urlsplit(target)
        if parts.netloc.endswith("google.com") and parts.path == "/url":
            # Google Docs leads every link past itself.
            target = parse_qs(parts.query).get("q", [""])[0]
            parts = urlsplit(target)
        if parts.scheme in ("http", "https") and parts.netloc:
            return quote(target, safe="/:?#@!$&'*+,;=%~.-_").replace("*", "%2A").replace("_", "%5F" if "__" in target else "_")
        return target if EMAIL.fullmatch(target) or re.fullmatch(r"tel:[+\d-]+", target) else None

    def _picture(self, content: list[Any]) -> str:
        _, described, (source, _) = content
        try:
            picture = self.pictures.take(source)
        except NoPicture as error:
            return self.notes.here(str(error), "Sla haar op als PNG of JPEG, zet haar in docs/img/ en noem haar in de tekst.")
        alt = clean(trees.plain(described) or self.pictures.described.get(source, "")).strip()
        size = f"{picture.width} bij {picture.height} punten, {len(picture.data) / 1000:.0f} kB"
        if not alt or DRAWN_UP.search(alt):
            mark = self.notes.here(
                f"De afbeelding {picture.name} ({size}) heeft geen beschrijving.", "Schrijf tussen de blokhaken wat erop staat."
            )
        else:
            mark = self.notes.here(f"De afbeelding {picture.name} is {size}.", f"Kijk of de beschrijving klopt: {quoted(alt)}.")
        text = "" if DRAWN_UP.search(alt) else escaped(alt).replace(" ", KEPT_SPACE)
        return f"{mark}![{text}]({self.up}img/{picture.name})"


def _between(sign: str, text: str) -> str:
    """The sign close round the words, for a space within it would make it a plain asterisk."""
    inner = text.strip()
    if not MARK.sub("", inner).strip():
        return text
    at = text.index(inner)
    return f"{text[:at]}{sign}{inner}{sign}{text[at + len(inner) :]}"


def _merged(nodes: Sequence[Node]) -> list[Node]:
    """Bold right behind bold is one: Word cuts a text into runs as it pleases."""
    done: list[Node] = []
    for node in nodes:
        if done and node["t"] == done[-1]["t"] and node["t"] in trees.WRAPPED:
            done[-1] = {"t": node["t"], "c": [*done[-1]["c"], *node["c"]]}
        elif node["t"] not in ("RawInline",):
            done.append(node)
    return done
