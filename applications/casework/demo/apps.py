from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "applications.casework.demo"
    label = "demo"
    verbose_name = "Vorführung"
