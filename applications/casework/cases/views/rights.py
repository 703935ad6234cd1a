"""What people may ask for about their own data: to be told, to have it corrected or erased."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from applications.answers import answers_of
from applications.casework.cases import content
from applications.casework.cases.forms import DisclosureForm, EraseForm
from applications.casework.cases.models import KINDS
from applications.casework.cases.paper import paper_groups, read_paper
from applications.casework.cases.selectors import cases_of_person, cases_visible_to
from applications.casework.cases.services.correcting import case_correct
from applications.casework.cases.services.disclosing import cases_disclose
from applications.casework.cases.services.erasing import case_erase_on_request
from applications.casework.cases.services.filing import mark_of
from applications.casework.cases.services.reading import case_note_reading
from applications.casework.cases.views.acting import act, case_or_404
from applications.casework.offices.roles import Role
from applications.casework.offices.wall import CASEWORK, desk_page
from applications.casework.register import register
from applications.form import MOST_ENGAGEMENTS, ApplicationKind
from applications.written_answers import typed_again
from catalogue.codec import canonical_json, to_json

REASON = "berichtigung_grund"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Role.OFFICE_LEAD)
def disclosure(request: HttpRequest) -> HttpResponse:
    """Everything about one person, by number or by name and birth date. Asked for by POST, so that
    no name gets into an address or a log."""
    form, now = DisclosureForm(request.POST or None), timezone.now()
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cases/disclosure_form.html", {"form": form}, status=status)
    asked = form.cleaned_data
    if asked["references"]:
        cases = cases_visible_to(request.user).filter(reference__in=asked["references"])
    else:
        mark = mark_of(asked["first_names"], asked["last_name"], asked["birth_date"])
        cases = cases_of_person(request.user, mark).order_by("received_at")
    told = cases_disclose(cases=cases, by=request.user, now=now)
    shown = {"told": told, "office": request.user.office, "on": now}
    if asked["form"] == "json":
        data = {"stand": now.isoformat(), "cases": [to_json(one) for one in told]}
        return _file(canonical_json(data).encode(), "application/json", "auskunft.json")
    if asked["form"] == "pdf":
        return _file(_pdf(shown), "application/pdf", "auskunft.pdf")
    return render(request, "cases/disclosure.html", shown)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)


def _pdf(shown: dict[str, Any]) -> bytes:
    from weasyprint import HTML  # heavy; only this page needs it

    html = render_to_string("cases/disclosure_print.html", shown)
    return bytes(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Role.OFFICE_LEAD)
def erase(request: HttpRequest, reference: str) -> HttpResponse:
    case = case_or_404(request, reference)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        title = "Auf Verlangen löschen"
        shown = {"case": case, "form": form, "title": title, "button": "Endgültig löschen"}
        return render(request, "cases/form.html", shown, status=status)
    return act(
        request,
        reference,
        lambda: case_erase_on_request(case=case, by=request.user, now=timezone.now()),
        "Die Angaben sind gelöscht.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*CASEWORK)
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """The questions of the form, filled in with what the case says."""
    case, now = case_or_404(request, reference), timezone.now()
    if not case.content:
        raise Http404
    kind = ApplicationKind(case.kind)
    answers, problems = dict(request.POST.lists()), ()
    if request.method == "POST":
        reading = read_paper(
            kind, answers, office=case.office.key, known=register(), on=timezone.localdate()
        )
        reason = request.POST.get(REASON, "").strip()
        if reading.application is not None and reason:
            return act(
                request,
                reference,
                lambda: case_correct(
                    case=case, application=reading.application, reason=reason, by=request.user,
                    now=now,
                ),
                "Berichtigt. Was vorher dastand, steht unter „Geschrieben“.",
            )  # fmt: skip
        problems = reading.problems
        if not reason:
            messages.error(request, "Bitte schreiben Sie, warum berichtigt wird.")
    else:
        case_note_reading(case=case, by=request.user, now=now)
        answers = typed_again(answers_of(content.application_of(case)))
    blocks = _blocks(answers)
    shown = {
        "case": case,
        "title": dict(KINDS)[case.kind],
        "groups": paper_groups(kind, answers, problems, engagements=blocks, known=register()),
        "problems": problems,
        "blocks": blocks,
        "reason_name": REASON,
        "reason": request.POST.get(REASON, ""),
    }
    return render(
        request, "cases/correct.html", shown, status=422 if request.method == "POST" else 200
    )


def _blocks(answers: Mapping[str, list[str]]) -> int:
    """So many engagements are filled in."""
    numbers = {name.split(".")[1] for name in answers if name.startswith("engagements.")}
    return min(max(1, len(numbers)), MOST_ENGAGEMENTS)
