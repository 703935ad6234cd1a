"""Steps of a case: buttons, and forms for what needs words."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications.casework.cases.forms import ForwardForm, ReasonForm, ReplyForm
from applications.casework.cases.services import deciding
from applications.casework.cases.views.acting import act, case_or_404
from applications.casework.offices.models import Office
from applications.casework.offices.wall import CASEWORK, desk_page
from applications.reasons import TEXT_MODULES, RejectionReason
from applications.states import Action

DONE = {
    Action.REVIEW: "Der Vorgang ist in Prüfung.",
    Action.ISSUE: "Die Karte ist als ausgestellt eingetragen. Die Person bekommt Nachricht.",
    Action.TAKE_BACK_GRANT: "Die Bewilligung ist zurückgenommen. Es wurde nichts verschickt.",
    Action.TAKE_BACK_ISSUE: "Der Vorgang wartet wieder auf die Karte. Es wurde nichts verschickt.",
    Action.REOPEN: "Der Vorgang ist wieder in Prüfung. Es wurde nichts verschickt.",
}


@require_POST
@desk_page(*CASEWORK)
def step(request: HttpRequest, reference: str, action: Action) -> HttpResponse:
    """A step that sends nothing but what the table says."""
    case, now = case_or_404(request, reference), timezone.now()
    return act(
        request,
        reference,
        lambda: deciding.case_step(case=case, action=action, by=request.user, now=now),
        DONE[action],
    )


@require_POST
@desk_page(*CASEWORK)
def grant(request: HttpRequest, reference: str) -> HttpResponse:
    case, now = case_or_404(request, reference), timezone.now()
    return act(
        request,
        reference,
        lambda: deciding.case_grant(case=case, by=request.user, now=now),
        "Bewilligt. Die Person bekommt Nachricht.",
    )


@require_POST
@desk_page(*CASEWORK)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    case, now = case_or_404(request, reference), timezone.now()
    return act(
        request,
        reference,
        lambda: deciding.case_withdraw(case=case, by=request.user, now=now),
        "Als zurückgezogen eingetragen.",
    )


@require_POST
@desk_page(*CASEWORK)
def settle_mails(request: HttpRequest, reference: str) -> HttpResponse:
    case, now = case_or_404(request, reference), timezone.now()
    return act(
        request,
        reference,
        lambda: deciding.case_settle_mails(case=case, by=request.user, now=now),
        "Als erledigt eingetragen.",
    )


@require_POST
@desk_page(*CASEWORK)
def reply(request: HttpRequest, reference: str) -> HttpResponse:
    """The applicant answered by letter, telephone or at the counter."""
    case, now, form = case_or_404(request, reference), timezone.now(), ReplyForm(request.POST)
    if not form.is_valid():
        return _form_page(request, case, form, "Antwort eintragen", "Eintragen")
    return act(
        request,
        reference,
        lambda: deciding.case_reply(
            case=case, text=form.cleaned_data["text"], by=request.user, now=now
        ),
        "Die Antwort ist eingetragen. Der Vorgang ist wieder in Prüfung.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*CASEWORK)
def ask_back(request: HttpRequest, reference: str) -> HttpResponse:
    return _with_reason(
        request, reference, deciding.case_ask_back, "Rückfrage stellen", "Die Frage ist unterwegs."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*CASEWORK)
def reject(request: HttpRequest, reference: str) -> HttpResponse:
    return _with_reason(
        request,
        reference,
        deciding.case_reject,
        "Ablehnen",
        "Abgelehnt. Die Nachricht ist unterwegs.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*CASEWORK)
def forward(request: HttpRequest, reference: str) -> HttpResponse:
    case, now = case_or_404(request, reference), timezone.now()
    form = ForwardForm(request.POST or None)
    form.fields["office"].queryset = Office.objects.exclude(pk=case.office_id)
    if not form.is_valid():
        return _form_page(request, case, form, "An eine andere Stelle weitergeben", "Weitergeben")
    values = form.cleaned_data
    return act(
        request,
        reference,
        lambda: deciding.case_forward(
            case=case, to=values["office"], consent=values["consent"], by=request.user, now=now
        ),
        "Weitergegeben. Die Person bekommt Nachricht mit der neuen Nummer.",
    )


def _with_reason(
    request: HttpRequest, reference: str, service: Callable[..., None], title: str, done: str
) -> HttpResponse:
    """A reason is chosen first, which brings its text; then the text is edited and sent."""
    case, now = case_or_404(request, reference), timezone.now()
    form = ReasonForm(request.POST or None, initial=_module(request.GET.get("grund", "")))
    if not form.is_valid():
        return _form_page(request, case, form, title, title, with_modules=True)
    values = form.cleaned_data
    return act(
        request,
        reference,
        lambda: service(
            case=case, reason=values["reason"], text=values["text"], by=request.user, now=now
        ),
        done,
    )


def _module(reason: str) -> dict[str, Any]:
    if reason not in list(RejectionReason):
        return {}
    return {"reason": reason, "text": TEXT_MODULES[RejectionReason(reason)].text}


def _form_page(
    request: HttpRequest, case: Any, form: Any, title: str, button: str, **more: Any
) -> HttpResponse:
    return render(
        request,
        "cases/form.html",
        {"case": case, "form": form, "title": title, "button": button, **more},
        status=422 if form.is_bound else 200,
    )
