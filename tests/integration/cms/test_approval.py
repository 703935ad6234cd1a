"""Who may make what public: the town its own, the chancellery what is for the whole Land."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from cms.municipalities.models import MunicipalityPage
from cms.offers.models import OfferPage

SignIn = Callable[[str], Client]
Form = Callable[..., dict[str, Any]]


def submit(client: Client, town: MunicipalityPage, form: Form, **changes: Any) -> OfferPage:
    data = form(**{"action-publish": None, "action-submit": "action-submit"} | changes)
    response = client.post(
        reverse("wagtailadmin_pages:add", args=["offers", "offerpage", town.pk]), data
    )
    assert response.status_code == 302, response.content.decode()
    return OfferPage.objects.get(provider="Bootshaus Beispiel")


def approve(client: Client, offer: OfferPage) -> int:
    state = offer.current_workflow_task_state
    return client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[offer.pk, "approve", state.pk])
    ).status_code


def test_an_author_submits_and_an_editor_of_the_town_approves(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form
) -> None:
    offer = submit(as_role("autor"), own_town, offer_form)
    assert (offer.live, offer.workflow_in_progress) == (False, True)
    approve(as_role("autor"), offer)
    offer.refresh_from_db()
    assert offer.live is False
    assert "Kahnfahrt zum halben Preis" in as_role("redaktion").get("/admin/").content.decode()
    approve(as_role("redaktion"), offer)
    offer = OfferPage.objects.get(pk=offer.pk)
    assert offer.live
    assert offer.public_path


def test_an_author_cannot_publish(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form
) -> None:
    client = as_role("autor")
    client.post(
        reverse("wagtailadmin_pages:add", args=["offers", "offerpage", own_town.pk]), offer_form()
    )
    assert not OfferPage.objects.filter(provider="Bootshaus Beispiel", live=True).exists()


def test_statewide_scope_is_approved_by_the_chancellery_only(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form
) -> None:
    offer = submit(as_role("redaktion"), own_town, offer_form, scope="statewide")
    for login in ("redaktion", "kreis"):
        approve(as_role(login), offer)
        offer = OfferPage.objects.get(pk=offer.pk)
        assert offer.live is False, login
    approve(as_role("staatskanzlei"), offer)
    assert OfferPage.objects.get(pk=offer.pk).live


def test_a_local_offer_cannot_become_statewide_through_the_back_door(
    as_role: SignIn, own_offer: OfferPage
) -> None:
    client = as_role("redaktion")
    own_offer.scope = "statewide"
    own_offer.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={own_offer.pk}&next=/admin/")
    assert OfferPage.objects.get(pk=own_offer.pk).scope == "local"
    copy = reverse("wagtailadmin_pages:copy", args=[own_offer.pk])
    client.post(
        copy,
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": own_offer.get_parent().pk,
            "publish_copies": "on",
        },
    )
    assert not OfferPage.objects.filter(scope="statewide", live=True, title="Kopie").exists()


def test_a_copy_has_an_identity_and_an_address_of_its_own(
    as_role: SignIn, own_offer: OfferPage
) -> None:
    as_role("redaktion").post(
        reverse("wagtailadmin_pages:copy", args=[own_offer.pk]),
        {
            "new_title": own_offer.title,
            "new_slug": "kopie",
            "new_parent_page": own_offer.get_parent().pk,
            "publish_copies": "on",
        },
    )
    copy = OfferPage.objects.get(slug="kopie")
    assert copy.uuid != own_offer.uuid
    assert copy.public_path not in (None, own_offer.public_path)
