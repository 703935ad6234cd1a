"""What is typed at the desk and by the people who are asked."""

from decimal import Decimal
from typing import Any

from django import forms

from applications.casework.cases.models import Answer
from applications.casework.offices.models import Office
from applications.form import Contact, Email, Hours, HoursPer
from applications.limits import Text, fits, has_control_characters, limit_of, normalised
from applications.reasons import TEXT_MODULES, RejectionReason
from applications.references import BadReferenceError, parse_reference

_EMAIL: Text = limit_of(Email)  # type: ignore[assignment]
PERIODS = [(HoursPer.WEEK.value, "in der Woche"), (HoursPer.YEAR.value, "im Jahr")]


class LineField(forms.CharField):
    """One line without control characters, as the public form takes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 80, **options})

    def to_python(self, value: Any) -> str:
        return normalised(super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        if has_control_characters(value):
            raise forms.ValidationError("Bitte schreiben Sie in eine Zeile, ohne Sonderzeichen.")


def _text(label: str, *, required: bool = True, help_text: str = "", rows: int = 6) -> Any:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReasonForm(forms.Form):
    """A question back or a rejection: a named reason, and the text that is sent."""

    reason = forms.ChoiceField(
        label="Grund",
        choices=[(r.value, TEXT_MODULES[r].heading) for r in RejectionReason],
    )
    text = _text("Text an die antragstellende Person", rows=8)

    def clean_reason(self) -> RejectionReason:
        return RejectionReason(self.cleaned_data["reason"])


class ReplyForm(forms.Form):
    text = _text("Antwort")


class ForwardForm(forms.Form):
    office = forms.ModelChoiceField(
        Office.objects.all(), label="Stelle", empty_label="bitte wählen"
    )
    consent = forms.BooleanField(
        label="Die antragstellende Person ist mit der Weitergabe einverstanden."
    )


class ContactForm(forms.Form):
    name = LineField(label="Name")
    function = LineField(label="Funktion in der Organisation")
    email = forms.EmailField(
        label="E-Mail-Adresse",
        required=False,
        help_text="Ohne E-Mail-Adresse schreiben wir einen Brief, oder Sie rufen an.",
    )
    street = LineField(
        label="Straße und Hausnummer der Organisation",
        required=False,
        help_text="Nur für einen Brief, wenn es keine E-Mail-Adresse gibt.",
    )
    town = LineField(label="Postleitzahl und Ort der Organisation", required=False)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email and not fits(email, _EMAIL):
            raise forms.ValidationError("Bitte in der Form name@beispiel.de angeben.")
        return email

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("street")) != bool(values.get("town")):
            missing = "town" if values.get("street") else "street"
            self.add_error(missing, "Für einen Brief brauchen wir Straße, Postleitzahl und Ort.")
        return values

    def contact(self) -> Contact:
        values = self.cleaned_data
        return Contact(values["name"], values["function"], values["email"])

    def address(self) -> tuple[str, ...]:
        """The lines under the name in the address window; none without an address."""
        values = self.cleaned_data
        return tuple(filter(None, (values["street"], values["town"])))


class AnswerForm(forms.Form):
    """What an organisation says: confirm, correct the hours, or object and say why."""

    answer = forms.ChoiceField(
        label="Stimmen die Angaben?",
        widget=forms.RadioSelect,
        choices=[
            (Answer.CONFIRMED.value, "Ja, die Angaben stimmen."),
            (Answer.CORRECTED.value, "Ja, aber die Stunden sind andere."),
            (Answer.OBJECTED.value, "Nein, das können wir nicht bestätigen."),
        ],
    )
    amount = forms.DecimalField(
        label="Stunden",
        required=False,
        min_value=Decimal("0.5"),
        max_value=8784,
        decimal_places=2,
        localize=True,
        help_text="Nur wenn die Stunden andere sind, zum Beispiel 4,5.",
    )
    per = forms.ChoiceField(label="Die Stunden gelten", choices=PERIODS, required=False)
    answered_by = LineField(label="Ihr Name")

    def clean_answer(self) -> Answer:
        return Answer(self.cleaned_data["answer"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        corrected = values.get("answer") is Answer.CORRECTED
        if corrected and not values.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "Bitte geben Sie die richtigen Stunden an.")
        return values

    def hours(self) -> Hours | None:
        """The corrected hours; nothing where none were corrected."""
        values = self.cleaned_data
        if values["answer"] is not Answer.CORRECTED:
            return None
        return Hours(values["amount"], HoursPer(values["per"] or HoursPer.WEEK))


class LinkAnswerForm(AnswerForm):
    reason = _text("Möchten Sie uns etwas dazu sagen?", required=False, rows=4)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("answer") is Answer.OBJECTED and not values.get("reason"):
            self.add_error("reason", "Bitte schreiben Sie kurz, was nicht stimmt.")
        return values


class PhoneAnswerForm(AnswerForm):
    note = _text("Vermerk zum Gespräch", help_text="Wann, welche Nummer, was gesagt wurde.", rows=4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answered_by"].label = "Mit wem haben Sie gesprochen?"


class EraseForm(forms.Form):
    asked = forms.BooleanField(
        label="Die Person verlangt die Löschung. Mir ist klar, dass nichts davon zurückkommt."
    )


class DisclosureForm(forms.Form):
    """Whose data: numbers of cases, or name and birth date as they stand in the application."""

    references = LineField(
        label="Vorgangsnummern", required=False, max_length=400, help_text="Mehrere mit Komma."
    )
    first_names = LineField(label="Vornamen", required=False)
    last_name = LineField(label="Nachname", required=False)
    birth_date = forms.DateField(label="Geburtsdatum", required=False)
    form = forms.ChoiceField(
        label="Als",
        choices=[("page", "Seite"), ("pdf", "PDF zum Herausgeben"), ("json", "JSON-Datei")],
    )

    def clean_references(self) -> list[str]:
        typed = [part for part in self.cleaned_data["references"].split(",") if part.strip()]
        try:
            return [parse_reference(part) for part in typed]
        except BadReferenceError as bad:
            raise forms.ValidationError(str(bad)) from None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        named = all(values.get(name) for name in ("first_names", "last_name", "birth_date"))
        if not self.errors and not values.get("references") and not named:
            raise forms.ValidationError(
                "Bitte nennen Sie Vorgangsnummern oder Vornamen, Nachnamen und Geburtsdatum."
            )
        return values


class PaperAnswerForm(AnswerForm):
    """The signed letter that came back."""

    note = _text("Vermerk", required=False, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answered_by"].label = "Wer hat unterschrieben?"


class DayField(forms.DateField):
    """A day, typed with or without dots: 17.05.2026 or 17052026."""

    widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric"})

    def __init__(self, **options: Any) -> None:
        formats = ["%d.%m.%Y", "%d.%m.%y", "%d%m%Y", "%Y-%m-%d"]
        super().__init__(**{"input_formats": formats, **options})


class RangeForm(forms.Form):
    von = DayField(label="Bewilligt ab", required=False)
    bis = DayField(label="Bewilligt bis", required=False)


class CeremonyForm(forms.Form):
    day = DayField(label="Tag der Übergabe", help_text="Zum Beispiel 05.12.2026.")
    place = LineField(label="Ort der Übergabe")
