"""The administrator's pages: one-time passwords shown once, people found, each change on a page of its own."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from districts.actions import people
from districts.models import Event, User
from districts.tests.builders import COMMAND, PAGE, make_province, make_user, noon

AT = noon(date(2024, 12, 18))


@pytest.fixture
def administrator(province) -> User:
    return make_user("administrator", province.province, "quantri")


@pytest.fixture
def officer(province) -> User:
    return make_user("enters", province.communes[0], "xa90001", password="bốn con trâu xanh")


def who(by: User | None) -> dict:
    return {"by": by, "at": AT, "origin": PAGE if by else COMMAND}


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def test_creating_shows_the_password_once_and_never_in_an_address(signed_in, province):
    answer = signed_in.post(
        reverse("districts:new_person"),
        {"username": "xa90002", "full_name": "A Thái", "unit": province.communes[1].pk, "role": "enters"},
    )
    assert answer["Location"] == reverse("districts:one_time_passwords")

    page = signed_in.get(answer["Location"])
    [row] = page.context["rows"]
    assert (row["username"], row["unit"]) == ("xa90002", "Xã 90002")
    assert User.objects.get(username="xa90002").check_password(row["password"])
    assert row["password"] in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    again = signed_in.get(answer["Location"])
    assert again.context["rows"] == []


def test_the_shown_passwords_come_as_a_workbook_too(signed_in, province):
    fields = {"username": "xa90002", "unit": province.communes[1].pk, "role": "enters"}
    page = signed_in.post(reverse("districts:new_person"), fields, follow=True)
    answer = signed_in.post(reverse("districts:one_time_passwords"), {"sealed": page.context["sealed"]})

    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)
    assert rows[1][:2] == ("xa90002", page.context["rows"][0]["password"])
    forged = signed_in.post(reverse("districts:one_time_passwords"), {"sealed": "abc"})
    assert forged.status_code == 404


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(signed_in, province):
    fields = {"username": "Đăk", "full_name": "A Thái", "unit": province.communes[1].pk, "role": "accepts"}
    page = signed_in.post(reverse("districts:new_person"), fields)

    errors = page.context["form"].errors
    assert list(errors) == ["username", "role"]
    assert errors["role"] == [
        "Vai trò “Nhập và phê duyệt” không dùng được ở cấp xã; vai trò này dành cho cấp huyện."
    ]
    assert 'value="A Thái"' in page.content.decode()


def test_a_taken_name_is_said_beside_the_name(signed_in, province, officer):
    fields = {"username": "xa90001", "unit": province.communes[1].pk, "role": "enters"}
    page = signed_in.post(reverse("districts:new_person"), fields)

    assert page.context["form"].errors == {"username": ["Đã có tài khoản tên “xa90001”."]}


@pytest.mark.parametrize("words", ["blum", "Y Blưm", "xa 90001", "xa90001", "90001"])
def test_people_are_found_by_name_or_unit_without_accents(signed_in, officer, words):
    User.objects.filter(pk=officer.pk).update(full_name="Y Blưm")
    page = signed_in.get(reverse("districts:people"), {"words": words})

    assert [one.user.username for one in page.context["page"]] == ["xa90001"]


def test_the_list_narrows_by_level_and_by_state(signed_in, officer, administrator):
    def listed(**asked: str) -> list[str]:
        page = signed_in.get(reverse("districts:people"), asked)
        return [one.user.username for one in page.context["page"]]

    assert listed() == ["quantri", "xa90001"]
    assert listed(level="commune") == ["xa90001"]
    assert listed(state="closed") == []
    people.close(officer, **who(administrator))
    assert listed(state="closed") == ["xa90001"]
    assert listed(state="open") == ["quantri"]


def test_each_change_of_an_account_has_its_page(signed_in, province, officer):
    details = {"full_name": "Y Blưm", "phone": "0912345678"}
    place = {"unit": province.communes[1].pk, "role": "looks"}
    signed_in.post(reverse("districts:person", args=[officer.pk]), details)
    signed_in.post(reverse("districts:move_person", args=[officer.pk]), place)
    signed_in.post(reverse("districts:close_person", args=[officer.pk]))
    reopened = signed_in.post(reverse("districts:reopen_person", args=[officer.pk]))
    reset = signed_in.post(reverse("districts:reset_person", args=[officer.pk]), follow=True)

    actions = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert actions == [
        "account_changed",
        "account_moved",
        "account_closed",
        "account_reopened",
        "password_reset",
    ]
    assert reopened["Location"] == reverse("districts:one_time_passwords")
    assert [row["username"] for row in reset.context["rows"]] == ["xa90001"]
    assert signed_in.get(reverse("districts:person", args=[officer.pk])).status_code == 200


def test_asking_alone_changes_nothing(signed_in, officer):
    for name in ("close_person", "reset_person", "move_person"):
        assert signed_in.get(reverse(f"districts:{name}", args=[officer.pk])).status_code == 200

    officer.refresh_from_db()
    assert officer.is_active
    assert not Event.objects.exists()


@pytest.mark.parametrize("count", [1, 10, 102])
def test_the_list_costs_the_same_whatever_its_length(client, db, django_assert_num_queries, count):
    province = make_province(communes=count, departments=False)
    for unit in province.communes:
        make_user("enters", unit)
    client.force_login(make_user("administrator", province.province))

    # session, user, membership; count, page; demonstration; newest quarter is not asked of an administrator
    with django_assert_num_queries(5):
        client.get(reverse("districts:people"))
    with django_assert_num_queries(6):
        client.get(reverse("districts:people"), {"words": "xa"})


@pytest.mark.parametrize("count", [1, 10, 102])
def test_one_account_costs_the_same_whatever_the_province(client, db, django_assert_num_queries, count):
    province = make_province(communes=count, departments=False)
    person = make_user("enters", province.communes[0])
    client.force_login(make_user("administrator", province.province))

    with django_assert_num_queries(7):
        client.get(reverse("districts:person", args=[person.pk]))
    with django_assert_num_queries(5):
        client.get(reverse("districts:move_person", args=[person.pk]))


def test_what_no_database_can_hold_is_refused_in_words(signed_in, province):
    fields = {
        "username": "xa\x0090002",
        "full_name": "x" * 151,
        "unit": province.communes[0].pk,
        "role": "enters",
    }
    errors = signed_in.post(reverse("districts:new_person"), fields).context["form"].errors

    assert errors["username"] == ["Ô này có ký tự không dùng được."]
    assert list(errors) == ["username", "full_name"]
    for number in ("0", "9" * 30):
        assert signed_in.get(f"/people/{number}/").status_code == 404


def test_everybody_keeps_their_own_number_and_address(client, officer):
    client.force_login(officer)
    page = client.post(
        reverse("districts:contact"), {"phone": "0912 345 678", "email": "blum@xa.example"}, follow=True
    )

    officer.refresh_from_db()
    assert (officer.phone, officer.email) == ("0912 345 678", "blum@xa.example")
    assert "Đã lưu." in page.content.decode()
    event = Event.objects.get(by=officer)
    assert (event.action, [change["field"] for change in event.changes]) == (
        "account_changed",
        ["phone", "email"],
    )


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"email": "blum tại xã"}, "email", "Địa chỉ thư chưa đúng, ví dụ ten@kontum.gov.vn."),
        ({"phone": "gọi trưởng thôn"}, "phone", "Số điện thoại có từ 8 đến 20 chữ số"),
    ],
)
def test_a_wrong_number_or_address_is_refused_beside_its_field(client, officer, typed, field, sentence):
    client.force_login(officer)
    page = client.post(reverse("districts:contact"), typed)

    [said] = page.context["form"].errors[field]
    assert said.startswith(sentence)
    officer.refresh_from_db()
    assert (officer.phone, officer.email) == ("", "")
