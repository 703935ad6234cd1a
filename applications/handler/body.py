"""Reading a body that is never larger than allowed and does not take for ever."""

import anyio
from starlette.requests import ClientDisconnect, Request

from applications.handler.gate import LARGEST_BODY, TOO_LARGE, Refusal

SECONDS = 20
SLOW = Refusal(
    408, "Das hat zu lange gedauert", "Bitte prüfen Sie Ihre Verbindung und senden Sie noch einmal."
)


async def read_body(incoming: Request) -> bytes | Refusal:
    """Stops reading at the first byte too many, whatever length was announced."""
    body = bytearray()
    try:
        with anyio.fail_after(SECONDS):
            async for chunk in incoming.stream():
                body += chunk
                if len(body) > LARGEST_BODY:
                    return TOO_LARGE
    except (TimeoutError, ClientDisconnect):
        return SLOW
    return bytes(body)
