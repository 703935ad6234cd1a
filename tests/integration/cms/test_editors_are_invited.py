"""The chancellery invites an editor, who sets a password and sees the own town only."""

import re
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.services import user_assign_role
from cms.municipalities.models import DistrictPage, HomePage, MunicipalityPage
from cms.offers.demo.loading import DISTRICT

SignIn = Callable[[str], Client]
PASSWORD = "vierzehn-kahnfahrten"
ADDRESS = "nele.beispiel@rheine.example"


def invitation(page: Any, **changes: Any) -> dict[str, Any]:
    return {
        "first_name": "Nele",
        "last_name": "Beispiel",
        "email": ADDRESS,
        "role": Role.MUNICIPAL_EDITOR.value,
        "area": page.pk,
    } | changes


def invite(as_role: SignIn, page: Any, **changes: Any) -> User:
    answer = as_role("staatskanzlei").post(reverse("editor_invite"), invitation(page, **changes))
    assert answer.status_code == 302, answer.content.decode()
    return User.objects.get(username=ADDRESS)


def link_in_last_mail() -> str:
    found = re.search(r"http://localhost:8000(/admin/password_reset/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def set_password(link: str, password: str = PASSWORD) -> Any:
    """Follow the link as a browser of somebody who is not signed in."""
    client = Client()
    page = client.get(link, follow=True)
    if not page.redirect_chain:
        return page
    return client.post(
        page.redirect_chain[-1][0], {"new_password1": password, "new_password2": password}
    )


def sign_in(password: str = PASSWORD) -> Client:
    client = Client()
    client.post(reverse("wagtailadmin_login"), {"username": ADDRESS, "password": password})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def history(user: User) -> list[str]:
    return [entry.action for entry in ModelLogEntry.objects.for_instance(user).order_by("pk")]


def test_invited_then_at_home_in_the_own_town_only(
    as_role: SignIn, own_town: MunicipalityPage, foreign_town: MunicipalityPage
) -> None:
    user = invite(as_role, own_town)
    letter = mail.outbox[-1]
    assert letter.to == [ADDRESS]
    assert letter.subject == "Einladung in die Redaktion der Ehrenamtskarte"
    assert letter.body.startswith("Guten Tag Nele Beispiel,")
    assert "Ihr Gebiet: Rheine" in letter.body
    assert not is_signed_in(sign_in(""))
    assert set_password(link_in_last_mail()).status_code == 302
    client = sign_in()
    assert is_signed_in(client)
    home = client.get("/admin/angebote/").content.decode()
    assert "Rheine" in home
    assert foreign_town.title not in home
    own, foreign = (reverse("wagtailadmin_explore", args=[p.pk]) for p in (own_town, foreign_town))
    assert client.get(own).status_code == 200
    assert client.get(foreign).status_code == 302
    assert client.get(reverse("editors")).status_code == 302
    assert history(user) == ["accounts.invite"]
    page = as_role("staatskanzlei").get(reverse("editor", args=[user.pk])).content.decode()
    assert "Eingeladen (Redaktion, Rheine), durch staatskanzlei" in page


@pytest.mark.parametrize(
    ("role", "place", "label"),
    [
        (Role.MUNICIPAL_AUTHOR, "town", "Mitarbeit"),
        (Role.DISTRICT_EDITOR, "district", "Kreisredaktion"),
    ],
)
def test_the_other_roles(
    as_role: SignIn, own_town: MunicipalityPage, role: Role, place: str, label: str
) -> None:
    page = own_town if place == "town" else DistrictPage.objects.get(key=DISTRICT)
    user = invite(as_role, page, role=role.value)
    assert (user.role, user.area_id) == (role, page.pk)
    assert f"Ihre Rolle: {label}" in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": "Redaktion@Verzeichnis.example"}, "gibt es schon ein Konto"),
        ({"email": "rheine"}, "gültige E-Mail-Adresse"),
        ({"email": ""}, "muss ausgefüllt werden"),
        ({"last_name": ""}, "muss ausgefüllt werden"),
        ({"area": ""}, "muss ausgefüllt werden"),
        ({"area": "home"}, "keine gültige Auswahl"),
        ({"area": "district"}, "eine Stadt oder Gemeinde"),
        ({"role": Role.DISTRICT_EDITOR.value}, "einen Kreis, keinen Ort"),
        ({"role": Role.STATE_EDITOR.value}, "keine gültige Auswahl"),
    ],
)
def test_a_wrong_invitation_says_what_to_do(
    as_role: SignIn, own_town: MunicipalityPage, changes: dict[str, Any], message: str
) -> None:
    places = {"home": HomePage.objects.get().pk, "district": own_town.get_parent().pk}
    changes = {name: places.get(value, value) for name, value in changes.items()}
    before = User.objects.count()
    answer = as_role("staatskanzlei").post(
        reverse("editor_invite"), invitation(own_town, **changes)
    )
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert (User.objects.count(), mail.outbox) == (before, [])


@pytest.mark.parametrize("login", ["kreis", "redaktion", "autor"])
def test_only_the_chancellery_invites(
    as_role: SignIn, own_town: MunicipalityPage, login: str
) -> None:
    answer = as_role(login).post(reverse("editor_invite"), invitation(own_town))
    assert answer.status_code == 302
    assert not User.objects.filter(username=ADDRESS).exists()
    assert mail.outbox == []


def test_without_mail_there_is_no_account(
    as_role: SignIn, own_town: MunicipalityPage, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.integration.cms.test_editors_are_invited.Unreachable"
    answer = as_role("staatskanzlei").post(reverse("editor_invite"), invitation(own_town))
    assert "ließ sich nicht verschicken" in answer.content.decode()
    assert not User.objects.filter(username=ADDRESS).exists()


class Unreachable:
    """A mail server that does not answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def send_messages(self, messages: list[Any]) -> int:
        raise ConnectionRefusedError


def test_a_link_works_once_and_not_for_ever(
    as_role: SignIn, own_town: MunicipalityPage, settings: Any
) -> None:
    user = invite(as_role, own_town)
    link = link_in_last_mail()
    late = timezone.localtime() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 60)
    with time_machine.travel(late):
        assert "Dieser Link gilt nicht mehr" in set_password(link).content.decode()
        page = as_role("staatskanzlei").get(reverse("editors")).content.decode()
        assert "Einladung abgelaufen" in page
        as_role("staatskanzlei").post(reverse("editor_resend", args=[user.pk]))
        assert "Dieser Link gilt nicht mehr" in set_password(link).content.decode()
        fresh = link_in_last_mail()
        assert set_password(fresh).status_code == 302
        assert "Dieser Link gilt nicht mehr" in set_password(fresh).content.decode()
    assert history(user) == ["accounts.invite", "accounts.resend"]


def test_who_has_a_password_is_not_invited_again(
    as_role: SignIn, own_town: MunicipalityPage
) -> None:
    user = invite(as_role, own_town)
    set_password(link_in_last_mail())
    mail.outbox.clear()
    answer = as_role("staatskanzlei").post(reverse("editor_resend", args=[user.pk]), follow=True)
    assert "braucht keine Einladung mehr" in answer.content.decode()
    assert mail.outbox == []
    assert is_signed_in(sign_in())


def test_a_blocked_editor_is_out_at_once_and_may_come_back(
    as_role: SignIn, own_town: MunicipalityPage
) -> None:
    user = invite(as_role, own_town)
    set_password(link_in_last_mail())
    inside = sign_in()
    as_role("staatskanzlei").post(reverse("editor_block", args=[user.pk]))
    assert not is_signed_in(inside)
    assert not is_signed_in(sign_in())
    listed = as_role("staatskanzlei").get(reverse("editors"), {"state": "blocked"})
    assert ADDRESS in listed.content.decode()
    as_role("staatskanzlei").post(reverse("editor_unblock", args=[user.pk]))
    assert is_signed_in(sign_in())
    assert history(user)[1:] == ["accounts.block", "accounts.unblock"]


def test_who_moves_to_another_town_leaves_the_old_one(
    as_role: SignIn, own_town: MunicipalityPage, foreign_town: MunicipalityPage
) -> None:
    user = invite(as_role, own_town)
    set_password(link_in_last_mail())
    client = sign_in()
    own, foreign = (reverse("wagtailadmin_explore", args=[p.pk]) for p in (own_town, foreign_town))
    answer = as_role("staatskanzlei").post(
        reverse("editor", args=[user.pk]),
        {"role": Role.MUNICIPAL_AUTHOR.value, "area": foreign_town.pk},
        follow=True,
    )
    assert f"Mitarbeit für {foreign_town.title}" in answer.content.decode()
    assert client.get(foreign).status_code == 200
    assert client.get(own).status_code == 302
    assert user.groups.count() == 1
    assert history(user)[-1] == "accounts.move"


def test_accounts_of_the_chancellery_and_the_operator_are_out_of_reach(
    as_role: SignIn, own_town: MunicipalityPage
) -> None:
    root = User.objects.create_superuser("betrieb", "betrieb@verzeichnis.example", PASSWORD)
    user_assign_role(user=root, role=Role.MUNICIPAL_EDITOR, page=own_town)
    colleague = User.objects.create_user("kollegin", "kollegin@verzeichnis.example", PASSWORD)
    user_assign_role(user=colleague, role=Role.STATE_EDITOR, page=HomePage.objects.get())
    client = as_role("staatskanzlei")
    for user in (root, colleague):
        assert user.email not in client.get(reverse("editors")).content.decode()
        for name in ("editor", "editor_resend", "editor_block", "editor_unblock"):
            form = {"role": Role.MUNICIPAL_EDITOR.value, "area": own_town.pk}
            assert client.post(reverse(name, args=[user.pk]), form).status_code == 404
        user.refresh_from_db()
        assert user.is_active


def test_the_operator_invites_the_chancellery(client: Client, own_town: MunicipalityPage) -> None:
    client.force_login(User.objects.create_superuser("betrieb"))
    wrong = invitation(own_town, role=Role.STATE_EDITOR.value)
    assert "Wählen Sie zur Staatskanzlei das Land" in (
        client.post(reverse("editor_invite"), wrong).content.decode()
    )
    client.post(
        reverse("editor_invite"), invitation(HomePage.objects.get(), role=Role.STATE_EDITOR.value)
    )
    user = User.objects.get(username=ADDRESS)
    assert user.is_chancellery
    assert not user.is_superuser
    assert client.get(reverse("editors"), {"role": Role.STATE_EDITOR.value}).status_code == 200


def test_accounts_from_before_keep_their_place(own_town: MunicipalityPage) -> None:
    held = dict(User.objects.values_list("pk", "area"))
    User.objects.update(area=None)
    migration = import_module("cms.accounts.migrations.0002_area_and_invitation")
    migration.remember_areas(apps, None)
    assert dict(User.objects.values_list("pk", "area")) == held
    assert own_town.pk in held.values()


def test_the_list_finds_by_name_address_and_town(
    as_role: SignIn, own_town: MunicipalityPage
) -> None:
    invite(as_role, own_town)
    client = as_role("staatskanzlei")
    for query in ("Beispiel", "nele.beispiel@", "Rheine"):
        assert ADDRESS in client.get(reverse("editors"), {"q": query}).content.decode(), query
    assert ADDRESS not in client.get(reverse("editors"), {"q": "Münster"}).content.decode()
    drafting = client.get(reverse("editors"), {"role": Role.MUNICIPAL_AUTHOR.value})
    assert ADDRESS not in drafting.content.decode()
    assert ADDRESS in client.get(reverse("editors"), {"state": "invited"}).content.decode()
