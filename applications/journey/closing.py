"""The questions that close the form: Juleica, declarations and consents."""

from applications.form import ApplicationKind
from applications.journey.questions import Question, Step, Widget

_WITH_HOURS = frozenset({ApplicationKind.FIRST, ApplicationKind.RENEWAL})
_WITH_ENGAGEMENTS = _WITH_HOURS | {ApplicationKind.JUBILEE}
_EXPIRING = _WITH_HOURS | {ApplicationKind.CLAIM}

JULEICA = Step(
    "juleica",
    "Juleica",
    (
        Question(
            "juleica.number",
            Widget.TEXT,
            "Nummer der Juleica",
            missing="Bitte geben Sie die Nummer Ihrer Juleica an.",
        ),
        Question(
            "juleica.valid_until",
            Widget.DATE,
            "Juleica gültig bis",
            missing="Bitte geben Sie an, bis wann Ihre Juleica gilt.",
        ),
    ),
    intro="Nur wenn Sie eine gültige Juleica haben. Bei manchen Stellen genügt sie.",
    kinds=_WITH_HOURS,
    optional=True,
)
DECLARATIONS = Step(
    "declarations",
    "Erklärungen",
    (
        Question(
            "declarations.correct_and_complete",
            Widget.CHECK,
            "Meine Angaben sind richtig und vollständig.",
            missing="Bitte bestätigen Sie, dass Ihre Angaben richtig und vollständig sind.",
        ),
        Question(
            "declarations.privacy_notice_read",
            Widget.CHECK,
            "Ich habe den Hinweis zum Datenschutz gelesen.",
            missing="Bitte bestätigen Sie, dass Sie den Hinweis zum Datenschutz gelesen haben.",
        ),
        Question(
            "declarations.contacts_agreed",
            Widget.CHECK,
            "Die Personen, die mein Engagement bestätigen, wissen davon.",
            missing="Bitte bestätigen Sie, dass die Personen davon wissen.",
            kinds=_WITH_ENGAGEMENTS,
        ),
    ),
)
CONSENTS = Step(
    "consents",
    "Freiwillige Einwilligungen",
    (
        Question(
            "consents.reminder_before_expiry",
            Widget.CHECK,
            "Erinnern Sie mich, bevor meine Karte abläuft.",
            kinds=_EXPIRING,
        ),
        Question(
            "consents.news_by_email",
            Widget.CHECK,
            "Schicken Sie mir Neuigkeiten zur Ehrenamtskarte per E-Mail.",
        ),
        Question(
            "consents.invitations",
            Widget.CHECK,
            "Bewahren Sie meine Anschrift auf, um mich zu Feiern einzuladen.",
        ),
        Question(
            "consents.press_at_ceremony",
            Widget.CHECK,
            "Mein Name und mein Foto dürfen in der örtlichen Presse stehen, wenn Karten "
            "überreicht werden.",
        ),
    ),
    intro="Sie müssen nichts davon ankreuzen. Ihr Antrag hängt nicht davon ab.",
)
