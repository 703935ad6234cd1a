"""Small pages of the admin around offers."""

import urllib.request
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from catalogue.offer import Benefit, BenefitKind
from cms.municipalities.selectors import geography
from cms.offers.geocoding import geocode
from cms.offers.models import OfferPage
from cms.offers.services import offer_confirm
from themes.filters import benefit_sentence

_EMPTY_TILE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364600000000600023081d02f0000000049454e44ae426082"
)
_TILE_TIMEOUT_SECONDS = 4


@require_http_methods(["GET", "POST"])
def confirm_view(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Gilt noch": one click in the list (POST), or a page that asks (GET)."""
    offer = get_object_or_404(OfferPage, pk=pk)
    if not offer.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "GET":
        return render(request, "offers/confirm.html", {"offer": offer})
    offer_confirm(offer=offer, by=request.user, today=localdate())
    messages.success(request, f"„{offer.title}“ ist bestätigt: gilt noch, Stand heute.")
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[offer.pk]))


@require_GET
def geocode_view(request: HttpRequest) -> JsonResponse:
    """The point of an address for the venue form."""
    query = {name: request.GET.get(name, "")[:100] for name in ("street", "postal_code", "place")}
    point = geocode(**query, geography=geography())
    if point is None:
        code = query["postal_code"]
        return JsonResponse(
            {"message": f"Die Postleitzahl {code} gibt es in Nordrhein-Westfalen nicht."},
            status=404,
        )
    return JsonResponse(point)


@require_GET
def tile_view(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """A map tile from the operator's TILES_URL, fetched by us; without it an empty one."""
    if not (7 <= z <= 18 and x < 2**z and y < 2**z):
        raise Http404
    data: Any = _EMPTY_TILE
    if settings.TILES_URL:
        address = settings.TILES_URL.format(z=z, x=x, y=y)
        try:
            with urllib.request.urlopen(address, timeout=_TILE_TIMEOUT_SECONDS) as answer:  # noqa: S310
                data = answer.read()
        except OSError:
            data = _EMPTY_TILE
    return HttpResponse(
        data, content_type="image/png", headers={"Cache-Control": "private, max-age=86400"}
    )


@require_GET
def benefit_sentence_view(request: HttpRequest) -> HttpResponse:
    """The benefit in the words of the public page, for the form while it is typed."""
    try:
        text = request.GET.get("value", "").replace(",", ".")
        benefit = Benefit(
            kind=BenefitKind(request.GET.get("kind", "")),
            value=Decimal(text) if text else None,
            applies_to=request.GET.get("applies_to", "")[:100],
            companion=bool(request.GET.get("companion")),
        )
    except (ValueError, InvalidOperation):
        return HttpResponse("", content_type="text/plain; charset=utf-8", status=422)
    return HttpResponse(benefit_sentence(benefit), content_type="text/plain; charset=utf-8")
