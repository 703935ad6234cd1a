"""The written description of the interface, made from the questions and limits it describes."""

from functools import cache
from typing import Any

from applications.form import ApplicationKind
from applications.handler.gate import FORM, JSON, LARGEST_BODY
from applications.handler.sending import KEY, KIND, MOST_FIELDS, PROOF, TRAP, WAITED

_TEXT: dict[str, Any] = {"type": "string"}
_TEXTS = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_SAID = {
    "400": "nicht lesbar",
    "403": "von einer fremden Seite gesendet",
    "404": "unbekannt",
    "408": "zu langsam gesendet",
    "409": "unter diesem Schlüssel kam schon ein anderer Antrag",
    "413": "zu groß",
    "415": "weder Formular noch JSON",
    "422": "Angaben fehlen oder passen nicht, oder keine Stelle nimmt den Antrag online",
    "428": "vollständig, aber ohne ausreichende Rechenarbeit; mit einer Aufgabe",
    "429": "zu viele Anträge aus demselben Netz",
    "503": "zurzeit nicht; nichts wurde gespeichert",
}


@cache
def description() -> dict[str, Any]:
    """OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Antrag auf die Ehrenamtskarte",
            "version": "1",
            "description": "Nimmt Anträge an, versiegelt sie für die zuständige Stelle und "
            "bestätigt erst, wenn sie gespeichert sind. Wer dieselbe Sendung wiederholt, bekommt "
            "dieselbe Quittung.",
        },
        "paths": {
            "/v1/antrag": {"post": _send()},
            "/v1/aufgabe": {"get": _challenge()},
            "/v1/quittung/{name}": {"get": _receipt()},
        },
        "components": {"schemas": _schemas()},
    }


def _send() -> dict[str, Any]:
    sent = {"schema": {"$ref": "#/components/schemas/Sent"}}
    bad = ("400", "403", "408", "409", "413", "415", "422", "428", "429", "503")
    return {
        "operationId": "antrag",
        "summary": f"Einen Antrag senden, höchstens {LARGEST_BODY // 1024} Kilobyte",
        "requestBody": {"required": True, "content": {JSON: sent, FORM: sent}},
        "responses": {
            "200": _json("war schon angekommen", "Received"),
            "201": _json("angekommen und gespeichert", "Received"),
            "303": {"description": "angekommen; die Seite mit der Quittung (ohne JSON)"},
            **_bad(*bad),
        },
    }


def _challenge() -> dict[str, Any]:
    return {
        "operationId": "aufgabe",
        "summary": "Eine Rechenaufgabe (ALTCHA) für den Browser",
        "responses": {"200": _json("die Aufgabe", "Challenge")},
    }


def _receipt() -> dict[str, Any]:
    name = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return {
        "operationId": "quittung",
        "summary": "Die unterschriebene Quittung einer Sendung",
        "parameters": [{"name": "name", "in": "path", "required": True, "schema": name}],
        "responses": {"200": _json("die Quittung", "Receipt"), **_bad("404", "503")},
    }


def _json(text: str, schema: str) -> dict[str, Any]:
    ref = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {"description": text, "content": {JSON: ref, "text/html": {}}}


def _bad(*statuses: str) -> dict[str, Any]:
    ref = {"schema": {"$ref": "#/components/schemas/Problem"}}
    content = {"application/problem+json": ref, "text/html": {}}
    return {status: {"description": _SAID[status], "content": content} for status in statuses}


def _schemas() -> dict[str, Any]:
    receipt = {
        "v": {"const": 1},
        "reference": {"type": "string", "pattern": "^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$"},
        "office": _TEXT,
        "receipt": {**_TEXT, "description": "kanonisches JSON, so unterschrieben"},
        "signature": {**_TEXT, "description": "Ed25519, base64url"},
    }
    return {
        "Sent": {
            "type": "object",
            "properties": {
                KIND: {"type": "string", "enum": [*ApplicationKind]},
                KEY: {**_TEXT, "format": "uuid", "description": "gleich bei Wiederholung"},
                PROOF: {**_TEXT, "description": "gelöste Aufgabe, base64"},
                WAITED: {**_TEXT, "description": "Zeitstempel der Seite, ohne JavaScript"},
                TRAP: {**_TEXT, "description": "bleibt leer"},
            },
            "required": [KIND],
            "maxProperties": MOST_FIELDS,
            "additionalProperties": _TEXTS,
        },
        "Received": _object({**receipt, "address": _TEXT}),
        "Receipt": _object(receipt),
        "Challenge": {
            "type": "object",
            "properties": {"parameters": {"type": "object"}, "signature": _TEXT},
            "required": ["parameters", "signature"],
        },
        "Problem": {
            "type": "object",
            "properties": {
                "type": _TEXT,
                "title": _TEXT,
                "status": {"type": "integer"},
                "detail": _TEXT,
                "problems": {"type": "array", "items": _object({"path": _TEXT, "text": _TEXT})},
                "route": {"type": "object"},
                "challenge": {"$ref": "#/components/schemas/Challenge"},
            },
            "required": ["type", "title", "status", "detail"],
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }
