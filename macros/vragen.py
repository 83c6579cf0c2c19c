"""Words for the short lists of questions: as a list, and as a picture beside it."""

from __future__ import annotations

from typing import TypeAlias

from handbook.build.question_picture import draw
from handbook.sources.printed import escape
from macros.plek import Plek

VragenId: TypeAlias = str


def vragenlijst(plek: Plek, id: VragenId) -> str:
    """Korte vragen die iemand zich stelt, als genummerde lijst."""
    asked = plek.context.data.questions.items[id].vragen
    return "\n".join(f"{number}. {escape.markdown(one.vraag)}" for number, one in enumerate(asked, 1))


def vragenbeeld(plek: Plek, id: VragenId) -> str:
    """Dezelfde vragen als tekening, met wat elk antwoord betekent."""
    asked = plek.context.data.questions.items[id]
    return f'<div class="vragen-vak">{draw(asked, f"vragen-{id}", plek.context.say)}</div>'
