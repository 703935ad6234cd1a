"""Who may open which page of the desk, and that no page stays in a cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from applications.casework.offices.roles import Role
from applications.casework.offices.scope import office_scope, refuse_unguarded_database
from applications.casework.offices.second_factor import missing_factor_page

View = Callable[..., HttpResponseBase]

CASEWORK = (Role.CASE_WORKER, Role.OFFICE_LEAD)
OVERSIGHT = (Role.OFFICE_LEAD, Role.AUDITOR)
EVERYONE = tuple(Role)


def desk_page(*roles: Role) -> Callable[[View], View]:
    """A page for signed-in staff of an office in one of these roles; others get 403.

    It sees rows of that office only, and an auditor's page can change none.
    """

    def wrap(view: View) -> View:
        @account_page
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.office_id is None or request.user.role not in roles:
                raise PermissionDenied
            reads = request.user.role == Role.AUDITOR
            with office_scope(request.user.office_id, reads=reads):
                return view(request, *args, **kwargs)

        return guarded

    return wrap


def account_page(view: View) -> View:
    """A page for who is signed in with everything that is asked for; of no office's rows."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if page := missing_factor_page(request):
            return redirect_to_login(request.get_full_path(), reverse(page))
        return view(request, *args, **kwargs)

    return guarded


class NothingIsKeptMiddleware:
    """Pages with personal data stay in no cache and no history of a shared computer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response


class GuardedDatabaseMiddleware:
    """Shows no page before it is certain that the policies of the database bind this process.

    Raises ImproperlyConfigured with every request until they do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._certain = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self._certain:
            refuse_unguarded_database()
            self._certain = True
        return self._get_response(request)
