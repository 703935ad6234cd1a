"""The trail and the figures of the own office; neither shows what an application says."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from applications.casework.cases.anchors import BrokenAnchorsError, read_anchors
from applications.casework.cases.audit import anchored_of, first_break
from applications.casework.cases.figures import as_csv, figures_of_office, years_with_figures
from applications.casework.cases.models import AuditEvent
from applications.casework.offices.wall import EVERYONE, OVERSIGHT, desk_page

EVENTS_SHOWN = 500


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
    year = _year(request)
    return render(
        request,
        "cases/figures.html",
        {
            "table": figures_of_office(request.user.office, year),
            "year": year,
            "years": years_with_figures(request.user.office, until=timezone.localdate().year),
        },
    )


@require_GET
@desk_page(*EVERYONE)
def figures_csv(request: HttpRequest) -> HttpResponse:
    year = _year(request)
    text = as_csv(figures_of_office(request.user.office, year))
    headers = {"Content-Disposition": f'attachment; filename="antraege-{year}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _year(request: HttpRequest) -> int:
    this_year, typed = timezone.localdate().year, request.GET.get("jahr", "")
    known = typed.isdecimal() and len(typed) == 4 and 2000 <= int(typed) <= this_year
    return int(typed) if known else this_year
