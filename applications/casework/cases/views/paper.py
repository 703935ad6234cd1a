"""Typing in an application that came on paper."""

from collections.abc import Collection

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from applications.answers import Problem
from applications.casework.cases.models import KINDS, Case
from applications.casework.cases.paper import begin_at, paper_groups, read_paper
from applications.casework.cases.selectors import cases_of_person
from applications.casework.cases.services.filing import case_type_in, person_mark
from applications.casework.cases.typed_paper import completed, usual_answers, usual_engagement
from applications.casework.offices.wall import CASEWORK, desk_page
from applications.casework.register import register
from applications.form import MOST_ENGAGEMENTS, ApplicationKind
from applications.journey.questions import Answers


@require_GET
@desk_page(*CASEWORK)
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/paper_start.html", {"kinds": KINDS})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*CASEWORK)
def type_in(request: HttpRequest, kind: str) -> HttpResponse:
    """All questions on one page; nothing typed is lost when something is missing, or when the same
    person has applied before."""
    if kind not in list(ApplicationKind):
        raise Http404
    if request.method != "POST":
        return _page(request, kind, usual_answers())
    typed = dict(request.POST.lists())
    if "mehr" in request.POST:
        return _page(request, kind, {**usual_engagement(_blocks(request) - 1), **typed})
    answers = completed(ApplicationKind(kind), typed, register())
    reading = read_paper(
        ApplicationKind(kind),
        answers,
        office=request.user.office.key,
        known=register(),
        on=timezone.localdate(),
    )
    if reading.application is None:
        return _page(request, kind, typed, problems=reading.problems)
    mark = person_mark(reading.application.person)
    twins = cases_of_person(request.user, mark)
    if twins and request.POST.get("trotzdem") != mark:
        return _page(request, kind, typed, twins=twins, mark=mark)
    case = case_type_in(application=reading.application, by=request.user, now=timezone.now())
    messages.success(request, f"Angelegt unter der Nummer {case}.")
    return redirect("case", reference=case.reference)


def _page(
    request: HttpRequest,
    kind: str,
    answers: Answers,
    *,
    problems: tuple[Problem, ...] = (),
    twins: Collection[Case] = (),
    mark: str = "",
) -> HttpResponse:
    blocks = _blocks(request)
    groups = paper_groups(
        ApplicationKind(kind), answers, problems, engagements=blocks, known=register()
    )
    return render(
        request,
        "cases/paper.html",
        {
            "title": dict(KINDS)[kind],
            "groups": groups,
            "problems": problems,
            "twins": twins,
            "mark": mark,
            "blocks": blocks,
            "can_add": blocks < MOST_ENGAGEMENTS,
            "begin": begin_at(groups, engagements=blocks, more="mehr" in request.POST),
        },
        status=422 if problems or twins else 200,
    )


def _blocks(request: HttpRequest) -> int:
    typed = request.POST.get("bloecke", "1")
    blocks = int(typed) if typed.isdecimal() and len(typed) < 3 else 1
    return min(max(1, blocks + ("mehr" in request.POST)), MOST_ENGAGEMENTS)
