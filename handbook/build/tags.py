"""Leaves the ends of elements out of a page that HTML lets out: a browser makes the same elements of it."""

from __future__ import annotations

import re

WHOLE = r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>"
"""What no tag is looked for in."""

BLOCK = "address|article|aside|blockquote|details|div|dl|fieldset|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul"
AROUND = "/(?:article|aside|blockquote|dd|details|div|footer|header|li|main|nav|section|td|th)"

IMPLIED = {
    "p": f"{BLOCK}|{AROUND}",
    "li": "li|/ol|/ul",
    "dt": "dt|dd",
    "dd": "dt|dd|/dl|/div",
    "td": "td|th|/tr",
    "th": "td|th|/tr",
    "tr": "tr|/tbody|/thead|/table",
    "tbody": "tbody|/table",
    "thead": "tbody",
}
"""Ends that may be left out, and before which tag (https://html.spec.whatwg.org/multipage/syntax.html#optional-tags): those that old parsers know."""

END = re.compile(
    f"(?P<whole>{WHOLE})|&nbsp;|" + "|".join(rf"</{name}>[ \t\n\r\f]*(?=<(?:{before})[\s>])" for name, before in IMPLIED.items()),
    re.DOTALL,
)
"""With the white space behind it, which would come to stand within the element: between blocks no browser shows it. And a space that does not break."""


def short(html: str) -> str:
    """The same page without ends of elements that the next tag tells.

    Attributes keep their quotes: whoever looks for `href="..."` in the file of a page must find it.
    """
    return END.sub(lambda end: "\u00a0" if end[0] == "&nbsp;" else end["whole"] or "", html)
