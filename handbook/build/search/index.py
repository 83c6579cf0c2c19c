"""The search index: every answer once, by the words that lead to it, those of employees among them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from html import escape, unescape
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from handbook.build.search import boxes, common_words, laws, passages
from handbook.build.search.stems import fold, stem
from handbook.core import search_index
from handbook.core.dutch import DIGIT
from handbook.core.search_index import Doc
from handbook.sources.data import Data
from handbook.sources.data.dilemmas import Dilemma, page_of
from handbook.sources.data.searching import Zoeken
from handbook.sources.front_matter import Metadata
from handbook.sources.pages import address
from handbook.sources.printed import full_stop

INDEX_JSON = "search/search_index.json"

OFTEN = 4
"""Times that a heading or a sentence comes back and says nothing of its page any more: "Vragen?", "Hoort hierbij"."""

BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|dl|dt|dd|br|hr|h\d|table|thead|tbody|tr|td|th|pre|blockquote|section)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
ARTICLE = re.compile(r"Artikel \d+\.\d+ ")

LEAD = 50
"""Characters with which a section says what it is about; of the sentence in which they end every word counts."""

COMMON = 0.03
"""The share of documents from which a word is common."""

LISTS = 0.6
"""The weight of a page up to which only its first sentences lead there."""

OTHERS = re.compile(r"\d{1,2}|\d+\.\d+")
"""Numbers of other articles, of lists and of days; 112 is none."""

SENTENCE = re.compile(r"""(?<=[.?!:])(?<!\b[A-Z]\.) (?=["'‘’“„(]*[A-ZÀ-Ý\d+])""")
"""Where one sentence ends and the next begins: not behind an initial, nor in the middle of a name such as "Jansen & Zn. <Zuid>"."""

REFERENCE = re.compile(r":? \(?[Zz]ie (?:dan )?(?:ook )?(?:(?:, | en )?artikel\s\d+\.\d+)+\)?(?=[.:])")
"""A search for article 7.1 should find that article, not the places that refer to it."""


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
    found, rules = _of_pages(site, say)
    texts = _texts(docs, found, say)
    passages.write(site, texts)
    said = {doc["location"]: frozenset(boxes.words(f"{doc['title']} {' '.join(texts[doc['location']])}")) for doc in docs}
    idle = boxes.idle(said, rules)
    alike = _alike(data, say)
    weak = frozenset(data.synonyms.words.zwak) | _quiet(said.values(), docs, alike)
    common = weak | _common([held - idle.get(location, frozenset()) for location, held in said.items()])
    for doc in docs:
        _to_words(doc, texts[doc["location"]], weak, common | idle.get(doc["location"], frozenset()))
    _one_form(docs)
    held = {word for doc in docs for key in ("title", "zoek", "rest") for word in boxes.words(doc.get(key, ""))}
    config = {"lang": index["config"]["lang"], "zoek": {"goed": common_words.packed(held), **alike}}
    path.write_text(json.dumps(search_index.write(config, docs), ensure_ascii=False, separators=(",", ":")), "utf-8")


def documents(site: Path) -> list[Doc]:
    """The documents in the index of a built `site`, each with the fields that it has."""
    return search_index.documents(json.loads((site / INDEX_JSON).read_text("utf-8")))


def _of_pages(site: Path, say: Callable[[str], str]) -> tuple[dict[str, list[str]], dict[str, frozenset[str]]]:
    """By their locations the passages of the pages of the site, and the words that the rules of their articles say."""
    found: dict[str, list[str]] = {}
    rules: dict[str, frozenset[str]] = {}
    for file in sorted(site.rglob("index.html")):
        page = file.parent.relative_to(site).as_posix()
        url = "" if page == "." else f"{page}/"
        # One at a time: the trees of thousands of pages would fill the memory.
        tree = LexborHTMLParser(full_stop.once(file.read_text("utf-8")))
        found |= {f"{url}#{anchor}" if anchor else url: texts for anchor, texts in passages.of_page(tree).items()}
        rules |= {f"{url}#{id_}": words for id_, words in boxes.of_rules(tree, say).items()}
    return found, rules


def _texts(docs: Iterable[Doc], found: Mapping[str, list[str]], say: Callable[[str], str]) -> dict[str, list[str]]:
    """What each document says, in passages; what comes back in many of them, and where they refer to, is left out."""
    own = {
        doc["location"]: [unescape(say(escape(text, quote=False))) for text in found.get(doc["location"]) or [unescape(doc["text"])]]
        for doc in docs
    }
    parts = {location: [SENTENCE.split(REFERENCE.sub("", text)) for text in texts] for location, texts in own.items()}
    often = Counter(sentence for some in parts.values() for sentence in {one for part in some for one in part})
    kept = {location: [" ".join(one for one in part if often[one] < OFTEN) for part in some] for location, some in parts.items()}
    return {location: [text for text in texts if text] for location, texts in kept.items()}


def _alike(data: Data, say: Callable[[str], str]) -> dict[str, Any]:
    """The words that mean the same, those of the handbook as its pages say them."""
    plain = _small(data.synonyms.plain())
    groups = ["|".join(_one_form_each(group.split("|"))) for group in plain["groepen"]]
    # Many words lead to the same: what they lead to stands there once.
    leads: dict[str, list[str]] = {}
    for left, right in plain["enkel"].items():
        leads.setdefault(say(right), []).append(left)
    return {**plain, "groepen": groups, "enkel": [[right, "|".join(lefts)] for right, lefts in leads.items()]}


def _small(said: Any) -> Any:
    """The words in small letters, in which the index has all."""
    if isinstance(said, str):
        return said.lower()
    if isinstance(said, dict):
        return {key.lower(): _small(value) for key, value in said.items()}
    return [_small(one) for one in said]


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
        lean["zoek"] = "|".join(given[doc["location"]]).lower()
    page = doc["location"].partition("#")[0]
    if page in weight:
        lean["boost"] = weight[page]
    return lean


def _common(docs: Collection[Set[str]]) -> set[str]:
    """The words that so many documents say that, further down in one of them, they lead nowhere."""
    held = Counter(word for said in docs for word in said)
    return {word for word, count in held.items() if count > max(OFTEN, len(docs) * COMMON)}


def _quiet(said: Iterable[Set[str]], docs: Iterable[Doc], alike: Mapping[str, Any]) -> Set[str]:
    """The common Dutch words that nobody looks for here: that no title has, no employee's word is, and that mean the same as none."""
    asked = [f"{doc['title']} {doc.get('zoek', '')}" for doc in docs]
    asked += [text for pair in alike["enkel"] for text in pair] + alike["groepen"]
    telling = {stem(fold(word)) for text in asked for word in boxes.words(text)}
    common = common_words.stems() - telling
    return {word for word in frozenset().union(*said) if stem(fold(word)) in common}


def _to_words(doc: Doc, texts: Iterable[str], weak: Set[str], common: Set[str]) -> None:
    """Puts the telling words of the text, each once, in its place: every byte is fetched by every reader. A result shows the text itself.

    Numbers further down are those of other articles, of lists and of telephones, but for those of articles of law.
    """
    lead, more = "", ""
    for sentence in SENTENCE.split(" ".join(texts)):
        if more or len(lead) > LEAD:
            more += f"{sentence} "
        else:
            lead += f"{sentence} "
    seen = weak | {*boxes.words(f"{doc['title']} {doc.get('zoek', '')}")}
    # A list that names everything is rarely the answer, and would be the longest of all.
    telling = {word for word in boxes.words(more) if len(word) > 2 and word not in common and not DIGIT.search(word)}
    if doc.get("boost", 1) < LISTS:
        telling.clear()
    del doc["text"]
    first = {word for word in boxes.words(lead) if not OTHERS.fullmatch(word)}
    if rest := (first | telling | laws.named(" ".join(texts))) - seen:
        doc["rest"] = " ".join(rest)


def _one_form_each(group: Iterable[str]) -> Collection[str]:
    """Of words that mean the same those that the worker does not find by another: with appgroep it knows appgroepen."""
    found: dict[tuple[str, ...], str] = {}
    for word in group:
        found.setdefault(tuple(stem(fold(part)) for part in boxes.words(word)), word)
    return found.values()


def _one_form(docs: Collection[Doc]) -> None:
    """Leaves of the forms of a word further down the shortest that any document has: the worker finds the others by its stem."""
    forms: dict[str, str] = {}
    for word in sorted({word for doc in docs for word in doc.get("rest", "").split()}, key=lambda word: (len(word), word)):
        forms.setdefault(stem(fold(word)), word)
    for doc in docs:
        held = {stem(fold(word)) for word in doc.pop("rest", "").split()}
        own = {stem(fold(word)) for word in boxes.words(f"{doc['title']} {doc.get('zoek', '')}")}
        if rest := held - own:
            doc["rest"] = " ".join(sorted(forms[root] for root in rest))


def _plain(html: str) -> str:
    """Text that is still HTML: without its elements, and with its entities."""
    return " ".join(TAG.sub("", BLOCK.sub(" ", html)).split())
