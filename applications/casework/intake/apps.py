from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "applications.casework.intake"
    label = "intake"
    verbose_name = "Eingang"
