from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "cms.municipalities"
    label = "municipalities"
    verbose_name = "Orte und Stellen"
