"""Award ceremonies: choose who, print the list, enter who was handed a card."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from applications.casework.cases.forms import CeremonyForm, RangeForm
from applications.casework.cases.handing_over import (
    MOST_LISTED,
    handed_over,
    listed,
    waiting_for_card,
)
from applications.casework.cases.models import Case
from applications.casework.cases.selectors import cases_visible_to
from applications.casework.cases.services.handing_over import (
    cases_hand_over,
    cases_note_reading,
    cases_take_back_card,
)
from applications.casework.mail.letter_pdf import sheets
from applications.casework.offices.wall import CASEWORK, desk_page
from applications.states import Action, RefusedActionError, State, allowed_actions


@require_GET
@desk_page(*CASEWORK)
def page(request: HttpRequest) -> HttpResponse:
    """Who waits for a card, by name; who was handed one lately, by number."""
    return _page(request, CeremonyForm(), chosen=None)


@require_POST
@desk_page(*CASEWORK)
def print_list(request: HttpRequest) -> HttpResponse:
    """The chosen people with a column to sign in. A POST, so that nothing that follows links
    reads names."""
    form, cases = CeremonyForm(request.POST), list(_chosen(request))
    if not cases:
        form.add_error(None, "Bitte wählen Sie mindestens eine Person aus.")
    if not form.is_valid():
        return _page(request, form, chosen={case.reference for case in cases})
    cases_note_reading(cases=cases, by=request.user, now=timezone.now())
    html = render_to_string(
        "cases/handing_over_list.html",
        {"rows": listed(cases), "office": request.user.office, **form.cleaned_data},
    )
    headers = {"Content-Disposition": 'inline; filename="uebergabe.pdf"'}
    return HttpResponse(sheets([html]), content_type="application/pdf", headers=headers)


@require_POST
@desk_page(*CASEWORK)
def mark(request: HttpRequest) -> HttpResponse:
    return _act(request, cases_hand_over, "Als übergeben eingetragen: {}.")


@require_POST
@desk_page(*CASEWORK)
def take_back(request: HttpRequest) -> HttpResponse:
    return _act(request, cases_take_back_card, "Wartet wieder auf die Übergabe: {}.")


def _act(request: HttpRequest, service: Any, done: str) -> HttpResponse:
    cases = list(_chosen(request))
    try:
        if not cases:
            raise RefusedActionError("Bitte wählen Sie mindestens eine Person aus.")
        service(cases=cases, by=request.user, now=timezone.now())
    except RefusedActionError as refused:
        messages.error(request, str(refused))
    else:
        number = "1 Karte" if len(cases) == 1 else f"{len(cases)} Karten"
        messages.success(request, done.format(number))
    return redirect("handing_over")


def _chosen(request: HttpRequest) -> QuerySet[Case]:
    cases = cases_visible_to(request.user)
    return cases.filter(reference__in=request.POST.getlist("vorgang")[:MOST_LISTED])


def _page(request: HttpRequest, form: forms.Form, *, chosen: set[str] | None) -> HttpResponse:
    days = RangeForm(request.GET or None)
    found = days.cleaned_data if days.is_bound and days.is_valid() else {}
    waiting = waiting_for_card(request.user, since=found.get("von"), until=found.get("bis"))
    cases = list(waiting[:MOST_LISTED])
    cases_note_reading(cases=cases, by=request.user, now=timezone.now())
    return render(
        request,
        "cases/handing_over.html",
        {
            "form": form,
            "days": days,
            "rows": [
                (row, chosen is None or row.case.reference in chosen) for row in listed(cases)
            ],
            "left_off": waiting.count() - len(cases),
            "given": handed_over(request.user, on=timezone.localdate())[:MOST_LISTED],
            "can_take_back": Action.TAKE_BACK_ISSUE
            in allowed_actions(State.ISSUED, request.user.actor),
        },
        status=422 if form.is_bound else 200,
    )
