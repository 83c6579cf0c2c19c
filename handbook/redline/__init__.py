"""What differs between two texts of the handbook: by article, by paragraph and by word.

The same steps stand in JavaScript in `handbook/archive/root/verschil.js`, for any two versions in the browser; both are held against
`tests/redline/cases.yml`. So nothing here leans on what only Python has: no difflib, no locale, no classes of letters, and the same ties
are broken in the same way.
"""

from handbook.redline.changes import Change, FactChange, PartChange, Redline, Switch, Words
from handbook.redline.compare import compare
from handbook.redline.model import Article, Part, Text

__all__ = ["Article", "Change", "FactChange", "Part", "PartChange", "Redline", "Switch", "Text", "Words", "compare"]
