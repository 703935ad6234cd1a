"""Whom to invite as what, for which town or Kreis."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.models import Page

from catalogue.regions import DistrictKind
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.municipalities.models import DistrictPage, HomePage, MunicipalityPage, register

_EXPLAINED = {
    Role.MUNICIPAL_EDITOR: "Redaktion: schreibt und veröffentlicht die Angebote eines Ortes",
    Role.MUNICIPAL_AUTHOR: "Mitarbeit: schreibt Angebote eines Ortes, die Redaktion gibt sie frei",
    Role.DISTRICT_EDITOR: "Kreisredaktion: wie eine Redaktion, für alle Orte eines Kreises",
    Role.STATE_EDITOR: "Staatskanzlei: gibt Landesweites frei und lädt Redaktionen ein",
}
_PLACES: dict[Role, tuple[type[Page], str]] = {
    Role.MUNICIPAL_EDITOR: (
        MunicipalityPage,
        "Wählen Sie zu dieser Rolle eine Stadt oder Gemeinde.",
    ),
    Role.MUNICIPAL_AUTHOR: (
        MunicipalityPage,
        "Wählen Sie zu dieser Rolle eine Stadt oder Gemeinde.",
    ),
    Role.DISTRICT_EDITOR: (DistrictPage, "Wählen Sie zur Kreisredaktion einen Kreis, keinen Ort."),
    Role.STATE_EDITOR: (HomePage, "Wählen Sie zur Staatskanzlei das Land."),
}
"""Where each role is at home, and what to say when somewhere else was chosen."""


def roles_given_by(user: User) -> list[Role]:
    """The chancellery gives every role but its own; that one comes from the operator."""
    return [role for role in _EXPLAINED if user.is_superuser or role is not Role.STATE_EDITOR]


def editors_of(user: User) -> QuerySet[User]:
    """The accounts `user` looks after: nobody's own, and never the operator's."""
    return (
        User.objects.filter(role__in=roles_given_by(user), is_superuser=False)
        .exclude(pk=user.pk)
        .select_related("area")
    )


class PlacementForm(forms.Form):
    """A role and the place it is for, as far as `by` may give them."""

    role = forms.ChoiceField(label="Rolle", widget=forms.RadioSelect)
    area = forms.ChoiceField(label="Ort oder Kreis")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_given_by(by)
        self.fields["role"].choices = [(role.value, _EXPLAINED[role]) for role in roles]
        self.fields["area"].choices = [("", "Bitte wählen"), *_areas(roles)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"role", "area"} <= data.keys():
            data["role"] = Role(data["role"])
            model, otherwise = _PLACES[data["role"]]
            data["page"] = model.objects.filter(pk=data["area"]).first()
            if data["page"] is None:
                self.add_error("area", otherwise)
        return data


class InvitationForm(PlacementForm):
    field_order = ("first_name", "last_name", "email", "role", "area")

    first_name = forms.CharField(label="Vorname", max_length=150)
    last_name = forms.CharField(label="Nachname", max_length=150)
    email = forms.EmailField(
        label="E-Mail",
        max_length=150,
        help_text="Dienstliche Adresse. Sie ist später auch der Benutzername.",
    )


def _areas(roles: list[Role]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Land, Kreise and towns by name. A kreisfreie Stadt is a town here: there is none below it."""
    land = HomePage.objects.all() if Role.STATE_EDITOR in roles else HomePage.objects.none()
    districts = DistrictPage.objects.exclude(kind=DistrictKind.KREISFREIE_STADT)
    towns = MunicipalityPage.objects.order_by("slug").values_list("pk", "title", "ags")
    return [
        *(("Land", [(str(page.pk), page.title)]) for page in land),
        ("Kreise", [(str(page.pk), page.title) for page in districts.order_by("slug")]),
        (
            "Städte und Gemeinden",
            [(str(pk), f"{title} ({_above(ags)})") for pk, title, ags in towns],
        ),
    ]


def _above(ags: str) -> str:
    """What tells towns of similar names apart."""
    regions = register()
    if not regions.knows(ags):
        return ags
    town = regions.municipality(ags)
    if town.is_independent_city:
        return "kreisfreie Stadt"
    return regions.district(town.district).name
