"""Signing in, the one-time password, and the lock against guessing."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from districts.actions import people
from districts.models import Event, User
from districts.tests.builders import COMMAND, Province, make_user, noon

OWN = "bốn con trâu xanh"
AT = noon(date(2024, 12, 18))


@pytest.fixture
def officer(province: Province) -> User:
    return make_user("enters", province.communes[0], "xa90001", password=OWN)


def sign_in(client: Client, password: str):
    return client.post(reverse("districts:sign_in"), {"username": "xa90001", "password": password})


def test_the_right_password_leads_to_the_front_page(client, officer):
    answer = sign_in(client, OWN)

    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))


def test_a_wrong_password_and_an_unknown_name_are_refused_alike(client, officer):
    wrong = sign_in(client, "sai")
    unknown = client.post(reverse("districts:sign_in"), {"username": "khong-co", "password": "sai"})

    sentence = "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa và chữ thường."
    assert wrong.context["form"].non_field_errors() == [sentence]
    assert unknown.context["form"].non_field_errors() == [sentence]


def test_whoever_is_not_signed_in_is_sent_to_the_door_and_back(client, officer):
    answer = client.get(reverse("districts:tokens"))

    assert answer["Location"] == f"{reverse('districts:sign_in')}?next={reverse('districts:tokens')}"
    door = client.post(answer["Location"], {"username": "xa90001", "password": OWN, "next": "/tokens/"})
    assert door["Location"] == reverse("districts:tokens")


def test_too_many_wrong_passwords_lock_the_name_for_a_while_and_say_so(client, officer):
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, "sai")

    assert answer.status_code == 429
    assert "việc đăng nhập tạm ngừng trong 15 phút" in answer.content.decode()
    assert sign_in(client, OWN).status_code == 429


def test_signing_out_takes_a_form_and_not_an_address(client, officer):
    client.force_login(officer)

    assert client.get(reverse("districts:sign_out")).status_code == 302
    assert client.get(reverse("districts:tokens")).status_code == 200
    assert client.post(reverse("districts:sign_out"))["Location"] == reverse("districts:sign_in")
    assert client.get(reverse("districts:tokens")).status_code == 302


@pytest.fixture
def newcomer(province: Province) -> people.Issued:
    """Signs in with a one-time password."""
    return people.create_account(
        username="xa90001",
        full_name="Y Blưm",
        unit=province.communes[0],
        role="enters",
        by=None,
        at=AT,
        origin=COMMAND,
    )


def test_a_one_time_password_opens_only_the_page_where_it_is_changed(client, newcomer):
    sign_in(client, newcomer.password)

    for name in ("home", "districts:my_work", "districts:tokens"):
        assert client.get(reverse(name))["Location"] == reverse("districts:change_password")
    page = client.get(reverse("districts:change_password"))
    assert "Mật khẩu vừa dùng chỉ mở được một lần." in page.content.decode()


def test_a_password_of_ones_own_opens_the_rest_and_is_logged_without_its_text(client, newcomer):
    sign_in(client, newcomer.password)
    answer = client.post(
        reverse("districts:change_password"),
        {"old_password": newcomer.password, "new_password1": OWN, "new_password2": OWN},
    )

    assert answer["Location"] == reverse("home")
    assert client.get(reverse("districts:tokens")).status_code == 200
    newcomer.user.refresh_from_db()
    assert not newcomer.user.must_change_password
    event = Event.objects.filter(by=newcomer.user).get()
    assert (event.action, event.subject, event.changes) == (
        "account_changed",
        "xa90001",
        [{"field": "password"}],
    )


@pytest.mark.parametrize(
    ("new", "again", "field", "sentence"),
    [
        ("ngắn", "ngắn", "new_password1", "Mật khẩu quá ngắn: cần ít nhất 10 ký tự."),
        ("password123", "password123", "new_password1", "Mật khẩu này quá phổ biến."),
        ("xa90001-2024", "xa90001-2024", "new_password1", "Mật khẩu quá giống với Tên đăng nhập."),
        (OWN, OWN + "!", "new_password2", "Hai lần nhập mật khẩu mới không giống nhau."),
        ("", "", "new_password1", "Xin điền ô này."),
    ],
)
def test_a_weak_password_is_refused_in_vietnamese(client, newcomer, new, again, field, sentence):
    sign_in(client, newcomer.password)
    answer = client.post(
        reverse("districts:change_password"),
        {"old_password": newcomer.password, "new_password1": new, "new_password2": again},
    )

    assert answer.context["form"].errors[field] == [sentence]


def test_a_one_time_password_opens_nothing_of_the_api_and_says_so_in_json(client, newcomer):
    sign_in(client, newcomer.password)
    answer = client.get(reverse("api:periods"))

    assert (answer.status_code, answer.json()["code"]) == (403, "password_change_required")
    assert answer.json()["detail"] == "Xin đổi mật khẩu dùng một lần trên trang web trước."
    assert client.get(reverse("healthz")).status_code == 200


def test_the_one_time_password_cannot_be_chosen_again(client, newcomer):
    sign_in(client, newcomer.password)
    answer = client.post(
        reverse("districts:change_password"),
        {
            "old_password": newcomer.password,
            "new_password1": newcomer.password,
            "new_password2": newcomer.password,
        },
    )

    assert answer.context["form"].errors["new_password1"] == ["Mật khẩu mới phải khác mật khẩu hiện tại."]


def test_pages_that_do_not_exist_say_so_in_vietnamese(client, officer):
    client.force_login(officer)
    answer = client.get("/khong-co/")

    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()


def test_a_form_without_its_seal_is_refused_in_vietnamese(officer):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("districts:sign_in"), {"username": "xa90001", "password": OWN})

    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()
