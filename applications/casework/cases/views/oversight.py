"""The trail and the figures of the own office; neither shows what an application says."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from applications.casework.cases.anchors import BrokenAnchorsError, read_anchors
from applications.casework.cases.audit import anchored_of, first_break
from applications.casework.cases.models import STATES, AuditEvent
from applications.casework.cases.selectors import figures as count_figures
from applications.casework.offices.wall import EVERYONE, OVERSIGHT, desk_page

EVENTS_SHOWN = 500
SMALLEST_SHOWN = 5
"""Smaller numbers could tell who it was, so they are not shown."""


@require_GET
@desk_page(*OVERSIGHT)
def trail(request: HttpRequest) -> HttpResponse:
    office = request.user.office
    events = AuditEvent.objects.filter(office=office).order_by("-number")[:EVENTS_SHOWN]
    broken, first = "", None
    try:
        anchors = read_anchors(Path(str(settings.TRAIL_ANCHORS)))
        first = first_break(office, anchored_of(office, anchors))
    except BrokenAnchorsError as fault:
        broken = str(fault)
    return render(
        request,
        "cases/trail.html",
        {"events": events, "first_break": first, "broken_anchors": broken},
    )


@require_GET
@desk_page(*EVERYONE)
def figures(request: HttpRequest) -> HttpResponse:
    this_year = timezone.localdate().year
    typed = request.GET.get("jahr", "")
    year = int(typed) if typed.isdecimal() and 2000 <= int(typed) <= this_year else this_year
    counted = [
        (STATES[state], str(number) if number >= SMALLEST_SHOWN or not number else "unter 5")
        for state, number in count_figures(request.user.office, year)
    ]
    return render(request, "cases/figures.html", {"year": year, "counted": counted})
