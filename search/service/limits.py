"""What the service refuses before it thinks: wrong methods, long addresses, too many at once."""

from starlette.responses import Response as Reply
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search.addresses import LONGEST_ADDRESS
from search.service.answers import problem
from search.service.replies import SECURITY, SHARED, refusal

READING = ("GET", "HEAD", "OPTIONS")
ALLOWED = {
    "Allow": ", ".join(READING),
    "Access-Control-Allow-Methods": ", ".join(READING),
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
    **SHARED,
}
"""What a browser hears that asks before it reads from another website."""
MOST_AT_ONCE = 64
SECONDS_TO_WAIT = 1


class Limits:
    """Wraps an application. Whoever comes when `most` are being answered is told to come again,
    so that nobody waits long and memory stays flat. Adds the security headers to everything."""

    def __init__(self, app: ASGIApp, most: int = MOST_AT_ONCE) -> None:
        self._app = app
        self._most = most
        self._now = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        app = self._refusal(scope) or self._app
        self._now += 1
        try:
            await app(scope, receive, _with_security(send))
        finally:
            self._now -= 1

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if scope["method"] == "OPTIONS":
            return Reply(status_code=204, headers=ALLOWED)
        if scope["method"] not in READING:
            detail = "Hier kann nur gelesen werden, mit GET."
            return refusal(problem(405, "Methode nicht erlaubt", detail), Allow=", ".join(READING))
        if len(scope["query_string"]) > LONGEST_ADDRESS:
            detail = f"Erlaubt sind {LONGEST_ADDRESS} Zeichen nach dem „?“."
            return refusal(problem(414, "Adresse zu lang", detail))
        if self._now >= self._most:
            detail = "Die Suche hat gerade zu viel zu tun. Bitte gleich noch einmal versuchen."
            wait = {"Retry-After": str(SECONDS_TO_WAIT)}
            return refusal(problem(503, "Überlastet", detail), **wait)
        return None


def _with_security(send: Send) -> Send:
    extra = [(name.lower().encode(), value.encode()) for name, value in SECURITY.items()]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return sending
