"""The doors of the service."""

from collections.abc import Awaitable, Callable

from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request as Incoming
from starlette.responses import RedirectResponse
from starlette.responses import Response as Reply
from starlette.routing import Route

from catalogue.addresses import SEARCH
from search.addresses import Asked, BadQuestionError, read_question, write_question
from search.plan import EngineError
from search.service.answering_cache import AnswerCache
from search.service.answers import (
    answer_json,
    ask,
    problem,
    refusal_json,
    suggestions_json,
)
from search.service.limits import MOST_AT_ONCE, Limits
from search.service.openapi import description
from search.service.pages import answer_page, refusal_page
from search.service.replies import (
    HTML,
    JSON,
    SHARED,
    cache_control,
    etag_of,
    is_known,
    json_body,
    refusal,
)
from search.service.states import State, States
from search.suggesting import SuggestionKind

Answering = Callable[[Incoming, State], Awaitable[Reply]]
API, SUGGEST = "/api/suche", "/api/vorschlag"
OPENAPI, HEALTH = "/api/suche/openapi.json", "/gesundheit"


def build_app(states: States, *, most_at_once: int = MOST_AT_ONCE) -> Starlette:
    """The service over `states`; whoever builds it keeps the states up to date."""
    doors = _Doors(states)
    routes = [
        Route(SEARCH, doors.page),
        Route(SEARCH.rstrip("/"), _to_page),
        Route(API, doors.api),
        Route(SUGGEST, doors.suggest),
        Route(OPENAPI, _openapi),
        Route(HEALTH, doors.health),
    ]
    limits = Middleware(Limits, most=most_at_once)
    return Starlette(routes=routes, middleware=[limits], exception_handlers={404: _missing})


class _Doors:
    def __init__(self, states: States) -> None:
        self._states = states
        self._cache = AnswerCache()

    async def page(self, incoming: Incoming) -> Reply:
        state = self._states.now
        if state is None:
            return _not_ready()
        try:
            asked = read_question(_query(incoming))
        except BadQuestionError as error:
            return Reply(refusal_page(state, error), 400, {"Cache-Control": "no-store"}, HTML)
        return await self._answered(incoming, state, asked, HTML, _page_bytes)

    async def api(self, incoming: Incoming) -> Reply:
        state = self._states.now
        if state is None:
            return _not_ready()
        try:
            asked = read_question(_query(incoming))
        except BadQuestionError as error:
            return refusal(refusal_json(error))
        return await self._answered(incoming, state, asked, JSON, _json_bytes)

    async def _answered(
        self,
        incoming: Incoming,
        state: State,
        asked: Asked,
        media: str,
        make: Callable[[Asked, State], bytes],
    ) -> Reply:
        """From the cache, or made in a thread, so that others are heard meanwhile."""
        question = write_question(asked.request)
        key = (state.release, media, question, *asked.ignored)
        headers = {
            "ETag": etag_of(*key),
            "Cache-Control": cache_control(personal=asked.request.near is not None),
            **(SHARED if media == JSON else {}),
        }
        if is_known(headers["ETag"], incoming.headers.get("if-none-match", "")):
            return Reply(status_code=304, headers=headers)
        body = self._cache.get(key)
        if body is None:
            try:
                body = await to_thread.run_sync(make, asked, state)
            except EngineError as error:
                return _unanswered(error)
            self._cache.put(key, body)
        return Reply(body, headers=headers, media_type=media)

    async def suggest(self, incoming: Incoming) -> Reply:
        state = self._states.now
        if state is None:
            return _not_ready()
        text = incoming.query_params.get("q", "")
        places_only = incoming.query_params.get("nur") == SuggestionKind.PLACE
        headers = {"Cache-Control": cache_control(personal=False), **SHARED}
        found = suggestions_json(text, state, places_only=places_only)
        return Reply(json_body(found), headers=headers, media_type=JSON)

    async def health(self, incoming: Incoming) -> Reply:
        """200 with the state answered from; 503 before there is one."""
        state = self._states.now
        if state is None:
            return _not_ready()
        told = {
            "digest": state.digest,
            "release": state.release,
            "offers": len(state.cards),
            "engines": [engine.name for engine in state.engines],
        }
        return Reply(json_body(told), headers={"Cache-Control": "no-store"}, media_type=JSON)


def _page_bytes(asked: Asked, state: State) -> bytes:
    return answer_page(state, asked.request, ask(asked, state)).encode()


def _json_bytes(asked: Asked, state: State) -> bytes:
    return json_body(answer_json(asked, ask(asked, state), state))


def _query(incoming: Incoming) -> str:
    return incoming.url.query


async def _to_page(incoming: Incoming) -> Reply:
    query = _query(incoming)
    return RedirectResponse(f"{SEARCH}?{query}" if query else SEARCH, 301)


async def _openapi(incoming: Incoming) -> Reply:
    headers = {"Cache-Control": cache_control(personal=False), **SHARED}
    return Reply(json_body(description()), headers=headers, media_type=JSON)


async def _missing(incoming: Incoming, error: Exception) -> Reply:
    return refusal(problem(404, "Nicht gefunden", "Diese Adresse gibt es hier nicht."))


def _not_ready() -> Reply:
    detail = "Die Suche hat noch keinen veröffentlichten Stand geladen."
    return refusal(problem(503, "Noch nicht bereit", detail), **{"Retry-After": "2"})


def _unanswered(error: EngineError) -> Reply:
    detail = f"Die Suche hat gerade keine Antwort: {error}"
    return refusal(problem(503, "Keine Antwort", detail), **{"Retry-After": "2"})
