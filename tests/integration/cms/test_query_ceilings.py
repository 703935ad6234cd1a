"""With 5,000 offers no page of the admin asks more queries than its ceiling."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from cms.municipalities.models import DistrictPage, MunicipalityPage
from cms.offers.demo.loading import DISTRICT
from cms.offers.models import OfferPage

pytestmark = pytest.mark.postgresql


@pytest.fixture(autouse=True)
def on_postgresql(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("ohne PostgreSQL sagen Obergrenzen nichts")


@pytest.mark.parametrize(
    ("login", "page", "ceiling"),
    [
        ("staatskanzlei", "home", 25),
        ("staatskanzlei", "district", 45),
        ("staatskanzlei", "town", 45),
        ("staatskanzlei", "list", 30),
        ("staatskanzlei", "work", 30),
        ("staatskanzlei", "edit", 60),
        ("staatskanzlei", "search", 45),
        ("staatskanzlei", "editors", 20),
        ("kreis", "district", 45),
        ("kreis", "list", 30),
        ("redaktion", "town", 45),
        ("redaktion", "list", 30),
        ("redaktion", "edit", 60),
        ("autor", "list", 30),
    ],
)
def test_ceiling(
    as_role: Callable[[str], Client], own_town: MunicipalityPage, own_offer: OfferPage,
    django_assert_max_num_queries: Any, login: str, page: str, ceiling: int,
) -> None:  # fmt: skip
    address = {
        "home": "/admin/",
        "district": f"/admin/pages/{DistrictPage.objects.get(key=DISTRICT).pk}/",
        "town": f"/admin/pages/{own_town.pk}/",
        "list": "/admin/angebote/",
        "work": "/admin/angebote/?work=unverified&category=1",
        "edit": f"/admin/pages/{own_offer.pk}/edit/",
        "editors": "/admin/redaktionen/",
        "search": "/admin/pages/search/?q=Museum",
    }[page]
    client = as_role(login)
    client.get(address)
    with django_assert_max_num_queries(ceiling) as counted:
        assert client.get(address).status_code == 200
    assert len(counted) > 0
