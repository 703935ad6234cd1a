"""Addresses of the CMS: the admin, and the door of the catalogue. The public site is static."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from cms.offers.views import tile_view
from cms.publishing.api import catalogue_file

urlpatterns = [
    # Not with the other pages of the admin: Wagtail forbids browsers to keep any of those.
    path("admin/karte/<int:z>/<int:x>/<int:y>/", tile_view, name="map_tile"),
    path("api/catalogue/v1/<str:name>", catalogue_file, name="catalogue_file"),
    path("admin/", include(wagtailadmin_urls)),
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
]
