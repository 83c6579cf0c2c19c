"""Five protocols as organisations keep them in Word, and two as web pages, as `handbook import` gets them."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.word_files import DOTS, cell, docx, link, note, p, picture, png, run, table, with_exif

U, YELLOW, BOLD, HIDDEN, STRUCK = "<w:u w:val='single'/>", "<w:highlight w:val='yellow'/>", "<w:b/>", "<w:vanish/>", "<w:strike/>"


def automatic() -> bytes:
    """Articles, paragraphs and letters that Word numbers, with footnotes and references."""
    return docx(
        p("Protocol sociale media", style="Titel"),
        p("Doel", style="Artikel"),
        p("Dit protocol geldt voor iedereen die bij ons werkt. Het geldt ook voor stagiairs.", level=1),
        p("Wij maken onderscheid tussen:", level=1),
        p("zakelijk gebruik;", level=2),
        p("privégebruik:", level=2),
        p("op een eigen telefoon;", level=3),
        p("op een telefoon van het werk.", level=3),
        p("Zie ook artikel 2 en artikel 7:611 van het Burgerlijk Wetboek.", level=1),
        p("Wie kijkt er mee?", style="Artikel"),
        p("Uw leidinggevende kijkt niet mee", note(1), " in uw eigen accounts.", level=1),
        p("Artikel 1 geldt ook hier. Lees meer op ", link("rIdL1", "de website van de AP"), ".", level=1),
        p("Denk aan:", level=1),
        p("een foto;", level=0, number=DOTS),
        p("een filmpje.", level=0, number=DOTS),
        footnotes=["Behalve als de wet dat vraagt."],
        links={"rIdL1": "https://www.autoriteitpersoonsgegevens.nl/themas?a=1&b=2"},
    )


def by_hand() -> bytes:
    """Headings in bold and numbers with a tab, and every sign that means something to Markdown or to a template."""
    return docx(
        p("Sociale media", style="Kop1"),
        p(run("Artikel 1 – Regels", BOLD)),
        p("1.1\tWij gebruiken {{ werkgever.naam }} en {% if x %} niet."),
        p("1.2\tSchrijf <naam> niet als *ster* of _streep_, maar als a|b en C:\\map."),
        p("1.3\tLet op:"),
        p("a.\teerst vragen;"),
        p("b.\tdan pas plaatsen."),
        p("Een losse alinea tussendoor."),
        p("1.4\tHet coo\u0308rdinatieteam\u00a0beslist\u00ad."),
        p(run("Artikel 2 Uitzonderingen", BOLD)),
        p("1)\tIn nood mag alles."),
        p("2)\tVraag het ", run("altijd", U), " na, ", run("ook later", YELLOW), "."),
        p("Artikel 1 geldt dan niet."),
        p("# Geen kop, en\n- geen lijst"),
        p("Vul in: [naam] of ……………"),
        author="Pietersen, Piet",
    )


def tables() -> bytes:
    """Tables with merged cells and several paragraphs, a box of one cell, a running title and hidden text."""
    return docx(
        p("Wie doet wat", style="Kop1"),
        p("Hieronder staat wie wat doet."),
        table(
            [cell("Taak"), cell("Wie")],
            [cell("Berichten plaatsen"), cell("Communicatie")],
            [cell("Klachten | vragen"), cell("Het meldpunt")],
        ),
        p("En per kanaal:"),
        table(
            [cell("Kanaal"), cell("Wie mag plaatsen", across=2)],
            [cell("LinkedIn", down="restart"), cell("HR"), cell("Vacatures.", "Niets anders.")],
            [cell(down="continue"), cell("Directie"), cell("Nieuws")],
            heading=False,
        ),
        table([cell("Let op. Bel bij twijfel.")], heading=False),
        p("Dit ", run("is geheim en ", HIDDEN), "staat hier."),
        header="VERTROUWELIJK – concept 3",
    )


def pictures() -> bytes:
    """Two chapters, with pictures from a phone and from a program."""
    return docx(
        p("Hoofdstuk 1 Foto en film", style="Kop1"),
        p("Foto's", style="Kop2"),
        p("Vraag toestemming."),
        p(picture("rId9", "Twee collega's achter een bureau")),
        p(picture("rId8", "")),
        p("Hoofdstuk 2 Kanalen", style="Kop1"),
        p("Onze kanalen", style="Kop2"),
        p("Wij gebruiken LinkedIn."),
        p("Oude kanalen", style="Kop2"),
        p("Een ", run("oud kanaal", STRUCK), "."),
        p(picture("rId7", "Een bewegend plaatje")),
        media={"rId9.jpg": with_exif(), "rId8.png": png(), "rId7.gif": b"GIF89a\x01\0\x01\0\0\0\0;"},
    )


BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>'
    f"<wp:inline><a:graphic><a:graphicData><w:txbxContent>{p('Tekst in een vak.')}</w:txbxContent></a:graphicData></a:graphic></wp:inline></w:drawing>"
    f"</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p('Tekst in een vak.')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def _bookmarked(name: str, text: str) -> str:
    return p(f'<w:bookmarkStart w:id="1" w:name="{name}"/>', text, '<w:bookmarkEnd w:id="1"/>', style="Kop1")


def _to(name: str, text: str) -> str:
    return f'<w:hyperlink w:anchor="{name}">{run(text)}</w:hyperlink>'


def oddities() -> bytes:
    """What else Word makes: a table of contents, a box, an empty field, a reference that broke, an indented paragraph and a link within."""
    contents = p("Inhoud", style="Kop1") + p(_to("_Toc1", "1 Doel\t2")) + p(_to("_Toc2", "2 Regels\t3"))
    field = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('Klik of tik om tekst in te voeren.')}</w:sdtContent></w:sdt>"
    return docx(
        p("Afspraken in het kort", style="Titel"),
        f"<w:sdt><w:sdtContent>{contents}</w:sdtContent></w:sdt>",
        _bookmarked("_Toc1", "1 Doel"),
        p("Dit geldt op het werk.", level=1),
        p("Ook in de pauze.").replace("<w:pPr>", '<w:pPr><w:ind w:left="720"/>'),
        p("Dit geldt ook thuis.", level=1),
        BOX,
        p("Bel ", field),
        p("Zie artikel 2 en «Naam». Fout! Verwijzingsbron niet gevonden."),
        p(_to("_Toc2", "De regels"), " gelden ook."),
        _bookmarked("_Toc2", "2 Regels"),
        p("• een foto;"),
        p("• een filmpje."),
        p("Lid 2 vervalt. Artikel 9 ook."),
        p("Belangrijk").replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>"),
    )


CHANGED = '<w:{kind} w:id="1" w:author="Vries, Anna de" w:date="2026-01-01T00:00:00Z">{inside}</w:{kind}>'


def accepted() -> bytes:
    """The text below once its change was accepted and its remark taken away."""
    return docx(p("Meelezen", style="Kop1"), p("Wij lezen niet mee."))


def changed() -> bytes:
    """A text with a change and a remark that wait."""
    gone = '<w:r><w:delText xml:space="preserve">nooit </w:delText></w:r>'
    return docx(
        p("Meelezen", style="Kop1"),
        p("Wij lezen ", CHANGED.format(kind="del", inside=gone), CHANGED.format(kind="ins", inside=run("niet ")), "mee."),
        remarks=["Wil de directie dit wel?"],
        author="Vries, Anna de",
    )


FIVE: dict[str, Callable[[], bytes]] = {
    "automatisch": automatic,
    "met-de-hand": by_hand,
    "tabellen": tables,
    "beelden": pictures,
    "wijzigingen": accepted,
}
"""Each by the name of its file."""

WORD_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=windows-1252><title>Gedrag online</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Jan Jansen</o:Author></o:DocumentProperties></xml><![endif]--><style>p {color: red}</style>
<script>alert(1)</script></head><body lang=NL><div class=WordSection1>
<h1>Artikel 1<span style='mso-spacerun:yes'>&nbsp; </span>Doel<o:p></o:p></h1>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Wees
aardig.<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a><o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Ook online, in één zin.</p>
<p class=MsoNormal><img src="https://buiten.test/spion.gif"><a href="javascript:alert(1)">Klik</a> hier.</p></div>
<div style='mso-element:footnote-list'><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Altijd.</p></div></div></body></html>""".encode("cp1252")
"""As Word saves a web page."""

GOOGLE_PAGE = b"""<html><head><meta charset="utf-8"><title>Afspraken</title><style>.c1{font-weight:700}.lst-kix_ab-1>li:before{content:"" counter(lst-ctn-kix_ab-1,lower-latin) ". "}</style></head>
<body class="c9"><h1 class="c2" id="h.a"><span>Artikel 1 Plaatsen</span></h1>
<ol class="c0 lst-kix_ab-0 start" start="1"><li class="c0 li-bullet-0"><span class="c1">Vraag</span><span>&nbsp;het eerst aan:</span></li></ol>
<ol class="c0 lst-kix_ab-1 start" start="1"><li><span>uw leidinggevende;</span></li><li><span>Communicatie.</span></li></ol>
<ol class="c0 lst-kix_ab-0" start="2"><li><span>Plaats daarna.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></li></ol>
<p><a class="c3" href="https://www.google.com/url?q=https://voorbeeld.test/a%3Fb%3D1&amp;sa=D">Lees meer</a>.</p>
<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Of wacht.</span></p></div></body></html>"""
"""As Google Docs exports one."""
