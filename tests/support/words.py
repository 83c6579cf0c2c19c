"""Which words a person sees in the source of a page, and which ones its readers get."""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import markdown
import yaml
from selectolax.lexbor import LexborHTMLParser

TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
ATTRIBUTES = re.compile(r"[ \t]*\{:?(?: *[#.]?[\w-]+| *[\w-]+=(?:\"[^\"]*\"|[\w-]+))+ *\}")
LINK = re.compile(r"\]\(<?(?:\{\{.*?\}\}|[^()\s])*>?(?:\s+\"[^\"]*\")?\)")
BOX = re.compile(r"^(\s*)(?:!!!|\?\?\?\+?)[ ]+[\w -]+?(?=[ ]*\"|$)", re.MULTILINE)
IN_CODE = re.compile(r"(`{3,}(?:.|\n)*?\n *`{3,}|`[^`\n]+`)")
"""What stands there is shown as it was typed, the address of a link too."""

CODE = re.compile(r"^(\s*)(?:`{3,}|~{3,}) *[\w-]+ *$", re.MULTILINE)
"""The begin of a block of code, with the name of its language."""

NUMBER = re.compile(r"^\s*\d+[.)]\s+", re.MULTILINE)
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s+\S+.*$", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s+[\w-]+=\"[^\"]*\")*\s*/?>")


def seen(text: str) -> Counter[str]:
    """The words of the body of a page as they stand in its source, without what is markup and what is meant for nobody to read."""
    text = TEMPLATE.sub(" ", "".join(part if part.startswith("`") else LINK.sub("]", part) for part in IN_CODE.split(text)))
    for markup in (COMMENT, ATTRIBUTES, BOX, CODE, NUMBER, DEFINITION):
        text = markup.sub("", text)
    return _counted(html.unescape(TAG.sub(" ", text)))


def shown(text: str, settings: Path) -> Counter[str]:
    """The words of the body of a page as the Markdown of `settings` (mkdocs.yml) shows them."""
    # A value is something to an engine: in its place stands a sign that is no word.
    made = markdown.markdown(
        TEMPLATE.sub(lambda found: "·" if found[0].startswith("{{") else " ", text), **_markdown(settings.read_text("utf-8"))
    )
    parsed = LexborHTMLParser(f"<article>{made}</article>")
    pictures = " ".join(img.attributes.get("alt") or "" for img in parsed.css("img"))
    return _counted(f"{parsed.text(separator=' ')} {pictures}")


@lru_cache(4)
def _markdown(settings: str) -> dict[str, object]:
    """The extensions of mkdocs.yml with their settings, without those that draw pictures."""
    listed = yaml.load(settings, Loader=yaml.BaseLoader)["markdown_extensions"]
    named = {next(iter(one)): next(iter(one.values())) for one in listed if isinstance(one, dict)}
    names = [one if isinstance(one, str) else next(iter(one)) for one in listed]
    plain = {name: {key: value for key, value in (given or {}).items() if isinstance(value, str)} for name, given in named.items()}
    return {"extensions": [name for name in names if "emoji" not in name], "extension_configs": plain}


def _counted(text: str) -> Counter[str]:
    # Which number an item gets is no matter of words: tests/checks compares those with what was typed.
    return Counter(re.findall(r"[^\W\d]\w*", text.lower()))
