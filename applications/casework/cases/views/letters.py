"""The print queue of an office: one PDF a day, and what was printed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from applications.casework.cases.services.printing import (
    letters_mark_printed,
    letters_note_reading,
    letters_of,
    letters_take_back,
)
from applications.casework.cases.services.proceeding import local_date
from applications.casework.mail.letter_pdf import PrintableLetter, letters_pdf
from applications.casework.mail.letters import content_of
from applications.casework.mail.models import OutgoingLetter
from applications.casework.offices.models import Office
from applications.casework.offices.wall import CASEWORK, desk_page
from applications.casework.register import register
from applications.states import RefusedActionError
from catalogue.offices import IssuingOffice

MOST_TOGETHER = 25
"""Letters in one PDF: setting one takes about a quarter of a second."""


@require_GET
@desk_page(*CASEWORK)
def page(request: HttpRequest) -> HttpResponse:
    """Numbers only; names stand in the letters."""
    letters = letters_of(request.user.office)
    waiting = letters.filter(printed_at=None)
    printed = letters.exclude(printed_at=None).order_by("-printed_at", "pk")
    return render(
        request,
        "cases/letters.html",
        {
            "stacks": list(_stacks(waiting)),
            "batches": [
                (at, list(ones)) for at, ones in groupby(printed, key=lambda one: one.printed_at)
            ],
        },
    )


@require_POST
@desk_page(*CASEWORK)
def print_pdf(request: HttpRequest) -> HttpResponse:
    """The chosen open letters as one PDF. A POST, so that nothing that follows links reads them."""
    letters = list(_chosen(request).filter(printed_at=None))
    if not letters:
        messages.error(request, "Diese Briefe sind schon als gedruckt eingetragen.")
        return redirect("letters")
    letters_note_reading(letters=letters, by=request.user, now=timezone.now())
    printable = [
        PrintableLetter(content_of(one), one.reference, local_date(one.queued_at))
        for one in letters
    ]
    file = letters_pdf(printable, _sender(request.user.office))
    name = f"briefe-{printable[0].day:%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(file, content_type="application/pdf", headers=headers)


@require_POST
@desk_page(*CASEWORK)
def mark_printed(request: HttpRequest) -> HttpResponse:
    pks = [one.pk for one in _chosen(request)]
    try:
        number = letters_mark_printed(pks=pks, by=request.user, now=timezone.now())
    except RefusedActionError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Als gedruckt eingetragen: {_counted(number)}.")
    return redirect("letters")


@require_POST
@desk_page(*CASEWORK)
def take_back(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("printed_at", "")
    printed_at = _moment(typed)
    number = 0
    if printed_at is not None:
        number = letters_take_back(printed_at=printed_at, by=request.user, now=timezone.now())
    messages.success(request, f"Wieder offen: {_counted(number)}.")
    return redirect("letters")


def _stacks(
    letters: Iterable[OutgoingLetter],
) -> Iterator[tuple[date, int, list[OutgoingLetter]]]:
    """Letters of a day in stacks that are printed together: day, number of the stack, letters."""
    for day, ones in groupby(letters, key=lambda one: local_date(one.queued_at)):
        rest = list(ones)
        for number, start in enumerate(range(0, len(rest), MOST_TOGETHER), start=1):
            yield day, number, rest[start : start + MOST_TOGETHER]


def _chosen(request: HttpRequest) -> QuerySet[OutgoingLetter]:
    typed = request.POST.getlist("brief")
    pks = [int(one) for one in typed if one.isdecimal() and len(one) < 19]
    return letters_of(request.user.office).filter(pk__in=pks[:MOST_TOGETHER])


def _moment(typed: str) -> datetime | None:
    try:
        moment = parse_datetime(typed)
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None


def _counted(number: int) -> str:
    return "1 Brief" if number == 1 else f"{number} Briefe"


def _sender(office: Office) -> IssuingOffice:
    """As published; an office that is published no longer has its name only."""
    return register().office(office.key) or IssuingOffice(office.key, office.name, ())
