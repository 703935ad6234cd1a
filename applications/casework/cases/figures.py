"""How many applications came to what, for the council and the Staatskanzlei: numbers, no names.

Cases whose content was erased count by where they stood before, which the trail tells.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.db.models import OuterRef, QuerySet, Subquery

from applications.casework.cases.models import KINDS, AuditEvent, Case
from applications.casework.offices.models import Office
from applications.states import State
from applications.suppression import Shown, suppressed

OUTCOMES: dict[str, frozenset[State]] = {
    "in Arbeit": frozenset(
        {
            State.RECEIVED,
            State.AWAITING_EMAIL,
            State.AWAITING_CONFIRMATION,
            State.IN_REVIEW,
            State.CLARIFICATION,
        }
    ),
    "bewilligt": frozenset({State.GRANTED, State.ISSUED}),
    "abgelehnt": frozenset({State.REJECTED}),
    "zurückgezogen oder verfallen": frozenset({State.WITHDRAWN, State.LAPSED}),
    "weitergegeben": frozenset({State.FORWARDED}),
}
"""What became of an application; forwarded ones are counted again where they went."""

_OUTCOME_OF = {state.value: name for name, states in OUTCOMES.items() for state in states}
UNKNOWN = "gelöscht"
"""Where the trail is gone too; a column of its own only where there are such."""


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """Rows with their names; the last row and the last column are the totals."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    hides: bool


def figures_of_office(office: Office, year: int) -> FiguresTable:
    """What was applied for in the year and what became of it."""
    counted = _counted(Case.objects.filter(office=office), "kind", year)
    return _table("Antrag", dict(KINDS), counted)


def figures_of_all(year: int) -> FiguresTable:
    """The same of every office that got applications, for the Staatskanzlei."""
    counted = _counted(Case.objects.all(), "office__name", year)
    names = sorted({name for name, _ in counted})
    return _table("Stelle", dict(zip(names, names, strict=True)), counted)


def years_with_figures(office: Office, *, until: int) -> range:
    """The latest first, back to the office's first case."""
    first = Case.objects.filter(office=office).order_by("received_at").first()
    return range(until, (first.received_at.year if first else until) - 1, -1)


def as_csv(table: FiguresTable) -> str:
    """With semicolons and a byte order mark, as spreadsheets in Germany open it. What is not told
    is a point, as in official statistics."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([table.title, *table.columns])
    for name, numbers in table.rows:
        writer.writerow([_plain(name), *("." if n is None else n for n in numbers)])
    return "\ufeff" + out.getvalue()


def _counted(cases: QuerySet[Case], by: str, year: int) -> Counter[tuple[str, str]]:
    """Cases received in the year by row and outcome."""
    before = AuditEvent.objects.filter(office_id=OuterRef("office_id"))
    before = before.filter(reference=OuterRef("reference")).exclude(state=State.ERASED.value)
    received = cases.filter(received_at__date__range=(date(year, 1, 1), date(year, 12, 31)))
    counted: Counter[tuple[str, str]] = Counter()
    last = Subquery(before.order_by("-number").values("state")[:1])
    for row, state, stood in received.order_by().values_list(by, "state", last):
        known = state if state != State.ERASED.value else stood
        counted[row, _OUTCOME_OF.get(known, UNKNOWN)] += 1
    return counted


def _table(title: str, names: Mapping[str, str], counted: Counter[tuple[str, str]]) -> FiguresTable:
    columns = [*OUTCOMES, *({UNKNOWN} & {outcome for _, outcome in counted})]
    numbers = [[counted[row, column] for column in columns] for row in names]
    shown = suppressed(numbers) if numbers else Shown(((0,) * (len(columns) + 1),))
    return FiguresTable(
        title,
        (*columns, "zusammen"),
        tuple(zip([*names.values(), "zusammen"], shown.rows, strict=True)),
        shown.hides,
    )


def _plain(name: str) -> str:
    """A name that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@")) else name
