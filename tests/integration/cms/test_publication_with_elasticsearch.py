"""The production path: a publication brings a real Elasticsearch along, state by state."""

from pathlib import Path
from typing import Any

import pytest

from catalogue.snapshot import read_snapshot
from cms.offers.models import OfferPage
from cms.publishing.exporting import snapshot_of
from cms.publishing.models import PublicationRun, RunState
from cms.publishing.services import publication_run
from search.contract import Facet
from search.engines.elasticsearch import engine_for
from search.engines.memory import MemoryEngine
from search.index import SearchIndex, build_index
from search.plan import Plan, Result

pytestmark = [pytest.mark.elasticsearch, pytest.mark.enable_socket]
EVERYTHING = Plan(facets=tuple(Facet), size=50)
OFFERS = 300


@pytest.fixture
def search_server(db: None, var_dirs: Path, settings: Any, elasticsearch_url: str) -> str:
    """A small Land, so that runs are short; nothing is published yet."""
    keep = OfferPage.objects.order_by("path").values_list("pk", flat=True)[:OFFERS]
    OfferPage.objects.exclude(pk__in=list(keep)).update(live=False)
    settings.SEARCH_URL = elasticsearch_url
    return elasticsearch_url


def published(settings: Any) -> SearchIndex:
    """The state that a run without any fault made public."""
    run: PublicationRun = publication_run(by="Test")
    assert (run.state, run.failure) == (RunState.PUBLISHED, "")
    snapshot = snapshot_of(run.release, Path(settings.SNAPSHOTS_DIR))
    assert snapshot is not None
    return build_index(read_snapshot(snapshot))


def answers(url: str, index: SearchIndex) -> Result:
    return engine_for(url, index, patience=30).run(EVERYTHING)


def test_each_publication_brings_the_server_along_and_the_state_before_stays(
    search_server: str, settings: Any
) -> None:
    before = published(settings)
    reference = MemoryEngine(before.documents).run(EVERYTHING)
    assert answers(search_server, before) == reference
    offer = OfferPage.objects.filter(live=True, valid_until=None).first()
    OfferPage.objects.filter(pk=offer.pk).update(title="Zwölf Zitronen")
    after = published(settings)
    assert after.digest != before.digest
    assert answers(search_server, after) == MemoryEngine(after.documents).run(EVERYTHING)
    assert answers(search_server, before) == reference, "a rollback finds its state still there"
