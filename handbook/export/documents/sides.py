"""Words and blocks of two texts in one row, so exact that each text can be had back: accept all, reject all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from handbook.redline import gaps as gaps_of
from handbook.redline.alignment import Item, align
from handbook.redline.blocks import attributes, numbered
from handbook.redline.changes import IN, OUT, SAME, Box, Line, Marked, Piece
from handbook.redline.gaps import Gap
from handbook.redline.markup import Block, Canon, Leaf, Node
from handbook.redline.tokens import LINE_BREAK, Form, Run, Token, cut

WITH_ITS_SIGN = frozenset({"li"})
"""What stands behind a number or a dot."""


def nodes(blocks: Sequence[Marked], canon: Canon, linked: Callable[[str], str]) -> tuple[Node, ...]:
    """Blocks of a document as a redline compares them; `linked` gives each link as this document has it."""
    return tuple(_node(block, canon, linked) for block in blocks)


def _node(block: Marked, canon: Canon, linked: Callable[[str], str], as_is: bool = False) -> Node:
    if isinstance(block, Line):
        runs = [
            Run(
                one.text if as_is else one.text.replace("\n", LINE_BREAK),
                Form(one.names, linked(one.link), canon(one.link)) if one.link else Form(one.names),
            )
            for one in block.pieces
        ]
        return Leaf(tuple(cut(runs, as_is=as_is)))
    # Its place in a list is counted again.
    kept = {name: value for name, value in block.attributes if name != "value"}
    return Block(block.tag, kept, tuple(_node(child, canon, linked, as_is or block.tag == "pre") for child in block.children))


def exact(node: Node) -> object:
    """Two nodes with the same key are the same to the letter."""
    if isinstance(node, Leaf):
        return tuple((token.before, token.text, token.forms) for token in node.tokens)
    return (node.tag, *sorted(node.attributes.items()), *map(exact, node.children))


def alone(side: Sequence[Node], op: str) -> tuple[Marked, ...]:
    """Blocks that are in one text only, or the same in both. A picture keeps where it is, which a redline forgets."""
    return tuple(
        whole(node, op)
        if isinstance(node, Leaf)
        else Box(op, node.tag, attributes(node), "", tuple(numbered(node, alone(node.children, op))))
        for node in side
    )


def whole(leaf: Leaf, op: str) -> Line:
    """Running text that is in one text only, or the same in both."""
    writer = _Pieces()
    for token in leaf.tokens:
        writer.one(op, token)
    return Line(tuple(writer.found))


def compared(old: Sequence[Node], new: Sequence[Node]) -> tuple[Marked, ...]:
    """The blocks of both texts in one row."""
    found: list[Marked] = []
    for step in align([_item(node) for node in old], [_item(node) for node in new]):
        went, came = [old[at] for at in step.old], [new[at] for at in step.new]
        if step.how in ("same", "changed", "merged", "split"):
            found += _pair(went.pop(0), came.pop(0))
        found += alone(went, OUT) if step.how != "moved-in" else ()
        found += alone(came, IN) if step.how != "moved-out" else ()
    return tuple(found)


def _item(node: Node) -> Item:
    shape = node.tag if isinstance(node, Leaf) else f"{node.tag} {attributes(node)}"
    return Item(shape, exact(node), node.bag)


def _pair(old: Node, new: Node) -> tuple[Marked, ...]:
    if exact(old) == exact(new):
        return alone([new], SAME)
    if isinstance(old, Leaf) or isinstance(new, Leaf):
        assert isinstance(old, Leaf) and isinstance(new, Leaf)
        return (line(old, new),)
    if new.tag == "table" and _widths(old) != _widths(new):
        # No program marks a column that came or went.
        return (*alone([old], OUT), *alone([new], IN))
    if new.tag == "tr":
        return _rows(old, new)
    inside = compared(old.children, new.children)
    if new.tag in WITH_ITS_SIGN and not begins_alike(inside):
        return (*alone([old], OUT), *alone([new], IN))
    return (Box(SAME, new.tag, attributes(new), "", tuple(numbered(new, inside, old))),)


def op_of(block: Marked) -> str:
    """Whether all of a block went or came; running text without words is in both."""
    if not isinstance(block, Line):
        return block.op
    ops = {piece.op for piece in block.pieces}
    return ops.pop() if len(ops) == 1 else SAME


def begins_alike(blocks: Sequence[Marked]) -> bool:
    """Whether both texts have the first block: before it stands a number or a dot, which has no other place."""
    return not blocks or op_of(blocks[0]) == SAME


def _rows(old: Block, new: Block) -> tuple[Marked, ...]:
    """Two rows cell by cell, where they have the same."""
    pairs = [*zip(old.children, new.children, strict=False)]
    alike = len(old.children) == len(new.children) and all(_item(one).shape == _item(other).shape for one, other in pairs)
    if not alike:
        return (*alone([old], OUT), *alone([new], IN))
    cells = [_pair(one, other) for one, other in pairs]
    # The last paragraph of a cell cannot go: a word processor ends the cell with it.
    if any(len(cell) > 1 or any(op_of(block) != SAME for block in _within(cell[0])) for cell in cells):
        return (*alone([old], OUT), *alone([new], IN))
    return (Box(SAME, "tr", attributes(new), "", tuple(cell[0] for cell in cells)),)


def _within(block: Marked) -> Iterator[Marked]:
    if isinstance(block, Box):
        for child in block.children:
            yield child
            yield from _within(child)


def _widths(table: Block) -> set[int]:
    return {len(row.children) for row in _all_rows(table)}


def _all_rows(block: Block) -> Iterator[Block]:
    for child in block.children:
        if isinstance(child, Block):
            if child.tag == "tr":
                yield child
            else:
                yield from _all_rows(child)


def line(old: Leaf, new: Leaf) -> Line:
    """Running text of both: the words that a redline takes to be the same are that to the letter, or else went and came."""
    writer = _Pieces()
    one = other = 0
    found = gaps_of.joined(old.tokens, new.tokens, gaps_of.find(old.tokens, new.tokens))
    for gap in [*found, Gap(len(old.tokens), len(old.tokens), len(new.tokens), len(new.tokens))]:
        while one < gap.start:
            writer.both(old.tokens[one], new.tokens[other])
            one, other = one + 1, other + 1
        writer.apart(old.tokens[gap.start : gap.end], new.tokens[gap.from_ : gap.to])
        one, other = gap.end, gap.to
    writer.flush()
    return Line(tuple(writer.found))


class _Pieces:
    def __init__(self) -> None:
        self.found: list[Piece] = []
        self._last: dict[str, Form] = {}
        """The form of the last text, on each side."""
        self._went: list[Token] = []
        self._came: list[Token] = []
        """What differs and is not written yet: what stands in a row goes as one, and comes as one."""

    def both(self, old: Token, new: Token) -> None:
        if (old.text, old.forms) != (new.text, new.forms):
            self.apart([old], [new])
            return
        self.flush()
        self._space(old, new)
        self._text(SAME, new)

    def one(self, op: str, token: Token) -> None:
        self._blank(op, token.before, token)
        self._text(op, token)

    def apart(self, went: Sequence[Token], came: Sequence[Token]) -> None:
        self._went += went
        self._came += came

    def flush(self) -> None:
        went, self._went = self._went, []
        came, self._came = self._came, []
        shared = bool(went and came) and went[0].before == came[0].before
        if shared:
            self._space(went[0], came[0])
        for op, side in ((OUT, went), (IN, came)):
            for at, token in enumerate(side):
                if at or not shared:
                    self._blank(op, token.before, token)
                self._text(op, token)

    def _space(self, old: Token, new: Token) -> None:
        """What stands before two tokens."""
        if old.before == new.before:
            self._blank(SAME, new.before, new)
        else:
            self._blank(OUT, old.before, old)
            self._blank(IN, new.before, new)

    def _blank(self, op: str, space: str, token: Token) -> None:
        """A space has the form that the text before and behind it share."""
        if space:
            last, form = self._last.get(OUT if op == OUT else IN, Form()), token.runs[0].form
            names = tuple(name for name in last.names if name in form.names)
            self._add(op, space, Form(names, last.link if last.link == form.link else ""))

    def _text(self, op: str, token: Token) -> None:
        for run in token.runs:
            self._add(op, run.text, run.form)
        for side in (OUT, IN):
            if op in (side, SAME):
                self._last[side] = token.runs[-1].form

    def _add(self, op: str, text: str, form: Form) -> None:
        if self.found and self.found[-1]._replace(text="") == (op, "", form.names, form.link):
            self.found[-1] = self.found[-1]._replace(text=self.found[-1].text + text)
        else:
            self.found.append(Piece(op, text, form.names, form.link))
