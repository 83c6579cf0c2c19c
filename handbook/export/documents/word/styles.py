"""How a Word file looks: every style that its text names, in the colour of the organisation."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.export.documents.word.numbering import ARTICLE, CHAPTER, LID, RULES, STEP
from handbook.export.documents.word.xml import HEAD, SPACES, val, within

FONT = "Calibri"
"""Comes with Word; LibreOffice has one of the same widths."""

CODE_FONT = "Consolas"
SIZE = 22
"""Half points."""

BAR = 227
"""How far the text of a box stands in, beside its bar: 4 mm."""

GREY, LIGHT = "595959", "F2F2F2"

BOXES = {
    "toelichting": ("Toelichting", "Toelichting"),
    "voorbeeld": ("Voorbeeld", "Voorbeeld"),
    "gebeurd": ("AlGebeurd", "Al gebeurd"),
    "gevolg": ("Gevolg", "Gevolg"),
    "leiding": ("Leidinggevende", "Leidinggevende"),
    "hulp": ("Hulp", "Hulp"),
    "kader": ("Kader", "Kader"),
    "invullen": ("Kader", "Kader"),
}
"""The style of each kind of box and its name in Word; `Titel` behind it is that of its title."""


@dataclass(frozen=True)
class _Style:
    id: str
    name: str
    base: str = "Normal"
    then: str = ""
    paragraph: str = ""
    text: str = ""
    shown: bool = True


def _spacing(before: int, after: int, line: int = 0) -> str:
    rule = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'


def _indent(left: int, hanging: int = 0) -> str:
    return f'<w:ind w:left="{left}"{f" w:hanging={chr(34)}{hanging}{chr(34)}" if hanging else ""}/>'


def _rules(level: int) -> str:
    return within("numPr", val("ilvl", level) + val("numId", RULES))


def _size(half_points: int) -> str:
    return val("sz", half_points) + val("szCs", half_points)


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


BOLD = val("b") + val("bCs")
KEEP = val("keepNext") + val("keepLines")


def _headings(colour: str) -> list[_Style]:
    house = val("color", colour)
    plain = within("numPr", val("numId", 0))
    return [
        _Style("Title", "Title", then="Subtitle", paragraph=val("keepNext") + _spacing(0, 120, 240), text=BOLD + house + _size(56)),
        _Style("Subtitle", "Subtitle", paragraph=val("keepNext") + _spacing(0, 360), text=val("color", GREY) + _size(32)),
        _Style(
            "Heading1",
            "heading 1",
            then="Normal",
            paragraph=KEEP + _rules(CHAPTER) + _spacing(600, 160, 240) + val("outlineLvl", 0),
            text=BOLD + house + _size(36),
        ),
        _Style(
            "Heading2",
            "heading 2",
            then="Lid",
            paragraph=KEEP + _rules(ARTICLE) + _spacing(360, 100, 240) + val("outlineLvl", 1),
            text=BOLD + house + _size(27),
        ),
        # Not in the table of contents, which has chapters and articles.
        _Style("Kop2", "Kop zonder nummer", "Heading2", "Normal", plain),
        _Style(
            "Heading3",
            "heading 3",
            then="Normal",
            paragraph=KEEP + _spacing(280, 80, 240) + val("outlineLvl", 2),
            text=BOLD + house + _size(24),
        ),
        _Style(
            "Heading4", "heading 4", then="Normal", paragraph=KEEP + _spacing(220, 60, 240) + val("outlineLvl", 3), text=BOLD + _size(22)
        ),
        _Style("TOCHeading", "TOC Heading", then="Normal", paragraph=KEEP + _spacing(480, 160, 240), text=BOLD + house + _size(36)),
    ]


def _texts() -> list[_Style]:
    return [
        _Style("Lid", "Lid", paragraph=_rules(LID)),
        _Style("LidAdvies", "Lid met een tip", "Lid", paragraph=_rules(LID) + _shade(LIGHT)),
        _Style("LidVervolg", "Lid, vervolg", paragraph=_indent(STEP)),
        _Style("ListParagraph", "List Paragraph", paragraph=_spacing(0, 60, 264)),
        _Style("FeitenVersie", "Feiten van de versie", paragraph=_spacing(0, 40)),
        _Style("Begrip", "Begrip", then="Omschrijving", paragraph=val("keepNext") + _spacing(160, 0), text=BOLD),
        _Style("Omschrijving", "Omschrijving", paragraph=_indent(STEP)),
        _Style("Quote", "Quote", paragraph=_indent(STEP), text=val("i") + val("iCs")),
        _Style("Programmatekst", "Programmatekst", paragraph=_shade(LIGHT) + _spacing(60, 60, 240), text=_font(CODE_FONT) + _size(20)),
        _Style("Caption", "caption", paragraph=val("keepNext") + _spacing(160, 80), text=BOLD + _size(20)),
        _Style("Cel", "Cel", paragraph=_spacing(40, 40, 252), text=_size(20)),
        _Style("Celkop", "Kop van een kolom", "Cel", paragraph=val("keepNext"), text=BOLD),
        _Style("Scheiding", "Scheiding", paragraph=_border("bottom", 4, GREY) + _spacing(0, 160)),
        _Style(
            "SlotVersie",
            "Slot van de versie",
            paragraph=val("keepLines") + _border("top", 4, GREY, space=8) + _spacing(480, 0),
            text=val("color", GREY) + _size(20),
        ),
        _Style("Header", "header", paragraph=_spacing(0, 0, 240), text=val("color", GREY) + _size(18), shown=False),
        _Style("Footer", "footer", paragraph=_spacing(0, 0, 240), text=val("color", GREY) + _size(18), shown=False),
    ]


def _boxes() -> list[_Style]:
    bar = _border("left", 18, GREY, space=8)
    place = _spacing(0, 60, 264) + _indent(BAR)
    found = [
        _Style("Vak", "Vak", paragraph=bar + place),
        _Style("VakTitel", "Vak, titel", "Vak", "Vak", KEEP + _spacing(160, 20, 264), BOLD),
    ]
    for id_, name in dict.fromkeys(BOXES.values()):
        found += [
            _Style(id_, name, "Vak"),
            _Style(f"{id_}Titel", f"{name}, titel", "VakTitel", id_),
        ]
    return found


def _contents() -> list[_Style]:
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'
    return [
        _Style("TOC1", "toc 1", paragraph=tabs + _spacing(80, 0, 240), text=BOLD, shown=False),
        _Style("TOC2", "toc 2", paragraph=tabs + _spacing(0, 0, 240) + _indent(STEP), text=_size(20), shown=False),
    ]


def _border(side: str, size: int, colour: str, space: int = 1) -> str:
    return within("pBdr", f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>')


def _shade(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _letters(colour: str) -> str:
    """The styles of characters."""
    styles = (
        ("Hyperlink", "Hyperlink", val("color", colour) + val("u", "single")),
        ("Code", "Code", _font(CODE_FONT) + _size(20)),
        # What somebody still has to fill in; on paper in black and white the line says so.
        ("Invullen", "Invullen", val("u", "dotted") + '<w:shd w:val="clear" w:color="auto" w:fill="FFF2A8"/>'),
    )
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        + "".join(
            f'<w:style w:type="character" w:styleId="{id_}"{_own(id_)}><w:name w:val="{name}"/>{val("basedOn", "DefaultParagraphFont")}'
            f"{val('qFormat')}{within('rPr', look)}</w:style>"
            for id_, name, look in styles
        )
    )


OF_WORD = frozenset(
    "Normal Title Subtitle Heading1 Heading2 Heading3 Heading4 TOCHeading TOC1 TOC2 ListParagraph Quote Caption Header Footer Hyperlink".split()
)
"""The styles that Word itself knows, and shows in the language of its user."""


def _own(id_: str) -> str:
    return "" if id_ in OF_WORD else ' w:customStyle="1"'


TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="Tabel"><w:name w:val="Tabel van het protocol"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
    "<w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr></w:tblStylePr></w:style>'
).format(
    borders="".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8C8C8C"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)


def xml(colour: str) -> str:
    """The part with all styles; `colour` as `#1f4e79`."""
    colour = colour.lstrip("#").upper()
    language = '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="nl-NL"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault>{within('rPr', _font(FONT) + _size(SIZE) + language)}</w:rPrDefault>"
        f"<w:pPrDefault>{within('pPr', _spacing(0, 120, 276))}</w:pPrDefault></w:docDefaults>"
    )
    normal = f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>{val("qFormat")}</w:style>'
    paragraphs = "".join(map(_written, [*_headings(colour), *_texts(), *_boxes(), *_contents()]))
    return f"{HEAD}<w:styles {SPACES}>{defaults}{normal}{paragraphs}{_letters(colour)}{TABLES}</w:styles>"


def _written(style: _Style) -> str:
    then = val("next", style.then) if style.then else ""
    known = val("uiPriority", 39) if style.id.startswith("TOC") else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"{_own(style.id)}>{val("name", style.name)}{val("basedOn", style.base)}{then}{known}'
        f"{val('qFormat') if style.shown else ''}{within('pPr', style.paragraph)}{within('rPr', style.text)}</w:style>"
    )
