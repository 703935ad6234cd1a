"""`python -m applications.handler`: the form handler on one port of this machine.

A web server in front of it speaks TLS and passes on /v1/ and X-Forwarded-For.
"""

import argparse
import errno
import logging
import os
import resource
import socket
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from applications.handler.app import Handler, build_app
from applications.handler.assembly import Settings, build_handler
from applications.handler.shell import ShellError
from applications.keys.keypair import KeyFileError
from catalogue.system_errors import system_sentence


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # memory holds applications; no dumps of it
    os.umask(0o077)
    try:
        handler = build_handler(_settings(options))
        if reason := handler.receiving.state():
            logging.getLogger(__name__).warning("Noch nicht bereit: %s", reason)
        serve(handler, options.port)
    except (KeyFileError, ShellError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        taken = f"Der Anschluss {options.port} ist belegt. Bitte mit --port einen anderen wählen."
        text = taken if error.errno == errno.EADDRINUSE else system_sentence(error)
        sys.stderr.write(f"{text}\n")
        return 1
    return 0


def serve(handler: Handler, port: int) -> None:
    """On this machine only, until interrupted. Raises OSError when the port is taken."""
    with socket.create_server(("127.0.0.1", port), backlog=512) as listener:
        # asyncio sets it on its own sockets alone; without it each answer waits 40 ms for its end.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        uvicorn.Server(_config(build_app(handler))).run(sockets=[listener])


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # who applies is nobody's business
        server_header=False,
        limit_concurrency=1024,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=20,
    )


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(
        spool=options.spool,
        keys=options.keys,
        root=options.root,
        receipts=options.receipts,
        snapshot=options.snapshot,
        origins=frozenset(options.origin),
        shell=options.shell,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m applications.handler", description=__doc__)
    for name, text in (
        ("spool", "Ordner für versiegelte Anträge"),
        ("keys", "unterschriebenes Schlüsselverzeichnis"),
        ("receipts", "privater Schlüssel für Quittungen"),
        ("snapshot", "Schnappschuss mit Register und Stellen"),
    ):
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="PFAD", help=text)
    parser.add_argument("--root", required=True, help="öffentlicher Teil der Wurzel, als Text")
    parser.add_argument(
        "--origin",
        action="append",
        required=True,
        help="Adresse der Seiten mit dem Formular, z. B. https://angebote.example; mehrfach",
    )
    parser.add_argument("--shell", type=Path, help="Seite, deren Aussehen die Antworten bekommen")
    parser.add_argument("--port", type=int, default=8091)
    return parser


if __name__ == "__main__":
    sys.exit(main())
