"""What only some organisations need, in which release, and the sentence that says how to get it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True)
class OptionalPart:
    """`pin` is its package as pyproject.toml has it, `module` how Python knows it, `name` what people call it."""

    name: str
    module: str
    pin: str

    @property
    def there(self) -> bool:
        """Whether it is installed here."""
        return find_spec(self.module) is not None

    @property
    def command(self) -> str:
        """What somebody types to get it. By name: the repository of an organisation has no pyproject.toml to install from."""
        return f".venv/bin/pip install {self.pin}"

    @property
    def get(self) -> str:
        """How to get it, in one sentence."""
        return f"Installeer het in de map van het handboek met: {self.command} (of met uv: uv pip install {self.pin})."

    def needed(self, for_what: str) -> str:
        """What to say where it is not there and nothing can be made without it."""
        return f"{for_what} is een extra onderdeel nodig dat hier nog niet staat: {self.name}. {self.get}"


PANDOC = OptionalPart("pandoc", "pypandoc", "pypandoc-binary==1.17")
TIMESTAMPS = OptionalPart("rfc3161-client", "rfc3161_client", "rfc3161-client==1.0.9")
TYPST = OptionalPart("typst", "typst", "typst==0.15.2")
