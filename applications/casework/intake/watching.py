"""What somebody has to look after before it hurts: judged here from what was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from applications.keys.directory import Directory

DIRECTORY_DAYS = 7
"""So long before its end somebody has to fetch the root key."""

KEY_DAYS = 30
"""So long before its end an office needs the next key."""

LEAST_BYTES = 1024**3
ANCHOR_AGE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Lying:
    """Envelopes of one office that nobody has taken over, since when, and which keys they need
    that are not here."""

    number: int
    since: datetime
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """`refused` counts by office ("" where the header cannot be read); `directory` is missing
    where it cannot be used, with `directory_fault` saying why. `anchored` is the last daily job."""

    waiting: Mapping[str, Lying]
    refused: Mapping[str, int]
    directory: Directory | None
    directory_fault: str
    free_bytes: int
    unsent: int
    anchored: datetime | None
    old_keys: tuple[str, ...] = field(default=())


def concerns(seen: Seen, *, now: datetime, hours: int) -> tuple[tuple[str, str], ...]:
    """Pairs of office key ("" for everybody) and what to do, in German and without a person's
    name. An envelope may wait for `hours`."""
    return (
        *((office, text) for office, text in _lying(seen, now, hours)),
        *(
            (office, f"{n} beiseitegelegt, Gründe in refused/; nach Abhilfe: pull --again NAME.")
            for office, n in sorted(seen.refused.items())
        ),
        *(("", text) for text in _directory(seen, now.date())),
        *_ending_keys(seen.directory, now.date()),
        *(("", text) for text in _machine(seen, now)),
    )


def _lying(seen: Seen, now: datetime, hours: int) -> list[tuple[str, str]]:
    found = []
    for office, lying in sorted(seen.waiting.items()):
        age = now - lying.since
        if lying.missing:
            keys = ", ".join(sorted(lying.missing))
            text = f"{_waiting(lying)}, hier fehlt der private Schlüssel {keys}."
            found.append((office, text))
        elif age > timedelta(hours=hours):
            found.append((office, f"{_waiting(lying)}, der älteste {_spelled(age)}."))
    return found


def _waiting(lying: Lying) -> str:
    return "Ein Antrag wartet" if lying.number == 1 else f"{lying.number} Anträge warten"


def _spelled(age: timedelta) -> str:
    return f"seit {age.days} Tagen" if age.days > 1 else f"seit {age // timedelta(hours=1)} Stunden"


def _directory(seen: Seen, on: date) -> list[str]:
    if seen.directory is None:
        return [seen.directory_fault]
    left = (seen.directory.expires - on).days
    if left > DIRECTORY_DAYS:
        return []
    gone = "ist abgelaufen, die Annahme nimmt nichts an" if left < 0 else f"endet in {left} Tagen"
    return [f"Das Schlüsselverzeichnis {gone}. Bitte mit der Wurzel neu unterschreiben."]


def _ending_keys(directory: Directory | None, on: date) -> list[tuple[str, str]]:
    """Offices whose last key ends soon; recovery keys are looked after in the same way."""
    last: dict[tuple[str, bool], date] = {}
    for key in directory.keys if directory else ():
        place = (key.office, key.recovery)
        last[place] = max(last.get(place, key.valid_until), key.valid_until)
    return [
        (office, f"Der {'zweite ' if second else ''}Schlüssel gilt nur bis {until:%d.%m.%Y}.")
        for (office, second), until in sorted(last.items())
        if (until - on).days <= KEY_DAYS
    ]


def _machine(seen: Seen, now: datetime) -> list[str]:
    found = []
    if seen.free_bytes < LEAST_BYTES:
        found.append(f"Auf der Platte des Eingangs sind nur {seen.free_bytes // 1024**2} MiB frei.")
    if seen.unsent:
        one = seen.unsent == 1
        what = "Eine Nachricht kommt" if one else f"{seen.unsent} Nachrichten kommen"
        found.append(f"{what} nicht an. Bitte den Mailserver prüfen.")
    if seen.anchored is not None and now - seen.anchored > ANCHOR_AGE:
        found.append(f"Die tägliche Aufgabe (jobs) lief zuletzt am {seen.anchored:%d.%m.%Y}.")
    return found
