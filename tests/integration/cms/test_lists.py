"""What the lists of the admin tell about each row, also where their head is far away."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.municipalities.models import MunicipalityPage
from cms.offers.models import OfferPage
from tests.integration.cms.test_editor_keeps_offers import add_url

SignIn = Callable[[str], Client]


def cells(page: str) -> dict[str, set[str]]:
    """Texts below each column that names its cells."""
    found: dict[str, set[str]] = {}
    for column, text in re.findall(r'<td data-column="([^"]+)"[^>]*>([^<]*)</td>', page):
        found.setdefault(column, set()).add(text.strip())
    return found


def test_the_list_of_offers_says_category_place_and_days(
    as_role: SignIn, own_offer: OfferPage
) -> None:
    found = cells(as_role("redaktion").get("/admin/angebote/").content.decode())
    assert set(found) == {
        "Anbieter", "Ort", "Rubrik", "Vergünstigung", "gültig bis", "bestätigt",
    }  # fmt: skip
    assert found["Ort"] == {"Rheine"}
    assert own_offer.category.label in found["Rubrik"]
    assert all("" not in found[name] for name in ("Anbieter", "Rubrik"))


def test_the_list_of_editors_names_every_cell(as_role: SignIn) -> None:
    found = cells(as_role("staatskanzlei").get(reverse("editors")).content.decode())
    assert set(found) == {"E-Mail", "Rolle", "Gebiet", "letzte Anmeldung", "Stand"}
    assert found["Gebiet"] >= {"Rheine", "Kreis Steinfurt"}


@pytest.mark.parametrize(
    "words", ["Bootshaus", "bootshaus beisp", "Kahnfahrt", "Kahnfahrt Bootshaus"]
)
def test_the_list_of_offers_finds_by_provider_and_title(
    as_role: SignIn, own_town: MunicipalityPage, offer_form: Callable[..., dict[str, Any]],
    words: str,
) -> None:  # fmt: skip
    client = as_role("redaktion")
    assert client.post(add_url(own_town), offer_form()).status_code == 302
    found = cells(client.get("/admin/angebote/", {"q": words}).content.decode())
    assert "Bootshaus Beispiel" in found.get("Anbieter", set())
