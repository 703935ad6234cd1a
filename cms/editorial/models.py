"""News of the chancellery for the whole Land."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from catalogue.addresses import news_address
from catalogue.offer import SUMMARY_LENGTH
from cms.municipalities.models import RICH_TEXT_FEATURES

# Decided once, so an older draft brought back never changes them.
_KEPT_FIELDS = ("public_path", "demo")


class NewsArticle(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """`public_path` is decided when the article is first published and never changes."""

    public_path = models.CharField(
        max_length=160, unique=True, null=True, blank=True, editable=False
    )
    title = models.CharField("Titel", max_length=100)
    summary = models.CharField(
        "Kurztext",
        max_length=SUMMARY_LENGTH,
        help_text=f"Ein Satz für Listen. Höchstens {SUMMARY_LENGTH} Zeichen.",
    )
    body = RichTextField("Text", features=RICH_TEXT_FEATURES, max_length=8000)
    published_on = models.DateField(
        "Datum",
        default=localdate,
        help_text="Steht über der Nachricht. Liegt es in der Zukunft, erscheint sie erst dann.",
    )
    visible_until = models.DateField(
        "sichtbar bis",
        null=True,
        blank=True,
        help_text="Letzter Tag; leer heißt: bis jemand die Nachricht zurückzieht.",
    )
    demo = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and not self.public_path:
            known = NewsArticle.objects.exclude(public_path=None)
            taken = {
                path
                for rows in (known, WithdrawnArticle.objects.all())
                for path in rows.values_list("public_path", flat=True)
            }
            self.public_path = news_address(title=self.title, taken=taken)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.visible_until and self.published_on and self.visible_until < self.published_on:
            raise ValidationError(
                {"visible_until": "Dieser Tag liegt vor dem Datum der Nachricht."}
            )

    def is_visible(self, today: date) -> bool:
        """Whether citizens see it on this day, as far as its own dates go."""
        return self.published_on <= today and (
            self.visible_until is None or today <= self.visible_until
        )

    def with_content_json(self, content: dict[str, Any]) -> "NewsArticle":
        article = super().with_content_json(content)
        for name in _KEPT_FIELDS:
            setattr(article, name, getattr(self, name))
        return article

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cms.editorial.export import preview_html

        return HttpResponse(preview_html(self))


class WithdrawnArticle(models.Model):
    """What stays of an article that was taken off the site, for the page that says so: nothing of
    its content. Removed when it comes back; reserves the address meanwhile."""

    public_path = models.CharField(max_length=160, unique=True)
    published_on = models.DateField()
    withdrawn_on = models.DateField()

    class Meta:
        verbose_name = "zurückgezogene Nachricht"
        verbose_name_plural = "zurückgezogene Nachrichten"

    def __str__(self) -> str:
        return self.public_path
