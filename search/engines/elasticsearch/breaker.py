"""When to stop asking a server that does not answer, and when to try again: pure."""

from dataclasses import dataclass, replace

FAILURES = 3
"""In a row, until no more is asked."""
PAUSE_S = 5.0
"""Until one question is let through, to see whether the server is back."""


@dataclass(frozen=True, slots=True)
class Breaker:
    """Closed until `failures` in a row; then open, but for one probe after each pause. Times are
    seconds of any clock that only goes forward."""

    failures: int = 0
    probe_at: float = 0.0

    def asked(self, now: float) -> tuple[bool, "Breaker"]:
        """Whether a question may be asked now, and the breaker from now on."""
        if self.failures < FAILURES:
            return True, self
        if now < self.probe_at:
            return False, self
        return True, replace(self, probe_at=now + PAUSE_S)

    def failed(self, now: float) -> "Breaker":
        return Breaker(min(self.failures + 1, FAILURES), now + PAUSE_S)

    def answered(self) -> "Breaker":
        return Breaker()
