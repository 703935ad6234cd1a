"""Servers as a visitor finds them."""

import time
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen


def free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(url: str, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urlopen(url, timeout=2).close()  # noqa: S310 - our own server
            return
        except (URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{url} antwortet nicht.") from None
            time.sleep(0.1)
