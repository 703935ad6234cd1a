"""Pages for people without an account. The token stands in the fragment, which no server sees;
the page sends it in a POST, and opening a page changes nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications.casework.cases import content
from applications.casework.cases.forms import LinkAnswerForm, ReplyForm
from applications.casework.cases.links import code_hash, token_hash
from applications.casework.cases.models import Case, Confirmation, Message
from applications.casework.cases.services.confirming import confirmation_answer, confirmation_for
from applications.casework.cases.services.deciding import case_reply, case_withdraw
from applications.casework.cases.services.filing import case_confirm_email
from applications.casework.offices.scope import link_scope
from applications.states import STATE_LABELS, Action, Actor, RefusedActionError, State
from applications.states import allowed_actions as allowed

View = Callable[..., HttpResponse]
NEXT_STEPS = {
    State.AWAITING_EMAIL: "Bitte bestätigen Sie unten Ihre E-Mail-Adresse.",
    State.RECEIVED: "Wir sehen uns Ihren Antrag an.",
    State.AWAITING_CONFIRMATION: "Wir haben Ihre Organisation um Bestätigung gebeten.",
    State.IN_REVIEW: "Die Stelle prüft Ihren Antrag.",
    State.CLARIFICATION: "Bitte beantworten Sie unten die Frage der Stelle.",
    State.GRANTED: "Die Stelle stellt Ihre Karte aus.",
    State.ISSUED: "Sie müssen nichts tun. Danke für Ihr Engagement!",
    State.REJECTED: "Den Grund lesen Sie unten. Sie können einen neuen Antrag stellen.",
    State.WITHDRAWN: "Wir löschen Ihre Angaben nach einem Monat.",
    State.FORWARDED: "Die andere Stelle hat Ihnen eine Nachricht mit einer neuen Nummer geschickt.",
    State.LAPSED: "Sie können jederzeit einen neuen Antrag stellen.",
}


def link_page(view: View) -> View:
    """A page that sees the one case its link belongs to."""

    @wraps(view)
    def scoped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        token = _token(request)
        with link_scope(token_hash(token), code_hash(token)):
            return view(request, *args, **kwargs)

    return scoped


@require_http_methods(["GET", "HEAD", "POST"])
@link_page
def confirm(request: HttpRequest) -> HttpResponse:
    """GET asks for the code, which the page takes from the address; POST shows the question."""
    if request.method != "POST":
        return _ask_for_code(request, "Engagement bestätigen")
    confirmation = confirmation_for(_token(request), timezone.now())
    if confirmation is None:
        return _link_is_over(request)
    return _confirmation_page(request, confirmation, LinkAnswerForm())


@require_POST
@link_page
def confirm_answer(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    confirmation, form = confirmation_for(_token(request), now), LinkAnswerForm(request.POST)
    if confirmation is None:
        return _link_is_over(request)
    if not form.is_valid():
        return _confirmation_page(request, confirmation, form)
    values = form.cleaned_data
    try:
        confirmation_answer(
            confirmation=confirmation,
            answer=values["answer"],
            answered_by=values["answered_by"],
            hours=form.hours(),
            reason=values["reason"],
            now=now,
        )
    except RefusedActionError as refused:
        form.add_error(None, str(refused))
        return _confirmation_page(request, confirmation, form)
    return render(request, "cases/link_thanks.html", {"office": confirmation.case.office})


@require_http_methods(["GET", "HEAD", "POST"])
@link_page
def status(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask_for_code(request, "Wie steht mein Antrag?")
    case = _case(request)
    return _status_page(request, case) if case else _link_is_over(request)


@require_POST
@link_page
def status_act(request: HttpRequest, action: Action) -> HttpResponse:
    """What an applicant can do: confirm the address, answer a question, withdraw."""
    case, now = _case(request), timezone.now()
    if case is None:
        return _link_is_over(request)
    form = ReplyForm(request.POST)
    if action is Action.REPLY and not form.is_valid():
        return _status_page(request, case, form)
    try:
        if action is Action.CONFIRM_EMAIL:
            case_confirm_email(case=case, now=now)
        elif action is Action.REPLY:
            case_reply(case=case, text=form.cleaned_data["text"], by=None, now=now)
        else:
            case_withdraw(case=case, by=None, now=now)
    except RefusedActionError:
        pass  # pressed twice, or somebody was quicker: the page shows how it stands now
    case.refresh_from_db()
    return _status_page(request, case)


def _token(request: HttpRequest) -> str:
    return request.POST.get("token", "")


def _case(request: HttpRequest) -> Case | None:
    cases = Case.objects.select_related("office", "data_key").exclude(status_hash="")
    token = _token(request)
    opened = Q(status_hash=token_hash(token)) | Q(status_code_hash=code_hash(token))
    return cases.filter(opened).first()


def _ask_for_code(request: HttpRequest, title: str) -> HttpResponse:
    return render(request, "cases/link_code.html", {"title": title})


def _link_is_over(request: HttpRequest) -> HttpResponse:
    """The same for wrong, old and used links: nothing can be learnt by trying."""
    return render(request, "cases/link_over.html", status=404)


def _confirmation_page(
    request: HttpRequest, confirmation: Confirmation, form: LinkAnswerForm
) -> HttpResponse:
    """Only what this organisation has to know: who, what, since when, how much."""
    application = content.application_of(confirmation.case)
    return render(
        request,
        "cases/link_confirm.html",
        {
            "form": form,
            "token": _token(request),
            "office": confirmation.case.office,
            "contact": content.said_in(confirmation).contact,
            "person": application.person,
            "engagement": application.engagements[confirmation.engagement],
        },
        status=422 if form.is_bound else 200,
    )


def _progress(confirmation: Confirmation) -> str:
    if confirmation.answer:
        return "Antwort ist da"
    return "noch keine Antwort" if confirmation.asked_at else "noch nicht gefragt"


def _status_page(request: HttpRequest, case: Case, form: ReplyForm | None = None) -> HttpResponse:
    application = content.application_of(case)
    asked = [
        (application.engagements[c.engagement].organisation or "Engagement", _progress(c))
        for c in case.confirmations.all()
    ]
    last = case.messages.select_related("case__data_key").exclude(kind=Message.Kind.NOTE).last()
    actions = allowed(case.current, Actor.APPLICANT)
    return render(
        request,
        "cases/link_status.html",
        {
            "case": case,
            "token": _token(request),
            "state": STATE_LABELS[case.current],
            "next_step": NEXT_STEPS[case.current],
            "asked": asked,
            "message": last,
            "text": content.text_of(last) if last else "",
            "form": form or ReplyForm(),
            "can_confirm_email": Action.CONFIRM_EMAIL in actions,
            "can_reply": Action.REPLY in actions,
            "can_withdraw": Action.WITHDRAW in actions,
        },
        status=422 if form else 200,
    )
