"""The three roles of the desk, and as whom each acts in the table of states."""

from django.db import models

from applications.states import Actor


class Role(models.TextChoices):
    CASE_WORKER = "case_worker", "Sachbearbeitung"
    OFFICE_LEAD = "office_lead", "Leitung"
    AUDITOR = "auditor", "Revision"


ACTORS = {Role.CASE_WORKER: Actor.CASE_WORKER, Role.OFFICE_LEAD: Actor.OFFICE_LEAD}
"""An auditor moves nothing, so there is no actor for this role."""
