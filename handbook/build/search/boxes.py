"""Which words of an article stand in the boxes around its rule alone, and so lead there only where no other text has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive import clean_html
from handbook.archive.headed_articles import HeadedArticle, headed
from handbook.core.around import AROUND

WORD = re.compile(r"\w+(?:['’:.]\w+)*")

FEW = 2
"""Articles whose boxes may share a word that nothing else has; "leidinggevende" and "schermafdruk" stand in all of them."""


def of_rules(page: LexborHTMLParser, say: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """By the id of each article on the page, the words that its rule says, as `say` puts them."""
    found = {}
    for article in headed(page):
        said = "".join(say(html) for html in _beside_boxes(article))
        found[article.id] = frozenset(words(LexborHTMLParser(said)))
    return found


def _beside_boxes(article: HeadedArticle) -> Iterator[str]:
    for node in article.nodes:
        if not any(clean_html.has_class(node, word) for word in AROUND):
            yield node.html or ""


def words(text: str | LexborHTMLParser | LexborNode) -> list[str]:
    """The words of a text or of a page, small."""
    plain = text if isinstance(text, str) else text.text(separator=" ")
    return WORD.findall(plain.lower())


def idle(said: Mapping[str, frozenset[str]], rules: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """By location the words that stand in boxes alone and lead nowhere: those that another text has, or the boxes of many articles.

    `said` are all words of a document by its location, `rules` those that the articles among them say outside their boxes.
    """
    boxed = {location: said[location] - rules[location] for location in said if location in rules}
    elsewhere = Counter(word for location, held in said.items() for word in held - boxed.get(location, frozenset()))
    often = Counter(word for held in boxed.values() for word in held)
    return {location: frozenset(word for word in held if elsewhere[word] or often[word] > FEW) for location, held in boxed.items()}
