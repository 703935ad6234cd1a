"""Serves the public release on this machine, for the demo and for tests."""

from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from site_builder.releases import CURRENT


def serve(releases: Path, port: int) -> None:
    """Until interrupted; a switch of the release is visible at the next request."""
    files = StaticFiles(directory=releases / CURRENT / "site", html=True, check_dir=False)
    app = Starlette(routes=[Mount("/", files)], middleware=[Middleware(GZipMiddleware)])
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
