"""Serves the public release on this machine, for the demo and for tests."""

import errno
import socket
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from site_builder.application_door import ApplicationDoor
from site_builder.releases import CURRENT, ReleaseError
from site_builder.search_door import SECONDS, SearchDoor


@dataclass(frozen=True)
class Beside:
    """What else is on the site's origin: the address of the search service, if there is one, and
    how many seconds it may take; the address of the handler of card applications, and the folder
    that holds `antrag/`, its pages."""

    search: str = ""
    patience: float = SECONDS
    applications: str = ""
    application_pages: Path | None = None


def serve(releases: Path, port: int, beside: Beside) -> None:
    """Until interrupted; a switch of the release is visible at the next request.

    Raises ReleaseError when the port is taken.
    """
    routes = [Mount("/", FilesToCome(releases / CURRENT / "site"))]
    if beside.application_pages is not None:
        routes.insert(0, Mount("/antrag", FilesToCome(beside.application_pages / "antrag")))
    doors = [Middleware(GZipMiddleware)]
    if beside.search:
        doors.append(Middleware(SearchDoor, service=beside.search, seconds=beside.patience))
    if beside.applications:
        doors.append(Middleware(ApplicationDoor, handler=beside.applications))
    app = Starlette(routes=routes, middleware=doors)
    with _listening(port) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        server.run(sockets=[listener])


class FilesToCome(StaticFiles):
    """The folder may come later; until then nothing is found."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)

    async def check_config(self) -> None:
        """The base class asks for the folder at the first request and answers 500."""


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
