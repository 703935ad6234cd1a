"""The questions about each engagement."""

from applications.form import MOST_ENGAGEMENTS, AllowanceKind, ApplicationKind, HoursPer
from applications.form import EngagementField as Field
from applications.journey.questions import Option, Question, Step, When, Widget

_WITH_HOURS = frozenset({ApplicationKind.FIRST, ApplicationKind.RENEWAL})
_JUBILEE = frozenset({ApplicationKind.JUBILEE})

FIELDS = (
    Option(Field.SOCIAL, "Soziales"),
    Option(Field.YOUTH, "Kinder und Jugend"),
    Option(Field.SENIORS, "Ältere Menschen"),
    Option(Field.SPORT, "Sport"),
    Option(Field.CULTURE, "Kultur und Musik"),
    Option(Field.EDUCATION, "Bildung"),
    Option(Field.ENVIRONMENT, "Umwelt- und Naturschutz"),
    Option(Field.ANIMALS, "Tierschutz"),
    Option(Field.HEALTH, "Gesundheit"),
    Option(Field.RESCUE, "Feuerwehr, Rettungsdienst, Katastrophenschutz"),
    Option(Field.CHURCH, "Kirche und Religion"),
    Option(Field.MIGRATION, "Migration und Integration"),
    Option(Field.SELF_HELP, "Selbsthilfe"),
    Option(Field.JUSTICE, "Rechtspflege"),
    Option(Field.OTHER, "Anderes"),
)
ALLOWANCES = (
    Option(AllowanceKind.NONE, "Ich bekomme kein Geld."),
    Option(AllowanceKind.EXPENSES, "Ich bekomme nur meine Auslagen ersetzt."),
    Option(AllowanceKind.VOLUNTEER, "Ich bekomme eine Ehrenamtspauschale."),
    Option(AllowanceKind.TRAINER, "Ich bekomme eine Übungsleiterpauschale."),
    Option(AllowanceKind.OTHER, "Ich bekomme anderes Geld."),
)
PERIODS = (Option(HoursPer.WEEK, "in der Woche"), Option(HoursPer.YEAR, "im Jahr"))

_PAID = When(
    "engagements.#.allowance.kind",
    frozenset({AllowanceKind.VOLUNTEER, AllowanceKind.TRAINER, AllowanceKind.OTHER}),
)
_IN_AN_ORGANISATION = When("engagements.#.private_help", frozenset({"no"}))

ENGAGEMENT = Step(
    "engagement",
    "Ihr Engagement",
    intro="Bei mehreren Organisationen zählen die Stunden zusammen. "
    f"Sie können bis zu {MOST_ENGAGEMENTS} Organisationen angeben.",
    kinds=_WITH_HOURS | _JUBILEE,
    most=MOST_ENGAGEMENTS,
    questions=(
        Question(
            "engagements.#.private_help",
            Widget.YES_NO,
            "Wo engagieren Sie sich?",
            missing="Bitte wählen Sie aus, wo Sie sich engagieren.",
            options=(
                Option("no", "In einem Verein oder einer anderen Organisation"),
                Option("yes", "Außerhalb, zum Beispiel in der Nachbarschaft"),
            ),
        ),
        Question(
            "engagements.#.organisation",
            Widget.TEXT,
            "Name der Organisation",
            missing="Bitte geben Sie den Namen der Organisation an.",
            shown=(_IN_AN_ORGANISATION,),
        ),
        Question(
            "engagements.#.field",
            Widget.CHOICE,
            "Bereich",
            missing="Bitte wählen Sie den Bereich aus.",
            options=FIELDS,
        ),
        Question(
            "engagements.#.function",
            Widget.TEXT,
            "Was machen Sie dort?",
            missing="Bitte beschreiben Sie kurz, was Sie dort machen.",
            help="Zum Beispiel: Training der Jugendmannschaft.",
        ),
        Question(
            "engagements.#.hours.amount",
            Widget.HOURS,
            "Wie viele Stunden?",
            missing="Bitte geben Sie an, wie viele Stunden Sie tätig sind.",
            help="Im Durchschnitt. Mitgliedschaft, Bereitschaft und geselliges Beisammensein "
            "zählen nicht.",
            kinds=_WITH_HOURS,
        ),
        Question(
            "engagements.#.hours.per",
            Widget.CHOICE,
            "Stunden in der Woche oder im Jahr?",
            missing="Bitte wählen Sie, ob Sie Stunden in der Woche oder im Jahr meinen.",
            options=PERIODS,
            kinds=_WITH_HOURS,
        ),
        Question(
            "engagements.#.since",
            Widget.MONTH,
            "Seit wann?",
            missing="Bitte geben Sie Monat und Jahr an, seit wann Sie tätig sind.",
            help="Monat und Jahr, zum Beispiel 03.2019.",
        ),
        Question(
            "engagements.#.until",
            Widget.MONTH,
            "Bis wann?",
            help="Nur wenn das Engagement beendet ist. Monat und Jahr, zum Beispiel 03.2024.",
            kinds=_JUBILEE,
        ),
        Question(
            "engagements.#.postal_code",
            Widget.POSTAL_CODE,
            "Postleitzahl des Ortes, an dem Sie tätig sind",
            missing="Bitte geben Sie die Postleitzahl des Ortes an, an dem Sie tätig sind.",
        ),
        Question(
            "engagements.#.ags",
            Widget.TOWN,
            "Ort, an dem Sie tätig sind",
            help="Nur nötig, wenn die Postleitzahl zu mehreren Orten gehört.",
        ),
        Question(
            "engagements.#.allowance.kind",
            Widget.CHOICE,
            "Bekommen Sie dafür Geld?",
            missing="Bitte wählen Sie aus, ob Sie Geld bekommen.",
            options=ALLOWANCES,
        ),
        Question(
            "engagements.#.allowance.yearly_amount",
            Widget.EURO,
            "Wie viel Euro im Jahr?",
            missing="Bitte geben Sie an, wie viel Euro Sie im Jahr bekommen.",
            help="Ganze Euro, ohne den Ersatz Ihrer Auslagen.",
            shown=(_PAID,),
        ),
        Question(
            "engagements.#.contact.name",
            Widget.TEXT,
            "Wer kann Ihr Engagement bestätigen?",
            missing="Bitte geben Sie den Namen einer Person an, die Ihr Engagement bestätigt.",
            help="Nicht Sie selbst. Die Person muss wissen, dass wir sie fragen.",
        ),
        Question(
            "engagements.#.contact.function",
            Widget.TEXT,
            "Aufgabe dieser Person",
            missing="Bitte geben Sie an, welche Aufgabe diese Person hat.",
            help="Zum Beispiel: Vorstand.",
        ),
        Question(
            "engagements.#.contact.email",
            Widget.EMAIL,
            "E-Mail-Adresse dieser Person",
            help="Ohne Adresse fragt die Stelle auf anderem Weg, das dauert länger.",
        ),
        Question(
            "engagements.#.second_contact.name",
            Widget.TEXT,
            "Wer kann außerdem bestätigen?",
            help="Nur nötig, wenn Ihre Stelle zwei Bestätigungen verlangt.",
        ),
        Question(
            "engagements.#.second_contact.function",
            Widget.TEXT,
            "Aufgabe der zweiten Person",
        ),
        Question(
            "engagements.#.second_contact.email",
            Widget.EMAIL,
            "E-Mail-Adresse der zweiten Person",
        ),
    ),
)
