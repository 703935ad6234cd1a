"""The pages of the application with a service behind them that judges by the real rules.

It keeps the protocol of the handler (names of fields, answers, the work asked for) and stores
nothing but what was accepted, for the story to look at.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import altcha
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from applications.form import ApplicationKind, CardApplication
from applications.pages.all_pages import form_page
from applications.pages.form_view import form_view, register_of
from applications.pages.writing import Site, page_environment, page_files, page_html, write_pages
from applications.submission import Assessment, assess
from catalogue.offices import CardPolicy, IssuingOffice, Offices, TerritorialRule
from catalogue.register import load_register
from tests.journeys.servers import free_port, wait_for

ON = date(2026, 11, 24)
SECRET = "geheim"
REGISTER = load_register()
OFFICES = Offices(
    (
        IssuingOffice("rheine", "Stadt Rheine", ("05566076",), "Markt 1", "48429", "Rheine"),
        IssuingOffice("muenster", "Stadt Münster", ("05515000",), "Domplatz 2", "48143", "Münster"),
        IssuingOffice(
            "heinsberg", "Stadt Heinsberg", ("05370016",), "Ring 3", "52525", "Heinsberg"
        ),
        IssuingOffice("waldfeucht", "Gemeinde Waldfeucht", ("05370032",)),
    ),
    (
        CardPolicy(
            "05",
            date(2026, 2, 1),
            "Richtlinie",
            hours_per_year=200,
            hours_per_week=4,
            volunteer_allowance_limit=960,
            trainer_allowance_limit=3300,
        ),
        CardPolicy(
            "rheine",
            date(2026, 4, 1),
            "Rat",
            months_of_service=24,
            juleica_suffices=True,
            territorial_rule=TerritorialRule.EITHER,
        ),
    ),
)
SITE = Site(REGISTER, OFFICES, (), "https://angebote.example")


@dataclass
class Desk:
    """What arrived, and whether the service is away."""

    url: str
    away: bool = False
    accepted: list[CardApplication] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    worked: list[bool] = field(default_factory=list)


@contextmanager
def served(base: Path) -> Iterator[Desk]:
    """As long as it is asked for, on an address of this machine."""
    write_pages(SITE, base, on=ON)
    port = free_port()
    desk = Desk(f"http://127.0.0.1:{port}")
    config = uvicorn.Config(_app(base, desk), port=port, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(f"{desk.url}/antrag/")
        yield desk
    finally:
        server.should_exit = True
        thread.join(10)


def _app(base: Path, desk: Desk) -> Starlette:
    async def receive(request: Request) -> Response:
        body = (await request.body()).decode()
        return _answer(desk, parse_qs(body), "json" in request.headers["accept"])

    async def challenge(request: Request) -> Response:
        if desk.away:
            return JSONResponse({"detail": "Bitte später."}, 503)
        asked = altcha.create_challenge("PBKDF2/SHA-256", 10, hmac_secret=SECRET)
        return JSONResponse(asked.to_dict())

    async def receipt(request: Request) -> Response:
        return HTMLResponse(_RECEIPT)

    return Starlette(
        routes=[
            Route("/v1/antrag", receive, methods=["POST"]),
            Route("/v1/aufgabe", challenge),
            Route("/v1/quittung/1", receipt),
            Mount("/", StaticFiles(directory=base, html=True)),
        ]
    )


_RECEIPT = (
    '<!doctype html><html lang="de"><title>Ihr Antrag ist angekommen</title>'
    "<main><h1>Ihr Antrag ist angekommen</h1><p>7K3M-9QX2-VB4T</p></main>"
)


def _answer(desk: Desk, sent: dict[str, list[str]], as_json: bool) -> Response:
    if desk.away:
        return JSONResponse({"detail": "Der Dienst wird gerade gewartet."}, 503)
    kind = ApplicationKind(sent.pop("kind")[0])
    proof = sent.pop("altcha", [""])[0]
    key = sent.pop("key", [""])[0]
    online = {office.key for office in OFFICES.offices}
    found = assess(kind, sent, regions=REGISTER, offices=OFFICES, online=online, on=ON)
    if found.card_application is None:
        return _refused(kind, sent, found, as_json)
    desk.accepted.append(found.card_application)
    desk.keys.append(key)
    desk.worked.append(bool(proof) and altcha.verify_solution(proof, SECRET).verified)
    if as_json:
        return JSONResponse({"address": "/v1/quittung/1"}, 201)
    return RedirectResponse("/v1/quittung/1", 303)


def _refused(
    kind: ApplicationKind, sent: dict[str, list[str]], found: Assessment, as_json: bool
) -> Response:
    if as_json:
        problems = [{"path": p.path, "text": p.text} for p in found.problems]
        return Response(json.dumps({"problems": problems}), 422)
    form = form_view(kind, register_of(REGISTER, OFFICES), sent, found.problems)
    environment = page_environment(SITE, page_files(SITE, on=ON))
    return HTMLResponse(page_html(environment, form_page(form)), 422)
