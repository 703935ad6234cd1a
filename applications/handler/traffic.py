"""How much comes from where: answered with harder work first, refused only far beyond it.

A town hall or a volunteer agency sends many applications from one address, so an address is
never the person. Kept in memory only, as the keyed hash of a network's prefix, with a key of the
day; an hour later it is forgotten.
"""

import hmac
import ipaddress
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

HOUR = 3600.0
MOST_PREFIXES = 50_000


class Level(IntEnum):
    """How hard the work is that is asked for; REFUSED: come back later."""

    USUAL = 0
    HARDER = 1
    HARDEST = 2
    REFUSED = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Attempts in an hour, of one prefix, from which on the level rises; of all, one level more."""

    harder: int = 20
    hardest: int = 100
    refused: int = 1000
    harder_for_all: int = 2000


class Traffic:
    """Attempts of the last hour by prefix. `clock` gives seconds since the epoch."""

    def __init__(self, clock: Callable[[], float], limits: Limits) -> None:
        self._clock, self._limits = clock, limits
        self._attempts: dict[bytes, deque[float]] = {}
        self._all: deque[float] = deque(maxlen=limits.harder_for_all)
        self._day, self._key = "", b""
        self._lock = threading.Lock()

    def level(self, address: str) -> Level:
        """The level for the next attempt from this address; "" where it is not known."""
        with self._lock:
            now = self._clock()
            attempts = self._attempts.get(self._prefix(address, now), deque())
            while attempts and attempts[0] <= now - HOUR:
                attempts.popleft()
            recent = len(attempts)
            busy = len(self._all) == self._all.maxlen and self._all[0] > now - HOUR
        return level_of(recent, busy=busy, limits=self._limits)

    def count(self, address: str) -> None:
        """An attempt to send an application."""
        with self._lock:
            now = self._clock()
            if len(self._attempts) >= MOST_PREFIXES:
                self._forget(now)
            prefix = self._prefix(address, now)
            fresh: deque[float] = deque(maxlen=self._limits.refused)
            self._attempts.setdefault(prefix, fresh).append(now)
            self._all.append(now)

    def _forget(self, now: float) -> None:
        """Drop who was silent for an hour; if that does not help, everybody."""
        self._attempts = {p: a for p, a in self._attempts.items() if a and a[-1] > now - HOUR}
        if len(self._attempts) >= MOST_PREFIXES:
            self._attempts.clear()

    def _prefix(self, address: str, now: float) -> bytes:
        day = datetime.fromtimestamp(now, UTC).date().isoformat()
        if day != self._day:
            self._day, self._key = day, secrets.token_bytes(32)
            self._attempts.clear()
        return hmac.digest(self._key, network_of(address).encode(), "sha256")


def level_of(recent: int, *, busy: bool, limits: Limits) -> Level:
    """Being busy makes the work harder and refuses nobody."""
    if recent >= limits.refused:
        return Level.REFUSED
    own = Level((recent >= limits.harder) + (recent >= limits.hardest))
    return Level(min(own + busy, Level.HARDEST))


def network_of(address: str) -> str:
    """The /24 of an IPv4 address, the /64 of an IPv6 address, "" for anything else."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 64}", strict=False))
