"""The chancellery writes, previews, publishes and takes back a piece of news."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Revision

from catalogue.snapshot import read_snapshot
from cms.accounts.models import User
from cms.editorial.demo import rich_text
from cms.editorial.export import published_pages, withdrawn_pages
from cms.editorial.models import NewsArticle
from cms.publishing.exporting import snapshot_write
from cms.publishing.models import PublicationRequest

SignIn = Callable[[str], Client]
VIEWS = "wagtailsnippets_editorial_newsarticle:"
ADD = VIEWS + "add"


def form(**changes: Any) -> dict[str, Any]:
    data = {
        "title": "Tag des Ehrenamts",
        "summary": "Vierzig Museen öffnen umsonst.",
        "body": (
            '{"blocks":[{"key":"a","text":"Am 5. Dezember.","type":"unstyled","depth":0,'
            '"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'
        ),
        "published_on": localdate().isoformat(),
        "visible_until": "",
        "action-publish": "action-publish",
    }
    return {key: value for key, value in (data | changes).items() if value is not None}


def publish(as_role: SignIn, **changes: Any) -> NewsArticle:
    answer = as_role("staatskanzlei").post(reverse(ADD), form(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return NewsArticle.objects.get(title=changes.get("title", "Tag des Ehrenamts"))


def paths(today: date | None = None) -> list[str]:
    return [page.path for page in published_pages(today=today or localdate())]


def test_a_published_article_is_in_the_snapshot_and_asks_for_a_publication(
    as_role: SignIn, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        article = publish(as_role)
    assert article.public_path == "/aktuelles/tag-des-ehrenamts/"
    assert PublicationRequest.objects.filter(reason__contains="Tag des Ehrenamts").exists()
    manifest = snapshot_write(directory=tmp_path / "s", today=localdate())
    assert manifest.counts["pages"] == 1
    (page,) = read_snapshot(tmp_path / "s").pages
    assert (page.path, page.title) == (article.public_path, article.title)
    assert "<p" in page.body
    assert "Am 5. Dezember." in page.body
    assert (page.published_on, page.changed_on, page.demo) == (localdate(), localdate(), False)


def test_a_draft_is_seen_in_the_preview_only(as_role: SignIn) -> None:
    article = publish(as_role, **{"action-publish": None})
    assert (article.live, article.public_path, paths()) == (False, None, [])
    client = as_role("staatskanzlei")
    address = reverse(VIEWS + "preview_on_edit", args=[article.pk])
    assert client.post(address, form()).json()["is_valid"]
    page = client.get(address).content.decode()
    assert "Vierzig Museen öffnen umsonst." in page
    assert 'class="site-header"' in page
    assert "Am 5. Dezember." in page


def test_a_draft_on_top_of_a_published_article_waits(as_role: SignIn) -> None:
    article = publish(as_role)
    edit = reverse(VIEWS + "edit", args=[article.pk])
    as_role("staatskanzlei").post(edit, form(title="Anders", **{"action-publish": None}))
    (page,) = published_pages(today=localdate())
    assert page.title == "Tag des Ehrenamts"
    as_role("staatskanzlei").post(edit, form(title="Anders"))
    (page,) = published_pages(today=localdate())
    assert (page.title, page.path) == ("Anders", "/aktuelles/tag-des-ehrenamts/")


def test_an_older_draft_brought_back_keeps_the_address(as_role: SignIn) -> None:
    article = publish(as_role)
    article.public_path = "/aktuelles/falsch/"
    Revision.objects.get(pk=article.save_revision().pk).publish()
    assert paths() == ["/aktuelles/tag-des-ehrenamts/"]


def test_two_articles_of_one_title_have_two_addresses(as_role: SignIn) -> None:
    publish(as_role)
    as_role("staatskanzlei").post(reverse(ADD), form())
    assert paths() == ["/aktuelles/tag-des-ehrenamts-2/", "/aktuelles/tag-des-ehrenamts/"]


@pytest.mark.parametrize(
    ("day", "visible"), [(-1, False), (0, True), (5, True), (10, True), (11, False)]
)
def test_an_article_is_public_from_its_date_to_its_last_day(
    as_role: SignIn, day: int, visible: bool
) -> None:
    today = localdate()
    publish(
        as_role,
        published_on=today.isoformat(),
        visible_until=(today + timedelta(days=10)).isoformat(),
    )
    assert bool(paths(today + timedelta(days=day))) is visible


def withdrawn(today: date | None = None) -> dict[str, date | None]:
    return {p.path: p.withdrawn_on for p in withdrawn_pages(today=today or localdate())}


@pytest.mark.parametrize("view", ["unpublish", "delete"])
def test_what_is_taken_back_only_says_so_after_the_next_publication(
    as_role: SignIn, view: str, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    article = publish(as_role)
    PublicationRequest.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        as_role("staatskanzlei").post(reverse(VIEWS + view, args=[article.pk]))
    assert paths() == []
    assert PublicationRequest.objects.filter(reason__contains="Tag des Ehrenamts").exists()
    snapshot_write(directory=tmp_path / "s", today=localdate())
    (page,) = read_snapshot(tmp_path / "s").pages
    assert (page.path, page.withdrawn_on) == (article.public_path, localdate())
    assert (page.title, page.summary, page.body) == ("", "", "")
    assert withdrawn(localdate() + timedelta(days=365)) == withdrawn()
    assert withdrawn(localdate() + timedelta(days=366)) == {}


def test_what_comes_back_is_no_longer_withdrawn(as_role: SignIn) -> None:
    article = publish(as_role)
    as_role("staatskanzlei").post(reverse(VIEWS + "unpublish", args=[article.pk]))
    as_role("staatskanzlei").post(reverse(VIEWS + "edit", args=[article.pk]), form())
    assert (paths(), withdrawn()) == ([article.public_path], {})


def test_the_address_of_a_deleted_article_never_leads_to_another(as_role: SignIn) -> None:
    article = publish(as_role)
    as_role("staatskanzlei").post(reverse(VIEWS + "delete", args=[article.pk]))
    publish(as_role)
    assert paths() == ["/aktuelles/tag-des-ehrenamts-2/"]
    assert list(withdrawn()) == ["/aktuelles/tag-des-ehrenamts/"]


def test_what_nobody_could_read_yet_leaves_no_trace(as_role: SignIn) -> None:
    article = publish(as_role, published_on=(localdate() + timedelta(days=3)).isoformat())
    as_role("staatskanzlei").post(reverse(VIEWS + "delete", args=[article.pk]))
    assert withdrawn(localdate() + timedelta(days=9)) == {}


def test_what_has_run_out_says_until_when_it_stood(as_role: SignIn) -> None:
    last = localdate() + timedelta(days=10)
    article = publish(as_role, visible_until=last.isoformat())
    assert withdrawn(last) == {}
    assert withdrawn(last + timedelta(days=1)) == {article.public_path: last}
    assert withdrawn(last + timedelta(days=366)) == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": ""}, "muss ausgefüllt werden"),
        ({"title": "x" * 101}, "höchstens 100"),
        ({"summary": "x" * 161}, "höchstens 160"),
        ({"published_on": "bald"}, "gültiges Datum"),
        ({"visible_until": "2020-01-01"}, "liegt vor dem Datum der Nachricht"),
    ],
)
def test_a_refused_input_says_what_is_wrong(
    as_role: SignIn, change: dict[str, str], message: str
) -> None:
    answer = as_role("staatskanzlei").post(reverse(ADD), form(**change))
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not NewsArticle.objects.exists()


@pytest.mark.parametrize("login", ["kreis", "redaktion", "autor"])
def test_towns_and_kreise_publish_no_news(as_role: SignIn, login: str) -> None:
    assert as_role(login).post(reverse(ADD), form()).status_code == 302
    assert not NewsArticle.objects.exists()
    assert "Aktuelles" not in as_role(login).get("/admin/").content.decode()


def test_script_in_the_text_does_not_leave_the_database(as_role: SignIn) -> None:
    article = publish(as_role)
    article.body = '<p onclick="x()">Text<script>alert(1)</script><img src=x onerror=y></p>'
    article.save()
    (page,) = published_pages(today=localdate())
    assert page.body == "<p>Text</p>"


def test_a_correction_is_dated(as_role: SignIn) -> None:
    day = localdate() - timedelta(days=20)
    article = publish(as_role, published_on=day.isoformat())
    assert published_pages(today=localdate())[0].changed_on == day
    edit = reverse(VIEWS + "edit", args=[article.pk])
    as_role("staatskanzlei").post(edit, form(published_on=day.isoformat(), title="Berichtigt"))
    assert published_pages(today=localdate())[0].changed_on == localdate()


def test_the_demo_world_has_news_once_and_marked(db: None) -> None:
    for _ in range(2):
        call_command("load_demo_news", verbosity=0)
    pages = published_pages(today=localdate())
    assert (NewsArticle.objects.count(), len(pages)) == (6, 5)
    assert all(page.demo and page.body.startswith("<p>") for page in pages)


def test_example_texts_become_paragraphs_and_lists() -> None:
    assert rich_text("Eins & zwei.\n\n- a\n- b\n\n") == (
        "<p>Eins &amp; zwei.</p><ul><li>a</li><li>b</li></ul>"
    )


def test_a_chancellery_from_before_the_news_gets_them_with_the_next_register(db: None) -> None:
    """Roles were granted once; a newer version of the software adds to them."""
    group = User.objects.get(username="staatskanzlei").groups.get()
    group.permissions.remove(*Permission.objects.filter(content_type__app_label="editorial"))
    assert not User.objects.get(username="staatskanzlei").has_perm("editorial.add_newsarticle")
    call_command("load_regions", verbosity=0)
    chancellery = User.objects.get(username="staatskanzlei")
    assert chancellery.has_perms(["editorial.add_newsarticle", "editorial.publish_newsarticle"])
    assert not User.objects.get(username="redaktion").has_perm("editorial.add_newsarticle")
