"""A Land of two towns and a few offers, published in a moment."""

from django.utils import timezone

from tests.world import AACHEN, REGIONS

REASON = "Titel geändert"


def settle() -> None:
    """Let the register be the small one, the index a file, and nothing go on behind a run."""
    from django.conf import settings

    from cms.municipalities import selectors
    from cms.publishing import builder

    boundaries = selectors.geography().boundaries
    selectors.geography = lambda: selectors.Geography(REGIONS, boundaries)
    builder.INDEXES = (_index,)
    builder.switch = lambda release: builder._run(
        "promote", settings.RELEASES_DIR, release, "--no-prepare"
    )


def _index(snapshot, release) -> dict[str, int]:
    (snapshot.parent.parent / "index").write_text(snapshot.name)
    return {"indexed": 1}


def load() -> None:
    from cms.municipalities.models import MunicipalityPage
    from cms.municipalities.services import register_load
    from cms.offers.models import Category, OfferPage
    from cms.offers.setup import vocabulary_load

    register_load(regions=REGIONS)
    vocabulary_load()
    town = MunicipalityPage.objects.get(ags=AACHEN)
    for number in range(4):
        town.add_child(
            instance=OfferPage(
                title=f"Titel {number}",
                provider="Lindenbad",
                summary="Günstiger ins Wasser",
                benefit_kind="free",
                category=Category.objects.first(),
                first_published_at=timezone.now(),
                last_published_at=timezone.now(),
            )
        )


def change() -> None:
    """What the next publication has to show, and somebody who asks for it."""
    from cms.offers.models import OfferPage
    from cms.publishing.models import PublicationRequest

    OfferPage.objects.filter(title="Titel 0").update(title="Neuer Titel")
    PublicationRequest.objects.create(reason=REASON)
