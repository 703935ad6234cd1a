"""Small numbers are hidden, and cannot be computed from the others."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.suppression import LEAST, Shown, suppressed, with_totals

Table = list[list[int]]
H = None


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        # Nothing is small: everything is shown.
        ([[5, 10], [0, 20]], [[5, 10, 15], [0, 20, 20], [5, 30, 35]]),
        ([[0, 0]], [[0, 0, 0], [0, 0, 0]]),
        # One small number takes three others with it, so that no total gives it away.
        ([[3, 20], [30, 40]], [[H, H, 23], [H, H, 70], [33, 60, 93]]),
        # It takes those whose loss costs least.
        (
            [[3, 20, 9], [30, 40, 50], [8, 9, 60]],
            [[H, H, 9, 32], [30, 40, 50, 120], [H, H, 60, 77], [41, 69, 119, 229]],
        ),
        # A small number alone in its row makes the row's total small too.
        ([[3, 0], [30, 40]], [[H, 0, H], [H, 40, H], [33, 40, 73]]),
        # Alone in the whole table, nothing can be told.
        ([[3]], [[H, H], [H, H]]),
    ],
)
def test_what_is_shown(table: Table, shown: list[list[int | None]]) -> None:
    assert [list(row) for row in suppressed(table).rows] == shown


def possible(shown: Shown, most: int) -> Iterator[Table]:
    """Every table with totals that says the same, with hidden numbers from 1 to `most`; what
    readers know who have nothing but the table."""
    inner = [row[:-1] for row in shown.rows[:-1]]
    choices = [
        range(1, most + 1) if number is None else (number,) for row in inner for number in row
    ]
    width = len(inner[0])
    for numbers in product(*choices):
        table = with_totals([list(numbers[i : i + width]) for i in range(0, len(numbers), width)])
        if all(
            said is None or said == number
            for shown_row, row in zip(shown.rows, table, strict=True)
            for said, number in zip(shown_row, row, strict=True)
        ):
            yield table


def given_away(table: Table, shown: Shown) -> list[tuple[int, int]]:
    """Small numbers, totals too, that are small in every possible table."""
    true = with_totals(table)
    tables = list(possible(shown, most=max(LEAST, *(n for row in table for n in row)) + LEAST))
    assert true in tables
    return [
        (i, j)
        for i, row in enumerate(true)
        for j, number in enumerate(row)
        if 0 < number < LEAST and all(other[i][j] < LEAST for other in tables)
    ]


counts = st.integers(0, 8)
tables = st.integers(1, 2).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=2)
)


@settings(max_examples=60, deadline=None)
@given(table=tables)
def test_no_small_number_is_given_away(table: Table) -> None:
    assert given_away(table, suppressed(table)) == []


@settings(max_examples=60, deadline=None)
@given(table=st.lists(st.lists(counts, min_size=4, max_size=4), min_size=1, max_size=5))
def test_in_larger_tables_no_line_has_one_hidden_number(table: Table) -> None:
    shown = suppressed(table)
    for line in (*shown.rows, *zip(*shown.rows, strict=True)):
        assert sum(number is None for number in line) != 1
    for said, row in zip(shown.rows, with_totals(table), strict=True):
        for number_said, number in zip(said, row, strict=True):
            assert number_said in (None, number)
            assert number_said is None or number_said == 0 or number_said >= LEAST


def test_hiding_small_numbers_alone_would_give_them_away() -> None:
    """That the check above finds something."""
    table = [[3, 20], [30, 40]]
    naive = Shown(((None, 20, 23), (30, 40, 70), (33, 60, 93)))
    assert given_away(table, naive) == [(0, 0)]
