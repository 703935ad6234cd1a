"""How a page lets somebody act on a case: the one call of a service, and what follows."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from applications.casework.cases.models import Case, Confirmation
from applications.casework.cases.selectors import cases_visible_to, confirmations_visible_to
from applications.states import RefusedActionError


def case_or_404(request: HttpRequest, reference: str) -> Case:
    """The case if it is the own office's; others do not exist."""
    return get_object_or_404(cases_visible_to(request.user), reference=reference)


def confirmation_or_404(request: HttpRequest, reference: str, pk: int) -> Confirmation:
    return get_object_or_404(
        confirmations_visible_to(request.user), case__reference=reference, pk=pk
    )


def act(request: HttpRequest, reference: str, do: Callable[[], object], done: str) -> HttpResponse:
    """Do it, say so, and show the case; or say why it may not be."""
    try:
        do()
    except RefusedActionError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("case", reference=reference)
