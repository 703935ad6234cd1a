"""One origin: the site passes questions on to the search service, and stands in for it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from site_builder.search_door import SearchDoor
from tests.asgi import Client, client_of

SITE = "http://angebote.example"


async def _site(request: Request) -> Response:
    return PlainTextResponse(f"Seite {request.url.path}")


async def _service(request: Request) -> Response:
    told = f"{request.method} {request.url.path}?{request.url.query}"
    if "langsam" in told:
        await asyncio.sleep(5)
    if "voll" in told:
        return Response("zu viel", 503, {"Retry-After": "1"}, "application/problem+json")
    if request.headers.get("if-none-match") == "x":
        return Response(status_code=304, headers={"ETag": "x"})
    return PlainTextResponse(told, headers={"ETag": "x"})


@contextmanager
def door(service: httpx.AsyncBaseTransport) -> Iterator[Client]:
    site = Starlette(routes=[Route("/{path:path}", _site)])
    opened = SearchDoor(site, "http://suche.example", seconds=0.05, transport=service)
    with client_of(opened, SITE) as client:
        yield client


class Slow(httpx.ASGITransport):
    """In one process nothing waits for a network, so the limit is kept here."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await asyncio.wait_for(super().handle_async_request(request), 0.05)
        except TimeoutError:
            raise httpx.ReadTimeout("langsam") from None


class Away(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("niemand da")


@pytest.fixture
def client() -> Iterator[Client]:
    service = Starlette(routes=[Route("/{path:path}", _service)])
    with door(Slow(service)) as client:
        yield client


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/suche/?q=m%C3%BCnster+bad&ort=", "GET /suche/?q=m%C3%BCnster+bad&ort="),
        ("/api/suche?q=a%26b", "GET /api/suche?q=a%26b"),
        ("/api/vorschlag?q=a", "GET /api/vorschlag?q=a"),
        ("/suche/index/manifest.json", "Seite /suche/index/manifest.json"),
        ("/sucherei/", "Seite /sucherei/"),
        ("/", "Seite /"),
    ],
)
def test_questions_go_to_the_service_and_files_come_from_the_site(
    client: Client, asked: str, told: str
) -> None:
    assert client.get(asked).text == told


def test_what_the_browser_has_already_is_asked_for(client: Client) -> None:
    reply = client.get("/suche/?q=a", headers={"If-None-Match": "x"})
    assert (reply.status_code, reply.headers["etag"]) == (304, "x")


@pytest.mark.parametrize("asked", ["/suche/?q=langsam", "/suche/?q=voll"])
def test_without_an_answer_in_time_the_page_of_the_site_stands_in(
    client: Client, asked: str
) -> None:
    assert client.get(asked).text == "Seite /suche/"


def test_without_a_service_the_interface_says_so() -> None:
    with door(Away()) as client:
        assert client.get("/suche/?q=a").text == "Seite /suche/"
        reply = client.get("/api/suche?q=a")
        assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")
        assert reply.headers["content-type"] == "application/problem+json"


def test_a_service_with_too_much_to_do_is_heard_by_programs(client: Client) -> None:
    reply = client.get("/api/suche?q=voll")
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "1")
