"""The offer form: what must be right before an offer is public, said where it is typed."""

from typing import Any

from django.core.validators import MaxLengthValidator
from wagtail.admin.forms import WagtailAdminPageForm

from catalogue.offer import KINDS_WITH_VALUE, TITLE_LENGTH, BenefitKind, Scope
from catalogue.validation import benefit_findings, date_findings, text_findings
from cms.offers.permissions import may_publish_scope

_TEXTS = ("title", "provider", "summary", "conditions")
_FIELDS = {"value": "benefit_value"}
"""Where the form names a field otherwise than the catalogue."""


class OfferPageForm(WagtailAdminPageForm):
    """Drafts may be unfinished, but never contradict themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if title := self.fields.get("title"):
            title.help_text = (
                f"Was es gibt, in höchstens {TITLE_LENGTH} Zeichen, ohne den Namen des Anbieters."
            )
            title.widget.attrs["maxlength"] = TITLE_LENGTH
            # The page's own limit is wider than an offer's; the catalogue's rule has the right one.
            title.validators = [
                v for v in title.validators if not isinstance(v, MaxLengthValidator)
            ]

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
        rules = [
            *text_findings({name: str(data.get(name) or "") for name in _TEXTS}),
            *date_findings(data.get("valid_from"), data.get("valid_until")),
        ]
        kind, value = data.get("benefit_kind"), data.get("benefit_value")
        if kind and (self._is_complete or value is not None):
            rules += benefit_findings(BenefitKind(kind), value)
        return [
            *((_FIELDS.get(rule.field, rule.field), rule.message) for rule in rules),
            ("benefit_value", _needless_value(kind, value)),
            ("scope", self._scope_finding(data.get("scope", ""))),
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
        kept = (form for form in forms if not form.data.get(form.add_prefix("DELETE")))
        return any(form.has_changed() or form.instance.pk for form in kept)

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


def _needless_value(kind: str | None, value: Any) -> str | None:
    if value is None or kind in KINDS_WITH_VALUE:
        return None
    return "Zu dieser Art gehört kein Wert. Leeren Sie das Feld oder wählen Sie eine andere Art."
