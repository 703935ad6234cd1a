"""The written description of the interface, made from the classes and limits it describes."""

from functools import cache
from typing import Any

from catalogue.contract import schema_of
from catalogue.offer import BenefitKind, CardType, Scope
from search.addresses import DEGREES, LAST_PAGE, MOST_VALUES, Refused
from search.cards import HitCard
from search.contract import FLAGS, YES, Facet, Response, Sort
from search.service.answers import VERSION
from search.suggesting import MOST, Suggestion
from search.understanding import LARGEST_KM

_KEY = {"type": "string", "pattern": "^[a-z0-9-]{1,80}$"}
_ONLY = {"type": "string", "enum": ["ort"]}
_VALUES: dict[Facet, dict[str, Any]] = {
    Facet.BENEFIT: {"type": "string", "enum": [*BenefitKind]},
    Facet.SCOPE: {"type": "string", "enum": [*Scope]},
    Facet.CARD: {"type": "string", "enum": [*CardType]},
    **{flag: {"type": "string", "enum": [YES]} for flag in FLAGS},
}
_FACETS = {
    Facet.CATEGORY: "Rubrik, als Schlüssel",
    Facet.KIND: "Art des Angebots, als Schlüssel",
    Facet.REGION: "Regierungsbezirk, Kreis oder Gemeinde, als amtlicher Schlüssel",
    Facet.BENEFIT: "Art der Vergünstigung",
    Facet.SCOPE: "vor Ort, im ganzen Land oder online",
    Facet.CARD: "Karte, mit der es gilt",
    Facet.FREE: "nur kostenlose",
    Facet.DIGITAL: "nur, wo die digitale Karte gilt",
    Facet.ACCESSIBLE: "nur barrierefreie oder teilweise barrierefreie",
    Facet.NEW: "nur die neuesten",
}


@cache
def description() -> dict[str, Any]:
    """OpenAPI 3.1."""
    schemas: dict[str, Any] = {}
    answer = _answer(schemas)
    suggestions = {
        "type": "object",
        "properties": {
            "v": {"const": VERSION},
            "suggestions": {
                "type": "array",
                "maxItems": MOST,
                "items": _added(Suggestion, schemas),
            },
        },
        "required": ["v", "suggestions"],
        "additionalProperties": False,
    }
    problem = _problem(schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Suche nach Angeboten zur Ehrenamtskarte",
            "version": str(VERSION),
            "description": "Nur lesend, ohne Anmeldung. Parameter, die hier nicht stehen, werden "
            "nicht beachtet und in der Antwort unter `ignored` genannt.",
        },
        "paths": {
            "/api/suche": {
                "get": {
                    "operationId": "suche",
                    "summary": "Angebote suchen",
                    "parameters": list(_parameters()),
                    "responses": _responses(answer, problem, "304", "400", "414", "503"),
                }
            },
            "/api/vorschlag": {
                "get": {
                    "operationId": "vorschlag",
                    "summary": "Orte, Postleitzahlen, Rubriken und Arten zu den ersten Buchstaben",
                    "parameters": [
                        _parameter("q", "die ersten Buchstaben", {"type": "string"}),
                        _parameter("nur", "„ort“: nur Orte, Kreise und Postleitzahlen", _ONLY),
                    ],
                    "responses": _responses(suggestions, problem, "414", "503"),
                }
            },
        },
        "components": {"schemas": schemas},
    }


def _answer(schemas: dict[str, Any]) -> dict[str, Any]:
    """The answer of the contract, with what the interface adds to it."""
    answer = dict(schemas[_added(Response, schemas)["$ref"].rsplit("/", 1)[1]])
    ignored = {"type": "array", "items": {"type": "string"}}
    answer["properties"] = {"v": {"const": VERSION}, "ignored": ignored, **answer["properties"]}
    answer["required"] = ["v", "ignored", *answer["required"]]
    hit = schemas["Hit"]
    hit["properties"] = {**hit["properties"], "card": _added(HitCard, schemas)}
    hit["required"] = [*hit["required"], "card"]
    schemas["Response"] = answer
    return {"$ref": "#/components/schemas/Response"}


def _problem(schemas: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "string"}
    schemas["Problem"] = {
        "type": "object",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "refused": {"type": "array", "items": _added(Refused, schemas)},
        },
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": False,
    }
    return {"$ref": "#/components/schemas/Problem"}


def _added(cls: type[Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """A reference to the schema of a class, which is added to `schemas` with all it needs."""
    schema = _at_home(schema_of(cls))
    schemas.update(schema.pop("$defs", {}))
    del schema["$schema"]
    schemas[cls.__name__] = schema
    return {"$ref": f"#/components/schemas/{cls.__name__}"}


def _at_home(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _at_home(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_at_home(item) for item in value]
    if isinstance(value, str) and value.startswith("#/$defs/"):
        return value.replace("#/$defs/", "#/components/schemas/")
    return value


def _parameters() -> list[dict[str, Any]]:
    degrees = {"type": "string", "pattern": f"^{DEGREES}$"}
    both = "Grad (WGS 84), nur zusammen mit"
    text = {"type": "string"}
    day, sort = {"type": "string", "format": "date"}, {"type": "string", "enum": [*Sort]}
    return [
        _parameter("q", "Stichworte, auch mit Ort und Umkreis; gelesen werden 200 Zeichen", text),
        _parameter("ort", "Ort, Kreis, Postleitzahl oder amtlicher Schlüssel", text),
        _parameter("umkreis", "Kilometer um den Ort", _whole(LARGEST_KM)),
        _parameter("lat", f"{both} lon", degrees),
        _parameter("lon", f"{both} lat", degrees),
        *(
            _parameter(
                facet.value,
                text,
                {
                    "type": "array",
                    "items": _VALUES.get(facet, _KEY),
                    "maxItems": MOST_VALUES,
                },
            )
            for facet, text in _FACETS.items()
        ),
        _parameter("gueltig", "nur, was an diesem Tag gilt", day),
        _parameter("sort", "Reihenfolge", sort),
        _parameter("seite", "je 20 Treffer", _whole(LAST_PAGE)),
    ]


def _whole(largest: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": largest}


def _parameter(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "schema": schema}


def _responses(good: dict[str, Any], bad: dict[str, Any], *others: str) -> dict[str, Any]:
    texts = {
        "304": "unverändert",
        "400": "ein Wert ist nicht erlaubt; `refused` nennt ihn",
        "414": "die Adresse ist zu lang",
        "503": "gerade keine Antwort; bitte nach `Retry-After` noch einmal",
    }
    found = {
        "200": {"description": "die Antwort", "content": {"application/json": {"schema": good}}}
    }
    for status in others:
        content = {"application/problem+json": {"schema": bad}}
        body = {} if status == "304" else {"content": content}
        found[status] = {"description": texts[status], **body}
    return found
