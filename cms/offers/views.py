"""Small pages of the admin around offers."""

import logging
import urllib.request
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import conditional_page, require_GET, require_http_methods
from wagtail.admin.auth import require_admin_access

from catalogue.offer import Benefit, BenefitKind
from cms.municipalities.selectors import geography
from cms.offers.geocoding import geocode
from cms.offers.models import OfferPage
from cms.offers.services import offer_confirm
from cms.offers.tiles import tile_map
from themes.filters import benefit_sentence

logger = logging.getLogger(__name__)
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
@require_admin_access
@conditional_page
def tile_view(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """A map tile: the operator's from TILES_URL, fetched by us, or one drawn here."""
    if not (7 <= z <= 18 and x < 2**z and y < 2**z):
        raise Http404
    foreign = _tile_of_operator(z, x, y) if settings.TILES_URL else None
    drawn_instead = bool(settings.TILES_URL) and foreign is None
    return HttpResponse(
        foreign or tile_map().svg(z, x, y),
        content_type="image/png" if foreign else "image/svg+xml",
        headers={"Cache-Control": "no-store" if drawn_instead else "private, max-age=86400"},
    )


def _tile_of_operator(z: int, x: int, y: int) -> bytes | None:
    """None when the service does not answer: the map of our own is better than a hole."""
    address = settings.TILES_URL.format(z=z, x=x, y=y)
    try:
        with urllib.request.urlopen(address, timeout=_TILE_TIMEOUT_SECONDS) as answer:  # noqa: S310
            return bytes(answer.read())
    except OSError as error:
        logger.warning("Die Kartenkachel %s/%s/%s war nicht zu holen: %s", z, x, y, error)
        return None


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
