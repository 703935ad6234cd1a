"""Queue and case page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from applications.casework.cases import content, selectors
from applications.casework.cases.deadlines import deadline_of
from applications.casework.cases.forms import ReplyForm
from applications.casework.cases.judgement import OUTCOMES, judge
from applications.casework.cases.models import KINDS, Case
from applications.casework.cases.services.reading import case_note_reading
from applications.casework.cases.views.acting import case_or_404
from applications.casework.mail.services import mails_given_up
from applications.casework.offices.roles import Role
from applications.casework.offices.wall import CASEWORK, EVERYONE, desk_page
from applications.casework.transfers.models import Transfer
from applications.casework.transfers.services import transfers_failing
from applications.references import BadReferenceError
from applications.states import Action, State, allowed_actions

CASES_A_PAGE = 50


@require_GET
@desk_page(*EVERYONE)
def start(request: HttpRequest) -> HttpResponse:
    """Where somebody arrives who signs in: at what there is to do, or to look at."""
    return redirect("figures" if request.user.role == Role.AUDITOR else "queue")


@require_GET
@desk_page(*CASEWORK)
def queue(request: HttpRequest) -> HttpResponse:
    view = request.GET.get("liste", "pruefen")
    view = view if view in selectors.VIEWS else "pruefen"
    kind, typed = request.GET.get("art", ""), request.GET.get("nummer", "").strip()
    problem, cases = "", Case.objects.none()
    try:
        cases = selectors.queue(request.user, view, kind, typed)
    except BadReferenceError as bad:
        problem = str(bad)
    if typed and not problem and (found := cases.first()):
        return redirect("case", reference=found.reference)
    today = timezone.localdate()
    page = Paginator(cases, CASES_A_PAGE).get_page(request.GET.get("seite"))
    return render(
        request,
        "cases/queue.html",
        {
            "rows": [(case, deadline_of(case, on=today)) for case in page],
            "page": page,
            "view": view,
            "views": [
                (key, selectors.VIEWS[key][0], number)
                for key, number in selectors.numbers_of_views(request.user).items()
            ],
            "kind": kind,
            "kinds": KINDS,
            "typed": typed,
            "problem": problem,
            "failing": transfers_failing(request.user.office),
            "unasked": selectors.cases_nobody_could_ask(request.user),
            "undelivered": mails_given_up(request.user.office),
        },
    )


@require_GET
@desk_page(*CASEWORK)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about one case; that it was read goes into the trail."""
    case = case_or_404(request, reference)
    now = timezone.now()
    case_note_reading(case=case, by=request.user, now=now)
    if case.current is State.ERASED:
        return render(request, "cases/erased.html", {"case": case})
    judgement = judge(case, on=timezone.localdate())
    actions = allowed_actions(case.current, request.user.actor)
    messages = case.messages.select_related("case__data_key")
    return render(
        request,
        "cases/case.html",
        {
            "case": case,
            "judgement": judgement,
            "person": judgement.application.person,
            "outcome": OUTCOMES[judgement.outcome],
            "deadline": deadline_of(case, on=timezone.localdate()),
            "duplicates": selectors.same_person(case),
            "written": [(message, content.text_of(message)) for message in messages],
            "steps": [(a, *STEP_BUTTONS[a]) for a in actions if a in STEP_BUTTONS],
            "forms": [(a, *FORM_LINKS[a]) for a in actions if a in FORM_LINKS],
            "can_ask": Action.RECORD_ANSWER in actions,
            "can_note_reply": Action.REPLY in actions,
            "reply_form": ReplyForm(),
            "transfers": Transfer.objects.filter(reference=case.reference),
        },
    )


STEP_BUTTONS = {
    Action.REVIEW: ("case_review", "Zur Prüfung nehmen"),
    Action.GRANT: ("case_grant", "Bewilligen"),
    Action.ISSUE: ("case_issue", "Karte ist ausgestellt"),
    Action.TAKE_BACK_GRANT: ("case_take_back_grant", "Bewilligung zurücknehmen"),
    Action.TAKE_BACK_ISSUE: ("case_take_back_issue", "Karte ist doch nicht ausgestellt"),
    Action.REOPEN: ("case_reopen", "Wieder aufnehmen"),
    Action.WITHDRAW: ("case_withdraw", "Als zurückgezogen eintragen"),
}
"""Steps without more words: address name and button."""

FORM_LINKS = {
    Action.ASK_BACK: ("case_ask_back", "Rückfrage stellen"),
    Action.REJECT: ("case_reject", "Ablehnen"),
    Action.FORWARD: ("case_forward", "Weitergeben"),
    Action.CORRECT: ("case_correct", "Angaben berichtigen"),
    Action.ERASE: ("case_erase", "Auf Verlangen löschen"),
}
"""Steps that need words: address name and link."""
