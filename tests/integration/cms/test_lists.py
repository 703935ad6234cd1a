"""What the lists of the admin tell about each row, also where their head is far away."""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from cms.offers.models import OfferPage

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
