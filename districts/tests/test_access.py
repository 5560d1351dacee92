"""Who may do what: the table, role by role and unit by unit, and what does not exist for whom."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from districts import access
from districts.access import Act
from districts.models import Unit, User
from districts.models.people import Role
from districts.tests.builders import make_period, make_province, make_unit, make_user

# The province: 62; districts 901, 902; communes 90001 and 90003 in 901, 90002 and 90004 in 902; health, education.
ALL = {"62", "901", "902", "90001", "90002", "90003", "90004", "health", "education"}
BELOW_901 = {"90001", "90003"}
BELOW_62 = {"901", "902", "health", "education"}
NOBODY: set[str] = set()

# role, own unit, marked -> act -> the units it reaches; an act that is not named reaches none.
REACHES = {
    ("enters", "90001", False): {Act.SEE: {"90001"}, Act.SEE_SENSITIVE: {"90001"}, Act.ENTER: {"90001"}},
    ("enters", "health", False): {Act.SEE: {"health"}, Act.SEE_SENSITIVE: {"health"}, Act.ENTER: {"health"}},
    ("enters", "901", False): {Act.SEE: {"901"}, Act.SEE_SENSITIVE: {"901"}, Act.ENTER: {"901"}},
    ("accepts", "901", False): {
        Act.SEE: {"901", *BELOW_901},
        Act.SEE_SENSITIVE: {"901", *BELOW_901},
        Act.ENTER: {"901"},
        Act.ENTER_FOR: BELOW_901,
        Act.ACCEPT: BELOW_901,
        Act.RETURN: BELOW_901,
    },
    ("province", "62", True): {
        Act.SEE: ALL,
        Act.SEE_SENSITIVE: ALL,
        Act.ENTER_FOR: BELOW_62,
        Act.ENTER_BASE: ALL,
        Act.ACCEPT: BELOW_62,
        Act.RETURN: ALL,
        Act.MANAGE_PERIODS: ALL,
        Act.SET_TARGETS: ALL,
        Act.MANAGE_TASKS: ALL,
        Act.PUBLISH: ALL,
        Act.READ_DOCUMENTS: ALL,
        Act.MANAGE_WEBHOOKS: ALL,
    },
    ("province", "62", False): {
        Act.SEE: ALL,
        Act.ACCEPT: BELOW_62,
        Act.RETURN: ALL,
        Act.MANAGE_PERIODS: ALL,
        Act.SET_TARGETS: ALL,
        Act.MANAGE_TASKS: ALL,
        Act.PUBLISH: ALL,
        Act.MANAGE_WEBHOOKS: ALL,
    },
    ("looks", "62", False): {Act.SEE: ALL},
    ("looks", "62", True): {Act.SEE: ALL, Act.SEE_SENSITIVE: ALL, Act.READ_DOCUMENTS: ALL},
    ("looks", "901", False): {Act.SEE: {"901", *BELOW_901}},
    ("looks", "901", True): {Act.SEE: {"901", *BELOW_901}, Act.SEE_SENSITIVE: {"901", *BELOW_901}},
    ("administrator", "62", False): {Act.MANAGE_ACCOUNTS: ALL, Act.MANAGE_WEBHOOKS: ALL},
}


@pytest.fixture
def units(province) -> dict[str, Unit]:
    return {unit.code: unit for unit in province.all}


@pytest.fixture
def elsewhere(units) -> list[Unit]:
    """Another province with a district and a commune."""
    top = make_unit("01", "province")
    district = make_unit("001", "district", top)
    return [top, district, make_unit("00001", "commune", district)]


@pytest.mark.parametrize(
    ("who", "reach"), REACHES.items(), ids=[f"{who[0]}-{who[1]}-{who[2]}" for who in REACHES]
)
def test_each_role_reaches_what_the_table_says_and_nothing_more(units, elsewhere, who, reach):
    role, code, marked = who
    user = make_user(role, units[code], sees_sensitive=marked)

    for act in Act:
        reached = {
            unit.code for unit in Unit.objects.all() if access.may(user, act, Unit.objects.get(pk=unit.pk))
        }
        assert (act, reached) == (act, reach.get(act, NOBODY))
        assert access.may(user, act) == bool(reach.get(act))


@pytest.mark.parametrize(
    ("who", "reach"), REACHES.items(), ids=[f"{who[0]}-{who[1]}-{who[2]}" for who in REACHES]
)
def test_what_may_be_listed_is_what_may_be_done(units, elsewhere, who, reach):
    role, code, marked = who
    user = make_user(role, units[code], sees_sensitive=marked)

    for act in Act:
        listed = {unit.code for unit in access.units_visible_to(user, act)}
        assert (act, listed) == (act, reach.get(act, NOBODY))


def test_every_role_has_its_line_in_the_table_and_in_this_test():
    assert set(access.TABLE) == set(Role) == {Role(role) for role, _code, _marked in REACHES}


def test_whoever_belongs_nowhere_may_nothing_and_sees_nothing(units):
    nobody = User.objects.create_user("khong-don-vi")

    for user in (nobody, AnonymousUser()):
        assert not any(access.may(user, act, unit) for act in Act for unit in units.values())
        assert not any(access.units_visible_to(user, act).exists() for act in Act)


# Whose sheets they write: of an ordinary quarter, of a base quarter.
WRITES = {
    ("enters", "90001", False): ({"90001"}, {"90001"}),
    ("enters", "901", False): ({"901"}, {"901"}),
    ("accepts", "901", False): ({"901", *BELOW_901}, {"901", *BELOW_901}),
    ("province", "62", True): (BELOW_62, ALL),
    ("province", "62", False): (NOBODY, NOBODY),
    ("looks", "62", True): (NOBODY, NOBODY),
    ("administrator", "62", False): (NOBODY, NOBODY),
}


@pytest.mark.parametrize("is_base", [False, True])
@pytest.mark.parametrize("who", WRITES, ids=[f"{who[0]}-{who[1]}-{who[2]}" for who in WRITES])
def test_whoever_may_enter_for_a_unit_finds_it_among_those_they_enter(units, the_plan, who, is_base):
    role, code, marked = who
    period = make_period(the_plan, "2023-Q4" if is_base else "2024-Q1", is_base=is_base)
    user = make_user(role, units[code], sees_sensitive=marked)

    written = {unit.code for unit in units.values() if access.may_enter(user, unit, period)}
    assert written == WRITES[who][is_base]
    assert {unit.code for unit in access.units_entered_by(user, period)} == written
    assert [unit.code for unit in units.values() if access.belongs_to(user, unit)] == [code]


def test_without_districts_the_province_accepts_its_communes(db):
    province = make_province(communes=2, districts=0)
    staff = make_user("province", province.province)

    assert [access.may(staff, Act.ACCEPT, unit) for unit in province.communes] == [True, True]
    assert set(access.units_visible_to(staff, Act.ACCEPT)) == {*province.communes, *province.departments}


def test_with_districts_the_province_accepts_no_commune_but_may_return_it(province):
    staff = make_user("province", province.province)
    commune = province.communes[0]

    assert not access.may(staff, Act.ACCEPT, commune)
    assert access.may(staff, Act.RETURN, commune)


def test_a_code_used_again_is_another_unit(province):
    """23293 was phường Thắng Lợi and is phường Kon Tum: who entered for the one does not enter for the other."""

    old = province.communes[0]
    new = make_unit(old.code, "commune", province.province, valid_from=date(2025, 7, 1))
    user = make_user("enters", old)

    assert access.may(user, Act.ENTER, old)
    assert not access.may(user, Act.ENTER, new)
    assert not access.may(user, Act.SEE, new)


def test_rights_are_read_once_a_request(province, django_assert_num_queries):
    user = User.objects.get(pk=make_user("enters", province.communes[0]).pk)

    with django_assert_num_queries(1):
        for act in Act:
            access.may(user, act, province.communes[0])
