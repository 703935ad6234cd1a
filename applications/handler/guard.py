"""Around everything: security headers on every answer, and no error that tells what was typed."""

import logging
import traceback
from pathlib import Path

from starlette.responses import Response as Reply
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from applications.handler.replies import HTML, SECURITY

_log = logging.getLogger(__name__)
_BROKEN = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><title>Fehler</title>'
    "<h1>Das hat nicht geklappt</h1><p>Ihr Antrag wurde nicht gespeichert. Bitte gehen Sie mit "
    "Ihrem Browser zurück – Ihre Angaben sind dort noch da – und senden Sie später noch einmal."
    "</p></html>"
)


class Guard:
    """Wraps an application. An error of our own is an answer 503 and one line in the log: its kind
    and where it happened, never its text, which may hold what somebody typed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": [*message["headers"], *_headers()]}
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - the last place where it can be kept quiet
            _log.error("Unerwarteter Fehler: %s", where(error))
            if not started:
                await Reply(_BROKEN, 503, {"Retry-After": "60"}, HTML)(scope, receive, sending)


def where(error: BaseException) -> str:
    """The kind of the error, and file and line of where it came from; nothing of its content."""
    frames = traceback.extract_tb(error.__traceback__)
    last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} in {last}"


def _headers() -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in SECURITY.items()]
