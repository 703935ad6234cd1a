"""An application as the desk keeps it. What names or describes a person is sealed (vault)."""

from django.db import models

from applications.casework.offices.models import Office
from applications.casework.vault.models import DataKey
from applications.journey import KIND_LABELS
from applications.references import grouped
from applications.states import CLOSED, State

STATES = {
    State.RECEIVED: "eingegangen",
    State.AWAITING_EMAIL: "E-Mail unbestätigt",
    State.AWAITING_CONFIRMATION: "wartet auf Organisation",
    State.IN_REVIEW: "zu prüfen",
    State.CLARIFICATION: "wartet auf Antwort",
    State.GRANTED: "bewilligt, Karte offen",
    State.ISSUED: "Karte ausgestellt",
    State.REJECTED: "abgelehnt",
    State.WITHDRAWN: "zurückgezogen",
    State.FORWARDED: "weitergegeben",
    State.LAPSED: "verfallen",
    State.ERASED: "gelöscht",
}
"""As the desk reads it; applicants read applications.states.STATE_LABELS."""

KINDS = [(kind.value, label) for kind, label in KIND_LABELS.items()]


class Source(models.TextChoices):
    ONLINE = "online", "online"
    PAPER = "paper", "auf Papier"
    FORWARDED = "forwarded", "von anderer Stelle"


class Case(models.Model):
    """One application at one office.

    `spool_name` exists once, which makes the intake exactly-once. `person_mark` is a keyed hash of
    name and birth date, by which duplicates are found without reading anything.
    """

    reference = models.CharField("Vorgangsnummer", max_length=12, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    kind = models.CharField("Art", max_length=20, choices=KINDS)
    source = models.CharField("Weg", max_length=20, choices=Source.choices)
    state = models.CharField("Stand", max_length=30, choices=list(STATES.items()))
    entered_on = models.DateField("in diesem Stand seit")
    received_at = models.DateTimeField("eingegangen")
    content = models.BinaryField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT)
    person_mark = models.CharField(max_length=64, db_index=True)
    status_hash = models.CharField(max_length=64, db_index=True)
    status_code_hash = models.CharField(max_length=64, db_index=True, blank=True, default="")
    spool_name = models.CharField(max_length=128, unique=True, null=True)

    class Meta:
        ordering = ["entered_on", "pk"]
        indexes = [models.Index(fields=["office", "state", "entered_on"])]

    def __str__(self) -> str:
        return grouped(self.reference)

    @property
    def place(self) -> str:
        return f"case/{self.reference}"

    @property
    def current(self) -> State:
        return State(self.state)

    @property
    def is_closed(self) -> bool:
        return self.current in CLOSED


class Answer(models.TextChoices):
    """What an organisation said."""

    CONFIRMED = "confirmed", "bestätigt"
    CORRECTED = "corrected", "mit anderen Stunden bestätigt"
    OBJECTED = "objected", "nicht bestätigt"


class Channel(models.TextChoices):
    LINK = "link", "über den Link"
    PHONE = "phone", "am Telefon"
    PAPER = "paper", "auf Papier"


class Confirmation(models.Model):
    """One person of one organisation asked about one engagement.

    `round` grows with every new link, which makes the older ones worthless.
    """

    case = models.ForeignKey(Case, related_name="confirmations", on_delete=models.CASCADE)
    engagement = models.PositiveSmallIntegerField()
    signatory = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    round = models.PositiveSmallIntegerField(default=0)
    token_hash = models.CharField(max_length=64, db_index=True, blank=True)
    code_hash = models.CharField(max_length=64, db_index=True, blank=True, default="")
    asked_at = models.DateTimeField("gefragt", null=True)
    answer = models.CharField("Antwort", max_length=20, choices=Answer.choices, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    answered_at = models.DateTimeField("geantwortet", null=True)

    class Meta:
        ordering = ["engagement", "signatory"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "engagement", "signatory"], name="one_row_a_signatory"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="answer_and_its_time_go_together",
            ),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        return f"confirmation/{self.case.reference}/{self.engagement}/{self.signatory}"


class Message(models.Model):
    """What was written between office and applicant; `kind` names the occasion."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Rückfrage"
        REPLY = "reply", "Antwort"
        REJECTION = "rejection", "Ablehnung"
        NOTE = "note", "Vermerk"
        CORRECTION = "correction", "Berichtigung"

    case = models.ForeignKey(Case, related_name="messages", on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField("Grund", max_length=40, blank=True)
    content = models.BinaryField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        return f"message/{self.case.reference}/{self.kind}"


class AuditEvent(models.Model):
    """One step of the trail of one office: who did what to which case, never what it says.

    Each event's `digest` covers its fields and the digest before it.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    reference = models.CharField(max_length=12, db_index=True)
    actor = models.CharField(max_length=20)
    username = models.CharField(max_length=150, blank=True)
    action = models.CharField(max_length=30)
    state = models.CharField(max_length=30)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_chain")]

    def __str__(self) -> str:
        return f"{self.number}: {self.action}"
