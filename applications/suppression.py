"""Tables of counts in which small numbers cannot be read, nor computed from what is left.

Hidden are numbers from 1 to `least` - 1, and as many others as it takes: for each small number
there is then another table with the same visible numbers in which it is not small. Nobody is found
by subtracting, whoever knows the totals.

The table is seen with its totals, which count negatively; so each row and column adds up to 0, and
adding and taking away at the four corners of a rectangle changes no sum. A small number is safe
when such a rectangle of hidden numbers reaches `least`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

LEAST = 5

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """Rows and columns with their totals at the end; absent numbers are not to be told."""

    rows: tuple[tuple[int | None, ...], ...]

    @property
    def hides(self) -> bool:
        return any(number is None for row in self.rows for number in row)


def with_totals(table: Sequence[Sequence[int]]) -> list[list[int]]:
    """Each row with its sum, and the sums of the columns as last row."""
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def suppressed(table: Sequence[Sequence[int]], *, least: int = LEAST) -> Shown:
    """The table with totals and without what must not be told. Needs at least one row and one
    column of counts from 0."""
    numbers = with_totals(table)
    small = [at for at in _places(numbers) if 0 < _number(numbers, at) < least]
    hidden = set(small)
    # The smallest first: what protects it protects others too.
    for at in sorted(small, key=lambda place: _number(numbers, place)):
        corners = min(
            _rectangles(numbers, at, least),
            key=lambda others: _price(numbers, [one for one in others if one not in hidden]),
        )
        hidden.update(corners)
    return Shown(
        tuple(
            tuple(None if (i, j) in hidden else number for j, number in enumerate(row))
            for i, row in enumerate(numbers)
        )
    )


def _rectangles(numbers: list[list[int]], at: Place, least: int) -> Iterator[tuple[Place, ...]]:
    """The other corners of every rectangle that can bring the number at this place to `least`
    without bringing another below 1. The one with both totals always can."""
    row, column = at
    step = least - _number(numbers, at)
    for i, j in _places(numbers):
        if i == row or j == column:
            continue
        corners = ((row, j), (i, j), (i, column))
        turns = (-1, 1, -1)
        if all(
            _keeps(numbers, corner, step * turn * _sign(numbers, at) * _sign(numbers, corner))
            for corner, turn in zip(corners, turns, strict=True)
        ):
            yield corners


def _keeps(numbers: list[list[int]], at: Place, change: int) -> bool:
    """Zeros are always shown, so they are no corners."""
    return _number(numbers, at) > 0 and _number(numbers, at) + change >= 1


def _price(numbers: list[list[int]], newly_hidden: list[Place]) -> tuple[int, int]:
    """Totals are what readers look for first."""
    totals = sum(at[0] == len(numbers) - 1 or at[1] == len(numbers[0]) - 1 for at in newly_hidden)
    return totals, sum(_number(numbers, at) for at in newly_hidden)


def _sign(numbers: list[list[int]], at: Place) -> int:
    return -1 if (at[0] == len(numbers) - 1) != (at[1] == len(numbers[0]) - 1) else 1


def _number(numbers: list[list[int]], at: Place) -> int:
    return numbers[at[0]][at[1]]


def _places(numbers: list[list[int]]) -> Iterator[Place]:
    return product(range(len(numbers)), range(len(numbers[0])))
