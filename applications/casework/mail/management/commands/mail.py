from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from applications.casework.mail.services import mail_send, mails_due


class Command(BaseCommand):
    help = "Verschickt, was in der Warteschlange steht; was misslingt, wird später wieder versucht."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        due = mails_due(now)
        sent = sum(mail_send(pk=pk, now=now) for pk in due)
        self.stdout.write(f"{sent} von {len(due)} verschickt")
