"""Outcomes as HTTP: a page for people, problem+json for the page's script; nobody keeps either."""

import json
from typing import Any

from starlette.responses import RedirectResponse
from starlette.responses import Response as Reply

from applications.handler.corrections import corrected_form
from applications.handler.pages import answer_page
from applications.handler.receiving import Faulty, Outcome, Received, Unproven
from applications.handler.sending import Sent
from applications.handler.shell import Shell
from applications.handler.wording import Worded
from applications.references import grouped
from applications.routing import Route

VERSION = 1
RECEIPTS = "/v1/quittung/"
JSON, PROBLEM, HTML = "application/json", "application/problem+json", "text/html; charset=utf-8"
SECURITY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": a browser would then name no origin when it sends the page's form again.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
"""On every answer."""


def received(outcome: Received, *, as_json: bool) -> Reply:
    """JSON for the script, a way to the receipt's page for browsers."""
    address = f"{RECEIPTS}{outcome.name}"
    if not as_json:
        return RedirectResponse(address, 303)
    headers = {"Location": address}
    data = {"v": VERSION, "address": address, **receipt_json(outcome)}
    return json_reply(data, 200 if outcome.again else 201, headers)


def receipt_json(outcome: Received) -> dict[str, str]:
    receipt = outcome.stored.read_receipt()
    return {
        "reference": grouped(receipt.reference),
        "office": receipt.office,
        "receipt": outcome.stored.receipt,
        "signature": outcome.stored.signature,
    }


def problem(
    worded: Worded, outcome: Outcome | None = None, challenge: dict[str, Any] | None = None
) -> Reply:
    """problem+json; with the problems of the fields, the ways to choose from, and the challenge to
    solve, where there are some."""
    data: dict[str, Any] = {
        "type": "about:blank",
        "title": worded.said.title,
        "status": worded.status,
        "detail": " ".join(worded.said.texts),
    }
    if isinstance(outcome, Faulty):
        problems = outcome.assessment.problems
        data["problems"] = [{"path": p.path, "text": p.text} for p in problems]
        if outcome.assessment.route is not None:
            data["route"] = _route_json(outcome.assessment.route)
    if isinstance(outcome, Unproven) and challenge is not None:
        data["challenge"] = challenge
    return json_reply(data, worded.status, _retry(worded), PROBLEM)


def page(
    shell: Shell, worded: Worded, sent: Sent | None, waited: str, outcome: Outcome | None = None
) -> Reply:
    """Takes some milliseconds of computing where it holds the whole form."""
    form = None
    if sent is not None and isinstance(outcome, Faulty):
        found, register, online = outcome.assessment, outcome.register, outcome.online
        form = corrected_form(sent, found, register, online=online, waited=waited)
    html = answer_page(shell, worded.said, sent, waited, form)
    return Reply(html, worded.status, _retry(worded), HTML)


def json_reply(
    data: Any, status: int = 200, headers: dict[str, str] | None = None, media: str = JSON
) -> Reply:
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(body, status, headers, media)


def _route_json(route: Route) -> dict[str, Any]:
    return {
        "outcome": route.outcome.value,
        "text": route.text,
        "options": [
            {"key": o.office.key, "name": o.office.name, "online": o.online, "text": o.text}
            for o in route.options
        ],
        "towns": [
            {"ags": town.ags, "name": town.name} for place in route.ask for town in place.towns
        ],
    }


def _retry(worded: Worded) -> dict[str, str]:
    return {"Retry-After": str(worded.retry_after)} if worded.retry_after else {}
