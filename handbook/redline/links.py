"""Where a link leads, said so that two texts have it in common: an article by its id, whatever page it stands on."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.redline.model import Text

MARK = "§"
"""Begins the name of a place in the text itself."""


class Links:
    """The links of one text; `successors` are the ids that its articles have in the text with which it is compared."""

    def __init__(self, text: Text, successors: Mapping[str, str]) -> None:
        self._names = {text.version, text.day.isoformat()}
        self._places: dict[str, str] = {}
        for article in text.articles:
            id_ = successors.get(article.id, article.id)
            for part in article.parts:
                anchor = part.address.partition("#")[2]
                own = anchor.startswith(f"{article.id}-")
                self._places[anchor] = MARK + (id_ + anchor[len(article.id) :] if own else anchor)
            self._places[article.address.partition("#")[2]] = MARK + id_

    def canon(self, href: str) -> str:
        """The link without what differs in every text: the day, such as in a link to the law as it was that day, and the page of an article."""
        anchor = href.partition("#")[2]
        if is_whole(href):
            # The longest first: the name of a version begins with its day.
            for name in sorted(self._names, key=len, reverse=True):
                href = href.replace(name, MARK)
            return href
        return self._places.get(anchor, href) if anchor else href


def is_whole(href: str) -> bool:
    """Whether the link says by itself where it leads, as `https://…`, `mailto:…` and `/…` do."""
    scheme = href.partition(":")[0]
    return href.startswith("/") or (scheme != href and not any(sign in scheme for sign in "/#?"))
