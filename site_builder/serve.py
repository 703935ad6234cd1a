"""Serves the public release on this machine, for the demo and for tests."""

import errno
import socket
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from site_builder.releases import CURRENT, ReleaseError
from site_builder.search_door import SECONDS, SearchDoor


def serve(releases: Path, port: int, search: str = "", patience: float = SECONDS) -> None:
    """Until interrupted; a switch of the release is visible at the next request. `search` is the
    address of the search service, if there is one, `patience` how many seconds it may take.

    Raises ReleaseError when the port is taken.
    """
    files = StaticFiles(directory=releases / CURRENT / "site", html=True, check_dir=False)
    door = [Middleware(SearchDoor, service=search, seconds=patience)] if search else []
    app = Starlette(routes=[Mount("/", files)], middleware=[Middleware(GZipMiddleware), *door])
    with _listening(port) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        server.run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise ReleaseError(
            f"Der Anschluss {port} ist belegt. Bitte mit --port einen anderen wählen, "
            f"zum Beispiel --port {port + 1}."
        ) from None
    # asyncio sets it on its own sockets alone; without it each answer waits 40 ms for its end.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
