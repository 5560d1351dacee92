"""Addresses of what is measured: the handbook of a plan's indicators."""

from django.urls import path

from . import converters, views  # noqa: F401  (the converter registers itself)

app_name = "indicators"
urlpatterns = [
    path("<slug:plan>/handbook/", views.handbook, name="handbook"),
    path("<slug:plan>/handbook/<int:number>/", views.indicator, name="indicator"),
]
