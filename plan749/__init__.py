"""Wires the three floors together: settings, addresses, the timetable. No business words."""

from .celery import app as celery_app

__all__ = ["celery_app"]
