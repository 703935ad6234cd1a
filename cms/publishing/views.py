"""The page "Veröffentlichung": what was published, what was refused, and how to go on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cms.publishing.lock import PublicationBusyError
from cms.publishing.models import PublicationRequest, PublicationRun, RunState
from cms.publishing.services import publication_request, publication_rollback
from cms.publishing.session import StepError

SHOWN = 20


@require_GET
def publications_view(request: HttpRequest) -> HttpResponse:
    runs = list(PublicationRun.objects.all()[:SHOWN])
    return render(
        request,
        "publishing/publications.html",
        {
            "runs": runs,
            "waiting": PublicationRequest.objects.count(),
            "refused": runs[0] if runs and runs[0].state == RunState.REFUSED else None,
            "paused": bool(runs) and runs[0].state == RunState.ROLLED_BACK,
            "may_decide": request.user.is_chancellery,
        },
    )


@require_POST
def release_view(request: HttpRequest) -> HttpResponse:
    """The chancellery says that the findings of the guard are meant."""
    _chancellery_only(request)
    reason = request.POST.get("reason", "").strip()
    last = PublicationRun.objects.first()
    if last is None or last.state != RunState.REFUSED:
        messages.info(request, "Es ist nichts mehr angehalten.")
    elif not reason:
        messages.error(request, "Schreiben Sie bitte, warum das so gewollt ist.")
    else:
        publication_request(reason="Freigabe nach Einwand", by=request.user, release_guard=reason)
        messages.success(request, "Freigegeben. Die Veröffentlichung beginnt in wenigen Sekunden.")
    return redirect("publications")


@require_POST
def publish_now_view(request: HttpRequest) -> HttpResponse:
    _chancellery_only(request)
    full = bool(request.POST.get("full"))
    publication_request(reason="Von Hand angestoßen", by=request.user, full=full)
    messages.success(request, "Die Veröffentlichung beginnt in wenigen Sekunden.")
    return redirect("publications")


@require_POST
def rollback_view(request: HttpRequest) -> HttpResponse:
    _chancellery_only(request)
    try:
        publication_rollback(by=str(request.user))
    except (StepError, PublicationBusyError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Der vorige Stand ist wieder öffentlich.")
    return redirect("publications")


def _chancellery_only(request: HttpRequest) -> None:
    if not request.user.is_chancellery:
        raise PermissionDenied
