"""An editor writes, publishes, confirms and takes back an offer of the own town."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Revision

from cms.municipalities.models import MunicipalityPage
from cms.offers.export import ended_offers, live_offers
from cms.offers.models import EndedOfferRecord, OfferPage
from cms.publishing.models import PublicationRequest

Form = Callable[..., dict[str, Any]]
SignIn = Callable[[str], Client]


def add_url(town: MunicipalityPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["offers", "offerpage", town.pk])


def errors(response: Any) -> str:
    return response.content.decode()


def test_a_published_offer_gets_an_address_a_place_and_a_fresh_date(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        response = as_role("redaktion").post(add_url(own_town), offer_form())
    assert response.status_code == 302
    offer = OfferPage.objects.get(title="Kahnfahrt zum halben Preis")
    assert offer.live
    assert offer.public_path == "/angebote/rheine/bootshaus-beispiel-kahnfahrt-zum-halben-preis/"
    assert offer.verified_on == localdate()
    venue = offer.venues.get()
    assert (venue.ags, venue.location_state) == (own_town.ags, "approximate")
    assert PublicationRequest.objects.filter(reason__contains="Kahnfahrt").exists()
    published = next(o for o in live_offers(today=localdate()) if o.id == str(offer.uuid))
    assert published.municipality == own_town.ags
    assert str(published.benefit.value) == "50"


def test_a_draft_may_be_unfinished(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form
) -> None:
    unfinished = {
        "summary": "", "category": "", "benefit_kind": "", "benefit_value": "",
        "venues-TOTAL_FORMS": "0", "action-publish": None,
    }  # fmt: skip
    response = as_role("redaktion").post(add_url(own_town), offer_form(**unfinished))
    assert response.status_code == 302
    assert OfferPage.objects.get(title="Kahnfahrt zum halben Preis").live is False


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": "x" * 10_000}, "es passen 80"),
        ({"valid_from": "2027-05-01", "valid_until": "2027-04-01"}, "liegt vor dem Beginn"),
        ({"benefit_value": ""}, "fehlt die Zahl"),
        ({"benefit_value": "120"}, "Bitte 1 bis 100 eintragen"),
        ({"benefit_kind": "free"}, "gehört kein Wert"),
        ({"provider": "k. A."}, "Platzhalter"),
        ({"scope": "statewide"}, "gibt die Staatskanzlei frei"),
        ({"venues-TOTAL_FORMS": "0"}, "mindestens einen Standort"),
        ({"venues-0-DELETE": "on"}, "mindestens einen Standort"),
        ({"standard_card": None}, "mindestens eine Karte"),
        ({"venues-0-postal_code": "4842"}, "hat keine fünf Ziffern"),
        ({"venues-0-postal_code": "10115"}, "gibt es in Nordrhein-Westfalen nicht"),
        ({"venues-0-place": "Hamm"}, "nicht zu Hamm"),
        (
            {"venues-0-postal_code": "33154", "venues-0-place": "Dorf"},
            "Bitte den Namen schreiben",
        ),
        ({"venues-0-location": "SRID=4326;POINT(13.4 52.5)"}, "außerhalb von Nordrhein-Westfalen"),
        ({"venues-0-location": "SRID=4326;POINT(913.4 52.5)"}, "außerhalb von Nordrhein-Westfalen"),
        ({"venues-0-location": "SRID=4326;POINT(52.28 7.44)"}, "vertauscht"),
        ({"venues-0-location": "hier"}, "keine gültige Koordinate"),
    ],
)
def test_a_refused_input_says_what_is_wrong_and_keeps_what_was_typed(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form,
    change: dict[str, Any], message: str,
) -> None:  # fmt: skip
    response = as_role("redaktion").post(add_url(own_town), offer_form(**change))
    assert response.status_code == 200
    page = errors(response)
    assert message in page
    assert "Eine Stunde auf der Ems mit dem Stechkahn." in page
    assert not OfferPage.objects.filter(provider="Bootshaus Beispiel").exists()


def test_the_same_offer_twice_is_warned_of(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form
) -> None:
    client = as_role("redaktion")
    client.post(add_url(own_town), offer_form())
    response = client.post(add_url(own_town), offer_form(), follow=True)
    assert "Ist es dasselbe Angebot?" in errors(response)
    paths = OfferPage.objects.filter(provider="Bootshaus Beispiel").values_list("public_path")
    assert len(set(paths)) == 2


def test_script_in_the_description_does_not_leave_the_database(own_offer: OfferPage) -> None:
    own_offer.description = (
        '<p onclick="x()">Text<script>alert(1)</script></p><a href="javascript:x">l</a>'
    )
    own_offer.save()
    exported = next(o for o in live_offers(today=localdate()) if o.id == str(own_offer.uuid))
    assert exported.description == '<p>Text</p><a rel="noopener">l</a>'


def test_one_click_confirms_an_offer(as_role: SignIn, own_offer: OfferPage) -> None:
    OfferPage.objects.filter(pk=own_offer.pk).update(verified_on=None)
    response = as_role("redaktion").post(reverse("offer_confirm", args=[own_offer.pk]))
    assert response.status_code == 302
    own_offer.refresh_from_db()
    assert own_offer.verified_on == localdate()


def test_many_offers_are_confirmed_at_once_but_only_the_own(
    as_role: SignIn, own_offer: OfferPage, foreign_offer: OfferPage
) -> None:
    OfferPage.objects.filter(pk__in=[own_offer.pk, foreign_offer.pk]).update(verified_on=None)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "confirm"])
    client = as_role("redaktion")
    client.post(f"{url}?id={own_offer.pk}&id={foreign_offer.pk}&next=/admin/")
    assert not OfferPage.objects.filter(pk=own_offer.pk, verified_on=localdate()).exists()
    client.post(f"{url}?id={own_offer.pk}&next=/admin/")
    own_offer.refresh_from_db()
    foreign_offer.refresh_from_db()
    assert (own_offer.verified_on, foreign_offer.verified_on) == (localdate(), None)


def test_an_unpublished_offer_leaves_a_trace_and_keeps_its_address(
    as_role: SignIn, own_offer: OfferPage
) -> None:
    client, path = as_role("redaktion"), own_offer.public_path
    client.post(reverse("wagtailadmin_pages:unpublish", args=[own_offer.pk]))
    gone = next(o for o in ended_offers(today=localdate()) if o.id == str(own_offer.uuid))
    assert (gone.path, gone.ended_on) == (path, localdate())
    assert str(own_offer.uuid) not in {o.id for o in live_offers(today=localdate())}
    own_offer.refresh_from_db()
    own_offer.save_revision().publish()
    own_offer.refresh_from_db()
    assert own_offer.public_path == path
    assert not EndedOfferRecord.objects.filter(offer_uuid=own_offer.uuid).exists()


def test_a_deleted_offer_leaves_a_trace_and_its_address_is_never_used_again(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Form
) -> None:
    client = as_role("redaktion")
    client.post(add_url(own_town), offer_form())
    first = OfferPage.objects.get(provider="Bootshaus Beispiel")
    client.post(reverse("wagtailadmin_pages:delete", args=[first.pk]))
    assert EndedOfferRecord.objects.get(offer_uuid=first.uuid).public_path == first.public_path
    client.post(add_url(own_town), offer_form())
    second = OfferPage.objects.get(provider="Bootshaus Beispiel")
    assert second.public_path == f"{first.public_path[:-1]}-2/"


def test_an_older_draft_brought_back_changes_neither_address_nor_date(own_offer: OfferPage) -> None:
    path = own_offer.public_path
    own_offer.public_path, own_offer.verified_on = "/angebote/falsch/", None
    Revision.objects.get(pk=own_offer.save_revision().pk).publish()
    own_offer.refresh_from_db()
    assert own_offer.public_path == path
    assert own_offer.verified_on == localdate()


def test_the_preview_is_the_public_page(as_role: SignIn, own_offer: OfferPage) -> None:
    own_offer.save_revision()
    response = as_role("redaktion").get(
        reverse("wagtailadmin_pages:view_draft", args=[own_offer.pk])
    )
    page = errors(response)
    assert own_offer.title in page
    assert 'class="site-header"' in page
    assert "Beispieldaten" in page


def test_the_live_sentence_words_the_benefit_as_the_public_page_does(as_role: SignIn) -> None:
    client = as_role("autor")
    query = {"kind": "amount_off", "value": "1,50", "applies_to": "Tageskarte"}
    assert errors(client.get(reverse("benefit_sentence"), query)) == "1,50 € Nachlass: Tageskarte"
    assert client.get(reverse("benefit_sentence"), {"kind": "?"}).status_code == 422


def test_an_address_is_found_without_leaving_the_house(as_role: SignIn) -> None:
    client = as_role("autor")
    found = client.get(reverse("geocode"), {"postal_code": "48429"}).json()
    assert (round(found["lat"], 1), found["precision"]) == (52.3, "postal_code")
    assert client.get(reverse("geocode"), {"postal_code": "10115"}).status_code == 404
