"""Dataclasses to JSON and back, driven by their own type annotations.

The annotations are the one statement of the contract: decoding, encoding and the JSON Schema
(`catalogue.contract`) all read them.
"""

import json
import re
import types
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from catalogue.errors import CatalogueError

_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)

T = TypeVar("T")
Decoder = Callable[[Any], Any]
Encoder = Callable[[Any], Any]

DECIMAL_PATTERN = "-?[0-9]+([.][0-9]+)?"
"""How a decimal number is spelled: no exponent, no "NaN"."""


def canonical_json(value: Any) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, real umlauts.

    Raises ValueError for NaN and infinity, which JSON does not have.
    """
    return _CANONICAL.encode(value)


def to_json(value: Any) -> Any:
    """A dataclass as plain JSON values (dicts, lists, strings, numbers)."""
    return _encoder(cast(Hashable, type(value)))(value)


def from_json(cls: type[T], data: Any, *, where: str) -> T:
    """The dataclass `cls` from plain JSON values.

    Raises CatalogueError naming `where` and the field when one is missing, unknown or malformed.
    """
    try:
        return cast(T, _decoder(cast(Hashable, cls))(data))
    except _RefusedError as refused:
        raise CatalogueError(f"{where}{refused.path}: {refused.message}") from None


class _RefusedError(Exception):
    """A value that is not of the contract; `path` grows on the way out, so that what is good,
    nearly everything, pays nothing for knowing its place."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message, self.path = message, ""


def is_optional(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType)


def optional_item(annotation: Any) -> Any:
    """`X` of `X | None`."""
    return next(arg for arg in get_args(annotation) if arg is not type(None))


@cache
def annotations_of(cls: Hashable) -> dict[str, Any]:
    return get_type_hints(cast(type[Any], cls))


def _same(value: Any) -> Any:
    return value


@cache
def _encoder(annotation: Hashable) -> Encoder:
    if is_optional(annotation):
        inner = _encoder(optional_item(annotation))
        return lambda value: None if value is None else inner(value)
    if get_origin(annotation) is tuple:
        item = _encoder(get_args(annotation)[0])
        return _same_list if item is _same else lambda value: [item(part) for part in value]
    if get_origin(annotation) is dict:
        value_of = _encoder(get_args(annotation)[1])
        return lambda value: {key: value_of(part) for key, part in value.items()}
    if is_dataclass(annotation):
        return _dataclass_encoder(cast(type[Any], annotation))
    if annotation is date:
        return date.isoformat
    if annotation is Decimal:
        return "{:f}".format
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return str
    return _same


def _same_list(value: Any) -> list[Any]:
    return list(value)


def _dataclass_encoder(cls: type[Any]) -> Encoder:
    hints = annotations_of(cast(Hashable, cls))
    parts = [(field.name, _encoder(hints[field.name])) for field in fields(cls)]
    return lambda value: {name: encode(getattr(value, name)) for name, encode in parts}


@cache
def _decoder(annotation: Hashable) -> Decoder:
    if is_optional(annotation):
        inner = _decoder(optional_item(annotation))
        return lambda value: None if value is None else inner(value)
    if get_origin(annotation) is tuple:
        return _tuple_decoder(_decoder(get_args(annotation)[0]))
    if get_origin(annotation) is dict:
        return _dict_decoder(_decoder(get_args(annotation)[1]))
    if is_dataclass(annotation):
        return _dataclass_decoder(cast(type[Any], annotation))
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return _enum_decoder(annotation)
    raise TypeError(f"No JSON form is defined for {annotation!r}")


def _tuple_decoder(item: Decoder) -> Decoder:
    def decode(value: Any) -> Any:
        if not isinstance(value, list):
            raise _RefusedError(f"eine Liste wird erwartet, gefunden: {value!r}.")
        return tuple([item(part) for part in value])

    return decode


def _dict_decoder(item: Decoder) -> Decoder:
    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _RefusedError(f"ein Objekt wird erwartet, gefunden: {value!r}.")
        return _fields(value, [(key, item) for key in value])

    return decode


def _enum_decoder(enum: type[StrEnum]) -> Decoder:
    members = {member.value: member for member in enum}

    def decode(value: Any) -> StrEnum:
        try:
            return members[value]
        except (KeyError, TypeError):
            allowed = ", ".join(members)
            raise _RefusedError(f"{value!r} ist nicht erlaubt ({allowed}).") from None

    return decode


def _dataclass_decoder(cls: type[Any]) -> Decoder:
    hints = annotations_of(cast(Hashable, cls))
    parts = [(field.name, _decoder(hints[field.name])) for field in fields(cls)]
    names = {field.name for field in fields(cls)}
    required = {f.name for f in fields(cls) if f.default is MISSING}

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _RefusedError(f"ein Objekt {cls.__name__} wird erwartet.")
        if value.keys() == names:
            return cls(**_fields(value, parts))
        _check_names(value, names, required, cls.__name__)
        return cls(**_fields(value, [part for part in parts if part[0] in value]))

    return decode


def _fields(value: dict[str, Any], parts: list[tuple[str, Decoder]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    name = ""
    try:
        for name, decode in parts:
            found[name] = decode(value[name])
    except _RefusedError as refused:
        refused.path = f".{name}{refused.path}"
        raise
    return found


def _check_names(value: dict[str, Any], names: set[str], required: set[str], kind: str) -> None:
    if unknown := sorted(value.keys() - names):
        raise _RefusedError(f"{kind} kennt kein Feld {', '.join(unknown)}.")
    if missing := sorted(required - value.keys()):
        raise _RefusedError(f"{kind}: es fehlt {', '.join(missing)}.")


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise _RefusedError(f"ein Text wird erwartet, gefunden: {value!r}.")
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _RefusedError(f"true oder false wird erwartet, gefunden: {value!r}.")
    return value


def _integer(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _RefusedError(f"eine ganze Zahl wird erwartet, gefunden: {value!r}.")
    return value


def _number(value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise _RefusedError(f"eine Zahl wird erwartet, gefunden: {value!r}.")
    if not isfinite(value):
        raise _RefusedError(f"eine endliche Zahl wird erwartet, gefunden: {value!r}.")
    return float(value)


def _date(value: Any) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:  # Python also reads 20260131 and 2026-W05-6
        raise _RefusedError(f"ein Datum in der Form JJJJ-MM-TT wird erwartet, gefunden: {value!r}.")
    return day


def _decimal(value: Any) -> Decimal:
    if not re.fullmatch(DECIMAL_PATTERN, _string(value)):
        raise _RefusedError(f"eine Dezimalzahl als Text wird erwartet, gefunden: {value!r}.")
    return Decimal(value)


_SCALARS: dict[Any, Decoder] = {
    str: _string,
    bool: _boolean,
    int: _integer,
    float: _number,
    date: _date,
    Decimal: _decimal,
}
