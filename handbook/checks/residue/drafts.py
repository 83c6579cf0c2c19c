"""The kinds of residue that people leave for each other while they write: mail and chat pasted whole, remarks of a reader, numbers of notes."""

from __future__ import annotations

from handbook.checks.residue.kind import Kind

SENDER = r"(?:Van|From|Afzender|Verzonden|Sent)"
OTHERS = r"(?:Verzonden(?: op)?|Sent|Datum|Date|Aan|To|CC|Cc|Onderwerp|Subject|Betreft)"
ANSWERED = r"(?:RE|FW|FWD|Re|Fw|Fwd|Antw|Doorst)"
HEADERS = (
    rf"(?:^|(?<=[\s>|*_]))[*_]{{0,2}}{SENDER}[*_]{{0,2}}[ \t]?:[^\n]{{1,200}}?(?:\n{{1,2}}[ \t>|*_-]{{0,8}}|[ \t]+[*_]{{0,2}}){OTHERS}[*_]{{0,2}}[ \t]?:"
    rf"|^[ \t>|*_-]{{0,8}}(?:Onderwerp|Subject|Betreft)[*_]{{0,2}}[ \t]?:[*_]{{0,2}}[ \t]*{ANSWERED}[ \t]?:"
)
"""What Outlook writes above a message that is answered or sent on, on lines of its own or run together."""

AROUND = (
    r"|-{2,}[ \t]?(?:Oorspronkelijk(?:e)? (?:bericht|afspraak)|Doorgestuurd bericht|Original (?:Message|Appointment)|Forwarded message)\b"
    r"|^[ \t>]*Begin doorgestuurd bericht\b"
    r"|^[ \t>]*(?:Op|On) [^\n]{4,80}\d[^\n]{0,80}(?:schreef|wrote|heeft)\b[^\n]{0,160}:[ \t]*$"
    r"|\b(?:Verzonden|Verstuurd|Sent) (?:vanaf|met|via|from|using) (?:mijn |my )?(?:iPhone|iPad|Outlook|Samsung|Galaxy|Android|Gmail|Mail voor|Yahoo)\b"
    r"|\bOutlook voor (?:iOS|Android|Mac)\b|\bOutlook for (?:iOS|Android|Mac)\b"
    r"|\b(?:U ontvangt|Je ontvangt|Je krijgt) niet vaak e-?mail van\b|\bYou don't often get e?-?mail from\b"
    r"|^[ \t>*]*\[(?:EXTERN|EXTERNAL|EXT)\]"
    r"|\b[Dd]e(?:ze)? (?:informatie in )?(?:dit e-?mailbericht|e-?mail) (?:en (?:de|eventuele) bijlagen? )?is (?:uitsluitend|alleen) bestemd voor\b"
)
"""What mail programs put before, behind and above a message."""

MOMENT = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4},?[ \t]+\d{1,2}:\d{2}(?::\d{2})?"
CHAT = (
    rf"^[^\w\n]{{0,3}}\[{MOMENT}\][ \t]+[^\W\d][^\n:]{{0,60}}:|^[^\w\n]{{0,3}}{MOMENT}[ \t][-–][ \t][^\W\d][^\n:]{{0,60}}:"
    rf"|^[^\w\n]{{0,3}}\[(?:[^\[\]\n]{{0,30}}[ \t])?\d{{1,2}}:\d{{2}}(?:[ \t]?[AaPp][Mm])?\][ \t]+[^\W\d_][^\n]{{1,60}}"
)
"""How WhatsApp and Teams name the moment and the writer of a message."""

ASIDES = (
    r"opmerking(?:en)?|opm\.?|noot|vraag|actie|reactie|commentaar|comment|note|todo|to do|check|checken|nakijken|navragen|uitzoeken|bespreken|"
    r"controleren|aanpassen|aanvullen|toevoegen|schrappen|verwijderen|verplaatsen|wijzigen|let op|n\.?b\.?"
)
INITIALS = r"[A-Z][A-Za-z.]{1,4}"
REMARKS = (
    rf"(?<![\[\]!\w\\])\[{INITIALS}\d{{1,3}}(?:R\d{{1,3}})?\](?![(\[{{:])"
    rf"|(?<![\[\]!\\])\[[ \t]?(?:(?i:{ASIDES})(?![\w-])[^\[\]\n]{{0,300}}|{INITIALS}[ \t]?:[ \t][^\[\]\n]{{1,300}}|@[ \t]?[A-Z][^\[\]\n]{{1,300}})\](?![(\[{{:])"
    rf"|\((?i:{ASIDES})[ \t]+(?:(?:van|aan|voor)[ \t]+)?{INITIALS}[ \t]?:[^()\n]{{1,300}}\)"
    rf"|<<[ \t]?(?:(?i:{ASIDES})|{INITIALS})[ \t]?:[^<>\n]{{1,300}}>>"
    rf"|\\\[[ \t]?(?:(?i:{ASIDES})(?![\w-])[^\[\]\n:]{{0,40}}:[^\[\]\n]{{1,300}}|{INITIALS}[ \t]?:[ \t][^\[\]\n]{{1,300}}|@[ \t]?[A-Z][^\[\]\n]{{1,300}})\]"
)
"""A mark of Word without what stood in the margin, and what a reader typed between brackets; those of a document that was taken over are escaped."""

SHOUTED = r"OPMERKING(?:EN)?|OPM\.?|COMMENTAAR|COMMENTS?|NAKIJKEN|NAVRAGEN|UITZOEKEN|BESPREKEN|CHECKEN|AANPASSEN|AANVULLEN"
DEPARTMENTS = r"HR|ICT|IT|OR|PR|MT|CAO|AVG|BHV|PZ|AI|PO|OK|P&O|NB"
QUESTION = r"(?:klopt|graag|check(?:en)?|kun(?:t)? (?:je|jij|u)|kan (?:dit|dat|jij|je)|wil(?:t)? (?:je|jij|u)|moet (?:dit|dat)|mag (?:dit|dat)|zie mijn)"
TO_SOMEBODY = r"@[ \t]?[A-Z][\w.-]{1,30}(?:[ \t][A-Z][\w.-]{0,30})?"
OPENED = r"(?:^[ \t|*_+-]*|(?<=[.!?)|][ \t]))"
CALLED = (
    rf"(?<![\w-])(?:{SHOUTED})(?:[ \t]+(?:(?:van|aan|voor|VAN|AAN|VOOR)[ \t]+)?[A-Z][\w.]{{0,20}})?[ \t]?:[^\n|]{{0,200}}"
    rf"|(?<![\w-])(?i:opmerking|opm\.?|noot|vraag|reactie|commentaar|comment)[ \t]+(?!(?:{DEPARTMENTS})\b)[A-Z]{{2,4}}[ \t]?:[ \t][^\n|]{{0,200}}"
    rf"|{OPENED}{TO_SOMEBODY}[ \t]?[:,][ \t][^\n|?]{{0,200}}(?:\?|\b\d{{1,2}}[-/]\d{{1,2}}\b)[^\n|]{{0,60}}"
    rf"|{OPENED}@[ \t]?[\w.-]{{2,30}}[ \t]?[:,]?[ \t](?i:{QUESTION})\b[^\n|]{{0,200}}"
)
"""What a reader typed without brackets: in capitals, with initials, or to somebody with a question or a day."""

CHOICE = r"(?<![\[\]!\w])\\?\[[ \t]?\w[^\[\]\n|]{0,120}[ \t]\\?\|[ \t]\w[^\[\]\n|]{0,120}(?:[ \t]\\?\|[ \t]\w[^\[\]\n|]{0,120}){0,4}\](?![(\[{:])"
"""Two texts of which somebody is yet to take one."""

DRAFTS: tuple[Kind, ...] = (
    Kind(
        "mail",
        "PLK029",
        "Hier staat een stuk van een e-mail, met wie haar schreef of kreeg",
        HEADERS + AROUND,
        "Haal weg wat bij de e-mail hoort. Laat alleen de tekst voor het handboek staan.",
        spread=True,
    ),
    Kind(
        "gesprek",
        "PLK030",
        "Hier staat een bericht uit een gesprek op WhatsApp of Teams, met het tijdstip en wie het schreef",
        CHAT,
        "Haal het tijdstip en de naam weg. Laat alleen de tekst voor het handboek staan.",
        spread=True,
        in_facts=False,
    ),
    Kind(
        "opmerking van een lezer",
        "PLK031",
        "Hier staat een opmerking van iemand die de tekst nakeek",
        REMARKS,
        "Verwerk haar, en haal haar weg met de haken. Voor een vraag aan elkaar is de pull request.",
    ),
    Kind(
        "opmerking zonder haken",
        "PLK031",
        "Hier staat een opmerking van iemand die de tekst nakeek",
        CALLED,
        "Verwerk haar, en haal haar weg. Voor een vraag aan elkaar is de pull request.",
        spread=True,
    ),
    Kind(
        "open keuze",
        "TXT013",
        "Hier staan woorden waaruit nog iemand moet kiezen",
        CHOICE,
        "Laat staan wat geldt, en haal de rest weg, met de haken.",
        signs=("|",),
    ),
    Kind(
        "nootcijfer",
        "PLK032",
        "Hier staat het cijfer van een noot die niet is meegekomen",
        r"(?<=[\w.,;:)!?\"”'’])\[(\d{1,3})\](?![(\[{:])|^[ \t]*\[\d{1,3}\](?=[ \t]+\S)",
        "Haal het cijfer weg. Moet de noot erbij, schrijf dan in de zin [^1], en onderaan de pagina: [^1]: tekst van de noot",
        in_facts=False,
    ),
)
"""Told before any other kind: what stands within a message that was pasted whole goes with it."""
