"""The demo world in the database, loaded once; every test gives it back as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from cms.accounts.models import User
from cms.municipalities.models import MunicipalityPage
from cms.offers.demo.loading import TOWN
from cms.offers.models import Category, OfferPage

OFFERS = 5000
FOREIGN_TOWN = "05111000"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """5,000 offers: the size at which ceilings of queries mean something."""
    with django_db_blocker.unblock():
        call_command("load_demo", offers=OFFERS, seed=7, verbosity=0)


@pytest.fixture
def as_role(client: Client, db: None) -> Callable[[str], Client]:
    """A signed-in client for one of the demo logins."""

    def sign_in(login: str) -> Client:
        client.force_login(User.objects.get(username=login))
        return client

    return sign_in


@pytest.fixture
def own_town(db: None) -> MunicipalityPage:
    return MunicipalityPage.objects.get(ags=TOWN)


@pytest.fixture
def foreign_town(db: None) -> MunicipalityPage:
    return MunicipalityPage.objects.get(ags=FOREIGN_TOWN)


@pytest.fixture
def own_offer(own_town: MunicipalityPage) -> OfferPage:
    return OfferPage.objects.child_of(own_town).filter(live=True, valid_until=None).first()


@pytest.fixture
def foreign_offer(foreign_town: MunicipalityPage) -> OfferPage:
    return OfferPage.objects.child_of(foreign_town).filter(live=True).first()


@pytest.fixture
def var_dirs(tmp_path: Path, settings: Any) -> Path:
    """Snapshots, releases and the lock of one test."""
    settings.VAR_DIR = tmp_path
    settings.SNAPSHOTS_DIR = str(tmp_path / "snapshots")
    settings.RELEASES_DIR = str(tmp_path / "releases")
    return tmp_path


@pytest.fixture
def offer_form(own_town: MunicipalityPage) -> Callable[..., dict[str, Any]]:
    """What a browser posts for a complete local offer; change it by keyword."""

    def form(**changes: Any) -> dict[str, Any]:
        data = {
            "title": "Kahnfahrt zum halben Preis",
            "provider": "Bootshaus Beispiel",
            "summary": "Eine Stunde auf der Ems mit dem Stechkahn.",
            "description": "null",
            "benefit_kind": "percent",
            "benefit_value": "50",
            "benefit_applies_to": "Kahnfahrten",
            "category": Category.objects.get(slug="freizeit-sport").pk,
            "scope": "local",
            "conditions": "",
            "redemption": "Karte zeigen.",
            "standard_card": "on",
            "venues-TOTAL_FORMS": "1",
            "venues-INITIAL_FORMS": "0",
            "venues-MIN_NUM_FORMS": "0",
            "venues-MAX_NUM_FORMS": "1000",
            "venues-0-street": "Am Wasser 3",
            "venues-0-postal_code": "48429",
            "venues-0-place": "Rheine",
            "venues-0-location": "",
            "venues-0-accessibility": "unknown",
            "venues-0-ORDER": "1",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "action-publish",
        }
        return {key: value for key, value in (data | changes).items() if value is not None}

    return form
