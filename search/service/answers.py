"""Answers as the interface sends them: plain JSON values."""

from typing import Any

from catalogue.codec import to_json
from search.addresses import Asked, BadQuestionError
from search.contract import Response
from search.engines.fallback import answer_from
from search.service.states import State
from search.suggesting import places_of, suggest

VERSION = 1


def ask(asked: Asked, state: State) -> Response:
    """The whole answer of the first engine that has one in time. Raises EngineError when none
    has."""
    return answer_from(state.engines, asked.request, state.index)


def answer_json(asked: Asked, response: Response, state: State) -> dict[str, Any]:
    data: dict[str, Any] = to_json(response)
    for hit in data["hits"]:
        hit["card"] = to_json(state.cards[hit["id"]])
    return {"v": VERSION, "ignored": list(asked.ignored), **data}


def suggestions_json(text: str, state: State, *, places_only: bool) -> dict[str, Any]:
    found = suggest(text, places_of(state.candidates) if places_only else state.candidates)
    return {"v": VERSION, "suggestions": [to_json(suggestion) for suggestion in found]}


def problem(status: int, title: str, detail: str) -> dict[str, Any]:
    """A refusal as RFC 9457 has it."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}


def refusal_json(error: BadQuestionError) -> dict[str, Any]:
    """A refused question: every parameter with its value and what is allowed."""
    return problem(400, "Frage nicht verstanden", str(error)) | {
        "refused": [to_json(refused) for refused in error.refused]
    }
