"""What is typed from paper with few keys is what the form would have been told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.answers import answers_of
from applications.casework.cases.models import Case
from applications.casework.cases.services.filing import case_type_in
from applications.casework.cases.typed_paper import completed, usual_answers, usual_engagement
from applications.casework.offices.models import User
from applications.casework.register import register
from applications.form import ApplicationKind
from tests.casework.conftest import NOW
from tests.unit.applications.people import APPLICATION

SignIn = Callable[[str], Client]
FIRST = ApplicationKind.FIRST


@pytest.fixture(autouse=True)
def on_the_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=True)


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("person.birth_date", "23041958", "23.04.1958"),
        ("person.birth_date", " 23041958 ", "23.04.1958"),
        ("person.birth_date", "23.04.1958", "23.04.1958"),
        ("person.birth_date", "230458", "230458"),
        ("person.birth_date", "٢٣٠٤١٩٥٨", "٢٣٠٤١٩٥٨"),
        ("engagements.0.since", "092015", "09.2015"),
        ("engagements.3.since", "092015", "09.2015"),
        ("person.postal_code", "48431", "48431"),
        ("juleica.number", "23041958", "23041958"),
    ],
)
def test_days_by_digits(name: str, typed: str, read: str) -> None:
    assert completed(FIRST, {name: [typed]}, register())[name] == [read]


@pytest.mark.parametrize(
    ("code", "place", "found"),
    [
        ("48431", "", ["Rheine"]),
        ("48431", "Rheine-Mesum", ["Rheine-Mesum"]),
        ("99999", "", [""]),
        ("", "", [""]),
    ],
)
def test_the_place_comes_from_the_postal_code(code: str, place: str, found: list[str]) -> None:
    typed = {"person.postal_code": [code], "person.place": [place]}
    assert completed(FIRST, typed, register())["person.place"] == found


def test_a_further_engagement_nobody_wrote_into_is_none() -> None:
    typed = {**usual_engagement(1), "engagements.1.organisation": [""]}
    assert completed(FIRST, typed, register()) == {}
    typed["engagements.1.organisation"] = ["Lesewelt"]
    assert completed(FIRST, typed, register()) == typed
    other = {**usual_engagement(1), "engagements.1.allowance.kind": ["trainer"]}
    assert completed(FIRST, other, register()) == other


def test_an_empty_form_knows_what_most_papers_say(as_user: SignIn) -> None:
    page = as_user("rheine").get(reverse("paper_form", args=["first"]))
    known = {
        field.name: list(field.values)
        for group in page.context["groups"]
        for field in group.fields
        if any(field.values)
    }
    assert known == usual_answers()
    assert not [name for name in known if name.startswith("consents")]


@pytest.mark.parametrize("kind", list(ApplicationKind))
def test_every_kind_begins_at_a_field_of_its_own(as_user: SignIn, kind: str) -> None:
    page = as_user("rheine").get(reverse("paper_form", args=[kind])).content.decode()
    assert page.count(" autofocus") == 1


def test_another_organisation_begins_at_its_name(as_user: SignIn) -> None:
    typed = {**answers_of(APPLICATION), "bloecke": "1", "mehr": "1"}
    page = as_user("rheine").post(reverse("paper_form", args=["first"]), typed)
    assert page.context["begin"] == "engagements.1.organisation"
    assert 'name="engagements.1.hours.per"' in page.content.decode()
    without = {**typed, "bloecke": "2"}
    del without["mehr"]
    url = reverse("paper_form", args=["first"])
    done = as_user("rheine").post(url, {**without, **usual_engagement(1)})
    assert done.status_code == 302


def test_the_same_person_is_asked_about_and_typed_in_when_meant(
    as_user: SignIn, worker: User
) -> None:
    known = case_type_in(application=APPLICATION, by=worker, now=NOW)
    client, url = as_user("rheine"), reverse("paper_form", args=["first"])
    typed = {**answers_of(APPLICATION), "person.first_names": " ADA"}
    asked = client.post(url, typed)
    assert asked.status_code == 422
    assert str(known) in asked.content.decode()
    assert "Trotzdem anlegen" in asked.content.decode()
    assert Case.objects.count() == 1
    mark = asked.context["mark"]
    other = replace(APPLICATION, person=replace(APPLICATION.person, last_name="Anders"))
    case_type_in(application=other, by=worker, now=NOW)
    changed = {**typed, "trotzdem": mark, "person.first_names": "Ada", "person.last_name": "Anders"}
    assert client.post(url, changed).status_code == 422, "somebody else is asked about anew"
    assert client.post(url, {**typed, "trotzdem": mark}).status_code == 302
    assert Case.objects.count() == 3


def test_persons_of_another_office_are_not_told(as_user: SignIn, worker: User) -> None:
    case_type_in(application=APPLICATION, by=worker, now=NOW)
    url = reverse("paper_form", args=["first"])
    answer = as_user("muenster").post(url, answers_of(APPLICATION))
    assert not answer.context["twins"]
