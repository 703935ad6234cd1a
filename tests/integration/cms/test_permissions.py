"""Isolation, proven: every address of the CMS × every role × own, foreign and missing objects."""

import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Revision, TaskState, Workflow

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.services import user_assign_role
from cms.editorial.models import NewsArticle
from cms.municipalities.models import MunicipalityPage
from cms.offers.models import OfferApproval, OfferPage
from tests.integration.cms.permission_table import TABLE, May, Row

SignIn = Callable[[str], Client]
ROLES = ("staatskanzlei", "kreis", "redaktion", "autor")
EDITORS = ROLES[:3]
FOREIGN_TITLE = "Fremdes-Angebot-Fremder-Leute"
MISSING = 999_999
OBJECTS = {
    "offer", "town", "revision", "task_state", "workflow_state", "editor", "article",
    "article_revision",
}  # fmt: skip


def names(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


URL_NAMES = sorted(set(names(get_resolver().url_patterns)))


def test_every_address_has_a_row() -> None:
    assert sorted(set(URL_NAMES) - TABLE.keys()) == [], "ohne Zeile in permission_table.py"
    assert sorted(TABLE.keys() - set(URL_NAMES)) == [], "Zeile ohne Adresse"


def prepare(offer: OfferPage, town: MunicipalityPage, title: str) -> SimpleNamespace:
    """A submitted draft on top of the published offer."""
    OfferPage.objects.filter(pk=offer.pk).update(title=title, draft_title=title, owner=None)
    offer = OfferPage.objects.get(pk=offer.pk)
    revision = offer.save_revision()
    workflow = Workflow.objects.get(name="Freigabe")
    state = workflow.start(offer, User.objects.get(username="staatskanzlei"))
    return SimpleNamespace(
        offer=offer.pk,
        town=town.pk,
        revision=revision.pk,
        task_state=state.current_task_state.pk,
        workflow_state=state.pk,
        editor=prepare_editor(town, title).pk,
        **prepare_article(title),
    )


def prepare_article(title: str) -> dict[str, int]:
    """A draft of the chancellery: foreign to everybody else, whatever its title."""
    article = NewsArticle.objects.create(title=title, summary="Kurz", body="<p>x</p>", live=False)
    return {"article": article.pk, "article_revision": article.save_revision().pk}


def prepare_editor(town: MunicipalityPage, name: str) -> User:
    editor = User.objects.create_user(f"editor-of-{town.ags}", last_name=name)
    user_assign_role(user=editor, role=Role.MUNICIPAL_EDITOR, page=town)
    return editor


@pytest.fixture
def objects(
    own_offer: OfferPage, foreign_offer: OfferPage,
    own_town: MunicipalityPage, foreign_town: MunicipalityPage,
) -> dict[str, SimpleNamespace]:  # fmt: skip
    missing = SimpleNamespace(**dict.fromkeys(OBJECTS, MISSING))
    found = {
        "own": prepare(own_offer, own_town, "Eigenes"),
        "foreign": prepare(foreign_offer, foreign_town, FOREIGN_TITLE),
        "missing": missing,
    }
    for thing in found.values():
        thing.own_town = own_town.pk
        thing.district = own_town.get_parent().pk
        thing.task = OfferApproval.objects.get().pk
    OfferPage.objects.filter(pk=own_offer.pk).update(owner=User.objects.get(username="autor"))
    return found


def address(name: str, row: Row, thing: SimpleNamespace) -> str:
    args = [getattr(thing, arg) if hasattr(thing, str(arg)) else arg for arg in row.args]
    url = reverse(name, args=args)
    if name == "wagtail_bulk_action":
        url += f"?id={thing.offer}&next=/admin/"
    return url


def is_refused(response: Any) -> bool:
    """Sent home, forbidden, not there, or wrong method with nothing shown."""
    if response.status_code in (302, 303):
        target = response.headers["Location"]
        return bool(re.fullmatch(r"/admin/(pages/\d+/)?|/admin/login/.*", target))
    return response.status_code in (403, 404, 405)


def shows_foreign(response: Any) -> bool:
    return not response.streaming and FOREIGN_TITLE in response.content.decode(errors="replace")


def everything_foreign() -> tuple[Any, ...]:
    """What a foreign editor could have changed."""
    offers = OfferPage.objects.exclude(title="Eigenes")
    return (
        list(
            offers.order_by("pk").values_list(
                "pk", "title", "live", "path", "locked", "verified_on"
            )
        ),
        TaskState.objects.filter(status="in_progress").count(),
        Revision.objects.count(),
        list(
            User.objects.order_by("pk").values_list(
                "pk", "is_active", "role", "area", "groups", "password"
            )
        ),
        list(NewsArticle.objects.order_by("pk").values_list("pk", "title", "live")),
    )


with_reverse = [name for name in URL_NAMES if name != "None"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", with_reverse)
def test_reading(
    as_role: SignIn, objects: dict[str, SimpleNamespace], name: str, role: str
) -> None:
    row, client = TABLE[name], as_role(role)
    client.raise_request_exception = name != "wagtailadmin_error_test"
    answers = {kind: client.get(address(name, row, thing)) for kind, thing in objects.items()}
    told = {kind: (a.status_code, a.headers.get("Location")) for kind, a in answers.items()}
    if role != "staatskanzlei":
        leaks = [kind for kind, answer in answers.items() if shows_foreign(answer)]
        assert leaks == [], f"zeigt Fremdes: {told}"
    about_pages = row.may in (May.OWN_PAGE, May.OWN_AS_EDITOR)
    if about_pages and role != "staatskanzlei":
        assert is_refused(answers["foreign"]), told
    if about_pages:
        assert answers["missing"].status_code in (302, 404, 405), told
        only_posts = answers["own"].status_code in (404, 405)
        responsible = row.may is May.OWN_PAGE or role in EDITORS
        assert only_posts or is_refused(answers["own"]) is not responsible, told
    if row.may is May.NOBODY or (row.may is May.CHANCELLERY and role != "staatskanzlei"):
        assert is_refused(answers["own"]), told
    if row.may is May.EVERYONE and name != "wagtailadmin_error_test":
        assert answers["own"].status_code < 500, told


@pytest.mark.parametrize("role", ROLES[1:])
@pytest.mark.parametrize(
    "name",
    [
        n
        for n in with_reverse
        if OBJECTS & set(map(str, TABLE.get(n, Row(May.NOBODY)).args)) or "bulk" in n
    ],
)
def test_writing_to_a_foreign_page_changes_nothing(
    as_role: SignIn, objects: dict[str, SimpleNamespace], name: str, role: str
) -> None:
    before = everything_foreign()
    form = {
        "action-publish": "1", "title": "Übernommen", "new_title": "Kopie", "new_slug": "kopie",
        "new_parent_page": objects["own"].town, "next": "/admin/",
        "role": Role.DISTRICT_EDITOR.value, "area": objects["own"].district,
    }  # fmt: skip
    answer = as_role(role).post(address(name, TABLE[name], objects["foreign"]), form)
    assert everything_foreign() == before
    assert not shows_foreign(answer)
    assert is_refused(answer), (answer.status_code, answer.headers.get("Location"))


@pytest.mark.parametrize("role", ROLES[1:])
@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move", "confirm"])
def test_no_bulk_action_touches_a_foreign_page(
    as_role: SignIn, objects: dict[str, SimpleNamespace], action: str, role: str
) -> None:
    before = everything_foreign()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    thing = objects["foreign"]
    as_role(role).post(
        f"{url}?id={thing.offer}&id={objects['own'].offer}&next=/admin/",
        {"chooser": objects["own"].town, "next": "/admin/"},
    )
    assert everything_foreign() == before


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("view", ["delete", "unpublish", "move", "copy"])
def test_pages_of_the_register_stay(
    as_role: SignIn, own_town: MunicipalityPage, view: str, role: str
) -> None:
    as_role(role).post(
        reverse(f"wagtailadmin_pages:{view}", args=[own_town.pk]),
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": own_town.get_parent().pk},
    )
    town = MunicipalityPage.objects.get(pk=own_town.pk)
    assert (town.live, town.path) == (True, own_town.path)
    assert not MunicipalityPage.objects.filter(slug="kopie").exists()


@pytest.mark.parametrize("name", with_reverse)
def test_nobody_gets_in_without_signing_in(
    client: Client, objects: dict[str, SimpleNamespace], name: str
) -> None:
    row = TABLE[name]
    answer = client.get(address(name, row, objects["own"]))
    if row.may is not May.PUBLIC:
        assert answer.status_code in (302, 403), answer.status_code
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith("/admin/login/")
    assert not shows_foreign(answer)


def test_a_user_holds_one_grant_page(db: None) -> None:
    """Many grants per user make every view of the admin slow."""
    for user in User.objects.exclude(is_superuser=True):
        pages = {
            grant.page_id for group in user.groups.all() for grant in group.page_permissions.all()
        }
        assert len(pages) == 1, user.username
