"""The doors of the handler."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request as Incoming
from starlette.responses import Response as Reply
from starlette.routing import Route

from applications.handler import replies
from applications.handler.body import read_body
from applications.handler.gate import JSON, Refusal, media_type, refusal_of
from applications.handler.guard import Guard
from applications.handler.openapi import description
from applications.handler.pages import ACTION, receipt_page
from applications.handler.proofs import Proofs
from applications.handler.receiving import Outcome, Received, Receiving, Unavailable
from applications.handler.sending import Sent, UnreadableBodyError, read_sent
from applications.handler.shell import Shell
from applications.handler.traffic import Level, Traffic
from applications.handler.wording import CALM_DOWN, Worded, refused, worded
from applications.spool import is_name
from catalogue.errors import CatalogueError

CHALLENGE, OPENAPI, HEALTH = "/v1/aufgabe", "/v1/openapi.json", "/gesundheit"
MOST_AT_ONCE = 256
_GONE = Refusal(404, "Nicht gefunden", "Diese Adresse gibt es hier nicht.")
_METHOD = Refusal(405, "So nicht", "Diese Adresse nimmt nur bestimmte Methoden an.")


@dataclass(frozen=True, slots=True)
class Handler:
    """Everything the doors need. `origins` are those of the pages with the form."""

    receiving: Receiving
    proofs: Proofs
    traffic: Traffic
    shell: Shell
    origins: Collection[str]
    most_at_once: int = MOST_AT_ONCE


def build_app(handler: Handler) -> Starlette:
    doors = _Doors(handler)
    routes = [
        Route(ACTION, doors.receive, methods=["POST"]),
        Route(CHALLENGE, doors.challenge),
        Route(replies.RECEIPTS + "{name}", doors.receipt),
        Route(OPENAPI, _openapi),
        Route(HEALTH, doors.health),
    ]
    errors: Any = {404: doors.missing, 405: doors.not_this_method}
    return Starlette(routes=routes, middleware=[Middleware(Guard)], exception_handlers=errors)


class _Doors:
    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._now = 0

    async def receive(self, incoming: Incoming) -> Reply:
        refusal = refusal_of(incoming.headers, origins=self._handler.origins)
        if refusal is not None:
            return self._said(incoming, refused(refusal))
        body = await read_body(incoming)
        if isinstance(body, Refusal):
            return self._said(incoming, refused(body))
        try:
            sent = read_sent(body, media_type(incoming.headers))
        except UnreadableBodyError as error:
            unreadable = Refusal(400, "Nicht lesbar", str(error))
            return self._said(incoming, refused(unreadable))
        return await self._received(incoming, sent)

    async def _received(self, incoming: Incoming, sent: Sent) -> Reply:
        address = incoming.client.host if incoming.client else ""
        level = self._handler.traffic.level(address)
        self._handler.traffic.count(address)
        if level is Level.REFUSED:
            return self._said(incoming, CALM_DOWN, sent)
        outcome: Outcome = Unavailable("Zu viel auf einmal")
        if self._now < self._handler.most_at_once:
            self._now += 1
            try:
                outcome = await to_thread.run_sync(self._handler.receiving.receive, sent, level)
            finally:
                self._now -= 1
        if isinstance(outcome, Received):
            return replies.received(outcome, as_json=_wants_json(incoming))
        said = worded(outcome)
        return await to_thread.run_sync(self._said, incoming, said, sent, outcome, level)

    def _said(
        self,
        incoming: Incoming,
        said: Worded,
        sent: Sent | None = None,
        outcome: Outcome | None = None,
        level: Level = Level.USUAL,
    ) -> Reply:
        if _wants_json(incoming):
            return replies.problem(said, outcome, self._handler.proofs.challenge(level))
        if sent is not None and said.status == 428:
            sent = replace(sent, proof="")  # it did not do
        waited = self._handler.proofs.page_time()
        return replies.page(self._handler.shell, said, sent, waited, outcome)

    async def challenge(self, incoming: Incoming) -> Reply:
        """What the page's script solves while the form is filled in."""
        address = incoming.client.host if incoming.client else ""
        level = self._handler.traffic.level(address)
        return replies.json_reply(self._handler.proofs.challenge(level))

    async def receipt(self, incoming: Incoming) -> Reply:
        """The page that says thank you; its address is known to the sender alone."""
        receiving, name = self._handler.receiving, incoming.path_params["name"]
        stored = await to_thread.run_sync(receiving.find, name) if is_name(name) else None
        if stored is None:
            return await self.missing(incoming, None)
        if _wants_json(incoming):
            data = replies.receipt_json(Received(name, stored, again=True))
            return replies.json_reply({"v": replies.VERSION, **data})
        try:
            office = receiving.office_named(stored.read_receipt().office)
        except (CatalogueError, OSError):
            office = None
        html = receipt_page(self._handler.shell, stored, office)
        return Reply(html, media_type=replies.HTML)

    async def health(self, incoming: Incoming) -> Reply:
        """200 if an application could be received now; else 503 with the reason."""
        reason = await to_thread.run_sync(self._handler.receiving.state)
        data = {"ready": not reason, "reason": reason}
        return replies.json_reply(data, 503 if reason else 200)

    async def missing(self, incoming: Incoming, error: Exception | None) -> Reply:
        return self._said(incoming, refused(_GONE))

    async def not_this_method(self, incoming: Incoming, error: Exception) -> Reply:
        reply = self._said(incoming, refused(_METHOD))
        reply.headers.update(getattr(error, "headers", None) or {})
        return reply


def _wants_json(incoming: Incoming) -> bool:
    """Scripts ask for JSON or send it; browsers ask for HTML."""
    accepted = incoming.headers.get("accept", "")
    return "json" in accepted or ("html" not in accepted and media_type(incoming.headers) == JSON)


async def _openapi(incoming: Incoming) -> Reply:
    return replies.json_reply(description())
