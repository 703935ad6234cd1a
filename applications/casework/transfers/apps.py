from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "applications.casework.transfers"
    label = "transfers"
    verbose_name = "Weitergabe an andere Systeme"
