"""Celery: what carries the long work, and the whole timetable."""

import os

from celery import Celery
from celery.schedules import crontab

from . import file_queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plan749.settings")

file_queue.install()
app = Celery("plan749")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    # No broker brings a killed job back soon enough, so the sweep looks for jobs whose heart stopped.
    "resume jobs whose worker died": {"task": "reports.tasks.resume_stale_jobs", "schedule": 5.0},
    # At the beginning of the working day, in the province's zone.
    "remind of due days": {"task": "districts.tasks.write_digests", "schedule": crontab(hour=7, minute=0)},
    "send letters that wait": {"task": "districts.tasks.send_letters", "schedule": 300.0},
    # After the audit: what the reporting weeks' report would be today.
    "make provisional reports": {
        "task": "reports.tasks.make_provisional_reports",
        "schedule": crontab(hour=4, minute=0),
    },
    "forget answers kept for a day": {
        "task": "districts.tasks.forget_kept_answers",
        "schedule": crontab(minute=30),
    },
    # Before the day's work: every number worked out anew, the answer on the board.
    "audit all totals": {"task": "reports.tasks.audit_totals", "schedule": crontab(hour=2, minute=0)},
}
