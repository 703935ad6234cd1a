"""Answers that were given already: the same question to the same state has the same answer."""

from collections import OrderedDict
from collections.abc import Hashable

MOST_BYTES = 16 * 1024 * 1024


class AnswerCache:
    """Bodies by question, at most MOST_BYTES of them; those not asked for longest go first.

    Used by the event loop alone, so it needs no lock.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._bodies: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        body = self._bodies.get(key)
        if body is not None:
            self._bodies.move_to_end(key)
        return body

    def put(self, key: Hashable, body: bytes) -> None:
        if key in self._bodies or len(body) > self._most:
            return
        self._bodies[key] = body
        self._bytes += len(body)
        while self._bytes > self._most:
            _, oldest = self._bodies.popitem(last=False)
            self._bytes -= len(oldest)
