"""What a key narrows its owner to: the table of `access` through every kind of key, and never beyond the owner."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from districts import access
from districts.access import ACTS_OF_SENSITIVE_KEYS, ACTS_OF_WRITING_KEYS, Act
from districts.models import Membership, Token, Unit, User
from districts.tests.builders import after, complete, program_of, start
from districts.tests.test_access import REACHES

WHO = [pytest.param(who, id=f"{who[0]}-{who[1]}-{who[2]}") for who in REACHES]
BELOW = {"62": "62", "901": "901 90001 90003", "902": "902 90002 90004"}


def keys(user: User, units: list[Unit]) -> Iterator[Token]:
    """One of each kind, made past the action that would refuse some: as if the owner had lost the right since."""
    now = timezone.now()
    for sensitive in (False, True):
        for unit in (None, *units):
            yield Token(user=user, reads_sensitive=sensitive, writes_for=unit, created_at=now, expires_at=now)


def as_owner(who: tuple[str, str, bool]) -> User:
    role, code, marked = who
    user = User.objects.create_user(f"{role}-{code}-{marked}")
    unit = Unit.objects.get(code=code)
    Membership.objects.create(user=user, unit=unit, role=role, sees_sensitive=marked)
    return user


def expected(act: Act, owned: set[str], key: Token) -> set[str]:
    """The units an act reaches by a key, said another way than in `access`."""
    if act == Act.SEE:
        return owned
    if act in (Act.SEE_SENSITIVE, Act.READ_DOCUMENTS):
        return owned if key.reads_sensitive else set()
    if (
        act not in (Act.ENTER, Act.ENTER_FOR, Act.ENTER_BASE, Act.ACCEPT, Act.RETURN)
        or key.writes_for is None
    ):
        return set()
    code = key.writes_for.code
    return owned if code == "62" else owned & set(BELOW.get(code, code).split())


@pytest.mark.parametrize("who", WHO)
def test_a_key_reaches_what_its_columns_say_of_what_its_owner_reaches(province, who):
    user = as_owner(who)
    units = list(Unit.objects.select_related("parent", "province"))

    for key in keys(user, units):
        user.key = key
        for act in Act:
            wanted = expected(act, REACHES[who].get(act, set()), key)
            assert (act, {unit.code for unit in units if access.may(user, act, unit)}) == (act, wanted)
            assert (act, {unit.code for unit in access.units_visible_to(user, act)}) == (act, wanted)


def test_every_act_is_seeing_or_of_a_kind_of_key_or_of_no_key():
    """Whoever adds an act decides here whether a program may do it; unasked none may."""
    no_keys = {
        Act.MANAGE_PERIODS,
        Act.SET_TARGETS,
        Act.MANAGE_TASKS,
        Act.PUBLISH,
        Act.MANAGE_ACCOUNTS,
        Act.MANAGE_WEBHOOKS,
    }

    assert {Act.SEE} | ACTS_OF_SENSITIVE_KEYS | ACTS_OF_WRITING_KEYS | no_keys == set(Act)
    assert not ACTS_OF_SENSITIVE_KEYS & ACTS_OF_WRITING_KEYS


def test_a_person_at_a_page_is_not_narrowed(cast):
    assert User.objects.get(pk=cast.commune.pk).key is None


def test_a_key_of_somebody_who_moved_past_the_action_writes_nothing_at_the_old_unit(cast, province, period):
    """Even where the move did not end it."""
    old, new = province.communes[0], province.communes[1]
    Membership.objects.filter(user=cast.commune).update(unit=new)
    user = User.objects.get(pk=cast.commune.pk)
    now = timezone.now()
    user.key = Token(user=user, reads_sensitive=True, writes_for=old, created_at=now, expires_at=now)

    assert not access.may_enter(user, old, period)
    assert not access.may_enter(user, new, period)
    assert not access.units_entered_by(user, period).exists()
    assert not access.may(user, Act.SEE, old)


# What a key that writes without reading what is sensitive is told --------------------------------------------


def test_what_is_in_the_way_is_said_without_the_sensitive_figure(cast, province, period, settings):
    settings.DEMO_TODAY = after(period).date()
    unit = province.communes[0]
    draft = complete(start(unit, period), {"special_circumstances": 20, "special_circumstances_assisted": 31})
    told = {
        sensitive: program_of(cast.commune, writes_for=unit, reads_sensitive=sensitive)
        .post(f"/api/v1/submissions/{draft.pk}/submit/", {"version": draft.version}, "application/json")
        .json()
        for sensitive in (True, False)
    }

    assert [one["code"] for one in told.values()] == ["not_ready", "not_ready"]
    open_words, closed_words = (one["findings"][0]["sentence"] for one in told.values())
    assert "(31)" in open_words
    assert closed_words == (
        "Ô này có điều phải xem lại, liên quan đến số liệu nhạy cảm mà mã truy cập không được đọc."
    )
    assert told[False]["cells"][0]["sentence"] == closed_words
    assert told[False]["findings"][0]["rule"] == "part_of_whole"
