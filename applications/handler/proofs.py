"""What a sender shows instead of solving a puzzle: work its browser did, or a page it looked at.

With JavaScript the browser solves an ALTCHA challenge while the form is filled in. Without, the
handler shows the application once more with a signed time in it; sent again after some seconds,
that is proof enough. Nobody is kept out. A proof is good for one application, also when that one
is sent again.
"""

import base64
import hmac
import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import altcha

from applications.handler.traffic import Level

ALGORITHM = "PBKDF2/SHA-256"
CHALLENGE_SECONDS = 3600
PAGE_SECONDS = 24 * 3600
MOST_USED = 200_000


class Verdict(StrEnum):
    """`MISSING`: no proof, or one too easy for now. `EARLY`: the page was looked at too briefly."""

    GOOD = "good"
    MISSING = "missing"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Effort:
    """What is asked at each level below refusal: rounds of the key derivation (256 derivations
    solve a challenge on average), and seconds to look at the page."""

    rounds: tuple[int, int, int] = (5_000, 20_000, 80_000)
    seconds: tuple[int, int, int] = (3, 10, 30)


class Proofs:
    """Makes and checks proofs. `clock` gives seconds since the epoch; `secret` outlives a restart,
    the memory of what was used does not: a proof then counts once more, for an hour at most."""

    def __init__(self, secret: bytes, clock: Callable[[], float], effort: Effort) -> None:
        self._secret, self._clock, self._effort = secret, clock, effort
        self._used: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._lock = threading.Lock()

    def challenge(self, level: Level) -> dict[str, Any]:
        """What the ALTCHA widget solves, as its JSON."""
        return altcha.create_challenge(
            ALGORITHM,
            self._effort.rounds[min(level, Level.HARDEST)],
            expires_at=int(self._clock()) + CHALLENGE_SECONDS,
            hmac_secret=self._secret,
        ).to_dict()

    def page_time(self) -> str:
        """The signed time for a page that is shown now."""
        stamp = f"{int(self._clock())}.{secrets.token_hex(16)}"
        return f"{stamp}.{self._signed(stamp)}"

    def check(
        self, proof: str, waited: str, *, level: Level, application: str, trapped: bool
    ) -> Verdict:
        """Whether one of the two is good for this application (its name in the spool).

        Who fell into the trap may be a person whose browser fills in everything: only a page looked
        at for long counts then.
        """
        if trapped:
            return self._check_waited(waited, self._effort.seconds[Level.HARDEST], application)
        if proof and self._is_worked(proof, level, application):
            return Verdict.GOOD
        seconds = self._effort.seconds[min(level, Level.HARDEST)]
        return self._check_waited(waited, seconds, application)

    def _is_worked(self, proof: str, level: Level, application: str) -> bool:
        try:
            parameters = json.loads(base64.b64decode(proof))["challenge"]["parameters"]
            nonce, cost, prefix = (parameters[k] for k in ("nonce", "cost", "keyPrefix"))
            enough = cost >= self._effort.rounds[min(level, Level.HARDEST)]
            ours = parameters["algorithm"] == ALGORITHM and isinstance(prefix, str)
            if not (enough and ours and altcha.verify_solution(proof, self._secret).verified):
                return False
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return False
        return self._use(f"work {nonce}", CHALLENGE_SECONDS, application)

    def _check_waited(self, waited: str, seconds: int, application: str) -> Verdict:
        stamp, _, signed = waited.rpartition(".")
        if not waited.isascii() or not hmac.compare_digest(signed, self._signed(stamp)):
            return Verdict.MISSING
        age = self._clock() - int(stamp.partition(".")[0])
        if age > PAGE_SECONDS:
            return Verdict.MISSING
        if age < seconds:
            return Verdict.EARLY
        if self._use(f"page {stamp}", PAGE_SECONDS, application):
            return Verdict.GOOD
        return Verdict.MISSING

    def _use(self, proof: str, seconds: int, application: str) -> bool:
        """Whether it was unused, or used for this application; the oldest are forgotten first."""
        now = self._clock()
        with self._lock:
            while self._used and (
                len(self._used) >= MOST_USED or next(iter(self._used.values()))[0] < now
            ):
                self._used.popitem(last=False)
            _, owner = self._used.setdefault(proof, (now + seconds, application))
        return owner == application

    def _signed(self, stamp: str) -> str:
        return hmac.new(self._secret, f"page {stamp}".encode(), "sha256").hexdigest()
