"""The desk's addresses and, in the demo alone, the mailbox of everybody."""

from django.urls import include, path

from applications.casework.demo import views

urlpatterns = [
    path("", include("applications.casework.urls")),
    path("postfach/", views.mailbox, name="mailbox"),
    path("postfach/<str:key>/", views.mail, name="mailbox_mail"),
]
