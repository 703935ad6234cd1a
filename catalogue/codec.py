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

T = TypeVar("T")
Decoder = Callable[[Any, str], Any]
Encoder = Callable[[Any], Any]

DECIMAL_PATTERN = "-?[0-9]+([.][0-9]+)?"
"""How a decimal number is spelled: no exponent, no "NaN"."""


def canonical_json(value: Any) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, real umlauts.

    Raises ValueError for NaN and infinity, which JSON does not have.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def to_json(value: Any) -> Any:
    """A dataclass as plain JSON values (dicts, lists, strings, numbers)."""
    return _encoder(cast(Hashable, type(value)))(value)


def from_json(cls: type[T], data: Any, *, where: str) -> T:
    """The dataclass `cls` from plain JSON values.

    Raises CatalogueError naming `where` and the field when one is missing, unknown or malformed.
    """
    return cast(T, _decoder(cast(Hashable, cls))(data, where))


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
        return lambda value, where: None if value is None else inner(value, where)
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
    def decode(value: Any, where: str) -> Any:
        if not isinstance(value, list):
            raise CatalogueError(f"{where}: eine Liste wird erwartet, gefunden: {value!r}.")
        return tuple([item(part, where) for part in value])

    return decode


def _dict_decoder(item: Decoder) -> Decoder:
    def decode(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise CatalogueError(f"{where}: ein Objekt wird erwartet, gefunden: {value!r}.")
        return {key: item(part, f"{where}.{key}") for key, part in value.items()}

    return decode


def _enum_decoder(enum: type[StrEnum]) -> Decoder:
    members = {member.value: member for member in enum}

    def decode(value: Any, where: str) -> StrEnum:
        try:
            return members[value]
        except (KeyError, TypeError):
            allowed = ", ".join(members)
            raise CatalogueError(f"{where}: {value!r} ist nicht erlaubt ({allowed}).") from None

    return decode


def _dataclass_decoder(cls: type[Any]) -> Decoder:
    hints = annotations_of(cast(Hashable, cls))
    parts = [(field.name, _decoder(hints[field.name])) for field in fields(cls)]
    names = {field.name for field in fields(cls)}
    required = {f.name for f in fields(cls) if f.default is MISSING}

    def decode(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise CatalogueError(f"{where}: ein Objekt {cls.__name__} wird erwartet.")
        if value.keys() != names:
            _check_names(value, names, required, f"{where}: {cls.__name__}")
        return cls(**{n: dec(value[n], f"{where}.{n}") for n, dec in parts if n in value})

    return decode


def _check_names(value: dict[str, Any], names: set[str], required: set[str], where: str) -> None:
    if unknown := sorted(value.keys() - names):
        raise CatalogueError(f"{where} kennt kein Feld {', '.join(unknown)}.")
    if missing := sorted(required - value.keys()):
        raise CatalogueError(f"{where}: es fehlt {', '.join(missing)}.")


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise CatalogueError(f"{where}: ein Text wird erwartet, gefunden: {value!r}.")
    return value


def _boolean(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise CatalogueError(f"{where}: true oder false wird erwartet, gefunden: {value!r}.")
    return value


def _integer(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise CatalogueError(f"{where}: eine ganze Zahl wird erwartet, gefunden: {value!r}.")
    return value


def _number(value: Any, where: str) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise CatalogueError(f"{where}: eine Zahl wird erwartet, gefunden: {value!r}.")
    if not isfinite(value):
        raise CatalogueError(f"{where}: eine endliche Zahl wird erwartet, gefunden: {value!r}.")
    return float(value)


def _date(value: Any, where: str) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:  # Python also reads 20260131 and 2026-W05-6
        raise CatalogueError(
            f"{where}: ein Datum in der Form JJJJ-MM-TT wird erwartet, gefunden: {value!r}."
        )
    return day


def _decimal(value: Any, where: str) -> Decimal:
    if not re.fullmatch(DECIMAL_PATTERN, _string(value, where)):
        raise CatalogueError(
            f"{where}: eine Dezimalzahl als Text wird erwartet, gefunden: {value!r}."
        )
    return Decimal(value)


_SCALARS: dict[Any, Decoder] = {
    str: _string,
    bool: _boolean,
    int: _integer,
    float: _number,
    date: _date,
    Decimal: _decimal,
}
