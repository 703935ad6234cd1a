"""Passes the search on to its service, as the web server does in production: one origin for all.

Without an answer in time the release's own search page stands in, which searches in the browser.
"""

import json

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from site_builder.passing_on import passed_on

SECONDS = 0.8
PAGE = ("/suche", "/suche/")
API = "/api/"
PASSED_ON = ("accept", "if-none-match", "origin")


class SearchDoor:
    """Wraps the site; `service` is the address of the search service, `transport` another way to
    it than the network."""

    def __init__(
        self,
        app: ASGIApp,
        service: str,
        seconds: float = SECONDS,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._app = app
        self._client = httpx.AsyncClient(
            base_url=service, timeout=seconds, trust_env=False, transport=transport
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path in PAGE or path.startswith(API)):
            await self._app(scope, receive, send)
            return
        answer = await self._asked(Request(scope, receive))
        if answer is None and path in PAGE:
            await self._app(scope, receive, send)
            return
        await (answer or _away())(scope, receive, send)

    async def _asked(self, request: Request) -> Response | None:
        try:
            answer = await passed_on(self._client, request, PASSED_ON)
        except httpx.HTTPError:
            return None
        if answer.status_code == 503 and request.url.path in PAGE:
            return None
        return answer


def _away() -> Response:
    """What a web server says for a service that is away."""
    problem = {
        "type": "about:blank",
        "title": "Keine Antwort",
        "status": 503,
        "detail": "Der Suchdienst antwortet gerade nicht. Die Seite sucht dann im Browser.",
    }
    headers = {"Retry-After": "2", "Cache-Control": "no-store"}
    return Response(json.dumps(problem), 503, headers, "application/problem+json")
