"""The page that says what lies in the intake of the own office and what ends soon."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from applications.casework.intake.looking import look
from applications.casework.intake.watching import concerns
from applications.casework.offices.wall import OVERSIGHT, desk_page


@require_GET
@desk_page(*OVERSIGHT)
def intake(request: HttpRequest) -> HttpResponse:
    """Numbers and keys only; envelopes of other offices are not counted."""
    own, now = request.user.office.key, timezone.now()
    found = concerns(look(now=now), now=now, hours=settings.INTAKE_WAITING_HOURS)
    texts = [text for office, text in found if office in ("", own)]
    return render(request, "intake/intake.html", {"texts": texts})
