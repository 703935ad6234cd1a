"""A page with all mails of the demo, so that one person can play everybody's part."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.casework.demo.mailbox import Mail, mails_in


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/mailbox.html", {"mails": _mails(), "kept": bool(_folder())})


@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    found = next((mail for mail in _mails() if mail.key == key), None)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})


def _folder() -> str:
    """Empty when mails really leave, which `EMAIL_URL` can ask for."""
    return getattr(settings, "EMAIL_FILE_PATH", "") or ""


def _mails() -> list[Mail]:
    return mails_in(Path(_folder())) if _folder() else []
