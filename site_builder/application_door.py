"""Passes card applications on to their handler, as the web server does in production.

Nothing that is sent is read, kept or written to a log here.
"""

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from site_builder.passing_on import passed_on

DOOR = "/v1/"
SECONDS = 30
"""As long as the form's own script waits."""
LARGEST_BODY = 256 * 1024
"""A guard for this process alone; the handler takes less and says how much."""
PASSED_ON = ("accept", "content-type", "content-encoding", "origin", "sec-fetch-site")
_AWAY = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><title>Zurzeit nicht möglich</title>'
    "<h1>Zurzeit können wir keinen Antrag annehmen</h1><p>Ihr Antrag wurde nicht gespeichert. Bitte"
    " gehen Sie mit Ihrem Browser zurück – Ihre Angaben sind dort noch da – und senden Sie in "
    "einigen Minuten noch einmal.</p></html>"
)


class ApplicationDoor:
    """Wraps the site; `handler` is the address of the form handler, `transport` another way to it
    than the network."""

    def __init__(
        self, app: ASGIApp, handler: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._app = app
        self._client = httpx.AsyncClient(
            base_url=handler, timeout=SECONDS, trust_env=False, transport=transport
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(DOOR):
            await self._app(scope, receive, send)
            return
        answer = await self._asked(Request(scope, receive))
        await answer(scope, receive, send)

    async def _asked(self, request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_BODY:
                return Response("Zu viel gesendet.", 413, media_type="text/plain")
        try:
            return await passed_on(self._client, request, PASSED_ON, body)
        except httpx.HTTPError:
            headers = {"Retry-After": "60", "Cache-Control": "no-store"}
            return Response(_AWAY, 503, headers, "text/html")
