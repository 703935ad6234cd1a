"""The page "Veröffentlichung" in Wagtail's admin."""

from typing import Any

from django.urls import path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.publishing import views


@hooks.register("register_admin_urls")
def publication_urls() -> list[Any]:
    return [
        path("veroeffentlichung/", views.publications_view, name="publications"),
        path("veroeffentlichung/freigeben/", views.release_view, name="publication_release"),
        path("veroeffentlichung/anstossen/", views.publish_now_view, name="publication_now"),
        path("veroeffentlichung/zurueck/", views.rollback_view, name="publication_rollback"),
    ]


@hooks.register("register_admin_menu_item")
def publication_menu_item() -> MenuItem:
    return MenuItem("Veröffentlichung", reverse_lazy("publications"), icon_name="globe", order=900)
