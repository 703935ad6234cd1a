"""An ASGI application asked as over HTTP, without a socket, from tests that are synchronous."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp


class Client:
    """Several threads may ask at once."""

    def __init__(self, portal: BlockingPortal, inner: httpx.AsyncClient) -> None:
        self._portal, self._inner = portal, inner

    def request(self, method: str, url: str, **more: Any) -> httpx.Response:
        return self._portal.call(lambda: self._inner.request(method, url, **more))

    def get(self, url: str, **more: Any) -> httpx.Response:
        return self.request("GET", url, **more)

    def head(self, url: str, **more: Any) -> httpx.Response:
        return self.request("HEAD", url, **more)


@contextmanager
def client_of(app: ASGIApp, base_url: str) -> Iterator[Client]:
    with start_blocking_portal() as portal:
        inner = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base_url)
        yield Client(portal, inner)
        portal.call(inner.aclose)
