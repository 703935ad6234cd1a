"""The composition root of the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
