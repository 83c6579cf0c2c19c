"""Writes the tags of a page as short as HTML allows: a browser makes the same elements of it, with the same attributes."""

from __future__ import annotations

import re

WHOLE = r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>"
"""What no tag is looked for in."""

TAG = re.compile(rf'{WHOLE}|<(?P<name>[a-z][^\s>"]*)(?P<attributes>(?: [^\s="]+="[^"]*")+)>', re.DOTALL)
"""A tag with attributes, as a tree writes it down."""

ATTRIBUTE = re.compile(r' ([^\s="]+)="([^"]*)"')

PLAIN = re.compile(r"[^\s\"'=<>`]+")
"""A value that needs no quotes (https://html.spec.whatwg.org/multipage/syntax.html#unquoted)."""

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
    """The same page without quotes that nothing needs, values that are empty, and ends of elements that the next tag tells."""
    return END.sub(lambda end: "\u00a0" if end[0] == "&nbsp;" else end["whole"] or "", TAG.sub(_short, html))


def _short(tag: re.Match[str]) -> str:
    if not tag["name"]:
        return tag[0]
    attributes = ATTRIBUTE.sub(lambda one: f" {one[1]}{_value(one[2])}", tag["attributes"])
    return f"<{tag['name']}{attributes}>"


def _value(value: str) -> str:
    if not value:
        return ""
    return f"={value}" if PLAIN.fullmatch(value) else f'="{value}"'
