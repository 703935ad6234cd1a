"""The list of offers: what needs an editor's eye, in columns and filters."""

from collections.abc import Callable
from datetime import timedelta

import django_filters
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.utils.timezone import localdate
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.municipalities.models import MunicipalityPage
from cms.municipalities.tables import NamedCellColumn
from cms.offers.labels import BENEFIT_KINDS, SCOPES, LocationState
from cms.offers.models import Category, OfferPage

STALE_AFTER_DAYS = 365


class OfferFilterSet(WagtailFilterSet):
    category = django_filters.ModelChoiceFilter(
        label="Rubrik", queryset=Category.objects.all(), empty_label="alle"
    )
    scope = django_filters.ChoiceFilter(label="Geltung", choices=SCOPES)
    benefit_kind = django_filters.ChoiceFilter(label="Vergünstigung", choices=BENEFIT_KINDS)
    live = django_filters.BooleanFilter(label="veröffentlicht")
    postal_code = django_filters.CharFilter(
        label="Postleitzahl",
        field_name="venues__postal_code",
        lookup_expr="startswith",
        distinct=True,
    )
    work = django_filters.ChoiceFilter(
        label="Zu tun",
        method="filter_work",
        choices=[
            ("unverified", "länger als ein Jahr nicht bestätigt"),
            ("ended", "abgelaufen"),
            ("ending", "läuft in 30 Tagen ab"),
            ("doubtful", "Lage zweifelhaft"),
        ],
    )

    class Meta:
        model = OfferPage
        fields = ["category", "scope", "benefit_kind", "live", "postal_code", "work"]

    def filter_work(
        self, queryset: QuerySet[OfferPage], name: str, value: str
    ) -> QuerySet[OfferPage]:
        today = localdate()
        if value == "unverified":
            fresh = today - timedelta(days=STALE_AFTER_DAYS)
            return queryset.filter(live=True).exclude(verified_on__gte=fresh)
        if value == "ended":
            return queryset.filter(valid_until__lt=today)
        if value == "ending":
            return queryset.filter(valid_until__range=(today, today + timedelta(days=30)))
        return queryset.filter(venues__location_state=LocationState.DOUBTFUL).distinct()


_BENEFITS = {str(kind): label for kind, label in BENEFIT_KINDS}


def _benefit(offer: OfferPage) -> str:
    return _BENEFITS.get(offer.benefit_kind, "")


def _day(name: str) -> Callable[[OfferPage], str]:
    """A day as a date: "in 3 months" does not tell an editor when to act."""

    def text(offer: OfferPage) -> str:
        day = getattr(offer, name)
        return f"{day:%d.%m.%Y}" if day else ""

    return text


class OfferIndexView(IndexView):
    def annotate_queryset(self, pages: QuerySet[OfferPage]) -> QuerySet[OfferPage]:
        """Category and town of all rows in the one query of the list."""
        town_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - OfferPage.steplen)
        town = MunicipalityPage.objects.filter(path=town_path).values("title")
        return (
            super()
            .annotate_queryset(pages)
            .annotate(town=Subquery(town), category_label=F("category__label"))
        )


class OfferListingViewSet(PageListingViewSet):
    index_view_class = OfferIndexView
    model = OfferPage
    icon = "tag"
    menu_label = "Angebote"
    menu_order = 110
    add_to_admin_menu = True
    name = "angebote"
    url_prefix = "angebote"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Titel", sort_key="title", classname="title", width="26%"),
        NamedCellColumn("provider", label="Anbieter", sort_key="provider"),
        NamedCellColumn("town", label="Ort", accessor=lambda offer: offer.town or "Landesweit"),
        NamedCellColumn("category_label", label="Rubrik"),
        NamedCellColumn("benefit", label="Vergünstigung", accessor=_benefit),
        NamedCellColumn(
            "valid_until", label="gültig bis", accessor=_day("valid_until"), sort_key="valid_until"
        ),
        NamedCellColumn(
            "verified_on", label="bestätigt", accessor=_day("verified_on"), sort_key="verified_on"
        ),
        PageStatusColumn("status", label="Status", sort_key="live"),
    ]
    filterset_class = OfferFilterSet
    list_per_page = 50


offer_viewset = OfferListingViewSet("angebote")
