from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "applications.casework.cases"
    label = "cases"
    verbose_name = "Vorgänge"
