"""What the desk does about one confirmation: ask again, ask somebody else, note an answer that
came by telephone or on paper."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications.casework.cases import content
from applications.casework.cases.forms import ContactForm, PaperAnswerForm, PhoneAnswerForm
from applications.casework.cases.models import Channel, Confirmation
from applications.casework.cases.services import asking
from applications.casework.cases.views.acting import act, confirmation_or_404
from applications.casework.offices.wall import CASEWORK, desk_page


@require_POST
@desk_page(*CASEWORK)
def resend(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    confirmation, now = confirmation_or_404(request, reference, pk), timezone.now()
    return act(
        request,
        reference,
        lambda: asking.confirmation_resend(confirmation=confirmation, by=request.user, now=now),
        "Noch einmal gefragt. Der alte Link gilt nicht mehr.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*CASEWORK)
def change_contact(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    confirmation, now = confirmation_or_404(request, reference, pk), timezone.now()
    said = content.said_in(confirmation)
    known, (street, town) = said.contact, said.address or ("", "")
    form = ContactForm(
        request.POST or None,
        initial={
            "name": known.name,
            "function": known.function,
            "email": known.email,
            "street": street,
            "town": town,
        },
    )
    if not form.is_valid():
        return _page(request, confirmation, form, "Jemand anderes fragen", "Fragen")
    return act(
        request,
        reference,
        lambda: asking.confirmation_change_contact(
            confirmation=confirmation,
            contact=form.contact(),
            address=form.address(),
            by=request.user,
            now=now,
        ),
        "Eingetragen. Der alte Link gilt nicht mehr.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*CASEWORK)
def record(request: HttpRequest, reference: str, pk: int, channel: Channel) -> HttpResponse:
    """An answer that came by telephone or on paper."""
    confirmation, now = confirmation_or_404(request, reference, pk), timezone.now()
    kind, title = RECORDED[channel]
    form = kind(request.POST or None)
    if not form.is_valid():
        return _page(request, confirmation, form, title, "Eintragen")
    values = form.cleaned_data
    return act(
        request,
        reference,
        lambda: asking.confirmation_record(
            confirmation=confirmation,
            answer=values["answer"],
            answered_by=values["answered_by"],
            hours=form.hours(),
            note=values["note"],
            channel=channel,
            by=request.user,
            now=now,
        ),
        "Die Antwort ist eingetragen.",
    )


RECORDED = {
    Channel.PHONE: (PhoneAnswerForm, "Antwort am Telefon eintragen"),
    Channel.PAPER: (PaperAnswerForm, "Antwort auf Papier eintragen"),
}


def _page(
    request: HttpRequest, confirmation: Confirmation, form: Form, title: str, button: str
) -> HttpResponse:
    return render(
        request,
        "cases/form.html",
        {"case": confirmation.case, "form": form, "title": title, "button": button},
        status=422 if form.is_bound else 200,
    )
