"""The kinds of residue that another program leaves in pasted text: how each looks, where it comes from and how to be rid of it."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

from handbook.checks.residue.drafts import DRAFTS
from handbook.checks.residue.kind import Kind

FIELD_CODES = (
    "ADDRESSBLOCK|ADVANCE|ASK|AUTHOR|AUTONUM|COMMENTS|CREATEDATE|DATE|DOCPROPERTY|DOCVARIABLE|EMBED|FILENAME|FILLIN|FORMCHECKBOX|FORMDROPDOWN|"
    "FORMTEXT|GOTOBUTTON|GREETINGLINE|HYPERLINK|IF|INCLUDEPICTURE|INCLUDETEXT|INDEX|KEYWORDS|LASTSAVEDBY|LINK|LISTNUM|MACROBUTTON|MERGEFIELD|"
    "MERGEREC|NEXT|NOTEREF|NUMPAGES|NUMWORDS|PAGE|PAGEREF|PRINTDATE|QUOTE|REF|REVNUM|SAVEDATE|SECTION|SECTIONPAGES|SEQ|SET|STYLEREF|SUBJECT|"
    "SYMBOL|TC|TIME|TITLE|TOA|TOC|USERNAME|XE|SAMENVOEGVELD|INHOUDSOPGAVE"
)
"""What Word writes between braces when it shows its fields: https://support.microsoft.com/office/1ad6d91a-55a7-4a8d-b535-cf7888659a51."""

FIELD_ERRORS = (
    r"Verwijzingsbron|Bladwijzer|Ongeldige|Onbekende|Geen tekst met|Geen inhoudsopgave|Geen index|Geen lijst|De koppeling|Koppeling|Hyperlink|"
    r"Objecten kunnen|Alleen hoofddocument|Gebruik het tabblad|Schakelargument|Syntaxisfout|Bestandsnaam|"
    r"Reference source|Bookmark|Not a valid|Unknown|No text of|No table of|No index|Main document only|Main Document Only|Objects cannot|"
    r"Use the Home|Switch argument|Syntax error|Filename not"
)
"""How the complaints of Word's fields go on behind `Fout!` or `Error!`."""

CONTROLS = (
    r"Klik(?: of tik)?(?: hier)? (?:om|als u) (?:een |de )?(?:tekst|datum|afbeelding|titel|ondertitel|naam)[ \w]{0,20} (?:te voeren|te voegen|te typen|invoeren|invoegen|typen)"
    r"|Klik(?: of tik)? (?:om|als u) [ \w]{1,30}(?:in te voeren|invoeren|toe te voegen|toevoegen)|Kies een (?:item|bouwsteen|datum)\."
    r"|Click(?: or tap)?(?: here)? to (?:enter|add|insert) [ \w]{1,20}|Choose an item\.|Choose a building block\."
    r"|\[(?:Geef|Typ|Type|Voer|Vul|Kies|Klik|Selecteer|Enter|Insert|Click|Select) [^\[\]\n]{1,80}\](?![(\[:])"
)

TEMPLATE_WORDS = "(?i:veld\\w*|naam|voornaam|achternaam|datum|adres|plaats|functie|afdeling|bedrag|aanhef|titel|postcode|woonplaats|straat|bedrijf|organisatie)"


RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def lowered(text: str) -> str:
    """Letters between ^ as they stand on the line; a number keeps its height, for 10^6^ is not 106."""
    return re.sub(r"\^([^^]*)\^", lambda m: m[1].translate(RAISED) if re.fullmatch(r"[+-]?[0-9]+", m[1]) else m[1], text)


def led_to(address: str) -> str:
    """The address to which a redirecting one leads; empty where it does not say so."""
    try:
        asked = parse_qs(urlsplit(html.unescape(address)).query)
    except ValueError:
        return ""
    found = [value for key in ("url", "q") for value in asked.get(key, ()) if re.match(r"https?://[^\s<>]+$", value)]
    return found[0].replace("(", "%28").replace(")", "%29") if found else ""


IN_WORD = "Kies in Word Controleren, Accepteren, Alle wijzigingen accepteren, en verwijder alle opmerkingen. Plak de tekst daarna opnieuw."
PIPES = "Maak er een tabel van met een | tussen de cellen, en onder de kop een regel zoals | --- | --- |."

KINDS: tuple[Kind, ...] = (
    *DRAFTS,
    Kind(
        "git verschil",
        "PLK001",
        "Hier staat wat git laat zien van een wijziging, en geen tekst",
        r"^(?:diff --git |index [0-9a-f]{7,40}\.\.[0-9a-f]{7,40}|@@ -\d+(?:,\d+)? \+\d+|(?:---|\+\+\+) [ab]/\S).*$",
        "Haal deze regels weg, en ook de plussen en minnen waarmee de regels eronder beginnen.",
        spread=True,
    ),
    Kind(
        "Word wijzigingen",
        "PLK002",
        "Hier staan wijzigingen of opmerkingen uit Word die nog niet zijn verwerkt, met de namen van wie ze schreef",
        r"\]?\{\.(?:(?:paragraph-)?(?:insertion|deletion)|comment-(?:start|end))\b|\{(?:\+\+|--|>>|~~|==)[^\n]{0,500}?(?:\+\+|--|<<|~~|==)\}",
        IN_WORD,
        signs=("{.", "{+", "{-", "{>", "{~", "{="),
    ),
    Kind(
        "Word opmerking",
        "PLK003",
        "Hier staat een opmerking of een wijziging uit de kantlijn van Word",
        r"\b(?:Met opmerkingen|Opmerking|Commented|Comment)\s?\[[A-Za-z.]{1,5}\d{1,3}(?:R\d{1,3})?\]|^\W{0,6}(?:Opgemaakt|Met opmaak|Formatted):\s+(?:Lettertype|Inspringing|Standaard|Kop|Font|Indent|Normal|Heading)\b",
        IN_WORD,
        signs=("pmerking", "omment", "pgemaakt", "opmaak", "ormatted"),
    ),
    Kind(
        "Word veldcode",
        "TXT013",
        "Hier staat een veld van Word zoals Word het van binnen schrijft",
        rf"\{{\s*(?:{FIELD_CODES})\b[^{{}}\n]*\}}?|\\\* ?(?:MERGEFORMAT|CHARFORMAT)\b",
        "Schrijf de tekst die in het document te lezen was.",
    ),
    Kind(
        "Word bladwijzer",
        "PLK005",
        "Hier staat een bladwijzer van Word",
        r"\[\]\{#[^{}\n]*\}?|\{#_(?:Toc|Ref|Hlk|Hlt|GoBack|ftn)\w*[^{}\n]*\}|\(#_(?:Toc|Ref|Hlk|Hlt|GoBack|ftn)\w*\)|\b_(?:Toc|Ref|Hlk)\d{5,}\b",
        "Haal haar weg. Een inhoudsopgave maakt de website zelf, en naar een kop verwijst u met [tekst](pagina.md#kop).",
        addresses=True,
        signs=("[]", "#_", "_Toc", "_Ref", "_Hlk"),
    ),
    Kind(
        "chatprogramma",
        "PLK019",
        "Hier staat een bronverwijzing van een chatprogramma (AI)",
        r":?contentReference\[oaicite[^\]\n]*\](?:\{[^{}\n]*\})?|【[^】\n]{1,60}】|\[cite(?:_start|_end)?(?::[^\]\n]*)?\](?![(\[:])|\bturn\d+(?:search|view|news)\d+\b",
        "Haal haar weg, en lees na of wat er staat klopt.",
        signs=("oaicite", "【", "[cite", "turn"),
    ),
    Kind(
        "pandoc opmaak",
        "PLK004",
        "Hier staat opmaak uit Word, zoals een streep onder of een kleur achter de woorden",
        r"(?<![)\]])\[[^\[\]\n]{0,200}\]\{[.#=\w-][^{}\n]*\}?|\]\{[.#=][^{}\n]*\}?|\{=\w+\}|(?<![=\w])==[^\s=](?:[^=\n]{0,200}[^\s=])?==(?![=\w])|^#{1,6} [^\n]*\{(?:-|\.un(?:numbered|listed)[^{}\n]*)\}",
        "Laat alleen de woorden staan. Wilt u nadruk, zet er dan twee sterren voor en achter: **woorden**",
        signs=("]{", "{=", "{-", "{.", "=="),
    ),
    Kind(
        "pandoc kader",
        "PLK006",
        "Hier begint of eindigt een blok zoals een omzetter (pandoc) dat schrijft",
        r"^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]*\}?|[\w-]+)?[ \t]*:*[ \t]*$",
        'Haal de regels met ::: weg. Een kader schrijft u als: !!! note "Let op", met de tekst eronder vier spaties naar rechts.',
        spread=True,
    ),
    Kind(
        "pandoc hoog",
        "PLK007",
        "Hier staan letters of cijfers boven de regel, uit Word",
        r"(\w{0,20})\^([^\s^\[\]|]{1,20})\^(\w{0,20})",
        "De dakjes komen op de pagina.",
        read=lowered,
        in_facts=False,
        signs=("^",),
    ),
    Kind(
        "pandoc laag",
        "PLK008",
        "Hier staan letters of cijfers onder de regel, uit Word",
        r"(\w{1,20}|\))~([^\s~|]{1,20})~(?!~)(\w{0,20})",
        "De golfjes komen op de pagina.",
        r"\1\2\3",
        in_facts=False,
        signs=("~",),
    ),
    Kind(
        "pandoc doorgehaald",
        "PLK009",
        "Hier staan doorgehaalde woorden, en die blijven leesbaar",
        r"~~[^~\n]*(?:~~)?",
        "Haal de woorden weg, met de golfjes eromheen. Moeten de woorden blijven, haal dan alleen de golfjes weg.",
        in_facts=False,
    ),
    Kind(
        "pandoc regeleinde",
        "PLK010",
        "Aan het eind van deze regel staat een schuine streep, zoals een omzetter (pandoc) die schrijft",
        r"(?<!\\)\\$",
        "Haal de schuine streep weg. Moet er een nieuwe regel beginnen, zet dan een lege regel ertussen of maak er een lijst van.",
        spread=True,
        in_facts=False,
    ),
    Kind(
        "pandoc streep",
        "PLK011",
        "Voor dit teken staat een schuine streep, en die komt op de pagina",
        r"(?<!\\)\\[\"'$%^@&:;=,/?~<][^\s\\]{0,20}|(?<!\\)\\ (?=\S)",
        "Haal de schuine streep (\\) weg, en schrijf voor het teken < de letters &lt;.",
        in_facts=False,
        signs=("\\",),
    ),
    Kind("pandoc rastertabel", "PLK012", "Dit is een tabel die op de pagina geen tabel wordt", r"^[ \t]*\+(?:[-=:]{3,}\+)+[ \t]*$", PIPES, spread=True),
    Kind(
        "pandoc streepjestabel",
        "PLK013",
        "Dit zijn de streepjes van een tabel die op de pagina geen tabel wordt",
        r"^[ \t]*(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+)[ \t]*$",
        PIPES,
        spread=True,
    ),
    Kind(
        "pandoc adresregels",
        "PLK014",
        "Deze regels beginnen met een | en zijn geen tabel: de | komt op de pagina",
        r"(?:^\| [^|\n]+(?:\n|$)){2,}",
        "Haal de | weg, en maak er een lijst van met een streepje (-) voor elke regel.",
    ),
    Kind(
        "pandoc noot",
        "PLK015",
        "Hier staat een noot zoals een omzetter (pandoc) die schrijft",
        r"\^\[[^\[\]\n]{1,300}\]",
        "Schrijf in de zin [^1], en onderaan de pagina: [^1]: tekst van de noot",
        in_facts=False,
    ),
    Kind(
        "pandoc beeldmaat",
        "PLK016",
        "Hier staat de maat van een afbeelding uit Word",
        r"\{[^{}\n]*\b(?:width|height)=\"?[\d.]+(?:in|cm|mm|pt|%)[^{}\n]*\}?",
        'Haal de accolades weg met wat ertussen staat, of schrijf de breedte als getal: { width="300" }.',
    ),
    Kind(
        "pandoc gedachtestreep",
        "PLK017",
        "Hier staan twee of drie streepjes waar in Word een gedachtestreep stond",
        r"(?<=\d)--(?=\d)|(?<=[\w.,)] )---?(?= [\w(])",
        "Schrijf een enkele streep: –",
        level="waarschuwing",
        in_facts=False,
        signs=("--",),
    ),
    Kind(
        "mail beeld",
        "PLK018",
        "Hier stond een afbeelding in een e-mail of document, en die is niet meegekomen",
        r"\[cid:[^\]\n]*\]|\bcid:[\w.-]+@[\w.-]+|\[(?:image|Image|Afbeelding|afbeelding): [^\]\n]*\](?![(\[:])|\bmsohtmlclip\w*",
        "Sla de afbeelding op in docs/img/, en schrijf: ![wat erop staat](img/naam.png)",
        addresses=True,
        signs=("cid:", "mage: ", "fbeelding: ", "msohtmlclip"),
    ),
    Kind(
        "omleiding",
        "PLK028",
        "Dit adres gaat via een ander bedrijf, dat ziet wie erop klikt",
        r"\bhttps?://(?:[\w-]{1,30}\.)*(?:safelinks\.protection\.outlook\.(?:com|us)/|google\.(?:com|nl|be|de)/url\?)[^\s<>()\"'\]]*",
        "Zet het adres zelf in de link.",
        read=led_to,
        addresses=True,
        signs=("safelinks.", "/url?"),
    ),
    Kind(
        "Excel fout",
        "PLK020",
        "Hier staat een foutmelding uit Excel",
        r"#(?:VERW!|WAARDE!|NAAM\?|DEEL/0!|GETAL!|N/B|LEEG!|OVERLOOP!|REF!|VALUE!|NAME\?|DIV/0!|NUM!|N/A|NULL!|SPILL!)",
        "Schrijf wat er had moeten staan.",
    ),
    Kind(
        "bladzijde",
        "PLK027",
        "Hier staat het nummer van een bladzijde uit een document",
        r"^[ \t]{0,20}[-–|]?[ \t]{0,3}(?:Pagina|Bladzijde|Blz\.?|Page|pagina|blz\.|page)[ \t]+\d{1,4}(?:[ \t]*(?:van|of|/)[ \t]*\d{1,4})?[ \t]*[-–|]?[ \t]*$",
        "Haal de regel weg.",
    ),
    Kind(
        "verloren letters",
        "PLK021",
        "In dit woord staat een vraagteken waar een letter met een accent stond",
        r"[a-zà-ÿ]{1,20}\?[a-zà-ÿ]{2,}\b",
        "Typ het woord opnieuw. Eindigt hier een vraag, zet dan een spatie achter het vraagteken.",
        in_facts=False,
        signs=("?",),
    ),
    Kind(
        "dubbele code",
        "PLK022",
        "Hier staat een teken dat twee keer is omgezet, en daardoor als code op de pagina komt",
        r"&amp;(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|nbsp|amp|lt|gt|quot|apos|[aeiou](?:uml|acute|grave|circ)|euro|hellip|[lr][sd]quo|ndash|mdash);",
        "Schrijf het teken zelf.",
    ),
    Kind(
        "vaste spaties",
        "PLK023",
        "Hier staan vaste spaties achter elkaar, uit Word of van een website",
        r"(?:&nbsp;|&#160;|&#x[aA]0;|\u00a0)(?:[ ]*(?:&nbsp;|&#160;|&#x[aA]0;|\u00a0))+",
        "Zet er een gewone spatie voor in de plaats. Moeten er kolommen staan, maak dan een tabel.",
        level="waarschuwing",
    ),
    Kind(
        "Word fout",
        "TXT013",
        "Hier staat een foutmelding van Word in plaats van een verwijzing",
        rf"(?:Fout|Error)\s?!\s?(?:{FIELD_ERRORS})[^.!\n|]{{0,80}}\.?|\b(?:Verwijzingsbron niet gevonden|Bladwijzer niet gedefinieerd|Reference source not found|Bookmark not defined)\.?",
        "Schrijf waar de lezer moet zijn, zoals {{ art('doel') }} of [tekst](pagina.md).",
        signs=("Fout", "Error", "niet gevonden", "niet gedefinieerd", "not found", "not defined"),
    ),
    Kind(
        "Word invulvak", "TXT013", "Hier staat nog een invulvak uit een sjabloon van Word", CONTROLS, "Vul het in, of haal het weg."
    ),
    Kind(
        "Word samenvoegveld",
        "TXT013",
        "Hier staat nog een samenvoegveld uit een sjabloon van Word",
        rf"(?<!: )«\s*[A-ZÀ-Þ][\w.-]*\s*»|«\s*(?:\w+[_\d][\w.-]*|{TEMPLATE_WORDS})\s*»|<<\s*\w[\w .-]{{0,40}}>>|\$\{{[\w. -]{{1,40}}\}}",
        "Vul het in, of haal het weg. Is het een citaat? Zet het dan tussen gewone aanhalingstekens.",
        signs=("«", "<<", "${"),
    ),
    Kind(
        "invulregel",
        "TXT013",
        "Hier moet nog iets op een lijn worden ingevuld",
        r"(?<![\w_])_{4,}(?![\w_])|(?<=[^\s_] )_{3}(?![\w_])|\.{5,}|…[.…]+…*(?:[.…])|…{2,}|(?:\. ){4,}\.?|(?<=\s)\.{4}(?=[\s,;]|$)",
        "Vul het in, of haal het weg.",
        signs=("___", "....", "…", ". . "),
    ),
)  # fmt: skip
"""Every kind that a pattern can tell; what is seen only in lines together is in lines.py. Where two shapes overlap the first is said."""
