"""Categories and kinds: two levels, kept by the chancellery for the whole Land."""

from django.core.exceptions import ValidationError
from django.db import models


class _Term(models.Model):
    slug = models.SlugField(
        "Kurzname in der Adresse",
        max_length=60,
        unique=True,
        help_text="Nur Kleinbuchstaben, Ziffern und Bindestriche. Bleibt nach dem Anlegen fest.",
    )
    label = models.CharField("Name", max_length=60)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    class Meta:
        abstract = True
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        before = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if before and before != self.slug:
            raise ValidationError(
                {
                    "slug": f"Der Kurzname „{before}“ steht schon in öffentlichen Adressen und "
                    "bleibt deshalb. Ändern Sie stattdessen den Namen."
                }
            )


class Category(_Term):
    description = models.CharField("Beschreibung", max_length=200)

    class Meta(_Term.Meta):
        verbose_name = "Rubrik"
        verbose_name_plural = "Rubriken"


class Kind(_Term):
    category = models.ForeignKey(
        Category, verbose_name="Rubrik", related_name="kinds", on_delete=models.PROTECT
    )

    class Meta(_Term.Meta):
        verbose_name = "Angebotsart"
        verbose_name_plural = "Angebotsarten"
