"""The blocks of a part with their marks: paragraphs, lists, boxes and tables, however deep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handbook.redline.alignment import Item, Step, align
from handbook.redline.changes import IN, NO_WORDS, OUT, SAME, Box, Marked, Words
from handbook.redline.marks import SHAPE, WORDS, marked, whole, word_list
from handbook.redline.markup import Block, Leaf, Node, plain
from handbook.redline.reasons import Reasons
from handbook.redline.tokens import Token

GONE, NEW, MOVED, MOVED_HERE = "Vervallen", "Nieuw", "Verplaatst", "Verplaatst naar hier"
MERGED, SPLIT = "Samengevoegd", "Gesplitst"
ROW_GONE, ROW_NEW, COLUMN_GONE, COLUMN_NEW = "Rij vervallen", "Nieuwe rij", "Kolom vervallen", "Nieuwe kolom"

SHAPES = {"ul": "list", "ol": "list", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "td": "cell", "th": "cell"}
"""Elements that may take each other's place."""


@dataclass(frozen=True)
class Outcome:
    """Blocks with their marks, what their changes come from, and the words that changed."""

    blocks: tuple[Marked, ...] = ()
    why: frozenset[str] = frozenset()
    words: Words = NO_WORDS

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(self.blocks + other.blocks, self.why | other.why, self.words + other.words)

    def within(self, box: Callable[[tuple[Marked, ...]], Box]) -> Outcome:
        """The same, in a block around it."""
        return replace(self, blocks=(box(self.blocks),))


def compared(old: Sequence[Node], new: Sequence[Node], reasons: Reasons) -> Outcome:
    """The blocks of both texts in one row."""
    steps = align([_item(node) for node in old], [_item(node) for node in new])
    return sum((_step(step, old, new, reasons) for step in steps), Outcome())


def one_side(nodes: Sequence[Node], op: str, label: str = "") -> tuple[Marked, ...]:
    """Blocks that are in one text only, or the same in both; `label` stands at each of them."""
    return tuple(
        whole(node.tokens, op)
        if isinstance(node, Leaf)
        else Box(op, node.tag, attributes(node), label, tuple(numbered(node, one_side(node.children, op))))
        for node in nodes
    )


def only(nodes: Sequence[Node], op: str, label: str) -> Outcome:
    """The same, with its words: all of them went or came. What was moved lost none."""
    tokens = [*plain(tuple(nodes))]
    if label in (MOVED, MOVED_HERE):
        return Outcome(one_side(nodes, op, label), frozenset({SHAPE}))
    words = word_list(tokens, ()) if op == OUT else word_list((), tokens)
    return Outcome(one_side(nodes, op, label), frozenset({WORDS}), words)


def _item(node: Node) -> Item:
    return Item(SHAPES.get(node.tag, node.tag), node.key, node.bag)


def _step(step: Step, old: Sequence[Node], new: Sequence[Node], reasons: Reasons) -> Outcome:
    olds, news = [old[at] for at in step.old], [new[at] for at in step.new]
    if step.how == "same":
        return Outcome(one_side(news, SAME))
    if step.how == "changed":
        return _pair(olds[0], news[0], reasons)
    if step.how in ("merged", "split"):
        return _joined(olds, news, reasons, MERGED if step.how == "merged" else SPLIT)
    if step.how in ("out", "moved-out"):
        return only(olds, OUT, GONE if step.how == "out" else MOVED)
    return only(news, IN, NEW if step.how == "in" else MOVED_HERE)


def _pair(old: Node, new: Node, reasons: Reasons) -> Outcome:
    if isinstance(old, Leaf) or isinstance(new, Leaf):
        assert isinstance(old, Leaf) and isinstance(new, Leaf)
        done = marked(old.tokens, new.tokens, reasons)[0]
        return Outcome((done.line,), done.why, done.words)
    if new.tag == "table":
        return _table(old, new, reasons)
    label = _label(old, new)
    found = compared(old.children, new.children, reasons)
    found = found.within(lambda children: Box(SAME, new.tag, attributes(new), label, tuple(numbered(new, children, old))))
    return replace(found, why=found.why | {SHAPE}) if label else found


def _label(old: Block, new: Block) -> str:
    """What differs in the block itself."""
    if old.tag != new.tag and new.tag in ("ol", "ul"):
        return "Nu een genummerde lijst" if new.tag == "ol" else "Geen nummers meer"
    was, now = old.attributes.get("start", "1"), new.attributes.get("start", "1")
    if new.tag == "ol" and was != now:
        return f"Begint bij {now} in plaats van {was}"
    return ""


def _joined(olds: Sequence[Node], news: Sequence[Node], reasons: Reasons, label: str) -> Outcome:
    """Blocks of running text that became one, or one that became more; other blocks one by one."""
    before, after = ([_tokens(node) for node in nodes] for nodes in (olds, news))
    if any(tokens is None for tokens in (*before, *after)):
        rest = [only(olds[1:], OUT, GONE)] if olds[1:] else [only(news[1:], IN, NEW)]
        return sum(rest, _pair(olds[0], news[0], reasons))
    went, came = (_run(tokens) for tokens in (before, after))
    breaks = [sum(len(tokens or ()) for tokens in after[:at]) for at in range(1, len(after))]
    found = Outcome(why=frozenset({SHAPE}))
    for node, done in zip(news, marked(went, came, reasons, breaks), strict=True):
        box: Marked = Box(SAME, node.tag, attributes(node), label, (done.line,)) if isinstance(node, Block) else done.line
        found += Outcome((box,), done.why, done.words)
    return replace(found, words=_net(found.words))


def _net(words: Words) -> Words:
    """A word that went from one of the paragraphs to another is none that went."""
    left = [*words.inserted]
    removed = []
    for word in words.removed:
        if word in left:
            left.remove(word)
        else:
            removed.append(word)
    return Words(tuple(removed), tuple(left))


def _tokens(node: Node) -> tuple[Token, ...] | None:
    """The running text of a block that holds nothing else."""
    if isinstance(node, Leaf):
        return node.tokens
    if len(node.children) == 1 and isinstance(node.children[0], Leaf) and node.tag != "pre":
        return node.children[0].tokens
    return None


def _run(parts: Sequence[tuple[Token, ...] | None]) -> list[Token]:
    """One run of all, with a space where each begins."""
    found: list[Token] = []
    for tokens in parts:
        for at, token in enumerate(tokens or ()):
            found.append(token._replace(before=" ") if at == 0 and found else token)
    return found


def attributes(block: Block) -> tuple[tuple[str, str], ...]:
    """Those that a document shows, in one order."""
    return tuple(sorted((name, value) for name, value in block.attributes.items() if name in ("start", "scope", "colspan", "rowspan")))


def numbered(block: Block, children: Sequence[Marked], old: Block | None = None) -> list[Marked]:
    """The items of a numbered list with their own numbers, as each text has them: with what went between them a browser counts wrong."""
    if block.tag != "ol":
        return [*children]
    now, was = _start(block), _start(old or block)
    found: list[Marked] = []
    for child in children:
        if not isinstance(child, Box) or child.tag != "li":
            found.append(child)
            continue
        number = was if child.op == OUT else now
        found.append(replace(child, attributes=(("value", str(number)),)))
        was += child.op != IN
        now += child.op != OUT
    return found


def _start(block: Block) -> int:
    start = block.attributes.get("start", "")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


# Tables


def _table(old: Block, new: Block, reasons: Reasons) -> Outcome:
    """Row by row, and within a row column by column, so that a column which went is one in every row."""
    if any(
        name in cell.attributes for block in (old, new) for row in _rows(block) for cell in _cells(row) for name in ("colspan", "rowspan")
    ):
        found = compared(old.children, new.children, reasons)
        return found.within(lambda children: Box(SAME, "table", (), "", children))
    columns = align(_columns(old), _columns(new))
    steps = align([_item(row) for row in _rows(old)], [_item(row) for row in _rows(new)])
    heads = {
        id(row)
        for block in (old, new)
        for part in block.children
        if isinstance(part, Block) and part.tag == "thead"
        for row in part.children
    }
    head, body = Outcome(), Outcome()
    for step in steps:
        for row in _row_steps(step, _rows(old), _rows(new), columns, reasons):
            if id(_rows(new)[step.new[0]] if step.new else _rows(old)[step.old[0]]) in heads:
                head += row
            else:
                body += row
    captions = compared(_captions(old), _captions(new), reasons)
    inside = tuple(Box(SAME, tag, (), "", part.blocks) for tag, part in (("thead", head), ("tbody", body)) if part.blocks)
    found = captions + head + body
    return replace(found, blocks=(Box(SAME, "table", (), "", captions.blocks + inside),))


def _row_steps(step: Step, old: Sequence[Block], new: Sequence[Block], columns: Sequence[Step], reasons: Reasons) -> list[Outcome]:
    if step.how in ("out", "moved-out"):
        label = ROW_GONE if step.how == "out" else MOVED
        return [_row(_cells(old[step.old[0]]), None, columns, reasons, label)]
    if step.how in ("in", "moved-in"):
        return [_row(None, _cells(new[step.new[0]]), columns, reasons, ROW_NEW if step.how == "in" else MOVED_HERE)]
    # Rows that were put together or split are told one by one.
    found = [_row(_cells(old[step.old[0]]), _cells(new[step.new[0]]), columns, reasons, "")]
    found += [_row(_cells(old[at]), None, columns, reasons, ROW_GONE) for at in step.old[1:]]
    return found + [_row(None, _cells(new[at]), columns, reasons, ROW_NEW) for at in step.new[1:]]


def _row(old: Sequence[Block] | None, new: Sequence[Block] | None, columns: Sequence[Step], reasons: Reasons, label: str) -> Outcome:
    found = Outcome()
    for column in columns:
        one = old[column.old[0]] if old and column.old and column.how != "moved-in" and column.old[0] < len(old) else None
        other = new[column.new[0]] if new and column.new and column.how != "moved-out" and column.new[0] < len(new) else None
        rest = [old[at] for at in column.old[1:] if at < len(old)] if old else []
        more = [new[at] for at in column.new[1:] if at < len(new)] if new else []
        if one and other:
            found += _pair(one, other, reasons)
        elif one or other:
            found += _cell(one, other, column, label)
        found += sum((_cell(cell, None, column, "") for cell in rest), Outcome())
        found += sum((_cell(None, cell, column, "") for cell in more), Outcome())
    op = SAME if old and new else OUT if old else IN
    return found.within(lambda cells: Box(op, "tr", (), label, cells))


def _cell(old: Block | None, new: Block | None, column: Step, row: str) -> Outcome:
    """A cell of a row or column that is on one side only; that of a column says so in its head."""
    cell = old or new
    assert cell
    moved = column.how.startswith("moved")
    said = (MOVED if moved else COLUMN_GONE) if old else (MOVED_HERE if moved else COLUMN_NEW)
    label = said if not row and cell.tag == "th" else ""
    found = only([cell], OUT if old else IN, MOVED if moved or row in (MOVED, MOVED_HERE) else GONE)
    return replace(found, blocks=tuple(replace(box, label=label) for box in found.blocks if isinstance(box, Box)))


def _rows(table: Block) -> list[Block]:
    found = []
    for child in table.children:
        if isinstance(child, Block):
            found += [child] if child.tag == "tr" else _rows(child)
    return found


def _cells(row: Block) -> list[Block]:
    return [cell for cell in row.children if isinstance(cell, Block)]


def _captions(table: Block) -> list[Node]:
    return [child for child in table.children if child.tag == "caption"]


def _columns(table: Block) -> list[Item]:
    """Each column as one item, of the words of its cells."""
    rows = [_cells(row) for row in _rows(table)]
    width = max((len(row) for row in rows), default=0)
    found = []
    for at in range(width):
        cells = [row[at] for row in rows if at < len(row)]
        bag: dict[str, int] = {}
        for cell in cells:
            for word, number in cell.bag.items():
                bag[word] = bag.get(word, 0) + number
        found.append(Item("column", tuple(cell.key for cell in cells), bag))
    return found
