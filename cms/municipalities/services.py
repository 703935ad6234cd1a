"""Bringing the register into the page tree."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Site

from catalogue.regions import RegionTree
from cms.municipalities.models import (
    CardPolicy,
    DistrictPage,
    HomePage,
    MunicipalityPage,
    RegisterPage,
    StatewidePage,
)

BASELINES = (
    # Grundregel des Landes; Stand 01.02.2026 mit Vorgängerin.
    {
        "valid_from": date(2008, 11, 1),
        "source": "Rahmenrichtlinie zur Ehrenamtskarte NRW (bis 31.01.2026)",
        "hours_per_year": 250,
        "hours_per_week": 5,
        "volunteer_allowance_limit": 0,
        "trainer_allowance_limit": 0,
    },
    {
        "valid_from": date(2026, 2, 1),
        "source": "Rahmenrichtlinie zur Ehrenamtskarte NRW (ab 01.02.2026)",
        "hours_per_year": 200,
        "hours_per_week": 4,
        "volunteer_allowance_limit": 960,
        "trainer_allowance_limit": 3300,
    },
)


@transaction.atomic
def register_load(*, regions: RegionTree) -> int:
    """Create what the tree lacks, rename what the register renamed; returns the changes made.

    Nothing is deleted: a municipality that no longer exists may still own offers.
    """
    Locale.objects.get_or_create(language_code="de")
    home, changes = _home()
    if not StatewidePage.objects.exists():
        home.add_child(instance=StatewidePage(title="Landesweit", slug="landesweit"))
        changes += 1
    districts = {page.key: page for page in DistrictPage.objects.all()}
    for district in regions.districts:
        page = districts.get(district.key)
        if page is None:
            page = DistrictPage(key=district.key, kind=district.kind)
            changes += _put(home, page, district.name, district.slug)
            districts[district.key] = page
        else:
            changes += _rename(page, district.name)
    towns = {page.ags: page for page in MunicipalityPage.objects.all()}
    for town in regions.municipalities:
        known = towns.get(town.ags)
        if known is None:
            fresh = MunicipalityPage(ags=town.ags, kind=town.kind)
            changes += _put(districts[town.district], fresh, town.name, town.slug)
        else:
            changes += _rename(known, town.name)
    for baseline in BASELINES:
        _, created = CardPolicy.objects.get_or_create(
            office=None, valid_from=baseline["valid_from"], defaults=baseline
        )
        changes += created
    return changes


def _home() -> tuple[HomePage, int]:
    home = HomePage.objects.first()
    if home is not None:
        return home, 0
    root = Page.objects.get(depth=1)
    for welcome in root.get_children().filter(content_type=ContentType.objects.get_for_model(Page)):
        welcome.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Nordrhein-Westfalen", slug="nrw"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    return home, 1


def _put(parent: Page, page: RegisterPage, title: str, slug: str) -> int:
    page.title, page.slug = title, slug
    parent.add_child(instance=page)
    return 1


def _rename(page: RegisterPage, title: str) -> int:
    if page.title == title:
        return 0
    page.title = page.draft_title = title
    page.save()
    return 1
