"""A small HTTP server that says what a story wants, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PRODUCT = {"X-Elastic-Product": "Elasticsearch"}


@dataclass(frozen=True)
class Said:
    """One answer; `hold`: only after the test is over."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: dict(PRODUCT))
    hold: bool = False

    def bytes(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes


@contextmanager
def scripted_server(script: Callable[[Asked], Said]) -> Iterator[tuple[str, list[Asked]]]:
    """(address, questions so far); `script` gives the answer to each."""
    over, asked = threading.Event(), list[Asked]()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            question = Asked(self.path, dict(self.headers), self.rfile.read(length))
            asked.append(question)
            said = script(question)
            if said.hold:
                over.wait()
            try:
                self.send_response(said.status)
                for name, value in {"Content-Type": "application/json", **said.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.bytes())))
                self.end_headers()
                self.wfile.write(said.bytes())
            except OSError:
                self.close_connection = True  # whoever asked is gone

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
