"""The questions about the applicant and those who help."""

from applications.form import ApplicationKind, CardMedium, HelperRole
from applications.journey.questions import Option, Question, Step, When, Widget

_RENEWAL_OR_CLAIM = frozenset({ApplicationKind.RENEWAL, ApplicationKind.CLAIM})
_HELPED = (When("helper.role", frozenset(HelperRole)),)

CARD = Step(
    "card",
    "Ihre Karte",
    (
        Question(
            "card_media",
            Widget.CHOICES,
            "Wie möchten Sie die Karte?",
            missing="Bitte wählen Sie aus, wie Sie die Karte möchten.",
            help="Beides ist möglich.",
            options=(
                Option(CardMedium.DIGITAL, "Digital auf dem Handy oder zum Ausdrucken"),
                Option(CardMedium.PLASTIC, "Als Karte aus Plastik"),
            ),
        ),
    ),
)
PREVIOUS_CARD = Step(
    "previous_card",
    "Ihre bisherige Karte",
    (
        Question(
            "previous_card.number",
            Widget.TEXT,
            "Nummer der Karte",
            missing="Bitte geben Sie die Nummer Ihrer Karte an.",
            help="Sie steht auf der Karte.",
        ),
        Question(
            "previous_card.valid_until",
            Widget.DATE,
            "Gültig bis",
            help="Tag, Monat und Jahr. Die Jubiläums-Ehrenamtskarte hat kein Ende.",
        ),
        Question(
            "previous_card.issued_by",
            Widget.TEXT,
            "Welche Stelle hat die Karte ausgestellt?",
            missing="Bitte geben Sie an, welche Stadt oder Stelle Ihre Karte ausgestellt hat.",
            help="Zum Beispiel: Stadt Musterhausen.",
        ),
    ),
    kinds=_RENEWAL_OR_CLAIM,
)
PERSON = Step(
    "person",
    "Über Sie",
    (
        Question(
            "person.first_names",
            Widget.TEXT,
            "Vorname",
            missing="Bitte geben Sie Ihren Vornamen an.",
            help="So, wie er auf der Karte stehen soll.",
            autocomplete="given-name",
        ),
        Question(
            "person.last_name",
            Widget.TEXT,
            "Nachname",
            missing="Bitte geben Sie Ihren Nachnamen an.",
            autocomplete="family-name",
        ),
        Question(
            "person.birth_date",
            Widget.DATE,
            "Geburtsdatum",
            missing="Bitte geben Sie Ihr Geburtsdatum an.",
            help="Tag, Monat und Jahr, zum Beispiel 17.05.1970. Es steht nicht auf der Karte.",
            autocomplete="bday",
        ),
        Question(
            "person.street",
            Widget.TEXT,
            "Straße und Hausnummer",
            help="Nötig, wenn Sie eine Karte aus Plastik möchten oder keine E-Mail-Adresse haben.",
            autocomplete="address-line1",
        ),
        Question(
            "person.address_addition",
            Widget.TEXT,
            "Zusatz zur Anschrift",
            autocomplete="address-line2",
        ),
        Question(
            "person.postal_code",
            Widget.POSTAL_CODE,
            "Postleitzahl",
            missing="Bitte geben Sie Ihre Postleitzahl an.",
            autocomplete="postal-code",
        ),
        Question(
            "person.place",
            Widget.TEXT,
            "Ort",
            missing="Bitte geben Sie Ihren Wohnort an.",
            autocomplete="address-level2",
        ),
        Question(
            "person.ags",
            Widget.TOWN,
            "Stadt oder Gemeinde",
            help="Nur nötig, wenn die Postleitzahl zu mehreren Orten gehört.",
        ),
        Question(
            "person.email",
            Widget.EMAIL,
            "E-Mail-Adresse",
            help="Ohne E-Mail-Adresse bekommen Sie Briefe.",
            autocomplete="email",
        ),
    ),
)
HELPER = Step(
    "helper",
    "Wer füllt aus?",
    (
        Question(
            "helper.role",
            Widget.CHOICE,
            "Füllen Sie den Antrag für jemand anderen aus?",
            options=(
                Option("", "Nein, für mich selbst"),
                Option(HelperRole.RELATIVE, "Ja, für jemanden aus Familie oder Freundeskreis"),
                Option(HelperRole.GUARDIAN, "Ja, als gesetzliche Vertretung"),
                Option(HelperRole.ADVISER, "Ja, in einer Beratung oder im Bürgerbüro"),
                Option(HelperRole.ORGANISATION, "Ja, für ein Mitglied meiner Organisation"),
            ),
        ),
        Question(
            "helper.name",
            Widget.TEXT,
            "Ihr Name",
            missing="Bitte geben Sie Ihren eigenen Namen an.",
            shown=_HELPED,
        ),
        Question(
            "helper.applicant_agrees",
            Widget.CHECK,
            "Die Person, für die ich ausfülle, ist damit einverstanden.",
            missing="Bitte bestätigen Sie, dass die Person einverstanden ist.",
            shown=_HELPED,
        ),
    ),
)
GUARDIAN = Step(
    "guardian",
    "Zustimmung der Eltern",
    (
        Question(
            "guardian_consent.name",
            Widget.TEXT,
            "Name eines Elternteils oder der gesetzlichen Vertretung",
            missing="Bitte geben Sie den Namen eines Elternteils oder der Vertretung an.",
        ),
        Question(
            "guardian_consent.given",
            Widget.CHECK,
            "Diese Person stimmt dem Antrag zu.",
            missing="Bitte bestätigen Sie, dass ein Elternteil oder die Vertretung zustimmt.",
        ),
    ),
    intro="Nur nötig, wenn Sie noch nicht 18 Jahre alt sind.",
    optional=True,
)
