"""How what is too large to compare at each call becomes a key in the memory of a function: by being the very same thing as before."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Itself(Generic[T]):
    """Stands for one thing in a key: equal to itself alone. What holds the key holds the thing, so that no other comes in its place."""

    def __init__(self, held: T) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)


class Last(Generic[T]):
    """Gives for what is equal to the last one that very one: who reads the same files again finds what was made of them.

    Nobody changes what readers give, so that it makes no difference to anybody which of two equal ones he has.
    """

    def __init__(self) -> None:
        self._last: T | None = None

    def __call__(self, new: T) -> T:
        if self._last is None or self._last != new:
            self._last = new
        return self._last
