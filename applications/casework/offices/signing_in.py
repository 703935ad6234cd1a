"""The pages of signing in: by password, or through the identity provider. Codes are allauth's."""

import logging
import secrets
from dataclasses import asdict
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import LoginView
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from applications.casework.offices import oidc
from applications.casework.offices.models import User
from applications.casework.offices.second_factor import note_second_factor
from applications.casework.offices.services import user_for_identity

_LOG = logging.getLogger(__name__)
_ASKED = "oidc_asked"


class SignInView(LoginView):
    """`CASEWORK_PASSWORD_LOGIN` says whether passwords are taken at all."""

    template_name = "offices/login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not settings.CASEWORK_PASSWORD_LOGIN:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**more),
            "next": self.request.GET.get("next", self.request.POST.get("next", "")),
            "provider": settings.CASEWORK_OIDC_NAME if settings.CASEWORK_OIDC_URL else "",
            "password_login": settings.CASEWORK_PASSWORD_LOGIN,
        }


@require_POST
def ask_provider(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; what comes back must fit what is kept here."""
    asked = oidc.new_question()
    request.session[_ASKED] = {**asdict(asked), "next": request.POST.get("next", "")}
    try:
        return redirect(oidc.address_to_ask(_provider(), asked, back=_back()))
    except oidc.SignInRefusedError as reason:
        return _refused(request, str(reason), status=503)


@require_GET
def back_from_provider(request: HttpRequest) -> HttpResponseBase:
    """Sign in who the provider names, if an account was made for them before."""
    kept = request.session.pop(_ASKED, None) or {}
    following = kept.pop("next", "")
    state = request.GET.get("state", "")
    if not kept or not secrets.compare_digest(state.encode(), kept["state"].encode()):
        return _refused(request, "state", status=400)
    try:
        identity = oidc.identity_from(
            _provider(), oidc.Asked(**kept), code=request.GET.get("code", ""), back=_back()
        )
    except oidc.SignInRefusedError as reason:
        return _refused(request, str(reason), status=403)
    user = user_for_identity(subject=identity.subject, email=identity.email)
    if user is None:
        return _refused(request, "kein Konto", status=403)
    return _sign_in(request, user, following, two_factors=identity.two_factors)


def _sign_in(
    request: HttpRequest, user: User, following: str, *, two_factors: bool
) -> HttpResponseBase:
    """Through allauth, which asks for an own second factor where one was set up."""
    known = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()})
    target = following if known else reverse(settings.LOGIN_REDIRECT_URL)
    response = perform_login(request, Login(user=user, redirect_url=target))
    if two_factors and request.user.is_authenticated:
        note_second_factor(request, by="provider")
    return response


def _refused(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    """The same page whatever was wrong: nobody learns which accounts there are."""
    _LOG.warning("sign-in through the provider refused: %s", reason)
    return render(request, "offices/oidc_refused.html", status=status)


def _provider() -> oidc.Provider:
    """Raises Http404 when none is set."""
    if not settings.CASEWORK_OIDC_URL:
        raise Http404
    return oidc.Provider(
        settings.CASEWORK_OIDC_URL,
        settings.CASEWORK_OIDC_CLIENT,
        settings.CASEWORK_OIDC_SECRET,
        settings.CASEWORK_OIDC_ACR,
    )


def _back() -> str:
    """From the settings, never from the request: a forged host leads nowhere."""
    return f"{settings.CASEWORK_URL}{reverse('oidc_back')}"
