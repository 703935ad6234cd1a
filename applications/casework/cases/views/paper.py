"""Typing in an application that came on paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from applications.casework.cases.models import KINDS
from applications.casework.cases.paper import paper_groups, read_paper
from applications.casework.cases.services.filing import case_type_in
from applications.casework.offices.wall import CASEWORK, desk_page
from applications.casework.register import register
from applications.form import MOST_ENGAGEMENTS, ApplicationKind


@require_GET
@desk_page(*CASEWORK)
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/paper_start.html", {"kinds": KINDS})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*CASEWORK)
def type_in(request: HttpRequest, kind: str) -> HttpResponse:
    """All questions on one page; nothing typed is lost when something is missing."""
    if kind not in list(ApplicationKind):
        raise Http404
    asked, office, now = ApplicationKind(kind), request.user.office, timezone.now()
    answers = dict(request.POST.lists())
    problems = ()
    if request.method == "POST" and "mehr" not in request.POST:
        reading = read_paper(
            asked, answers, office=office.key, known=register(), on=timezone.localdate()
        )
        if reading.application is not None:
            case = case_type_in(application=reading.application, by=request.user, now=now)
            messages.success(request, f"Angelegt unter der Nummer {case}.")
            return redirect("case", reference=case.reference)
        problems = reading.problems
    blocks = _blocks(request)
    groups = paper_groups(asked, answers, problems, engagements=blocks, known=register())
    return render(
        request,
        "cases/paper.html",
        {
            "title": dict(KINDS)[kind],
            "groups": groups,
            "problems": problems,
            "blocks": blocks,
            "can_add": blocks < MOST_ENGAGEMENTS,
        },
        status=422 if problems else 200,
    )


def _blocks(request: HttpRequest) -> int:
    typed = request.POST.get("bloecke", "1")
    blocks = int(typed) if typed.isdecimal() else 1
    return min(max(1, blocks + ("mehr" in request.POST)), MOST_ENGAGEMENTS)
