"""The lists of a Word file: chapters, articles and paragraphs in one, that Word numbers by itself, and every other list."""

from __future__ import annotations

from dataclasses import dataclass, field

from handbook.export.documents.word.xml import HEAD, SPACES, val, within

RULES = 1
"""The list of chapters, articles and paragraphs; its levels are those of the styles."""

CHAPTER, ARTICLE, LID = range(3)
STEP = 397
"""How far a list stands in, in twentieths of a point: 7 mm."""

LEVELS = 9
LETTERS = ("decimal", "lowerLetter", "lowerRoman")
DOTS = ("•", "–", "▪")


@dataclass
class Numbering:
    """Filled while the text is written. `first` are the numbers of its first chapter and first article."""

    first: tuple[int, int] = (1, 1)
    _shapes: dict[tuple[str, int], int] = field(default_factory=dict)
    """How a list looks: dots, numbers or letters, and how far it stands in; 0 is the list of the rules."""
    _lists: list[tuple[int, int | None, int]] = field(default_factory=list)
    """The shape of each list, and the number at which a level of it begins."""
    _dots: dict[int, int] = field(default_factory=dict)
    _counted: list[int] = field(default_factory=lambda: [0, 0, 0])

    def rule(self, level: int, number: int) -> int:
        """The list for a chapter, article or paragraph with this number: that of the rules, or one that goes on where a number is skipped."""
        follows = number == self._counted[level] + 1
        if level == CHAPTER and not self._counted[CHAPTER]:
            follows = number == self.first[0]
        if level == ARTICLE and not any(self._counted[ARTICLE:]):
            follows = number == (self.first[1] if self._counted[CHAPTER] == self.first[0] else 1)
        self._counted[level:] = [number, *([0] * (LID - level))]
        return RULES if follows else self._list(0, level, number)

    def dots(self, indent: int) -> int:
        """The list with dots that stands in this far."""
        shape = self._shape("dots", indent)
        if shape not in self._dots:
            self._dots[shape] = self._list(shape, None, 1)
        return self._dots[shape]

    def numbers(self, indent: int, level: int, start: int, *, letters: bool) -> int:
        """A list of its own; `letters` where numbers stand before what it belongs to."""
        return self._list(self._shape("letters" if letters else "numbers", indent), level, start)

    def _shape(self, name: str, indent: int) -> int:
        return self._shapes.setdefault((name, indent), len(self._shapes) + 1)

    def _list(self, shape: int, level: int | None, start: int) -> int:
        self._lists.append((shape, level, start))
        return RULES + len(self._lists)

    def xml(self) -> str:
        """The part with all of them."""
        shapes = _abstract(0, _rules(self.first)) + "".join(
            _abstract(at, "".join(_level(name, indent, level) for level in range(LEVELS))) for (name, indent), at in self._shapes.items()
        )
        lists = "".join(_num(at, *one) for at, one in enumerate([(0, None, 1), *self._lists], RULES))
        return f"{HEAD}<w:numbering {SPACES}>{shapes}{lists}</w:numbering>"


def _abstract(at: int, levels: str) -> str:
    nsid = val("nsid", f"{0x50A70000 + at:08X}")
    return f'<w:abstractNum w:abstractNumId="{at}">{nsid}{val("multiLevelType", "multilevel")}{levels}</w:abstractNum>'


def _num(at: int, shape: int, level: int | None, start: int) -> str:
    begins = "" if level is None else f'<w:lvlOverride w:ilvl="{level}">{val("startOverride", start)}</w:lvlOverride>'
    return f'<w:num w:numId="{at}">{val("abstractNumId", shape)}{begins}</w:num>'


def _rules(first: tuple[int, int]) -> str:
    """The levels that styles stand for. What is behind the number of a heading is a space, so that a long title goes on below it."""
    found = []
    for level, (style, text, start) in enumerate(
        (("Heading1", "Hoofdstuk %1.", first[0]), ("Heading2", "Artikel %1.%2", first[1]), ("Lid", "%3.", 1))
    ):
        place = _indent(0, 1) if level == LID else within("pPr", '<w:ind w:left="0" w:firstLine="0"/>')
        found.append(
            f'<w:lvl w:ilvl="{level}">{val("start", start)}{val("numFmt", "decimal")}{val("pStyle", style)}'
            f"{val('suff', 'tab' if level == LID else 'space')}{val('lvlText', text)}{val('lvlJc', 'left')}{place}</w:lvl>"
        )
    return "".join(found)


def _level(name: str, indent: int, level: int) -> str:
    at = level + (name == "letters")
    kind, text = ("bullet", DOTS[level % 3]) if name == "dots" else (LETTERS[at % 3], f"%{level + 1}.")
    font = '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:hint="default"/></w:rPr>' if kind == "bullet" else ""
    return (
        f'<w:lvl w:ilvl="{level}">{val("start", 1)}{val("numFmt", kind)}{val("suff", "tab")}{val("lvlText", text)}{val("lvlJc", "left")}'
        f"{_indent(indent, level + 1)}{font}</w:lvl>"
    )


def _indent(base: int, steps: int) -> str:
    left = base + steps * STEP
    return within("pPr", f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="{STEP}"/>')
