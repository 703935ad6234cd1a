"""One origin: the site passes applications on to their handler, and says when it is away."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from site_builder.application_door import LARGEST_BODY, ApplicationDoor
from tests.asgi import Client, client_of

SITE = "http://angebote.example"


async def _site(request: Request) -> Response:
    return PlainTextResponse(f"Seite {request.url.path}")


async def _handler(request: Request) -> Response:
    if request.method == "POST":
        told = {name: request.headers.get(name) for name in ("origin", "content-type", "cookie")}
        body = (await request.body()).decode()
        return JSONResponse({**told, "body": body}, 422, {"Cache-Control": "no-store"})
    return RedirectResponse("/v1/quittung/1", 303)


class Away(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("niemand da")


@contextmanager
def door(handler: httpx.AsyncBaseTransport) -> Iterator[Client]:
    site = Starlette(routes=[Route("/{path:path}", _site)])
    with client_of(ApplicationDoor(site, "http://a.example", transport=handler), SITE) as client:
        yield client


@pytest.fixture
def client() -> Iterator[Client]:
    handler = Starlette(routes=[Route("/{path:path}", _handler, methods=["GET", "POST"])])
    with door(httpx.ASGITransport(handler)) as client:
        yield client


def test_what_is_sent_arrives_as_it_is_with_its_origin_and_without_cookies(client: Client) -> None:
    headers = {"Origin": SITE, "Cookie": "a=b", "Content-Type": "application/json"}
    reply = client.request("POST", "/v1/antrag", content='{"kind": "ü"}', headers=headers)
    assert reply.status_code == 422
    assert reply.json() == {
        "origin": SITE,
        "content-type": "application/json",
        "cookie": None,
        "body": '{"kind": "ü"}',
    }
    assert reply.headers["cache-control"] == "no-store"


def test_a_browser_follows_the_way_to_the_receipt_itself(client: Client) -> None:
    reply = client.get("/v1/antrag")
    assert (reply.status_code, reply.headers["location"]) == (303, "/v1/quittung/1")


def test_all_other_addresses_are_the_sites(client: Client) -> None:
    assert client.get("/antrag/").text == "Seite /antrag/"
    assert client.get("/v1").text == "Seite /v1"


def test_without_a_handler_people_are_told_that_nothing_is_lost() -> None:
    with door(Away()) as client:
        reply = client.request("POST", "/v1/antrag", content="kind=first")
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "60")
    assert "Ihre Angaben sind dort noch da" in reply.text


def test_nobody_fills_the_memory(client: Client) -> None:
    reply = client.request("POST", "/v1/antrag", content=b"x" * (LARGEST_BODY + 1))
    assert reply.status_code == 413
