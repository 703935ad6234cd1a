from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "applications.casework.vault"
    label = "vault"
    verbose_name = "Verschlüsselung"
