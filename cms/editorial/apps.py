from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "cms.editorial"
    label = "editorial"
    verbose_name = "Aktuelles"

    def ready(self) -> None:
        from cms.editorial import signals  # noqa: F401
