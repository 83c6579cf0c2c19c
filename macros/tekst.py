"""Words for dates and lists in a sentence."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from handbook.context import List
from handbook.dutch import long_date
from macros.plek import Plek

Dag: TypeAlias = date | str
Lijst: TypeAlias = List


def datum(plek: Plek, dag: Dag) -> str:
    """Een datum in woorden: 1 januari 2026."""
    return long_date(date.fromisoformat(dag) if isinstance(dag, str) else dag)


def opsomming(plek: Plek, lijst: Lijst) -> str:
    """Een lijst als zinsdeel: a, b en c."""
    return str(lijst)
