"""Inviting an editor, and what may become of the account afterwards."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import ModelLogEntry

from cms.accounts.models import AccountState, User
from cms.accounts.services import (
    AddressTakenError,
    invitation_resend,
    user_block,
    user_invite,
    user_move,
    user_unblock,
)
from cms.municipalities.editors.forms import InvitationForm, PlacementForm, editors_of

View = Callable[..., HttpResponse]
_MAIL_FAILED = (
    "Die E-Mail ließ sich nicht verschicken. Es wurde nichts geändert. Versuchen Sie es später "
    "noch einmal; bleibt es dabei, sagen Sie dem Betrieb Bescheid."
)


def chancellery_only(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_chancellery:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@chancellery_only
@require_http_methods(["GET", "POST"])
def invite_view(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None, by=request.user)
    if form.is_valid() and (user := _invited(form, request)):
        messages.success(
            request, f"{user.get_full_name()} ist eingeladen. Die E-Mail ging an {user.email}."
        )
        return redirect("editors")
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    return render(request, "municipalities/editor_invite.html", {"form": form, "days": days})


def _invited(form: InvitationForm, request: HttpRequest) -> User | None:
    data = form.cleaned_data
    names = ("first_name", "last_name", "email", "role", "page")
    try:
        return user_invite(by=request.user, **{name: data[name] for name in names})
    except AddressTakenError:
        form.add_error(
            "email",
            "Für diese Adresse gibt es schon ein Konto. Suchen Sie es in der Liste; dort ändern "
            "Sie Rolle und Gebiet.",
        )
    except OSError:
        form.add_error(None, _MAIL_FAILED)
    return None


@chancellery_only
@require_http_methods(["GET", "POST"])
def editor_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One editor: what the account is, and another role or place for it (POST)."""
    user = get_object_or_404(editors_of(request.user), pk=pk)
    held = {"role": user.role, "area": user.area_id}
    form = PlacementForm(request.POST or None, by=request.user, initial=held)
    if form.is_valid():
        user_move(
            user=user,
            by=request.user,
            role=form.cleaned_data["role"],
            page=form.cleaned_data["page"],
        )
        messages.success(request, f"{_name(user)}: {user.get_role_display()} für {user.area}.")
        return redirect("editor", pk)
    context = {
        "editor": user,
        "form": form,
        "state": user.state(timezone.now()),
        "states": AccountState,
        "history": ModelLogEntry.objects.for_instance(user).select_related("user"),
    }
    return render(request, "municipalities/editor.html", context)


@chancellery_only
@require_POST
def resend_view(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(editors_of(request.user), pk=pk)
    if user.state(timezone.now()) not in (AccountState.INVITED, AccountState.EXPIRED):
        messages.info(request, f"{_name(user)} braucht keine Einladung mehr.")
        return redirect("editor", pk)
    try:
        invitation_resend(user=user, by=request.user)
    except OSError:
        messages.error(request, _MAIL_FAILED)
    else:
        messages.success(
            request, f"Eine neue Einladung ging an {user.email}. Ältere Links gelten nicht mehr."
        )
    return redirect("editor", pk)


@chancellery_only
@require_POST
def block_view(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(editors_of(request.user), pk=pk)
    user_block(user=user, by=request.user)
    messages.success(request, f"{_name(user)} ist gesperrt. Die Angebote bleiben, wie sie sind.")
    return redirect("editor", pk)


@chancellery_only
@require_POST
def unblock_view(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(editors_of(request.user), pk=pk)
    user_unblock(user=user, by=request.user)
    messages.success(request, f"{_name(user)} kann sich wieder anmelden.")
    return redirect("editor", pk)


def _name(user: User) -> str:
    return user.get_full_name() or user.username
