from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "applications.casework.offices"
    label = "offices"
    verbose_name = "Stellen und Konten"
