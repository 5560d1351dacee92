"""Addresses of what the figures add up to."""

from django.urls import URLPattern

app_name = "reports"
urlpatterns: list[URLPattern] = []
