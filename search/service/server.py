"""`python -m search serve`: the service on one port, following the public release."""

import errno
import logging
import socket
from pathlib import Path

import uvicorn

from search.service.app import build_app
from search.service.engines import engines_by
from search.service.states import Source, States


class PortTakenError(Exception):
    """Something else listens there; the text says what to do."""


def serve(releases: Path, snapshots: Path, port: int, url: str) -> None:
    """Until interrupted. Before the first publication every question is answered with 503.

    Raises ValueError for a `url` no engine is known for, PortTakenError.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    states = States(Source(releases, snapshots, engines_by(url)))
    config = uvicorn.Config(
        build_app(states),
        log_level="warning",
        access_log=False,  # what people look for is nobody's business
        server_header=False,
    )
    with _listening(port) as listener:
        states.follow()
        try:
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            states.stop()


def _listening(port: int) -> socket.socket:
    try:
        listener = socket.create_server(("127.0.0.1", port), backlog=512)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTakenError(
            f"Der Anschluss {port} ist belegt. Bitte mit --port einen anderen wählen, "
            f"zum Beispiel --port {port + 1}."
        ) from None
    # asyncio sets it on its own sockets alone; without it each answer waits 40 ms for its end.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
