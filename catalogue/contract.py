"""`python -m catalogue.contract`: write the JSON Schemas of the snapshot's files.

The schemas are derived from the same annotations and docstrings as `catalogue.codec`; they are for
those who read a snapshot or the open data without this package.
"""

import json
import sys
from collections.abc import Hashable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, cast, get_args, get_origin

from catalogue.categories import Category
from catalogue.codec import DECIMAL_PATTERN, annotations_of, is_optional, optional_item
from catalogue.editorial import EditorialPage
from catalogue.offer import EndedOffer, Offer
from catalogue.offices import Offices
from catalogue.regions import RegionTree
from catalogue.snapshot import Manifest

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DIRECTORY = Path(__file__).parent / "schema"

CONTRACT: dict[str, type[Any]] = {
    "manifest": Manifest,
    "offer": Offer,
    "ended_offer": EndedOffer,
    "regions": RegionTree,
    "offices": Offices,
    "category": Category,
    "editorial_page": EditorialPage,
}
"""Name of each schema and the class it describes: a whole file, or one row of it."""

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    Decimal: {"type": "string", "pattern": f"^{DECIMAL_PATTERN}$"},
}


def schema_of(cls: type[Any]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a dataclass; classes inside it stand under `$defs`.

    Raises TypeError for an annotation without a JSON form or a class without a docstring.
    """
    definitions: dict[str, Any] = {}
    schema = {"$schema": DIALECT, **_object(cls, definitions)}
    if definitions:
        schema["$defs"] = dict(sorted(definitions.items()))
    return schema


def schema_text(name: str) -> str:
    """The committed form of one schema of CONTRACT."""
    return json.dumps(schema_of(CONTRACT[name]), ensure_ascii=False, indent=2) + "\n"


def schema_files(directory: Path) -> Iterator[tuple[Path, str]]:
    """Every file of the written contract with the text it must have."""
    return ((directory / f"{name}.schema.json", schema_text(name)) for name in CONTRACT)


def _object(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    hints = annotations_of(cast(Hashable, cls))
    return {
        **_described(cls),
        "type": "object",
        "properties": {f.name: _schema(hints[f.name], definitions) for f in fields(cls)},
        "required": [f.name for f in fields(cls) if f.default is MISSING],
        "additionalProperties": False,
    }


def _described(cls: type[Any]) -> dict[str, str]:
    if not cls.__doc__ or cls.__doc__.startswith(f"{cls.__name__}("):
        raise TypeError(f"{cls.__name__} stands in the contract and needs a docstring")
    return {"title": cls.__name__, "description": " ".join(cls.__doc__.split())}


def _schema(annotation: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if annotation in _SCALARS:
        return dict(_SCALARS[annotation])
    if is_optional(annotation):
        return {"anyOf": [_schema(optional_item(annotation), definitions), {"type": "null"}]}
    if get_origin(annotation) is tuple:
        return {"type": "array", "items": _schema(get_args(annotation)[0], definitions)}
    if get_origin(annotation) is dict:
        values = _schema(get_args(annotation)[1], definitions)
        return {"type": "object", "additionalProperties": values}
    if is_dataclass(annotation) or _is_enum(annotation):
        return _reference(annotation, definitions)
    raise TypeError(f"No JSON Schema is defined for {annotation!r}")


def _is_enum(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, StrEnum)


def _reference(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = (
            {**_described(cls), "type": "string", "enum": [str(member) for member in cls]}
            if _is_enum(cls)
            else _object(cls, definitions)
        )
    return {"$ref": f"#/$defs/{cls.__name__}"}


def main(directory: Path = DIRECTORY) -> int:
    directory.mkdir(exist_ok=True)
    for path, text in schema_files(directory):
        path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(CONTRACT)} Schemas in {directory}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
