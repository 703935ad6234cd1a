from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "cms.publishing"
    label = "publishing"
    verbose_name = "Veröffentlichung"

    def ready(self) -> None:
        from cms.publishing import signals  # noqa: F401 - connects the receivers
