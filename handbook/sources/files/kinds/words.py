"""Text that a page prints as it was typed."""

from __future__ import annotations

import re

from handbook.core.findings import quote
from handbook.sources.files.kinds.value import Raw, text, wrong

SCRIPT = re.compile(
    r"<\s*/?\s*(?:script|iframe|frame|object|embed|applet|img|image|svg|math|style|link|meta|base|form|input|button|textarea|select|video|audio|body|html|template|noscript|details|marquee)\b[^>]{0,100}>?"
    r"|\b(?:javascript|vbscript|livescript)\s*:|\bdata\s*:\s*text/html|\bon(?:error|load|click|mouse\w+|focus|toggle)\s*=\s*\S"
    r"|\bdocument\.(?:cookie|write|location)|\b(?:eval|alert)\s*\(",
    re.IGNORECASE,
)
"""Text that a browser would run if a page ever printed it unescaped."""


MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|ins|li|mark|ol|p|pre|s|small|span|strike|strong|su[bp]|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
"""An element that marks up text, where a page prints every sign as it was typed; a name between < and > is none."""


ANSWERS = ("ja", "nee", "yes", "no", "geen", "niets", "nvt", "n.v.t.", "true", "false")
NAMING = "^(?!(?:" + "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else rf"\{c}" for c in one) for one in ANSWERS) + ")[.!]?$)"
"""What names something, and does not answer a question that was not asked; a regular expression that Python and browsers read alike."""


def naming(raw: object) -> object:
    """One of several words that a page prints one behind the other: "in de pauze en nee" says nothing."""
    if isinstance(raw, Raw) and not re.search(NAMING, raw.strip()):
        raise wrong(f"noemt {quote(raw.strip())}, en dat komt zo in een zin.", "Schrijf wat u bedoelt, of haal het woord weg.")
    return raw


def words(raw: object) -> str:
    """Text without anything that a browser would run; addresses and numbers have kinds of their own."""
    value = text(raw)
    script = SCRIPT.search(value)
    if script:
        raise wrong(
            f"bevat een script of een opdracht voor een browser: {quote(script[0])}.",
            "Schrijf alleen woorden, zonder < en > en zonder javascript:.",
        )
    return value


def sentence(raw: object) -> str:
    """Text for readers, in bare words."""
    value = words(raw)
    marked = MARKUP.search(value)
    if marked:
        raise wrong(f"bevat opmaak: {quote(marked[0])}.", "Schrijf alleen woorden: een lezer ziet deze tekens zoals ze er staan.")
    return value
