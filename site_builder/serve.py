"""Serves the public release on this machine, for the demo and for tests."""

from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from site_builder.releases import CURRENT


class PortInUseError(Exception):
    """Another program listens there; the text says what to do."""


def serve(releases: Path, port: int) -> None:
    """Until interrupted; a switch of the release is visible at the next request."""
    files = StaticFiles(directory=releases / CURRENT / "site", html=True, check_dir=False)
    app = Starlette(routes=[Mount("/", files)], middleware=[Middleware(GZipMiddleware)])
    with socket() as listening:
        listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError:
            raise PortInUseError(
                f"Auf Port {port} läuft schon etwas. Bitte beenden oder mit --port einen anderen "
                "wählen."
            ) from None
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        server.run(sockets=[listening])
