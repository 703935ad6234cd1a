"""How long what is kept: one table, whose periods an operator may set.

It is an engineer's proposal; the data protection officer of the operator decides. Nothing else in
the code repeats a period. Timers of cases read it (`applications.timers`), the daily job of the
desk enforces the rest.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from applications.calendar_months import months_after

STAND = date(2026, 11, 25)
"""The day on which the table was last looked through."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many months and days."""

    months: int = 0
    days: int = 0

    def after(self, since: date) -> date:
        """The first day on which it is gone when it was counted from that day."""
        return months_after(since, self.months) + timedelta(days=self.days)

    def before(self, now: datetime) -> datetime:
        """What is older than this has been kept long enough."""
        day = months_after(now.date(), -self.months) - timedelta(days=self.days)
        return datetime.combine(day, now.timetz())

    def __str__(self) -> str:
        if self.months:
            return f"{self.months} Monat{'e' if self.months != 1 else ''}"
        return f"{self.days} Tag{'e' if self.days != 1 else ''}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of data: how long by default, counted from when, and why so long."""

    key: str
    what: str
    period: Period
    since: str
    basis: str


RULES = (
    Rule(
        "issued",
        "Inhalt nach ausgestellter Karte",
        Period(months=3),
        "Tag der Ausstellung",
        "Rückfragen zur Karte; danach genügt das Kartenregister",
    ),
    Rule(
        "rejected",
        "Inhalt nach Ablehnung",
        Period(months=13),
        "Tag der Ablehnung",
        "Klage ist bis zu einem Jahr möglich, wenn die Belehrung fehlt",
    ),
    Rule(
        "withdrawn",
        "Inhalt nach Rücknahme",
        Period(months=1),
        "Tag der Rücknahme",
        "ein Irrtum lässt sich noch klären",
    ),
    Rule(
        "forwarded",
        "Inhalt nach Weitergabe, hier",
        Period(months=1),
        "Tag der Weitergabe",
        "die andere Stelle kann nachfragen",
    ),
    Rule(
        "lapsed",
        "Inhalt ohne bestätigte E-Mail-Adresse",
        Period(days=1),
        "Tag des Verfalls, sieben Tage nach dem Eingang",
        "niemand hat sich zum Antrag bekannt",
    ),
    Rule(
        "mail_unsent",
        "Text einer Nachricht, die nicht ankommt",
        Period(days=14),
        "Einreihen in die Warteschlange",
        "ein Ausfall des Mailservers wird überbrückt; verschickte Texte gehen sofort",
    ),
    Rule(
        "letter_printed",
        "Text eines gedruckten Briefs",
        Period(days=14),
        "Druck",
        "ein Papierstau kostet keinen Brief",
    ),
    Rule(
        "spool_done",
        "abgeholter Umschlag",
        Period(days=7),
        "Eingang des Vorgangs",
        "eine verlorene Datenbank lässt sich nachholen",
    ),
    Rule(
        "spool_refused",
        "beiseitegelegter Umschlag",
        Period(days=60),
        "Beiseitelegen",
        "ein Mensch sieht ihn an; bis dahin mahnt die Seite „Eingang“",
    ),
    Rule(
        "sessions",
        "Sitzung eines Kontos",
        Period(days=1),
        "Ende der Sitzung",
        "wird nicht mehr gebraucht",
    ),
)

PERIODS: Mapping[str, Period] = {rule.key: rule.period for rule in RULES}
"""As the table says, before an operator sets others."""

_SPELLED = re.compile(r"([a-z_]+)=([1-9][0-9]{0,3})([mt])")


def read_periods(text: str) -> dict[str, Period]:
    """All periods, with those replaced that a setting names: "issued=6m, spool_done=10t" (months,
    days). Raises ValueError for what is not in the table or not so spelled."""
    periods = dict(PERIODS)
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = _SPELLED.fullmatch(part)
        if found is None or found[1] not in periods:
            raise ValueError(
                f"RETENTION: „{part}“ ist keine Frist. Erlaubt sind {', '.join(PERIODS)}, jeweils "
                "mit Monaten oder Tagen, zum Beispiel issued=6m oder spool_done=10t."
            )
        number = int(found[2])
        periods[found[1]] = Period(months=number) if found[3] == "m" else Period(days=number)
    return periods
