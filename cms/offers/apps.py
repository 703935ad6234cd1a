from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "cms.offers"
    label = "offers"
    verbose_name = "Angebote"

    def ready(self) -> None:
        from cms.offers import signals  # noqa: F401 - connects the receivers
