"""Values cross to JSON and back whole; malformed ones are refused with their place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.codec import canonical_json, from_json, to_json
from catalogue.errors import CatalogueError


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    name: str


@dataclass(frozen=True)
class Row:
    text: str
    flag: bool
    count: int
    size: float
    day: date
    price: Decimal
    colour: Colour
    inner: Inner
    inners: tuple[Inner, ...]
    words: tuple[str, ...]
    numbers: dict[str, int]
    maybe: Decimal | None = None
    later: date | None = None


GOOD: dict[str, Any] = {
    "text": "Öl",
    "flag": True,
    "count": 3,
    "size": 1.5,
    "day": "2026-02-28",
    "price": "1.50",
    "colour": "red",
    "inner": {"name": "a"},
    "inners": [{"name": "b"}],
    "words": ["c"],
    "numbers": {"d": 1},
    "maybe": None,
    "later": None,
}


def test_a_row_comes_back_whole() -> None:
    row = from_json(Row, GOOD, where="Zeile 1")
    assert row.price == Decimal("1.50")
    assert row.colour is Colour.RED
    assert row.inners == (Inner("b"),)
    assert to_json(row) == GOOD


def test_fields_with_a_default_may_be_absent() -> None:
    short = {name: value for name, value in GOOD.items() if name not in ("maybe", "later")}
    assert from_json(Row, short, where="Zeile 1") == from_json(Row, GOOD, where="Zeile 1")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", 3, "Zeile 1.text: ein Text wird erwartet, gefunden: 3"),
        ("text", None, "Zeile 1.text: ein Text"),
        ("flag", 1, "Zeile 1.flag: true oder false"),
        ("count", True, "Zeile 1.count: eine ganze Zahl"),
        ("count", 1.5, "Zeile 1.count: eine ganze Zahl"),
        ("size", True, "Zeile 1.size: eine Zahl"),
        ("size", "1", "Zeile 1.size: eine Zahl"),
        ("size", float("nan"), "Zeile 1.size: eine endliche Zahl"),
        ("size", float("inf"), "Zeile 1.size: eine endliche Zahl"),
        ("day", "2026-02-29", "Zeile 1.day: ein Datum in der Form JJJJ-MM-TT"),
        ("day", "20260228", "Zeile 1.day: ein Datum"),
        ("day", 20260228, "Zeile 1.day: ein Datum"),
        ("price", "1,50", "Zeile 1.price: eine Dezimalzahl"),
        ("price", "NaN", "Zeile 1.price: eine Dezimalzahl"),
        ("price", "1e3", "Zeile 1.price: eine Dezimalzahl"),
        ("price", "1\n", "Zeile 1.price: eine Dezimalzahl"),
        ("price", 1.5, "Zeile 1.price: ein Text"),
        ("colour", "green", r"Zeile 1.colour: 'green' ist nicht erlaubt \(red, blue\)"),
        ("colour", [], "Zeile 1.colour: .* ist nicht erlaubt"),
        ("inner", "a", "Zeile 1.inner: ein Objekt Inner wird erwartet"),
        ("inner", {}, "Zeile 1.inner: Inner: es fehlt name"),
        ("inners", [{"name": "a", "x": 1}], "Zeile 1.inners: Inner kennt kein Feld x"),
        ("words", "c", "Zeile 1.words: eine Liste wird erwartet"),
        ("words", [1], "Zeile 1.words: ein Text"),
        ("numbers", [], "Zeile 1.numbers: ein Objekt wird erwartet"),
        ("numbers", {"d": "1"}, "Zeile 1.numbers.d: eine ganze Zahl"),
        ("maybe", "viel", "Zeile 1.maybe: eine Dezimalzahl"),
    ],
)
def test_a_malformed_value_is_refused_with_its_place(field: str, value: Any, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        from_json(Row, GOOD | {field: value}, where="Zeile 1")


def test_missing_and_unknown_fields_are_named_together() -> None:
    row = {name: value for name, value in GOOD.items() if name not in ("text", "count")}
    with pytest.raises(CatalogueError, match="Zeile 1: Row: es fehlt count, text"):
        from_json(Row, row, where="Zeile 1")
    with pytest.raises(CatalogueError, match="Zeile 1: Row kennt kein Feld a, b"):
        from_json(Row, GOOD | {"b": 1, "a": 1}, where="Zeile 1")


def test_a_type_without_a_json_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="complex"):
        from_json(complex, 1, where="Zeile 1")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_every_decimal_comes_back(value: Decimal) -> None:
    row = from_json(Row, GOOD, where="x")
    changed = Row(**{**vars(row), "maybe": value})
    assert from_json(Row, to_json(changed), where="x").maybe == value


def test_json_has_one_spelling_and_no_infinity() -> None:
    assert canonical_json({"b": 1, "a": "Öl"}) == '{"a":"Öl","b":1}'
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json(float("inf"))
