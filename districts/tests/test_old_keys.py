"""What became of the keys that were there before keys had a scope and an end."""

from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from districts.models import Token, User
from districts.tests.builders import Cast, noon

NOW = noon(date(2026, 6, 1))
keep_what_they_could_do = import_module("districts.migrations.0013_keys_of_programs").keep_what_they_could_do


@pytest.mark.parametrize(
    ("age", "left"),
    [(0, 365), (100, 265), (334, 31), (335, 30), (336, 30), (900, 30)],
)
def test_an_old_key_ends_a_year_after_it_was_made_and_not_within_a_month(cast: Cast, monkeypatch, age, left):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    old(cast.commune, NOW - timedelta(days=age))

    keep_what_they_could_do(apps, None)

    assert Token.objects.get().expires_at == NOW + timedelta(days=left)


def test_an_old_key_keeps_all_that_its_owner_may(cast: Cast, province):
    for person in ("commune", "district", "province", "looker", "administrator"):
        old(getattr(cast, person), timezone.now())

    keep_what_they_could_do(apps, None)

    assert dict(Token.objects.values_list("user__username", "writes_for__code")) == {
        "commune": "90001",
        "district": "901",
        "province": "62",
        "looker": None,
        "administrator": None,
    }
    assert set(Token.objects.values_list("reads_sensitive", flat=True)) == {True}


def old(user: User, created_at: datetime) -> Token:
    """A key as it stands when the columns have just been added."""
    soon = created_at + timedelta(seconds=1)
    return Token.objects.create(
        user=user, name="cũ", digest=user.username, created_at=created_at, expires_at=soon
    )
