"""Accounts: made, reset, moved, closed and reopened by an administrator, or by a command."""

from datetime import date

import pytest
from django.urls import reverse

from districts.actions import people
from districts.actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from districts.models import Event, Membership, Unit, User
from districts.tests.builders import COMMAND, PAGE, make_unit, make_user, noon, program_of

AT = noon(date(2024, 12, 18))


@pytest.fixture
def administrator(province) -> User:
    return make_user("administrator", province.province, "quantri")


@pytest.fixture
def officer(province) -> User:
    return make_user("enters", province.communes[0], "xa90001", password="bốn con trâu xanh")


def who(by: User | None) -> dict:
    return {"by": by, "at": AT, "origin": PAGE if by else COMMAND}


def create(unit, role: str, by: User | None = None, **fields: object) -> people.Issued:
    return people.create_account(**{"username": "nguoi-moi", "unit": unit, "role": role, **fields}, **who(by))


def test_a_new_account_has_a_password_for_once_its_unit_and_a_line_in_the_log(province, administrator):
    issued = create(province.communes[0], "enters", administrator, full_name=" Y Blưm ", phone="0912 345 678")

    user = User.objects.get(username="nguoi-moi")
    assert user.check_password(issued.password)
    assert (user.full_name, user.phone, user.must_change_password) == ("Y Blưm", "0912 345 678", True)
    assert (user.membership.unit, user.membership.role) == (province.communes[0], "enters")
    event = Event.objects.get()
    assert (event.action, event.by, event.subject, event.unit) == (
        "account_created",
        administrator,
        "nguoi-moi",
        province.communes[0],
    )


def test_one_time_passwords_differ_and_have_no_letters_taken_for_one_another(province):
    passwords = {create(province.communes[0], "enters", username=f"may{n}").password for n in range(20)}

    assert len(passwords) == 20
    assert not set("".join(passwords)) & set("il1o0")


def test_an_account_with_a_ready_hash_needs_no_one_time_password(province):
    ready = make_user("looks", province.province, "xem", password="bốn con trâu xanh").password
    issued = create(province.communes[0], "enters", password_hash=ready)

    assert issued.password == ""
    assert issued.user.check_password("bốn con trâu xanh")
    assert not issued.user.must_change_password


@pytest.mark.parametrize(
    ("place", "role", "fits"),
    [
        ("communes", "enters", True),
        ("districts", "enters", True),
        ("departments", "enters", True),
        ("province", "enters", False),
        ("districts", "accepts", True),
        ("communes", "accepts", False),
        ("departments", "accepts", False),
        ("province", "province", True),
        ("districts", "province", False),
        ("province", "administrator", True),
        ("communes", "administrator", False),
        ("communes", "looks", True),
        ("districts", "looks", True),
        ("province", "looks", True),
    ],
)
def test_a_role_goes_with_a_level(province, place, role, fits):
    unit = province.province if place == "province" else getattr(province, place)[0]

    if fits:
        assert create(unit, role).user.membership.role == role
    else:
        with pytest.raises(Refused, match="không dùng được ở cấp"):
            create(unit, role)
        assert not User.objects.exists()


@pytest.mark.parametrize("username", ["ab", "Xa23500", "xã23500", "a b c", "=cmd", "x" * 41])
def test_a_name_that_cannot_be_typed_everywhere_is_refused(province, username):
    with pytest.raises(Refused, match="Tên đăng nhập có từ 3 đến 40 ký tự"):
        create(province.communes[0], "enters", username=username)


def test_a_name_is_taken_once(province, officer):
    with pytest.raises(SomeoneWasFirst, match="Đã có tài khoản tên “xa90001”"):
        create(province.communes[1], "enters", username="xa90001")

    assert User.objects.count() == 1


@pytest.mark.parametrize("phone", ["123", "gọi tôi", "=1+1", "0" * 30])
def test_a_phone_number_is_a_number(province, phone):
    with pytest.raises(Refused, match="Số điện thoại"):
        create(province.communes[0], "enters", phone=phone)


def test_only_province_staff_and_lookers_are_marked_for_sensitive_figures(province):
    with pytest.raises(Refused, match="số liệu nhạy cảm"):
        create(province.communes[0], "enters", sees_sensitive=True)

    assert create(province.province, "looks", sees_sensitive=True).user.membership.sees_sensitive


@pytest.mark.parametrize("role", ["enters", "accepts", "province", "looks"])
def test_nobody_but_an_administrator_touches_accounts(province, officer, role):
    place = {"enters": province.communes[1], "accepts": province.districts[0]}
    by = make_user(role, place.get(role, province.province), "khac")

    for act in (people.reset_password, people.close):
        with pytest.raises(NotAllowed):
            act(officer, **who(by))
    with pytest.raises(NotAllowed):
        people.change_details(officer, full_name="Khác", phone="", **who(by))
    with pytest.raises(NotAllowed):
        people.move(officer, unit=province.communes[1], role="enters", **who(by))
    with pytest.raises(NotAllowed):
        create(province.communes[0], "enters", by)
    assert not Event.objects.exists()


def test_an_administrator_has_no_business_in_another_province(province, administrator):
    stranger = make_user("enters", make_stranger(), "la")

    with pytest.raises(NotAllowed):
        people.reset_password(stranger, **who(administrator))
    with pytest.raises(NotAllowed):
        create(stranger.membership.unit, "enters", administrator)


def make_stranger() -> Unit:
    return make_unit("00001", "commune", make_unit("01", "province"))


def test_a_reset_ends_every_session_of_the_old_password(client, officer, administrator):
    client.force_login(officer)
    issued = people.reset_password(officer, **who(administrator))

    assert client.get(reverse("districts:tokens")).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(issued.password)
    assert officer.must_change_password
    assert Event.objects.get().action == "password_reset"


def test_a_closed_account_is_out_at_once_and_its_tokens_are_gone(client, officer, administrator):
    program = program_of(officer)
    client.force_login(officer)
    people.close(officer, **who(administrator))

    assert client.get(reverse("districts:tokens")).status_code == 302
    assert program.get("/api/v1/plans/").status_code == 401
    door = client.post(reverse("districts:sign_in"), {"username": "xa90001", "password": "bốn con trâu xanh"})
    assert door.status_code == 200
    event = Event.objects.filter(action="account_closed").get()
    assert event.changes == [{"field": "tokens", "old": 1, "new": 0}]


def test_a_reopened_account_begins_anew(client, officer, administrator):
    client.force_login(officer)
    people.close(officer, **who(administrator))
    issued = people.reopen(officer, **who(administrator))

    assert client.get(reverse("districts:tokens")).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(issued.password)
    assert (officer.is_active, officer.must_change_password) == (True, True)


def test_closing_twice_and_reopening_what_is_open_say_that_someone_was_first(officer, administrator):
    with pytest.raises(SomeoneWasFirst):
        people.reopen(officer, **who(administrator))
    people.close(officer, **who(administrator))
    with pytest.raises(SomeoneWasFirst):
        people.close(officer, **who(administrator))


def test_an_administrator_cannot_lock_themselves_out(province, administrator):
    for act in (people.close, people.reset_password):
        with pytest.raises(Refused, match="chính mình"):
            act(administrator, **who(administrator))
    with pytest.raises(Refused, match="chính mình"):
        people.move(administrator, unit=province.province, role="looks", **who(administrator))


def test_a_moved_account_works_for_its_new_unit_and_the_log_has_both(province, officer, administrator):
    people.move(officer, unit=province.districts[1], role="accepts", **who(administrator))

    membership = Membership.objects.get(user=officer)
    assert (membership.unit, membership.role) == (province.districts[1], "accepts")
    event = Event.objects.get()
    assert event.changes == [
        {"field": "unit", "old": "90001", "new": "902"},
        {"field": "role", "old": "enters", "new": "accepts"},
    ]


def test_details_that_stay_the_same_leave_no_trace(officer, administrator):
    people.change_details(officer, full_name="", phone="", **who(administrator))

    assert not Event.objects.exists()
