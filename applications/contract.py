"""`python -m applications.contract`: write the JSON Schema of an application.

Derived like the schemas of the catalogue, plus the limits that stand at the fields. Reading a
submission says where it is wrong and never what was typed.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from applications import form
from applications.form import CardApplication
from applications.limits import Count, Limit, Span, Text, limits_of
from catalogue.codec import from_json
from catalogue.contract import schema_of
from catalogue.errors import CatalogueError

SCHEMA_FILE = Path(__file__).parent / "schema" / "application.schema.json"

_NO_CONTROL_CHARACTERS = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"


class MalformedApplicationError(ValueError):
    """The submission does not keep the schema; the text names the field, never its value."""


def parse_application(data: Any) -> CardApplication:
    """The application in plain JSON values.

    Raises MalformedApplicationError naming the field that is missing, unknown or of another type.
    Limits are checked by `applications.validation`.
    """
    try:
        return from_json(CardApplication, data, where="antrag")
    except CatalogueError as refused:
        field, _, _ = str(refused).partition(":")
        raise MalformedApplicationError(
            f"Das Feld {field} hat nicht die erwartete Form. Bitte laden Sie das Formular neu."
        ) from None


def application_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of CardApplication with the limits of its fields."""
    schema = schema_of(CardApplication)
    for name, part in _objects(schema):
        for field, limit in limits_of(getattr(form, name)):
            _limit(part["properties"][field], limit)
    return schema


def schema_text() -> str:
    """The committed form of the schema."""
    return json.dumps(application_schema(), ensure_ascii=False, indent=2) + "\n"


def _objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in (schema, *schema["$defs"].values()):
        if part["type"] == "object":
            yield part["title"], part


def _limit(target: dict[str, Any], limit: Limit) -> None:
    """Write the limit where the type stands: at the field, or at its part that is not null."""
    place = next((part for part in target.get("anyOf", ()) if part.get("type") != "null"), target)
    match limit:
        case Text(longest, pattern):
            place["maxLength"] = longest
            place["pattern"] = f"^({pattern})?$" if pattern else _NO_CONTROL_CHARACTERS
        case Count(least, most):
            place["minItems"], place["maxItems"] = least, most
        case Span(least, most) if place["type"] == "integer":
            place["minimum"], place["maximum"] = least, most
        case Span():
            pass  # JSON Schema cannot bound a decimal written as text; validation does


def main(path: Path = SCHEMA_FILE) -> int:
    path.write_text(schema_text(), encoding="utf-8")
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
