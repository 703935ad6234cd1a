"""The offer form: what must be right before an offer is public, said where it is typed."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.validators import MaxLengthValidator
from wagtail.admin.forms import WagtailAdminPageForm

from catalogue.offer import TITLE_LENGTH, BenefitKind, Scope
from cms.offers.permissions import may_publish_scope

VALUE_KINDS = {BenefitKind.PERCENT, BenefitKind.AMOUNT_OFF, BenefitKind.FIXED_PRICE}
TITLE_TOO_LONG = (
    "Der Titel hat %(show_value)s Zeichen, erlaubt sind %(limit_value)s. "
    "Kürzen Sie ihn; Einzelheiten gehören in die Beschreibung."
)
_PLACEHOLDER = re.compile(
    r"^\W*(k\.? ?a\.?|musterhausen|lorem ipsum.*|xxx+|test)\W*$", re.IGNORECASE
)


def benefit_finding(kind: str, value: Decimal | None) -> str | None:
    """What is wrong with the value of a benefit, in one sentence."""
    if kind in VALUE_KINDS and value is None:
        return "Zu dieser Art gehört ein Wert: die Prozente oder der Betrag in Euro."
    if kind == BenefitKind.PERCENT and value is not None and not 0 < value <= 100:
        return f"{value} Prozent gibt es nicht. Erlaubt sind 1 bis 100."
    if kind not in VALUE_KINDS and value is not None:
        return (
            "Zu dieser Art gehört kein Wert. Leeren Sie das Feld oder wählen Sie eine andere Art."
        )
    return None


def dates_finding(valid_from: date | None, valid_until: date | None) -> str | None:
    if valid_from and valid_until and valid_until < valid_from:
        return (
            f"Das Ende ({valid_until:%d.%m.%Y}) liegt vor dem Beginn ({valid_from:%d.%m.%Y}). "
            "Tauschen Sie die Daten oder leeren Sie eines."
        )
    return None


def placeholder_finding(text: str) -> str | None:
    if _PLACEHOLDER.match(text):
        return f"„{text}“ sieht nach einem Platzhalter aus. Schreiben Sie die richtige Angabe."
    return None


class OfferPageForm(WagtailAdminPageForm):
    """Drafts may be unfinished, but never contradict themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields[
                "title"
            ].help_text = (
                f"Was es gibt, in höchstens {TITLE_LENGTH} Zeichen, ohne den Namen des Anbieters."
            )
            self.fields["title"].widget.attrs["maxlength"] = TITLE_LENGTH
            self.fields["title"].validators = [MaxLengthValidator(TITLE_LENGTH, TITLE_TOO_LONG)]

    @property
    def wants_publication(self) -> bool:
        return "action-publish" in self.data

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name, finding in self._findings(data):
            if finding and name in self.fields:
                self.add_error(name, finding)
        return data

    def _findings(self, data: dict[str, Any]) -> list[tuple[str, str | None]]:
        texts = ("title", "provider", "summary", "conditions")
        scope = data.get("scope", "")
        return [
            *((name, placeholder_finding(str(data.get(name) or ""))) for name in texts),
            (
                "benefit_value",
                benefit_finding(data.get("benefit_kind", ""), data.get("benefit_value"))
                if self._is_complete or data.get("benefit_value") is not None
                else None,
            ),
            ("valid_until", dates_finding(data.get("valid_from"), data.get("valid_until"))),
            ("scope", self._scope_finding(scope)),
            ("kinds", self._kinds_finding(data)),
            ("standard_card", self._cards_finding(data)),
        ]

    @property
    def _is_complete(self) -> bool:
        """Whether this is meant to be seen by others, not merely kept as a draft."""
        return self.wants_publication or "action-submit" in self.data

    def _scope_finding(self, scope: str) -> str | None:
        if self.wants_publication and not may_publish_scope(self.for_user, scope):
            return (
                "Landesweite Angebote gibt die Staatskanzlei frei. Wählen Sie unten „In Freigabe "
                "einreichen“ statt „Veröffentlichen“, oder stellen Sie die Geltung auf „vor Ort“."
            )
        if self._is_complete and scope == Scope.LOCAL and not self._has_venue:
            return (
                "Ein Angebot vor Ort braucht mindestens einen Standort. Tragen Sie ihn unter „Ort“ "
                "ein, oder stellen Sie die Geltung auf „online“."
            )
        return None

    @property
    def _has_venue(self) -> bool:
        forms = self.formsets["venues"].forms if "venues" in self.formsets else []
        return any(form.has_changed() or form.instance.pk for form in forms)

    def _kinds_finding(self, data: dict[str, Any]) -> str | None:
        category = data.get("category")
        strangers = (
            [k.label for k in data.get("kinds") or () if k.category_id != category.pk]
            if category
            else []
        )
        if strangers:
            return f"{', '.join(strangers)} gehört nicht zur Rubrik {category.label}."
        return None

    def _cards_finding(self, data: dict[str, Any]) -> str | None:
        if self._is_complete and not (data.get("standard_card") or data.get("jubilee_card")):
            return "Wählen Sie mindestens eine Karte, für die das Angebot gilt."
        return None
