"""A publication run: all or nothing, guarded, recorded, and undone in one step."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from catalogue.offer import STATE_KEY
from catalogue.snapshot import read_snapshot
from cms.offers.models import OfferPage
from cms.offers.preview import preview_html
from cms.publishing import builder, indexes
from cms.publishing.exporting import snapshot_keep, snapshot_write, snapshots_prune
from cms.publishing.lock import PublicationBusyError, publication_lock
from cms.publishing.management.commands.publish import PAUSE_OF_SEARCH, is_due
from cms.publishing.models import PublicationRequest, PublicationRun, RunState
from cms.publishing.services import publication_run
from cms.publishing.session import StepError
from tests.contract.test_schemas import rows_of, validator

SignIn = Callable[[str], Client]


def public(var: Path, address: str) -> Path:
    return var / "releases" / "current" / "site" / address.strip("/") / "index.html"


@pytest.fixture
def published(db: None, var_dirs: Path) -> Path:
    """Most offers are unpublished first: a small Land builds faster."""
    keep = OfferPage.objects.order_by("path").values_list("pk", flat=True)[:300]
    OfferPage.objects.exclude(pk__in=list(keep)).update(live=False)
    assert publication_run(by="Test").state == RunState.PUBLISHED
    return var_dirs


def test_a_change_is_public_after_the_run_and_gone_after_the_rollback(published: Path) -> None:
    offer = OfferPage.objects.filter(live=True, valid_until=None).first()
    page = public(published, offer.public_path)
    assert "Neuer Titel" not in page.read_text()
    OfferPage.objects.filter(pk=offer.pk).update(title="Neuer Titel")
    run = publication_run(by="Test")
    assert (run.state, run.counts["written"] < 60) == (RunState.PUBLISHED, True)
    assert set(run.durations) == {"export", "guard", "build", "index", "verify", "switch"}
    assert "Neuer Titel" in public(published, offer.public_path).read_text()
    assert publication_run(by="Test").state == RunState.UNCHANGED
    call_command("rollback", verbosity=0)
    assert "Neuer Titel" not in public(published, offer.public_path).read_text()
    assert PublicationRun.objects.latest().state == RunState.ROLLED_BACK


def test_the_setting_leads_every_page_and_preview_to_the_application_and_away_again(
    published: Path, settings: Any
) -> None:
    offer = OfferPage.objects.filter(live=True, valid_until=None).first()
    page, link = public(published, offer.public_path), 'href="/antrag/"'
    assert link not in page.read_text()
    assert link not in preview_html(offer)
    settings.CARD_APPLICATIONS = True
    assert publication_run(by="Test").state == RunState.PUBLISHED
    assert link in page.read_text()
    assert link in preview_html(offer)
    settings.CARD_APPLICATIONS = False
    assert publication_run(by="Test").state == RunState.PUBLISHED
    assert link not in page.read_text()


def test_the_guard_stops_a_mass_deletion_until_the_chancellery_releases_it(
    published: Path, as_role: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    before = builder.current_release()
    OfferPage.objects.filter(live=True).update(live=False)
    run = publication_run(by="Test")
    assert run.state == RunState.REFUSED
    assert "dürfen höchstens" in run.guard_findings[0]
    assert builder.current_release() == before
    page = reverse("publications")
    assert "Trotzdem veröffentlichen" not in as_role("redaktion").get(page).content.decode()
    refused = as_role("redaktion").post(reverse("publication_release"), {"reason": "egal"})
    assert refused.status_code == 302
    assert not PublicationRequest.objects.filter(release_guard="egal").exists()
    assert "Trotzdem veröffentlichen" in as_role("staatskanzlei").get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        as_role("staatskanzlei").post(reverse("publication_release"), {"reason": "Neuanfang"})
    run = publication_run()
    assert (run.state, run.released_because) == (RunState.PUBLISHED, "Neuanfang")
    assert builder.current_release() != before


def test_a_failed_build_leaves_the_old_site_and_the_request(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = builder.current_release()
    offer = OfferPage.objects.filter(live=True).first()
    OfferPage.objects.filter(pk=offer.pk).update(title="Neuer Titel")
    PublicationRequest.objects.create(reason="Test")

    def broken(*args: Any, **kwargs: Any) -> None:
        raise StepError("Die Vorlage ist kaputt.")

    monkeypatch.setattr(builder.Builder, "verify", broken)
    run = publication_run()
    assert (run.state, run.failure) == (RunState.FAILED, "Die Vorlage ist kaputt.")
    assert builder.current_release() == before
    assert PublicationRequest.objects.count() == 1
    monkeypatch.undo()
    assert publication_run().state == RunState.PUBLISHED
    assert not PublicationRequest.objects.exists()


def manifest_of(var: Path) -> Any:
    return json.loads((var / "releases/current/site/suche/index/manifest.json").read_text())


def test_the_search_in_the_browser_goes_public_with_the_pages(published: Path) -> None:
    first = PublicationRun.objects.latest()
    assert manifest_of(published)["digest"] == first.digest
    assert first.counts["index_files"] > 10
    offer = OfferPage.objects.filter(live=True)[0]
    OfferPage.objects.filter(pk=offer.pk).update(title="Museumshallenbad")
    second = publication_run()
    assert manifest_of(published)["digest"] == second.digest != first.digest
    before, now = (
        (published / "releases" / link / indexes.COMPOUNDS).read_text().splitlines()
        for link in ("previous", "current")
    )
    assert second.counts["compounds_changed"] == len({*before} ^ {*now}) > 0
    assert [line.split("\t")[0] for line in {*now} - {*before}] == ["museumshallenbad"]
    assert not list((published / "releases").glob(f"{indexes.UNPLACED}*"))


def test_without_the_search_in_the_browser_nothing_goes_public(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = builder.current_release()
    OfferPage.objects.filter(pk=OfferPage.objects.filter(live=True)[0].pk).update(title="Neu")
    monkeypatch.setattr(indexes, "EXPORT", "gibt-es-nicht")
    run = publication_run()
    assert run.state == RunState.FAILED
    assert "gibt-es-nicht" in run.failure
    assert builder.current_release() == before
    monkeypatch.undo()
    assert publication_run().state == RunState.PUBLISHED


def test_a_search_server_that_is_away_stops_nothing_and_is_made_up_for(
    published: Path, settings: Any
) -> None:
    settings.SEARCH_URL = "http://127.0.0.1:9"
    OfferPage.objects.filter(pk=OfferPage.objects.filter(live=True)[0].pk).update(title="Neu")
    run = publication_run()
    assert run.state == RunState.PUBLISHED
    assert run.failure.startswith("Der Suchserver kam nicht mit und wird nachgeholt")
    assert not is_due(now=run.finished_at)
    assert is_due(now=run.finished_at + PAUSE_OF_SEARCH)
    settings.SEARCH_URL = "memory:"
    again = publication_run()
    assert (again.state, again.failure) == (RunState.UNCHANGED, "")
    assert not is_due(now=again.finished_at + PAUSE_OF_SEARCH)


def test_a_killed_run_is_told_and_made_up_for(published: Path) -> None:
    PublicationRun.objects.update(state=RunState.RUNNING)
    publication_run()
    broken = PublicationRun.objects.earliest("pk")
    assert broken.state == RunState.FAILED
    assert "abgebrochen" in broken.failure


def test_two_runs_at_once_do_not_happen(var_dirs: Path, db: None) -> None:
    with publication_lock(var_dirs / "publication.lock"), pytest.raises(PublicationBusyError):
        publication_run()


def test_the_same_state_gives_the_same_bytes(db: None, tmp_path: Path) -> None:
    first = snapshot_write(directory=tmp_path / "a", today=localdate())
    second = snapshot_write(directory=tmp_path / "b", today=localdate())
    assert first == second
    snapshot = read_snapshot(tmp_path / "a")
    assert len(snapshot.offers) == first.counts["offers"] == 5000
    assert {venue.lat for o in snapshot.offers for venue in o.venues} - {None}
    *_, baseline = (p for p in snapshot.offices.policies if p.office == STATE_KEY)
    assert baseline.hours_per_year == 200
    for town in snapshot.regions.municipalities:
        assert (snapshot.offices.responsible_for(town.ags) is not None) == town.participating
    for schema, row in rows_of(tmp_path / "a"):
        assert list(validator(schema).iter_errors(row)) == []


def test_a_snapshot_half_deleted_does_not_pass_for_whole_when_its_state_comes_back(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = localdate()
    OfferPage.objects.update(live=False)
    kept, _ = snapshot_keep(snapshots=tmp_path, today=today)

    def ended(directory: Path) -> None:
        (directory / "offers.jsonl").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr("shutil.rmtree", ended)
    with pytest.raises(KeyboardInterrupt):
        snapshots_prune(snapshots=tmp_path, releases=set())
    monkeypatch.undo()
    again, manifest = snapshot_keep(snapshots=tmp_path, today=today)
    assert again == kept
    assert read_snapshot(again).digest == manifest.digest
    snapshots_prune(snapshots=tmp_path, releases={again.name})
    assert [path.name for path in tmp_path.iterdir()] == [again.name]


def test_the_command_refuses_a_directory_in_use(db: None, tmp_path: Path) -> None:
    (tmp_path / "etwas").touch()
    with pytest.raises(CommandError, match="ist nicht leer"):
        call_command("export_snapshot", tmp_path)


def test_a_builder_elsewhere_gets_the_public_snapshot(published: Path, client: Client) -> None:
    url = reverse("catalogue_file", args=["manifest.json"])
    assert client.get(url).status_code == 401
    token = {"Authorization": "Bearer test-token"}
    assert client.get(url, headers={"Authorization": "Bearer falsch"}).status_code == 401
    answer = client.get(url, headers=token)
    manifest = json.loads(b"".join(answer.streaming_content))
    etag = answer.headers["ETag"]
    assert etag == f'"{manifest["digest"]}"'
    assert client.get(url, headers=token | {"If-None-Match": etag}).status_code == 304
    offers = client.get(reverse("catalogue_file", args=["offers.jsonl"]), headers=token)
    assert len(b"".join(offers.streaming_content).splitlines()) == manifest["counts"]["offers"]
    missing = client.get(reverse("catalogue_file", args=["users.json"]), headers=token)
    assert missing.status_code == 404
    assert client.post(url, headers=token).status_code == 405


def test_before_the_first_publication_there_is_nothing_to_get(
    db: None, var_dirs: Path, client: Client
) -> None:
    url = reverse("catalogue_file", args=["manifest.json"])
    assert client.get(url, headers={"Authorization": "Bearer test-token"}).status_code == 503
