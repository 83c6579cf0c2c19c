"""Lets a table be read on a phone: there each of its rows is a card, and a cell says of which column it is."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from handbook.build.site import Page

CARDS = "kaarten"
"""The class of a table that docs/stijl/handboek.css makes cards of."""

COLUMN = "data-kop"
"""The attribute by which a cell names its column: no text of the page, which has the word in the head of the table."""


def deal(page: Page) -> None:
    """Marks every table of the text with one row of heads and as many cells in each other row; another scrolls by itself."""
    article = page.tree.css_first("article.md-content__inner")
    for table in article.css("table") if article else ():
        heads, rows = _taken_apart(table)
        if len(heads) < 2 or any(len(cells) != len(heads) for cells in rows) or table.css_first("[colspan], [rowspan], table table"):
            continue
        table.attrs["class"] = f"{table.attributes.get('class') or ''} {CARDS}".strip()
        # The first cell is the name of the card; what stands below it needs one where there is more of it.
        for cells in rows if len(heads) > 2 else ():
            for head, cell in zip(heads[1:], cells[1:], strict=True):
                if head:
                    cell.attrs[COLUMN] = head


def _taken_apart(table: LexborNode) -> tuple[list[str], list[list[LexborNode]]]:
    """The words at the head of each column, none where there is no such row, and the cells of every other row."""
    heads = [" ".join(cell.text().split()) for cell in table.css("thead th")] if len(table.css("thead tr")) == 1 else []
    return heads, [[cell for cell in row.iter() if cell.tag in ("th", "td")] for row in table.css("tbody tr")]
