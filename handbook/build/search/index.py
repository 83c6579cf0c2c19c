"""The search index: every answer once, in plain text, with the words by which employees look for it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from handbook.build.search import boxes
from handbook.sources.data import Data
from handbook.sources.data.dilemmas import Dilemma, page_of
from handbook.sources.data.searching import Zoeken
from handbook.sources.front_matter import Metadata
from handbook.sources.pages import address
from handbook.sources.printed import full_stop

INDEX_JSON = "search/search_index.json"

OFTEN = 4
"""Times that a heading or a sentence comes back and says nothing of its page any more: "Vragen?", "Hoort hierbij"."""

RULE = 1.1
"""How much more a rule counts than a text about it."""

BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|dl|dt|dd|br|hr|h\d|table|thead|tbody|tr|td|th|pre|blockquote|section)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
ARTICLE = re.compile(r"Artikel \d+\.\d+ ")

SHOWN = 50
"""Characters of a section that a result can show; the sentence in which they end is shown whole."""

COMMON = 0.06
"""The share of documents from which a word is common."""

DIGIT = re.compile(r"\d")
TAGLIKE = re.compile(r"&#?\w+;")
SENTENCE = re.compile(r"""(?<=[.?!:])(?<!\b[A-Z]\.) (?=["'‘’“„(]*[A-ZÀ-Ý\d+])""")
"""Where one sentence ends and the next begins: not behind an initial, nor in the middle of a name such as "Jansen & Zn. <Zuid>"."""

REFERENCE = re.compile(r":? \(?[Zz]ie (?:dan )?(?:ook )?(?:(?:, | en )?artikel\s\d+\.\d+)+\)?(?=[.:])")
"""A search for article 7.1 should find that article, not the places that refer to it."""

Doc = dict[str, Any]


def words(metadata: Metadata, known: Mapping[str, Dilemma]) -> dict[str, tuple[str, ...]]:
    """The words of employees by location: those of a page at `page/`, those of an article or a dilemma at `page/#id`."""
    found = {address(path): own for path, own in metadata.words.items()}
    found |= {f"{address(about.page)}#{about.id}": about.words for about in metadata.articles.values()}
    found |= {f"{address(page_of(one.thema))}#{id_}": one.zoekwoorden for id_, one in known.items()}
    return {location: own for location, own in found.items() if own}


def write(
    site: Path, given: Mapping[str, tuple[str, ...]], data: Data, say: Callable[[str], str] = str, silent: Collection[str] = ()
) -> None:
    """Rewrites the index that Material's plugin made in `site`; its bytes follow from the pages and the words alone.

    `say` puts a piece of HTML into the form of address of the pages; of the pages in `silent` nothing is found.
    """
    path = site / INDEX_JSON
    index = json.loads(full_stop.once(path.read_text("utf-8")))
    told = data.searching.told
    weight = {address(page): percent / 100 for page, percent in told.telt.items()}
    left_out = {address(page) for page in silent}
    heard = [_said(doc, say) for doc in index["docs"] if doc["location"].partition("#")[0] not in left_out]
    docs = [_lean(doc, given, weight) for doc in _once(heard, told)]
    _said_once(docs)
    said = {doc["location"]: frozenset(boxes.words(f"{doc['title']} {doc['text']}")) for doc in docs}
    idle = boxes.idle(said, boxes.of_rules(site, say))
    said = {location: held - idle.get(location, frozenset()) for location, held in said.items()}
    said_of_all = _common(said.values()) | set(data.synonyms.words.zwak)
    for doc in docs:
        _shorten(doc, said_of_all | idle.get(doc["location"], frozenset()))
    config = {**index["config"], "zoek": _alike(data, say)}
    path.write_text(json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _alike(data: Data, say: Callable[[str], str]) -> dict[str, Any]:
    """The words that mean the same, those of the handbook as its pages say them."""
    plain = data.synonyms.plain()
    return {**plain, "enkel": {left: say(right) for left, right in plain["enkel"].items()}}


def _said(doc: Doc, say: Callable[[str], str]) -> Doc:
    return {**doc, "title": say(doc["title"]), "text": say(doc["text"])}


def _once(docs: Collection[Doc], told: Zoeken) -> Iterator[Doc]:
    """The documents without those that repeat others or lead nowhere."""
    from_top, overviews = ({address(page) for page in pages} for pages in (told.from_top, told.overzichten))
    headings = Counter(doc["title"] for doc in docs if "#" in doc["location"])
    for doc in docs:
        page, _, anchor = doc["location"].partition("#")
        if not anchor:
            # A page that only makes sense from the top has what its parts are called.
            yield {**doc, "text": " ".join([doc["text"], *(_headings(page, docs) if page in from_top else ())])}
        elif headings[doc["title"]] < OFTEN and page not in from_top and not _repeats(doc, overviews):
            yield doc


def _repeats(doc: Doc, overviews: Set[str]) -> bool:
    """Whether the section stands elsewhere as well.

    The overviews list what has its own page, and a page about one revision says what changed in articles that stand here as they are.
    """
    page = doc["location"].partition("#")[0]
    if page.startswith("revisies/") and page != "revisies/":
        return True
    return page in overviews and not ARTICLE.match(_plain(doc["title"]))


def _headings(page: str, docs: Iterable[Doc]) -> Iterator[str]:
    """What the parts of a page are called, as sentences."""
    for doc in docs:
        if doc["location"].startswith(f"{page}#"):
            title = _plain(doc["title"])
            yield title + ("" if doc["title"].endswith(("?", "!")) else ".")


def _lean(doc: Doc, given: Mapping[str, tuple[str, ...]], weight: Mapping[str, float]) -> Doc:
    lean: Doc = {"location": doc["location"], "title": _plain(doc["title"]), "text": _plain(doc["text"])}
    if doc["location"] in given:
        lean["zoek"] = ", ".join(given[doc["location"]])
    boost = weight.get(doc["location"].partition("#")[0], RULE if ARTICLE.match(lean["title"]) else 1)
    if boost != 1:
        lean["boost"] = boost
    return lean


def _said_once(docs: Iterable[Doc]) -> None:
    """Takes away what stands in so many documents that it leads to none: references, and sentences that come back."""
    parts = [SENTENCE.split(REFERENCE.sub("", doc["text"])) for doc in docs]
    often = Counter(sentence for one in parts for sentence in set(one))
    for doc, one in zip(docs, parts, strict=True):
        doc["text"] = " ".join(sentence for sentence in one if often[sentence] < OFTEN)


def _common(docs: Collection[Set[str]]) -> set[str]:
    """The words that so many documents say that, further down in one of them, they lead nowhere."""
    held = Counter(word for said in docs for word in said)
    return {word for word, count in held.items() if count > max(OFTEN, len(docs) * COMMON)}


def _shorten(doc: Doc, common: set[str]) -> None:
    """Keeps the sentences that a result shows; of the others each telling word once, in `rest`: every byte is fetched by every reader.

    Numbers there are those of other articles, of lists and of telephones.
    """
    shown, rest = "", ""
    for sentence in SENTENCE.split(doc["text"]):
        if rest or len(shown) > SHOWN:
            rest += f"{sentence} "
        else:
            shown += f"{sentence} "
    seen = common | {*boxes.words(f"{doc['title']} {shown} {doc.get('zoek', '')}")}
    doc["text"] = shown.strip()
    more = [word for word in dict.fromkeys(boxes.words(TAGLIKE.sub(" ", rest))) if word not in seen and not DIGIT.search(word)]
    if more:
        doc["rest"] = " ".join(more)


def _plain(html: str) -> str:
    """Text that is still HTML: without its elements, and with its entities."""
    return " ".join(TAG.sub("", BLOCK.sub(" ", html)).split())
