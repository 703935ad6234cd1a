"""A reference number survives being read aloud and typed again."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.references import (
    ALPHABET,
    LENGTH,
    REFERENCES,
    BadReferenceError,
    build_reference,
    grouped,
    parse_reference,
)

numbers = st.integers(0, REFERENCES - 1)
SAMPLE = build_reference(32**5 + 12_345)


def refused(typed: str) -> bool:
    try:
        parse_reference(typed)
    except BadReferenceError:
        return True
    return False


@settings(deadline=None)
@given(numbers)
def test_what_is_built_is_read(number: int) -> None:
    assert parse_reference(build_reference(number)) == build_reference(number)


@settings(deadline=None)
@given(numbers, numbers)
def test_different_numbers_have_different_references(one: int, other: int) -> None:
    assert (build_reference(one) == build_reference(other)) == (one == other)


@settings(deadline=None)
@given(numbers)
def test_every_single_wrong_symbol_is_noticed(number: int) -> None:
    reference = build_reference(number)
    for place in range(LENGTH):
        for symbol in set(ALPHABET) - {reference[place]}:
            assert refused(reference[:place] + symbol + reference[place + 1 :])


@settings(deadline=None)
@given(numbers)
def test_every_swap_of_two_symbols_is_noticed(number: int) -> None:
    symbols = build_reference(number)
    for one, other in combinations(range(LENGTH), 2):
        swapped = list(symbols)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        assert symbols[one] == symbols[other] or refused("".join(swapped))


@pytest.mark.parametrize(
    "typed",
    [
        grouped(SAMPLE),
        grouped(SAMPLE).lower(),
        f"  {SAMPLE} ",
        " ".join(SAMPLE),
        SAMPLE.replace("0", "O").replace("1", "I"),
        SAMPLE.replace("0", "o").replace("1", "l"),
        grouped(SAMPLE).replace("-", " – "),
    ],
)
def test_it_is_read_however_it_was_written_down(typed: str) -> None:
    assert set("01") <= set(SAMPLE), "the sample must have look-alikes"
    assert parse_reference(typed) == SAMPLE


@pytest.mark.parametrize("typed", ["", SAMPLE[:-1], SAMPLE + "0", "U" * 12, "Ä" * 12, "ß" * 6])
def test_what_is_none_is_refused_with_advice(typed: str) -> None:
    with pytest.raises(BadReferenceError, match="Bitte vergleichen"):
        parse_reference(typed)


def test_the_example_in_the_error_is_of_the_right_form() -> None:
    with pytest.raises(BadReferenceError) as error:
        parse_reference("?")
    assert len(grouped(SAMPLE)) == len("7K3M-9QX2-VB4T")
    assert "7K3M-9QX2-VB4T" in str(error.value)


@pytest.mark.parametrize("number", [-1, REFERENCES])
def test_no_number_outside_the_range(number: int) -> None:
    with pytest.raises(ValueError, match="is not from"):
        build_reference(number)
