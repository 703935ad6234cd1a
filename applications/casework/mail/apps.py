from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "applications.casework.mail"
    label = "mail"
    verbose_name = "Post"
